"""The home of a document: the jurisdiction that 全市, 我省 and 全国 mean in it.

The rules are tried from the surest to the weakest; the first that yields exactly one place wins, and what it yields is
marked as inferred unless the user or the document's own metadata say it. Without a safe answer there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.model import Attribute, Document, Entity, Mention, Span

NATION = "中国"
LEVELS = ("province", "prefecture", "county")
CLASSES = ("自治区", "地区", "省", "市", "州", "盟", "县", "区", "旗")
# They are spoken of at length by others, and never hold the conferences that are read here.
NEVER_DOMINANT = ("place/710000", "place/810000", "place/820000")
OPENING = 400
CLASS = "(?:省|市|州|盟|县|区|旗|自治区|自治州|自治县)?"
DATELINE = re.compile(r"[网社报]\Z|电视台\Z")
SPOKEN_FOR = "代表"
LED = re.compile("[^，。]{0,16}(?:领导|关心|支持|指导|部署|要求)[^，。]{0,4}下")  # of those above the home
SHORTEST, LONGEST = 2, 12
LEAST = 3
SHARE = 0.5
CANDIDATES = 5
MANY, THROUGHOUT = 6, 0.3  # paragraphs of a text of many, and the part of them in which its home is named
NO_CLASS = ("市场", "区块", "区域", "州际", "省际", "县域", "市政", "区际", "地区")


@dataclass(frozen=True, slots=True)
class HomeWords:
    """Patterns of words for a class of jurisdictions (全市), for officials, for the nation and its bodies."""

    scopes: dict[str, re.Pattern[str]]
    nation: re.Pattern[str]
    official: re.Pattern[str]
    briefing: re.Pattern[str]
    body: re.Pattern[str]


def load_home_words(lexicon: Lexicon) -> HomeWords:
    """Compile the table; use as `lexicon.compiled(load_home_words)`."""
    words: dict[str, list[str]] = {}
    for row in lexicon.rows("home_words", ("role", "word"), key=("role", "word")):
        words.setdefault(row["role"], []).append(row["word"])
    return HomeWords(
        {name: _any(words[name]) for name in CLASSES},
        _any(words["nation"]),
        re.compile(f"{CLASS}(?:{_any(words['official']).pattern})"),
        _any(words["briefing"]),
        re.compile(f"(?<![省市县区州盟旗])(?:{_any(words['body']).pattern})"),  # 统计局, and not 市统计局
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def infer(document: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Attribute | None:
    """Return the home's canonical full name (潍坊市, 中国) with the rule and the words that show it, or None."""
    evidence = _Evidence(document, mentions, lexicon.compiled(load_names), lexicon.compiled(load_home_words))
    for rule in RULES:
        found = rule(evidence)
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class _Evidence:
    """What the rules look at."""

    document: Document
    mentions: tuple[Mention, ...]
    names: Names
    words: HomeWords

    @cached_property
    def places(self) -> list[tuple[Span, Entity]]:
        """Return the mentions of divisions from county to province, each with its widest candidate."""
        return list(self._places())

    def _places(self) -> Iterator[tuple[Span, Entity]]:
        for mention in self.mentions:
            found = list(self._widest(mention.span, mention.candidates)) if mention.kind == "place" else []
            if not found and mention.kind in ("place", "organization"):
                found = list(self._opening(mention.span))
            yield from found

    def _opening(self, span: Span) -> Iterator[tuple[Span, Entity]]:
        """Yield the division whose full name a body or zone begins with: 遂宁市人民政府, 崇阳县经济开发区."""
        for end in range(min(span.end, span.start + LONGEST), span.start + SHORTEST - 1, -1):
            found = self.names.by_form.get(self.document.text[span.start : end], ())
            full = [entity.key for entity in found if entity.label == self.document.text[span.start : end]]
            if full:
                yield from self._widest(Span(span.start, end), tuple(full))
                return

    def _widest(self, span: Span, keys: tuple[str, ...]) -> Iterator[tuple[Span, Entity]]:
        found = [self.names.by_key[key] for key in keys if key in self.names.by_key]
        divisions = [entity for entity in found if level(entity) in LEVELS]
        if divisions:
            yield span, min(divisions, key=lambda entity: LEVELS.index(level(entity)))

    @cached_property
    def counts(self) -> Counter[str]:
        """Return how often each division is named, datelines aside."""
        text = self.document.text
        return Counter(
            entity.key for span, entity in self.places if not DATELINE.search(text[max(0, span.start - 3) : span.start])
        )

    @cached_property
    def nation(self) -> int:
        """Return how often the text uses words of the nation and its bodies."""
        return len(self.words.nation.findall(self.document.text))


