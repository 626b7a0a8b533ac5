"""Full-text search in Chinese over names and sentences: SQLite's FTS5 over pairs of neighbouring characters.

FTS5's own tokenizers know no Chinese words: `trigram` finds nothing shorter than three characters. Here the text is
indexed as overlapping pairs, a query becomes phrases of pairs, and every hit is checked against the text itself, so
that what is found contains the words as they were asked for. In SPARQL, `?thing kg:search "潍坊港 吞吐"` stands for
`VALUES ?thing { … }` with the things that were found.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import QueryError
from kg.lexicon import Lexicon
from kg.outputs import stage_file
from kg.search.spelling import first_letters, load_readings, spells
from kg.store import Store

IN_INDEX = "search.sqlite"  # the file of the index in the folder of a build
WANTED = 4  # times the limit that is fetched from the index, because some hits fall to the check
MOST = 1000  # things that one pattern of a query may stand for
_RUN = re.compile(r"[㐀-鿿豈-﫿𠀀-𯿿]+|[a-z0-9]+")
_PATTERN = re.compile(r"""(\?\w+)\s+kg:search\s+("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')(\s*;)?""")
_NAMES = "SELECT DISTINCT ?thing ?type ?text { ?thing %s ?text ; a ?type FILTER (STRSTARTS(STR(?type), STR(kg:))) }"
_BROADER = "SELECT ?type ?broader { ?type rdfs:subClassOf ?broader FILTER (?type != ?broader) }"
_SENTENCES = """
SELECT ?thing ?text { { SELECT DISTINCT ?thing { ?fact kg:sentence ?thing } } ?thing nif:anchorOf ?text }
"""
_SENTENCE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence"
_TABLES = """
CREATE TABLE texts (iri, type, role, text);
CREATE VIRTUAL TABLE pairs USING fts5 (body, content='');
CREATE TABLE readings (character, syllables);
CREATE TABLE initials (letter, number);
CREATE INDEX by_letter ON initials (letter);
"""
_VERSION = 2  # of these tables: an index of another version is made anew


@dataclass(frozen=True, slots=True)
class Match:
    """Something found: its IRI, the class it has, whether a label, an alias or a sentence matched, and that text."""

    iri: str
    type: str
    role: str
    text: str


