"""Headings: which heading or point governs each sentence.

A heading is a numbered or title-like line, or the short first sentence of a numbered paragraph (一是体量更大。). It
governs until a heading of its own or a higher level, or a new speaker; a spoken point (一是, 第一，) governs only its
own paragraph.
"""

from __future__ import annotations

import re

from kg.model import Span
from kg.values import Struct, field

_N = "[一二三四五六七八九十]{1,3}"
# From the outermost to the innermost; the number of a pattern is its level.
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"#|第(?:{_N}|[0-9]{{1,2}})(?:部分|章|节|编|篇)",
        rf"{_N}、",
        rf"（{_N}）",
        r"[0-9]{1,2}[.、](?![0-9])",
        r"（[0-9]{1,2}）|[①-⑳]",
        rf"{_N}是|{_N}要|第{_N}(?:个[^，。]{{1,6}}是)?[，、]|首先，|其次，|再次，|最后，|此外，",
    )
)
TITLE, SPOKEN = 0, len(_LEVELS) - 1
LONGEST = 40
_TITLE = re.compile(r"[^，。；！？：（）]{4,40}")


class Outline(Struct):
    """The headings that are open at a place of the text; `innermost` governs what comes next."""

    levels: dict[int, Span] = field(default_factory=dict)
    innermost: Span | None = None
    turn: int = -1

    def open(self, text: str, span: Span, turn: int, *, alone: bool) -> Span | None:
        """Return the heading above the sentence that opens a paragraph, and open one if the sentence is a heading.

        `alone` says that the sentence is the whole paragraph.
        """
        if turn != self.turn:
            self.levels, self.turn = {}, turn
        self.levels.pop(SPOKEN, None)
        level = _level(span.of(text), alone=alone) if span.end - span.start <= LONGEST else None
        if level is not None:
            self.levels = {other: above for other, above in self.levels.items() if other < level}
        above = self.levels[max(self.levels)] if self.levels else None
        if level is not None:
            self.levels[level] = span
        self.innermost = span if level is not None else above
        return above


def _level(words: str, *, alone: bool) -> int | None:
    """Return the level of a heading, or None; `alone` if nothing follows it in its paragraph."""
    final = words[-1] in "。！？；"
    level = next((level for level, pattern in enumerate(_LEVELS) if pattern.match(words)), None)
    if level is not None:
        return level if final != alone or (level < SPOKEN and words[-1] != "；") else None
    return TITLE if alone and _TITLE.fullmatch(words) else None
