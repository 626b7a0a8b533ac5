"""What the graph says of one document, in the compact form from which the page writes Turtle."""

from __future__ import annotations

import re

from kg import triples
from kg.iris import ONTOLOGY
from kg.model import Extraction
from kg.page.content import Json
from kg.triples import ontology

LABEL = re.compile('"(?P<text>.*)"@(?P<language>[a-z]+)')
RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def name_classes(types: set[str]) -> dict[str, list[str]]:
    """Return what the ontology calls classes, in Chinese and in English where it has both, by local name."""
    names: dict[str, dict[str, str]] = {}
    for triple in ontology.triples():
        local = str(triple.subject).strip("<>").removeprefix(ONTOLOGY)
        label = LABEL.fullmatch(str(triple.object))
        if local in types and str(triple.predicate) == RDFS_LABEL and label:
            names.setdefault(local, {})[label["language"]] = label["text"]
    return {local: [found.get("zh", local), found.get("en", local)] for local, found in sorted(names.items())}


def describe_statements(extraction: Extraction, base: str) -> Json:
    """Return the terms of a document's graph in N-Triples form and its statements as triples of their numbers."""
    numbers: dict[str, int] = {}
    quads = triples.encode(extraction, base)
    terms = (str(term) for quad in quads for term in (quad.subject, quad.predicate, quad.object))
    rows = [numbers.setdefault(term, len(numbers)) for term in terms]
    return {"terms": list(numbers), "statements": rows}
