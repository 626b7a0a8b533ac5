"""The service description: what the endpoint can do, as RDF.

Source: https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.web.negotiation import BINDINGS, GRAPHS
from kg.web.service import Service

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# The IRIs of https://www.w3.org/ns/formats/ for what the endpoint answers in.
FORMAT_IRIS = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/n-quads": "N-Quads",
    "application/trig": "TriG",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}


def describe(endpoint: str, service: Service, media_type: str) -> bytes:
    """Return the description of an endpoint in an RDF media type."""
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(media_type)
    return ox.serialize(_statements(endpoint, service), format=form, prefixes={"sd": SD, "formats": FORMATS}) or b""


def _statements(endpoint: str, service: Service) -> list[ox.Triple]:
    node = ox.NamedNode(f"{endpoint}#service")
    dataset = ox.NamedNode(f"{endpoint}#dataset")
    graph = ox.NamedNode(f"{endpoint}#default")
    languages = ["SPARQL11Query"] + (["SPARQL11Update"] if service.settings.writable else [])
    offered = [FORMAT_IRIS[name] for name in (*BINDINGS, *GRAPHS) if name in FORMAT_IRIS]
    return [
        ox.Triple(node, RDF_TYPE, _sd("Service")),
        ox.Triple(node, _sd("endpoint"), ox.NamedNode(endpoint)),
        *(ox.Triple(node, _sd("supportedLanguage"), _sd(name)) for name in languages),
        *(ox.Triple(node, _sd("resultFormat"), ox.NamedNode(FORMATS + name)) for name in offered),
        ox.Triple(node, _sd("feature"), _sd("UnionDefaultGraph")),
        ox.Triple(node, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, RDF_TYPE, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), graph),
        ox.Triple(graph, RDF_TYPE, _sd("Graph")),
    ]


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
