"""Linking of bodies: listed ones, those of the home (市委), those of a named place, and proper names.

A body of a division has the key of its official name: 潍坊市委 and, in a text of Weifang, 市委 are
`organization/中共潍坊市委员会`. A scope word above the home's level (省委 in a text of a city) means the division
above the home; one that cannot be told stays unlinked.
"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.model import Document, Entity, Mention
from kg.recognisers.body_words import SCOPE_COLUMNS, SUFFIX_COLUMNS
from kg.values import Struct, replace

# 省法院 is the high court, 市法院 of a city with counties the intermediate one.
COURTS = {"province": "{}高级人民法院", "prefecture": "{}中级人民法院"}
LEGAL_FORM = re.compile("(?:集团)?(?:股份|有限责任|股份有限|有限)公司$")


class Tables(Struct, frozen=True):
    """Short names of bodies with their official form, and the classes of suffixes."""

    official: dict[str, tuple[str, str]]
    short: re.Pattern[str]
    types: dict[str, str]
    fields: dict[str, str]
    department: re.Pattern[str]


def load_tables(lexicon: Lexicon) -> Tables:
    """Compile the tables; use as `lexicon.compiled(load_tables)`."""
    rows = lexicon.rows("body_scopes", SCOPE_COLUMNS, ("short",))
    official = {row["short"]: (row["official"], row["type"]) for row in rows}
    shorts = "|".join(sorted(official, key=lambda short: (-len(short), short)))
    types = {row["suffix"]: row["type"] for row in reversed(lexicon.rows("body_suffixes", SUFFIX_COLUMNS))}
    fields = {row["short"]: row["full"] for row in lexicon.rows("body_domain_forms", ("short", "full"), ("short",))}
    some = "|".join(sorted(fields, key=lambda short: (-len(short), short)))
    department = re.compile(rf"(?P<head>.*[省市县区州旗盟])(?P<field>{some})(?P<suffix>局|厅|委|委员会)")
    return Tables(
        official,
        re.compile(rf"(?P<place>.*?)(?P<scope>自治区|[省市县区州旗盟])?(?P<short>{shorts})"),
        types,
        fields,
        department,
    )


def link(
    mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions with their bodies linked, and the bodies linked to."""
    entities: dict[str, Entity] = {}
    linked = []
    for mention in mentions:
        done = mention
        if mention.kind == "organization":
            entity, note = _resolve(mention, document, lexicon)
            done = replace(mention, note=note)
            if entity is not None:
                entities[entity.key] = entity
                done = replace(done, entity=entity.key, label=entity.label)
        linked.append(done)
    return tuple(linked), tuple(entities.values())


def _resolve(mention: Mention, document: Document, lexicon: Lexicon) -> tuple[Entity | None, str | None]:
    """Return the body that a mention means, or None and why."""
    names = lexicon.compiled(load_names)
    if len(mention.candidates) > 1:
        return None, f"{len(mention.candidates)} bodies bear this name"
    name = mention.span.of(document.text)
    if mention.candidates:
        listed = names.by_key[mention.candidates[0]]
        home = _home(document, names)
        if home is not None and home.type != "Country" and name in dict(listed.attributes).get("local", "").split(","):
            return None, f"{name} may be that of {home.label} or the national one"
        return listed, None
    tables = lexicon.compiled(load_tables)
    match = tables.short.fullmatch(name)
    if match and mention.rule != "foreign-body":
        return _of_division(match, document, names, tables)
    return _by_name(name, document, names, tables)


def _of_division(
    match: re.Match[str], document: Document, names: Names, tables: Tables
) -> tuple[Entity | None, str | None]:
    place, note = _division(match["place"], match["scope"] or "", document, names)
    if place is None:
        return None, note
    official, type_ = tables.official[match["short"]]
    if match["short"] == "法院":
        official = COURTS.get(dict(place.attributes).get("level", ""), official)
    label = official.format(_unique(place, names))
    return Entity(f"organization/{label}", "organization", label, type_, parent=place.key), note


