"""Metric claims: the examples of `corpus/metrics_*.txt`, a corpus for each family of rules."""

from __future__ import annotations

import pytest
from metric_examples import claims, said
from name_examples import lines
from number_examples import examples

from kg.lexicon import Lexicon

LEXICON = Lexicon()
FAMILIES = ("metrics_growth", "metrics_shares", "metrics_counts", "metrics_lists", "metrics_phrases", "metrics_scope")


@pytest.mark.parametrize(("text", "expected"), [case for family in FAMILIES for case in examples(family)])
def test_claims_are_read_as_in_the_examples(text: str, expected: list[tuple[str, str]]) -> None:
    read = [(metric.span.of(text), metric) for metric in claims(text, LEXICON)]
    assert [number for number, _ in read] == [number for number, _ in expected]
    readings = [reading for _, reading in expected]
    assert [said(metric, reading) for (_, metric), reading in zip(read, readings, strict=True)] == readings


@pytest.mark.parametrize("text", lines("metrics_none", "no"))
def test_quantities_by_the_way_claim_nothing(text: str) -> None:
    assert [metric.span.of(text) for metric in claims(text, LEXICON)] == []
