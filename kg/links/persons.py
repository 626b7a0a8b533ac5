"""Linking of persons: which names of a text are one person, and which of several people of a name that person is.

Within a document a name is one person. Across documents two people of one name are told apart by their sphere: the
division, at the level of cities or above, or the body in which the text says that they hold a post (a firm's manager
belongs to the firm), else, for an official who speaks, the document's home. The sphere is part of the key
(`person/王建军（潍坊市）`), so that the same name in the same sphere is one person in every document and no other
document is needed to say so. A name without a sphere is known by the name alone; listed people have their own key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.model import Document, Entity, Mention
from kg.recognisers.persons import bearers
from kg.values import Struct, replace

STATE = ("GovernmentBody", "PartyBody", "Legislature", "Court", "MilitaryBody")
LOW = ("county", "township")
FAR = 30  # characters between a body and the one who holds a post there
# Posts from the body's end to the name; the name may stand before them in a bracket or after a comma.
POSTS = re.compile(r"[\u4e00-\u9fff、·]{1,28}[长记任席理师员裁管授人士官察表委事]")
HEAD = re.compile(
    r"[局厅司处部省市县区州镇乡院校会社行站台厂署]长|书记|主任|主席|总理|总裁|经理|主委|发言人|院士|教授|大使"
)
LOCAL = re.compile("副?[市县区州旗盟]长")
SHARED_LENGTH = 2  # listed names of two characters (李强, 张军) are borne by many officials


class Holder(Struct, frozen=True):
    """What the text says of a name: the sphere, the words that it rests on, and the words of the posts."""

    sphere: str | None = None
    rests_on: str | None = None
    low: bool = False
    heads: frozenset[str] = frozenset()


def link(
    mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions with their persons linked, and the persons linked to, speakers among them."""
    text = document.text
    names = {mention.span.of(text) for mention in mentions if mention.kind == "person"}
    names |= {turn.speaker for turn in document.turns if turn.speaker}
    holders = _holders(mentions, document, lexicon.compiled(load_names))
    speakers = (_person(turn.speaker, holders, lexicon) for turn in document.turns)
    entities = {entity.key: entity for entity in speakers if entity}
    linked = []
    for mention in mentions:
        done = mention
        if mention.kind == "person":
            name, note = _full_name(mention, document, names, holders)
            entity = _person(name, holders, lexicon)
            if entity is not None and not entity.listed and note is None:
                note = holders.get(entity.label, Holder()).rests_on
            done = replace(mention, note=note)
            if entity is not None:
                entities[entity.key] = entity
                done = replace(done, entity=entity.key, label=entity.label)
        linked.append(done)
    return tuple(linked), tuple(entities.values())


def _full_name(
    mention: Mention, document: Document, names: set[str], holders: dict[str, Holder]
) -> tuple[str | None, str | None]:
    """Return the full name that a mention means, or None, and how it was inferred or why it was not."""
    words = mention.span.of(document.text)
    if mention.rule != "surname-with-post":
        return words, None
    found = bearers(words, names)
    if len(found) == 1:
        return found[0], "inferred: the only person of this surname in the document"
    head = HEAD.match(document.text, mention.span.end)
    holding = [name for name in found if head and head.group() in holders.get(name, Holder()).heads]
    if len(holding) == 1 and head:
        return holding[0], f"inferred: the only person of this surname who is a {head.group()} in the document"
    return None, f"{len(found)} persons of the document have this surname"


def _holders(mentions: tuple[Mention, ...], document: Document, names: Names) -> dict[str, Holder]:
    """Return what the text says of the posts of each name; officials who speak without one belong to the home."""
    holders: dict[str, Holder] = {}
    for name, holder in _stated(mentions, document.text, names):
        before = holders.get(name, holder)
        holders[name] = replace(before, heads=before.heads | holder.heads)
    home = document.home
    place = _division(names, home.value) if home else None
    if place is not None:
        sphere = _city(place, names).label
        belongs = Holder(sphere, f"one of the name in {sphere}: the document's home")
        for name in _of_home(mentions, document):
            holders.setdefault(name, belongs)
    return holders


