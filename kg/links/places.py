"""Linking of places: which of the places that bear a name a mention means, in the light of home and neighbours.

The filters of `FILTERS` are applied in order to the candidates; each keeps those it prefers, if there are any. Exactly
one left is a link; more are no link, with the candidates in the note. A place that no list has gets an entity of its
own, named as the text has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.model import Document, Entity, Mention, Span
from kg.recognisers.place_evidence import lineage
from kg.recognisers.place_shapes import describe
from kg.values import Struct, replace

TOWNSHIPS = ("镇", "乡", "街道")
RANKS = ("province", "prefecture", "county", "zone", "township")
NEAR = 60
JOINTS = ("、", "和", "与", "及", "以及")
WATERS = re.compile(
    "流域|干流|支流|上游|中游|下游|水质|水位|水域|入海|沿岸|两岸|河段|断面|防洪|综合治理|污染|治理|南麓|北麓|东麓|主峰|景区"
)


class _Scene(Struct, frozen=True):
    """What the filters look at: the document's home, the places named without doubt, and where."""

    names: Names
    text: str
    home: Entity | None
    sure: tuple[tuple[Span, Entity], ...]
    starts: tuple[int, ...]
    labelled: frozenset[str]
    lineages: dict[str, tuple[str, ...]]

    def lineage(self, entity: Entity) -> tuple[str, ...]:
        """Return the keys of an entity and of what encloses it."""
        if entity.key not in self.lineages:
            self.lineages[entity.key] = lineage(entity, self.names)
        return self.lineages[entity.key]

    def beside(self, span: Span) -> list[tuple[Span, Entity]]:
        """Return the sure places that stand in a series with a span: joined to it by one of JOINTS."""
        around = bisect_left(self.starts, span.start)
        near = self.sure[max(0, around - 2) : around + 2]
        return [(other, entity) for other, entity in near if self._gap(*sorted((other, span))) in JOINTS]

    def _gap(self, left: Span, right: Span) -> str:
        return self.text[left.end : right.start]

    def before(self, start: int) -> list[tuple[Span, Entity]]:
        """Return the sure places that begin in the last NEAR characters before a position, nearest first."""
        return list(self.sure[bisect_left(self.starts, start - NEAR) : bisect_left(self.starts, start)])[::-1]


Filter = Callable[[Mention, list[Entity], _Scene], list[Entity]]


