"""Recogniser of bodies: government and party bodies, courts, schools, hospitals, firms, associations.

Four sources, in the order of `RULES`: the list of bodies; short names after 省, 市, 县 or a place (市委, 山东省政府);
departments that fields of administration spell out (市园林绿化局); and proper names that a place or an uncommon word opens
and a suffix closes (福建省古典工艺家具协会). Classes of bodies (各级党委, 有关部门, 公立医院) are no names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.model import Document, Mention, Span
from kg.recognisers.naming import Naming, load_naming

SUFFIX_COLUMNS = ("suffix", "class", "type")
SCOPE_COLUMNS = ("short", "official", "type")
SCOPES = "省市县区州旗盟"
# What must not follow, since the word would be another one: 教育部门, 外交部长, 大学生, 银行业, 局面, 学会了.
WRONG_AFTER = {
    "部": "门分长署队委件位级", "局": "长面势部地限级", "厅": "长级", "院": "长校系落士", "会": "长议员谈见",
    "大学": "生习城科", "学": "生习到校会", "行": "业长间卡动政为", "司": "长法机令", "处": "长理置于在罚分境",
    "委": "托派任员以屈书常副", "政府": "采性间债投网补引基购工",
    "团": "队长结员体", "社": "长会区保",
    "办": "法理好事学公实成结证案",
    "办公厅": "主", "国": "家", "校": "长园企", "所": "长有以需", "盟": "国友", "券": "化", "矿": "山业产工区",
    "场": "所景", "党": "员章课校中性外费", "人大": "代常", "政协": "委", "中": "国心", "组": "长织成", "队": "长员伍",
}  # fmt: skip
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）·]*")
LONGEST_PROPER = 18
WITHOUT_MIDDLE = re.compile(r"大学|学院|法院|检察院|海关|银行|党校|人民医院|中心医院|中医院|妇幼保健院|第.医院|.中")
WITHOUT_FIELD = re.compile(r"海关|税务局|邮政局|海事局|气象台|调查总队|调查队|监狱|督察局")
ALONE = re.compile(r".*(?:局|厅|委员会|委员会办公室|领导小组|领导小组办公室|指挥部|指挥部办公室)")
COMPOUND = re.compile(r"(?![新老])[\u4e00-\u9fff]{1,4}院区")
UNCOMMON = 70  # cost a character above which a stretch is no sequence of common words


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables of bodies, compiled."""

    scoped: re.Pattern[str]
    suffixes: dict[str, tuple[str, str]]
    endings: re.Pattern[str]
    domains: frozenset[str]
    generic: tuple[str, ...]
    stops: re.Pattern[str]
    naming: Naming


@dataclass(slots=True)
class Scene:
    """A text under recognition: where listed places begin and end, and which bodies end where."""

    text: str
    hits: tuple[Hit, ...]
    grammar: Grammar
    places: dict[int, int] = field(default_factory=dict)
    place_starts: dict[int, int] = field(default_factory=dict)
    countries: dict[int, int] = field(default_factory=dict)
    bodies: dict[int, int] = field(default_factory=dict)


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the tables of bodies; use as `lexicon.compiled(load_grammar)`."""
    shorts = [row["short"] for row in lexicon.rows("body_scopes", SCOPE_COLUMNS, ("short",))]
    rows = lexicon.rows("body_suffixes", SUFFIX_COLUMNS)
    suffixes: dict[str, tuple[str, str]] = {}
    for row in rows:
        suffixes.setdefault(row["suffix"] + "/" * (row["class"] == "sub"), (row["class"], row["type"]))
    lasts = "".join(sorted({row["suffix"][-1] for row in rows}))
    return Grammar(
        re.compile(rf"(?P<scope>自治区|兵团|[{SCOPES}])(?P<short>{_either(shorts)})"),
        suffixes,
        re.compile(f"[{lasts}]"),
        frozenset(row["domain"] for row in lexicon.rows("body_domains", ("domain",))),
        tuple(row["word"] for row in lexicon.rows("body_generic", ("word",))),
        re.compile(_either([row["word"] for row in lexicon.rows("name_stops", ("word",))])),
        lexicon.compiled(load_naming),
    )


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Propose the bodies of a document; some overlap, and the longest is meant."""
    scene = Scene(document.text, hits, lexicon.compiled(load_grammar))
    _place(scene)
    mentions: list[Mention] = []
    for rule in RULES:
        for mention in rule(scene):
            mentions.append(mention)
            start = scene.bodies.get(mention.span.end, mention.span.start)
            scene.bodies[mention.span.end] = min(start, mention.span.start)
    return mentions


