"""Metadata: a document's title, date, place and occasion, each with how it came to be known.

What the user says counts most, then the text's front matter, then what the text itself says of the event, then what
the container (page, file) says, which may speak of the publication. Whatever nobody said outright is inferred.
"""

from __future__ import annotations

import re

from kg.model import Attribute, Document, Source, Span
from kg.values import Struct

# The event is told of in the head of a text: so many characters, so many lines for a title.
HEAD, TITLE_LINES, LONGEST_TITLE = 1500, 4, 80

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3})"
_NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(rf"{_YEAR} ?(?:年|[-/.]) ?(?P<month>{_NUMBER}) ?(?:月|[-/.]) ?(?P<day>{_NUMBER})(?![0-9]) ?日?")
_MONTH = re.compile(rf"{_YEAR}年(?P<month>{_NUMBER})月")
_MEETING = "(?:发布会|吹风会|记者会|记者招待会|通气会)"
_EVENT = re.compile(
    rf"(?:[（(]?星期.[）)]?)?(?:[上下]午|[0-9]{{1,2}}时|[0-9]{{1,2}}[:：])|[^。\n]{{0,40}}{_MEETING}|在[^。\n]{{2,40}}会议上"
)
_FIELD = re.compile(r"(?:发布|会议|直播)?(?:时间|日期)：\Z")
_TODAY = re.compile(r"(?:今天|今日)(?:是|（)?\Z")
_LINE_END = re.compile(r"[)）]? ?(?:\n|\Z)|[)）]")
_ENDING = re.compile(
    r"(?:实录|答记者问|记者会|记者招待会|发布会|通气会|吹风会|报告|讲话|致辞|通报|公告|通知|问答|解读|专访|访谈|发言|提问)[）”》]?\Z"
)
_NO_TITLE = re.compile(r"[（(【\[].*[)）】\]]\Z|[^：]{1,8}：|.*：\Z|[0-9年月日 :：./-]+\Z|——|各位")
_DATED = re.compile(r" ?[（(][0-9年月日./-]+[）)]\Z")
_HELD = re.compile(
    rf"(?:举行|召开|举办|出席|参加)(?:了|的)?(?!今天|本次|此次|这次)(?P<name>[^，。！？；\n]{{0,60}}?{_MEETING})"
)
_NAMED = re.compile(rf"(?P<name>[^，。！？；：\n]{{2,60}}?(?:{_MEETING}|答记者问))")


class Known(Struct, frozen=True):
    """The attributes of a document."""

    title: Attribute | None
    date: Attribute | None
    home: Attribute | None
    occasion: Attribute | None


def find(document: Document, heading: int | None) -> Known:
    """Return what is known of a document; `heading` characters stand before its first speech (None: it has none)."""
    source, text = document.source, document.text
    head = text[:HEAD] if heading is None else text[:heading]
    opening = text[: len(head) + HEAD]
    title = _said(source, "title") or _title(head) or _contained(source, "title")
    date = _said(source, "date") or _event_day(opening, len(head)) or _contained(source, "date") or _event_month(head)
    occasion = _occasion(opening, _HELD) or _occasion(head[: title.span.end] if title and title.span else "", _NAMED)
    return Known(title, date, _said(source, "home") or _contained(source, "home"), occasion)


def _said(source: Source, field: str) -> Attribute | None:
    """Return what the user or the front matter says; of the two the user is right."""
    value = getattr(source.given, field)
    if value:
        return Attribute(value, inferred=False, rule="given")
    value = getattr(source.contained, field) if source.format in ("text", "markdown") else None
    return Attribute(value, inferred=False, rule="front-matter") if value else None


def _contained(source: Source, field: str) -> Attribute | None:
    value = getattr(source.contained, field)
    return Attribute(value, inferred=True, rule=f"{source.format}-metadata") if value else None


def _title(head: str) -> Attribute | None:
    """Return the first line that reads as a title, with the next if only both make one."""
    lines = [*re.finditer(r"[^\n]+", head)][:TITLE_LINES]
    for index, line in enumerate(lines):
        if re.search(r"[。！？]", line[0]) or len(line[0]) > LONGEST_TITLE:
            return None
        field = index > 0 and lines[index - 1][0].endswith("：")
        if field or _NO_TITLE.match(line[0]):
            continue
        end, words = line.end(), line[0]
        follower = lines[index + 1] if index + 1 < len(lines) else None
        if follower and not _ENDING.search(words) and _ENDING.search(follower[0]) and len(follower[0]) < LONGEST_TITLE:
            end, words = follower.end(), words + follower[0]
        value = _DATED.sub("", words).strip(" |｜_*#>-—·")
        return Attribute(value, inferred=True, rule="first-line", span=Span(line.start(), end))
    return None


def _event_day(opening: str, heading: int) -> Attribute | None:
    """Return the day that the heading gives, or that stands with the words of a conference in the first speech."""
    for match in _DAY.finditer(opening):
        before = opening[max(0, match.start() - 8) : match.start()]
        field = match.end() <= heading and (_FIELD.search(before) or _ends_line(opening, match))
        value = _iso(match)
        if value and (field or _TODAY.search(before) or _EVENT.match(opening, match.end())):
            return Attribute(value, inferred=True, rule="date-of-event", span=Span(*match.span()))
    return None


def _ends_line(opening: str, match: re.Match[str]) -> bool:
    """Tell whether a date stands in brackets, or is all that its line holds."""
    before = opening[max(0, match.start() - 1) : match.start()]
    return before in ("", "\n", "（", "(") and bool(_LINE_END.match(opening, match.end()))


def _event_month(head: str) -> Attribute | None:
    match = next((match for match in _MONTH.finditer(head) if _EVENT.match(head, match.end())), None)
    if match is None:
        return None
    value = f"{_year(match)}-{_number(match['month']):02}"
    return Attribute(value, inferred=True, rule="month-of-event", span=Span(*match.span()))


def _iso(match: re.Match[str]) -> str | None:
    month, day = _number(match["month"]), _number(match["day"])
    return f"{_year(match)}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None  # noqa: PLR2004


def _year(match: re.Match[str]) -> str:
    return match["year"].translate(_DIGITS)


def _number(words: str) -> int:
    """Return a number to 99 in either script."""
    if words.isascii():
        return int(words)
    tens, ten, ones = words.partition("十")
    digits = (tens or "一") + (ones or "〇") if ten else tens
    return int(digits.translate(_DIGITS))


def _occasion(words: str, pattern: re.Pattern[str]) -> Attribute | None:
    match = pattern.search(words)
    if not match:
        return None
    return Attribute(match["name"].strip(), inferred=True, rule="occasion", span=Span(*match.span("name")))
