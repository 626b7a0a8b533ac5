"""The lists of names, and the one pass of a multi-pattern matcher over a text that finds them all.

Each list is a table of `LISTS` with the columns of `COLUMNS`: `label` (canonical), `aliases` (`|` between them), `type`
(class of the ontology), `parent` (key of the enclosing or home entity), `attributes` (`name=value` with `|` between),
`key` (last part of the entity's key; empty: the label). Townships have a table of their own (`townships`), users'
names come from `--lexicon` (`extra`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter
from typing import TypeVar, overload

import ahocorasick_rs

from kg.lexicon import extra
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.table import Row
from kg.lexicon.townships import Townships
from kg.lexicon.words import occurrences
from kg.model import Entity, Kind, Span
from kg.values import Struct

Default = TypeVar("Default")

COLUMNS = ("label", "aliases", "type", "parent", "attributes", "key")
LISTS: tuple[tuple[str, Kind], ...] = (
    ("places", "place"),
    ("former_places", "place"),
    ("former_names", "place"),
    ("zones", "place"),
    ("countries", "place"),
    ("cities_abroad", "place"),
    ("regions", "place"),
    ("features", "place"),
    ("outlets", "outlet"),
    ("bodies", "organization"),
    ("policies", "policy"),
    ("titles", "title"),
    ("events", "event"),
    ("persons", "person"),
)


class Hit(Struct, frozen=True):
    """An occurrence of a listed surface form and every entity that bears it."""

    span: Span
    entities: tuple[Entity, ...]


class Listing:
    """Listed things in their order: rows that become entities when first asked for, and users' own entities.

    Making all entities at once would be half of a cold start; a text speaks of some dozens of them.
    """

    def __init__(self, rows: list[tuple[Kind, Row]], own: tuple[Entity, ...]) -> None:
        """Give the things numbers; an own name takes the place of a listed one with its key."""
        replaced = {entity.key for entity in own}
        self._rows = [(key, kind, row) for kind, row in rows if (key := _key(kind, row)) not in replaced]
        self._made: dict[int, Entity] = {len(self._rows) + number: entity for number, entity in enumerate(own)}
        self.keys = {key: number for number, (key, _, _) in enumerate(self._rows)}
        self.keys.update({entity.key: number for number, entity in self._made.items()})

    def forms(self) -> dict[str, tuple[int, ...]]:
        """Return the numbers of the things that bear each surface form."""
        forms: dict[str, tuple[int, ...]] = {}
        for number, (_, _, row) in enumerate(self._rows):
            for form in {row["label"]: None, **dict.fromkeys(row.many("aliases"))}:
                forms[form] = (*forms[form], number) if form in forms else (number,)
        for number, entity in list(self._made.items()):
            for form in dict.fromkeys((entity.label, *entity.aliases)):
                forms[form] = (*forms.get(form, ()), number)
        return forms

    def at(self, number: int) -> Entity:
        """Return the entity of a number."""
        if number not in self._made:
            self._made[number] = _entity(*self._rows[number])
        return self._made[number]


class EntitiesByKey(Mapping[str, Entity]):
    """The listed entities by key."""

    def __init__(self, listing: Listing) -> None:
        """Look into this listing."""
        self._listing = listing

    def __getitem__(self, key: str) -> Entity:
        """Return the entity of a key."""
        return self._listing.at(self._listing.keys[key])

    @overload
    def get(self, key: str, default: None = None, /) -> Entity | None: ...

    @overload
    def get(self, key: str, default: Entity | Default, /) -> Entity | Default: ...

    def get(self, key: str, default: object = None, /) -> object:
        """Return the entity of a key, or `default`: most that is looked up is no key, and an exception is dear."""
        return self[key] if key in self._listing.keys else default

    def __contains__(self, key: object) -> bool:
        """Tell whether some entity has a key."""
        return key in self._listing.keys

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys in the order of the lists."""
        return iter(self._listing.keys)

    def __len__(self) -> int:
        """Count the entities."""
        return len(self._listing.keys)


