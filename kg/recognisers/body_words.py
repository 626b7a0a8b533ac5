"""The words that the names of bodies are made of, and where in a text names of bodies may begin.

`Grammar` holds the tables; `Scene` is one text with its listed places and the bodies found so far, by start and by end.
"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.lexicon.vocabulary import Vocabulary, load_vocabulary
from kg.lexicon.words import Words
from kg.model import Entity, Span
from kg.recognisers import phrases
from kg.recognisers.naming import Naming, load_naming
from kg.values import Struct, field

SUFFIX_COLUMNS = ("suffix", "class", "type")
SCOPE_COLUMNS = ("short", "official", "type")
GUARD_COLUMNS = ("ending", "followers")
SCOPES = "省市县区州旗盟"
SAFE_LENGTH = 3  # names of two characters occur inside other words (集中办理)
FIELD_JOINTS = ("和", "与")
SUPERLATIVES = ("一流", "高水平", "知名", "领先")  # 建设世界一流|大学
LONGEST_CHAIN = 24  # characters of places one after the other
HIGH = ("country", "province", "prefecture")
LEVEL = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3}
# Words that begin with a character that would otherwise belong to the name: 教育部长江学者, 商务部长期以来.
NEXT_WORD = re.compile(r"长(?:江|期|三角|春|沙|远|城|征|治|白山)|会(?:同|商|见)(?!馆)|生(?:产|态|物)")
_OWN = re.compile(r"[我全本]([省市县区州旗盟])")
_NAME_MARK = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9（）·]")


class Grammar(Struct, frozen=True):
    """The tables of bodies, compiled; `guards` says which characters must not follow which endings."""

    scoped: re.Pattern[str]
    after_place: re.Pattern[str]
    suffixes: dict[str, tuple[str, str]]
    divisions: frozenset[str]
    endings: Words
    domains: frozenset[str]
    generic: tuple[str, ...]
    generic_middle: re.Pattern[str]
    guards: dict[str, str]
    stops: re.Pattern[str]
    doubtful: frozenset[str]
    naming: Naming
    vocabulary: Vocabulary


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the tables of bodies; use as `lexicon.compiled(load_grammar)`."""
    shorts = phrases.alternatives([row["short"] for row in lexicon.rows("body_scopes", SCOPE_COLUMNS, ("short",))])
    generic = tuple(row["word"] for row in lexicon.rows("body_generic", ("word",), ("word",)))
    rows = lexicon.rows("body_suffixes", SUFFIX_COLUMNS, ("suffix", "class"))
    return Grammar(
        scoped=re.compile(rf"(?P<scope>自治区|兵团|{'|'.join(SCOPES)})(?P<short>{shorts})"),
        after_place=re.compile(shorts),
        suffixes={row["suffix"]: (row["class"], row["type"]) for row in reversed(rows) if row["class"] != "division"},
        divisions=frozenset(row["suffix"] for row in rows if row["class"] == "division"),
        endings=Words(row["suffix"] for row in rows),
        domains=frozenset(row["domain"] for row in lexicon.rows("body_domains", ("domain",), ("domain",))),
        generic=generic,
        generic_middle=re.compile(f"(?:{phrases.alternatives([word for word in generic if len(word) > 1])})+"),
        guards={row["ending"]: row["followers"] for row in lexicon.rows("body_guards", GUARD_COLUMNS, ("ending",))},
        stops=re.compile(
            phrases.alternatives([row["word"] for row in lexicon.rows("name_stops", ("word",), ("word",))])
        ),
        doubtful=frozenset(row["form"] for row in lexicon.rows("place_common_words", ("form", "needs"))),
        naming=lexicon.compiled(load_naming),
        vocabulary=lexicon.compiled(load_vocabulary),
    )


