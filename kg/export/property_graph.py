"""The graph as nodes with properties and edges, for tools that know no RDF: GraphML, GEXF, Neo4j.

Every IRI that a statement is made of is a node, with its classes, a label and its literals; every statement between
two nodes is an edge. Values from vocabularies (`kg:moreThan`) are properties, not nodes: an edge from ten thousand
claims to one comparator helps nobody.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox

from kg.export.rdf import NOT_IN_XML
from kg.iris import DEFAULT_BASE
from kg.results import shorten
from kg.triples.syntax import merged
from kg.triples.vocabulary import NAMESPACES, prefixes, term

SEPARATOR = "|"
LABELS = ("rdfs:label", "kg:valueText", "nif:anchorOf", "dcterms:title", "kg:objectText")
LEFT_OUT = "nif:isString"  # whole texts have no place in a network


@dataclass(slots=True)
class Node:
    """A node while it is being filled: its classes, and the values of its properties."""

    classes: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)

    def properties(self) -> dict[str, str]:
        """Return the properties as single texts, several values with `|` between them; `split` takes them apart."""
        return {name: SEPARATOR.join(map(_escape, values)) for name, values in sorted(self.values.items())}

    def label(self, default: str) -> str:
        """Return the first of the properties that name a node."""
        return next((self.values[name][0] for name in LABELS if name in self.values), default)


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes by their prefixed names, and edges as (from, type, to), both sorted."""

    nodes: Mapping[str, Node]
    edges: tuple[tuple[str, str, str], ...]


def project(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> PropertyGraph:
    """Return the property graph of the statements of all graphs."""
    names = prefixes(base)
    nodes: dict[str, Node] = {}
    edges = []
    vocabularies = tuple(NAMESPACES.values())
    for triple in merged(quads):
        subject, predicate = shorten(triple.subject, names), shorten(triple.predicate, names)
        node = nodes.setdefault(subject, Node())
        value = triple.object
        if triple.predicate == term("rdf:type"):
            node.classes.append(shorten(value, names))
        elif isinstance(value, ox.NamedNode) and not value.value.startswith(vocabularies):
            target = shorten(value, names)
            nodes.setdefault(target, Node())
            edges.append((subject, predicate, target))
        elif predicate != LEFT_OUT:
            node.values.setdefault(predicate, []).append(shorten(value, names))
    return PropertyGraph(dict(sorted(nodes.items())), tuple(sorted(edges)))


def graphml(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> bytes:
    """Return the property graph in GraphML."""
    target = io.BytesIO()
    nx.write_graphml_xml(_network(project(quads, base)), target)
    return target.getvalue()


def gexf(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> bytes:
    """Return the property graph in GEXF, without the date that networkx would put there."""
    root = ET.fromstring("".join(nx.generate_gexf(_network(project(quads, base)))))  # noqa: S314 - our own text
    space = root.tag.partition("}")[0] + "}"
    ET.register_namespace("", space.strip("{}"))
    for meta in root.findall(f"{space}meta"):
        meta.attrib.pop("lastmodifieddate", None)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode()


def neo4j(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> dict[str, bytes]:
    """Return the files for `neo4j-admin database import full --nodes=nodes.csv --relationships=edges.csv`."""
    graph = project(quads, base)
    names = sorted({name for node in graph.nodes.values() for name in node.values})
    head = ["id:ID", ":LABEL", "label", *(name.replace(":", "_") for name in names)]
    rows = (
        [key, ";".join(name.partition(":")[2] for name in node.classes), node.label(key)]
        + [node.properties().get(name, "") for name in names]
        for key, node in graph.nodes.items()
    )
    edges = ([source, target, kind.replace(":", "_").upper()] for source, kind, target in graph.edges)
    return {"nodes.csv": _csv(head, rows), "edges.csv": _csv([":START_ID", ":END_ID", ":TYPE"], edges)}


def _network(graph: PropertyGraph) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, node in graph.nodes.items():
        properties = {name: _printable(value) for name, value in node.properties().items()}
        classes = SEPARATOR.join(node.classes)
        network.add_node(key, **properties, classes=classes, label=_printable(node.label(key)))
    for source, kind, target in graph.edges:
        network.add_edge(source, target, key=kind, predicate=kind)
    return network


def _csv(head: list[str], rows: Iterable[list[str]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return target.getvalue().encode()


def _escape(value: str) -> str:
    return re.sub(r"([\\|])", r"\\\1", value)


def split(text: str) -> Iterator[str]:
    """Yield the values that a property's single text holds."""
    for part in re.findall(r"(?:[^\\|]|\\.)+", text, re.DOTALL):
        yield re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL)


def _printable(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", text)
