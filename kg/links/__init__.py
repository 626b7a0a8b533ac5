"""Linking: which entity a mention is, in the light of the whole document; when unsure, no link and a note why."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.links import bodies, homes, outlets, persons, places, policies
from kg.model import Document, Entity, Mention
from kg.values import replace

# Places come first: the home and the places of a document tell bodies, outlets and policies apart.
LINKERS = (places.link, outlets.link, bodies.link, persons.link, policies.link)


def resolve(
    document: Document, mentions: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Document, tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the document with its home, the mentions with their links, and the entities of both, by key."""
    document = replace(document, home=homes.infer(document, mentions, lexicon))
    entities: dict[str, Entity] = {}
    for link in LINKERS:
        mentions, found = link(mentions, document, lexicon)
        entities.update((entity.key, entity) for entity in found)
    names = lexicon.compiled(load_names)
    home = names.place(document.home.value, entities) if document.home is not None else None
    if home is not None:
        entities.setdefault(home.key, home)
    _add_ancestors(entities, names)
    return document, mentions, tuple(entities[key] for key in sorted(entities))


def _add_ancestors(entities: dict[str, Entity], names: Names) -> None:
    """Add the listed entities that enclose those that were linked, so that the hierarchy has no gaps."""
    waiting = [entity.parent for entity in entities.values()]
    while waiting:
        parent = names.by_key.get(waiting.pop() or "")
        if parent is not None and parent.key not in entities:
            entities[parent.key] = parent
            waiting.append(parent.parent)
