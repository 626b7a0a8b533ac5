"""The lists of names, and the one pass of a multi-pattern matcher over a text that finds them all.

Each list is a table of `LISTS` with the columns of `COLUMNS`: `label` (canonical), `aliases` (`|` between them), `type`
(class of the ontology), `parent` (key of the enclosing or home entity), `attributes` (`name=value` with `|` between),
`key` (last part of the entity's key; empty: the label). Townships have a table of their own (`townships`), users'
names come from `--lexicon` (`extra`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import ahocorasick_rs

from kg.lexicon import extra
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.table import Row
from kg.lexicon.townships import Townships
from kg.model import Entity, Kind, Span

COLUMNS = ("label", "aliases", "type", "parent", "attributes", "key")
LISTS: tuple[tuple[str, Kind], ...] = (
    ("places", "place"),
    ("former_places", "place"),
    ("zones", "place"),
    ("countries", "place"),
    ("regions", "place"),
    ("features", "place"),
    ("outlets", "outlet"),
    ("bodies", "organization"),
    ("policies", "policy"),
    ("titles", "title"),
    ("events", "event"),
    ("persons", "person"),
)
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a listed surface form and every entity that bears it."""

    span: Span
    entities: tuple[Entity, ...]


class Names:
    """All listed entities by key and by surface form, and the matcher over the forms.

    Townships are found by `scan` but, being many, are in `townships` and not in `by_key` and `by_form`.
    """

    def __init__(self, entities: tuple[Entity, ...], townships: Townships) -> None:
        """Index the entities and build the automaton."""
        self.townships = townships
        self.by_key = {entity.key: entity for entity in entities}
        self.by_form: dict[str, tuple[Entity, ...]] = {}
        for entity in entities:
            for form in dict.fromkeys((entity.label, *entity.aliases)):
                self.by_form[form] = (*self.by_form.get(form, ()), entity)
        self._entities = tuple(self.by_form.values())
        self._matcher = ahocorasick_rs.AhoCorasick(tuple(self.by_form), store_patterns=False)

    def scan(self, text: str) -> tuple[Hit, ...]:
        """Return every occurrence of every form, overlapping ones too, by start and then by end."""
        found = self._matcher.find_matches_as_indexes(SURROGATE.sub("\ufffd", text), overlapping=True)
        hits = [Hit(Span(start, end), self._entities[index]) for index, start, end in found]
        hits += [Hit(span, entities) for span, entities in self.townships.scan(text)]
        return tuple(sorted(hits, key=_position))


def _position(hit: Hit) -> tuple[int, int]:
    return hit.span.start, hit.span.end


def load_names(lexicon: Lexicon) -> Names:
    """Compile all lists; use as `lexicon.compiled(load_names)`.

    Raises:
        DataFileError: for a bad row of a list or a bad entry of a user's lexicon.
    """
    return Names(tuple(_all(lexicon)), Townships(lexicon))


def _all(lexicon: Lexicon) -> Iterator[Entity]:
    """Yield the entities of all lists, users' own last; an own name with a listed key takes that entity's place."""
    own = {entity.key: entity for path in lexicon.extra for entity in extra.read(path)}
    for name, kind in LISTS:
        for row in _rows(lexicon, name):
            entity = _entity(row, kind)
            if entity.key not in own:
                yield entity
    yield from own.values()


def _rows(lexicon: Lexicon, name: str) -> tuple[Row, ...]:
    if not (lexicon.data / f"{name}.tsv").exists():
        return ()
    return lexicon.rows(name, COLUMNS)


def _entity(row: Row, kind: Kind) -> Entity:
    pairs = tuple((name, value) for name, _, value in (part.partition("=") for part in row.many("attributes")))
    key = f"{kind}/{row['key'] or row['label']}"
    return Entity(key, kind, row["label"], row["type"], row.many("aliases"), row["parent"] or None, pairs, True)
