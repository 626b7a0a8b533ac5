"""Sentences: they tile the clean text, and never cross a paragraph end, a label or a turn."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from kg.model import Sentence, Span, Turn
from kg.transcript.headings import Outline

_END = re.compile(r"[。！？\n](?:(?<=\n)|[。！？”’）》】]*+(?![，、；：]))")


def split(text: str, turns: tuple[Turn, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a clean text with the headings that govern them; a label is a sentence of its own."""
    borders = {0, len(text)}
    borders.update([match.end() for match in _END.finditer(text)])
    borders.update(edge for turn in turns for edge in (turn.span.start, turn.label.end))
    starts = [turn.span.start for turn in turns]
    outline = Outline()
    found: list[Sentence] = []
    paragraph, opens = 0, True
    for start, end in pairwise(sorted(borders)):
        ends_line = text[end - 1] == "\n"
        span = _trim(text, start, end) if ends_line or text[start] == " " or end == len(text) else Span(start, end)
        if span.end > span.start:
            turn = bisect_right(starts, span.start) - 1 if starts else -1
            alone = ends_line or end == len(text)
            heading = outline.open(text, span, turn, alone=alone) if opens else outline.innermost
            found.append(Sentence(span, turn if turn >= 0 else None, paragraph, heading))
            opens = text[span.end - 1] in "：:】]"
        if ends_line:
            paragraph, opens = paragraph + 1, True
    return tuple(found)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \n":
        start += 1
    while start < end and text[end - 1] in " \n":
        end -= 1
    return Span(start, end)
