"""The claims as a Data Cube keep the integrity constraints of the Recommendation; nanopublications keep their form."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from small_graph import small

from kg import triples
from kg.export import cube, formats, nanopub
from kg.store import Store
from kg.triples import ontology
from kg.triples.vocabulary import prefixes

COMPONENT = "qb:dataSet/qb:structure/qb:component"
# The integrity constraints of https://www.w3.org/TR/vocab-data-cube/#wf-rules, in our words: ASK must be false.
# IC-7 to IC-10 and IC-18 are about slices, IC-19 to IC-21 about code lists; without them they hold, and are asked too.
CONSTRAINTS = {
    "IC-1 one data set": """{ ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d } } UNION
        { ?o a qb:Observation ; qb:dataSet ?a , ?b FILTER (?a != ?b) }""",
    "IC-2 one structure": """{ ?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s } } UNION
        { ?d a qb:DataSet ; qb:structure ?a , ?b FILTER (?a != ?b) }""",
    "IC-3 a measure": """?s a qb:DataStructureDefinition
        FILTER NOT EXISTS { ?s qb:component/qb:componentProperty/a qb:MeasureProperty }""",
    "IC-4 dimensions have a range": "?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?r }",
    "IC-5 concepts have code lists": """?p a qb:DimensionProperty ; rdfs:range skos:Concept
        FILTER NOT EXISTS { ?p qb:codeList ?l }""",
    "IC-6 only attributes are optional": """?s qb:component ?c . ?c qb:componentRequired false ; qb:componentProperty ?p
        FILTER NOT EXISTS { ?p a qb:AttributeProperty }""",
    "IC-7 slice keys are declared": "?k a qb:SliceKey FILTER NOT EXISTS { ?s qb:sliceKey ?k }",
    "IC-8 slice keys fit": """?k a qb:SliceKey ; qb:componentProperty ?p . ?s qb:sliceKey ?k
        FILTER NOT EXISTS { ?s qb:component/qb:componentProperty ?p }""",
    "IC-9 slices have a structure": "?s a qb:Slice FILTER NOT EXISTS { ?s qb:sliceStructure ?k }",
    "IC-10 slices are complete": "?s qb:sliceStructure/qb:componentProperty ?p FILTER NOT EXISTS { ?s ?p ?v }",
    "IC-11 all dimensions": f"""?o {COMPONENT}/qb:componentProperty ?p . ?p a qb:DimensionProperty
        FILTER NOT EXISTS {{ ?o ?p ?v }}""",
    "IC-12 no duplicates": """{ SELECT (MIN(?same) AS ?all) {
        ?a qb:dataSet ?d . ?b qb:dataSet ?d . FILTER (?a != ?b)
        ?d qb:structure/qb:component/qb:componentProperty ?p . ?p a qb:DimensionProperty . ?a ?p ?x . ?b ?p ?y .
        BIND (?x = ?y AS ?same) } GROUP BY ?a ?b } FILTER (?all)""",
    "IC-13 required attributes": f"""?o {COMPONENT} ?c . ?c qb:componentRequired true ; qb:componentProperty ?p
        FILTER NOT EXISTS {{ ?o ?p ?v }}""",
    "IC-14 all measures": """?o qb:dataSet/qb:structure ?s FILTER NOT EXISTS {
        ?s qb:component/qb:componentProperty qb:measureType } ?s qb:component/qb:componentProperty ?p .
        ?p a qb:MeasureProperty FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-15 the measure of its type": """?o qb:dataSet/qb:structure ?s ; qb:measureType ?m .
        ?s qb:component/qb:componentProperty qb:measureType FILTER NOT EXISTS { ?o ?m ?v }""",
    "IC-16 no other measure": """?o qb:dataSet/qb:structure ?s ; qb:measureType ?m ; ?other ?v .
        ?s qb:component/qb:componentProperty qb:measureType , ?m , ?other . ?other a qb:MeasureProperty
        FILTER (?m != ?other)""",
    "IC-17 all measures of a combination": """{ SELECT ?o ?all (COUNT(?other) AS ?there) {
        { SELECT ?s (COUNT(?m) AS ?all) {
          ?s qb:component/qb:componentProperty ?m . ?m a qb:MeasureProperty } GROUP BY ?s }
        ?o qb:dataSet ?d ; qb:measureType ?m1 . ?d qb:structure ?s . ?other qb:dataSet ?d ; qb:measureType ?m2 .
        FILTER NOT EXISTS { ?s qb:component/qb:componentProperty ?p . ?p a qb:DimensionProperty . ?o ?p ?v1 .
          ?other ?p ?v2 FILTER (?p != qb:measureType && ?v1 != ?v2) } } GROUP BY ?o ?all HAVING (?there != ?all) }""",
    "IC-18 slices' data sets": "?d qb:slice/qb:observation ?o FILTER NOT EXISTS { ?o qb:dataSet ?d }",
    "IC-19 codes from lists": f"""?o {COMPONENT}/qb:componentProperty ?p . ?p qb:codeList ?l ; a qb:DimensionProperty .
        ?o ?p ?v FILTER NOT EXISTS {{ ?v skos:inScheme ?l }}""",
    # IC-20 and IC-21 are made for each hierarchical code list: without lists, there is no constraint.
    "IC-20 and IC-21 no hierarchical lists": "?l a qb:HierarchicalCodeList",
}
BREAKS = {
    "IC-1 one data set": "DELETE { ?o qb:dataSet ?d } WHERE { ?o qb:dataSet ?d }",
    "IC-2 one structure": "DELETE { ?d qb:structure ?s } WHERE { ?d qb:structure ?s }",
    "IC-3 a measure": "DELETE { ?p a qb:MeasureProperty } WHERE { ?p a qb:MeasureProperty }",
    "IC-4 dimensions have a range": "DELETE { ?p rdfs:range ?r } WHERE { ?p rdfs:range ?r }",
    "IC-11 all dimensions": "DELETE { ?o kg:place ?p } WHERE { ?o kg:place ?p }",
    "IC-12 no duplicates": "INSERT { <urn:o> ?p ?v } WHERE { { SELECT ?o { ?o a qb:Observation } LIMIT 1 } ?o ?p ?v }",
    "IC-13 required attributes": "DELETE { ?o qudt:hasUnit ?u } WHERE { ?o qudt:hasUnit ?u }",
    "IC-14 all measures": "DELETE { ?o kg:high ?v } WHERE { ?o kg:high ?v }",
}
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())


def load(extraction_store: Store) -> ox.Store:
    """Return a plain store with the cube alone, as anybody would load the file."""
    store = ox.Store()
    store.load(cube.turtle(extraction_store), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def source(request: pytest.FixtureRequest) -> Store:
    store = Store()
    store.add(triples.encode(small()))
    store.add(triples.encode(request.getfixturevalue("sample")))
    store.add(ontology.quads())
    return store


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_cube_keeps_the_integrity_constraints(source: Store, name: str) -> None:
    assert not load(source).query(f"{PREFIXES} ASK {{ {CONSTRAINTS[name]} }}")


@pytest.mark.parametrize("name", BREAKS)
def test_the_constraints_can_fail(source: Store, name: str) -> None:
    store = load(source)
    store.update(PREFIXES + BREAKS[name])
    assert store.query(f"{PREFIXES} ASK {{ {CONSTRAINTS[name]} }}")


def test_every_claim_is_an_observation(source: Store) -> None:
    claims = source.table("SELECT DISTINCT ?c { ?c a kg:MetricClaim }").rows
    observations = load(source).query(f"{PREFIXES} SELECT DISTINCT ?c {{ ?o a qb:Observation ; kg:claim ?c }}")
    assert isinstance(observations, ox.QuerySolutions)
    assert {str(row[0]) for row in claims} == {str(row[0]) for row in observations}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of what its own parser calls
@pytest.mark.parametrize("model", ["datacube", "nanopub"])
def test_another_reader_reads_the_same(source: Store, model: str) -> None:
    """rdflib's parsers find exactly the statements that were written."""
    for name, data in formats.export(source, model).items():
        form = "turtle" if name.endswith(".ttl") else "trig"
        found = rdflib.Dataset(default_union=True)
        found.parse(data=data, format=form)
        written = ox.parse(data, format=ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.TRIG)
        expected = {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in written}
        assert {(str(s), str(p), str(o)) for s, p, o, _ in found.quads()} == expected


