"""Linking of outlets: listed names to their entity, unlisted ones to an entity by their name."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.model import Document, Entity, Mention
from kg.recognisers.outlets import canonical
from kg.values import replace

TYPES = (
    *((ending, "Newspaper") for ending in ("报", "报社", "报业集团")),
    *((ending, "Broadcaster") for ending in ("电视台", "电台", "卫视", "广播电视总台", "广播电视集团", "融媒体中心")),
    *((ending, "NewsAgency") for ending in ("通讯社", "新闻社")),
    *((ending, "NewsSite") for ending in ("网", "在线", "客户端", "新闻")),
    *((ending, "Magazine") for ending in ("杂志", "周刊", "月刊", "杂志社")),
)


def link(
    mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions with their outlets linked, and the outlets linked to."""
    entities: dict[str, Entity] = {}
    linked = []
    for mention in mentions:
        done = mention
        if mention.kind == "outlet":
            entity, note = _resolve(mention, document, lexicon)
            done = replace(mention, note=note)
            if entity is not None:
                entities[entity.key] = entity
                done = replace(done, entity=entity.key, label=entity.label)
        linked.append(done)
    return tuple(linked), tuple(entities.values())


def _resolve(mention: Mention, document: Document, lexicon: Lexicon) -> tuple[Entity | None, str | None]:
    """Return the outlet that a mention means, or None and why."""
    by_key = lexicon.compiled(load_names).by_key
    name = mention.span.of(document.text)
    if len(mention.candidates) > 1:
        return None, f"{len(mention.candidates)} outlets bear this name"
    listed = by_key[mention.candidates[0]] if mention.candidates else canonical(name, lexicon)
    if listed is not None:
        return listed, mention.note
    type_ = next((type_ for ending, type_ in TYPES if name.endswith(ending)), "Outlet")
    return Entity(f"outlet/{name}", "outlet", name, type_, parent=_home(name, lexicon)), "unlisted"


def _home(name: str, lexicon: Lexicon) -> str | None:
    """Return the key of the division whose name an unlisted outlet begins with, if only one bears it."""
    by_form = lexicon.compiled(load_names).by_form
    for end in range(len(name) - 1, 1, -1):
        found = [entity for entity in by_form.get(name[:end], ()) if entity.type == "AdministrativeDivision"]
        if found:
            return found[0].key if len(found) == 1 else None
    return None
