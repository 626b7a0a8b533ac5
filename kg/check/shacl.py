"""SHACL by pySHACL, the reference against which the compiled shapes are tested."""

from __future__ import annotations

from kg.check.findings import Finding
from kg.export import ntriples
from kg.store import Store
from kg.triples import ontology


def find(store: Store) -> list[Finding]:
    """Return what violates the shapes in the union of all graphs of a store."""
    from pyshacl import validate  # these two take a second to import, which only a check should pay
    from rdflib import SH, Graph

    data = Graph().parse(data=ntriples(store.engine), format="nt")
    shapes = Graph().parse(data=ontology.read("shapes.ttl"), format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False, inference="none")
    return sorted(
        {
            Finding(str(report.value(result, SH.resultMessage)), str(report.value(result, SH.focusNode)))
            for result in report.subjects(SH.resultSeverity)
        }
    )
