"""What the graph says of one document, in the compact form from which the page writes Turtle."""

from __future__ import annotations

from kg import triples
from kg.model import Extraction
from kg.page.content import Json


def describe_statements(extraction: Extraction, base: str) -> Json:
    """Return the terms of a document's graph in N-Triples form and its statements as triples of their numbers."""
    numbers: dict[str, int] = {}
    quads = triples.encode(extraction, base)
    terms = (str(term) for quad in quads for term in (quad.subject, quad.predicate, quad.object))
    rows = [numbers.setdefault(term, len(numbers)) for term in terms]
    return {"terms": list(numbers), "statements": rows}
