"""Unlisted places by their shape: a name and a word for a kind of place (潍坊港, 京九铁路).

The table `place_suffixes` says what may stand before each word. A name that is in no list must be no word either and
must begin where a word may begin: 以启超大道为中轴 has 启超大道, 建设阳光大道 has none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.lexicon.vocabulary import NAME, Vocabulary, load_vocabulary
from kg.lexicon.words import Words
from kg.model import Document, Entity, Span
from kg.recognisers.place_evidence import Named, is_division, load_place_words
from kg.recognisers.place_letters import load_letters
from kg.values import Struct

HAN = "\u4e00-\u9fff"
# What stands before a name that is in no list: a mark, or a word after which a new one begins.
OPENING = re.compile(rf"(?:[^{HAN}]|[在到从由自经以与和及对将把为是至沿过的了、]|\A)\Z")
ROAD = re.compile(
    f"[{HAN}]{{2,10}}[至—－-][{HAN}]{{2,10}}?段|"
    "[、，。；：（和与及至段等]|公路|全线|建成|通车|项目|改扩建|开工|先行|沿线|建设|复线|主线|贯通|开通|在|已|将"
)
WATER = re.compile("、|流域|水质|干流|支流|上游|中游|下游|两岸|断面|河段|综合治理|治理|沿岸|沿线|大桥|生态|水系")
LONGEST_NAME = 4
# What follows a street's name.
STREET = re.compile(f"[^{HAN}]|\\Z|[以及和与等段东西南北沿的向至改通全道口为两]")
# An airport's name begins with its city: 乌鲁木齐天山国际机场.
AIRPORTS, DIVISION = ("机场", "国际机场"), {"AdministrativeDivision"}
ABROAD = re.compile(f"[{HAN}]{{2,4}}?市(?=[、，。；]|[等及和与的]|市长|副市长|市民)")
# Behind the full name of a division a village's name may be of frequent words: 张家界市|合群村.
# A water or a hill bears a division's short name: 长汀县|河田镇.
WATERS, FULL = ("河", "湖", "江", "山"), tuple("省市县区州旗镇乡")
LOCAL = "市县区旗镇乡道"
PARTICLES = re.compile(f"[^{HAN}]|[的了和与及等在个是有各每本级一]")
# A region of two characters may be what a line joins: 成渝|高速公路.
PAIR = 2


class Suffixes(Struct, frozen=True):
    """The words that such names end in: their classes, what may stand before them, and the matcher of them all."""

    types: dict[str, str]
    after: dict[str, tuple[str, ...]]
    words: Words


def load_suffixes(lexicon: Lexicon) -> Suffixes:
    """Compile the table; use as `lexicon.compiled(load_suffixes)`."""
    rows = lexicon.rows("place_suffixes", ("suffix", "type", "after"), key=("suffix",))
    active = [row["suffix"] for row in rows if row["after"] != "none"]
    return Suffixes(
        {row["suffix"]: row["type"] for row in rows},
        {row["suffix"]: row.many("after") for row in rows},
        Words(active),
    )


def find(document: Document, listed: list[Named], lexicon: Lexicon) -> Iterator[Span]:
    """Yield the spans of unlisted places, given the listed ones."""
    shapes = _Shapes(document.text, listed, lexicon)
    yield from shapes.suffixed()
    yield from shapes.abroad()


class _Shapes:
    """The listed places of a text by where they end, and the tables."""

    def __init__(self, text: str, listed: list[Named], lexicon: Lexicon) -> None:
        self.text = text
        self.ends = {named.span.end: named for named in sorted(listed, key=lambda named: -named.span.start)}
        self.inside = {at for named in listed for at in range(named.span.start + 1, named.span.end)}
        self.names: Names = lexicon.compiled(load_names)
        self.vocabulary: Vocabulary = lexicon.compiled(load_vocabulary)
        self.suffixes = lexicon.compiled(load_suffixes)
        self.shapes: dict[int, int] = {}
        self.lines = lexicon.compiled(load_letters).lines
        self.no_places = lexicon.compiled(load_place_words).exceptions

    def suffixed(self) -> Iterator[Span]:
        """Yield names that end in a word for a kind of place."""
        for word in itertools.starmap(Span, self.suffixes.words.find(self.text)):
            start = next((start for start in self._starts(word) if start is not None), None)
            if start is None or word.end in self.ends or not self._stands(word):
                continue
            if (
                start in self.ends
                and word.of(self.text) in AIRPORTS
                and _types(self.ends[start]) == {"AdministrativeDivision"}
            ):
                start = self.ends[start].span.start
            if self.text[start : word.end] not in self.no_places:
                self.shapes[word.end] = start
                yield Span(start, word.end)

    def _starts(self, word: Span) -> Iterator[int | None]:
        """Yield where a name before its last word may begin, the surest way to tell first."""
        after, position = self.suffixes.after[word.of(self.text)], word.start
        if not (word.of(self.text) in WATERS and self.text[position - 1 : position] in FULL):
            yield self._after_listed(position, after)
        if "letters" in after:
            yield self._after_letters(position)
        if "name" in after:
            yield self._after_name(position)
            yield self.shapes.get(position)
        if "water" in after and WATER.match(self.text, word.end):
            yield self._after_name(position, word.of(self.text))
        if "road" in after and ROAD.match(self.text, word.end):
            yield self._after_name(position)
        if "village" in after:
            yield self._village(position)
        if "village" in after or ("street" in after and STREET.match(self.text, word.end)):
            yield self._after_name(position, word.of(self.text), least=2)

    def abroad(self) -> Iterator[Span]:
        """Yield cities right behind the country that they lie in: 土耳其|安达利亚市."""
        for end, named in self.ends.items():
            match = ABROAD.match(self.text, end) if _types(named) == {"Country"} else None
            if match and named.span.of(self.text) != "中国" and not PARTICLES.search(match[0]):
                yield Span(end, match.end())

    def _stands(self, word: Span) -> bool:
        cost = self.vocabulary.costs.get(word.of(self.text), NAME)
        return self.vocabulary.stands(self.text, word.start, word.end, min(cost, NAME))

    def _after_listed(self, position: int, after: tuple[str, ...]) -> int | None:
        named = self.ends.get(position)
        if named is None:
            return None
        kinds = {_standing(entity) for entity in named.entities}
        is_pair = "letters" in after and position - named.span.start == PAIR and "Region" in _types(named)
        return named.span.start if is_pair or kinds.intersection(after) else None

    def _after_letters(self, position: int) -> int | None:
        start = position
        while start > 0 and position - start < LONGEST_NAME and self.text[start - 1] in self.lines:
            start -= 1
        return start if position - start > 1 else None

    def _after_name(self, position: int, suffix: str = "", least: int = 1) -> int | None:
        """Return where a name before a position begins: up to four characters that are no word, after an opening."""
        for start in range(position - (least if suffix else 2), max(-1, position - LONGEST_NAME - 1), -1):
            name = self.text[start:position]
            if not re.fullmatch(f"[{HAN}]+", name) or any(char in NO_NAME for char in name):
                return None
            if start in self.inside:
                return None
            if self._may_begin(start, after_word=not suffix) and self._is_no_word(name):
                return start if self.text[start:position] + suffix not in self.vocabulary.costs else None
        return None

    def _village(self, position: int) -> int | None:
        """Return where a village's name begins that stands right behind the full name of a division."""
        for start in range(position - 2, max(0, position - LONGEST_NAME), -1):
            if start in self.ends and self.text[start - 1] in LOCAL:
                return None if PARTICLES.search(self.text, start, position) else start
        return None

    def _may_begin(self, start: int, *, after_word: bool) -> bool:
        """Tell whether a name may begin: after a place, a mark, a function word or a frequent word."""
        if start in self.ends:
            return True
        if OPENING.search(self.text[max(0, start - 1) : start]):
            return start == 0 or self.text[start - 1 : start + 1] not in self.vocabulary.costs
        return after_word and self.text[max(0, start - 2) : start] in self.vocabulary.costs

    def _is_no_word(self, name: str) -> bool:
        """Tell whether neither the name nor any two characters of it are a frequent word; one character is free."""
        costs = self.vocabulary.costs
        pairs = (name[at : at + 2] for at in range(len(name) - 1))
        return len(name) == 1 or not (name in costs or any(pair in costs for pair in pairs))


