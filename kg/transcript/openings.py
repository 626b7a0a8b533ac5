"""Openings: where labels stand in the text, and which of the doubtful ones are believed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from kg.model import Span
from kg.transcript.introductions import MOST_NAMES
from kg.transcript.labels import DOUBTFUL, Label, Words, read
from kg.values import Struct

_MARK = re.compile(r"[：:】\]〕]")
_LABEL = re.compile(
    r"(?:[#>·-]{1,6} ?)?(?:(?P<plain>[^\n，。；！？“”：:（）【】\[\]〔〕]{1,60}"
    r"(?:（[^）\n：]{1,60}）[^\n，。；！？“”：:（）【】]{0,20}){0,2})[：:]"
    r"|[【\[〔](?P<boxed>[^】\]〕\n]{1,60})[】\]〕] ?(?:(?P<named>[\u3400-\u9fff·]{2,12}) ?(?=[：:]))?[：:]?)"
)
_BORDERS = "\n。！？”"
_ALONE = re.compile(r"^[^\n，。；！？“”：:（）]{2,30}$", re.MULTILINE)
_COLON = re.compile(r" ?[：:]")
_ASKS = re.compile(r"请问|想问|提问|请您?介绍|？")
_SPOKEN = re.compile(r"[。！？…]")
ANSWERED = ("official", "host")
LONGEST, LONGEST_POST, REACH = 60, 8, 130
SHORTEST_NAME = 2


class Opening(Struct, frozen=True):
    """A label in the text and what it says; `sure` if its form leaves no doubt (brackets, bold)."""

    span: Span
    label: Label
    words: str
    sure: bool = False


def find(text: str, emphasis: tuple[Span, ...], known: Words) -> list[Opening]:
    """Return the labels that open turns, in the order of the text."""
    found = {opening.span.start: opening for opening in (*_plain(text, known), *_bold(text, emphasis, known))}
    believed = _believe(text, sorted(found.values(), key=lambda opening: opening.span), known)
    starts = {opening.span.start for opening in believed}
    more = [opening for opening in _lines(text, believed, known) if opening.span.start not in starts]
    return _with_speech(text, sorted([*believed, *more], key=lambda opening: opening.span))


def _with_speech(text: str, openings: list[Opening]) -> list[Opening]:
    """Leave out labels that open no speech: the fields of a form above the first, and doubles of the next label."""
    kept: list[Opening] = []
    for opening, follower in zip_longest(openings, openings[1:]):
        end = follower.span.start if follower else len(text)
        form = not kept and not _SPOKEN.search(text, opening.span.end, end)
        double = follower and follower.label.role == opening.label.role and not text[opening.span.end : end].strip()
        if follower is None or not (form or double):
            kept.append(opening)
    return kept


def _plain(text: str, known: Words) -> Iterator[Opening]:
    """Yield what reads as a label at the start of a paragraph, or behind a full stop where breaks were lost."""
    done = 0
    for mark in _MARK.finditer(text):
        lowest = max(done, mark.start() - REACH)
        start = 1 + max(text.rfind(border, lowest, mark.start()) for border in _BORDERS)
        spaced = text[start : start + 1] == " "
        match = _LABEL.match(text, start + spaced) if start or not lowest else None
        if match is None or match.end() < mark.end():
            continue
        words = (match["plain"] or match["boxed"]).strip()
        label, end = read(words, known), match.end()
        if match["named"]:
            beside = read(f"{words} {match['named']}", known)
            named = beside is not None and beside.speaker == match["named"]
            label, end = (beside, end) if named else (label, match.start("named"))
        run_in = start > 0 and text[start - 1] != "\n" and not spaced
        if run_in and (match["boxed"] or text[start - 1] == "”" or text.startswith("“", match.end())):
            continue
        if label:
            yield Opening(Span(match.start(), end), label, words, sure=bool(match["boxed"]))
            done = end


def _bold(text: str, emphasis: tuple[Span, ...], known: Words) -> Iterator[Opening]:
    """Yield bold words at the start of a paragraph that read as a label, with or without a colon."""
    for span in emphasis:
        words = span.of(text).strip().rstrip("：: ")
        if not 0 < len(words) <= LONGEST or (span.start and text[span.start - 1] != "\n"):
            continue
        label = read(words, known)
        colon = _COLON.match(text, span.end)
        if label and "。" not in words:
            yield Opening(Span(span.start, colon.end() if colon else span.end), label, words, sure=True)


def _believe(text: str, openings: list[Opening], known: Words) -> list[Opening]:
    """Keep what is sure, and what is doubtful where the text bears it out."""
    counts = Counter(opening.words for opening in openings)
    introduced = _introduced(text, openings, known)
    kept: list[Opening] = []
    for opening in openings:
        after = kept[-1].label.role if kept else None
        greets = text.startswith(tuple(known.classes["greeting"]), _speech(text, opening.span.end))
        if opening.words in ("Q", "A"):
            believed = counts["Q"] > 0 and counts["A"] > 0
        elif opening.label.rule not in DOUBTFUL or (opening.sure and opening.label.rule != "odd-name"):
            believed = True
        elif opening.label.rule == "name":
            believed = counts[opening.words] > 1 or after in ("journalist", "host") or greets
            believed = believed or opening.label.speaker in introduced or (after is not None and "·" in opening.words)
        elif opening.label.rule == "post-and-odd-name":
            believed = opening.label.speaker in counts
        elif opening.label.rule == "body-and-name":
            believed = opening.label.speaker in introduced
        elif opening.label.rule in ("odd-name", "body-and-role"):
            believed = opening.label.speaker in introduced or opening.words in {other.words for other in kept} or greets
            believed = believed or (after == "journalist" and (counts[opening.words] > 1 or not opening.label.speaker))
        else:
            believed = counts[opening.words] > 1 or bool(_ASKS.search(text, opening.span.end, opening.span.end + REACH))
        if believed:
            kept.append(opening)
    return kept


def _speech(text: str, position: int) -> int:
    """Return where the speech after a label begins."""
    return position + (text[position : position + 1] in ("\n", " "))


def _introduced(text: str, openings: list[Opening], known: Words) -> frozenset[str]:
    """Return the names that stand directly after a post somewhere (国家统计局副局长贾楠), or before 主持."""
    names = sorted({opening.label.speaker for opening in openings if opening.label.speaker})[:MOST_NAMES]
    if not names:
        return frozenset()
    before, after = re.compile(rf"(?:{known.posts}|记者|采访了?|请) ?\Z"), re.compile(r"主持|（")
    row = re.compile(rf"[ \n][^，。；：“”\n]{{0,40}}(?:{known.posts})(?:\n|\Z)")
    found = set()
    for match in re.finditer(either_spaced(names), text):
        start, end = match.span()
        opens = start == 0 or text[start - 1] in "\n："
        if (
            after.match(text, end)
            or (opens and row.match(text, end))
            or before.search(text, max(0, start - LONGEST_POST), start)
        ):
            found.add(match[0].replace(" ", ""))
    return frozenset(found)


def either_spaced(names: list[str]) -> str:
    """Return the pattern of any of the names; those of two characters stand spaced out in lists (张 强)."""
    return "|".join(
        f"{name[0]} ?{name[1]}" if len(name) == SHORTEST_NAME else re.escape(name)
        for name in sorted(names, key=len, reverse=True)
    )


def _lines(text: str, believed: list[Opening], known: Words) -> Iterator[Opening]:
    """Yield labels without a colon on lines of their own, if at least one question and one answer look like this."""
    names = {opening.label.speaker for opening in believed} - {None}
    found = []
    for match in _ALONE.finditer(text):
        words = match[0].strip()
        label = read(words, known)
        if label and match.end() < len(text) and (label.rule not in DOUBTFUL or label.rule == "name"):
            found.append(Opening(Span(*match.span()), label, words))
    counts = Counter(opening.words for opening in found)
    sure = [o for o in found if o.label.rule != "name" or o.label.speaker in names or counts[o.words] > 1]
    roles = {opening.label.role for opening in (*sure, *believed)}
    if sure and "journalist" in roles and roles.intersection(ANSWERED) and (believed or len(sure) > 1):
        yield from sure
