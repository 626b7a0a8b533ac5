"""Tables open right in spreadsheets and data frames, and networks in network tools, with nothing lost."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import networkx as nx
import pyoxigraph as ox
import pytest
from pyarrow import parquet
from small_graph import TEXT, small

from kg import triples
from kg.export import formats, property_graph, tables
from kg.store import Store
from kg.triples import ontology
from kg.triples.vocabulary import term


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.add(triples.encode(small()))
    store.add(ontology.quads())
    return store


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_opens_right_in_excel(store: Store) -> None:
    for data in tables.write_csv(store).values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in data


def test_every_claim_entity_relation_and_turn_has_one_row(store: Store) -> None:
    files = tables.write_csv(store)
    extraction = small()
    assert len(rows(files["claims.csv"])) == len(extraction.metrics)
    assert len(rows(files["relations.csv"])) == len(extraction.relations)
    assert len(rows(files["turns.csv"])) == len(extraction.document.turns)
    keys = {row["label"] for row in rows(files["entities.csv"])}
    assert {entity.label for entity in extraction.entities} <= keys
    iris = [row["entity"] for row in rows(files["entities.csv"])]
    assert len(iris) == len(set(iris))


def test_a_row_says_what_the_claim_says(store: Store) -> None:
    claims = rows(tables.write_csv(store)["claims.csv"])
    port = next(row for row in claims if row["quote"] == "5400万吨")
    assert (port["value"], port["unit"], port["comparator"], port["place"]) == (
        "54000000",
        "吨",
        "kg:moreThan",
        "潍坊港",
    )
    assert TEXT[int(port["begin"]) : int(port["end"])] == "5400万吨"
    assert port["sentence"].startswith("刘运:潍坊港")
    fewer = next(row for row in claims if row["quote"] == "750家")
    assert (fewer["earlier_value"], fewer["period_start"], fewer["said_on"]) == ("1514", "2017", "2022-05-11")


def test_a_text_that_looks_like_a_formula_is_no_formula() -> None:
    store = Store()
    node = ox.NamedNode("https://kg.example/person/x")
    graph = ox.NamedNode("https://kg.example/graph/entities")
    store.add([ox.Quad(node, term("rdf:type"), term("kg:Person"), graph)])
    store.add([ox.Quad(node, term("rdfs:label"), ox.Literal("=cmd|' /C calc'!A0", language="zh"), graph)])
    (row,) = rows(tables.write_csv(store)["entities.csv"])
    assert row["label"] == "'=cmd|' /C calc'!A0"


def test_parquet_has_the_same_rows_and_exact_values(store: Store) -> None:
    files = tables.write_parquet(store)
    for name, data in tables.write_csv(store).items():
        table = parquet.read_table(io.BytesIO(files[name.replace(".csv", ".parquet")]))
        assert table.num_rows == len(rows(data))
    claims = parquet.read_table(io.BytesIO(files["claims.parquet"])).to_pylist()
    for claim, row in zip(claims, rows(tables.write_csv(store)["claims.csv"]), strict=True):
        assert claim["begin"] == int(row["begin"])
        if row["value"]:
            assert Decimal(claim["value_exact"]) == Decimal(row["value"])
            assert claim["value"] == float(row["value"])


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_same_network(store: Store, name: str) -> None:
    (data,) = formats.export(store, name).values()
    network = (nx.read_graphml if name == "graphml" else nx.read_gexf)(io.BytesIO(data))
    graph = property_graph.project(formats.statements(store), store.base)
    assert set(network.nodes) == set(graph.nodes)
    assert sorted((a, data["predicate"], b) for a, b, data in network.edges(data=True)) == sorted(graph.edges)
    port = network.nodes["place:潍坊港"]
    assert port["label"] == "潍坊港"
    assert port["classes"] == "kg:Place|kg:Facility" or port["classes"] == "kg:Facility|kg:Place"
    for key, node in graph.nodes.items():
        for prop, value in node.properties().items():
            assert network.nodes[key][prop] == value


def test_the_property_graph_has_every_statement(store: Store) -> None:
    graph = property_graph.project(formats.statements(store), store.base)
    held = sum(len(node.classes) + sum(map(len, node.values.values())) for node in graph.nodes.values())
    triples_ = {quad.triple for quad in formats.statements(store)}
    assert held + len(graph.edges) == len(triples_) - sum(item.predicate == term("nif:isString") for item in triples_)


def test_several_values_of_a_property_come_apart_again() -> None:
    node = property_graph.Node(values={"skos:altLabel": ["a|b", "c\\", "d"]})
    assert list(property_graph.split(node.properties()["skos:altLabel"])) == ["a|b", "c\\", "d"]


def test_neo4j_edges_join_nodes_that_there_are(store: Store) -> None:
    files = property_graph.neo4j(formats.statements(store), store.base)
    nodes = list(csv.DictReader(io.StringIO(files["nodes.csv"].decode())))
    keys = {row["id:ID"] for row in nodes}
    edges = list(csv.DictReader(io.StringIO(files["edges.csv"].decode())))
    graph = property_graph.project(formats.statements(store), store.base)
    assert len(keys) == len(nodes) == len(graph.nodes)
    assert len(edges) == len(graph.edges)
    assert {row[end] for row in edges for end in (":START_ID", ":END_ID")} <= keys
    claim = next(row for row in nodes if row["kg_valueText"] == "5400万吨")
    assert "MetricClaim" in claim[":LABEL"].split(";")
