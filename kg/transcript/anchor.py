"""Anchoring: carrying every span of an extraction back to the untouched source."""

from __future__ import annotations

import re
from array import array
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar

from kg.model import Document, Extraction, Offsets, Span, Turn

T = TypeVar("T")


# The types of the model that hold a span, themselves or in a part.
SPANNED = re.compile(r"\b(?:Span|Attribute|Mention|Step|Number|Period|Metric|Relation|Sentence|Quotation|Document)\b")


def anchor(extraction: Extraction) -> Extraction:
    """Return the extraction with all spans over the source's text.

    Turns take the blanks between them with them, so that they still tile the text after the heading.
    """
    return _rebuild(extraction, extraction.document.offsets)


def _carry(value: Any, offsets: Offsets) -> Any:
    if value is None:
        return None
    if isinstance(value, Span):
        return offsets.back(value)
    if isinstance(value, tuple):
        return tuple([_carry(item, offsets) for item in value])
    return _document(value, offsets) if isinstance(value, Document) else _rebuild(value, offsets)


def _rebuild(value: T, offsets: Offsets) -> T:
    """Return a value with its parts carried; most of the time of anchoring is spent here."""
    kind: type[Any] = type(value)
    parts = [(getattr(value, name), spanned) for name, spanned in _plan(kind)]  # type: ignore[arg-type]  # types are hashable
    rebuilt: T = kind(*[_carry(part, offsets) if spanned else part for part, spanned in parts])
    return rebuilt


@cache
def _plan(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a type of the model, and whether each can hold a span, as its annotation says."""
    return tuple((field.name, SPANNED.search(str(field.type)) is not None) for field in fields(kind))


def _document(document: Document, offsets: Offsets) -> Document:
    text = document.source.text
    parts = ("sentences", "quotations", "title", "date", "home", "occasion")
    carried = {name: _carry(getattr(document, name), offsets) for name in parts}
    whole = Offsets(array("L", [0, len(text)]), array("L", [0, len(text)]))
    return replace(document, text=text, offsets=whole, turns=_turns(document.turns, offsets, len(text)), **carried)


def _turns(turns: tuple[Turn, ...], offsets: Offsets, end: int) -> tuple[Turn, ...]:
    starts = [offsets.back(Span(turn.span.start, turn.span.start)).start for turn in turns]
    spans = (Span(*edges) for edges in zip(starts, [*starts[1:], end], strict=True)) if turns else ()
    return tuple(
        replace(turn, span=span, label=offsets.back(turn.label)) for turn, span in zip(turns, spans, strict=True)
    )