def _place(scene: Scene) -> None:
    """Index the listed places by where they end and begin, the longest first."""
    for hit in scene.hits:
        if hit.entities[0].kind == "place":
            scene.places.setdefault(hit.span.end, hit.span.start)
            scene.place_starts[hit.span.start] = hit.span.end
            if hit.entities[0].type == "Country" and hit.entities[0].label != "中国":
                scene.countries[hit.span.end] = hit.span.start


def listed(scene: Scene) -> Iterator[Mention]:
    """Yield the listed bodies; a ministry after a country is that country's (美国财政部)."""
    for hit in scene.hits:
        found = [entity for entity in hit.entities if entity.kind == "organization"]
        if not found or not _stands(scene, hit.span):
            continue
        foreign = _country_before(scene, hit)
        if foreign is not None:
            yield Mention(Span(foreign, hit.span.end), "organization", "foreign-body")
        else:
            yield Mention(hit.span, "organization", "listed-body", tuple(entity.key for entity in found))


def _country_before(scene: Scene, hit: Hit) -> int | None:
    """Return where the country begins that stands directly before a listed body of state."""
    state = any(entity.type in ("GovernmentBody", "Legislature", "Court") for entity in hit.entities)
    return scene.countries.get(hit.span.start) if state else None


def _stands(scene: Scene, span: Span) -> bool:
    """Tell whether a stretch ends where a word ends, and begins where one begins if it is short."""
    if not _ends_well(scene.text, span):
        return False
    if span.end - span.start > 2 or span.start == 0:  # noqa: PLR2004  # forms of two characters
        return True
    pair = scene.text[span.start - 1 : span.start + 1]
    return pair not in scene.grammar.naming.words


def _ends_well(text: str, span: Span) -> bool:
    follower = text[span.end : span.end + 1]
    if not follower:
        return True
    name = text[max(span.start, span.end - 3) : span.end]
    return not any(follower in WRONG_AFTER.get(name[-length:], "") for length in (1, 2, 3))


def scoped(scene: Scene) -> Iterator[Mention]:
    """Yield short names after 省, 市, 县 and their like: 市委, 潍坊市人民政府, 省教育厅."""
    for match in scene.grammar.scoped.finditer(scene.text):
        span = Span(_scope_start(scene, match.start(), match.end("scope")), match.end())
        if span.start >= 0 and _ends_well(scene.text, span):
            yield Mention(span, "organization", "scoped-body")


def _scope_start(scene: Scene, start: int, end: int) -> int:
    """Return where the name with the scope word at `start:end` begins: at its place or at the word; -1 if generic."""
    place = scene.places.get(end)
    if place is not None and place < start:
        return _chain(scene, place)
    before = scene.text[max(0, start - 4) : start]
    if before.endswith(scene.grammar.generic) or before[-1:] in "省市县区州城镇乡村地全多社园小景山灾辖新老校院片社":
        return start if before[-1:] == "" else -1
    return start


def _chain(scene: Scene, start: int) -> int:
    """Return where the places that end at `start` one after the other begin."""
    while start in scene.places and scene.places[start] < start:
        start = scene.places[start]
    return start


def composed(scene: Scene) -> Iterator[Mention]:
    """Yield the names that a suffix closes."""
    for match in scene.grammar.endings.finditer(scene.text):
        end = match.end()
        for length in range(9, 0, -1):
            suffix = scene.text[max(0, end - length) : end]
            if len(suffix) < length:
                continue
            span = _closed_by(scene, suffix, end)
            if span is not None:
                yield Mention(span, "organization", "composed-body")
                scene.bodies[end] = min(span.start, scene.bodies.get(end, span.start))
                break