def level(entity: Entity) -> str:
    """Return the level of a division, or nothing."""
    return dict(entity.attributes).get("level", "")


def _by_given(evidence: _Evidence) -> Attribute | None:
    source, own = evidence.document.source, evidence.document.home
    said = ((source.given.home, "home.given"), (source.contained.home, "home.contained"))
    for value, rule in said:
        if value:
            return Attribute(_canonical(value, evidence.names), inferred=False, rule=rule)
    return own


def _canonical(value: str, names: Names) -> str:
    """Return the full name of a place given by any of its names, or the value where it is not clear which one."""
    found = [entity for entity in names.by_form.get(value, ()) if level(entity) in LEVELS or entity.type == "Country"]
    ranked = [entity for rank in ("", *LEVELS) for entity in found if level(entity) == rank]
    return ranked[0].label if ranked else value


def _by_title(evidence: _Evidence) -> Attribute | None:
    """Return the narrowest division that the title names; else the nation, where it names a national body."""
    title = evidence.document.title
    if title is None:
        return None
    if title.span is not None:
        inside = [place for place in evidence.places if title.span.covers(place[0])]
        narrowest = sorted(inside, key=lambda place: -LEVELS.index(level(place[1])))
        if narrowest:
            return Attribute(narrowest[0][1].label, inferred=True, rule="home.title", span=narrowest[0][0])
    body = evidence.words.body.search(title.value)
    span = _within(title.span, body)
    return Attribute(NATION, inferred=True, rule="home.title", span=span) if body else None


def _within(outer: Span | None, match: re.Match[str] | None) -> Span | None:
    if outer is None or match is None:
        return outer
    return Span(outer.start + match.start(), outer.start + match.end())


def _by_host(evidence: _Evidence) -> Attribute | None:
    """Return the division whose officials speak: 新闻发布会，山东省有关负责人; 我代表遂宁市人民政府."""
    text = evidence.document.text
    briefing = evidence.words.briefing.search(text, 0, OPENING)
    for span, entity in evidence.places:
        is_said = briefing is not None or text.endswith(SPOKEN_FOR, 0, span.start)
        official = evidence.words.official.match(text, span.end) if is_said and span.start < OPENING else None
        if official is not None and LED.match(text, official.end()) is None:
            return Attribute(entity.label, inferred=True, rule="home.host", span=span)
    return None


def _by_posts(evidence: _Evidence) -> Attribute | None:
    """Return the division that the speakers govern: 潍坊市市长 in a label."""
    text = evidence.document.text
    labels = [turn.label for turn in evidence.document.turns]
    found = [
        (span, entity)
        for span, entity in evidence.places
        if evidence.words.official.match(text, span.end) and any(label.covers(span) for label in labels)
    ]
    keys = {entity.key for _, entity in found}
    return Attribute(found[0][1].label, inferred=True, rule="home.posts", span=found[0][0]) if len(keys) == 1 else None


def _by_dominance(evidence: _Evidence) -> Attribute | None:
    """Return the division named most, if no other comes near it and the text is of its whole (全市)."""
    counts = [item for item in evidence.counts.items() if item[0] not in NEVER_DOMINANT]
    for key, count in sorted(counts, key=lambda item: (-item[1], item[0]))[:CANDIDATES]:
        entity = evidence.names.by_key[key]
        if _dominates(entity, count, evidence):
            span = next(span for span, other in evidence.places if other.key == key)
            return Attribute(entity.label, inferred=True, rule="home.dominant", span=span)
    return None


def _dominates(entity: Entity, count: int, evidence: _Evidence) -> bool:
    """Tell whether a division is named more than all that neither holds it nor lies in it, and is what is spoken of."""
    others = sum(
        other for key, other in evidence.counts.items() if key != entity.key and not _encloses(key, entity, evidence)
    )
    if count <= others:
        return False
    whole = _scope_count(evidence, entity)
    if whole:
        return whole + count >= evidence.nation * SHARE
    least = LEAST if others or evidence.nation else LEAST - 1
    return count >= least and count > evidence.nation * SHARE and _runs_through(entity, evidence)


