"""RDF syntaxes beyond Turtle and N-Quads, each from sorted statements so that equal graphs have equal bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.iris import DEFAULT_BASE
from kg.triples import ontology
from kg.triples.syntax import by_graph, merged, ntriples, write
from kg.triples.vocabulary import NAMESPACES, prefixes

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def trig(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> bytes:
    """Return the data set in TriG, which keeps the graph of each document."""
    return write(sorted(set(quads), key=by_graph), ox.RdfFormat.TRIG, prefixes(base))


def rdfxml(quads: Iterable[ox.Quad]) -> bytes:
    """Return the statements of all graphs as one graph in RDF/XML.

    A control character, which no XML document may hold, becomes U+FFFD; the other syntaxes keep it.
    """
    return write([_printable(triple) for triple in merged(quads)], ox.RdfFormat.RDF_XML, NAMESPACES)


def jsonld(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> bytes:
    """Return the statements of all graphs as one graph in JSON-LD with the context of `ontology/context.jsonld`.

    rdflib compacts; its order follows the hash seed, so what it makes is sorted afterwards.
    """
    from rdflib import Graph  # only this format needs rdflib

    graph = Graph()
    graph.parse(data=ntriples(quads), format="nt")
    context = read_context(base)
    text = graph.serialize(format="json-ld", context=context, auto_compact=False)
    found = json.loads(text)
    nodes = found["@graph"] if "@graph" in found else [{key: found[key] for key in found if key != "@context"}]
    ordered = sorted((_ordered(node) for node in nodes if node), key=lambda node: str(node.get("@id")))
    document = {"@context": context, "@graph": ordered}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_context(base: str = DEFAULT_BASE) -> dict[str, Any]:
    """Return the JSON-LD context, with the prefixes of the data under their base."""
    context: dict[str, Any] = json.loads(ontology.read("context.jsonld"))["@context"]
    return context | {name: iri for name, iri in prefixes(base).items() if name not in context}


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def _printable(triple: ox.Triple) -> ox.Triple:
    term = triple.object
    if not isinstance(term, ox.Literal) or not NOT_IN_XML.search(term.value):
        return triple
    text = NOT_IN_XML.sub("\ufffd", term.value)
    literal = ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)
