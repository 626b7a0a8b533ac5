"""The ontology says what its terms mean in two languages, and its pages and context are made from it."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from small_graph import small

from kg import questions, triples
from kg.iris import KINDS, ONTOLOGY
from kg.store import Store
from kg.triples import ontology
from kg.triples.vocabulary import NAMESPACES, term

ROOT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.add(ontology.quads())
    return store


@pytest.mark.parametrize("name", sorted(ontology.terms() - {""}))
def test_each_own_term_is_labelled_and_explained_in_both_languages(store: Store, name: str) -> None:
    for predicate in ("rdfs:label", "rdfs:comment"):
        rows = store.table(f"SELECT ?t {{ kg:{name} {predicate} ?t }}").rows
        texts = [row[0] for row in rows if isinstance(row[0], ox.Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "zh"]
        assert all(text.value.strip() for text in texts)


def test_each_own_property_has_domain_and_range(store: Store) -> None:
    kinds = "{ ?p a owl:ObjectProperty } UNION { ?p a owl:DatatypeProperty }"
    rows = store.table(
        f"SELECT ?p {{ {kinds} FILTER (STRSTARTS(STR(?p), STR(kg:))) "
        "FILTER NOT EXISTS { ?p rdfs:domain ?d ; rdfs:range ?r } }"
    ).rows
    assert not rows


def test_each_own_class_stands_under_a_published_one(store: Store) -> None:
    rows = store.table(
        "SELECT ?c { ?c a owl:Class FILTER (STRSTARTS(STR(?c), STR(kg:))) FILTER NOT EXISTS { "
        "?c rdfs:subClassOf+ ?s FILTER (!STRSTARTS(STR(?s), STR(kg:))) } }"
    ).rows
    assert not rows


def test_no_term_is_two_things(store: Store) -> None:
    kinds = "VALUES ?k { owl:Class owl:ObjectProperty owl:DatatypeProperty skos:Concept } ?t a ?k"
    rows = store.table(
        f"SELECT ?t (COUNT(DISTINCT ?k) AS ?n) {{ {kinds} }} GROUP BY ?t HAVING (COUNT(DISTINCT ?k) > 1)"
    ).rows
    assert not rows


def test_ranges_hold_in_the_graph(store: Store) -> None:
    """Every object of a property with a class of ours as range is declared to be of that class or under it."""
    store.add(triples.encode(small()))
    rows = store.table(
        "SELECT DISTINCT ?p ?o { ?p rdfs:range ?r . FILTER (STRSTARTS(STR(?r), STR(kg:))) ?s ?p ?o . "
        "FILTER NOT EXISTS { ?o a/rdfs:subClassOf* ?r } }"
    ).rows
    assert not [row for row in rows if "/place/370000" not in str(row[1])]  # a parent that the document does not name


def test_prefixes_are_unique_and_standard() -> None:
    assert not set(NAMESPACES) & set(KINDS)
    assert NAMESPACES["kg"] == ONTOLOGY
    assert term("prov:Entity").value == "http://www.w3.org/ns/prov#Entity"


def test_the_code_uses_only_declared_terms() -> None:
    declared = {item.subject for item in ontology.triples()}
    pattern = re.compile(r'"(\w+:\w+)"')
    for path in sorted((ROOT / "kg" / "triples").glob("*.py")):
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            prefix = name.partition(":")[0]
            if prefix in NAMESPACES and prefix not in ("xsd", "quantitykind", "geo"):
                assert term(name) in declared, f"{path.name}: {name}"


def test_the_context_is_made_from_the_ontology() -> None:
    made = script("make_context").make()
    assert (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8") == made
    context = json.loads(made)["@context"]
    assert context["indicatorText"] == {"@id": "kg:indicatorText", "@language": "zh"}


def test_the_page_lists_the_ontology_as_it_is() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert page.endswith(script("make_ontology_docs").make_vocabulary())


def test_the_page_of_questions_is_current() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page == script("make_ontology_docs").make_questions()
    assert all(f"`{name}`" in page for name in questions.load())


def test_the_worked_examples_are_turtle_that_says_what_the_words_say() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    store = Store()
    for block in re.findall(r"```turtle\n(.*?)```", page, re.DOTALL):
        store.engine.load(block, format=ox.RdfFormat.TURTLE)
    port = "?c kg:place place:潍坊港 ; kg:speaker person:刘运（潍坊市） ;"
    assert store.query(f"ASK {{ {port} kg:value 54000000.0 ; kg:comparator kg:moreThan ; qudt:hasUnit unit:吨 }}")
    assert store.query(f"ASK {{ {port} kg:value 2.7 ; kg:kind kg:multiple ; kg:baseline '2012年'@zh }}")
    assert store.query("ASK { ?c kg:indicatorText '化工企业'@zh ; kg:earlierValue 1514.0 ; kg:value 750.0 }")
    assert store.query("ASK { ?d a kg:DerivedValue ; kg:value -764.0 ; prov:wasDerivedFrom ?c }")
    assert store.query("ASK { ?c kg:statedIn/kg:answers ?question }")


def test_the_worked_examples_are_what_the_code_makes(lexicon: object) -> None:
    from kg.lexicon import Lexicon

    assert isinstance(lexicon, Lexicon)
    docs = script("make_ontology_docs")
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    for _, text in docs.EXAMPLES:
        assert docs.example(text, lexicon) in page, "run scripts/make_ontology_docs.py"
