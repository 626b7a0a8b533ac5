"""Quotations: words inside a speech that are somebody else's.

Two forms: words in quotation marks behind a verb of saying (习近平总书记强调：“…”), and a clause behind such a verb
whose subject is named (国家统计局局长宁吉喆表示，…). Quotation marks without a verb set off terms, and quote nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.model import Quotation, Span, Turn
from kg.transcript.labels import Words, either, load_words
from kg.values import Struct

# How far before a verb its subject may stand, and how long a quotation may be.
REACH, LONGEST = 80, 3000

_MARKED = re.compile(rf"“[^“”\n]{{1,{LONGEST}}}”")
# A quotation without a colon or comma before it is a term if it is shorter than this.
SHORTEST = 8
_ADVERBS = r"(?:还|也|又|曾|多次|反复|再次|深刻|明确|特别|同时|进一步|近日|日前|在[^，]{1,20}[时上中]){0,3}"
_SENTENCE_START = re.compile(r"[。！？\n”]")
_SENTENCE_END = re.compile(r"[。！？\n]")


class Sayings(Struct, frozen=True):
    """The patterns of saying: a verb right before quotation marks, a verb with a clause after it, and its subject."""

    before_marks: re.Pattern[str]
    reported: re.Pattern[str]
    subject: re.Pattern[str]
    holder: re.Pattern[str]
    own: re.Pattern[str]


def load_sayings(lexicon: Lexicon) -> Sayings:
    """Compile the verbs of saying; use as `lexicon.compiled(load_sayings)`."""
    known = lexicon.compiled(load_words)
    posts = known.posts
    before = rf"(?:{either(known.classes['saying'])})(?:过|了|道|到)?"
    return Sayings(
        before_marks=re.compile(rf"(?:{before}[^，。！？；：“”\n]{{0,12}}[：，]|{before}|称[：，])\Z"),
        reported=re.compile(r"(?:强调|指出|表示|认为|介绍|说|要求|透露|坦言)[：，](?!“)"),
        subject=re.compile(
            rf"(?:会议|全会|大会|党中央|国务院)(?={_ADVERBS}\Z)"
            rf"|(?:(?:{posts})(?:同志)? ?|\A)(?P<name>[\u4e00-\u9fff]{{2,3}})(?={_ADVERBS}\Z)"
        ),
        holder=re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?:{posts})|总书记|《[^》\n]{{2,40}}》"),
        own=re.compile(r"[我您你他她](?:们)?[^，]{0,12}\Z|(?:按照|根据|依据|遵照|落实|贯彻)[^，]*\Z"),
    )


def find(text: str, turns: tuple[Turn, ...], lexicon: Lexicon) -> tuple[Quotation, ...]:
    """Return the quotations of a document in their order; they do not overlap."""
    sayings, known = lexicon.compiled(load_sayings), lexicon.compiled(load_words)
    marked = [*_marked(text, sayings, known)]
    speakers = frozenset(turn.speaker for turn in turns if turn.speaker)
    found: list[Quotation] = []
    for quotation in sorted([*marked, *_reported(text, sayings, known, speakers)], key=lambda item: item.span):
        # A clause that was reported in words of its own may hold marked words of the same speaker: they say it better.
        if found and found[-1].span.end > quotation.span.start:
            found.pop()
        found.append(quotation)
    return tuple(found)


def _marked(text: str, sayings: Sayings, known: Words) -> Iterator[Quotation]:
    before: Quotation | None = None
    for match in _MARKED.finditer(text):
        left = _sentence_before(text, match.start())
        if before is not None and before.span.end == match.start():
            before = Quotation(Span(*match.span()), before.speaker, before.rule)
        else:
            term = len(match[0]) < SHORTEST and not left.endswith(("：", "，"))
            verb = None if term else sayings.before_marks.search(left)
            who = _subject(left[: verb.start()], sayings, known) if verb else None
            before = Quotation(Span(*match.span()), who, "quoted-after-verb") if who else None
        if before is not None:
            yield before


def _reported(text: str, sayings: Sayings, known: Words, speakers: frozenset[str]) -> Iterator[Quotation]:
    done = 0
    for match in sayings.reported.finditer(text):
        if match.start() < done:
            continue
        clause = _sentence_before(text, match.start()).rpartition("，")[2]
        who = _subject(clause, sayings, known)
        end = _SENTENCE_END.search(text, match.end())
        done = end.start() if end else len(text)
        if who and who not in speakers and done > match.end():
            yield Quotation(Span(match.end(), done), who, "reported-after-verb")


def _sentence_before(text: str, end: int) -> str:
    left = text[max(0, end - REACH) : end]
    return left[max((match.end() for match in _SENTENCE_START.finditer(left)), default=0) :]


def _subject(words: str, sayings: Sayings, known: Words) -> str | None:
    """Return who says it: the last person or body before the verb, and none if it is the speaker (我们)."""
    if sayings.own.search(words):
        return None
    found = None
    for pattern in (sayings.subject, sayings.holder):
        for match in pattern.finditer(words):
            name = match["name"]
            found = match[0] if name is None else name if known.is_name(name) else found
        if found:
            return found
    return None
