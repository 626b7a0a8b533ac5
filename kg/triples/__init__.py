"""Facts as RDF: the only place that knows how an extraction is said in the terms of the ontology."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg.iris import DEFAULT_BASE
from kg.model import Extraction
from kg.triples import derived, entities, marks
from kg.triples.agents import Agents
from kg.triples.claims import Claims
from kg.triples.relations import Relations
from kg.triples.speech import Speech
from kg.triples.statements import Statements

__all__ = ["encode", "merge"]


def encode(extraction: Extraction, base: str = DEFAULT_BASE) -> tuple[Quad, ...]:
    """Return the statements of an anchored extraction, sorted; a pure function of the two arguments.

    The document speaks in its own named graph `BASE/graph/ID`. What follows from lists and keys alone goes into
    `BASE/graph/entities` and is the same whichever document brings it, so that merging is the union of sets.
    """
    to = Statements(extraction, base)
    speech = Speech(to, Agents(to))
    for entity in extraction.entities:
        entities.state(to, entity)
    derived.state(to, Claims(to, speech).state())
    Relations(to, speech).state()
    marks.state(to, speech)
    return to.quads()


def merge(documents: Iterable[Iterable[Quad]]) -> tuple[Quad, ...]:
    """Return the union of the statements of documents, sorted."""
    return tuple(sorted({quad for quads in documents for quad in quads}, key=str))
