"""Anchoring: carrying every span of an extraction back to the untouched source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from functools import cache
from operator import attrgetter
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
    carrier = _Carrier(extraction.document.offsets)
    names = [
        field.name for field in fields(Extraction) if _HOLDERS.search(str(field.type)) and field.name != "document"
    ]
    parts = {name: carrier.carry(getattr(extraction, name)) for name in names}
    return replace(extraction, document=_document(extraction.document, carrier), **parts)


@dataclass(slots=True)
class _Carrier:
    """Carries values back; a value that stands in many places (a period, a span of steps) is carried once.

    The values are known by their identity, which holds as long as the extraction that owns them.
    """

    offsets: Offsets
    done: dict[int, Any] = field(default_factory=dict)

    def carry(self, value: Any) -> Any:
        """Return a value of the model with all spans in it carried back."""
        kind: Any = type(value)
        if kind is tuple:
            return tuple([self.carry(item) for item in value])
        found = self.done.get(id(value))
        if found is None and value is not None:
            found = self.done[id(value)] = self.offsets.back(value) if kind is Span else self._rebuild(kind, value)
        return found

    def _rebuild(self, kind: Any, value: Any) -> Any:
        values_of, holders = _parts(kind)
        values = list(values_of(value))
        done = self.done
        for index in holders:
            part = values[index]
            if part:
                values[index] = done.get(id(part)) or self.carry(part)
        return kind(*values)


@cache
def _parts(kind: Any) -> tuple[Callable[[Any], Iterable[Any]], tuple[int, ...]]:
    """Return what reads all fields of a value type, and which of them may hold spans of the clean text."""
    types = kind.__annotations__
    holders = [index for index, name in enumerate(types) if _HOLDERS.search(str(types[name]))]
    return attrgetter(*types), tuple(holders)


def _document(document: Document, carrier: _Carrier) -> Document:
    text = document.source.text
    parts = ("sentences", "quotations", "title", "date", "home", "occasion")
    carried = {name: carrier.carry(getattr(document, name)) for name in parts}
    whole = Offsets(array("L", [0, len(text)]), array("L", [0, len(text)]))
    turns = _turns(document.turns, carrier.offsets, len(text))
    return replace(document, text=text, offsets=whole, turns=turns, **carried)


def _turns(turns: tuple[Turn, ...], offsets: Offsets, end: int) -> tuple[Turn, ...]:
    starts = [offsets.back(Span(turn.span.start, turn.span.start)).start for turn in turns]
    spans = [Span(*edges) for edges in zip(starts, [*starts[1:], end], strict=True)] if turns else []
    return tuple(
        replace(turn, span=span, label=offsets.back(turn.label)) for turn, span in zip(turns, spans, strict=True)
    )
