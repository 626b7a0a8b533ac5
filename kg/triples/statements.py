"""Collecting the statements of one document: those of its own graph, and those of the graph that documents share."""

from __future__ import annotations

from bisect import bisect_right

from pyoxigraph import Literal, NamedNode, Quad

from kg import iris
from kg.model import Extraction, Kind, Span
from kg.triples import literals
from kg.triples.vocabulary import term

Node = NamedNode
Term = NamedNode | Literal


class Statements:
    """The quads of one document while they are being said.

    `say` speaks in the document's named graph. `share` speaks in the graph of entities: only what follows from an
    entity's key or the lists alone may be said there, so that every document that names an entity says the same of it.
    """

    def __init__(self, extraction: Extraction, base: str) -> None:
        """Begin with no statement."""
        self.extraction = extraction
        self.base = base
        self.id = iris.document_id(extraction.document)
        self.text = extraction.document.source.text
        self.transcript = NamedNode(f"{base}doc/{self.id}")
        self.conference = NamedNode(f"{base}conference/{self.id}")
        self.context = NamedNode(f"{base}text/{self.id}")
        self.activity = NamedNode(f"{base}extraction/{self.id}")
        self._own = NamedNode(f"{base}graph/{self.id}")
        self._entities = NamedNode(f"{base}graph/entities")
        self._quads: set[Quad] = set()
        self._spans: dict[Span, Node] = {}
        self._minted: dict[tuple[str, Span], int] = {}
        self.names: dict[tuple[Kind, str], set[str]] = {}
        for entity in extraction.entities:
            for name in (entity.label, *entity.aliases):
                self.names.setdefault((entity.kind, name), set()).add(entity.key)
        self._turns = [turn.span.start for turn in extraction.document.turns]
        self._located = [locator.span.start for locator in extraction.document.source.locators]
        self._sentences = [sentence.span.start for sentence in extraction.document.sentences]

    def say(self, subject: Node, predicate: str, *objects: Term | None) -> None:
        """State something in the document's graph; None is not stated."""
        for object_ in objects:
            if object_ is not None:
                self._quads.add(Quad(subject, term(predicate), object_, self._own))

    def share(self, subject: Node, predicate: str, *objects: Term | None) -> None:
        """State something in the graph of entities; None is not stated."""
        for object_ in objects:
            if object_ is not None:
                self._quads.add(Quad(subject, term(predicate), object_, self._entities))

    def entity(self, key: str) -> Node:
        """Return the node of an entity by its key."""
        return NamedNode(iris.entity_iri(key, self.base))

    def named(self, kind: Kind, name: str | None) -> Node | None:
        """Return the only entity of the document that bears a name, None if none or more than one does."""
        keys = self.names.get((kind, name or ""), set())
        return self.entity(next(iter(keys))) if len(keys) == 1 else None

    def mint(self, kind: str, span: Span) -> Node:
        """Return a new node of this document for what stands at a span; a second one at the same span is numbered."""
        number = self._minted[kind, span] = self._minted.get((kind, span), 0) + 1
        return NamedNode(iris.local_iri(kind, self.id, span, self.base, number))

    def quote(self, span: Span) -> Node:
        """Return the node of a stretch of the stored text, stated with its offsets and words (NIF, RFC 5147)."""
        node = self._spans.get(span)
        if node is None:
            node = self._spans[span] = NamedNode(iris.span_iri(self.id, span, self.base))
            self.say(node, "rdf:type", term("nif:RFC5147String"))
            self.say(node, "nif:anchorOf", literals.chinese(span.of(self.text)))
            self.say(node, "nif:beginIndex", literals.count(span.start))
            self.say(node, "nif:endIndex", literals.count(span.end))
            self.say(node, "nif:referenceContext", self.context)
            self._locate(node, span)
        return node

    def _locate(self, node: Node, span: Span) -> None:
        """State on which page or in which paragraph of a source that is no plain text the words begin."""
        index = bisect_right(self._located, span.start) - 1
        if index < 0:
            return
        locator = self.extraction.document.source.locators[index]
        if locator.page is not None:
            self.say(node, "kg:page", literals.count(locator.page))
        if locator.paragraph is not None:
            self.say(node, "kg:paragraph", literals.count(locator.paragraph))

    def sentence_at(self, span: Span) -> int | None:
        """Return the index of the sentence in which a span begins."""
        sentences = self.extraction.document.sentences
        index = bisect_right(self._sentences, span.start) - 1
        return index if index >= 0 and span.start < sentences[index].span.end else None

    def turn_at(self, span: Span) -> int | None:
        """Return the index of the turn in which a span begins."""
        turns = self.extraction.document.turns
        index = bisect_right(self._turns, span.start) - 1
        return index if index >= 0 and span.start < turns[index].span.end else None

    def quads(self) -> tuple[Quad, ...]:
        """Return all statements, sorted."""
        return tuple(sorted(self._quads, key=str))
