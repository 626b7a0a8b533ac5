"""The ledger: every number has a row, those of `corpus/ledger.txt` their class, and the checked sample holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from number_examples import dated, examples

from kg.lexicon import Lexicon
from kg.lexicon.table import Row, read_table
from kg.model import Document, Mention, Number, Span
from kg.recognisers import ledger, periods, quantities

LEXICON = Lexicon()
WORDS = "一二两三十百万亿几第前年月日个%0123456789.-/:+A“”（）《》，。、 \n是大号级后每"


def rows(document: Document, mentions: tuple[Mention, ...] = ()) -> tuple[Number, ...]:
    times = periods.find(document, LEXICON)
    return ledger.classify(document, quantities.find(document, LEXICON, times), times, mentions, LEXICON)


@pytest.mark.parametrize(("text", "expected"), examples("ledger"))
def test_numbers_have_the_class_of_the_examples(text: str, expected: list[tuple[str, str]]) -> None:
    document = dated(text, LEXICON)
    assert [(row.span.of(document.text), row.status) for row in rows(document)] == expected


def test_a_number_in_a_recognised_name_belongs_to_the_name() -> None:
    document = dated("关注海尔123平台建设", LEXICON)
    (row,) = rows(document, (Mention(Span(2, 9), "organization", "listed"),))
    assert (row.status, row.span) == ("name", Span(2, 9))


def test_every_row_says_why() -> None:
    document = dated("第一，2021年达到5万吨，PM2.5下降，逢3逢8", LEXICON)
    assert all(row.reason for row in rows(document))


@given(st.text(alphabet=WORDS, max_size=60) | st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_every_run_of_digits_has_a_row(text: str) -> None:
    document = dated(text, LEXICON)
    found = rows(document)
    for match in re.finditer("[0-9]+", document.text):
        assert any(row.span.overlaps(Span(*match.span())) for row in found), match[0]
    assert list(found) == sorted(found, key=lambda row: row.span)


SAMPLE = Path(__file__).parent / "corpus" / "ledger_sample.tsv"


def status(row: Row) -> str:
    """Return the class that the ledger gives the number of a sampled row, an amount being any known quantity."""
    document = dated(row["left"] + row["number"] + row["right"], LEXICON)
    place = document.text.index(row["number"], max(0, len(row["left"]) - 2))
    times = periods.find(document, LEXICON)
    amounts = quantities.find(document, LEXICON, times)
    found = ledger.classify(document, amounts, times, (), LEXICON)
    numbers = [number for number in found if number.span.overlaps(Span(place, place + len(row["number"])))]
    if not numbers:
        return "none"
    amount = numbers[0].span in {quantity.span for quantity in amounts}
    return "amount" if amount and numbers[0].status != "unresolved" else numbers[0].status


def test_the_sample_that_was_checked_by_reading_still_holds() -> None:
    rows_read = read_table(SAMPLE, ("class", "left", "number", "right"))
    assert len(rows_read) == 200
    wrong = [(row["left"] + row["number"], row["class"]) for row in rows_read if status(row) != row["class"]]
    assert len(wrong) <= 6, wrong
