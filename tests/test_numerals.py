"""Numerals: values of Chinese and mixed numbers, and reading back what was written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.recognisers import numerals


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_written_number_is_read_back(number: int) -> None:
    assert numerals.parse(numerals.render(number)) == number


@given(st.text(alphabet="〇零一二两三四五六七八九十百千万亿廿卅点0123456789.", max_size=45) | st.text(max_size=10))
def test_any_words_are_a_number_or_none(words: str) -> None:
    value = numerals.parse(words)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "一十"),
        (105, "一百零五"),
        (10**8, "一亿"),
        (20_0000_0000_0000, "二十万亿"),
        (1_0005_0000_0000, "一万零五亿"),
        (3_0000_4000, "三亿零四千"),
    ],
)
def test_numbers_are_written_as_usual(number: int, words: str) -> None:
    assert numerals.render(number) == words


@pytest.mark.parametrize("number", [-1, 10**16])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        numerals.render(number)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三百二十", "320"),
        ("两千", "2000"),
        ("十五", "15"),
        ("廿五", "25"),
        ("一百五", "150"),
        ("一百零五", "105"),
        ("两万三", "23000"),
        ("一万五千亿", "1500000000000"),
        ("二十万亿", "20000000000000"),
        ("三亿五千万", "350000000"),
        ("3万4000", "34000"),
        ("25万6千", "256000"),
        ("3.1万亿", "3100000000000"),
        ("八点八", "8.8"),
        ("一点零五亿", "105000000"),
        ("二〇二二", "2022"),
        ("百万", "1000000"),
        ("万亿", "1000000000000"),
        ("0万", "0"),
    ],
)
def test_numbers_are_read(words: str, value: str) -> None:
    assert numerals.parse(words) == Decimal(value)


@pytest.mark.parametrize("words", ["", "点五", "元", "三元", "9" * 41, "三点", "1二", "-5"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert numerals.parse(words) is None


@pytest.mark.parametrize(
    ("words", "low", "high", "comparator"),
    [
        ("十几", 11, 19, "approx"),
        ("几十万", 200000, 900000, "approx"),
        ("七八", 7, 8, "approx"),
        ("三五百", 300, 500, "approx"),
        ("二三十", 20, 30, "approx"),
        ("1200多亿", 120000000000, 120000000000, "gt"),
        ("三百余", 300, 300, "gt"),
        ("五", 5, 5, "eq"),
    ],
)
def test_vague_numbers_have_bounds(words: str, low: int, high: int, comparator: str) -> None:
    assert numerals.interval(words) == (Decimal(low), Decimal(high), comparator)


def test_the_parts_of_a_unit_are_no_multipliers() -> None:
    assert next(numeral.span.of("5000千瓦") for numeral in numerals.scan("5000千瓦")) == "5000"
    assert next(numeral.span.of("3百帕") for numeral in numerals.scan("3百帕")) == "3"
