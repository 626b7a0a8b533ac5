"""What stands before a number, as a value: verb, time base, comparison, and the phrase that names the indicator."""

from __future__ import annotations

from kg.model import Mention, Period, Span
from kg.recognisers.metrics.words import Word
from kg.values import Struct


class Left(Struct):
    """The parts of the stretch before a number; they are filled in while it is read.

    `change` is the verb of change nearest to the number; `ends` tells that 到 or its like stands between the two.
    `base` is what 比 or 高于 compares with. `phrase` names the indicator, `action` is the verb that begins it,
    `final` the one that ends it.
    `entry` is where the words of the claim begin; `resume` is where a phrase behind a comparison begins.
    """

    start: int
    entry: int
    change: Word | None = None
    change_at: int = 0
    ends: bool = False
    reach: Word | None = None
    source: bool = False
    basis: str | None = None
    basis_at: Span | None = None
    base: Span | None = None
    spread: str | None = None
    period: Period | None = None
    place: Span | None = None
    place_name: Mention | None = None
    scope: Word | None = None
    scope_at: Span | None = None
    agent: Mention | None = None
    action: Word | None = None
    final: Word | None = None
    phrase: Span | None = None
    whole: bool = False
    resume: int = 0
    topic: Span | None = None
    doer: Span | None = None
    announced: Span | None = None
    measured: bool = False


def is_base(period: Period) -> bool:
    """Tell whether a time is what a figure is compared with (比上年同期), not its own."""
    return period.rule.startswith("base:") or period.rule == "same"


def forget(left: Left, start: int, entry: int) -> None:
    """Forget what was read between a verb and the number: it belongs to the whole, not to the part."""
    left.start, left.entry, left.resume = start, entry, 0
    left.phrase = left.period = left.place = left.place_name = left.scope = left.scope_at = left.base = None
    left.action = left.final = None
    left.whole = False
