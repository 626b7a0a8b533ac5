"""What the page knows is what the extraction says, nothing dropped and nothing moved."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from page_material import conferences
from pyoxigraph import NamedNode
from small_graph import small

from kg import triples
from kg.iris import DEFAULT_BASE, ONTOLOGY, entity_iri
from kg.model import Extraction
from kg.network import gather
from kg.network.facts import place_of
from kg.page import render
from kg.page.claims import describe_claims
from kg.page.content import number
from kg.page.rendering import encode
from kg.values import replace


def packet(html: str, name: str) -> Any:
    """Return a packet of a page as a browser reads it."""
    found = re.search(rf'id="packet-{name}" data-encoding="json">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def store() -> Any:
    return packet(render((small(),), DEFAULT_BASE), "store")


def test_every_claim_keeps_its_fields(store: Any) -> None:
    extraction = small()
    for metric, claim in zip(extraction.metrics, store["claims"], strict=False):
        assert claim["quote"] == metric.span.of(extraction.document.source.text)
        assert claim.get("turn") == metric.turn
        assert claim.get("sentence") == metric.sentence
        assert claim["kind"] == metric.kind
        assert claim["comparator"] == metric.comparator
        assert ("place" in claim) == (metric.place is not None)


def test_the_first_of_everything_is_not_lost() -> None:
    for extraction in conferences(3, 40):
        network = gather((extraction,))
        numbers = number(network)
        rows = describe_claims(extraction, 0, numbers)
        assert [row["turn"] for row in rows if row["status"] != "computed"] == [m.turn for m in extraction.metrics]
        assert all("place" in row for row in rows)


def test_a_claim_of_the_first_turn_keeps_it() -> None:
    rows = describe_claims(*prose())
    assert [row["turn"] for row in rows] == [0]
    assert [row["sentence"] for row in rows] == [0]


def prose() -> tuple[Extraction, int, Any]:
    """Return an extraction whose only claim stands in turn 0 and sentence 0, and its numbering."""
    whole = small()
    first = replace(whole.metrics[0], turn=0, sentence=0)
    extraction = replace(whole, metrics=(first,))
    return extraction, 0, number(gather((extraction,)))


def test_computed_values_name_their_formula_and_their_claims(store: Any) -> None:
    computed = [claim for claim in store["claims"] if claim["status"] == "computed"]
    assert [(claim["quote"], claim["formula"]) for claim in computed] == [
        ("2000万吨", "54000000 ÷ 2.7"),
        ("764家", "750 - 1514"),
        ("50.46%", "(750 - 1514) ÷ 1514"),
    ]
    assert computed[0]["from"] == [0, 1]


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "'\"&", "\u2028\u2029", "\ud800", "\x00", "𠮷"])
def test_data_are_json_that_cannot_end_their_element(text: str) -> None:
    encoded = encode({"text": text})
    assert json.loads(encoded) == {"text": text}
    assert not set("<>&'\u2028\u2029") & set(encoded)
    encoded.encode()


def test_no_transcripts_give_a_page_all_the_same() -> None:
    assert "0 份新闻发布会实录" in render((), DEFAULT_BASE)


def test_nodes_and_places_of_claims_are_those_of_the_graph(sample: Extraction) -> None:
    quads = triples.encode(sample, DEFAULT_BASE)
    said = {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    assert {entity_iri(node.key) for node in gather((sample,)).nodes} <= said
    places = Counter(
        quad.object.value
        for quad in quads
        if isinstance(quad.object, NamedNode)
        and quad.predicate.value == f"{ONTOLOGY}place"
        and "/claim/" in str(quad.subject)
    )
    assert places == Counter(entity_iri(key) for key in (place_of(metric, sample) for metric in sample.metrics) if key)
