"""Linking of outlets: listed names to their entity, unlisted ones to an entity by their name."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.model import Document, Entity, Mention
from kg.recognisers.outlets import canonical


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
    return Entity(f"outlet/{name}", "outlet", name, "Outlet"), "unlisted"
