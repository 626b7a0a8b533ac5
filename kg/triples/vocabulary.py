"""The names of the vocabularies that the graph uses, and the prefixes under which people write them."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from kg import iris

NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "kg": iris.ONTOLOGY,
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "quantitykind": "http://qudt.org/vocab/quantitykind/",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
QUDT_UNIT = "http://qudt.org/vocab/unit/"


def prefixes(base: str = iris.DEFAULT_BASE) -> dict[str, str]:
    """Return all prefixes by name: the vocabularies' and the data's own."""
    return dict(sorted((NAMESPACES | iris.prefixes(base)).items()))


@cache
def term(name: str) -> NamedNode:
    """Return the node of a prefixed name of a vocabulary, such as `kg:value`."""
    prefix, _, local = name.partition(":")
    return NamedNode(NAMESPACES[prefix] + local)