def test_a_nanopublication_a_claim(source: Store) -> None:
    claims = source.table("SELECT DISTINCT ?c { ?c a kg:Claim }").rows
    store = Store()
    store.add(nanopub.quads(formats.statements(source), source.base))
    np = "PREFIX np: <http://www.nanopub.org/nschema#>\n"
    heads = store.table(
        np
        + """SELECT ?np ?assertion ?provenance ?info WHERE { GRAPH ?head { ?np a np:Nanopublication ;
        np:hasAssertion ?assertion ; np:hasProvenance ?provenance ; np:hasPublicationInfo ?info } }"""
    ).rows
    assert len(heads) == len(claims)
    for whole, assertion, provenance, info in heads:
        assert store.query(f"ASK {{ GRAPH {assertion} {{ ?claim a kg:Claim }} }}")
        assert store.query(f"ASK {{ GRAPH {provenance} {{ {assertion} prov:wasDerivedFrom ?words }} }}")
        assert store.query(f"ASK {{ GRAPH {provenance} {{ {assertion} prov:wasAttributedTo ?speaker }} }}")
        assert store.query(f"ASK {{ GRAPH {info} {{ {whole} prov:wasGeneratedBy ?extraction }} }}")


def test_nanopublications_keep_all_that_is_said_of_claims(source: Store) -> None:
    said = {quad.triple for quad in formats.statements(source) if "/claim/" in str(quad.subject)}
    kept = {quad.triple for quad in nanopub.quads(formats.statements(source), source.base)}
    lost = {item for item in said - kept if not str(item.predicate).endswith("#wasGeneratedBy>")}
    assert not lost


def test_the_selectors_of_an_annotation_find_the_words(source: Store) -> None:
    store = Store()
    (data,) = formats.export(source, "annotations").values()
    store.engine.load(data, format=ox.RdfFormat.TURTLE)
    texts = {row[0]: row[1] for row in source.table("SELECT ?t ?s { ?t nif:isString ?s }").rows}
    rows = store.table(
        """SELECT ?text ?start ?end ?exact ?prefix ?suffix { ?a a oa:Annotation ; oa:hasBody ?claim ; oa:hasTarget ?t .
        ?t oa:hasSource ?text ; oa:hasSelector ?p , ?q . ?p oa:start ?start ; oa:end ?end .
        ?q oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }"""
    ).rows
    assert len(rows) == len(source.table("SELECT DISTINCT ?c { ?c a kg:Claim }").rows)
    for node, *cells in rows:
        text = texts[node]
        assert isinstance(text, ox.Literal)
        start, end, exact, prefix, suffix = (cell.value for cell in cells if isinstance(cell, ox.Literal))
        assert text.value[int(start) : int(end)] == exact
        assert prefix + exact + suffix in text.value
