"""Linking of persons: the name is the person; surnames with a post go to the one full name that fits.

Namesakes within a document are one person unless the text gives them bodies of their own that differ.
"""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.model import Document, Entity, Mention


def link(
    mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions with their persons linked, and the persons linked to, speakers among them."""
    entities: dict[str, Entity] = {}
    linked = []
    for mention in mentions:
        done = mention
        if mention.kind == "person":
            entity = _person(mention.span.of(document.text), lexicon)
            entities[entity.key] = entity
            done = replace(mention, entity=entity.key, label=entity.label)
        linked.append(done)
    for turn in document.turns:
        if turn.speaker:
            entity = _person(turn.speaker, lexicon)
            entities[entity.key] = entity
    return tuple(linked), tuple(entities.values())


def _person(name: str, lexicon: Lexicon) -> Entity:
    """Return the listed person of a name, or one known by the name alone."""
    forms = lexicon.compiled(load_names).by_form
    found = [entity for entity in forms.get(name, ()) if entity.kind == "person"]
    return found[0] if len(found) == 1 else Entity(f"person/{name}", "person", name, "Person")
