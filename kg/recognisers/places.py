"""Places: listed names with the evidence they need, and unlisted ones by their shape."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.model import Document, Mention
from kg.recognisers import place_evidence


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Return all proposals of places; `candidates` are the keys of the listed places that bear the name."""
    listed = place_evidence.accept(document, hits, lexicon)
    return [
        Mention(named.span, "place", named.rule, candidates=tuple(entity.key for entity in named.entities))
        for named in listed
    ]
