"""Each RDF syntax, read back by another program than the one that wrote it, is the same graph, byte for byte stable."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from small_graph import TEXT, small

from kg import triples
from kg.errors import OutputError
from kg.export import formats, rdf
from kg.model import Source
from kg.store import Store
from kg.triples import ontology
from kg.values import replace

QUADS = triples.encode(small())


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.add(QUADS)
    store.add(ontology.quads())
    return store


def graph_of(quads: tuple[ox.Quad, ...]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for quad in quads:
        graph.parse(data=f"{quad.triple} .", format="nt")
    return graph


def rdflib_term(term: object) -> rdflib.URIRef | rdflib.Literal:
    """Return a term of ours as rdflib's."""
    if not isinstance(term, ox.Literal):
        return rdflib.URIRef(str(term).strip("<>"))
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))


@pytest.fixture(scope="module")
def expected() -> rdflib.Graph:
    return graph_of(QUADS)


@pytest.mark.parametrize(("name", "syntax"), [("turtle", "turtle"), ("nt", "nt"), ("rdfxml", "xml")])
def test_rdflib_reads_the_same_graph(store: Store, expected: rdflib.Graph, name: str, syntax: str) -> None:
    (data,) = formats.export(store, name).values()
    found = rdflib.Graph().parse(data=data, format=syntax)
    assert len(found) == len({quad.triple for quad in QUADS})
    assert isomorphic(found, expected)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib parses by what it deprecates
@pytest.mark.parametrize(("name", "syntax"), [("trig", "trig"), ("nq", "nquads")])
def test_rdflib_reads_the_same_data_set(store: Store, name: str, syntax: str) -> None:
    (data,) = formats.export(store, name).values()
    found = rdflib.Dataset()
    found.parse(data=data, format=syntax)
    lines = {" ".join(term.n3() for term in quad if term is not None) for quad in found.quads()}
    assert lines == {" ".join(rdflib_term(term).n3() for term in quad) for quad in QUADS}


def test_pyoxigraph_reads_the_json_ld_that_rdflib_compacted(store: Store) -> None:
    (data,) = formats.export(store, "jsonld").values()
    found = {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.JSON_LD)}
    assert found == {quad.triple for quad in QUADS}


def test_json_ld_reads_like_json(store: Store) -> None:
    (data,) = formats.export(store, "jsonld").values()
    text = data.decode()
    for words in ('"indicatorText": "吞吐量"', '"valueText": "5400万吨"', '"value": "54000000"', '"label": "潍坊市"'):
        assert words in text


@pytest.mark.parametrize("name", [*formats.FORMATS, *formats.MODELS])
def test_the_order_of_statements_changes_no_byte(store: Store, name: str) -> None:
    shuffled = list(store.engine)
    shuffled = shuffled[1::2] + shuffled[::2][::-1]
    other = Store()
    for quad in shuffled:
        other.engine.add(quad)
    assert formats.export(other, name) == formats.export(store, name)


@pytest.mark.parametrize("name", [*formats.FORMATS, *formats.MODELS])
def test_no_export_has_blank_nodes_or_the_ontology(store: Store, name: str) -> None:
    for data in formats.export(store, name).values():
        assert b"_:" not in data
        assert b"owl#Ontology" not in data


def test_control_characters_do_not_break_xml() -> None:
    extraction = small()
    source = replace(extraction.document.source, text=TEXT + "\x00\x0b")
    assert isinstance(source, Source)
    quads = triples.encode(replace(extraction, document=replace(extraction.document, source=source)))
    found = rdflib.Graph().parse(data=rdf.rdfxml(quads), format="xml")
    texts = {str(text) for _, predicate, text in found if str(predicate).endswith("isString")}
    assert texts == {TEXT + "\ufffd\ufffd"}


def test_the_base_is_kept() -> None:
    quads = triples.encode(small(), "http://localhost/kg/")
    text = rdf.jsonld(quads, "http://localhost/kg/").decode()
    assert "http://localhost/kg/claim/" in text or '"id": "claim:' in text
    assert "https://kg.example/claim" not in text


def test_an_unknown_format_is_refused_with_the_known_ones(store: Store) -> None:
    with pytest.raises(OutputError, match="turtle trig nt"):
        formats.export(store, "docx")
