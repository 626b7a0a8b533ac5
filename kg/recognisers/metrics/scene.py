"""What the clause model knows of a document besides its characters: times, names and clause marks by position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.model import Document, Entity, Mention, Period, Quantity, Span
from kg.recognisers.metrics import aims
from kg.recognisers.metrics.sites import Sites, collect, load_site_words
from kg.recognisers.metrics.words import Words, load_words
from kg.values import Struct, replace

NATION = "中国"
MARK = re.compile(r"[，；：。！？\n,;:!?—](?:(?<!—)|—)")  # a dash is two characters
OPENING = " \u3000“‘\"'、"
PARENTHESIS = re.compile(r"（[^（）\n]{0,80}）|\([^()\n]{0,80}\)")


class Scene(Struct, frozen=True):
    """A document laid out for reading: `marks` are the bounds of clause marks, `quoted` where quotations start."""

    document: Document
    text: str
    words: Words
    lexicon: Lexicon
    periods_from: dict[int, Period]
    periods_to: dict[int, Period]
    times: tuple[Period, ...]
    time_starts: tuple[int, ...]
    names_from: dict[int, Mention]
    names_to: dict[int, Mention]
    marks: tuple[tuple[int, int], ...]
    parentheses: dict[int, int]
    quoted: tuple[int, ...]
    sites: Sites
    aimed: frozenset[int]
    home: Entity | None

    @property
    def national(self) -> bool:
        """Tell whether the text is prose of the nation, or of no known place, such as news."""
        home = self.document.home
        return not self.document.turns and (home is None or home.value == NATION)

    @property
    def itemised(self) -> bool:
        """Tell whether a figure may be of what its sentence names in passing: in the nation's prose and in news."""
        return self.national or (not self.document.turns and self.sites.news)

    def periods_in(self, start: int, end: int) -> tuple[Period, ...]:
        """Return the times that lie in a stretch."""
        first = bisect_left(self.time_starts, start)
        last = bisect_left(self.time_starts, end)
        return tuple(period for period in self.times[first:last] if period.span.end <= end)

    def clause(self, position: int, sentence: Span) -> Span:
        """Return the clause of a sentence in which a position lies, without the marks around it."""
        index = bisect_right(self.marks, (position, position))
        start = self.marks[index - 1][1] if index else 0
        end = self.marks[index][0] if index < len(self.marks) else len(self.text)
        return Span(max(start, sentence.start), max(position, min(end, sentence.end)))


def _is_scope(document: Document, mention: Mention, words: Words) -> bool:
    """Tell whether what looks like a place says the whole of the home: 全州 in a report of an autonomous prefecture."""
    said = mention.span.of(document.text)
    word = words.head.words.get(said)
    whole = word is not None and word.value == "home" and mention.kind == "place"
    return whole and document.home is not None and document.home.value.endswith(said[-1])


def _openings(times: list[Period]) -> dict[int, Period]:
    """Return the times by where they begin; one that begins with 到 also behind it, since 到 may belong to a verb."""
    behind = {period.span.start + 1: period for period in times if period.text[0] in "到至"}
    return behind | {period.span.start: period for period in times}


def lay_out(
    document: Document,
    mentions: tuple[Mention, ...],
    quantities: tuple[Quantity, ...],
    periods: tuple[Period, ...],
    lexicon: Lexicon,
) -> Scene:
    """Index a document; times inside a name (《2021年…通报》) are no times of a claim."""
    text = document.text
    words, names = lexicon.compiled(load_words), lexicon.compiled(load_names)
    mentions = tuple(mention for mention in mentions if not _is_scope(document, mention, words))
    named = Bounds([mention.span for mention in mentions if mention.kind != "place"])
    times = [_whole(text, period) for period in periods if period.rule != "average" and not named.cover(period.span)]
    numbers = sorted((quantity.span.start, quantity.span.end) for quantity in quantities)
    marks = [match.span() for match in MARK.finditer(text)]
    brackets: dict[int, int] = {}
    for match in PARENTHESIS.finditer(text):
        if _holds_number(match.span(), numbers):
            marks += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
        else:
            brackets[match.end()] = match.start()
    found = lexicon.compiled(load_site_words)
    sites = collect(text, mentions, names, found)
    return Scene(
        document,
        text,
        words,
        lexicon,
        _openings(times),
        {period.span.end: period for period in times},
        tuple(times),
        tuple(period.span.start for period in times),
        {mention.span.start: mention for mention in mentions},
        {mention.span.end: mention for mention in mentions},
        _outside(sorted(marks), brackets),
        brackets,
        tuple(quotation.span.start for quotation in document.quotations),
        Sites(text, sites, document.sentences, found),
        aims.find(document, lexicon),
        names.place(document.home.value if document.home else "", {site.key for site in sites if site.key is not None}),
    )


def _outside(marks: list[tuple[int, int]], brackets: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Return the marks that stand in none of the brackets, which are disjoint and in order: starts by end."""
    kept: list[tuple[int, int]] = []
    at = 0
    for end, start in brackets.items():
        kept += marks[at : bisect_left(marks, (start, start))]
        at = bisect_left(marks, (end, end))
    return (*kept, *marks[at:])


class Bounds:
    """Disjoint stretches, to be asked what lies inside one of them."""

    def __init__(self, spans: list[Span]) -> None:
        """Sort the stretches."""
        pairs = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in pairs]
        self._ends = [end for _, end in pairs]

    def cover(self, span: Span) -> bool:
        """Tell whether a stretch lies in one of these and is smaller than it."""
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or span.end > self._ends[index]:
            return False
        return (self._starts[index], self._ends[index]) != (span.start, span.end)


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


def _holds_number(bounds: tuple[int, int], numbers: list[tuple[int, int]]) -> bool:
    """Tell whether a number lies inside the bounds."""
    index = bisect_left(numbers, (bounds[0], bounds[0]))
    return index < len(numbers) and numbers[index][1] <= bounds[1]
