"""The forty thousand townships, which are found by their last characters and a look-up, not by the automaton.

The table `townships` has a row for each county: its code, and its townships as the last three digits of their code
followed by the name. It is read when a text first has a word that a township's name can end in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.lexicon import Lexicon
from kg.model import Entity, Span

COLUMNS = ("county", "townships")
TAIL = re.compile("街道|镇|乡|苏木")  # literals alone, which the engine leaps to
SHORTEST, LONGEST = 2, 12
DIGITS = 9
ROW = re.compile(r"\d{6}\d{3}[^|]+(?:\|\d{3}[^|]+)*")


class Townships:
    """Townships by name; entities are made for the names that a text has."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Remember where the table is."""
        self._lexicon = lexicon
        self._codes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._entities: dict[str, tuple[Entity, ...]] = {}

    def scan(self, text: str) -> Iterator[tuple[Span, tuple[Entity, ...]]]:
        """Yield every occurrence of a township's name with all townships that bear it."""
        for tail in TAIL.finditer(text):
            end = tail.end()
            for start in range(max(0, end - LONGEST), end - SHORTEST + 1):
                entities = self.named(text[start:end])
                if entities:
                    yield Span(start, end), entities

    def of(self, key: str) -> Entity | None:
        """Return the township of an entity's key such as place/370783115."""
        code = key.removeprefix("place/")
        self._codes = self._codes or _load(self._lexicon)
        if not self._names:
            self._names = {code: name for name, codes in self._codes.items() for code in _split(codes)}
        return _entity(self._names[code], code) if code in self._names else None

    def named(self, name: str) -> tuple[Entity, ...]:
        """Return the townships of this full name, by code."""
        self._codes = self._codes or _load(self._lexicon)
        if name not in self._codes:
            return ()
        if name not in self._entities:
            self._entities[name] = tuple(_entity(name, code) for code in _split(self._codes[name]))
        return self._entities[name]


def _load(lexicon: Lexicon) -> dict[str, str]:
    """Return the codes of each name, one behind the other."""
    codes: dict[str, str] = {}
    for row in lexicon.rows("townships", COLUMNS, key=("county",)):
        county, cell = row["county"], row["townships"]
        if not ROW.fullmatch(county + cell):
            raise row.refuse("a county has six digits, and townships are three digits and a name with | between them")
        for part in cell.split("|"):
            name, code = part[3:], county + part[:3]
            codes[name] = codes[name] + code if name in codes else code
    return codes


def _split(codes: str) -> tuple[str, ...]:
    return tuple(codes[start : start + DIGITS] for start in range(0, len(codes), DIGITS))


def _entity(name: str, code: str) -> Entity:
    facts = (("code", code), ("level", "township"))
    return Entity(f"place/{code}", "place", name, "AdministrativeDivision", (), f"place/{code[:6]}", facts, listed=True)
