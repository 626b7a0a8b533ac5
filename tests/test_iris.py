"""IRIs are valid for every name, differ for different names, and depend on content alone."""

from __future__ import annotations

import unicodedata
from array import array

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import iris
from kg.model import Document, Offsets, Source, Span

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_every_name_makes_a_valid_iri(name: str) -> None:
    assert pyoxigraph.NamedNode(iris.entity_iri(f"policy/{name}")).value.startswith("https://kg.example/policy/")


@given(ANY_TEXT, ANY_TEXT)
def test_different_names_make_different_iris(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    if not same and "" not in (one, other):
        assert iris.entity_iri(f"policy/{one}") != iris.entity_iri(f"policy/{other}")


def test_chinese_stays_readable() -> None:
    assert iris.entity_iri("person/刘运") == "https://kg.example/person/刘运"
    assert iris.entity_iri("policy/“1+N”体系", "urn://x/") == "urn://x/policy/“1+N”体系"
    assert iris.entity_iri("policy/a/b c%") == "https://kg.example/policy/a%2Fb%20c%25"


def test_dots_are_no_path() -> None:
    assert iris.entity_iri("title/..") == "https://kg.example/title/%2E%2E"


def test_a_document_is_named_by_its_bytes() -> None:
    source = Source("a.txt", "text", "utf-8", "ab" * 32, "文")
    document = Document(source, "文", Offsets(array("I", (0,)), array("I", (1,))))
    assert iris.document_id(document) == "ab" * 8


def test_things_of_a_document_are_named_by_their_span() -> None:
    assert iris.local_iri("claim", "ab", Span(3, 5)) == "https://kg.example/claim/ab-3-5"
    assert iris.local_iri("claim", "ab", Span(3, 5), number=2) == "https://kg.example/claim/ab-3-5-2"
    assert iris.span_iri("ab", Span(3, 5), "http://h/") == "http://h/text/ab#char=3,5"


@pytest.mark.parametrize("base", ["https://kg.example/", "urn://data/", "http://localhost:8000/kg/"])
def test_a_good_base_is_accepted(base: str) -> None:
    assert iris.check_base(base) is None


@pytest.mark.parametrize(
    "base", ["", "kg.example/", "https://kg.example", "https://a b/", "http://x/?q=/", "http://x/#/"]
)
def test_a_bad_base_is_refused_with_a_reason(base: str) -> None:
    assert "must" in (iris.check_base(base) or "")
