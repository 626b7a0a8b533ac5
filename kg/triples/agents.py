"""Who speaks and who asks: from the names in the labels to nodes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg import iris
from kg.model import Kind, Mention, Span, Turn
from kg.triples import literals
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import term

CLASSES: dict[Kind, str] = {"person": "kg:Person", "outlet": "kg:Outlet", "organization": "kg:Organization"}


class Agents:
    """The speakers and outlets of one document.

    A name is the entity that is linked in its label, or else the only entity of the document with that name; a name
    that is neither stays a node of this document alone, so that two persons of one name are never made one in silence.
    """

    def __init__(self, statements: Statements) -> None:
        """Index the linked mentions."""
        self._to = statements
        self._mentions = [mention for mention in statements.extraction.mentions if mention.entity]
        self._starts = [mention.span.start for mention in self._mentions]

    def speaker(self, turn: Turn) -> Node:
        """Return who speaks in a turn: a person, or the explicit unknown speaker."""
        return self.find("person", turn.speaker, turn.label) if turn.speaker else term("kg:unknownSpeaker")

    def outlet(self, turn: Turn) -> Node | None:
        """Return the outlet for which a turn's speaker asks."""
        return self.find("outlet", turn.outlet, turn.span) if turn.outlet else None

    def find(self, kind: Kind, name: str, span: Span | None = None) -> Node:
        """Return the node of a name, which stands in `span` if that is given."""
        keys = self._to.names.get((kind, name), set())
        for mention in self._within(span) if span else ():
            if mention.kind == kind and mention.entity and (mention.entity in keys or self._reads(mention, name)):
                return self._to.entity(mention.entity)
        return self._to.named(kind, name) or self._local(kind, name)

    def _reads(self, mention: Mention, name: str) -> bool:
        return name in (mention.label, mention.span.of(self._to.text))

    def _within(self, span: Span) -> Iterator[Mention]:
        for index in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
            yield self._mentions[index]

    def _local(self, kind: Kind, name: str) -> Node:
        node = NamedNode(f"{self._to.base}speaker/{self._to.id}-{iris.segment(name)}")
        self._to.say(node, "rdf:type", term(CLASSES[kind]))
        self._to.say(node, "rdfs:label", literals.chinese(name))
        return node
