"""Covers: which of many stretches of a text holds a character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from kg.model import Span


class Cover:
    """Stretches by place; of overlapping ones the first counts, and of those that begin together the longest."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort the stretches and leave out what an earlier one covers in part."""
        self._starts: list[int] = []
        self._spans: list[Span] = []
        last = 0
        longest = {span.start: span for span in sorted(spans)}
        for span in longest.values():
            if span.start >= last:
                self._starts.append(span.start)
                self._spans.append(span)
                last = span.end

    def at(self, place: int) -> Span | None:
        """Return the stretch that holds the character at `place`."""
        index = bisect_right(self._starts, place) - 1
        return self._spans[index] if index >= 0 and place < self._spans[index].end else None

    def holds(self, place: int) -> bool:
        """Tell whether some stretch holds the character at `place`."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._spans[index].end