def _runs_through(entity: Entity, evidence: _Evidence) -> bool:
    """Tell whether a division is spoken of all through a text, and not in one or two of many items of news."""
    sentences = evidence.document.sentences
    starts = [sentence.span.start for sentence in sentences]
    spoken = {
        sentences[max(0, bisect_right(starts, span.start) - 1)].paragraph
        for span, other in evidence.places
        if other.key == entity.key and sentences
    }
    paragraphs = len({sentence.paragraph for sentence in sentences})
    return paragraphs < MANY or len(spoken) >= paragraphs * THROUGHOUT


def _scope_count(evidence: _Evidence, entity: Entity) -> int:
    name = _class_of(entity)
    return len(evidence.words.scopes[name].findall(evidence.document.text)) if name else 0


def _encloses(key: str, entity: Entity, evidence: _Evidence) -> bool:
    """Tell whether one of the two divisions lies in the other."""
    other = evidence.names.by_key[key]
    return entity.key in _above(other, evidence.names) or key in _above(entity, evidence.names)


def _above(entity: Entity, names: Names) -> Iterator[str]:
    parent = entity.parent
    while parent is not None and parent in names.by_key:
        yield parent
        parent = names.by_key[parent].parent


def _by_whole(evidence: _Evidence) -> Attribute | None:
    """Return the one division of the class whose whole or whose bodies are spoken of: 全县 beside one county's name.

    Where none of that class is named, it is the one in which all divisions lie that are: 自治区民政厅 beside 包头市.
    """
    text = evidence.document.text
    named = [(mention.span, mention.span.of(text)) for mention in evidence.mentions if mention.kind == "organization"]
    bodies = [(span, words) for span, words in named if _is_department(words)]
    nation = evidence.nation
    for name in CLASSES:
        count, first = _spoken_as_whole(text, bodies, name)
        if first is None or count <= nation:
            continue
        divisions = [evidence.names.by_key[key] for key in evidence.counts]
        keys = {entity.key for entity in divisions if _class_of(entity) == name}
        keys = keys or _shared(divisions, name, evidence.names)
        if len(keys) == 1:
            key = keys.pop()
            span = next((span for span, other in evidence.places if other.key == key), first)
            return Attribute(evidence.names.by_key[key].label, inferred=True, rule="home.whole", span=span)
    return None


def _spoken_as_whole(text: str, bodies: list[tuple[Span, str]], name: str) -> tuple[int, Span | None]:
    """Return how often a class is spoken of as the one that all know (全县, 县政府, 县水利局), and where first."""
    forms = f"全{name}|我{name}|本{name}|{name}(?:委|政府|人民政府)"  # literals first, to which the engine leaps
    said = [Span(*match.span()) for match in re.finditer(forms, text)]
    said += [span for span, words in bodies if words.startswith(name)]
    return len(said), min(said, default=None)


def _is_department(words: str) -> bool:
    """Tell whether a body may be named by its class alone: 省民政厅, 市教育局 (and not 市场监管局, 区块链研究院)."""
    return words.endswith(("厅", "局", "委", "办")) and not words.startswith(NO_CLASS)


def _shared(named: list[Entity], name: str, names: Names) -> set[str]:
    """Return the division of a class in which all named ones lie, if there is one."""
    holders = [{key for key in _above(entity, names) if _class_of(names.by_key[key]) == name} for entity in named]
    return set.intersection(*holders) if holders else set()


def _class_of(entity: Entity) -> str | None:
    return next((name for name in CLASSES if entity.label.endswith(name)), None)


def _by_nation(evidence: _Evidence) -> Attribute | None:
    """Return the nation, where its bodies speak or its words are used and no division's whole is spoken of."""
    text = evidence.document.text
    body = evidence.words.body.search(text, 0, OPENING)
    word = body or evidence.words.nation.search(text)
    if word is None:
        return None
    is_safe = body is not None or evidence.nation > max(
        len(pattern.findall(text)) for pattern in evidence.words.scopes.values()
    )
    return Attribute(NATION, inferred=True, rule="home.nation", span=Span(*word.span())) if is_safe else None


RULES = (_by_given, _by_title, _by_host, _by_posts, _by_dominance, _by_whole, _by_nation)