def _closed_by(scene: Scene, suffix: str, end: int) -> Span | None:
    """Return the name that ends with the suffix at `end`, by the grammars that the suffix takes."""
    begin = end - len(suffix)
    for form in (suffix, suffix + "/"):
        if form in scene.grammar.suffixes:
            start = GRAMMARS[scene.grammar.suffixes[form][0]](scene, begin, end)
            if start is not None and _ends_well(scene.text, Span(start, end)):
                return Span(start, end)
    return None


def _fields(scene: Scene, position: int) -> int:
    """Return where the fields of administration that end at `position` begin."""
    while True:
        for length in range(min(14, position), 1, -1):
            if scene.text[position - length : position] in scene.grammar.domains:
                position -= length
                break
        else:
            return position


def department(scene: Scene, begin: int, end: int) -> int | None:
    """Return the start of a department: place or scope, fields, suffix."""
    text = scene.text
    start = _fields(scene, begin)
    has_field = start < begin
    if not has_field and not WITHOUT_FIELD.fullmatch(text, begin, end):
        return None
    if start in scene.bodies:
        return scene.bodies[start]
    if start in scene.places:
        return _chain(scene, start)
    if text[max(0, start - 2) : start] in ("国家", "中央", "全国"):
        return start - 2
    if text[start - 1 : start] and text[start - 1] in SCOPES:
        scope = _scope_start(scene, start - 1, start)
        return scope if scope >= 0 else None
    generic = text[max(0, start - 4) : start].endswith(scene.grammar.generic)
    return start if has_field and not generic and ALONE.fullmatch(text, begin, end) else None


def division(scene: Scene, begin: int, end: int) -> int | None:
    """Return the start of a part of a body that stands before it: 外交部新闻司, 三峡集团党组."""
    del end
    start = _fields(scene, begin)
    return scene.bodies.get(start)


def proper(scene: Scene, begin: int, end: int) -> int | None:
    """Return the start of a proper name: a place or an uncommon word, anything that is no stop word, the suffix."""
    low = _leftmost(scene, begin)
    for start in range(low, begin + 1):
        place_end = scene.place_starts.get(start)
        if place_end is not None and place_end <= begin:
            middle = scene.text[place_end:begin]
            if middle in scene.grammar.generic or (not middle and not WITHOUT_MIDDLE.match(scene.text, begin, end)):
                return None
            return start
    if begin > 0 and scene.text[begin - 1] in SCOPES:
        scope = _scope_start(scene, begin - 1, begin)
        return scope if scope >= 0 else None
    return low if end not in scene.bodies and _uncommon(scene, low, begin) else None


def _leftmost(scene: Scene, begin: int) -> int:
    """Return the first position from which a name may reach to `begin`: after the last mark or stop word."""
    text = scene.text
    low = max(0, begin - LONGEST_PROPER)
    for position in range(begin - 1, low - 1, -1):
        if not _RUN.fullmatch(text[position]):
            low = position + 1
            break
    stops = list(scene.grammar.stops.finditer(text, low, begin))
    return stops[-1].end() if stops else low


def _uncommon(scene: Scene, start: int, end: int) -> bool:
    length = end - start
    if not 2 <= length <= 6 or scene.text[start:end] in scene.grammar.naming.words:  # noqa: PLR2004  # usual lengths
        return False
    return scene.grammar.naming.cost_of_words(scene.text[start:end]) > UNCOMMON * length


def campuses(scene: Scene) -> Iterator[Mention]:
    """Yield hospitals with the part that is meant: 同仁医院崇文门院区."""
    for end, start in sorted(scene.bodies.items()):
        if scene.text[end - 2 : end] == "医院":
            match = COMPOUND.match(scene.text, end)
            if match:
                yield Mention(Span(start, match.end()), "organization", "hospital-campus")


GRAMMARS: dict[str, Callable[[Scene, int, int], int | None]] = {
    "department": department, "sub": division, "named": proper,
}  # fmt: skip
RULES: tuple[Callable[[Scene], Iterator[Mention]], ...] = (listed, scoped, composed, campuses)
