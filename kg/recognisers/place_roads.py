"""Roads and railways by number and by their ends, and stretches of lines and rivers: G60沪昆高速, 黄河宁夏段."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.lexicon.vocabulary import Vocabulary, load_vocabulary
from kg.model import Document, Span
from kg.recognisers.place_evidence import Named, is_division
from kg.recognisers.place_letters import load_letters

HAN = "\u4e00-\u9fff"
LINE = "(?:高速公路|高速铁路|城际铁路|客运专线|快速铁路|高速|高铁|铁路|公路)"
IS_LINE = re.compile(rf"{LINE}\Z")
# These begin with a class of characters, so that the engine leaps to where they may stand.
RING = re.compile(
    "[东西南北二三四五六内中外](?:(?:(?<=[二三四五六])|(?<=[东西南北])[东西南北]?[二三四五六])环(?:路|高速|水系)?(?![节境保比球形卫])"
    "|(?<=[内中外])(?<![城县区市].)环(?:路|高速|线))"
)
METRO = re.compile(r"(?:地铁|轻轨|轨道交通|市域铁路)[A-Z]?\d{1,2}号线")
# 312国道, 国道312线, G15 and its like; a number alone names no road.
NUMBERED_ROAD = re.compile(
    r"[0-9GSX国省县](?<![0-9A-Za-z].)"
    r"(?:(?:(?<=[GSX])[0-9]{1,4}|(?<=[0-9])[0-9]{0,3})[国省县]道|(?<=[国省县])道[GSX]?[0-9]{1,4}线?)"
)
NUMBERED_LINE = re.compile(rf"[GS](?<![0-9A-Za-z][GS])\d{{1,4}}(?:国道|线)?[{HAN}—－-]{{2,14}}?(?:高速公路|高速|公路)")
# What stands between the first place of a line and its last word: 宁波|至东莞高速公路.
REST = re.compile(rf"[至—－-][至—－-]?[{HAN}]{{2,7}}?{LINE}")
STRETCH = re.compile(rf"(?:干流|流域)?(?P<where>[{HAN}—－-]{{1,16}}?)段(?!时间|落)")
BETWEEN = re.compile("[至到—－-]")
PARTICLE = re.compile("[的了和与及或等将把已]")
FAR = 6
ENDS_OF_STRETCH = 2


def find(document: Document, listed: list[Named], shaped: Iterable[Span], lexicon: Lexicon) -> Iterator[Span]:
    """Yield the lines and stretches, given the listed places and the unlisted ones by their shape."""
    roads = _Roads(document.text, listed, lexicon)
    for pattern in (NUMBERED_ROAD, METRO):
        for match in pattern.finditer(document.text):
            yield Span(*match.span())
    lines: dict[int, Span] = {}
    for pattern in (RING, NUMBERED_LINE):
        lines.update((match.end(), Span(*match.span())) for match in pattern.finditer(document.text))
    for span in (*roads.between(), *(span for span in shaped if IS_LINE.search(span.of(document.text)))):
        lines.setdefault(span.end, span)
    yield from lines.values()
    yield from roads.stretches(lines)


class _Roads:
    """The listed places of a text by where they end, and the tables."""

    def __init__(self, text: str, listed: list[Named], lexicon: Lexicon) -> None:
        self.text = text
        self.ends = {named.span.end: named for named in sorted(listed, key=lambda named: -named.span.start)}
        self.names: Names = lexicon.compiled(load_names)
        self.vocabulary: Vocabulary = lexicon.compiled(load_vocabulary)
        self.letters = lexicon.compiled(load_letters).lines

    def between(self) -> Iterator[Span]:
        """Yield lines that bear the names of their ends: 宁波至东莞高速公路."""
        for match in REST.finditer(self.text):
            start = self._first_end(match.start())
            if start is not None and not PARTICLE.search(match[0]):
                yield Span(start, match.end())

    def _first_end(self, position: int) -> int | None:
        """Return where the place before a position begins: a listed one, or an unlisted one behind a division."""
        if position in self.ends:
            return self.ends[position].span.start
        for start in range(position - 2, max(-1, position - FAR), -1):
            named = self.ends.get(start)
            if named is not None and all(map(is_division, named.entities)):
                return start
        return None

    def stretches(self, lines: dict[int, Span]) -> Iterator[Span]:
        """Yield stretches of listed rivers, mountains, railways and motorways, and of the given lines."""
        for named in self.ends.values():
            match = STRETCH.match(self.text, named.span.end)
            if match and not all(map(is_division, named.entities)):
                is_line = bool(IS_LINE.search(named.span.of(self.text)))
                if self._is_where(match["where"], is_line=is_line):
                    yield Span(lines.get(named.span.end, named.span).start, match.end())
        for line in lines.values():
            match = STRETCH.match(self.text, line.end)
            if match and self._is_where(match["where"], is_line=True):
                yield Span(line.start, match.end())

    def _is_where(self, words: str, *, is_line: bool) -> bool:
        """Tell whether the words are one place or two joined (宁夏, 泰安至枣庄); those of a line may be unlisted."""
        parts = BETWEEN.split(words)
        if len(parts) > ENDS_OF_STRETCH or PARTICLE.search(words):
            return False
        return all(map(self._is_place, parts)) or (
            is_line and len(parts) == ENDS_OF_STRETCH and parts[0] not in self.vocabulary.costs and all(parts)
        )

    def _is_place(self, name: str) -> bool:
        listed = any(entity.kind == "place" for entity in self.names.by_form.get(name, ()))
        return listed or all(letter in self.letters for letter in name)
