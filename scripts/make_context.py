"""Writes ontology/context.jsonld from ontology/kg.ttl: short names for JSON-LD, typed so that values are plain."""

from __future__ import annotations

import json
from pathlib import Path

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

from kg.triples.vocabulary import NAMESPACES

ONTOLOGY = Path(__file__).parent.parent / "ontology"
CLASSES = (OWL.Class, RDFS.Class)
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
IN_CHINESE = ("rdfs:label", "skos:prefLabel", "skos:altLabel", "nif:anchorOf", "nif:isString", "dcterms:title")
TYPED = {"nif:beginIndex": "integer", "nif:endIndex": "integer", "schema:position": "integer"}


def make() -> str:
    """Return the text of the context."""
    graph = Graph().parse(ONTOLOGY / "kg.ttl", format="turtle")
    context: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    context |= dict(sorted(NAMESPACES.items()))
    terms = sorted({str(term) for kind in (*CLASSES, *PROPERTIES) for term in graph.subjects(RDF.type, kind)})
    own = [term for term in terms if term.startswith(NAMESPACES["kg"])]
    taken: set[str] = set(context)
    for term in (*own, *(term for term in terms if term not in own)):
        name = graph.namespace_manager.curie(URIRef(term))
        short = name.partition(":")[2]
        if name != "rdf:type":
            key = short if short not in taken else name.replace(":", "_")
            taken.add(key)
            context[key] = _definition(graph, URIRef(term), name)
    return json.dumps({"@context": context}, ensure_ascii=False, indent=2) + "\n"


def _definition(graph: Graph, term: URIRef, name: str) -> object:
    kinds = set(graph.objects(term, RDF.type))
    ranged = graph.value(term, RDFS.range)
    if OWL.ObjectProperty in kinds:
        return {"@id": name, "@type": "@id"}
    if ranged == RDF.langString or name in IN_CHINESE:
        return {"@id": name, "@language": "zh"}
    if ranged == XSD.decimal:
        return {"@id": name, "@type": "xsd:decimal"}
    if name in TYPED:
        return {"@id": name, "@type": f"xsd:{TYPED[name]}"}
    return name


if __name__ == "__main__":
    (ONTOLOGY / "context.jsonld").write_text(make(), encoding="utf-8")
