"""Explanations: from a place in the text to the rules and words behind what was found there."""

from __future__ import annotations

from kg import explain
from kg.lexicon import Lexicon
from kg.model import Extraction, Metadata, Source
from kg.pipeline import extract

TEXT = "主持人：大家好。\n刘运：今年上半年，潍坊港吞吐量突破５４００万吨。有三个方面的特点。\n"


def extraction() -> Extraction:
    given = Metadata(home="潍坊市", date="2022-10")
    return extract(Source("example", "text", "utf-8", "0" * 64, TEXT, given), Lexicon())


def test_a_claim_is_explained_by_its_steps_in_the_words_of_the_source() -> None:
    (branch,) = explain.at(extraction(), TEXT.index("５４００") + 1)
    assert (branch.label, branch.value, branch.quote) == ("metric", "吞吐量", "５４００万吨")
    parts = {part.label: part for part in branch.parts}
    assert parts["indicator"].quote == "吞吐量"
    assert parts["place"].quote == "潍坊港"
    assert parts["period"].quote == "今年上半年"
    assert parts["comparator"].quote == "突破"
    for part in branch.parts:
        assert part.rule
        if part.span is not None:
            assert part.span.of(TEXT) == part.quote


def test_a_mention_is_explained_with_its_entity_or_why_it_has_none() -> None:
    branches = explain.at(extraction(), TEXT.index("潍坊港"))
    (place,) = [branch for branch in branches if branch.label == "place"]
    assert place.quote == "潍坊港"
    assert place.parts


def test_a_number_that_claims_nothing_is_explained_by_the_ledger() -> None:
    branches = explain.at(extraction(), TEXT.index("三个方面"))
    assert [branch.label for branch in branches] == ["number"]
    assert branches[0].value != "metric"


def test_a_listed_name_that_is_no_mention_is_explained_by_what_the_text_lacks() -> None:
    text = "刘运：我市发展新兴产业，新华社作了报道。"
    given = Metadata(home="潍坊市")
    read = extract(Source("example", "text", "utf-8", "0" * 64, text, given), Lexicon())
    common, part = (explain.refused(read, text.index(word), Lexicon()) for word in ("新兴", "新华"))
    assert [(branch.quote, branch.parts[0].rule) for branch in common] == [("新兴", "place.common")]
    assert [(branch.quote, branch.parts[0].value) for branch in part] == [("新华", "新华社")]
    assert explain.refused(read, text.index("报道"), Lexicon()) == ()


def test_nothing_is_explained_where_nothing_was_found() -> None:
    assert explain.at(extraction(), TEXT.index("大家好")) == ()


def test_lines_indent_steps_under_what_they_explain() -> None:
    (branch,) = explain.at(extraction(), TEXT.index("５４００"))
    first, *rest = explain.lines(branch)
    assert first.startswith("metric: 吞吐量")
    assert rest
    assert all(line.startswith("  ") for line in rest)
