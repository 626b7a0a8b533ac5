"""Lines: which line breaks end a paragraph, and which only break a line that goes on.

A break is judged by what stands on both sides, by the first rule of `_ends_paragraph` that applies. Indents, page
numbers and blank lines prove nothing by themselves: transcripts break lines and even words at page ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Cut = tuple[int, int, str]

_BLANKS = re.compile("[ \u3000\n\u00ad]+")
_PAGE_NUMBER = re.compile(
    r"(?:[-—] ?[0-9]{1,4} ?[-—]|第 ?[0-9]{1,4} ?页(?: ?[,，/]? ?共 ?[0-9]{1,4} ?页)?)(?=[ \u3000\n]|\Z)"
)
_FINAL = re.compile(r"[。！？…；：][”’）》】]*\Z")
_CLAUSE = re.compile(r"[，。；！？：]")
_STOP = re.compile(r"[。！？；]")
_OPENING = re.compile(
    r"[#|>*+-]|——|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．](?![0-9])|第[一二三四五六七八九十0-9]{1,3}[章节条篇、，部]"
    r"|[一二三四五六七八九十]{1,2}是|[【\[〔]|[^\n，。；！？：“”]{1,40}[：:]"
)
_GOES_ON = "，。、；：！？）》”’】%·"
_UNFINISHED = "，、（《“‘·—"
TITLE_LENGTH = 30


def breaks(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield a cut for every stretch of blanks: to a paragraph end, to one blank, or to nothing."""
    begin = 0
    for run in _BLANKS.finditer(flat):
        start, end = run.span()
        if start < begin:
            continue
        put, end = _judge(flat, begin, start, end, run[0])
        if put == "\n":
            begin = end
        yield start, end, put


def _judge(flat: str, begin: int, start: int, end: int, run: str) -> tuple[str, int]:
    """Return what a stretch of blanks becomes, and where it ends when a page number behind it goes too."""
    if start <= begin or end == len(flat):
        return "", end
    if "\n" not in run:
        return _inside(flat, start, end, run), end
    number = _PAGE_NUMBER.match(flat, end)
    if number:
        end = number.end()
        more = _BLANKS.match(flat, end)
        end = more.end() if more else end
        if end == len(flat):
            return "", end
    if _ends_paragraph(flat, begin, start, end):
        return "\n", end
    return _seam(flat[start - 1], flat[end]), end


def _ends_paragraph(flat: str, begin: int, start: int, end: int) -> bool:
    if _FINAL.search(flat, max(begin, start - 4), start):
        return True
    if flat[end] in _GOES_ON or flat[start - 1] in _UNFINISHED:
        return False
    if _OPENING.match(flat, end):
        return True
    if start - begin <= TITLE_LENGTH and not _STOP.search(flat, begin, start):
        return True
    return not _CLAUSE.search(flat, begin, start)


def _inside(flat: str, start: int, end: int, run: str) -> str:
    """Return what blanks within a line become; two full-width blanks are a lost paragraph end."""
    if run.count("\u3000") > 1 or (len(run) > 1 and _FINAL.search(flat, max(0, start - 4), start)):
        return "\n"
    if not run.strip("\u00ad"):
        return ""
    before, after = flat[start - 1], flat[end]
    if _FINAL.search(flat, max(0, start - 4), start) and before not in "；：":
        return " "
    if _is_word(before) and _is_word(after):
        return " "
    if _is_chinese(before) and _is_chinese(after) and not _pads_name(flat, start, end):
        return " "
    return ""


def _pads_name(flat: str, start: int, end: int) -> bool:
    outside = flat[start - 2 : start - 1], flat[end + 1 : end + 2]
    return not any(_is_chinese(character) for character in outside if character)


def _seam(before: str, after: str) -> str:
    return " " if _is_word(before) and _is_word(after) and not (before.isdigit() and after.isdigit()) else ""


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
