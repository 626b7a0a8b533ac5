"""What the frames of a claim look at and what they return: a number with its surroundings, and a verdict on it."""

from __future__ import annotations

from kg.model import Direction, MetricKind, Quantity, Span
from kg.recognisers.metrics.left import Left
from kg.recognisers.metrics.right import Right
from kg.values import Struct


class Cell(Struct, frozen=True):
    """A number with what stands before and behind it; `clause` is the clause it stands in."""

    quantity: Quantity
    left: Left
    right: Right
    clause: Span
    unit_before: str | None = None
    verdict_before: Verdict | None = None


class Verdict(Struct, frozen=True):
    """The kind of a claim and what the frame says besides.

    `phrase` replaces what was read as the indicator, `origin` is an earlier rank.
    """

    kind: MetricKind
    rule: str
    direction: Direction | None = None
    of: Span | None = None
    phrase: Span | None = None
    origin: Quantity | None = None


def stretch(start: int, end: int) -> Span | None:
    """Return a stretch, None where it is empty."""
    return Span(start, end) if start < end else None
