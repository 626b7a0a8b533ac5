"""The ledger: every number of a text that no claim uses, with its class and the reason for it.

Classes are tried in the order of trust: time expressions, labels, ordinals, names that were recognised, quantities that
nothing asserts. What is left is `unresolved`, and counted against us.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from kg.lexicon import Lexicon
from kg.model import Document, Mention, Number, NumberClass, Period, Quantity, Span
from kg.recognisers import labels
from kg.recognisers.numerals import Numeral, scan

_YEAR = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}")
_ROUND = 10**4
_TIME = re.compile(r"个?多?(?:年|月|日|天|周|星期|季度|世纪|小时|分钟)")


def classify(
    document: Document,
    quantities: tuple[Quantity, ...],
    periods: tuple[Period, ...],
    mentions: tuple[Mention, ...],
    lexicon: Lexicon,
) -> tuple[Number, ...]:
    """Return a row for every numeral of the text; the pipeline puts the rows of claims in place of theirs."""
    text = document.text
    numerals = scan(text)
    covers = (
        _Cover([Number(item.span, "date", f"时间 {item.rule}") for item in periods]),
        _Cover([_unclaimed(item) for item in quantities]),
        _Cover(labels.find(text, numerals, lexicon)),
        _Cover([Number(item.span, "name", f"名称 {item.kind}") for item in mentions]),
    )
    rows: dict[Span, Number] = {}
    for numeral in numerals:
        row = _row(numeral, text, covers)
        if row is not None:
            rows.setdefault(row.span, row)
    return tuple(rows[span] for span in sorted(rows))


def _unclaimed(quantity: Quantity) -> Number:
    """Return the row of a quantity that no claim uses: without a known unit it counts as not understood."""
    small = quantity.rule == "bare" and max(quantity.value or 0, quantity.high or 0) < _ROUND
    if small or quantity.rule == "unlisted":
        return Number(quantity.span, "unresolved", "没有单位的数 number without a known unit")
    return Number(quantity.span, "other", "没有断言的数量 amount that nothing asserts")


class _Cover:
    """Rows by place; of overlapping rows the one that begins first."""

    def __init__(self, numbers: Iterable[Number]) -> None:
        self._rows: list[Number] = []
        for number in sorted(numbers, key=lambda number: (number.span.start, -number.span.end)):
            if not self._rows or number.span.start >= self._rows[-1].span.end:
                self._rows.append(number)
        self._starts = [number.span.start for number in self._rows]

    def at(self, place: int) -> Number | None:
        """Return the row that covers a character."""
        index = bisect_right(self._starts, place) - 1
        return self._rows[index] if index >= 0 and place < self._rows[index].span.end else None


def _row(numeral: Numeral, text: str, covers: tuple[_Cover, ...]) -> Number | None:
    """Return the row of one numeral, or None for a single Chinese character that is no number here (一些, 统一)."""
    start = numeral.span.start
    for cover in covers:
        row = cover.at(start)
        if row is not None:
            return row
    return _alone(numeral, text)


def _alone(numeral: Numeral, text: str) -> Number | None:
    """Classify a numeral that nothing covers."""
    start, end = numeral.span.start, numeral.span.end
    words = numeral.span.of(text)
    if text[max(0, start - 1) : start] == "第":
        return Number(Span(start - 1, end), "ordinal", "序数 ordinal")
    if _TIME.match(text, end):
        return None if len(words) == 1 and words == "一" else Number(numeral.span, "date", "时长 length of time")
    if numeral.chinese:
        return None if len(words) == 1 else Number(numeral.span, *_chinese(words))
    if _YEAR.fullmatch(words):
        return Number(numeral.span, "date", "年份 year")
    return Number(numeral.span, "unresolved", "未能理解 not understood")


def _chinese(words: str) -> tuple[NumberClass, str]:
    return "other", f"泛称 manner of speaking: {words}"
