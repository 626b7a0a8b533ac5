"""What time expressions mean in dates, counted from the date of the document and never from a clock.

Dates are ISO 8601 in the precision that the words have: a year, a month or a day; both ends are inclusive. A month
without a year is the last one of its name that had begun at the document's date, a day the nearest one. What only the
text around could tell (当月, 同期, 次年) has no dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.recognisers.numerals import parse

Ends = tuple[str | None, str | None]
_UNKNOWN: Ends = (None, None)
_CENTURY = 100
_HALF_A_YEAR = 6


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """Return the date in ISO 8601."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time; both ends belong to it."""

    start: Day
    end: Day

    def iso(self) -> Ends:
        """Return both ends in ISO 8601."""
        return self.start.iso(), self.end.iso()


def read_date(words: str) -> Day | None:
    """Return the date that an ISO 8601 day, month or year names, or None."""
    parts = words.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdecimal() for part in parts):  # noqa: PLR2004
        return None
    return _valid(Day(*map(int, parts)))


def _valid(day: Day) -> Day | None:
    if not 1 <= day.year <= 9999 or not 1 <= (day.month or 1) <= 12:  # noqa: PLR2004
        return None
    last = monthrange(day.year, day.month)[1] if day.month else 31
    return day if 1 <= (day.day or 1) <= last else None


def _last_of(year: int, month: int) -> Day:
    return Day(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words with dates: what 以来 counts from, and how far words such as 昨天 are from the day of speech."""

    eras: dict[str, str]
    nearby: dict[str, str]

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
        return None

    def _era(self, words: str, today: Day | None) -> Interval | None:
        since = _ERA_END.sub("", words)
        start = read_date(self.eras.get(since, "") or "0")
        return None if start is None or today is None else Interval(start, today)


_ERA_END = re.compile(r"(?:以来)?的?(?:[0-9一二两三四五六七八九十百几]+多?(?:周年|年))?[间来]?$|以来$")


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


_THIS_YEAR = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "上一年": -1, "上一年度": -1, "前年": -2, "明年": 1, "来年": 1, "后年": 2}  # fmt: skip
_YEAR = re.compile(
    r"([0-9]{4}|0[0-9](?=年)|[一二〇○零九八七六五四三]{4})年度?|([今本去上前明来后](?:一?年度?|年))|([当同翌次]年)"
)
_FILLER = re.compile(r"^(?:截[至止]到?|自从?|从|到|至|于)+|(?:以来|起|开始|期间|以?前|之前|以?后|之后|间|内)$")
_MONTH = r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"(?:[-—–~～―－至到、]+)"
_QUARTERS = {"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "首": 1}
_PIECES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("days", re.compile(rf"{_MONTH}月{_DAY}[日号]?{_TO}(?:{_MONTH}月)?{_DAY}[日号]")),
    ("day", re.compile(rf"{_MONTH}月份?{_DAY}[日号]")),
    ("months", re.compile(rf"{_MONTH}月?份?{_TO}{_MONTH}月份?([末底])?")),
    ("month", re.compile(rf"{_MONTH}月份?([上中下]{{1,2}}旬|[初底末中])?")),
    ("half", re.compile(r"([上下])半年([末底])?")),
    ("quarters", re.compile(r"前([一二三两23])个?季度([末底])?")),
    ("quarter", re.compile(r"第?([一二三四1-4首])季度?([末底])?")),
    ("first", re.compile(r"(?:前|头)([0-9]+|[一二两三四五六七八九十]+)个?月")),
    ("part", re.compile(r"年?([初底末中])|[内间]|全年")),
)


def point(words: str, today: Day | None) -> Interval | None:
    """Return what a point or stretch within one year means: 2021年6月, 今年上半年, 1—8月份, 8月末."""
    words = _strip(words)
    year, rest = _year(words, today)
    if year is None and rest is None:
        return None
    if not rest:
        return None if year is None else Interval(Day(year), Day(year))
    for name, pattern in _PIECES:
        match = pattern.fullmatch(rest)
        if match is not None:
            return _placed(name, match, year, today)
    return None


def _strip(words: str) -> str:
    shorter = _FILLER.sub("", words)
    return shorter if shorter and shorter != "年" else words


def _year(words: str, today: Day | None) -> tuple[int | None, str | None]:
    """Return the year that opens an expression and what follows; no rest where the year cannot be known."""
    match = _YEAR.match(words)
    if match is None:
        return None, words
    rest = words[match.end() :].removeprefix("的")
    if match[3] is not None or (match[2] is not None and today is None):
        return None, None
    if match[2] is not None and today is not None:
        offset = _THIS_YEAR.get(match[2])
        return (None, None) if offset is None else (today.year + offset, rest)
    number = parse(match[1].replace("○", "〇"))
    if number is None:
        return None, None
    return int(number) + (2000 if number < _CENTURY else 0), rest


def _placed(name: str, match: re.Match[str], year: int | None, today: Day | None) -> Interval | None:
    """Return the months of a piece in its year, or in the year that the document's date suggests."""
    if name in ("day", "days"):
        return _days(match, name, year, today)
    span = _MONTHS_OF[name](match)
    if span is None:
        return None
    first, last, end = span
    if year is None:
        year = _recent(first, last, today)
    if year is None:
        return None
    return _cut(year, first, last, end)


def _number(words: str | None) -> int:
    value = parse(words) if words else None
    return int(value) if value is not None else 0


def _month_of(match: re.Match[str]) -> tuple[int, int, str]:
    month = _number(match[1])
    return month, month, match[2] or ""


def _months_of(match: re.Match[str]) -> tuple[int, int, str] | None:
    first, last = _number(match[1]), _number(match[2])
    return (first, last, match[3] or "") if first < last else None


def _half_of(match: re.Match[str]) -> tuple[int, int, str]:
    return (1, 6, match[2] or "") if match[1] == "上" else (7, 12, match[2] or "")


def _quarters_of(match: re.Match[str]) -> tuple[int, int, str]:
    count = {"两": 2}.get(match[1]) or _QUARTERS[match[1]]
    return 1, 3 * count, match[2] or ""


def _quarter_of(match: re.Match[str]) -> tuple[int, int, str]:
    quarter = _QUARTERS[match[1]]
    return 3 * quarter - 2, 3 * quarter, match[2] or ""


def _first_of(match: re.Match[str]) -> tuple[int, int, str] | None:
    count = _number(match[1])
    return (1, count, "") if 1 <= count <= 12 else None  # noqa: PLR2004


def _part_of(match: re.Match[str]) -> tuple[int, int, str]:
    return {"初": (1, 1, ""), "底": (12, 12, "末"), "末": (12, 12, "末"), "中": (6, 7, "")}.get(match[1], (1, 12, ""))


_MONTHS_OF = {
    "month": _month_of,
    "months": _months_of,
    "half": _half_of,
    "quarters": _quarters_of,
    "quarter": _quarter_of,
    "first": _first_of,
    "part": _part_of,
}


def _recent(first: int, last: int, today: Day | None) -> int | None:
    """Return the year of months named without one: the last such months that had begun at the document's date."""
    if today is None or today.month is None:
        return None
    begun = first if last - first < _HALF_A_YEAR - 3 else min(last, first + _HALF_A_YEAR)
    return today.year if begun <= today.month else today.year - 1


_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "上中旬": (1, 20)}


