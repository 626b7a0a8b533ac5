"""The vocabulary's own files: the ontology, the shapes and the JSON-LD context, as they lie in the package."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.iris import DEFAULT_BASE, ONTOLOGY

FOLDER = Path(__file__).parent.parent / "ontology"


def read(name: str) -> str:
    """Return the text of a file of the ontology, such as `kg.ttl`."""
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def triples() -> tuple[ox.Triple, ...]:
    """Return the statements of `kg.ttl`."""
    return tuple(quad.triple for quad in ox.parse(read("kg.ttl"), format=ox.RdfFormat.TURTLE))


def quads(base: str = DEFAULT_BASE) -> tuple[ox.Quad, ...]:
    """Return the statements of `kg.ttl` in the graph that a data set keeps for them."""
    graph = ox.NamedNode(f"{base}graph/ontology")
    return tuple(ox.Quad(item.subject, item.predicate, item.object, graph) for item in triples())


@cache
def terms() -> frozenset[str]:
    """Return the local names of all terms of the vocabulary's own namespace."""
    declared = {item.subject.value for item in triples() if isinstance(item.subject, ox.NamedNode)}
    return frozenset(re.sub(re.escape(ONTOLOGY), "", iri) for iri in declared if iri.startswith(ONTOLOGY))
