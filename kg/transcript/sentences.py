"""Sentences: they tile the clean text, and never cross a paragraph end, a label or a turn."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from kg.model import Sentence, Span, Turn
from kg.transcript import headings

_END = re.compile(r"[。！？]++[。！？”’）》】]*+(?![，、；：])|\n")


def split(text: str, turns: tuple[Turn, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a clean text; a label is a sentence of its own."""
    borders = {0, len(text), *(match.end() for match in _END.finditer(text))}
    borders.update(edge for turn in turns for edge in (turn.span.start, turn.label.end))
    starts = [turn.span.start for turn in turns]
    ends = sorted(borders)
    found: list[Sentence] = []
    paragraph = 0
    for start, end in pairwise(ends):
        span = _trim(text, start, end)
        if span.end > span.start:
            turn = bisect_right(starts, span.start) - 1
            found.append(Sentence(span, turn if turn >= 0 else None, paragraph))
        paragraph += text[end - 1] == "\n"
    governed = zip(found, headings.govern(text, found), strict=True)
    return tuple(replace(sentence, heading=heading) if heading else sentence for sentence, heading in governed)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \n":
        start += 1
    while start < end and text[end - 1] in " \n":
        end -= 1
    return Span(start, end)
