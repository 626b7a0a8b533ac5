"""The server as its clients meet it: real sockets, real clients, hostile guests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from web_server import running

from kg.cli import main
from kg.errors import QueryError
from kg.iris import ONTOLOGY
from kg.store.keywords import fetching_keyword
from kg.web.negotiation import BINDINGS, choose
from kg.web.server import serve
from kg.web.settings import Settings
from kg.web.using import with_dataset

EX = "https://kg.example/"
CHINESE, ESCAPED = f"{EX}person/刘运", f"{EX}person/%E5%88%98%E8%BF%90"
GRAPH = f"{EX}graph/一"
SECONDS = 2.0


def _store(folder: Path, size: int = 300) -> None:
    store = ox.Store(str(folder / "store"))
    graph, other = ox.NamedNode(GRAPH), ox.NamedNode(f"{EX}graph/two")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store.add(ox.Quad(ox.NamedNode(CHINESE), label, ox.Literal("刘运", language="zh"), graph))
    person, kind = ox.NamedNode(f"{ONTOLOGY}Person"), ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.add(ox.Quad(ox.NamedNode(CHINESE), kind, person, other))
    store.add(ox.Quad(ox.NamedNode(ESCAPED), label, ox.Literal("escaped"), other))
    for number in range(size):
        subject = ox.NamedNode(f"{EX}n/{number}")
        store.add(ox.Quad(subject, ox.NamedNode(f"{EX}next"), ox.NamedNode(f"{EX}n/{number + 1}"), other))
    store.flush()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("served")
    _store(folder)
    limits = {"seconds": SECONDS, "answer_bytes": 100_000, "request_bytes": 20_000, "workers": 2}
    with running(folder, limits=limits) as client:
        yield client


def ask(client: httpx.Client, query: str, accept: str = "application/sparql-results+json") -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers={"Accept": accept})


LABEL = "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("text/html, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
    ],
)
def test_the_best_liked_form_is_answered(accept: str, expected: str, server: httpx.Client) -> None:
    assert ask(server, LABEL, accept).headers["content-type"].partition(";")[0] == expected


def test_nothing_acceptable_is_406(server: httpx.Client) -> None:
    assert ask(server, LABEL, "image/png").status_code == 406
    assert ask(server, "CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").status_code == 406


def test_a_malformed_accept_is_400(server: httpx.Client) -> None:
    assert ask(server, LABEL, "nonsense").status_code == 400


@pytest.mark.parametrize("iri", [CHINESE, ESCAPED])
def test_chinese_and_escaped_iris_are_different_and_both_found(iri: str, server: httpx.Client) -> None:
    query = f"SELECT ?label {{ <{iri}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
    expected = "刘运" if iri == CHINESE else "escaped"
    for response in (ask(server, query), server.post("/sparql", data={"query": query})):
        assert [row["label"]["value"] for row in response.json()["results"]["bindings"]] == [expected]


def test_sparqlstore_reads_it(server: httpx.Client) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        store = SPARQLStore(str(server.base_url).rstrip("/") + "/sparql", method=method, returnFormat="json")
        labels = [str(row[0]) for row in rdflib.Graph(store).query(LABEL) if isinstance(row, ResultRow)]
        assert labels == ["escaped", "刘运"], method


def test_sparqlwrapper_reads_it(server: httpx.Client) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(str(server.base_url).rstrip("/") + "/sparql", returnFormat="json")
    for method in ("GET", "POST"):
        client.setMethod(method)
        client.setQuery(LABEL)
        rows = client.queryAndConvert()["results"]["bindings"]
        assert [row["label"]["value"] for row in rows] == ["escaped", "刘运"]


def test_head_has_the_headers_and_no_body(server: httpx.Client) -> None:
    got = server.get("/sparql", params={"query": "ASK {}"})
    head = server.head("/sparql", params={"query": "ASK {}"})
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == got.headers["etag"]


def test_an_answer_that_is_known_is_304(server: httpx.Client) -> None:
    first = ask(server, LABEL)
    again = server.get(
        "/sparql", params={"query": LABEL}, headers={**first.request.headers, "If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304
    assert again.content == b""
    assert ask(server, "ASK {}").headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("dataset", [f"FROM <{GRAPH}>", f"from<{GRAPH}>", f"FROM NAMED <{EX}graph/two>"])
def test_a_query_that_names_its_graphs_gets_those(dataset: str, server: httpx.Client) -> None:
    everything = ask(server, "SELECT * { ?s ?p ?o }").json()["results"]["bindings"]
    named = ask(server, f"SELECT * {dataset} {{ ?s ?p ?o }}").json()["results"]["bindings"]
    assert len(everything) == 303
    assert len(named) == (0 if "NAMED" in dataset else 1)


def test_a_function_that_does_not_exist_is_400(server: httpx.Client) -> None:
    assert ask(server, f"SELECT (<{EX}none>(1) AS ?x) {{}}").status_code == 400


def test_large_answers_are_compressed(server: httpx.Client) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 100"
    assert ask(server, query).headers["content-encoding"] == "gzip"
    plain = server.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


def test_no_cors_unless_asked_for(server: httpx.Client) -> None:
    response = server.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers


def test_every_answer_carries_the_security_headers(server: httpx.Client) -> None:
    for path in ("/sparql", "/health", "/metrics", "/no-such-page", "/sparql?query=nonsense"):
        headers = server.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"


def test_input_is_not_reflected_as_markup(server: httpx.Client) -> None:
    response = ask(server, "SELECT <script>alert(1)</script>")
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/plain")


def test_graph_store_reads(server: httpx.Client) -> None:
    graph = server.get("/graphs", params={"graph": GRAPH}, headers={"Accept": "text/turtle"})
    assert (rdflib.URIRef(CHINESE), rdflib.RDFS.label, rdflib.Literal("刘运", lang="zh")) in rdflib.Graph().parse(
        data=graph.text, format="turtle"
    )
    assert server.get("/graphs", params={"graph": f"{EX}none"}).status_code == 404
    assert server.get("/graphs").status_code == 400
    assert server.get("/graphs", params={"default": ""}).status_code == 200
    assert server.put("/graphs", params={"graph": GRAPH}, content=b"").status_code == 403


def test_updates_are_refused(server: httpx.Client) -> None:
    assert server.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert ask(server, LABEL).json()["results"]["bindings"]


HOSTILE = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "long paths": f"SELECT (COUNT(*) AS ?n) {{ ?a <{EX}next>* ?b . ?c <{EX}next>* ?d . ?e <{EX}next>* ?f }}",
    "sorting a product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_query_is_stopped_and_the_server_goes_on(query: str, server: httpx.Client) -> None:
    response = ask(server, query)
    assert response.status_code in (500, 504), response.text
    assert ask(server, "ASK {}").json()["boolean"]


def test_an_answer_beyond_the_bound_is_413(server: httpx.Client) -> None:
    assert ask(server, "SELECT * { ?a ?b ?c . ?d ?e ?f }").status_code == 413


def test_a_request_beyond_the_bound_is_413(server: httpx.Client) -> None:
    assert server.post("/sparql", data={"query": "ASK {}" + " " * 30_000}).status_code == 413

    def chunks() -> Iterator[bytes]:
        yield from (b"query=ASK" + b"+" * 10_000 for _ in range(4))

    chunked = server.post("/sparql", content=chunks(), headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert chunked.status_code == 413


def test_a_catastrophic_regex_is_none(server: httpx.Client) -> None:
    query = f'SELECT * {{ BIND("{"a" * 5000}!" AS ?t) FILTER REGEX(?t, "^(a+)+$") }}'
    assert ask(server, query).json()["results"]["bindings"] == []


def test_many_at_once(server: httpx.Client) -> None:
    with ThreadPoolExecutor(20) as pool:
        statuses = set(pool.map(lambda _: ask(server, LABEL).status_code, range(100)))
    assert statuses == {200}


FETCHING = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT*{{SERVICESILENT<{0}>{{?s ?p ?o}}}}",
    "PREFIX :<{0}> SELECT*{{SERVICE:x{{?s ?p ?o}}}}",
    "SELECT*{{BIND(true as ?t)FILTER(1=1)sErViCe<{0}>{{?s ?p ?o}}}}",
    "SELECT*{{OPTIONAL{{?s ?p true}}OPTIONAL{{?s ?p trueSERVICE<{0}>{{?s ?p ?o}}}}}}",
    'SELECT*{{FILTER("""a""" = "a")SERVICE<{0}>{{?s ?p ?o}}}}',
    "SELECT*{{FILTER(1<2)SERVICE<{0}>{{?s ?p ?o}}FILTER(2>1)}}",
    "SELECT*{{ # comment\nSERVICE<{0}>{{?s ?p ?o}}}}",
    "SELECT*{{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
)


class _Trap(BaseHTTPRequestHandler):
    hits: list[str] = []  # noqa: RUF012  # the server makes one object a request: they share the list

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET  # noqa: N815  # the name that the base class calls


@pytest.fixture(scope="module")
def trap() -> Iterator[str]:
    listener = HTTPServer(("127.0.0.1", 0), _Trap)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listener.server_port}/"
    listener.shutdown()
    listener.server_close()


@pytest.mark.parametrize("query", FETCHING)
def test_nothing_is_ever_fetched(query: str, server: httpx.Client, trap: str) -> None:
    assert ask(server, query.format(trap)).status_code == 400
    assert _Trap.hits == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE <x>' AS ?x) {}",
        "SELECT ?SERVICE { ?SERVICE ?p ?o }",
        "SELECT * { ?s <http://example.org/SERVICE> 1 } # SERVICE <x>",
        "PREFIX ex: <http://example.org/> SELECT * { ?s ex:service ?o ; ex:LOAD 1 }",
    ],
)
def test_the_words_alone_are_harmless(query: str) -> None:
    assert fetching_keyword(query) is None


def test_load_is_refused_even_where_updates_are_allowed(tmp_path: Path, trap: str) -> None:
    _store(tmp_path, 1)
    with running(tmp_path, writable=True, token="t") as client:  # noqa: S106  # of this test alone
        headers = {"Authorization": "Bearer t"}
        for update in (f"LOAD <{trap}>", f"LOAD SILENT <{trap}>", "LOAD <file:///etc/passwd>"):
            assert client.post("/sparql", data={"update": update}, headers=headers).status_code == 400
        insert = client.post("/sparql", data={"update": f"INSERT DATA {{ <{EX}a> <{EX}b> 1 }}"}, headers=headers)
        assert insert.status_code == 204
        assert client.post("/sparql", data={"query": f"ASK {{ <{EX}a> <{EX}b> 1 }}"}, headers=headers).json()["boolean"]
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 401
    assert _Trap.hits == []


def test_what_an_update_adds_is_found(tmp_path: Path) -> None:
    _store(tmp_path, 1)
    with running(tmp_path, writable=True, token="t") as client:  # noqa: S106  # of this test alone
        headers = {"Authorization": "Bearer t"}
        named = f'<{EX}桥> a kg:Place ; rdfs:label "新月桥"@zh'
        for expected, update in ((0, ""), (1, f"INSERT DATA {{ {named} }}"), (0, f"DELETE DATA {{ {named} }}")):
            if update:
                assert client.post("/sparql", data={"update": update}, headers=headers).status_code == 204
            found = client.get("/api/search", params={"q": "新月桥"}, headers=headers).json()
            assert len(found) == expected


def test_names_that_resolve_here_by_trickery_are_refused(server: httpx.Client) -> None:
    assert server.get("/health", headers={"Host": "evil.example"}).status_code == 421


def test_cors_when_asked_for(tmp_path: Path) -> None:
    _store(tmp_path, 1)
    with running(tmp_path, cors="https://pages.example") as client:
        preflight = client.options(
            "/sparql", headers={"Origin": "https://pages.example", "Access-Control-Request-Method": "POST"}
        )
        assert preflight.headers["access-control-allow-origin"] == "https://pages.example"
        assert "access-control-allow-credentials" not in preflight.headers


@pytest.mark.parametrize("settings", [{"host": "0.0.0.0"}, {"writable": True}], ids=["open", "writable"])  # noqa: S104
def test_no_token_no_service(settings: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="--token"):
        serve(Settings(tmp_path, **settings))  # type: ignore[arg-type]


def test_a_folder_without_a_build_is_refused_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "-d", str(tmp_path)]) == 2
    assert "kg build" in capsys.readouterr().err


def test_a_taken_address_is_refused_in_a_line(server: httpx.Client, tmp_path: Path) -> None:
    _store(tmp_path)
    with pytest.raises(QueryError, match=f":{server.base_url.port}: 无法监听"):
        serve(Settings(folder=tmp_path, port=server.base_url.port or 0))


def test_metrics_count(server: httpx.Client) -> None:
    ask(server, "ASK {}")
    server.get("/unheard-of")
    text = server.get("/metrics").text
    assert 'kg_answers_total{path="/sparql",status="200"}' in text
    assert "unheard-of" not in text


def test_ties_go_to_the_form_we_prefer() -> None:
    assert choose("*/*", BINDINGS) == "application/sparql-results+json"
    assert choose(None, BINDINGS) == "application/sparql-results+json"


def test_a_running_query_finishes_before_the_server_ends(tmp_path: Path) -> None:
    _store(tmp_path, 100)
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # a good fraction of a second of work
    with ThreadPoolExecutor(1) as pool:
        with running(tmp_path, limits={"workers": 1}) as client:
            url = str(client.base_url.join("/sparql"))
            client.get("/api/overview")  # what the server asks itself at its start is answered then
            answer = pool.submit(httpx.get, url, params={"query": query}, timeout=60)
            while b"kg_running_queries 1.0" not in client.get("/metrics").content:
                assert not answer.done(), "the query is too quick to be interrupted"
        # The server has ended by SIGTERM here, and well.
        assert answer.result().json()["results"]["bindings"][0]["n"]["value"] == str(103**3)
        with pytest.raises(httpx.ConnectError):
            httpx.get(url)


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (
            "INSERT { ?s <a:b> 1 } WHERE { ?s ?p ?o }",
            "INSERT { ?s <a:b> 1 } USING <g:1> USING NAMED <g:2> WHERE { ?s ?p ?o }",
        ),
        (
            "DELETE WHERE { ?s ?p 'WHERE }' }",
            "DELETE  { ?s ?p 'WHERE }' } USING <g:1> USING NAMED <g:2> WHERE { ?s ?p 'WHERE }' }",
        ),
        ("INSERT DATA { <a:b> <a:c> 1 } # WHERE", "INSERT DATA { <a:b> <a:c> 1 } # WHERE"),
        (
            "DELETE { ?s ?p ?o } WHERE { { SELECT * WHERE { ?s ?p ?o } } } ; CLEAR ALL",
            "DELETE { ?s ?p ?o } USING <g:1> USING NAMED <g:2> WHERE { { SELECT * WHERE { ?s ?p ?o } } } ; CLEAR ALL",
        ),
    ],
)
def test_the_data_set_of_an_update_is_written_into_it(update: str, expected: str) -> None:
    written = with_dataset(update, ("g:1",), ("g:2",))
    assert written == expected
    ox.Store().update(written)


@pytest.mark.parametrize(
    "update",
    [
        "WITH <g:0> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p 1 } USING <g:0> WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p 1 } \\u0057HERE { ?s ?p ?o }",
    ],
)
def test_two_data_sets_for_one_update_are_refused(update: str) -> None:
    with pytest.raises(ValueError, match="using-graph-uri"):
        with_dataset(update, ("g:1",), ())


def test_a_data_set_is_named_by_iris() -> None:
    with pytest.raises(ValueError, match="IRI"):
        with_dataset("CLEAR ALL", ("x y",), ())


def test_words_are_searched_from_sparql(server: httpx.Client) -> None:
    found = ask(server, 'SELECT ?label { ?s kg:search "刘运" ; rdfs:label ?label }').json()["results"]["bindings"]
    assert [row["label"]["value"] for row in found] == ["刘运"]
