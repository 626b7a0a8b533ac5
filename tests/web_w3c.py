"""The W3C's own SPARQL 1.1 tests as they lie beside the project: where they are and what their manifests list."""

from __future__ import annotations

from pathlib import Path

import rdflib
from rdflib.collection import Collection

SUITE = Path(__file__).parents[2] / "shared" / "rdf-tests" / "sparql11"
MISSING = f"the W3C tests are not at {SUITE}"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
Entry = tuple[str, rdflib.Graph, rdflib.term.Node]


def entries(suite: str, manifest: str = "manifest.ttl") -> list[Entry]:
    """Return the tests of a manifest in its order: name, its graph, the test's node; none where it is not."""
    path = SUITE / suite / manifest
    if not path.is_file():
        return []
    graph = rdflib.Graph().parse(path)
    tests = [node for listed in graph.objects(None, MF.entries) for node in Collection(graph, listed)]
    return [(str(node).partition("#")[2], graph, node) for node in tests]


def requests(graph: rdflib.Graph, test: rdflib.term.Node) -> list[rdflib.term.Node]:
    """Return the requests of a test of a protocol, in order."""
    action = graph.value(test, MF.action)
    return [node for listed in graph.objects(action, HT.requests) for node in Collection(graph, listed)]


def headers(graph: rdflib.Graph, message: rdflib.term.Node) -> dict[str, str]:
    """Return the headers of a request or an answer."""
    return {
        str(graph.value(node, HT.fieldName)): str(graph.value(node, HT.fieldValue))
        for listed in graph.objects(message, HT.headers)
        for node in Collection(graph, listed)
    }


def body(graph: rdflib.Graph, message: rdflib.term.Node) -> bytes | None:
    """Return the body of a request or an answer, if it has one."""
    content = graph.value(message, HT.body)
    if content is None:
        return None
    return str(graph.value(content, CNT.chars)).encode(str(graph.value(content, CNT.characterEncoding) or "utf-8"))
