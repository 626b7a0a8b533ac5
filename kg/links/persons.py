"""Linking of persons: a name is the person; a surname with a post is the only person of the document that fits.

A person's key is the name (`person/刘运`). A name of a document is one person throughout the document.
"""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.model import Document, Entity, Mention
from kg.recognisers.persons import bearers
from kg.values import replace


def link(
    mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions with their persons linked, and the persons linked to, speakers among them."""
    names = {mention.span.of(document.text) for mention in mentions if mention.kind == "person"}
    names |= {turn.speaker for turn in document.turns if turn.speaker}
    entities = {entity.key: entity for entity in (_person(turn.speaker, lexicon) for turn in document.turns) if entity}
    linked = []
    for mention in mentions:
        done = mention
        if mention.kind == "person":
            name, note = _full_name(mention, document, names)
            entity = _person(name, lexicon)
            done = replace(mention, note=note)
            if entity is not None:
                entities[entity.key] = entity
                done = replace(done, entity=entity.key, label=entity.label)
        linked.append(done)
    return tuple(linked), tuple(entities.values())


def _full_name(mention: Mention, document: Document, names: set[str]) -> tuple[str | None, str | None]:
    """Return the full name that a mention means, or None, and how it was inferred or why it was not."""
    words = mention.span.of(document.text)
    if mention.rule != "surname-with-post":
        return words, None
    found = bearers(words, names)
    if len(found) == 1:
        return found[0], "inferred: the only person of this surname in the document"
    return None, f"{len(found)} persons of the document have this surname"


def _person(name: str | None, lexicon: Lexicon) -> Entity | None:
    """Return the listed person of a name, or one known by the name alone."""
    if name is None:
        return None
    forms = lexicon.compiled(load_names).by_form
    found = [entity for entity in forms.get(name, ()) if entity.kind == "person"]
    return found[0] if len(found) == 1 else Entity(f"person/{name}", "person", name, "Person")
