"""What time expressions mean in dates, counted from the date of the document and never from a clock.

Dates are ISO 8601 in the precision that the words have: a year, a month or a day; both ends are inclusive. A month
without a year is the last one of its name that had begun at the document's date, a day lies at most three months
ahead. What only the text around could tell (当月, 同期, 次年) has no dates.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.recognisers.feasts import Feasts, season
from kg.recognisers.points import (
    CENTURY,
    DAY,
    MONTH,
    YEAR,
    Day,
    Ends,
    Interval,
    count_of,
    cut,
    last_of,
    point,
    read_date,
    valid,
)
from kg.values import Struct

_UNKNOWN: Ends = (None, None)


class Calendar(Struct, frozen=True):
    """The words with dates: what 以来 counts from, and how far words such as 昨天 are from the day of speech."""

    eras: dict[str, str]
    nearby: dict[str, str]
    feasts: Feasts

    def resolve(self, words: str, rule: str, today: Day | None) -> Ends:
        """Return start and end of an expression of the form `rule`, None where the date does not allow them."""
        found = self._read(words.replace("“", "").replace("”", ""), rule, today)
        return _UNKNOWN if found is None else found.iso()

    def _read(self, words: str, rule: str, today: Day | None) -> Interval | None:
        reader = _READERS.get(rule)
        if reader is not None:
            return reader(words, today)
        if rule == "era":
            return self._era(words, today)
        if rule == "now":
            return _moment(self.nearby.get(words, ""), today)
        if rule == "feast":
            return self.feasts.find(words, today)
        if rule == "until":
            near = self.nearby.get(_UNTIL.sub("", words))
            return point(words, today) if near is None else _moment(near, today)
        return None

    def _era(self, words: str, today: Day | None) -> Interval | None:
        since = _ERA_END.sub("", words)
        start = read_date(self.eras.get(since, "") or "0")
        return None if start is None or today is None else Interval(start, today)


_UNTIL = re.compile("^截[至止]到?")
_ERA_END = re.compile(r"(?:以来)?的?(?:[0-9一二两三四五六七八九十百几]+多?(?:周年|年))?(?:以来|[间来])?$")


def _moment(offset: str, today: Day | None) -> Interval | None:
    if not offset or today is None:
        return None
    if offset == "0":
        return Interval(today, today)
    if today.month is None or today.day is None:
        return None
    moved = date(today.year, today.month, today.day) + timedelta(days=int(offset))
    day = Day(moved.year, moved.month, moved.day)
    return Interval(day, day)


def _since(words: str, today: Day | None) -> Interval | None:
    opened = _OPENED.match(words)
    start = point(opened[1] if opened else words, today)
    return None if start is None or today is None else Interval(start.start, today)


_OPENED = re.compile(
    rf"(?:自从?|从)?((?:[0-9]{{4}}年|[今去前上明]年)?(?:{MONTH}月份?(?:{DAY}[日号]|[初底末])?|[初底末]|[上下]半年|第?[一二三四]季度)?)"
)


def _range(words: str, today: Day | None) -> Interval | None:
    """Read A至B: the second part takes the year of the first, and the first that of the second."""
    parts = [part for part in re.split(r"(?:起|开始)?[-—–~～―－至到]+", re.sub("^(?:自从?|从)", "", words)) if part]
    if len(parts) != 2:  # noqa: PLR2004
        return None
    first, second = parts
    if YEAR.match(first) and not YEAR.match(second):
        second = (YEAR.match(first) or [""])[0] + second
    start, end = point(first, today), point(second, today)
    return None if start is None or end is None or start.start > end.end else Interval(start.start, end.end)


def _years(words: str, _: Day | None) -> Interval | None:
    numbers = re.findall("[0-9]+", words)
    start, end = int(numbers[0]), int(numbers[1])
    end = start // CENTURY * CENTURY + end if end < CENTURY else end
    return Interval(Day(start), Day(end)) if start <= end else None


def _iso(words: str, _: Day | None) -> Interval | None:
    day = valid(Day(*map(int, re.split("[-/.]", words))))
    return None if day is None else Interval(day, day)


_LENGTH = re.compile(r"([0-9]+|[一二两三四五六七八九十百]+)(?:多|余)?(?:个(?:多)?)?(年|月|季度|周|天|世纪)")


def _back(words: str, today: Day | None) -> Interval | None:
    return _stretch(words, today, -1)


def _ahead(words: str, today: Day | None) -> Interval | None:
    return _stretch(words, today, 1)


def _stretch(words: str, today: Day | None, sign: int) -> Interval | None:
    """Return a stretch of years or months that ends or begins at the document's date: 十年来 of 2022 is 2012/2022."""
    match = _LENGTH.search(words)
    count = count_of(match[1]) if match is not None else 0
    if match is None or today is None or not 0 < count < 1000:  # noqa: PLR2004
        return None
    if match[2] == "年":
        here, there = Day(today.year), Day(today.year + sign * count)
    elif match[2] in ("月", "季度") and today.month is not None:
        months = today.year * 12 + today.month - 1 + sign * count * (3 if match[2] == "季度" else 1)
        here, there = Day(today.year, today.month), Day(months // 12, months % 12 + 1)
    else:
        return None
    if there.year < 1:
        return None
    return Interval(min(here, there), max(here, there))


_PLAN = re.compile(r"([一二三四五六七八九十]+?)五(?=$|[^年一二三四五六七八九十]|五)(.*)")
_PLAN_YEARS = 5


def plan_years(number: int) -> tuple[int, int]:
    """Return first and last year of the n-th five-year plan (the third began in 1966, after three without a plan)."""
    first = 1953 + _PLAN_YEARS * (number - 1) if number <= 2 else 1966 + _PLAN_YEARS * (number - 3)  # noqa: PLR2004
    return first, first + _PLAN_YEARS - 1


def _plan(words: str, today: Day | None) -> Interval | None:
    match = _PLAN.match(words)
    number = count_of(match[1]) if match is not None else 0
    if match is None or not number:
        return None
    first, last = plan_years(number)
    rest = match[2]
    some = re.match(r"([前后头])([0-9]+|[一二两三四五])年", rest)
    if some is not None:
        count = count_of(some[2])
        return (
            Interval(Day(last - count + 1), Day(last))
            if some[1] == "后"
            else Interval(Day(first), Day(first + count - 1))
        )
    if rest.startswith("以来"):
        return None if today is None else Interval(Day(first), today)
    return Interval(
        Day(last if rest.startswith(("末", "收官")) else first), Day(first if rest.startswith(("初", "开局")) else last)
    )


def _decade(words: str, today: Day | None) -> Interval | None:
    century = re.match(r"(上个?|本|[0-9]{2}|二十一?|十九)世纪", words)
    if century is None:
        start = 1900 + count_of(words[:2])
        return Interval(Day(start), Day(start + 9))
    if century[1][0] in "上本" and today is None:
        return None
    number = _century(century[1], today)
    ten = re.search(r"([0-9]0|[一二三四五六七八九]十)年代", words)
    start = (number - 1) * 100 + (count_of(ten[1]) if ten else 0)
    if words[-1] in "初中末期叶" or start < 1:
        return None
    return Interval(Day(start + (0 if ten else 1)), Day(start + (9 if ten else 100)))


def _century(words: str, today: Day | None) -> int:
    """Return the number of a century: 20, 二十一, 本 and 上 of the day of speech."""
    if words[0] not in "上本":
        return count_of(words)
    return (0 if today is None else (today.year - 1) // CENTURY + 1) - (words[0] == "上")


_MONTHWISE = re.compile(r"(本|上|这|下)(?:个|一)?(月份?|季度?)([初末底]|[上中下]旬)?")


def _month(words: str, today: Day | None) -> Interval | None:
    match = _MONTHWISE.fullmatch(words)
    if match is None or today is None or today.month is None:
        return None
    offset = {"上": -1, "下": 1}.get(match[1], 0)
    length = 3 if match[2].startswith("季") else 1
    index = (today.year * 12 + today.month - 1) // length + offset
    first = index * length
    return cut(first // 12, first % 12 + 1, (first + length - 1) % 12 + 1, (match[3] or "").replace("初", ""))


def _whole_year(words: str, today: Day | None) -> Interval | None:
    """Read 全年, 年初, 年末: in January and February the year that has just ended, else the current one."""
    if today is None or words in ("那一年", "岁末"):
        return None
    over = today.month is not None and today.month <= 2 and words not in ("年内", "年初", "新的一年", "这一年")  # noqa: PLR2004
    year = today.year - over
    if words == "年初":
        return Interval(Day(year, 1), Day(year, 1))
    if words in ("年末", "年底"):
        return Interval(last_of(year, 12), last_of(year, 12))
    return Interval(Day(year), Day(year)) if words != "年中" else None


_READERS = {
    "date": _iso,
    "years": _years,
    "since": _since,
    "range": _range,
    "plan": _plan,
    "turn": point,
    "years back": _back,
    "point": point,
    "decade": _decade,
    "last": _back,
    "next": _ahead,
    "month": _month,
    "year": _whole_year,
    "season": season,
}
