"""Evidence as Web Annotations: the position selector and the quote selector of each claim's words, by one CONSTRUCT."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store import Store
from kg.triples import syntax

CONTEXT = 16  # characters of prefix and suffix, enough to find the words again in a changed text
QUERY = """
CONSTRUCT {
  ?annotation a oa:Annotation ; oa:hasBody ?claim ; oa:hasTarget ?target ; oa:motivatedBy oa:identifying .
  ?target a oa:SpecificResource ; oa:hasSource ?text ; oa:hasSelector ?position , ?selector .
  ?position a oa:TextPositionSelector ; oa:start ?begin ; oa:end ?end .
  ?selector a oa:TextQuoteSelector ; oa:exact ?quote ; oa:prefix ?before ; oa:suffix ?after .
} WHERE {
  ?claim a kg:Claim ; kg:evidence ?words .
  ?words nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext ?text .
  ?text nif:isString ?string .
  BIND (IF(?begin > CONTEXT, ?begin - CONTEXT, 0) AS ?from)
  BIND (SUBSTR(?string, ?from + 1, ?begin - ?from) AS ?before)
  BIND (SUBSTR(?string, ?end + 1, CONTEXT) AS ?after)
  BIND (IRI(CONCAT("BASE", "annotation/", REPLACE(STR(?claim), "^.*/([^/]+/[^/]+)$", "$1"))) AS ?annotation)
  BIND (IRI(CONCAT(STR(?annotation), "#target")) AS ?target)
  BIND (IRI(CONCAT(STR(?annotation), "#position")) AS ?position)
  BIND (IRI(CONCAT(STR(?annotation), "#quote")) AS ?selector)
}
"""


def turtle(store: Store) -> bytes:
    """Return the annotations in Turtle; offsets are Unicode code points, half-open, as in the graph."""
    found = store.solve(QUERY.replace("CONTEXT", str(CONTEXT)).replace("BASE", store.base))
    assert isinstance(found, ox.QueryTriples)  # noqa: S101 - it is a CONSTRUCT
    return syntax.turtle([ox.Quad(item.subject, item.predicate, item.object) for item in found], store.base)