def _of_home(mentions: tuple[Mention, ...], document: Document) -> Iterator[str]:
    """Yield the officials who speak, and those with a post of the division itself (副市长刘运, 丁宇航县长)."""
    text = document.text
    for turn in document.turns:
        if turn.speaker and turn.role in ("official", "host"):
            yield turn.speaker
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        local = LOCAL.search(text, max(0, start - 3), start) or LOCAL.match(text, end, end + 3)
        if mention.kind == "person" and mention.rule != "surname-with-post" and local:
            yield mention.span.of(text)


def _stated(mentions: tuple[Mention, ...], text: str, names: Names) -> Iterator[tuple[str, Holder]]:
    """Yield each name that stands behind a body or a place and posts, or before them, with what follows from it."""
    last: Mention | None = None
    for mention in mentions:
        if mention.kind in ("organization", "place"):
            last = mention
        elif mention.kind == "person" and last is not None and mention.span.start - last.span.end <= FAR:
            posts = text[last.span.end : mention.span.start].strip(" ")
            sphere = _sphere(last, text, names) if POSTS.fullmatch(posts) else None
            if sphere is not None:
                words, low = sphere
                rests_on = f"one of the name in {words}: {text[last.span.start : mention.span.end]}"
                yield mention.span.of(text), Holder(words, rests_on, low, frozenset(HEAD.findall(posts)))


def _sphere(mention: Mention, text: str, names: Names) -> tuple[str, bool] | None:
    """Return the sphere of those who hold a post in a body or a place, and whether it is that of a city."""
    found = names.by_key.get(mention.entity or "")
    place = found if found is not None and found.kind == "place" else None
    if mention.kind == "organization":
        state = found is None or found.type in STATE
        place = _owner(mention, names) if state else None
        if place is None:
            return (mention.label or mention.span.of(text), False) if mention.entity else None
    if place is None or place.type not in ("AdministrativeDivision", "Country"):
        return None
    city = _city(place, names)
    return city.label, dict(city.attributes).get("level") == "prefecture"


def _owner(mention: Mention, names: Names) -> Entity | None:
    """Return the division or the country whose body a mention means: the one listed, or that its name begins with."""
    listed = names.by_key.get(mention.entity or "")
    if listed is not None:
        return names.by_key.get(listed.parent or "")
    label = (mention.label or "").removeprefix("中共")
    for end in range(len(label) - 1, 1, -1):
        place = _division(names, label[:end])
        if place is not None:
            return place
    return None


def _division(names: Names, label: str) -> Entity | None:
    """Return the only division or country with exactly this label."""
    found = [entity for entity in names.by_form.get(label, ()) if entity.label == label and entity.kind == "place"]
    found = [entity for entity in found if entity.type in ("AdministrativeDivision", "Country")]
    return found[0] if len(found) == 1 else None


def _city(place: Entity, names: Names) -> Entity:
    """Return the division at the level of cities in which a place lies, or the place itself from there upwards."""
    while dict(place.attributes).get("level") in LOW:
        parent = names.by_key.get(place.parent or "")
        if parent is None:
            break
        place = parent
    return place


def _person(name: str | None, holders: dict[str, Holder], lexicon: Lexicon) -> Entity | None:
    """Return the listed person of a name, or one known by the name and the sphere."""
    if name is None:
        return None
    forms = lexicon.compiled(load_names).by_form
    found = [entity for entity in forms.get(name, ()) if entity.kind == "person"]
    holder = holders.get(name, Holder())
    if len(found) == 1 and not (holder.low and len(name) == SHARED_LENGTH):
        return found[0]
    if "·" in name or holder.sphere is None:
        return Entity(f"person/{name}", "person", name, "Person")
    return Entity(f"person/{name}（{holder.sphere}）", "person", name, "Person")
