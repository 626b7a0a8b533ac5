"""Anchoring: carrying every span of an extraction back to the untouched source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from functools import cache
from typing import Any

from kg.model import Document, Extraction, Offsets, Span, Step, Turn
from kg.values import astuple, replace

# The types of the model that hold spans of the clean text, as the annotations of its fields name them.
_HOLDERS = re.compile(
    r"\b(?:Span|Attribute|Turn|Sentence|Quotation|Mention|Quantity|Number|Period|Step|Metric|Relation|Document)\b"
)


def anchor(extraction: Extraction) -> Extraction:
    """Return the extraction with all spans over the source's text.

    Turns take the blanks between them with them, so that they still tile the text after the heading.
    """
    carrier = _Carrier(extraction.document.offsets)
    names = [name for name, _ in _holders(Extraction) if name != "document"]
    parts = {name: carrier.carry(getattr(extraction, name)) for name in names}
    return replace(extraction, document=_document(extraction.document, carrier), **parts)


class _Carrier:
    """Carries values back; a span or a value that stands in many places is carried once.

    Values are known by their identity, which holds as long as the extraction that owns them.
    """

    def __init__(self, offsets: Offsets) -> None:
        # A list gives its numbers as they are; an array, which is smaller, makes each anew: half the time of a search.
        self.back = Offsets(list(offsets.clean), list(offsets.source)).back
        self._spans: dict[Span, Span] = {}
        self._done: dict[int, Any] = {}

    def carry(self, value: Any) -> Any:
        """Return a value of the model with all spans in it carried back."""
        kind: Any = type(value)
        if kind is tuple:
            return tuple([self._step(item) if type(item) is Step else self.carry(item) for item in value])
        if value is None or kind is Span:
            return value and self._span(value)
        if issubclass(kind, tuple):
            return self._rebuild(kind, value)
        found = self._done.get(id(value))
        if found is None:
            found = self._done[id(value)] = self._rebuild(kind, astuple(value))
        return found

    def _rebuild(self, kind: Any, values: tuple[Any, ...]) -> Any:
        changed = list(values)
        done = self._spans
        for index in _places(kind):
            part = values[index]
            if part:
                changed[index] = done.get(part) or self._span(part) if type(part) is Span else self.carry(part)
        return kind(*changed)

    def _step(self, step: Step) -> Step:
        """Carry a step back; no other value is as frequent."""
        span = step.span
        return step if span is None else Step(step.field, step.value, step.rule, self._span(span))

    def _span(self, span: Span) -> Span:
        found = self._spans.get(span)
        if found is None:
            found = self._spans[span] = self.back(span)
        return found


@cache
def _places(kind: Any) -> tuple[int, ...]:
    return tuple(index for _, index in _holders(kind))


@cache
def _holders(kind: Any) -> tuple[tuple[str, int], ...]:
    """Return name and place of the fields of a value type that may hold spans of the clean text."""
    types = kind.__annotations__
    return tuple((name, index) for index, name in enumerate(types) if _HOLDERS.search(str(types[name])))


def _document(document: Document, carrier: _Carrier) -> Document:
    text = document.source.text
    parts = ("sentences", "quotations", "title", "date", "home", "occasion")
    carried = {name: carrier.carry(getattr(document, name)) for name in parts}
    whole = Offsets(array("L", [0, len(text)]), array("L", [0, len(text)]))
    turns = _turns(document.turns, carrier.back, len(text))
    return replace(document, text=text, offsets=whole, turns=turns, **carried)


def _turns(turns: tuple[Turn, ...], back: Callable[[Span], Span], end: int) -> tuple[Turn, ...]:
    starts = [back(Span(turn.span.start, turn.span.start)).start for turn in turns]
    spans = [Span(*edges) for edges in zip(starts, [*starts[1:], end], strict=True)] if turns else []
    return tuple(replace(turn, span=span, label=back(turn.label)) for turn, span in zip(turns, spans, strict=True))