NO_NAME = frozenset(
    "我你他她它涉首第某的了在和与及或等各个这那其该本全座条处是有为对新建多大已由上从但同好用并被让能可应当先后前最更还又再就也不未无此每某跨省界万千百"
)


def _types(named: Named) -> set[str]:
    return {entity.type for entity in named.entities}


def _standing(entity: Entity) -> str:
    if entity.type == "NaturalFeature":
        return "feature"
    return "division" if is_division(entity) else ""


def describe(name: str, lexicon: Lexicon, home: Entity | None) -> Entity:
    """Return the entity of a place that no list has.

    A bare kind (高新区) is the home's and bears its name. Another name is the home's by its key (启超大道 of two cities
    is two), unless it is of a line through many places (云茂高速) or begins with a listed place (潍坊港, 黄河宁夏段).
    Streets are the home's in any case (大庆西路).
    """
    suffixes = lexicon.compiled(load_suffixes)
    kind = next((suffix for suffix in suffixes.types if name.endswith(suffix)), "")
    type_ = suffixes.types.get(kind, "Facility")
    if home is None or home.type == "Country":
        return Entity(f"place/{name}", "place", name, type_)
    if name == kind:
        label = f"{home.label}{name}"
        return Entity(f"place/{label}", "place", label, type_, parent=home.key)
    if "street" in suffixes.after.get(kind, ()):
        return Entity(f"place/{home.label}:{name}", "place", name, type_, parent=home.key)
    if "letters" in suffixes.after.get(kind, ()) or _begins_with_place(name, lexicon.compiled(load_names)):
        return Entity(f"place/{name}", "place", name, type_)
    return Entity(f"place/{home.label}:{name}", "place", name, type_, parent=home.key)


def _begins_with_place(name: str, names: Names) -> bool:
    heads = (name[:end] for end in range(2, len(name)))
    return any(entity.kind == "place" for head in heads for entity in names.by_form.get(head, ()))
