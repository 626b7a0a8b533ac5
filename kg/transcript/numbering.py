"""Numbers that a Word file counts by itself: 一、 or 1. before a paragraph, which stand nowhere in its words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

DIGITS = "〇一二三四五六七八九"
# Formats of numbers (ST_NumberFormat of ECMA-376) that are written with Chinese numerals; all others but those that
# print no number are written with digits.
CHINESE = frozenset((
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "japaneseCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand",
))  # fmt: skip
SILENT = frozenset(("bullet", "none"))
LARGEST_CHINESE = 99

_PLACE = re.compile(r"%([1-9])")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Counters:
    """The running numbers of all lists of one document, read paragraph by paragraph."""

    def __init__(self, document: Any) -> None:
        """Read the definitions of the lists of a `docx.Document`."""
        self._levels = _levels(document)
        self._counts: dict[str, Counter[int]] = {}

    def label(self, paragraph: Any) -> str:
        """Return what Word prints before the paragraph, which must be the next one; nothing without a number."""
        listed, level = _place(paragraph)
        abstract, forms = self._levels.get(listed, ("", {}))
        if level not in forms:
            return ""
        counts = self._counts.setdefault(abstract, Counter())
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        start, form, text = forms[level]
        counts[level] = counts[level] + 1 if level in counts else start
        if form in SILENT:
            return ""

        def written(place: re.Match[str]) -> str:
            outer = int(place[1]) - 1
            first, kind, _ = forms.get(outer, (1, "decimal", ""))
            return _write(counts.get(outer, first), kind)

        return _PLACE.sub(written, text)


def _place(paragraph: Any) -> tuple[str, int]:
    """Return the list and the level of a paragraph, from itself or from its style."""
    for holder in (paragraph._p, getattr(paragraph.style, "element", None)):  # noqa: SLF001  # python-docx shows no lists
        properties = holder.find(f"{_W}pPr/{_W}numPr") if holder is not None else None
        if properties is not None:
            return _value(properties, "numId") or "", int(_value(properties, "ilvl") or 0)
    return "", 0


def _levels(document: Any) -> dict[str, tuple[str, dict[int, tuple[int, str, str]]]]:
    """Return for each list its definition, and for each level of that the first number, the format and the text."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a file without lists
        return {}
    defined = {
        abstract.get(f"{_W}abstractNumId"): {
            int(level.get(f"{_W}ilvl")): (
                int(_value(level, "start") or 1),
                _value(level, "numFmt") or "decimal",
                _value(level, "lvlText") or "",
            )
            for level in abstract.iter(f"{_W}lvl")
        }
        for abstract in root.iter(f"{_W}abstractNum")
    }
    pairs = [(listed.get(f"{_W}numId"), _value(listed, "abstractNumId") or "") for listed in root.iter(f"{_W}num")]
    return {listed: (abstract, defined.get(abstract, {})) for listed, abstract in pairs}


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _write(number: int, form: str) -> str:
    if form not in CHINESE or not 0 < number <= LARGEST_CHINESE:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")  # noqa: PLR2004
