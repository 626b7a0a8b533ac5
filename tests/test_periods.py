"""Time expressions: the examples of `corpus/periods.txt`, resolution against other dates, properties of any text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from name_examples import lines
from number_examples import dated, examples

from kg.lexicon import Lexicon
from kg.recognisers import calendar, periods, points

LEXICON = Lexicon()
TODAY = "2022-10-13"
WORDS = (
    "一二两三四五十0123456789年月日号季度上下中旬前后初底末至到-—、"
    "自从以来期间“”今去明本当近过截党的大世纪代半个多，。 \n"
)


def resolved(text: str, date: str | None) -> list[tuple[str | None, str | None]]:
    return [(period.start, period.end) for period in periods.find(dated(text, LEXICON, date), LEXICON)]


@pytest.mark.parametrize(("text", "expected"), examples("periods"))
def test_time_expressions_are_read_as_in_the_examples(text: str, expected: list[tuple[str, str]]) -> None:
    found = periods.find(dated(text, LEXICON, TODAY), LEXICON)
    assert [(period.text, f"{period.rule} {period.start or '-'} {period.end or '-'}") for period in found] == expected


@pytest.mark.parametrize("text", lines("periods", "no"))
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert [period.text for period in periods.find(dated(text, LEXICON, TODAY), LEXICON)] == []


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("1—8月份", "2022-01-20", ("2021-01", "2021-08")),  # the last such months that had begun
        ("四季度", "2023-01", ("2022-10", "2022-12")),
        ("全年", "2023-01-17", ("2022", "2022")),  # said in January, the year that has ended
        ("12月25日", "2023-01-03", ("2022-12-25", "2022-12-25")),  # behind, not a year ahead
        ("1月5日", "2022-12-30", ("2023-01-05", "2023-01-05")),
        ("3月1日", "2023-11-13", ("2023-03-01", "2023-03-01")),  # eight months behind, not four ahead
        ("上月", "2023-01-17", ("2022-12", "2022-12")),
        ("昨天", "2020-03-01", ("2020-02-29", "2020-02-29")),
        ("今年上半年", "2022", ("2022-01", "2022-06")),
        ("3月份", "2022", (None, None)),  # that year's or the last one's: not known
        ("今天", "2022-10", ("2022-10", "2022-10")),
        ("昨天", "2022-10", (None, None)),
        ("2月29日", "2021-05-01", (None, None)),
        ("次年", "2021-05-01", (None, None)),
        ("本世纪", "2021-05-01", ("2001", "2100")),
        ("去年", None, (None, None)),
        ("2019年", None, ("2019", "2019")),
        ("“十五”期间", None, ("2001", "2005")),
        ("“六五”计划期间", None, ("1981", "1985")),
    ],
)
def test_dates_count_from_the_day_of_the_document(
    text: str, date: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert resolved(text, date) == [expected]


@pytest.mark.parametrize(
    ("number", "years"), [(1, (1953, 1957)), (2, (1958, 1962)), (3, (1966, 1970)), (14, (2021, 2025))]
)
def test_five_year_plans_have_their_years(number: int, years: tuple[int, int]) -> None:
    assert calendar.plan_years(number) == years


@pytest.mark.parametrize("words", ["", "2022-13", "2022-02-30", "十月", "22-1-1-1", "0", "２０２２"])
def test_what_is_no_date_is_refused(words: str) -> None:
    assert points.read_date(words) is None


@given(
    st.text(alphabet=WORDS, max_size=50) | st.text(max_size=50),
    st.sampled_from(["2022-10-13", "2022-10", "2022", None]),
)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_valid_spans_and_ordered_dates(text: str, date: str | None) -> None:
    composed = dated(text, LEXICON, date)
    found = periods.find(composed, LEXICON)
    for period in found:
        assert period.span.of(composed.text) == period.text
        assert (period.start is None) == (period.end is None)
        if period.start is not None and period.end is not None:
            assert points.read_date(period.start) is not None
            assert points.read_date(period.end) is not None
            assert period.start[: len(period.end)] <= period.end[: len(period.start)]
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("words", ["2021年", "自从", "十三五", "1-", "连续", "去年同期", "一二三", "2019", "、1月"])
def test_the_time_grows_with_the_length_and_not_faster(words: str) -> None:
    short, long = (dated(words * count, LEXICON, TODAY) for count in (4000, 32000))
    periods.find(short, LEXICON)
    spent = []
    for composed in (short, long):
        start = time.process_time()
        periods.find(composed, LEXICON)
        spent.append(time.process_time() - start)
    assert spent[1] < 30 * max(spent[0], 0.01)