class Scene(Struct):
    """A text under recognition: where reliable places begin and end, and which bodies end where."""

    text: str
    hits: tuple[Hit, ...]
    grammar: Grammar
    ends: dict[int, int] = field(default_factory=dict)
    starts: dict[int, tuple[int, Entity]] = field(default_factory=dict)
    weak_ends: dict[int, int] = field(default_factory=dict)
    weak_starts: dict[int, tuple[int, Entity]] = field(default_factory=dict)
    countries: dict[int, int] = field(default_factory=dict)
    own: frozenset[int] = frozenset()
    bodies: dict[int, int] = field(default_factory=dict)
    body_starts: dict[int, int] = field(default_factory=dict)

    def place(self) -> None:
        """Index the places by where they end and begin, the longest first; weak ones may be common words.

        The start of a reliable place is that of the places directly before it as well (山东省潍坊市).
        """
        self.own = frozenset(LEVEL[match[1]] for match in _OWN.finditer(self.text))
        for hit in self.hits:
            entity, name = hit.entities[0], hit.span.of(self.text)
            if entity.kind != "place" or len(name) == 1 or name in self.grammar.doubtful:
                continue
            weak = _is_weak(name, entity, self.grammar)
            start = self.ends.get(hit.span.start, hit.span.start)
            start = hit.span.start if weak or hit.span.end - start > LONGEST_CHAIN else start
            (self.weak_ends if weak else self.ends).setdefault(hit.span.end, start)
            (self.weak_starts if weak else self.starts)[hit.span.start] = hit.span.end, entity
            if entity.type == "Country" and entity.label != "中国":
                self.countries[hit.span.end] = hit.span.start

    def is_lower(self, scope: str) -> bool:
        """Tell whether a scope word is of a level below the text's own: 县委 where 全市 is said and never 全县."""
        level = LEVEL.get(scope, 0)  # 自治区 and 兵团 have none above them
        return level not in self.own and any(own < level for own in self.own)

    def place_before(self, end: int) -> int | None:
        """Return where the places that end at a position, one after the other, begin: 山东省潍坊市."""
        start = self.ends.get(end)
        if start is None:
            weak = self.weak_ends.get(end)
            return weak if weak is not None and self.grammar.vocabulary.stands(self.text, weak, end) else None
        return start

    def place_at(self, start: int) -> tuple[int, Entity] | None:
        """Return the end and the entity of the place that begins at a position."""
        if start in self.starts:
            return self.starts[start]
        weak = self.weak_starts.get(start)
        return weak if weak is not None and self.grammar.vocabulary.stands(self.text, start, weak[0]) else None

    def add(self, span: Span) -> None:
        """Remember a body; of those that end or begin at the same place the longest counts."""
        self.bodies[span.end] = min(span.start, self.bodies.get(span.end, span.start))
        self.body_starts[span.start] = max(span.end, self.body_starts.get(span.start, span.end))

    def ends_well(self, span: Span) -> bool:
        """Tell whether the word ends where the stretch ends: 教育部 does in 教育部公布, not in 教育部门."""
        follower = self.text[span.end : span.end + 1]
        if not follower:
            return True
        if NEXT_WORD.match(self.text, span.end):
            return True
        name = self.text[max(span.start, span.end - 3) : span.end]
        return not any(follower in self.grammar.guards.get(name[-length:], "") for length in (1, 2, 3))

    def stands(self, span: Span) -> bool:
        """Tell whether a listed name begins and ends where words do."""
        if not self.ends_well(span):
            return False
        return span.end - span.start >= SAFE_LENGTH or self.grammar.vocabulary.stands(self.text, span.start, span.end)

    def fields(self, position: int) -> int:
        """Return where the fields of administration that end at `position` begin: 教育, 园林和林业绿化.

        和 and 与 need a field on both sides.
        """
        joined: int | None = None
        while True:
            for length in range(min(14, position), 1, -1):
                if self.text[position - length : position] in self.grammar.domains:
                    position -= length
                    break
            else:
                return position if joined is None else joined
            joined = None
            if self.text[position - 1 : position] in FIELD_JOINTS and position > 1:
                joined, position = position, position - 1

    def follows_generic(self, position: int) -> bool:
        """Tell whether the words before a position make what follows a class: 各, 有关, 公立."""
        return self.text[max(0, position - 4) : position].endswith(self.grammar.generic)

    def is_class(self, words: str) -> bool:
        """Tell whether words between an opening and a suffix only make a class: 大型企业 in 山东大型企业集团."""
        return words.endswith(SUPERLATIVES) or self.grammar.generic_middle.fullmatch(words) is not None

    def after_mark(self, begin: int, reach: int) -> int:
        """Return the first position of the stretch without marks that ends at `begin`."""
        low = max(0, begin - reach)
        for mark in _NAME_MARK.finditer(self.text, low, begin):
            low = mark.end()
        opened, shut = self.text.rfind("（", low, begin), self.text.rfind("）", low, begin)
        return low if 0 <= opened < shut else max(low, opened + 1, shut + 1)

    def after_stop(self, low: int, begin: int) -> int:
        """Return the end of the last stop word between two positions, or the first of them."""
        for stop in self.grammar.stops.finditer(self.text, low, begin):
            if self._is_stop(*stop.span()):
                low = stop.end()
        return low

    def _is_stop(self, start: int, end: int) -> bool:
        """Tell whether a stop word of one character is no part of a longer word (等 in 高等, 家 in 家具)."""
        words = self.grammar.naming.words
        return end - start > 1 or (
            self.text[max(0, start - 1) : end] not in words and self.text[start : end + 1] not in words
        )


def _is_weak(name: str, entity: Entity, grammar: Grammar) -> bool:
    """Tell whether a place's name may be a common word or cut one: short names of counties and townships."""
    if len(name) >= SAFE_LENGTH or name not in grammar.naming.words:
        return False
    return dict(entity.attributes).get("level", "country") not in HIGH
