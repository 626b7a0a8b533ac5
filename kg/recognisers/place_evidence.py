"""Which occurrences of listed names are places: every form of a name asks for the evidence that its risk calls for.

A full name (寿光市) stands by itself; a short one (寿光) must be a word of its own (`lexicon.vocabulary`), and that of
a county which is no frequent word must not stand alone in the document; one that is also a common word (资源, 朝阳)
needs a place beside it or a frame of place words; townships and the short names of zones (高新区) need the place that
they belong to in the same document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit, Names, load_names
from kg.lexicon.vocabulary import NAME, Vocabulary, load_vocabulary
from kg.model import Document, Entity, Span
from kg.values import Struct

JOINTS = ("、", "和", "与", "及", "以及", "至", "到", "－", "—", "-", "·")
JOINT_STARTS = frozenset(joint[0] for joint in JOINTS)
JOINT_ENDS = frozenset(joint[-1] for joint in JOINTS)
CLOSERS = "、，。；：？！）】》”\n 铁高段等和与及以至到两三四五六七八九十各的县市区"
GENERIC_BEFORE = "级类个家各新建的设国多座批等些有所办立型性"
# Shared by more zones than this, a short name such as 高新区 names none of them by itself.
PARTICULAR = 3
SHORT = 2
# Full names this long can still be part of other words: 沿|海城市, 解放区.
AMBIGUOUS = 3
# 楚雄网, 敦煌网 are outlets and firms; 网络, 网点 are words of their own.
NET = re.compile("网(?![络点民红约格上友购店课吧站箱])")
# What a township's name costs where nothing around speaks for it: 快|于|城镇 and 上山|下乡 are cheaper.
UNSUPPORTED = 190
# Parts of the country by direction; behind the name of a place they are a part of it: 内蒙古中东部, 河南东北部.
DIRECTIONS = frozenset(("中西部", "中东部", "东北", "西北", "东南", "西南"))
# What makes a smaller place of a name: 锦屏社区.
SMALLER = ("社区", "小区", "家园", "花园")
AROUND = 8
PEOPLE = ("人，", "人。", "人、", "人的", "人都", "人也")
# Posts that only states have: 也门|外长.
OF_STATES = ("总统", "首相", "外长", "国王", "外交大臣", "驻华")
PREPOSITIONS = ("在", "从", "到", "赴", "自", "抵", "于", "往")
# What makes a name of two characters more than a name: 市北, 新都, 港南.
COMMONPLACE = frozenset("东西南北中新大城市区道路桥站")


class Risk(Enum):
    """What a form needs in order to count as a place; the value is the rule's name."""

    FULL = "place.full"
    SHORT = "place.short"
    LONE = "place.lone"
    COMMON = "place.common"
    TOWNSHIP = "place.township"
    ZONE = "place.zone"


class Named(Struct, frozen=True):
    """An occurrence of a listed place name with the places that bear it and the rule that accepted it."""

    span: Span
    entities: tuple[Entity, ...]
    rule: str


class PlaceWords(Struct, frozen=True):
    """The tables about place names: common words, phrases that are no places (by name), frames."""

    common: dict[str, str]
    exceptions: dict[str, tuple[tuple[str, str], ...]]
    before: tuple[str, ...]
    after: tuple[str, ...]


def load_place_words(lexicon: Lexicon) -> PlaceWords:
    """Compile the tables; use as `lexicon.compiled(load_place_words)`."""
    exceptions: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in lexicon.rows("place_exceptions", ("phrase",), key=("phrase",)):
        before, opening, rest = row["phrase"].partition("[")
        name, closing, after = rest.partition("]")
        if not (opening and closing and name):
            raise row.refuse("a phrase has the name in brackets, such as [北京]时间")
        exceptions[name] = (*exceptions.get(name, ()), (before, after))
    frames = lexicon.rows("place_frames", ("side", "word"), key=("side", "word"))
    return PlaceWords(
        {row["form"]: row["needs"] for row in lexicon.rows("place_common_words", ("form", "needs"), key=("form",))},
        exceptions,
        tuple(row["word"] for row in frames if row["side"] == "before"),
        tuple(row["word"] for row in frames if row["side"] == "after"),
    )


def accept(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Named]:
    """Return the occurrences of listed names that are places, in the order of the text."""
    judge = _Judge(document, lexicon)
    candidates = [candidate for hit in hits for candidate in judge.candidates(hit)]
    sure = [judge.name(span, entities, risk) for span, entities, risk in candidates if judge.is_sure(span, risk)]
    judge.note(sure)
    later = [(span, entities, risk) for span, entities, risk in candidates if risk not in (Risk.FULL, Risk.SHORT)]
    for chain in (later, later[::-1]):
        for span, entities, risk in chain:
            if span not in judge.taken and judge.is_evident(span, entities, risk):
                sure.append(judge.name(span, entities, risk))
                judge.note(sure[-1:])
    return sorted(sure, key=lambda named: named.span)


def needs(form: str, entities: tuple[Entity, ...], document: Document, lexicon: Lexicon) -> str:
    """Return the rule by which a listed form would count as a place: it names what the text would have to bear out."""
    return _Judge(document, lexicon).risk(form, entities).value