def link(
    mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Link the mentions of places; return all mentions and the entities of those linked."""
    names = lexicon.compiled(load_names)
    scene = _scene(mentions, document, names)
    linked: list[Mention] = []
    entities: dict[str, Entity] = {}
    for mention in mentions:
        entity, note = _resolve(mention, document, scene, lexicon) if mention.kind == "place" else (None, None)
        if entity is not None:
            entities[entity.key] = entity
            mention = replace(mention, entity=entity.key, label=entity.label, note=note or mention.note)  # noqa: PLW2901
        elif note:
            mention = replace(mention, note=note)  # noqa: PLW2901
        linked.append(mention)
    return tuple(linked), tuple(entities.values())


def _scene(mentions: tuple[Mention, ...], document: Document, names: Names) -> _Scene:
    home = _home(mentions, document, names)
    found = [(mention, find(mention.candidates[0], names)) for mention in mentions if len(mention.candidates) == 1]
    sure = tuple((mention.span, entity) for mention, entity in found if entity is not None and entity.kind == "place")
    labelled = frozenset(entity.key for span, entity in sure if span.of(document.text) == entity.label)
    return _Scene(names, document.text, home, sure, tuple(span.start for span, _ in sure), labelled, {})


def _home(mentions: tuple[Mention, ...], document: Document, names: Names) -> Entity | None:
    if document.home is None:
        return None
    found = [entity for entity in names.by_form.get(document.home.value, ()) if entity.kind == "place"]
    around = [entity for entity in found if _named_keys(mentions).intersection(lineage(entity, names)[1:])]
    return next((kept[0] for kept in (found, around) if len(kept) == 1), None)


def _named_keys(mentions: tuple[Mention, ...]) -> set[str]:
    return {mention.candidates[0] for mention in mentions if len(mention.candidates) == 1}


def find(key: str, names: Names) -> Entity | None:
    """Return the listed place of a key, townships included."""
    return names.by_key.get(key) or names.townships.of(key)


def _resolve(mention: Mention, document: Document, scene: _Scene, lexicon: Lexicon) -> tuple[Entity | None, str | None]:
    """Return the entity that a mention means, or none, with the note that says on what it rests."""
    text = mention.span.of(document.text)
    if not mention.candidates:
        return describe(text, lexicon, scene.home), None
    if mention.rule == "place.letters":
        return _joined(text, mention.candidates), None
    listed = (find(key, scene.names) for key in mention.candidates)
    left = [entity for entity in listed if entity is not None]
    used = ""
    for keep in FILTERS:
        if len(left) > 1:
            kept = keep(mention, left, scene)
            used = keep.__name__.strip("_") if 0 < len(kept) < len(left) else used
            left = kept or left
    if mention.rule == "place.zone" and scene.home and not _is_within_home(left, scene):
        return describe(text, lexicon, scene.home), "zone of the home that no list has"
    if len(left) == 1:
        township = _own_township(text, left[0], scene)
        if township is not None:
            return township, "township of the home, rather than the county of its name elsewhere"
        return left[0], f"{used} of {len(mention.candidates)}" if used else None
    return None, "several places bear the name: " + " ".join(entity.key for entity in left[:8])


def _own_township(text: str, entity: Entity, scene: _Scene) -> Entity | None:
    """Return the only township of the home that a county elsewhere shares its short name with: 上杭's 古田."""
    home = scene.home
    is_county = ("level", "county") in entity.attributes and text != entity.label
    if home is None or not is_county or ("level", "county") not in home.attributes or home.key == entity.key:
        return None
    if home.parent in scene.lineage(entity) or entity.key in scene.labelled:
        return None
    found = [township for tail in TOWNSHIPS for township in scene.names.townships.named(text + tail)]
    own = [township for township in found if township.parent == home.key]
    return own[0] if len(own) == 1 else None


def _joined(text: str, keys: tuple[str, ...]) -> Entity:
    """Return the region that joined one-character names make: 鲁豫 includes 山东省 and 河南省."""
    return Entity(f"place/{text}", "place", text, "Region", attributes=tuple(("includes", key) for key in keys))


def _is_within_home(entities: list[Entity], scene: _Scene) -> bool:
    home = scene.home
    return (
        len(entities) == 1 and home is not None and (home.type == "Country" or home.key in scene.lineage(entities[0]))
    )


def _existing(_: Mention, entities: list[Entity], __: _Scene) -> list[Entity]:
    """Prefer what exists to what is former."""
    return [entity for entity in entities if ("former", "yes") not in entity.attributes]


def _after_ancestor(mention: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer what lies in the place named directly before: 吉林省|吉林, 北京|朝阳区."""
    above = {entity.key for span, entity in scene.before(mention.span.start) if span.end == mention.span.start}
    return [entity for entity in entities if above.intersection(scene.lineage(entity)[1:])]


def _of_home(mention: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer, for the short name of a zone, the home's own to those of its counties."""
    if mention.rule != "place.zone" or scene.home is None:
        return []
    return [entity for entity in entities if entity.parent == scene.home.key]


def _at_home(_: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer the home, and what lies in it."""
    home = scene.home
    if home is None or home.type == "Country":
        return []
    return [entity for entity in entities if home.key in scene.lineage(entity)]


def _around_home(_: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer what lies in the province of the home."""
    if scene.home is None or scene.home.type == "Country":
        return []
    above = [key for key in scene.lineage(scene.home) if key.endswith("0000")]
    return [entity for entity in entities if set(above).intersection(scene.lineage(entity))]


def _waters(mention: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer the river, lake or mountain to a division of its name where words of water and land follow."""
    if not WATERS.match(scene.text, mention.span.end):
        return []
    return [entity for entity in entities if entity.type == "NaturalFeature"]


def _in_series(mention: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer what is of the class and level of the places that it stands in a series with: 晋江、石狮; 太湖、巢湖."""
    classes = {_class_of(entity) for span, entity in scene.beside(mention.span)}
    return [entity for entity in entities if _class_of(entity) in classes]


def _class_of(entity: Entity) -> str:
    return dict(entity.attributes).get("level") or entity.type


def _wider(_: Mention, entities: list[Entity], __: _Scene) -> list[Entity]:
    """Prefer a province, then a prefecture, then a river or mountain, by far the better known; counties are equals."""
    for rank in RANKS[:2]:
        kept = [entity for entity in entities if ("level", rank) in entity.attributes]
        if kept:
            return kept
    return [entity for entity in entities if entity.type in ("NaturalFeature", "Region")]


def _near_ancestor(mention: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer what lies in the nearest place named shortly before."""
    for _, near in scene.before(mention.span.start):
        kept = [entity for entity in entities if near.key in scene.lineage(entity)[1:]]
        if kept:
            return kept
    return []


def _in_company(_: Mention, entities: list[Entity], scene: _Scene) -> list[Entity]:
    """Prefer what lies in a place that the document names anywhere."""
    named = {entity.key for _, entity in scene.sure}
    return [entity for entity in entities if named.intersection(scene.lineage(entity))]


FILTERS: tuple[Filter, ...] = (
    _existing,
    _after_ancestor,
    _waters,
    _in_series,
    _of_home,
    _at_home,
    _around_home,
    _wider,
    _near_ancestor,
    _in_company,
)