class Index:
    """A full-text index over the names and sentences of a graph."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        """Open an index; it is empty until it is filled."""
        # Reading only: many threads may share one connection of SQLite's serialised mode.
        self._database = sqlite3.connect(path, check_same_thread=False)

    @property
    def is_current(self) -> bool:
        """Tell whether the file is an index as this version makes it."""
        with closing(self._database.execute("PRAGMA user_version")) as rows:
            return bool(rows.fetchone()[0] == _VERSION)

    def fill(self, matches: Iterable[Match]) -> None:
        """Index texts, once; names also by the letters with which their pinyin may begin."""
        found = list(enumerate(matches, 1))
        names = [(number, match.text) for number, match in found if match.role != "sentence"]
        readings = load_readings((text for _, text in names), Lexicon())
        with self._database as database:
            database.executescript(_TABLES)
            database.executemany(
                "INSERT INTO texts (rowid, iri, type, role, text) VALUES (?, ?, ?, ?, ?)",
                ((number, match.iri, match.type, match.role, match.text) for number, match in found),
            )
            database.executemany(
                "INSERT INTO pairs (rowid, body) VALUES (?, ?)",
                ((number, " ".join(_tokens(match.text))) for number, match in found),
            )
            database.executemany(
                "INSERT INTO readings VALUES (?, ?)", ((letter, " ".join(read)) for letter, read in readings.items())
            )
            database.executemany(
                "INSERT INTO initials VALUES (?, ?)",
                ((letter, number) for number, text in names for letter in sorted(first_letters(text, readings))),
            )
            database.execute(f"PRAGMA user_version = {_VERSION:d}")

    def find(self, words: str, limit: int = 20) -> tuple[Match, ...]:
        """Return what contains all the words (separated by blanks), names before sentences, the closest first.

        Letters that nothing contains may be pinyin: then these are the names that they spell.
        """
        terms = [term for term in words.lower().split() if _RUN.search(term)]
        if not terms:
            return ()
        phrase = " AND ".join(part for term in terms for part in _phrases(term))
        query = (
            "SELECT iri, type, role, text FROM pairs JOIN texts ON texts.rowid = pairs.rowid WHERE pairs MATCH ?"
            " ORDER BY role = 'sentence', bm25(pairs), length(text), iri LIMIT ?"
        )
        with closing(self._database.execute(query, (phrase, limit * WANTED))) as rows:
            found = [Match(*row) for row in rows]
        sound = tuple(match for match in found if all(term in match.text.lower() for term in terms))[:limit]
        return sound or self._spelled("".join(terms), limit)

    def complete(self, words: str, limit: int = 20) -> tuple[Match, ...]:
        """Return the names that begin with words or contain them, or whose pinyin begins with these letters.

        Each thing comes once, labels before aliases, short names before long ones.
        """
        words = words.strip()
        if not words:
            return ()
        query = (
            "SELECT iri, type, role, text FROM texts WHERE role <> 'sentence' AND instr(lower(text), ?)"
            " ORDER BY instr(lower(text), ?) > 1, role = 'alias', length(text), text, iri LIMIT ?"
        )
        with closing(self._database.execute(query, (words.lower(), words.lower(), limit * WANTED))) as rows:
            found = [Match(*row) for row in rows]
        return _each_once([*found, *self._spelled(words, limit)])[:limit]

    def _spelled(self, words: str, limit: int) -> tuple[Match, ...]:
        """Return the names whose pinyin begins with letters, in full or by initials; blanks and ' part syllables."""
        letters = re.sub(r"[\s'’]", "", words.lower())
        if not letters.isascii() or not letters.isalpha():
            return ()
        query = (
            "SELECT iri, type, role, text FROM initials JOIN texts ON texts.rowid = number WHERE letter = ?"
            " ORDER BY role = 'alias', length(text), text, iri"
        )
        with closing(self._database.execute(query, (letters[0],))) as rows:
            found = (Match(*row) for row in rows)
            return _each_once(match for match in found if spells(letters, match.text, self._readings))[:limit]

    @cached_property
    def _readings(self) -> dict[str, list[str]]:
        with closing(self._database.execute("SELECT character, syllables FROM readings")) as rows:
            return {character: syllables.split() for character, syllables in rows}

    def names_in(self, words: str) -> tuple[Match, ...]:
        """Return the names and aliases that occur in a text, the longest first."""
        query = (
            "SELECT iri, type, role, text FROM texts WHERE role <> 'sentence' AND instr(?, text)"
            " ORDER BY length(text) DESC, text, iri"
        )
        with closing(self._database.execute(query, (words,))) as rows:
            return tuple(Match(*row) for row in rows)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def texts(store: Store) -> Iterator[Match]:
    """Yield the names and sentences of a graph, in a stable order."""
    broader = _rows(store, _BROADER)
    labels, aliases = (_rows(store, _NAMES % name) for name in ("rdfs:label", "skos:altLabel"))
    known = {(thing, text) for thing, _, text in labels}
    named = [(*row, "label") for row in labels] + [(*row, "alias") for row in aliases if (row[0], row[2]) not in known]
    types: dict[str, set[str]] = {}
    for thing, type_, _, _ in named:
        types.setdefault(thing, set()).add(type_)
    found = {
        (thing, type_, role, text)
        for thing, type_, text, role in named
        if not any((narrower, type_) in broader for narrower in types[thing])
    }
    found |= {(thing, _SENTENCE, "sentence", text) for thing, text in _rows(store, _SENTENCES)}
    yield from (Match(*row) for row in sorted(found))


def _rows(store: Store, query: str) -> set[tuple[str, ...]]:
    return {tuple(term.value for term in row) for row in store.table(query).rows}  # type: ignore[union-attr]


def open_index(folder: Path, store: Store) -> Index:
    """Return the index of a build, made from its store if it is not there yet or of an older version."""
    path = folder / IN_INDEX
    if path.is_file():
        index = Index(path)
        if index.is_current:
            return index
        index.close()
    with stage_file(path) as staging:
        index = Index(staging)
        index.fill(texts(store))
        index.close()
    return Index(path)


def rewrite(query: str, index: Index) -> str:
    """Return a query in which each `?thing kg:search "words"` is replaced by the things that match.

    Raises:
        QueryError: if more things match than a query should name.
    """

    def found(match: re.Match[str]) -> str:
        things = _values(match[1], match[2][1:-1], index)
        return f"{things} {match[1]}" if match[3] else things

    return _PATTERN.sub(found, query)


def _values(variable: str, words: str, index: Index) -> str:
    found = index.find(words, MOST + 1)
    if len(found) > MOST:
        raise QueryError(f"{words}: 匹配超过 {MOST} 项，请加词 / more than {MOST} things match, add a word")
    iris = sorted({match.iri for match in found})
    return f"VALUES {variable} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _each_once(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the first match of each thing."""
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.iri, match)
    return tuple(first.values())


def _tokens(text: str) -> Iterator[str]:
    """Yield the pairs of each Chinese run and its last character, and Latin words and numbers whole."""
    for run in _RUN.findall(text.lower()):
        if run[0].isascii():
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run)))


def _phrases(term: str) -> Iterator[str]:
    """Yield what the index is asked for a term: consecutive pairs; a single character by the pairs it begins."""
    for run in _RUN.findall(term):
        if run[0].isascii() or len(run) == 1:
            yield f'"{run}"*'
        else:
            yield '"' + " ".join(run[at : at + 2] for at in range(len(run) - 1)) + '"'
