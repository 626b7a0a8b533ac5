"""Lines: which line breaks end a paragraph, and which only break a line that goes on.

A break is judged by what stands on both sides, by the first rule of `_ends_paragraph` that applies. Indents, page
numbers and blank lines prove nothing by themselves: transcripts break lines and even words at page ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kg.values import Struct

Cut = tuple[int, int, str]

TITLE_LENGTH = 30
# A clause mark this near says that a line is running prose; farther is not looked for, to stay linear.
LOOK_BACK = 400
# A text is wrapped if this part of its lines is as wide as the widest, give or take a word that did not fit; widths in
# half-width columns, looked at in so many lines.
WRAPPED_SHARE, SLACK, NARROWEST, WIDEST, FEWEST_LINES, SAMPLE = 0.4, 10, 44, 160, 8, 2000

_BLANKS = re.compile("[ \u3000\n\u00ad]+")
_LINE = re.compile(r"[^\n]+")
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
_GOES_ON = frozenset("，。、；：！？）》”’】%·")
_UNFINISHED = frozenset("，、（《“‘·—")


class Layout(Struct, frozen=True):
    """How the lines of a text were set: the width of wrapped lines (None if a paragraph is one line), and indents."""

    width: int | None
    indented: bool


def breaks(flat: str) -> Iterator[Cut]:
    """Yield a cut for every stretch of blanks: to a paragraph end, to one blank, or to nothing."""
    layout = _layout(flat)
    begin = line = done = 0
    for run in _BLANKS.finditer(flat):
        start, end = run.span()
        if start < done:
            continue
        if start <= begin or end == len(flat):
            yield start, end, ""
            begin = line = done = end
        elif "\n" not in run[0]:
            put = _inside(flat, start, end, run[0])
            yield start, end, put
            begin = end if put == "\n" else begin
        else:
            indented = run[0][-1] != "\n"
            done = _after_page_number(flat, end)
            if done > end and done < len(flat) and not _is_final(flat, begin, start):
                put = _seam(flat[start - 1], flat[done])
            else:
                put = _between(flat, (begin, line, start, done), layout, indented=indented)
            end = done
            yield start, end, put
            begin, line = end if put == "\n" else begin, end


def _layout(flat: str) -> Layout:
    lines = [match[0] for match in islice(_LINE.finditer(flat), SAMPLE) if not match[0].isspace()]
    if len(lines) < FEWEST_LINES:
        return Layout(None, indented=False)
    widths = sorted(_width(line) for line in lines)
    widest = widths[-1 - len(widths) // 20]
    full = sum(width >= widest - SLACK for width in widths)
    wrapped = NARROWEST <= widest <= WIDEST and full >= WRAPPED_SHARE * len(lines)
    indented = sum(line[0] in " \u3000" for line in lines)
    return Layout(widest if wrapped else None, indented=0 < indented < WRAPPED_SHARE * len(lines))


def _width(line: str) -> int:
    """Return the width in columns: a Chinese character takes two, as it takes two bytes in GBK."""
    return len(line.encode("gbk", "replace"))


def _after_page_number(flat: str, end: int) -> int:
    """Return where the text goes on when a page number stands in the break."""
    number = _PAGE_NUMBER.match(flat, end)
    if not number:
        return end
    more = _BLANKS.match(flat, number.end())
    return more.end() if more else number.end()


def _between(flat: str, at: tuple[int, int, int, int], layout: Layout, *, indented: bool) -> str:
    """Return what becomes of a line break; `at` are the starts of paragraph and line, and the ends of the break."""
    begin, line, start, end = at
    if end == len(flat):
        return ""
    if layout.width is not None and _width(flat[line:start]) >= layout.width - SLACK:
        ends = _full_line_ends(flat, at, layout, indented=indented)
    else:
        ends = _ends_paragraph(flat, begin, start, end)
    return "\n" if ends else _seam(flat[start - 1], flat[end])


def _full_line_ends(flat: str, at: tuple[int, int, int, int], layout: Layout, *, indented: bool) -> bool:
    """Tell whether a line that reaches the margin of a wrapped text ends its paragraph."""
    begin, _, start, end = at
    if _is_final(flat, begin, start):
        return indented or not layout.indented
    return _ends_paragraph(flat, begin, start, end) if indented and layout.indented else False


def _ends_paragraph(flat: str, begin: int, start: int, end: int) -> bool:
    if _is_final(flat, begin, start):
        return True
    if flat[end] in _GOES_ON or flat[start - 1] in _UNFINISHED:
        return False
    if _OPENING.match(flat, end) or flat[start - 1] == "）":  # rows of people with remarks
        return True
    if start - begin <= TITLE_LENGTH and not _STOP.search(flat, begin, start):
        return True
    return not _CLAUSE.search(flat, max(begin, start - LOOK_BACK), start)


def _is_final(flat: str, begin: int, start: int) -> bool:
    return bool(_FINAL.search(flat, max(begin, start - 4), start))


def _inside(flat: str, start: int, end: int, run: str) -> str:
    """Return what blanks within a line become; two full-width blanks are a lost paragraph end."""
    final = _is_final(flat, 0, start)
    if run.count("\u3000") > 1 or (len(run) > 1 and final):
        return "\n"
    if not run.strip("\u00ad"):
        return ""
    before, after = flat[start - 1], flat[end]
    if final and before not in "；：":
        return " "
    if before.isascii() and after.isascii() and after != "%":
        return " "
    if _is_chinese(before) and _is_chinese(after) and not _pads_name(flat, start, end):
        return " "
    return ""


def _pads_name(flat: str, start: int, end: int) -> bool:
    """Tell whether the blank stands between two single characters, as in a name that is spaced to three (刘 运)."""
    outside = flat[max(0, start - 2) : start - 1], flat[end + 1 : end + 2]
    return not any(_is_chinese(character) for character in outside if character)


def _seam(before: str, after: str) -> str:
    return " " if _is_word(before) and _is_word(after) and not (before.isdigit() and after.isdigit()) else ""


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
