"""All exports by name: what `kg export --format` and `--as` can write."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.errors import OutputError
from kg.export import cube, nanopub, property_graph, rdf, tables, webannotation
from kg.store import Store
from kg.triples import syntax

Files = Mapping[str, bytes]
FORMATS: dict[str, Callable[[Store], Files]] = {
    "turtle": lambda store: {"graph.ttl": syntax.turtle(statements(store), store.base)},
    "trig": lambda store: {"graph.trig": rdf.trig(statements(store), store.base)},
    "nt": lambda store: {"graph.nt": syntax.ntriples(statements(store))},
    "nq": lambda store: {"graph.nq": syntax.nquads(statements(store))},
    "jsonld": lambda store: {"graph.jsonld": rdf.jsonld(statements(store), store.base)},
    "rdfxml": lambda store: {"graph.rdf": rdf.rdfxml(statements(store))},
    "graphml": lambda store: {"graph.graphml": property_graph.graphml(statements(store), store.base)},
    "gexf": lambda store: {"graph.gexf": property_graph.gexf(statements(store), store.base)},
    "csv": tables.write_csv,
    "parquet": tables.write_parquet,
    "neo4j-csv": lambda store: property_graph.neo4j(statements(store), store.base),
}
MODELS: dict[str, Callable[[Store], Files]] = {
    "datacube": lambda store: {"cube.ttl": cube.turtle(store)},
    "annotations": lambda store: {"annotations.ttl": webannotation.turtle(store)},
    "nanopub": lambda store: {"nanopubs.trig": nanopub.trig(statements(store), store.base)},
}


def export(store: Store, name: str) -> Files:
    """Return the files of an export by its name, a format or a model.

    Raises:
        OutputError: if there is no such export, or what it needs is not installed.
    """
    write = FORMATS.get(name) or MODELS.get(name)
    if write is None:
        known = " ".join((*FORMATS, *MODELS))
        raise OutputError(f"{name}: 没有这种格式 / no such format; 可用 known: {known}")
    return write(store)


def statements(store: Store) -> list[ox.Quad]:
    """Return what the documents say: all statements but those of the ontology, which every data set has alike."""
    ontology = ox.NamedNode(f"{store.base}graph/ontology")
    return [quad for quad in store.engine if quad.graph_name != ontology]
