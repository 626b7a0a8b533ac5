"""What the clause model knows of a document besides its characters: times, names and clause marks by position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from kg.lexicon import Lexicon
from kg.model import Document, Mention, Period, Quantity, Span
from kg.recognisers.metrics.words import Words, load_words

MARK = re.compile(r"[，；：。！？\n,;:!?]|——")
OPENING = " \u3000“‘\"'、"
PARENTHESIS = re.compile(r"（[^（）\n]{0,80}）|\([^()\n]{0,80}\)")


@dataclass(frozen=True, slots=True)
class Scene:
    """A document laid out for reading clauses; `marks` are the ends of clause marks, in order."""

    document: Document
    text: str
    words: Words
    lexicon: Lexicon
    periods_from: dict[int, Period]
    periods_to: dict[int, Period]
    names_from: dict[int, Mention]
    names_to: dict[int, Mention]
    marks: tuple[tuple[int, int], ...]
    parentheses: dict[int, int]

    def clause(self, position: int, sentence: Span) -> Span:
        """Return the clause of a sentence in which a position lies, without the marks around it."""
        index = bisect_right(self.marks, (position, position))
        start = self.marks[index - 1][1] if index else 0
        end = self.marks[index][0] if index < len(self.marks) else len(self.text)
        return Span(max(start, sentence.start), max(position, min(end, sentence.end)))


def lay_out(
    document: Document,
    mentions: tuple[Mention, ...],
    quantities: tuple[Quantity, ...],
    periods: tuple[Period, ...],
    lexicon: Lexicon,
) -> Scene:
    """Index a document; times inside a name (《2021年…通报》) are no times of a claim."""
    text = document.text
    named = sorted(mention.span for mention in mentions if mention.kind != "place")
    times = [_whole(text, period) for period in periods if period.rule != "average" and not _inside(period.span, named)]
    numbers = sorted(quantity.span for quantity in quantities)
    found = list(PARENTHESIS.finditer(text))
    marks = [match.span() for match in MARK.finditer(text)]
    for match in found:
        if _inside_any(match.span(), numbers):
            marks += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
    marks.sort()
    brackets = {match.end(): match.start() for match in found if not _inside_any(match.span(), numbers)}
    covered = sorted(Span(start, end) for end, start in brackets.items())
    return Scene(
        document,
        text,
        lexicon.compiled(load_words),
        lexicon,
        {period.span.start: period for period in times},
        {period.span.end: period for period in times},
        {mention.span.start: mention for mention in mentions},
        {mention.span.end: mention for mention in mentions},
        tuple(mark for mark in marks if not _inside(Span(*mark), covered)),
        brackets,
    )


def _whole(text: str, period: Period) -> Period:
    """Return a time without a character that belongs to the next word: 今年|中央财政, 今年|夏粮产量."""
    start = period.span.start
    if period.text[0] in "到至" and start and text[start - 1] in REACHING:
        return replace(period, text=period.text[1:], span=Span(start + 1, period.span.end))
    if period.text[-1:] + text[period.span.end : period.span.end + 1] not in SPLIT:
        return period
    return replace(period, text=period.text[:-1], span=Span(period.span.start, period.span.end - 1))


REACHING = "看意解受达回得提谈听遇注复加高降升少增大长减关"
SPLIT = frozenset(
    {"中央", "中国", "中小", "中部", "夏粮", "秋粮", "夏收", "秋收", "春耕", "春播", "冬小", "夏播", "秋播", "末端"}
)


def _inside(span: Span, others: list[Span]) -> bool:
    """Tell whether a stretch lies in one of the sorted, disjoint others."""
    index = bisect_right(others, span) - 1
    near = others[max(0, index) : index + 2]
    return any(other.covers(span) and other != span for other in near)


def _inside_any(bounds: tuple[int, int], numbers: list[Span]) -> bool:
    """Tell whether a number lies inside the bounds."""
    index = bisect_left(numbers, Span(bounds[0], bounds[0]))
    return index < len(numbers) and numbers[index].end <= bounds[1]
