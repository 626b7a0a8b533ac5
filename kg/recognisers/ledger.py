"""The ledger: every number of a text that no claim uses, with its class and the reason for it.

Classes are tried in the order of trust: time expressions, quantities that nothing asserts, labels, names that were
recognised, ordinals. What is left is `unresolved`, and counted against us.
"""

from __future__ import annotations

import re
from itertools import chain

from kg.lexicon import Lexicon
from kg.model import Document, Mention, Number, Period, Quantity, Span
from kg.recognisers import labels
from kg.recognisers.covers import Cover
from kg.recognisers.numerals import matches, scan

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
    first = _Rows(
        [Number(item.span, "date", f"时间 {item.rule}") for item in periods],
        [_unclaimed(item) for item in quantities],
    )
    numerals = scan(text, first.cover)
    second = _Rows(
        labels.find(text, numerals, lexicon), [Number(item.span, "name", f"名称 {item.kind}") for item in mentions]
    )
    rows = {row.span: row for row in second.rows() if not first.cover.holds(row.span.start)}
    for match in matches(text):
        row = _row(match, text, first, second)
        if row is not None:
            rows.setdefault(row.span, row)
    return tuple(sorted(rows.values(), key=lambda row: (row.span.start, row.span.end)))


def _row(match: re.Match[str], text: str, first: _Rows, second: _Rows) -> Number | None:
    """Return the row of a numeral: what is not understood by itself may still be part of a name."""
    sure = first.at(match.start())
    if sure is not None and sure.status != "unresolved":
        return sure
    return second.at(match.start()) or sure or _alone(match, text)


class _Rows:
    """Rows of two kinds by place; where both hold a character the first kind counts."""

    def __init__(self, first: list[Number], second: list[Number]) -> None:
        self._rows = {row.span: row for row in chain(second, first)}
        self._first = Cover(row.span for row in first)
        self._second = Cover(row.span for row in second)
        self.cover = Cover(self._rows)

    def rows(self) -> list[Number]:
        """Return the rows of the first kind."""
        return [row for row in self._rows.values() if self._first.at(row.span.start) == row.span]

    def at(self, place: int) -> Number | None:
        """Return the row that holds the character at `place`."""
        span = self._first.at(place) or self._second.at(place)
        return None if span is None else self._rows[span]


def _unclaimed(quantity: Quantity) -> Number:
    """Return the row of a quantity that no claim uses: without a known unit it counts as not understood."""
    small = quantity.rule == "bare" and max(quantity.value or 0, quantity.high or 0) < _ROUND
    if small or quantity.rule == "unlisted":
        return Number(quantity.span, "unresolved", "没有单位的数 number without a known unit")
    return Number(quantity.span, "other", "没有断言的数量 amount that nothing asserts")


def _alone(match: re.Match[str], text: str) -> Number | None:
    """Classify a numeral that nothing covers; None for a single Chinese character that is no number (一些, 统一)."""
    span, words = Span(*match.span()), match[0]
    if text[max(0, span.start - 1) : span.start] == "第":
        return Number(Span(span.start - 1, span.end), "ordinal", "序数 ordinal")
    if unit := _TIME.match(text, span.end):
        return None if words == "一" else Number(Span(span.start, unit.end()), "date", "时长 length of time")
    if not words[0].isascii():
        return None if len(words) == 1 else Number(span, "other", "泛称 manner of speaking")
    if _YEAR.fullmatch(words):
        return Number(span, "date", "年份 year")
    return Number(span, "unresolved", "未能理解 not understood")