def _cut(year: int, first: int, last: int, part: str) -> Interval:
    if part in ("末", "底"):
        return Interval(_last_of(year, last), _last_of(year, last))
    if part in _THIRDS:
        start, end = _THIRDS[part]
        return Interval(Day(year, first, start), Day(year, first, end))
    if part in ("下旬", "中下旬"):
        return Interval(Day(year, first, 21 if part == "下旬" else 11), _last_of(year, first))
    return Interval(Day(year, first), Day(year, last))


def _days(match: re.Match[str], name: str, year: int | None, today: Day | None) -> Interval | None:
    month, day = _number(match[1]), _number(match[2])
    if year is None:
        year = _nearest(month, today)
    if year is None:
        return None
    start = _valid(Day(year, month, day))
    end = start if name == "day" else _valid(Day(year, _number(match[3]) or month, _number(match[4])))
    if start is None or end is None:
        return None
    return Interval(start, end) if start <= end else Interval(start, replace(end, year=year + 1))


def _nearest(month: int, today: Day | None) -> int | None:
    if today is None or today.month is None:
        return None
    apart = month - today.month
    return today.year - (apart > _HALF_A_YEAR) + (apart < -_HALF_A_YEAR)


def _since(words: str, today: Day | None) -> Interval | None:
    opened = _OPENED.match(words)
    start = point(opened[1] if opened else words, today)
    return None if start is None or today is None else Interval(start.start, today)


_OPENED = re.compile(
    rf"(?:自从?|从)?((?:[0-9]{{4}}年|[今去前上明]年)?(?:{_MONTH}月份?(?:{_DAY}[日号]|[初底末])?|[初底末]|[上下]半年|第?[一二三四]季度)?)"
)


