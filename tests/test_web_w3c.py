"""The W3C's own tests of the SPARQL 1.1 Protocol, the Graph Store Protocol's reading and the service description.

All run over a real socket. The graph store is read-only here, so that what its tests write is written by updates.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from web_server import running
from web_w3c import HT, MF, MISSING, SUITE, Entry, body, entries, headers, requests

KASEI = "http://kasei.us/2009/09/sparql/data/"
TOKEN = "secret of the test"  # noqa: S105  # of a server that lives as long as the test
TABULAR = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
RDF_TYPES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
STATUSES = {"OK": 200, "NoContent": 204, "NotFound": 404, "StatusCode2xx": 200}
EXPECTED = {"boolean": TABULAR, "tabular": TABULAR, "RDF": RDF_TYPES}

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=MISSING)


PROTOCOL = entries("protocol")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("w3c")
    store = ox.Store(str(folder / "store"))
    for number in range(4):
        file = SUITE / "protocol" / f"data{number}.nt"
        if file.is_file():
            graph = ox.NamedNode(f"{KASEI}data{number}.rdf")
            store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    store.flush()
    del store
    with running(folder, writable=True, token=TOKEN) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield client


GSP = [entry for part in ("direct", "indirect") for entry in entries("graph-store-protocol", f"manifest-{part}.ttl")]
# Not run, with the reason: what they need is not on the read side.
GSP_LEFT = {"post_get_new_graph": "the server would have to name a new graph"}
READ = [entry for entry in GSP if entry[0] not in GSP_LEFT]


def _send(client: httpx.Client, graph: rdflib.Graph, request: rdflib.term.Node) -> httpx.Response:
    path = _ours(str(graph.value(request, HT.absolutePath)))
    method = str(graph.value(request, HT.methodName))
    return client.request(method, path, content=body(graph, request), headers=headers(graph, request))


def _statuses(graph: rdflib.Graph, expected: rdflib.term.Node) -> set[str]:
    return {str(status)[-3] for status in graph.objects(expected, MF.expectedStatus)}


@pytest.mark.parametrize(("name", "graph", "test"), PROTOCOL, ids=[entry[0] for entry in PROTOCOL])
def test_protocol(name: str, graph: rdflib.Graph, test: rdflib.term.Node, server: httpx.Client) -> None:
    for request in requests(graph, test):
        response = _send(server, graph, request)
        expected: Any = graph.value(request, HT.resp)
        assert str(response.status_code)[0] in _statuses(graph, expected), f"{name}: {response.text}"
        form = graph.value(expected, MF.expectedFormat)
        if form is not None:
            assert response.headers["content-type"].partition(";")[0] in EXPECTED[str(form)]
        answer = graph.value(expected, MF.expectedBoolean)
        if answer is not None:
            assert response.json()["boolean"] == bool(answer), name


def _ours(path: str) -> str:
    """Return a path of the tests as it is here."""
    return path.replace("/sparql/", "/sparql", 1).replace("/gsp", "/graphs", 1)


def _parts(content: bytes, media_type: str) -> list[bytes]:
    """Return the files of a body: one, or several where it is multipart."""
    if not media_type.startswith("multipart/"):
        return [content]
    message = message_from_bytes(f"Content-Type: {media_type}\r\n\r\n".encode() + content)
    return [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]  # type: ignore[misc]


def _written(request: rdflib.term.Node, graph: rdflib.Graph, server: str) -> str:
    """Return the update that does what a request of the Graph Store Protocol writes."""
    address = urlsplit(str(graph.value(request, HT.absolutePath)))
    named = parse_qs(address.query).get("graph") or ([] if address.query else [f"{server}{_ours(address.path)}"])
    content = body(graph, request)
    clear = f"DROP SILENT GRAPH <{named[0]}>" if named else "DROP SILENT ALL"
    method = str(graph.value(request, HT.methodName))
    # The default graph is the union of all here: what is written to it goes into a graph of its own.
    name = named[0] if named else "urn:kg:written"
    files = _parts(content, headers(graph, request).get("content-type", "")) if content else []
    triples = "\n".join(
        f"{triple} ." for file in files for triple in ox.parse(file, format=ox.RdfFormat.TURTLE, base_iri=name)
    )
    insert = f"INSERT DATA {{ GRAPH <{name}> {{ {triples} }} }}" if content else ""
    return insert if method == "POST" else "; ".join(part for part in (clear, insert) if part)


@pytest.mark.parametrize("entry", READ, ids=[entry[0] for entry in READ])
def test_graph_store_reading(entry: Entry, server: httpx.Client) -> None:
    _, graph, test = entry
    server.post("/sparql", data={"update": "DROP SILENT ALL"})  # what the tests before have left
    for request in requests(graph, test):
        if str(graph.value(request, HT.methodName)) not in ("GET", "HEAD"):
            refused = _send(server, graph, request)
            assert refused.status_code == 403, "the graph store is read-only"
            assert (
                server.post(
                    "/sparql", data={"update": _written(request, graph, str(server.base_url).rstrip("/"))}
                ).status_code
                == 204
            )
            continue
        _check_read(graph, request, _send(server, graph, request))


def _check_read(graph: rdflib.Graph, request: rdflib.term.Node, response: httpx.Response) -> None:
    expected: Any = graph.value(request, HT.resp)
    statuses = {STATUSES[str(status).partition("#")[2]] for status in graph.objects(expected, MF.expectedStatus)}
    assert response.status_code in statuses, response.text
    content = body(graph, expected)
    if content is not None:
        assert response.headers["content-type"] == headers(graph, expected)["content-type"]
        found = rdflib.Graph().parse(data=response.text, format="turtle")
        assert isomorphic(found, rdflib.Graph().parse(data=content, format="turtle"))


def test_service_description(server: httpx.Client) -> None:
    """The three service description tests: it is RDF, its endpoint is the one asked, and it says what it is."""
    response = server.get("/sparql", headers={"Accept": "application/rdf+xml;q=0.5, text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    services = list(graph.subjects(RDF.type, sd.Service))
    assert len(services) == 1
    assert graph.value(services[0], sd.endpoint) == rdflib.URIRef(str(server.base_url).rstrip("/") + "/sparql")
    assert (services[0], sd.supportedLanguage, sd.SPARQL11Query) in graph
