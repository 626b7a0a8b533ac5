"""Anchoring: carrying every span of an extraction back to the untouched source."""

from __future__ import annotations

import re
from array import array
from dataclasses import fields, replace
from functools import cache
from typing import Any

from kg.model import Document, Extraction, Offsets, Span, Turn

# The types of the model that hold spans of the clean text, as the annotations of its fields name them.
_HOLDERS = re.compile(
    r"\b(?:Span|Attribute|Turn|Sentence|Quotation|Mention|Quantity|Number|Period|Step|Metric|Relation|Document)\b"
)


def anchor(extraction: Extraction) -> Extraction:
    """Return the extraction with all spans over the source's text.

    Turns take the blanks between them with them, so that they still tile the text after the heading.
    """
    document = extraction.document
    names = [name for name, holds in _fields(Extraction) if holds and name != "document"]
    parts = {name: _carry(getattr(extraction, name), document.offsets) for name in names}
    return replace(extraction, document=_document(document), **parts)


def _carry(value: Any, offsets: Offsets) -> Any:
    """Return a value of the model with all spans in it carried back."""
    kind: Any = type(value)
    if kind is Span:
        return offsets.back(value)
    if kind is tuple:
        return tuple([_carry(item, offsets) for item in value])
    if value is None:
        return None
    return kind(
        *[_carry(getattr(value, name), offsets) if holds else getattr(value, name) for name, holds in _fields(kind)]
    )


@cache
def _fields(kind: Any) -> tuple[tuple[str, bool], ...]:
    """Return the names of a value type's fields, each with whether spans of the clean text may be in it."""
    return tuple((field.name, bool(_HOLDERS.search(str(field.type)))) for field in fields(kind))


def _document(document: Document) -> Document:
    offsets, text = document.offsets, document.source.text
    parts = ("sentences", "quotations", "title", "date", "home", "occasion")
    carried = {name: _carry(getattr(document, name), offsets) for name in parts}
    whole = Offsets(array("L", [0, len(text)]), array("L", [0, len(text)]))
    return replace(document, text=text, offsets=whole, turns=_turns(document.turns, offsets, len(text)), **carried)


def _turns(turns: tuple[Turn, ...], offsets: Offsets, end: int) -> tuple[Turn, ...]:
    starts = [offsets.back(Span(turn.span.start, turn.span.start)).start for turn in turns]
    spans = [Span(*edges) for edges in zip(starts, [*starts[1:], end], strict=True)] if turns else []
    return tuple(
        replace(turn, span=span, label=offsets.back(turn.label)) for turn, span in zip(turns, spans, strict=True)
    )
