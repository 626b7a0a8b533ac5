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
from pathlib import Path

from kg.errors import QueryError
from kg.outputs import stage_file
from kg.results import Table
from kg.store import Store

WANTED = 4  # times the limit that is fetched from the index, because some hits fall to the check
MOST = 1000  # things that one pattern of a query may stand for
_RUN = re.compile(r"[㐀-鿿豈-﫿𠀀-𯿿]+|[a-z0-9]+")
_PATTERN = re.compile(r"""(\?\w+)\s+kg:search\s+("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')(\s*;)?""")
_TEXTS = """
SELECT DISTINCT ?thing ?type ?role ?text WHERE {
  {
    ?thing rdfs:label|skos:altLabel ?text ; a ?type .
    FILTER (STRSTARTS(STR(?type), STR(kg:)))
    FILTER NOT EXISTS { ?thing a ?narrower . ?narrower rdfs:subClassOf ?type FILTER (?narrower != ?type) }
    BIND (IF(EXISTS { ?thing rdfs:label ?text }, "label", "alias") AS ?role)
  } UNION {
    ?fact kg:sentence ?thing . ?thing nif:anchorOf ?text .
    BIND (nif:Sentence AS ?type) BIND ("sentence" AS ?role)
  }
}
"""


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

    def fill(self, matches: Iterable[Match]) -> None:
        """Index texts, once."""
        with self._database as database:
            database.execute("CREATE TABLE texts (iri, type, role, text)")
            database.execute("CREATE VIRTUAL TABLE pairs USING fts5 (body, content='')")
            for number, match in enumerate(matches, 1):
                row = (match.iri, match.type, match.role, match.text)
                database.execute(
                    "INSERT INTO texts (rowid, iri, type, role, text) VALUES (?, ?, ?, ?, ?)", (number, *row)
                )
                database.execute(
                    "INSERT INTO pairs (rowid, body) VALUES (?, ?)", (number, " ".join(_tokens(match.text)))
                )

    def find(self, words: str, limit: int = 20) -> tuple[Match, ...]:
        """Return what contains all the words (separated by blanks), names before sentences, the closest first."""
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
        return tuple(match for match in found if all(term in match.text.lower() for term in terms))[:limit]

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
    answer = store.query(_TEXTS)
    if isinstance(answer, Table):
        rows = sorted({tuple(term.value for term in row) for row in answer.rows})  # type: ignore[union-attr]
        yield from (Match(*row) for row in rows)


def open_index(folder: Path, store: Store) -> Index:
    """Return the index of a build, made from its store if it is not there yet."""
    path = folder / "search.sqlite"
    if not path.is_file():
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
