"""Answers in every form, with Chinese columns that line up."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from small_graph import small

from kg import triples
from kg.errors import QueryError
from kg.results import read, render, shorten, width
from kg.store import Store
from kg.triples.vocabulary import prefixes

LABELS = "SELECT ?e ?label { ?e a kg:Place ; rdfs:label ?label } ORDER BY ?e"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.add(triples.encode(small()))
    return store


def test_columns_line_up_under_wide_characters(store: Store) -> None:
    query = 'SELECT ?a ?b { VALUES (?a ?b) { ("潍坊" "x") ("ab" "y") (UNDEF "é") } }'
    lines = render(store.solve(query)).splitlines()
    assert lines[0] == "a     b"
    assert lines[1] == "────  ─"
    assert sorted(lines[2:5]) == sorted(["潍坊  x", "ab    y", "      é"])
    assert lines[5] == "（3 行 rows）"


@pytest.mark.parametrize(("text", "columns"), [("潍坊", 4), ("ab", 2), ("e\u0301", 1), ("，", 2), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_long_cell_is_cut_on_a_terminal_and_nowhere_else(store: Store) -> None:
    query = f'SELECT ?a {{ VALUES ?a {{ "{"长" * 200}" }} }}'
    assert width(render(store.solve(query)).splitlines()[2]) <= 72
    assert "…" in render(store.solve(query))
    for form in ("csv", "tsv", "json", "xml", "markdown"):
        assert "长" * 200 in render(store.solve(query), form)


def test_csv_tsv_json_and_xml_are_the_w3c_forms(store: Store) -> None:
    answer = store.table(LABELS)
    rows = list(csv.reader(io.StringIO(render(store.solve(LABELS), "csv"))))
    assert rows[0] == ["e", "label"]
    assert [row[1] for row in rows[1:]] == [row[1].value for row in answer.rows if isinstance(row[1], ox.Literal)]
    assert render(store.solve(LABELS), "tsv").startswith("?e\t?label\n<https://kg.example/place/")
    document = json.loads(render(store.solve(LABELS), "json"))
    assert document["head"]["vars"] == ["e", "label"]
    assert len(document["results"]["bindings"]) == len(answer.rows)
    root = ET.fromstring(render(store.solve(LABELS), "xml"))  # noqa: S314 - our own text
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == len(answer.rows)


def test_markdown_has_no_markup_of_a_documents_text(store: Store) -> None:
    query = 'SELECT ?a { VALUES ?a { "<b>|*x*[y](z)`\\\\" } }'
    assert render(store.solve(query), "markdown").splitlines()[2] == "| \\<b\\>\\|\\*x\\*\\[y\\](z)\\`\\\\ |"


def test_yes_and_no(store: Store) -> None:
    assert render(store.solve("ASK { ?s a kg:Place }")) == "是 yes\n"
    assert render(store.solve("ASK { ?s a kg:Event }")) == "否 no\n"
    assert json.loads(render(store.solve("ASK { ?s a kg:Place }"), "json"))["boolean"] is True


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib parses JSON-LD by what it deprecates
@pytest.mark.parametrize(
    ("form", "syntax"), [("ttl", "turtle"), ("table", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")]
)
def test_graphs(store: Store, form: str, syntax: str) -> None:
    query = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a kg:Place ; rdfs:label ?l }"
    found = rdflib.Graph().parse(data=render(store.solve(query), form), format=syntax)
    answer = store.query(query)
    assert isinstance(answer, tuple)
    assert len(found) == len(answer)


@pytest.mark.parametrize(("query", "form"), [("ASK {}", "ttl"), (LABELS, "ttl"), ("DESCRIBE place:370783", "csv")])
def test_a_form_that_does_not_fit_is_refused_with_those_that_do(store: Store, query: str, form: str) -> None:
    with pytest.raises(QueryError, match="--format table"):
        render(store.solve(query), form)


def test_terms_as_people_read_them() -> None:
    names = prefixes()
    assert shorten(ox.NamedNode("https://kg.example/place/370783"), names) == "place:370783"
    assert shorten(ox.NamedNode("urn:x"), names) == "urn:x"
    assert shorten(ox.Literal("潍坊", language="zh"), names) == "潍坊"
    assert shorten(None, names) == ""


def test_the_same_graph_gives_the_same_answer_in_the_same_order(store: Store) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    other = Store()
    other.add(reversed(triples.encode(small())))
    assert read(store.solve(query)) == read(other.solve(query))
