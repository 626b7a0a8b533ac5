"""Quantities: the examples of `corpus/numerals.txt`, traps that other tools fall into, and properties of any text."""

from __future__ import annotations

import itertools
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from name_examples import lines
from number_examples import dated, examples

from kg.lexicon import Lexicon
from kg.model import Quantity
from kg.recognisers import quantities

LEXICON = Lexicon()
WORDS = (
    "一二两三四五六七八九十百千万亿几数半多余来第前成分之倍个年月日天%./-:、，"
    "到至和近约超过以上左右元人吨家第位强名点0123456789 \n“”（）每"
)


def find(text: str) -> tuple[Quantity, ...]:
    return quantities.find(dated(text, LEXICON), LEXICON)


def said(quantity: Quantity) -> str:
    value = f"{quantity.value}" if quantity.value is not None else f"{quantity.low}..{quantity.high}"
    parts = [value, quantity.unit or "-", *([] if quantity.comparator == "eq" else [quantity.comparator])]
    return " ".join(parts)


@pytest.mark.parametrize(("text", "expected"), examples("numerals"))
def test_quantities_are_read_as_in_the_examples(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(quantity.span.of(text), said(quantity)) for quantity in find(text)] == expected


@pytest.mark.parametrize("text", lines("numerals", "no"))
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert [quantity.span.of(text) for quantity in find(text)] == []


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("超过1800亿元", ["180000000000 元 gt"]),  # no year 1800
        ("194.76平方公里，119.5万户", ["194.76 平方公里", "1195000 户"]),  # no dates of July 194 and May 119
        ("占全省的1/10", ["0.1 -"]),  # not the tenth of January
        ("50年一遇", ["50 年一遇"]),  # no year 1950
        ("一个半小时", ["1.5 小时"]),  # not 1 and a half hour
        ("居全省第一位", ["1 位"]),  # a rank, not bits
        ("增长1.72个百分点", ["1.72 百分点"]),  # points are no per cent
        ("一万五千亿元", ["1500000000000 元"]),
        ("1100万元", ["11000000 元"]),
        ("3万4000人、25万6千人", ["34000 人", "256000 人"]),
        ("二十万亿元", ["20000000000000 元"]),
        ("增长八点八倍", ["8.8 倍"]),  # not eight o'clock
        ("移动4/5G网络", []),  # not the fifth of April
    ],
)
def test_known_misreadings_of_other_tools(text: str, readings: list[str]) -> None:
    assert [said(quantity) for quantity in find(text)] == readings


def test_a_hedge_keeps_the_words_it_rests_on() -> None:
    text = "累计超过300万人以上"
    (quantity,) = find(text)
    assert [span.of(text) for span in quantity.hedges] == ["超过", "以上"]
    assert quantity.comparator == "gt"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("性别比是108.9", "bare"),
        ("居全省第1", "rank"),
        ("增长1.5个、4个百分点", "distributed"),
        ("5%-6%", "range"),
        ("3家", "count"),
    ],
)
def test_the_rule_says_how_a_quantity_was_read(text: str, rule: str) -> None:
    assert find(text)[0].rule == rule


@given(st.text(alphabet=WORDS, max_size=60) | st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_valid_spans_and_values(text: str) -> None:
    composed = dated(text, LEXICON)
    found = quantities.find(composed, LEXICON)
    for quantity in found:
        assert 0 <= quantity.span.start < quantity.span.end <= len(composed.text)
        assert (quantity.value is None) == (quantity.low is not None and quantity.high is not None)
        assert all(0 <= hedge.start < hedge.end <= len(composed.text) for hedge in quantity.hedges)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text", ["\ud800一万\udfff", "\x00" * 50, "9" * 10**6, "一" * 10**5, "1 " * 10**5, "3、" * 10**5, "万" * 10**5]
)
def test_hostile_texts_are_read_without_error(text: str) -> None:
    quantities.find(dated(text, LEXICON), LEXICON)


@pytest.mark.parametrize("words", ["增长5.3%，", "一二三四", "1/", "从3到", "约占全国", "2019-", "1，000", "十"])
def test_the_time_grows_with_the_length_and_not_faster(words: str) -> None:
    short, long = (dated(words * count, LEXICON) for count in (4000, 32000))
    quantities.find(short, LEXICON)
    spent = []
    for composed in (short, long):
        start = time.process_time()
        quantities.find(composed, LEXICON)
        spent.append(time.process_time() - start)
    assert spent[1] < 30 * max(spent[0], 0.01)


def test_values_are_exact_decimals() -> None:
    (quantity,) = find("达到0.1亿元")
    assert quantity.value == Decimal(10**7)
    assert isinstance(quantity.value, Decimal)
