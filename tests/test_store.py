"""Queries see all documents, need no prefixes, and explain what is wrong with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from small_graph import TEXT, small

import kg
from kg import triples
from kg.errors import QueryError
from kg.export import nquads
from kg.iris import ONTOLOGY
from kg.store import Store, open_build
from kg.store.explanation import TOOL, explain
from kg.triples import ontology


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.add(triples.encode(small()))
    store.add(triples.encode(small("b.txt", TEXT + "又一句。")))
    store.add(ontology.quads())
    return store


def test_a_query_sees_the_union_of_all_documents(store: Store) -> None:
    assert len(store.table("SELECT ?t { ?t a kg:Transcript }").rows) == 2


def test_a_document_can_be_asked_alone(store: Store) -> None:
    rows = store.table("SELECT DISTINCT ?g { GRAPH ?g { ?t a kg:Transcript } }").rows
    assert len(rows) == 2
    assert len(store.table(f"SELECT ?t {{ GRAPH {rows[0][0]} {{ ?t a kg:Transcript }} }}").rows) == 1


def test_entities_are_said_once_however_many_documents_name_them(store: Store) -> None:
    assert len(store.table('SELECT ?p { ?p rdfs:label "寿光市"@zh }').rows) == 1


def test_the_kinds_of_answers(store: Store) -> None:
    assert store.query("ASK { place:370783 rdfs:label ?l }") is True
    assert store.query("ASK { place:370783 rdfs:label 'x' }") is False
    graph = store.query("DESCRIBE place:370783")
    assert isinstance(graph, tuple)
    assert list(graph) == sorted(graph, key=str)
    with pytest.raises(QueryError, match="SELECT"):
        store.table("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("SELECT ?x { ?x kg:indicater ?y }", "1:16", "did you mean kg:indicator?"),
        ("SELECT ?x {\n  ?x a kg:Metricclaim }", "2:8", "did you mean kg:MetricClaim?"),
        ("SELECT ?x { ?x kg:zzzzzz ?y }", "1:16", "unknown term kg:zzzzzz"),
        ("SELECT ?x { ?x scheme:name ?y }", "1:16", "did you mean schema:?"),
        ("SELECT ?x WHRE { ?x ?y ?z }", "1:16", "did you mean WHERE?"),
        ("SELCT ?x { ?x ?y ?z }", "1:1", "did you mean SELECT?"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "1:1", "only for reading"),
        ("SELECT ?x ?z { ?x ?y ?w } GROUP BY ?x", "1:38", "unbound"),
        ("SELECT ?x { ?x ?y ?z", "1:21", "invalid query"),
        ("", "1:1", "invalid query"),
    ],
)
def test_an_error_points_to_its_place(store: Store, query: str, place: str, words: str) -> None:
    with pytest.raises(QueryError) as error:
        store.query(query)
    first, line, caret = str(error.value).split("\n")
    assert first.startswith(f"{place}: ")
    assert words in first
    assert line in query.split("\n")
    assert caret.strip() == "^"


def test_the_caret_stands_under_the_place_after_wide_characters(store: Store) -> None:
    with pytest.raises(QueryError) as error:
        store.query('SELECT ?x { ?x rdfs:label "潍坊"@zh ; kg:valu ?y }')
    caret = str(error.value).split("\n")[2]
    assert len(caret) - 1 == len('SELECT ?x { ?x rdfs:label "潍坊"@zh ; ') + 2


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?x { ?x rdfs:comment "kg:indicater" } # kg:indicater',
        "SELECT ?x { ?x <https://kg.example/ontology#indicater> ?y }",
        "PREFIX kg: <urn:other:> SELECT ?x { ?x kg:indicater ?y }",
    ],
)
def test_a_term_is_only_checked_where_it_is_one(store: Store, query: str) -> None:
    assert store.table(query).rows == ()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }",
        "SELECT ?x { FILTER (trueSERVICE:x { ?x ?y ?z }) }",
        "SELECT ?x { BIND (1 AS ?z) SERVICESILENT<http://127.0.0.1:9/> { ?x ?y ?z } }",
        "SELECT ?x { service silent ?x { ?x ?y ?z } }",
        "SELECT ?x { S\\u0045RVICE <http://127.0.0.1:9/> { ?x ?y ?z } }",
    ],
)
def test_no_service_is_asked(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is off"):
        store.query(query)


def test_service_is_only_a_keyword_where_it_is_one(store: Store) -> None:
    assert store.table("SELECT ?service { ?service rdfs:comment 'SERVICE' } # SERVICE").rows == ()


def test_the_store_opens_from_a_build_folder(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(nquads(triples.encode(small())))
    store = kg.open(tmp_path)
    assert store.query("ASK { ?c a kg:Claim . kg:Claim rdfs:label ?label }")


def test_the_store_on_disk_is_preferred(tmp_path: Path) -> None:
    engine = ox.Store(str(tmp_path / "store"))
    engine.bulk_extend(triples.encode(small()))
    engine.flush()
    del engine
    assert open_build(tmp_path).query("ASK { ?c a kg:Claim }")


def test_a_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="run kg build first"):
        open_build(tmp_path)


def test_a_broken_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("not n-quads", encoding="utf-8")
    with pytest.raises(QueryError, match=r"graph\.nq"):
        open_build(tmp_path)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses what it deprecates
def test_rdflib_works_on_the_same_statements(store: Store) -> None:
    import rdflib

    graph = store.graph
    claims = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(ONTOLOGY + "MetricClaim")))
    assert len(claims) == len(store.table("SELECT DISTINCT ?c { ?c a kg:MetricClaim }").rows)
    rows = list(graph.query("SELECT ?l { place:370783 rdfs:label ?l }"))
    assert [str(row[0]) for row in rows] == ["寿光市"]  # type: ignore[index]
    graph.add((rdflib.URIRef("urn:a"), rdflib.RDFS.label, rdflib.Literal("甲")))
    assert store.query("ASK { <urn:a> rdfs:label '甲' }") or store.query("ASK { ?g ?p '甲' }")


def test_answers_come_without_rdflib_or_pyshacl() -> None:
    program = (
        "import sys; from small_graph import small; from kg import triples, questions; from kg.store import Store;"
        "from kg.export import turtle, nquads; s = Store(); q = triples.encode(small()); s.add(q); turtle(q);"
        "nquads(q);"
        "s.table('SELECT * { ?s ?p ?o }');"
        "print([name for name in ('rdflib', 'pyshacl', 'pyarrow', 'networkx') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=Path(__file__).parent, text=True
    )
    assert run.stdout.strip() == "[]"


def test_the_explanation_of_a_query(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.add(triples.encode(small()))
    text = explain(store, "SELECT ?label { ?s a kg:Person ; rdfs:label ?label }")
    assert "PREFIX kg: <https://kg.example/ontology#>" in text
    assert "BGP ?s rdf:type kg:Person . ?s rdfs:label ?label" in text
    assert "2 行 rows" in text.splitlines()[-1]
    assert "QuadPattern(?s rdf:type kg:Person)" in text or "pip install oxigraph" in text
    assert "kg serve" in explain(Store(), "ASK { ?s ?p ?o }")


@pytest.mark.skipif(not Path(sys.executable).with_name(TOOL).is_file(), reason="the engine's own tool is not installed")
@pytest.mark.parametrize("query", ["ASK { ?s a kg:Person }", "DESCRIBE ?s { ?s a kg:Person }", "SELECT * { ?s ?p ?o }"])
def test_the_plan_is_the_engines_own(query: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.add(triples.encode(small()))
    plan = explain(store, query).partition("# 计划 plan\n")[2].splitlines()
    assert plan[0].startswith(" ")
    assert "行 rows" in plan[0]


def test_what_cannot_be_asked_is_not_explained() -> None:
    with pytest.raises(QueryError, match="kg:Person"):
        explain(Store(), "ASK { ?s a kg:Persn }")
    with pytest.raises(QueryError, match="SERVICE"):
        explain(Store(), "ASK { SERVICE <http://localhost/> { ?s ?p ?o } }")
