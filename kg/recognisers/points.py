"""Points in time: days, and a year or a part of one, as the words of a text name them."""

from __future__ import annotations

import re
from calendar import monthrange

from kg.recognisers.numerals import parse
from kg.values import Struct, replace

Ends = tuple[str | None, str | None]
CENTURY = 100
_HALF_A_YEAR = 6
_SOON = 3  # months that an announced day may lie ahead; most days that are named lie behind


class Day(Struct, frozen=True, order=True):
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """Return the date in ISO 8601."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)


class Interval(Struct, frozen=True):
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
    return valid(Day(*map(int, parts)))


def valid(day: Day) -> Day | None:
    """Return a date that the calendar has, or None."""
    if not 1 <= day.year <= 9999 or not 1 <= (day.month or 1) <= 12:  # noqa: PLR2004
        return None
    last = monthrange(day.year, day.month)[1] if day.month else 31
    return day if 1 <= (day.day or 1) <= last else None


def last_of(year: int, month: int) -> Day:
    """Return the last day of a month."""
    return Day(year, month, monthrange(year, month)[1])


_THIS_YEAR = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "后年": 2,
}
YEAR = re.compile(
    r"([0-9]{4}|0[0-9](?=年)|[一二〇○零九八七六五四三]{4})年度?|([今本去上前明来后](?:一?年度?|年))|([当同翌次]年)"
)
_FILLER = re.compile(r"^(?:截[至止]到?|自从?|从|到|至|于)+|(?:以来|起|开始|期间|以?前|之前|以?后|之后|间|内)$")
MONTH = r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"(?:[-—–~～―－至到、]+)"
_QUARTERS = {"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "首": 1}
_PIECES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("days", re.compile(rf"{MONTH}月{DAY}[日号]?{_TO}(?:{MONTH}月)?{DAY}[日号]")),
    ("day", re.compile(rf"{MONTH}月份?{DAY}[日号]")),
    ("months", re.compile(rf"{MONTH}月?份?{_TO}{MONTH}月份?([末底])?")),
    ("month", re.compile(rf"{MONTH}月份?([上中下]{{1,2}}旬|[初底末中])?")),
    ("half", re.compile(r"([上下])半年([末底])?")),
    ("quarters", re.compile(r"前([一二三两23])个?季度([末底])?")),
    ("quarter", re.compile(r"第?([一二三四1-4首])季度?([末底])?")),
    ("first", re.compile(r"(?:前|头)([0-9]+|[一二两三四五六七八九十]+)个?月")),
    ("season", re.compile(r"([春夏秋冬])[季天]?")),
    ("part", re.compile(r"年?([初底末中])|[内间]|全年")),
)


def point(words: str, today: Day | None) -> Interval | None:
    """Return what a point or stretch within one year means: 2021年6月, 今年上半年, 1—8月份, 8月末."""
    words = _strip(words)
    year, rest = year_of(words, today)
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


def year_of(words: str, today: Day | None) -> tuple[int | None, str | None]:
    """Return the year that opens an expression and what follows; no rest where the year cannot be known."""
    match = YEAR.match(words)
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
    return int(number) + (2000 if number < CENTURY else 0), rest


def _placed(name: str, match: re.Match[str], year: int | None, today: Day | None) -> Interval | None:
    """Return the months of a piece in its year, or in the year that the document's date suggests."""
    if name in ("day", "days"):
        return _days(match, name, year, today)
    if name == "part" and match[1] is None:
        return None if year is None else Interval(Day(year), Day(year))
    if name == "season":
        return None if year is None else season_of(match[1], year)
    span = _MONTHS_OF[name](match)
    if span is None:
        return None
    first, last, end = span
    if year is None:
        year = _recent(first, last, today)
    if year is None:
        return None
    return cut(year, first, last, end)


def count_of(words: str | None) -> int:
    """Return a whole number in any digits, 0 for none."""
    value = parse(words) if words else None
    return int(value) if value is not None else 0


def _month_of(match: re.Match[str]) -> tuple[int, int, str]:
    month = count_of(match[1])
    return month, month, match[2] or ""


def _months_of(match: re.Match[str]) -> tuple[int, int, str] | None:
    first, last = count_of(match[1]), count_of(match[2])
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
    count = count_of(match[1])
    return (1, count, "") if 1 <= count <= 12 else None  # noqa: PLR2004


def _part_of(match: re.Match[str]) -> tuple[int, int, str]:
    return {"初": (1, 1, ""), "底": (12, 12, "末"), "末": (12, 12, "末"), "中": (6, 7, "")}.get(match[1], (1, 12, ""))


SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


def season_of(name: str, year: int) -> Interval:
    """Return the three months of a season as meteorologists count them; winter ends in the next year."""
    first = SEASONS[name]
    return Interval(Day(year, first), Day(year + (name == "冬"), (first + 1) % 12 + 1))


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
    if (first, last) == (_HALF_A_YEAR + 1, 12):  # 下半年: from March on, that of the year
        return today.year if today.month > _SOON - 1 else today.year - 1
    begun = first if last - first < _HALF_A_YEAR - 3 else min(last, first + _HALF_A_YEAR)
    return today.year if begun <= today.month else today.year - 1


_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "上中旬": (1, 20)}


def cut(year: int, first: int, last: int, part: str) -> Interval:
    """Return months of a year, or the part of them that 上旬, 中旬, 下旬, 末 and 底 name."""
    if part in ("末", "底"):
        return Interval(last_of(year, last), last_of(year, last))
    if part in _THIRDS:
        start, end = _THIRDS[part]
        return Interval(Day(year, first, start), Day(year, first, end))
    if part in ("下旬", "中下旬"):
        return Interval(Day(year, first, 21 if part == "下旬" else 11), last_of(year, first))
    return Interval(Day(year, first), Day(year, last))


def _days(match: re.Match[str], name: str, year: int | None, today: Day | None) -> Interval | None:
    month, day = count_of(match[1]), count_of(match[2])
    if year is None:
        year = _nearest(month, today)
    if year is None:
        return None
    start = valid(Day(year, month, day))
    end = start if name == "day" else valid(Day(year, count_of(match[3]) or month, count_of(match[4])))
    if start is None or end is None:
        return None
    return Interval(start, end) if start <= end else Interval(start, replace(end, year=year + 1))


def _nearest(month: int, today: Day | None) -> int | None:
    if today is None or today.month is None:
        return None
    ahead = month - today.month
    return today.year - (ahead > _SOON) + (ahead < _SOON - 12)
