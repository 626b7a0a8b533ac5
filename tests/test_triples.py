"""What an extraction becomes in RDF, and what never depends on anything but the extraction."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graph import TEXT, small, span

from kg import triples
from kg.export import nquads, turtle
from kg.lexicon import Lexicon
from kg.model import Source, Turn
from kg.pipeline import extract
from kg.store import Store
from kg.triples import literals
from kg.triples.dialogue import follow
from kg.triples.statements import Statements
from kg.triples.vocabulary import term
from kg.values import replace

BASE = "https://kg.example/"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.add(triples.encode(small()))
    return store


def ask(store: Store, pattern: str) -> bool:
    answer = store.query(f"ASK {{ {pattern} }}")
    assert isinstance(answer, bool)
    return answer


def claim(quote: str) -> str:
    """Return the pattern of the claim that rests on a quote."""
    return f'?claim a kg:MetricClaim ; kg:valueText "{quote}"@zh ; '


@pytest.mark.parametrize(
    "pattern",
    [
        claim("5400万吨")
        + "kg:value 54000000.0 ; kg:comparator kg:moreThan ; qudt:hasUnit unit:吨 ; kg:kind kg:level .",
        claim("5400万吨")
        + "kg:indicator indicator:港口吞吐量 ; kg:indicatorText '吞吐量'@zh ; kg:place place:潍坊港 .",
        claim("5400万吨") + "kg:speaker person:刘运 ; kg:saidOn '2022-05-11'^^xsd:date ; kg:status kg:actual .",
        claim("5400万吨")
        + "kg:evidence ?e . ?e nif:anchorOf '5400万吨'@zh ; nif:referenceContext/nif:isString ?text .",
        claim("5400万吨") + "kg:sentence/nif:anchorOf '刘运:潍坊港吞吐量突破5400万吨,是2012年的2.7倍。'@zh .",
        claim("5400万吨") + "kg:statedIn/kg:answers/kg:outlet outlet:大众日报 .",
        claim("2.7倍") + "kg:value 2.7 ; kg:kind kg:multiple ; kg:baseline '2012年'@zh .",
        claim("2.7倍") + "kg:baselinePeriod/schema:startDate '2012-01-01'^^xsd:date .",
        claim("750家") + "kg:value 750.0 ; kg:earlierValue 1514.0 ; kg:direction kg:down ; kg:inferred kg:place .",
        claim("750家") + "kg:earlierEvidence/nif:anchorOf '1514家'@zh ; kg:periodText '2017年以来'@zh .",
        claim("750家") + "kg:period/time:hasBeginning/time:inXSDgYear '2017'^^xsd:gYear .",
        claim("20%到30%")
        + "a kg:Commitment ; kg:due '2025'^^xsd:gYear ; kg:low 20.0 ; kg:high 30.0 ; kg:status kg:target .",
        claim("1/10") + "kg:quotedIn/kg:speaker/rdfs:label '李明'@zh ; kg:whole '中心城区'@zh ; qudt:hasUnit unit:1 .",
        claim("1/10") + "kg:place ?scope . ?scope a kg:Scope ; dcterms:isPartOf place:370700 .",
        "?c a kg:Conferral ; kg:subject place:370783 ; kg:object title:全国百强县 ; kg:period ?period .",
        "place:370783 kg:receivedTitle title:全国百强县 . person:刘运 kg:holdsPost post:副市长 .",
        "?m a org:Membership ; org:member person:刘运 ; org:role/rdfs:label '副市长'@zh .",
        "organization:潍坊市人民政府 kg:issued policy:绿地规划 . place:潍坊港 kg:locatedIn place:370700 .",
        "?r a kg:RelationClaim ; kg:relation 'visited' ; kg:subjectText '李明'@zh ; kg:object place:370783 .",
        "?conference a kg:PressConference ; kg:home place:370700 ; kg:inferred kg:home , kg:date .",
        "?transcript a kg:Transcript ; dcterms:title '绿地发布会'@zh ; kg:recordOf/kg:occasion '绿地'@zh .",
        "?turn a kg:Moderation ; kg:speaker kg:unknownSpeaker . ?answer a kg:Answer ; kg:postText '副市长'@zh .",
        "?words a kg:Mention ; itsrdf:taIdentRef place:370783 ; itsrdf:taClassRef kg:Place ; nif:anchorOf '寿光'@zh .",
        "?words a kg:Mention ; nif:anchorOf '李明'@zh ; kg:note ?y . FILTER NOT EXISTS { ?words itsrdf:taIdentRef ?x }",
        "?words a kg:Numeral ; kg:numeralClass kg:unresolvedNumeral ; nif:anchorOf '12345'@zh .",
        "place:370700 a kg:AdministrativeDivision ; schema:latitude 36.7 ; skos:altLabel '潍坊'@zh .",
        "place:370700 kg:divisionCode '370700' ; dcterms:isPartOf place:370000 .",
        "place:370700 geo:hasGeometry/geo:asWKT 'POINT(119.1619 36.7)'^^geo:wktLiteral .",
        "?d a kg:DerivedValue ; kg:value -764.0 ; kg:formula '750 - 1514' ; prov:wasDerivedFrom/kg:value 750.0 .",
        "unit:吨 skos:exactMatch <http://qudt.org/vocab/unit/TONNE> ; rdfs:label '吨'@zh .",
        "policy:绿地规划 kg:issuerText '市政府'@zh ; kg:year '2021'^^xsd:gYear .",
    ],
)
def test_the_graph_says(store: Store, pattern: str) -> None:
    assert ask(store, pattern)


def test_every_quote_equals_the_text_between_its_offsets(store: Store) -> None:
    rows = store.table("SELECT (STR(?s) AS ?iri) ?quote { ?s nif:anchorOf ?quote }").rows
    assert len(rows) > 30
    for iri, quote in rows:
        assert isinstance(iri, ox.Literal)
        assert isinstance(quote, ox.Literal)
        start, end = map(int, iri.value.partition("#char=")[2].split(","))
        assert quote.value == TEXT[start:end]


def test_nothing_of_the_extraction_is_lost(store: Store) -> None:
    extraction = small()
    counts = {
        "kg:MetricClaim": len(extraction.metrics),
        "kg:RelationClaim": len(extraction.relations),
        "kg:Mention": len(extraction.mentions),
        "kg:Numeral": len(extraction.numbers),
        "kg:Turn": len(extraction.document.turns),
        "nif:Sentence": len(extraction.document.sentences),
        "kg:Quotation": len(extraction.document.quotations),
    }
    for name, count in counts.items():
        assert len(store.table(f"SELECT ?s {{ ?s a {name} }}").rows) == count, name


def test_two_claims_of_one_span_stay_two() -> None:
    extraction = small()
    first = extraction.metrics[0]
    other = replace(first, indicator="货物吞吐量", indicator_key=None)
    store = Store()
    store.add(triples.encode(replace(extraction, metrics=(first, other))))
    assert len(store.table(f"SELECT ?claim {{ {claim('5400万吨')} kg:indicatorText ?i }}").rows) == 2


def test_adding_a_document_changes_no_statement_of_another() -> None:
    one, two = triples.encode(small()), triples.encode(small("b.txt", TEXT + "多一句。"))
    entities = ox.NamedNode(f"{BASE}graph/entities")
    shared = {quad for quad in one if quad.graph_name == entities}
    assert shared == {quad for quad in two if quad.graph_name == entities}
    assert not (set(one) - shared) & set(two)
    assert triples.merge((one, two)) == triples.merge((two, one, two))


def test_the_base_is_the_callers() -> None:
    quads = triples.encode(small(), "http://localhost:8000/kg/")
    own = [node.value for quad in quads for node in (quad.subject, quad.object) if isinstance(node, ox.NamedNode)]
    vocabulary = "https://kg.example/ontology#"
    assert not [iri for iri in own if iri.startswith(BASE) and not iri.startswith(vocabulary)]


def test_there_are_no_blank_nodes() -> None:
    for quad in triples.encode(small()):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


@pytest.mark.parametrize(("seed", "locale"), [("0", "C"), ("7", "C.UTF-8"), ("123", "POSIX")])
def test_bytes_depend_on_neither_hash_seed_nor_locale(seed: str, locale: str) -> None:
    program = (
        "import sys; from small_graph import small; from kg import triples, export;"
        "sys.stdout.buffer.write(export.nquads(triples.encode(small())) + export.turtle(triples.encode(small())))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale}
    here = Path(__file__).parent
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=here, env=environment)
    quads = triples.encode(small())
    assert run.stdout == nquads(reversed(quads)) + turtle(reversed(quads))


def test_literals_are_canonical() -> None:
    """A store that normalises literals gives back the very terms that were put in."""
    quads = triples.encode(small())
    store = Store()
    store.add(quads)
    assert set(store.engine.quads_for_pattern(None, None, None)) == set(quads)


def test_lone_surrogates_keep_the_offsets_right() -> None:
    extraction = small(text=TEXT + "\ud800坏")
    quads = triples.encode(extraction)
    (text,) = (quad.object for quad in quads if quad.predicate.value.endswith("isString"))
    assert isinstance(text, ox.Literal)
    assert text.value == TEXT + "\ufffd坏"


def test_who_answers_whom() -> None:
    def turn(role: str) -> Turn:
        return Turn(span("刘运"), span("刘运"), role)  # type: ignore[arg-type]

    roles = ["host", "official", "journalist", "host", "journalist", "official", "official", "journalist", "unknown"]
    moves = follow([turn(role) for role in roles])
    assert [move.type for move in moves] == [
        *("Moderation", "Opening", "Question", "Moderation", "Question", "Answer", "Answer", "Question", "Answer"),
    ]
    assert [move.answers for move in moves][5:] == [(2, 4), (2, 4), (), (7,)]


def test_a_name_of_two_persons_is_linked_to_neither() -> None:
    extraction = small()
    namesakes = tuple(
        replace(item, key=f"person/李明~{n}", label="李明") for n, item in enumerate(extraction.entities[:1] * 2)
    )
    persons = tuple(replace(item, kind="person", type="Person", parent=None, attributes=()) for item in namesakes)
    quads = triples.encode(replace(extraction, entities=extraction.entities + persons))
    speakers = {str(quad.object) for quad in quads if quad.predicate.value.endswith("#speaker")}
    assert any(re.search(r"/speaker/\w+-李明>$", iri) for iri in speakers)


def test_statements_number_what_shares_a_span() -> None:
    to = Statements(small(), BASE)
    first, second = to.mint("claim", span("750家")), to.mint("claim", span("750家"))
    assert second.value == f"{first.value}-2"


def test_a_huge_number_stays_exact() -> None:
    extraction = small()
    metric = replace(extraction.metrics[0], value=Decimal("9" * 60))
    quads = triples.encode(replace(extraction, metrics=(metric,)))
    assert any(quad.object == ox.Literal("9" * 60, datatype=term("xsd:decimal")) for quad in quads)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_can_be_said(lexicon: Lexicon, text: str) -> None:
    source = Source("x.txt", "text", "utf-8", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text)
    quads = triples.encode(extract(source, lexicon))
    assert set(ox.parse(nquads(quads), format=ox.RdfFormat.N_QUADS)) == set(quads)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal(2) / Decimal(3), "0.666666666666666667"),
        (Decimal("2.70"), "2.7"),
        (Decimal("1E-30"), "0"),
        (Decimal(-0), "0"),
    ],
)
def test_a_decimal_is_one_that_the_engine_can_compare(value: Decimal, expected: str) -> None:
    literal = literals.decimal(value)
    assert literal.value == expected
    assert ox.Store().query(f"ASK {{ FILTER ({literal} < 1000) }}")
