"""The good graph conforms; a graph broken in each way that the shapes know is refused, by both engines alike."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from small_graph import small

from kg import triples
from kg.check import check, evidence, figures, shacl, shapes
from kg.lexicon import Lexicon
from kg.model import Source
from kg.pipeline import extract
from kg.store import Store
from kg.triples import ontology
from kg.triples.vocabulary import prefixes

PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
BROKEN = "<urn:broken>"


def drop(target: str, path: str) -> str:
    """Return the update that takes a property from all of a class."""
    return f"DELETE {{ GRAPH ?g {{ ?s {path} ?o }} }} WHERE {{ GRAPH ?g {{ ?s a {target} ; {path} ?o }} }}"


def add(target: str, statement: str) -> str:
    """Return the update that says something more of one of a class."""
    return (
        f"INSERT {{ GRAPH ?g {{ ?s {statement} }} }} WHERE "
        f"{{ SELECT ?g ?s {{ GRAPH ?g {{ ?s a {target} }} }} ORDER BY ?s LIMIT 1 }}"
    )


def swap(target: str, path: str, value: str) -> str:
    """Return the update that gives a property of all of a class another value."""
    return (
        f"DELETE {{ GRAPH ?g {{ ?s {path} ?o }} }} INSERT {{ GRAPH ?g {{ ?s {path} {value} }} }} "
        f"WHERE {{ GRAPH ?g {{ ?s a {target} ; {path} ?o }} }}"
    )


def kind(quote: str, name: str, value: str) -> str:
    """Return the update that makes the claim with a quote one of another kind and value."""
    return (
        "DELETE { GRAPH ?g { ?s kg:kind ?k ; kg:value ?v } } "
        f"INSERT {{ GRAPH ?g {{ ?s kg:kind kg:{name} ; kg:value {value} }} }} "
        f'WHERE {{ GRAPH ?g {{ ?s kg:valueText "{quote}"@zh ; kg:kind ?k OPTIONAL {{ ?s kg:value ?v }} }} }}'
    )


BREAKS = {
    "the date of a conference": swap("kg:PressConference", "kg:date", '"去年"'),
    "at most one home": add("kg:PressConference", f"kg:home {BROKEN}"),
    "records one conference": drop("kg:Transcript", "kg:recordOf"),
    "a transcript has one text": drop("kg:Transcript", "kg:text"),
    "one SHA-256": swap("kg:Transcript", "schema:sha256", '"xyz"'),
    "at most one title": add("kg:Transcript", 'dcterms:title "另一题名"@zh'),
    "a text has its characters": drop("nif:Context", "nif:isString"),
    "names the text that it used": drop("kg:Extraction", "prov:used"),
    "names its software": drop("kg:Extraction", "prov:wasAssociatedWith"),
    "one begin index": swap("nif:RFC5147String", "nif:beginIndex", "-1"),
    "one end index": drop("nif:RFC5147String", "nif:endIndex"),
    "words begin before they end": swap("nif:RFC5147String", "nif:endIndex", "0"),
    "words are quoted once": add("nif:RFC5147String", 'nif:anchorOf "别的"@zh'),
    "words name the text": drop("nif:RFC5147String", "nif:referenceContext"),
    "a sentence stands in one turn": drop("nif:Sentence", "kg:statedIn"),
    "a mention has one class": swap("kg:Mention", "itsrdf:taClassRef", "kg:Claim"),
    "at most one entity": add("kg:Mention", f"itsrdf:taIdentRef {BROKEN} , <urn:other>"),
    "an entity's label is a literal": (
        f"INSERT {{ GRAPH ?g {{ ?e rdfs:label {BROKEN} }} }} WHERE {{ GRAPH ?g {{ ?s itsrdf:taIdentRef ?e }} }}"
    ),
    "a number has one class": drop("kg:Numeral", "kg:numeralClass"),
    "a turn has one role": drop("kg:Turn", "kg:role"),
    "a turn has one speaker": drop("kg:Turn", "kg:speaker"),
    "a turn is part of one conference": swap("kg:Turn", "dcterms:isPartOf", BROKEN),
    "a turn has one position": swap("kg:Turn", "schema:position", "0"),
    "a turn begins before it ends": swap("kg:Turn", "nif:endIndex", "0"),
    "a turn names the text": drop("kg:Turn", "nif:referenceContext"),
    "an answer names the question": drop("kg:Answer", "kg:answers"),
    "for at most one outlet": add("kg:Question", f"kg:outlet {BROKEN}"),
    "a quotation has its words": drop("kg:Quotation", "kg:evidence"),
    "a quotation has one speaker": drop("kg:Quotation", "kg:speaker"),
    "who reports it": drop("kg:Quotation", "kg:reportedBy"),
    "a claim has evidence": drop("kg:Claim", "kg:evidence"),
    "a claim has one speaker": drop("kg:Claim", "kg:speaker"),
    "a claim is stated in one turn": swap("kg:Claim", "kg:statedIn", '"某处"'),
    "at most one sentence": add("kg:Claim", f"kg:sentence {BROKEN}"),
    "a claim names the rule": drop("kg:Claim", "kg:rule"),
    "when it was said is one day": add("kg:Claim", 'kg:saidOn "2022-5"'),
    "the extraction that made it": drop("kg:Claim", "prov:wasGeneratedBy"),
    "at most one period": add("kg:Claim", f"kg:period {BROKEN}"),
    "has one indicator": drop("kg:MetricClaim", "kg:indicator"),
    "words its indicator": swap("kg:MetricClaim", "kg:indicatorText", '"吞吐量"'),
    "an indicator is worded": drop("kg:MetricClaim", "kg:indicatorText"),
    "has one unit": drop("kg:MetricClaim", "qudt:hasUnit"),
    "words its value": drop("kg:MetricClaim", "kg:valueText"),
    "a metric claim has one kind": swap("kg:MetricClaim", "kg:kind", "kg:about"),
    "has one comparator": drop("kg:MetricClaim", "kg:comparator"),
    "has one status": swap("kg:MetricClaim", "kg:status", "kg:up"),
    "up or down": add("kg:MetricClaim", "kg:direction kg:about"),
    "at most one basis": add("kg:MetricClaim", "kg:basis kg:since , kg:yearOnYear"),
    "at most one place": add("kg:MetricClaim", f"kg:place {BROKEN} , <urn:other>"),
    "a value is one exact decimal": swap("kg:MetricClaim", "kg:value", "5.4e7"),
    "an earlier value is one exact decimal": swap("kg:MetricClaim", "kg:earlierValue", "1514"),
    "a low end is one exact decimal": swap("kg:MetricClaim", "kg:low", "99.0"),
    "a high end is one exact decimal": add("kg:MetricClaim", "kg:high 1.0 , 2.0"),
    "a value or a range": drop("kg:MetricClaim", "kg:value"),
    "a rank is a whole number": kind("5400万吨", "rank", "1.5"),
    "a share in per cent": kind("20%到30%", "share", "120.0"),
    "a share as a pure number": kind("1/10", "share", "1.1"),
    "a commitment is a target": swap("kg:Commitment", "kg:status", "kg:actual"),
    "what is due is due by": swap("kg:Commitment", "kg:due", '"2025年"'),
    "a relation has one name": drop("kg:RelationClaim", "kg:relation"),
    "a relation words its subject": drop("kg:RelationClaim", "kg:subjectText"),
    "a relation words its object": drop("kg:RelationClaim", "kg:objectText"),
    "what is conferred is a title": swap("kg:Conferral", "kg:object", "place:370700"),
    "what is issued is a policy": swap("kg:Issuance", "kg:object", "place:370700"),
    "a membership has one role": drop("org:Membership", "org:role"),
    "names the claims that it comes from": drop("kg:DerivedValue", "prov:wasDerivedFrom"),
    "has one formula": drop("kg:DerivedValue", "kg:formula"),
    "names its computation": drop("kg:DerivedValue", "kg:computation"),
    "a derived value has at most one value": add("kg:DerivedValue", "kg:value 1.0 , 2.0"),
    "a derived value is a value or": drop("kg:DerivedValue", "kg:value"),
    "a derived value is no claim": add("kg:DerivedValue", "a kg:Claim"),
    "nobody says a derived value": add("kg:DerivedValue", "kg:speaker kg:unknownSpeaker"),
    "a place has a label": drop("kg:Place", "rdfs:label"),
    "a division code has": swap("kg:Place", "kg:divisionCode", '"37070"'),
    "a country code has": add("kg:Place", 'kg:countryCode "cn"'),
    "a latitude lies": swap("kg:Place", "schema:latitude", "91.0"),
    "a longitude lies": swap("kg:Place", "schema:longitude", "-181.0"),
    "a person has a label": drop("kg:Person", "rdfs:label"),
    "a body has a label": drop("kg:Organization", "rdfs:label"),
    "an outlet has a label": drop("kg:Outlet", "rdfs:label"),
    "a policy has a label": drop("kg:Policy", "rdfs:label"),
    "a title has a label": drop("kg:Title", "rdfs:label"),
    "an event has a label": f"INSERT DATA {{ GRAPH <urn:g> {{ {BROKEN} a kg:Event }} }}",
    "an indicator has a label": drop("kg:Indicator", "skos:prefLabel"),
    "a unit has a label": drop("qudt:Unit", "rdfs:label"),
    "begins on one day": swap("time:ProperInterval", "schema:startDate", '"2012年"'),
    "ends on one day": swap("time:ProperInterval", "schema:endDate", '"2012年"'),
    "a beginning or an end": f"INSERT DATA {{ GRAPH <urn:g> {{ {BROKEN} a time:ProperInterval }} }}",
    "no later than it ends": swap("time:ProperInterval", "schema:endDate", '"1999"^^xsd:gYear'),
    "an instant is a day": f"INSERT DATA {{ GRAPH <urn:g> {{ {BROKEN} a time:Instant }} }}",
}


@pytest.fixture
def store() -> Store:
    store = Store()
    store.add(triples.encode(small()))
    return store


def test_the_good_graph_conforms(store: Store, lexicon: Lexicon) -> None:
    store.add(ontology.quads())
    for engine in ("pyshacl", "sparql"):
        report = check(store, lexicon, engine)
        assert report.conforms, report.render()
        assert "通过 conforms" in report.render()


@pytest.mark.parametrize("rule", BREAKS)
def test_each_constraint_bites(store: Store, rule: str) -> None:
    before = len(store)
    store.engine.update(PREFIXES + BREAKS[rule])
    messages = {finding.message for finding in shapes.find(store)}
    assert any(rule in message for message in messages), f"{len(store) - before:+} statements, found {messages}"


def test_each_constraint_has_a_graph_that_breaks_it() -> None:
    messages = {message for message, _ in shapes.queries()}
    unbroken = [message for message in messages if not any(rule in message for rule in BREAKS)]
    assert not unbroken


def test_both_engines_find_the_same(store: Store) -> None:
    for rule in BREAKS.values():
        store.engine.update(PREFIXES + rule)
    assert shapes.find(store) == shacl.find(store)


@pytest.mark.parametrize("rule", ["a share in per cent", "a rank is a whole number", "no later than it ends"])
def test_both_engines_find_the_same_where_shapes_are_nested(store: Store, rule: str) -> None:
    store.engine.update(PREFIXES + BREAKS[rule])
    found = shapes.find(store)
    assert found
    assert found == shacl.find(store)


def test_a_quote_that_is_not_what_the_text_says_is_found(store: Store) -> None:
    assert not evidence.find(store)
    rename = 'DELETE { GRAPH ?g { ?s nif:anchorOf ?q } } INSERT { GRAPH ?g { ?s nif:anchorOf "5500万吨"@zh } }'
    store.engine.update(PREFIXES + rename + 'WHERE { GRAPH ?g { ?s nif:anchorOf ?q FILTER (?q = "5400万吨"@zh) } }')
    (finding,) = evidence.find(store)
    assert "5400万吨" in finding.detail
    assert "5500万吨" in finding.detail


def test_an_undeclared_term_lowers_conformance(store: Store) -> None:
    assert figures.conformance(store).share == 1
    store.engine.update(PREFIXES + "INSERT DATA { GRAPH <urn:g> { <urn:a> kg:inventedHere <urn:b> ; a kg:Thing } }")
    figure = figures.conformance(store)
    assert 0 < figure.share < 1
    assert [finding.focus.partition("#")[2] for finding in figure.findings] == ["Thing", "inventedHere"]


def test_an_invented_wording_is_found(store: Store, lexicon: Lexicon) -> None:
    assert figures.hallucination(store, lexicon).share == 0
    store.engine.update(PREFIXES + 'INSERT DATA { GRAPH <urn:g> { <urn:a> rdfs:label "龘靐齉爩"@zh } }')
    figure = figures.hallucination(store, lexicon)
    assert figure.share > 0
    assert [finding.focus for finding in figure.findings] == ["龘靐齉爩"]


def test_a_body_spelled_out_from_its_short_name_is_not_invented(lexicon: Lexicon) -> None:
    text = "发布人：李干杰 山东省委书记\n李干杰：\n谢谢。去年增长5%。"
    made = Store()
    made.add(triples.encode(extract(Source("a", "text", "utf-8", "0" * 64, text), lexicon)))
    assert made.query("ASK { ?body rdfs:label '中共山东省委员会'@zh }")
    assert figures.hallucination(made, lexicon).share == 0


def test_the_report_names_what_breaks_which_rule(store: Store, lexicon: Lexicon) -> None:
    store.engine.update(PREFIXES + drop("kg:Claim", "kg:evidence"))
    text = check(store, lexicon, "sparql").render()
    assert "不通过 does not conform" in text
    assert "✗ 主张应有出处 / a claim has evidence in the text" in text
    assert "https://kg.example/claim/" in text


def test_an_unknown_constraint_is_refused() -> None:
    turtle = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:targetClass <urn:c> ; sh:message 'm' ; sh:xone () ."
    )
    with pytest.raises(NotImplementedError, match="xone"):
        list(shapes.compile_shapes(turtle))


def test_the_sample_conforms(sample_store: Store, lexicon: Lexicon) -> None:
    report = check(sample_store, lexicon)
    assert report.conforms, report.render()


@pytest.fixture(scope="module")
def sample_store(request: pytest.FixtureRequest) -> Store:
    store = Store()
    store.add(triples.encode(request.getfixturevalue("sample")))
    store.add(ontology.quads())
    assert isinstance(store.engine, ox.Store)
    return store