class _Judge:
    """The evidence that one document has gathered so far; grows while names are accepted."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.text = document.text
        self.words = lexicon.compiled(load_place_words)
        self.vocabulary: Vocabulary = lexicon.compiled(load_vocabulary)
        self.names: Names = lexicon.compiled(load_names)
        self.taken: set[Span] = set()
        self.starts: set[int] = set()
        self.ends: dict[int, Named] = {}
        self.present: set[str] = set()
        self.uses: Counter[str] = Counter()
        self._hit_ends: set[int] = set()
        self._risks: dict[str, Risk] = {}
        for entity in given_home(document, lexicon):
            self.present.update(lineage(entity, self.names))

    def candidates(self, hit: Hit) -> Iterable[tuple[Span, tuple[Entity, ...], Risk]]:
        """Yield the hit with its places, if it has any and is no exception."""
        if hit.entities[0].kind != "place" and all(entity.kind != "place" for entity in hit.entities):
            return
        form = hit.span.of(self.text)
        if form in self.words.exceptions and self._is_exception(hit.span, form):
            return
        if form in DIRECTIONS and (hit.span.start in self._hit_ends or self.text.startswith("部", hit.span.end)):
            return
        entities = tuple(entity for entity in hit.entities if entity.kind == "place")
        if form not in self._risks:
            self._risks[form] = self.risk(form, entities)
        self.uses[form] += 1
        if form != "中国":
            self._hit_ends.add(hit.span.end)
        yield hit.span, entities, self._risks[form]

    def _is_exception(self, span: Span, form: str) -> bool:
        return any(
            self.text.endswith(before, 0, span.start) and self.text.startswith(after, span.end)
            for before, after in self.words.exceptions[form]
        )

    def risk(self, form: str, entities: tuple[Entity, ...]) -> Risk:
        """Return the least risk among the places that bear the form."""
        risks = {self._risk_of(form, entity) for entity in entities}
        if len(entities) > PARTICULAR and risks <= {Risk.ZONE}:
            return Risk.ZONE
        return next(risk for risk in Risk if risk in risks)

    def _risk_of(self, form: str, entity: Entity) -> Risk:
        if _fact(entity, "level") == "township":
            return Risk.TOWNSHIP
        if entity.type == "FunctionalZone" and form != entity.label and not self._has_city(form, entity):
            return Risk.ZONE
        if form in self.words.common:
            return Risk.COMMON
        is_short = len(form) <= SHORT or (_fact(entity, "level") and (form != entity.label or len(form) <= AMBIGUOUS))
        if is_short and _fact(entity, "level") == "county" and form != entity.label:
            return Risk.SHORT if form in self.vocabulary.costs else Risk.LONE
        return Risk.SHORT if is_short else Risk.FULL

    def _has_city(self, form: str, zone: Entity) -> bool:
        city = self.names.by_key.get(zone.parent or "")
        return city is not None and any(form.startswith(name) for name in (city.label, *city.aliases))

    def name(self, span: Span, entities: tuple[Entity, ...], risk: Risk) -> Named:
        """Return the accepted occurrence."""
        return Named(span, entities, risk.value)

    def note(self, accepted: list[Named]) -> None:
        """Let accepted occurrences be evidence for others."""
        for named in accepted:
            self.taken.add(named.span)
            self.starts.add(named.span.start)
            self.ends[named.span.end] = named
            if len(named.entities) == 1:
                self.present.update(lineage(named.entities[0], self.names))
            else:
                self.present.update(entity.key for entity in named.entities if _fact(entity, "level") in WIDE)

    def is_sure(self, span: Span, risk: Risk) -> bool:
        """Tell whether the form is enough by itself: a full name, or a short one that stands as a word."""
        if self._loses_last(span):
            return False
        if risk is Risk.SHORT:
            if self.text.startswith(OF_STATES, span.end):
                return True
            if NET.match(self.text, span.end):
                return False
            cost = self.vocabulary.costs.get(span.of(self.text), NAME)
            # 四川人 is a word of the vocabulary, and names the place none the less.
            is_people = self.text.startswith(PEOPLE, span.end)
            first = max(0, span.start - AROUND) if is_people else 0
            text = self.text[first : span.end] if is_people else self.text
            return self.vocabulary.stands(text, span.start - first, span.end - first, min(cost, NAME))
        return risk is Risk.FULL

    def _loses_last(self, span: Span) -> bool:
        """Tell whether a full name is a short one and a word: 济南|市场."""
        short = self.text[span.start : span.end - 1]
        if self.text.startswith(("湖区", "市中心城区", "区中心城区"), span.end - 1):
            return False
        return short in self.names.by_form and self.vocabulary.ends_early(self.text, span.end)

    def is_evident(self, span: Span, entities: tuple[Entity, ...], risk: Risk) -> bool:
        """Tell whether the document gives a risky form what it needs."""
        if self.text.startswith(SMALLER, span.end) and all(span.of(self.text) != entity.label for entity in entities):
            return False
        is_backed = self._follows_ancestor(span, entities) or self._is_backed(span, entities, risk)
        return is_backed and self.vocabulary.stands(self.text, span.start, span.end)

    def _is_backed(self, span: Span, entities: tuple[Entity, ...], risk: Risk) -> bool:
        has_parent = self._has_parent(entities)
        if self.words.common.get(span.of(self.text)) == "parent" and not has_parent:
            return False
        closed = has_parent or risk is Risk.ZONE
        return self._is_coordinated(span, closed=closed) or self._is_supported(span, entities, risk)

    def _is_supported(self, span: Span, entities: tuple[Entity, ...], risk: Risk) -> bool:
        if risk is Risk.LONE and (self.uses[span.of(self.text)] > 1 or self._is_enclosed(entities)):
            return True
        if risk is Risk.LONE and self.text.endswith(PREPOSITIONS, 0, span.start):
            return True
        if risk is Risk.TOWNSHIP:
            return self._is_known_township(span, entities)
        if risk is Risk.ZONE:
            return len(entities) <= PARTICULAR and self._has_parent(entities)
        return self._is_framed(span) or self._is_own_name(span, entities)

    def _is_enclosed(self, entities: tuple[Entity, ...]) -> bool:
        """Tell whether the document names the place itself in another form, or what encloses it up to its province."""
        return any(self.present.intersection(lineage(entity, self.names)[:3]) for entity in entities)

    def _is_own_name(self, span: Span, entities: tuple[Entity, ...]) -> bool:
        """Tell whether a risky form is a full name, or at least no word, of what the document or its parent names."""
        form = span.of(self.text)
        is_full = any(form == entity.label for entity in entities)
        if self.words.common.get(form) == "parent" or (not is_full and COMMONPLACE.intersection(form)):
            return False
        cost = self.vocabulary.costs.get(form)
        if cost is not None and not is_full:
            return cost >= NAME and any(entity.key in self.present for entity in entities)
        return any(self.present.intersection(lineage(entity, self.names)[:2]) for entity in entities)

    def _has_parent(self, entities: tuple[Entity, ...]) -> bool:
        return any(entity.parent in self.present for entity in entities)

    def _is_known_township(self, span: Span, entities: tuple[Entity, ...]) -> bool:
        """Tell whether what encloses the township is spoken of, or its full name is no chance of other words."""
        if self.vocabulary.ends_early(self.text, span.end):
            return False
        if self._is_enclosed(entities):
            return True
        form = span.of(self.text)
        is_word = len(form) <= SHORT or form in self.words.common or form in self.vocabulary.costs
        return not is_word and self.vocabulary.stands(self.text, span.start, span.end, UNSUPPORTED)

    def _follows_ancestor(self, span: Span, entities: tuple[Entity, ...]) -> bool:
        before = self.ends.get(span.start)
        if before is None:
            return False
        above = {entity.key for entity in before.entities if entity.type != "Country"}
        return any(above.intersection(lineage(entity, self.names)[1:]) for entity in entities)

    def _is_coordinated(self, span: Span, *, closed: bool = False) -> bool:
        """Tell whether a place stands beside, joined by 、 or 和, and no word goes on behind the form."""
        left, right = self._is_joined_left(span.start), self._is_joined_right(span.end)
        if left and (closed or right or span.end == len(self.text) or self.text[span.end] in CLOSERS):
            return True
        return right and not self.text[max(0, span.start - 1) : span.start].isalnum()

    def _is_joined_left(self, start: int) -> bool:
        if start == 0 or self.text[start - 1] not in JOINT_ENDS:
            return False
        return any(self.text.endswith(joint, 0, start) and start - len(joint) in self.ends for joint in JOINTS)

    def _is_joined_right(self, end: int) -> bool:
        if end == len(self.text) or self.text[end] not in JOINT_STARTS:
            return False
        return any(self.text.startswith(joint, end) and end + len(joint) in self.starts for joint in JOINTS)

    def _is_framed(self, span: Span) -> bool:
        if self.text.startswith(self.words.after, span.end):
            return True
        closed = span.end == len(self.text) or self.text[span.end] in CLOSERS
        return closed and self.text.endswith(self.words.before, 0, span.start)


def given_home(document: Document, lexicon: Lexicon) -> list[Entity]:
    """Return the divisions that bear the name of the home that the user or the document gives."""
    given = document.home.value if document.home else document.source.given.home or document.source.contained.home
    return [entity for entity in lexicon.compiled(load_names).by_form.get(given or "", ()) if entity.kind == "place"]


WIDE = ("province", "prefecture")


def lineage(entity: Entity, names: Names) -> tuple[str, ...]:
    """Return the keys of an entity and of what encloses it, from the inside out."""
    keys = [entity.key]
    parent = entity.parent
    while parent and parent not in keys:
        keys.append(parent)
        above = names.by_key.get(parent)
        parent = above.parent if above else None
    return tuple(keys)


def _fact(entity: Entity, name: str) -> str:
    return next((value for key, value in entity.attributes if key == name), "")


def is_division(entity: Entity) -> bool:
    """Tell whether a place is an administrative division or a zone."""
    return entity.type in ("AdministrativeDivision", "FunctionalZone")
