"""Units: the tables of units and measure words, and the longest unit that stands at a place of a text."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kg.lexicon import Lexicon, Row
from kg.values import Struct

UNIT_COLUMNS = ("unit", "aliases", "after", "dimension", "qudt", "factor", "base", "label_en")
CLASSIFIER_COLUMNS = ("unit", "aliases", "after", "label_en")


class Unit(Struct, frozen=True):
    """A unit by its plain Chinese name.

    `dimension` is `count` for measure words; `factor` times a value in this unit gives the value in `base`, where both
    are known; `qudt` is the IRI in the QUDT vocabulary or empty; `strict` units follow only digits or large numbers.
    """

    name: str
    dimension: str
    label_en: str
    qudt: str = ""
    factor: Fraction | None = None
    base: str = ""
    strict: bool = False


class Units(Struct, frozen=True):
    """All units by every way of writing them; None marks a longer word that only begins like one (市场, 个体)."""

    by_form: dict[str, Unit | None]
    lengths: dict[str, tuple[int, ...]]

    def at(self, text: str, start: int) -> tuple[Unit, int] | None:
        """Return the longest unit that begins at `start` and where it ends; a Latin unit must end with its word."""
        for length in self.lengths.get(text[start : start + 1], ()):
            form = text[start : start + length]
            if form not in self.by_form:
                continue
            unit, end = self.by_form[form], start + len(form)
            if unit is None:
                return None
            if not (text[end - 1].isascii() and text[end - 1].isalnum() and _goes_on(text, end)):
                return unit, end
        return None

    def trapped(self, text: str, start: int) -> bool:
        """Tell whether a word that only begins like a unit stands at `start`."""
        forms = (text[start : start + length] for length in self.lengths.get(text[start : start + 1], ()))
        return any(form in self.by_form and self.by_form[form] is None for form in forms)


def load_units(lexicon: Lexicon) -> Units:
    """Compile both tables; use as `lexicon.compiled(load_units)`."""
    forms: dict[str, Unit | None] = {}
    for row in lexicon.rows("units", UNIT_COLUMNS, ("unit",)):
        _add(forms, row, _measure(row))
    for row in lexicon.rows("classifiers", CLASSIFIER_COLUMNS, ("unit",)):
        _add(forms, row, Unit(row["unit"], "count", row["label_en"], strict=row["after"] == "digits"))
    for row in lexicon.rows("unit_traps", ("word",), ("word",)):
        if row["word"] in forms:
            raise row.refuse(f"{row['word']} is a unit")
        forms[row["word"]] = None
    return Units(forms, _lengths(forms))


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the forms by their first character, longest first."""
    found: dict[str, set[int]] = {}
    for form in forms:
        found.setdefault(form[0], set()).add(len(form))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _measure(row: Row) -> Unit:
    try:
        factor = Fraction(row["factor"]) if row["factor"] else None
    except (ValueError, ZeroDivisionError) as error:
        raise row.refuse(f"factor {row['factor']} is no number") from error
    strict = row["after"] == "digits"
    return Unit(row["unit"], row["dimension"], row["label_en"], row["qudt"], factor, row["base"], strict)


def _add(forms: dict[str, Unit | None], row: Row, unit: Unit) -> None:
    for form in (row["unit"], *row.many("aliases")):
        if form in forms:
            raise row.refuse(f"{form} is listed already")
        forms[form] = unit


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and text[end].isascii() and text[end].isalnum()
