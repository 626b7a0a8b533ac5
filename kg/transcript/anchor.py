"""Anchoring: carrying every span of an extraction back to the untouched source."""

from __future__ import annotations

from array import array
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.model import Document, Extraction, Offsets, Source, Span, Turn


def anchor(extraction: Extraction) -> Extraction:
    """Return the extraction with all spans over the source's text.

    Turns take the blanks between them with them, so that they still tile the text after the heading.
    """
    offsets = extraction.document.offsets
    parts = {field.name: _carry(getattr(extraction, field.name), offsets) for field in fields(extraction)}
    return replace(extraction, **parts)


def _carry(value: Any, offsets: Offsets) -> Any:
    if isinstance(value, Span):
        return offsets.back(value)
    if isinstance(value, tuple):
        return tuple(_carry(item, offsets) for item in value)
    if isinstance(value, Document):
        return _document(value, offsets)
    if not is_dataclass(value) or isinstance(value, (type, Source, Offsets)):
        return value
    return replace(value, **{field.name: _carry(getattr(value, field.name), offsets) for field in fields(value)})


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
