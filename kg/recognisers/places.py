"""Places: listed names with the evidence they need, and unlisted ones by their shape."""

from __future__ import annotations

from bisect import bisect_right

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.model import Document, Mention
from kg.recognisers import place_evidence, place_letters, place_shapes, place_short


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Return all proposals of places; `candidates` are the keys of the listed places that bear the name."""
    listed = place_evidence.accept(document, hits, lexicon)
    listed += list(place_short.find(document, listed, lexicon))
    found = [
        Mention(named.span, "place", named.rule, candidates=tuple(entity.key for entity in named.entities))
        for named in listed
    ]
    taken = {mention.span for mention in found}
    for span in place_shapes.find(document, listed, lexicon):
        if span not in taken:
            found.append(Mention(span, "place", "place.shape"))
            taken.add(span)
    for span, keys in place_letters.find(document, listed, lexicon):
        if span not in taken:
            rule = "place.letter" if len(keys) == 1 else "place.letters"
            found.append(Mention(span, "place", rule, candidates=keys))
            taken.add(span)
    return [mention for mention in found if not _is_in_outlet(mention, document)]


def _is_in_outlet(mention: Mention, document: Document) -> bool:
    """Tell whether a place is part of the outlet in a journalist's label: 日本经济新闻记者."""
    index = bisect_right(document.turns, mention.span.start, key=lambda turn: turn.span.start) - 1
    if index < 0:
        return False
    turn = document.turns[index]
    return turn.role == "journalist" and turn.label.covers(mention.span)
