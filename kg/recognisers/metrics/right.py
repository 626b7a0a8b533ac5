"""What stands behind a number: the thing that it counts, or what is said of the counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Span
from kg.recognisers.metrics.scene import Scene

AROUND = re.compile(r"(?:以上|以下|以内|左右|上下|之多|之内|多|余|来|整|的| |”|’)*")
BREAK = re.compile(r"[、（(]")
LONGEST_PREDICATE = 32


@dataclass(frozen=True, slots=True)
class Right:
    """The noun right behind a number, None where no noun begins there; `of` tells that 的 stood between.

    `predicate` is the noun with all that the clause says of it.
    """

    noun: Span | None
    predicate: Span | None
    of: bool


def read(scene: Scene, start: int, end: int, clause_end: int) -> Right:
    """Read the stretch from the end of a number to the next number or the end of the clause."""
    text = scene.text
    match = AROUND.match(text, start, end)
    at = match.end() if match else start
    if at >= end or text[at] in "、，（(”":
        return Right(None, None, False)
    stop = _stop(scene, at, end)
    if stop == at:
        return Right(None, None, False)
    predicate = Span(at, clause_end) if clause_end - at <= LONGEST_PREDICATE else None
    return Right(Span(at, stop), predicate, "的" in text[start:at])


def _stop(scene: Scene, start: int, end: int) -> int:
    text = scene.text
    mark = BREAK.search(text, start, end)
    if mark is not None:
        end = mark.start()
    word = scene.words.rest.after(text, start, end)
    if word is not None and word.role != "guard":
        return start
    found = scene.words.stops.first(text, start, end)
    if found is None:
        return end
    word, at = found
    # A verb at the very end makes a noun of the phrase: 重污染企业搬迁.
    return end if word.role == "action" and at + len(word.text) >= end else at
