"""Headings: which heading or point governs each sentence.

A heading is a numbered or title-like line, or the short first sentence of a numbered paragraph (一是体量更大。). It
governs until a heading of its own or a higher level, or a new speaker; a spoken point (一是, 第一，) governs only its
own paragraph.
"""

from __future__ import annotations

import re

from kg.model import Sentence, Span

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


def govern(text: str, sentences: list[Sentence]) -> list[Span | None]:
    """Return for each sentence the innermost heading above it."""
    open_headings: dict[int, Span] = {}
    found: list[Span | None] = []
    before: Sentence | None = None
    for index, sentence in enumerate(sentences):
        opens = before is None or before.paragraph != sentence.paragraph
        if before is None or before.turn != sentence.turn:
            open_headings = {}
        elif opens:
            open_headings.pop(SPOKEN, None)
        last = index + 1 == len(sentences) or sentences[index + 1].paragraph != sentence.paragraph
        level = _level(sentence.span.of(text), alone=last) if opens or _is_speech(text, before) else None
        if level is not None:
            open_headings = {other: span for other, span in open_headings.items() if other < level}
        found.append(open_headings[max(open_headings)] if open_headings else None)
        if level is not None:
            open_headings[level] = sentence.span
        before = sentence
    return found


def _is_speech(text: str, before: Sentence | None) -> bool:
    """Tell whether the sentence follows a label on its line, and so opens a paragraph too."""
    return before is not None and text[before.span.end - 1] in "：:】]"


def _level(words: str, *, alone: bool) -> int | None:
    """Return the level of a heading, or None; `alone` if nothing follows it in its paragraph."""
    if len(words) > LONGEST:
        return None
    final = words[-1] in "。！？；"
    level = next((level for level, pattern in enumerate(_LEVELS) if pattern.match(words)), None)
    if level is not None:
        return level if final != alone or (level < SPOKEN and words[-1] != "；") else None
    return TITLE if alone and _TITLE.fullmatch(words) else None
