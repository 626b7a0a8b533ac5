"""The lists of names, and the one pass of a multi-pattern matcher over a text that finds them all.

Each list is a table of `LISTS` with the columns of `COLUMNS`: `label` (canonical), `aliases` (`|` between them), `type`
(class of the ontology), `parent` (key of the enclosing or home entity), `attributes` (`name=value` with `|` between),
`key` (last part of the entity's key; empty: the label).
"""

from __future__ import annotations

from dataclasses import dataclass

import ahocorasick_rs

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.table import Row
from kg.model import Entity, Kind, Span

COLUMNS = ("label", "aliases", "type", "parent", "attributes", "key")
LISTS: tuple[tuple[str, Kind], ...] = (
    ("places", "place"),
    ("features", "place"),
    ("outlets", "outlet"),
    ("bodies", "organization"),
    ("policies", "policy"),
    ("titles", "title"),
    ("events", "event"),
    ("persons", "person"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a listed surface form and every entity that bears it."""

    span: Span
    entities: tuple[Entity, ...]


class Names:
    """All listed entities by key and by surface form, and the matcher over the forms."""

    def __init__(self, entities: tuple[Entity, ...]) -> None:
        """Index the entities and build the automaton."""
        self.by_key = {entity.key: entity for entity in entities}
        self.by_form: dict[str, tuple[Entity, ...]] = {}
        for entity in entities:
            for form in (entity.label, *entity.aliases):
                self.by_form[form] = (*self.by_form.get(form, ()), entity)
        self._forms = tuple(self.by_form)
        self._matcher = ahocorasick_rs.AhoCorasick(self._forms)

    def scan(self, text: str) -> tuple[Hit, ...]:
        """Return every occurrence of every form, overlapping ones too, by start and then by end."""
        found = self._matcher.find_matches_as_indexes(text, overlapping=True)
        hits = (Hit(Span(start, end), self.by_form[self._forms[index]]) for index, start, end in found)
        return tuple(sorted(hits, key=lambda hit: hit.span))


def load_names(lexicon: Lexicon) -> Names:
    """Compile all lists; use as `lexicon.compiled(load_names)`."""
    return Names(tuple(entity for name, kind in LISTS for entity in _entities(lexicon, name, kind)))


def _entities(lexicon: Lexicon, name: str, kind: Kind) -> list[Entity]:
    if not (lexicon.data / f"{name}.tsv").exists():
        return []
    return [_entity(row, kind) for row in lexicon.rows(name, COLUMNS)]


def _entity(row: Row, kind: Kind) -> Entity:
    pairs = tuple((name, value) for name, _, value in (part.partition("=") for part in row.many("attributes")))
    key = f"{kind}/{row['key'] or row['label']}"
    return Entity(key, kind, row["label"], row["type"], row.many("aliases"), row["parent"] or None, pairs, listed=True)
