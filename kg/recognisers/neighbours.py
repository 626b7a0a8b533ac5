"""Neighbours: numbers that make one range (3%-5%) or share what only the last bears (3.1万、2.5万亿元)."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.model import Quantity, Span
from kg.recognisers.measures import PENDING
from kg.recognisers.numerals import Numeral, exact
from kg.values import Struct, replace


class Reading(Struct, frozen=True):
    """A quantity together with the numeral that it was read from."""

    numeral: Numeral
    quantity: Quantity


_TO = re.compile(r"[-—–~～―－]{1,2}|[到至]")


def join(readings: list[Reading], text: str) -> list[Reading]:
    """Join neighbours that a dash or 到 connects into ranges; 从A到B stays two amounts."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and (merged := _merged(joined[-1], reading, text)) is not None:
            joined[-1] = merged
        else:
            joined.append(reading)
    return joined


def _merged(first: Reading, second: Reading, text: str) -> Reading | None:
    a, b = first.quantity, second.quantity
    gap = text[a.span.end : b.span.start]
    if not gap or len(gap) > 2 or not _TO.fullmatch(gap) or a.value is None or b.value is None:  # noqa: PLR2004
        return None
    if gap in "到至" and text[max(0, a.span.start - 1) : a.span.start] in ("从", "由", "自"):
        return None
    if a.unit not in ("", b.unit) or "rank" in (a.rule, b.rule):
        return None
    low = _scaled(first, second) if not a.unit else a.value
    if low is None or low >= b.value:
        return None
    span = Span(a.span.start, b.span.end)
    return Reading(second.numeral, Quantity(span, None, b.unit, "range", low, b.value, b.comparator))


def _scaled(first: Reading, second: Reading) -> Decimal | None:
    """Return the value of a list member in the multiplier of the last one: 3.1万 before 2.5万亿 is 3.1万亿."""
    value = first.quantity.value
    own, shared = first.numeral.multiplier, second.numeral.multiplier
    if value is None or own == shared:
        return value
    if own == 1:
        return exact(value * shared) if value < 1000 else value  # noqa: PLR2004  # 5000、2万 are as they stand
    return exact(value / own * shared) if shared in (own * 10**4, own * 10**8) and own < 10**8 else value


_AND = re.compile(r"[、和与及或]|以及")


def share(readings: list[Reading], text: str, moving: re.Pattern[str]) -> list[Reading]:
    """Give the unit and multiplier of the last member of a list to members that bear none.

    So does the later of two values to the earlier one, if a verb of change leads from it (`moving`): 由12|增加到35家.
    """
    shared: list[Reading] = []
    for reading in reversed(readings):
        last = shared[-1] if shared else None
        lent = _moved(reading, last, text, moving) if last is not None else None
        shared.append(lent or (_lent(reading, last, text) if last is not None else reading))
    return shared[::-1]


MOVED = 20  # times as much, or as little, as a value that is told in the same multiplier may have been before


def _moved(reading: Reading, last: Reading, text: str, moving: re.Pattern[str]) -> Reading | None:
    """Return the earlier value in the later one's unit: 2.1万元 of 由2.1|提高到3.2万元, 800元 of 由800|提高到1万元."""
    own, other = reading.quantity, last.quantity
    if own.rule != "bare" or not own.value or not other.unit or not other.value:
        return None
    if not moving.fullmatch(text, own.span.end, other.span.start):
        return None
    scaled = _scaled(reading, last)
    near = scaled is not None and 1 / MOVED <= scaled / other.value <= MOVED
    return Reading(
        reading.numeral, replace(own, value=scaled if near else own.value, unit=other.unit, rule="distributed")
    )


def _lent(reading: Reading, last: Reading, text: str) -> Reading:
    own, other = reading.quantity, last.quantity
    gap = text[own.span.end : other.span.start]
    if not gap or len(gap) > 2 or not _AND.fullmatch(gap) or own.value is None or not other.unit:  # noqa: PLR2004
        return reading
    partial = own.unit == "" or (own.unit == "个" and other.unit in ("百分点", "千分点", "个月", "小时"))
    if not partial or own.rule not in ("bare", "count", PENDING) or other.rule == "rank":
        return reading
    value = _scaled(reading, last)
    numeral = replace(reading.numeral, multiplier=last.numeral.multiplier)
    return Reading(numeral, replace(own, value=value, unit=other.unit, rule="distributed"))