def _unique(place: Entity, names: Names) -> str:
    """Return the name of a division, after its parent's where several bear it: 北京市朝阳区."""
    namesakes = [entity for entity in names.by_form.get(place.label, ()) if entity.label == place.label]
    parent = names.by_key.get(place.parent or "")
    return parent.label + place.label if len(namesakes) > 1 and parent else place.label


def _division(words: str, scope: str, document: Document, names: Names) -> tuple[Entity | None, str | None]:
    """Return the division whose body is meant, and why none or how it was inferred."""
    if words:
        return _named(words + scope, document, names)
    home = _home(document, names)
    if home is None:
        return None, "the document's home is not known"
    while home is not None and not home.label.endswith(scope):
        home = names.by_key.get(home.parent or "")
    if home is None:
        return None, f"the home is in no {scope}"
    return home, "inferred from the document's home"


def _named(words: str, document: Document, names: Names) -> tuple[Entity | None, str | None]:
    """Return the division at the end of a chain of places (江门市新会区), by those before it or by the home."""
    for start in range(len(words)):
        found = [entity for entity in names.by_form.get(words[start:], ()) if entity.kind == "place"]
        if len(found) > 1:
            found = [entity for entity in found if _lies_in(entity, words[:start], document, names)]
        if len(found) == 1:
            return found[0], None
        if found:
            return None, f"{len(found)} places bear the name {words[start:]}"
    return None, f"no listed division is called {words}"


def _lies_in(entity: Entity, before: str, document: Document, names: Names) -> bool:
    """Tell whether a place lies in one that is named before it, or else in the home's province."""
    if not before:
        return _near_home(entity, document, names)
    parent = names.by_key.get(entity.parent or "")
    return parent is not None and any(before.endswith(form) for form in (parent.label, *parent.aliases))


def _home(document: Document, names: Names) -> Entity | None:
    if document.home is None:
        return None
    found = [entity for entity in names.by_form.get(document.home.value, ()) if entity.kind == "place"]
    exact = [entity for entity in found if entity.label == document.home.value]
    return exact[0] if len(exact) == 1 else None


def _near_home(entity: Entity, document: Document, names: Names) -> bool:
    """Tell whether a place lies in the home's province."""
    home = _home(document, names)
    return home is not None and entity.key.removeprefix("place/")[:2] == home.key.removeprefix("place/")[:2]


def _by_name(name: str, document: Document, names: Names, tables: Tables) -> tuple[Entity | None, str | None]:
    """Return the entity of a body that is known by its name alone; a scope word is replaced by its division."""
    listed = _trading_name(name, names)
    if listed is not None:
        return listed, "known by its trading name"
    scope = re.match(r"自治区|[省市县区州旗盟]", name)
    type_ = next(
        (tables.types[name[start:]] for start in range(len(name)) if name[start:] in tables.types), "Organization"
    )
    if not scope:
        label = _full_fields(name, tables)
        return Entity(f"organization/{label}", "organization", label, type_), "unlisted"
    place, note = _division("", scope.group(), document, names)
    if place is None:
        return None, note
    label = _full_fields(_unique(place, names) + name[scope.end() :], tables)
    return Entity(f"organization/{label}", "organization", label, type_, parent=place.key), note


def _trading_name(name: str, names: Names) -> Entity | None:
    """Return the only listed firm whose name is that of a firm without its legal form (中通快递股份有限公司)."""
    base = LEGAL_FORM.sub("", name)
    if base == name:
        return None
    forms = (base, base.removesuffix("集团"), f"{base}集团")
    found = {entity.key: entity for form in forms for entity in names.by_form.get(form, ()) if entity.type == "Company"}
    return next(iter(found.values())) if len(found) == 1 else None


def _full_fields(name: str, tables: Tables) -> str:
    """Return a department's name with its field in full: 潍坊市市场监管局 is 潍坊市市场监督管理局."""
    match = tables.department.fullmatch(name)
    if not match:
        return name
    suffix = "委员会" if match["suffix"] == "委" else match["suffix"]
    return match["head"] + tables.fields[match["field"]] + suffix