class EntitiesByForm(Mapping[str, tuple[Entity, ...]]):
    """The listed entities by surface form."""

    def __init__(self, listing: Listing) -> None:
        """Look into this listing."""
        self._listing = listing
        self._numbers = listing.forms()
        self._made: dict[str, tuple[Entity, ...]] = {}

    def __getitem__(self, form: str) -> tuple[Entity, ...]:
        """Return the entities that bear a form."""
        if form not in self._made:
            self._made[form] = tuple(map(self._listing.at, self._numbers[form]))
        return self._made[form]

    @overload
    def get(self, form: str, default: None = None, /) -> tuple[Entity, ...] | None: ...

    @overload
    def get(self, form: str, default: tuple[Entity, ...] | Default, /) -> tuple[Entity, ...] | Default: ...

    def get(self, form: str, default: object = None, /) -> object:
        """Return the entities that bear a form, or `default`: most that is looked up is no name."""
        return self[form] if form in self._numbers else default

    def __contains__(self, form: object) -> bool:
        """Tell whether some entity bears a form."""
        return form in self._numbers

    def __iter__(self) -> Iterator[str]:
        """Iterate over the forms in the order of the lists."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """Count the forms."""
        return len(self._numbers)


class Names:
    """All listed entities by key and by surface form, and the matcher over the forms.

    Townships are found by `scan` but, being many, are in `townships` and not in `by_key` and `by_form`.
    """

    def __init__(self, listing: Listing, townships: Townships) -> None:
        """Index the entities and build the automaton."""
        self.townships = townships
        self.by_key = EntitiesByKey(listing)
        self.by_form = EntitiesByForm(listing)
        self._forms = tuple(self.by_form)
        self._matcher = ahocorasick_rs.AhoCorasick(self._forms, store_patterns=False)

    def scan(self, text: str) -> tuple[Hit, ...]:
        """Return every occurrence of every form, overlapping ones too, by start and then by end."""
        found = occurrences(self._matcher, text, overlapping=True)
        hits = [Hit(Span(start, end), self.by_form[self._forms[index]]) for index, start, end in found]
        hits += [Hit(span, entities) for span, entities in self.townships.scan(text)]
        return tuple(sorted(hits, key=attrgetter("span")))

    def place(self, label: str, mentioned: Collection[str]) -> Entity | None:
        """Return the place of a full name; of several namesakes the only one whose key is mentioned, else None."""
        found = [entity for entity in self.by_form.get(label, ()) if entity.kind == "place" and entity.label == label]
        if len(found) > 1:
            found = [entity for entity in found if entity.key in mentioned]
        return found[0] if len(found) == 1 else None


def load_names(lexicon: Lexicon) -> Names:
    """Compile all lists; use as `lexicon.compiled(load_names)`.

    Raises:
        DataFileError: for a bad row of a list or a bad entry of a user's lexicon.
    """
    rows = [(kind, row) for name, kind in LISTS for row in _rows(lexicon, name)]
    own = {entity.key: entity for path in lexicon.extra for entity in extra.read(path)}
    return Names(Listing(rows, tuple(own.values())), Townships(lexicon))


def _rows(lexicon: Lexicon, name: str) -> tuple[Row, ...]:
    if not (lexicon.data / f"{name}.tsv").exists():
        return ()
    return lexicon.rows(name, COLUMNS)


def _key(kind: Kind, row: Row) -> str:
    return f"{kind}/{row['key'] or row['label']}"


def _entity(key: str, kind: Kind, row: Row) -> Entity:
    pairs = tuple((name, value) for name, _, value in (part.partition("=") for part in row.many("attributes")))
    return Entity(key, kind, row["label"], row["type"], row.many("aliases"), row["parent"] or None, pairs, listed=True)
