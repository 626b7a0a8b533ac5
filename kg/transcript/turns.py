"""Turns: where a new speaker begins, and who it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.lexicon import Lexicon
from kg.model import Span, Turn
from kg.transcript.labels import Label, load_labels

_LABEL = re.compile(
    r"(?:^|(?<=[。！？”）] ))(?:[*#>_-]+ ?)?(?:(?P<plain>[^\n，。；！？“”：:]{1,60}?)[*_]{0,2} ?[：:][*_]{0,2}"
    r"|[【\[〔](?P<boxed>[^】\]〕\n]{1,60})[】\]〕] ?[：:]?)",
    re.MULTILINE,
)
_LEAD = re.compile(
    r"采访|专访|答记者问|记者的?提问|编者按|本报讯|[0-9]日[电讯]|就.{2,60}(?:答|问题)|记者就|发布会|负责人就"
)
_SELF = re.compile(r"我是(?:来自)?(?P<outlet>[^，。！？：\n]{2,30}?)的?记者")
_PROSE = re.compile(r"[。！？]")


@dataclass(frozen=True, slots=True)
class Opening:
    """A label in the text and what it says."""

    span: Span
    label: Label
    words: str


def find(text: str, lexicon: Lexicon) -> tuple[Turn, ...]:
    """Return the turns of a transcript, which tile the text after its heading; prose has none."""
    openings = _believed(text, _openings(text, lexicon))
    if not openings:
        return ()
    turns = [_turn(text, opening) for opening in openings]
    speech = _unlabelled(text, openings[0].span.start)
    if speech is not None:
        turns.insert(0, Turn(Span(speech, speech), Span(speech, speech), "unknown", rule="before-first-label"))
    ends = [turn.span.start for turn in turns[1:]] + [len(text)]
    return tuple(replace(turn, span=Span(turn.span.start, end)) for turn, end in zip(turns, ends, strict=True))


def _openings(text: str, lexicon: Lexicon) -> list[Opening]:
    labels = lexicon.compiled(load_labels)
    found = []
    for match in _LABEL.finditer(text):
        words = match["plain"] or match["boxed"] or ""
        label = labels.read(words)
        if label:
            found.append(Opening(Span(*match.span()), label, words.strip()))
    return found


def _believed(text: str, openings: list[Opening]) -> list[Opening]:
    """Keep the bare names that follow a question, recur, or are named in the text as well."""
    counts: dict[str, int] = {}
    for opening in openings:
        counts[opening.words] = counts.get(opening.words, 0) + 1
    kept: list[Opening] = []
    for opening in openings:
        after_question = bool(kept) and kept[-1].label.role == "journalist"
        known = counts[opening.words] > 1 or any(other.words == opening.words for other in kept)
        if opening.label.rule not in ("name", "medium") or after_question or known:
            kept.append(opening)
    return kept


def _turn(text: str, opening: Opening) -> Turn:
    label = opening.label
    outlet = label.outlet
    if label.role == "journalist" and outlet is None:
        said = _SELF.search(text, opening.span.end, opening.span.end + 80)
        outlet = said["outlet"] if said else None
    return Turn(opening.span, opening.span, label.role, label.speaker, outlet, label.post, label.rule)


def _unlabelled(text: str, first: int) -> int | None:
    """Return where a speech begins that stands before the first label, or None for a heading or a lead."""
    start = None
    position = 0
    for line in text[:first].split("\n"):
        if _PROSE.search(line) and _LEAD.search(line):
            return None
        if start is None and _PROSE.search(line):
            start = position
        position += len(line) + 1
    return start
