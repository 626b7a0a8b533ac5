"""All kinds of mentions together: every recogniser proposes, and one rule makes the result flat."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit, load_names
from kg.model import Document, Kind, Mention
from kg.recognisers import bodies, events, outlets, persons, places, policies, titles

RECOGNISERS = (outlets, places, policies, titles, events)
# Of two proposals of equal length over the same words, the kind that needs the more specific evidence wins.
PRIORITY: tuple[Kind, ...] = ("outlet", "title", "event", "policy", "organization", "person", "place")


def find(document: Document, lexicon: Lexicon, hits: tuple[Hit, ...] | None = None) -> tuple[Mention, ...]:
    """Return the mentions of a document, without overlaps, in the order of the text.

    `hits` are the document's listed names if they are known already.
    """
    hits = lexicon.compiled(load_names).scan(document.text) if hits is None else hits
    named = bodies.find(document, hits, lexicon)
    people = persons.find(document, hits, lexicon, named)
    others = [mention for kind in RECOGNISERS for mention in kind.find(document, hits, lexicon)]
    return flatten([*people, *named, *others])


def flatten(proposals: list[Mention]) -> tuple[Mention, ...]:
    """Keep the longest of overlapping proposals, then the one of the higher kind, then the earlier one."""
    ranked = sorted(proposals, key=_rank)
    taken: set[int] = set()
    kept: list[Mention] = []
    for mention in ranked:
        positions = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(positions):
            taken.update(positions)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.span))


def _rank(mention: Mention) -> tuple[int, int, int, str]:
    length = mention.span.end - mention.span.start
    return -length, PRIORITY.index(mention.kind), mention.span.start, mention.rule
