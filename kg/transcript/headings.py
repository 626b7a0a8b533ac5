"""Headings: which heading or point governs each sentence.

A heading is a numbered or title-like line, or the short first sentence of a numbered paragraph (一是体量更大。). It
governs until a heading of its own or a higher level, or a new speaker; a spoken point (一是, 第一，) governs only its
own paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Span

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


@dataclass(slots=True)
class Outline:
    """The headings that are open at a place of the text; sentences are shown to it in their order."""

    open: dict[int, Span] = field(default_factory=dict)
    place: tuple[int, int] = (-1, -1)
    after_label: bool = True

    def heading(self, text: str, span: Span, place: tuple[int, int], end: int) -> Span | None:
        """Return the innermost heading above a sentence; `place` is its turn and paragraph, `end` where the next begins."""
        opens = place != self.place or self.after_label
        if place[0] != self.place[0]:
            self.open = {}
        elif opens:
            self.open.pop(SPOKEN, None)
        alone = end == len(text) or text[end - 1] == "\n"
        level = _level(span.of(text), alone=alone) if opens and span.end - span.start <= LONGEST else None
        if level is not None:
            self.open = {other: above for other, above in self.open.items() if other < level}
        above = self.open[max(self.open)] if self.open else None
        if level is not None:
            self.open[level] = span
        self.place, self.after_label = place, text[span.end - 1] in "：:】]"
        return above


def _level(words: str, *, alone: bool) -> int | None:
    """Return the level of a heading, or None; `alone` if nothing follows it in its paragraph."""
    final = words[-1] in "。！？；"
    level = next((level for level, pattern in enumerate(_LEVELS) if pattern.match(words)), None)
    if level is not None:
        return level if final != alone or (level < SPOKEN and words[-1] != "；") else None
    return TITLE if alone and _TITLE.fullmatch(words) else None