def _range(words: str, today: Day | None) -> Interval | None:
    """Read A至B: the second part takes the year of the first, and the first that of the second."""
    parts = [part for part in re.split(r"(?:起|开始)?[-—–~～―－至到]+", re.sub("^(?:自从?|从)", "", words)) if part]
    if len(parts) != 2:  # noqa: PLR2004
        return None
    first, second = parts
    if _YEAR.match(first) and not _YEAR.match(second):
        second = (_YEAR.match(first) or [""])[0] + second
    start, end = point(first, today), point(second, today)
    return None if start is None or end is None or start.start > end.end else Interval(start.start, end.end)


def _years(words: str, _: Day | None) -> Interval | None:
    numbers = re.findall("[0-9]+", words)
    start, end = int(numbers[0]), int(numbers[1])
    end = start // _CENTURY * _CENTURY + end if end < _CENTURY else end
    return Interval(Day(start), Day(end)) if start <= end else None


def _iso(words: str, _: Day | None) -> Interval | None:
    day = _valid(Day(*map(int, re.split("[-/.]", words))))
    return None if day is None else Interval(day, day)


_LENGTH = re.compile(r"([0-9]+|[一二两三四五六七八九十百]+)(?:多|余)?(?:个(?:多)?)?(年|月|季度|周|天|世纪)")


def _back(words: str, today: Day | None) -> Interval | None:
    return _stretch(words, today, -1)


def _ahead(words: str, today: Day | None) -> Interval | None:
    return _stretch(words, today, 1)


def _stretch(words: str, today: Day | None, sign: int) -> Interval | None:
    """Return a stretch of years or months that ends or begins at the document's date: 十年来 of 2022 is 2012/2022."""
    match = _LENGTH.search(words)
    count = _number(match[1]) if match is not None else 0
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
    """Return first and last year of the n-th five-year plan (the third began in 1966, after three years without a plan)."""
    first = 1953 + _PLAN_YEARS * (number - 1) if number <= 2 else 1966 + _PLAN_YEARS * (number - 3)  # noqa: PLR2004
    return first, first + _PLAN_YEARS - 1


def _plan(words: str, today: Day | None) -> Interval | None:
    match = _PLAN.match(words)
    number = _number(match[1]) if match is not None else 0
    if match is None or not number:
        return None
    first, last = plan_years(number)
    rest = match[2]
    some = re.match(r"([前后头])([0-9]+|[一二两三四五])年", rest)
    if some is not None:
        count = _number(some[2])
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
        start = 1900 + _number(words[:2])
        return Interval(Day(start), Day(start + 9))
    if century[1][0] in "上本" and today is None:
        return None
    number = _century(century[1], today)
    ten = re.search(r"([0-9]0|[一二三四五六七八九]十)年代", words)
    start = (number - 1) * 100 + (_number(ten[1]) if ten else 0)
    if words[-1] in "初中末期叶" or start < 1:
        return None
    return Interval(Day(start + (0 if ten else 1)), Day(start + (9 if ten else 100)))


def _century(words: str, today: Day | None) -> int:
    """Return the number of a century: 20, 二十一, 本 and 上 of the day of speech."""
    if words[0] not in "上本":
        return _number(words)
    return (0 if today is None else (today.year - 1) // _CENTURY + 1) - (words[0] == "上")


_MONTHWISE = re.compile(r"(本|上|这|下)(?:个|一)?(月份?|季度?)([初末底]|[上中下]旬)?")


def _month(words: str, today: Day | None) -> Interval | None:
    match = _MONTHWISE.fullmatch(words)
    if match is None or today is None or today.month is None:
        return None
    offset = {"上": -1, "下": 1}.get(match[1], 0)
    length = 3 if match[2].startswith("季") else 1
    index = (today.year * 12 + today.month - 1) // length + offset
    first = index * length
    return _cut(first // 12, first % 12 + 1, (first + length - 1) % 12 + 1, (match[3] or "").replace("初", ""))


def _whole_year(words: str, today: Day | None) -> Interval | None:
    """Read 全年, 年初, 年末: in January and February the year that has just ended, else the current one."""
    if today is None or words in ("那一年", "岁末"):
        return None
    over = today.month is not None and today.month <= 2 and words not in ("年内", "年初", "新的一年", "这一年")  # noqa: PLR2004
    year = today.year - over
    if words == "年初":
        return Interval(Day(year, 1), Day(year, 1))
    if words in ("年末", "年底"):
        return Interval(_last_of(year, 12), _last_of(year, 12))
    return Interval(Day(year), Day(year)) if words != "年中" else None


_READERS = {
    "date": _iso,
    "years": _years,
    "since": _since,
    "range": _range,
    "plan": _plan,
    "until": point,
    "turn": point,
    "years back": _back,
    "point": point,
    "decade": _decade,
    "last": _back,
    "next": _ahead,
    "month": _month,
    "year": _whole_year,
}
