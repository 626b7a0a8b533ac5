"""When feasts and seasons fall: 春节 by the lunisolar calendar, 五一 by the month, 春运 by its forty days.

A feast gives the month in which it falls, since how many days of it are free differs from year to year. The travel
rush around the Spring Festival begins fifteen days before it and lasts forty days. Seasons are those of
meteorologists: spring is March to May. What falls in another time in another region (汛期, 春耕) has no dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.lexicon import Lexicon
from kg.recognisers.points import YEAR, Day, Interval, season_of, year_of

COLUMNS = ("year", "spring", "dragon-boat", "mid-autumn")
AHEAD = 31  # days that a feast without a year may lie ahead; most that are spoken of are over
RUSH_BEFORE, RUSH_LENGTH = 15, 40


@dataclass(frozen=True, slots=True)
class Feasts:
    """The times of feasts by name (05, 07/08, spring, rush) and the days of those of the lunisolar calendar."""

    times: dict[str, str]
    lunar: dict[tuple[int, str], date]

    def find(self, words: str, today: Day | None) -> Interval | None:
        """Return when a feast or a season falls, None where neither words nor date tell it."""
        year, name = _parts(words, today)
        if year is None and name != words:
            return None
        time = next((self.times[name[:end]] for end in range(len(name), 1, -1) if name[:end] in self.times), "")
        if not time or (today is None and year is None):
            return None
        if year is not None or today is None:
            return self._in(time, year or 0)
        limit = _limit(today)
        found = (self._in(time, candidate) for candidate in (today.year + 1, today.year, today.year - 1))
        return next((span for span in found if span is not None and span.start.iso()[: len(limit)] <= limit), None)

    def _in(self, time: str, year: int) -> Interval | None:
        if time[0].isdigit():
            first, _, last = time.partition("/")
            return Interval(Day(year, int(first)), Day(year, int(last or first)))
        day = self.lunar.get((year, "spring" if time == "rush" else time))
        if day is None:
            return None
        if time != "rush":
            return Interval(Day(day.year, day.month), Day(day.year, day.month))
        start = day - timedelta(RUSH_BEFORE)
        end = start + timedelta(RUSH_LENGTH - 1)
        return Interval(Day(start.year, start.month, start.day), Day(end.year, end.month, end.day))


def _parts(words: str, today: Day | None) -> tuple[int | None, str]:
    """Return the year that opens an expression, if one does, and the name of the feast."""
    match = YEAR.match(words)
    if match is None:
        return None, words
    return year_of(words, today)[0], words[match.end() :].removeprefix("的")


def _limit(today: Day) -> str:
    """Return the date, as precise as the day of speech, up to which a feast without a year may begin."""
    if today.month is None:
        return today.iso()
    ahead = date(today.year, today.month, today.day or 1) + timedelta(AHEAD)
    return ahead.isoformat()[:7]


def load_feasts(lexicon: Lexicon, times: dict[str, str]) -> Feasts:
    """Read the days of the feasts of the lunisolar calendar.

    Raises:
        DataFileError: for a row that has no such days.
    """
    lunar: dict[tuple[int, str], date] = {}
    for row in lexicon.rows("lunar_feasts", COLUMNS, ("year",)):
        for name in COLUMNS[1:]:
            try:
                lunar[int(row["year"]), name] = date.fromisoformat(f"{row['year']}-{row[name]}")
            except ValueError as error:
                raise row.refuse(f"{name} must be a day MM-DD of the year") from error
    return Feasts(times, lunar)


_SEASON = re.compile(r"([去今明])([春夏秋冬])")


def season(words: str, today: Day | None) -> Interval | None:
    """Read 今春, 去冬今春, 今冬明春; in the first months of a year its winter is the one that is about to end."""
    if today is None or today.month is None:
        return None
    spans = []
    for near, name in _SEASON.findall(words):
        year = today.year + {"去": -1, "今": 0, "明": 1}[near]
        year -= name == "冬" and near == "今" and today.month <= 3  # noqa: PLR2004  # March
        spans.append(season_of(name, year))
    return Interval(spans[0].start, spans[-1].end) if spans else None
