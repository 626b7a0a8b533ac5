"""What holds for any text at all: no exception, quotes that quote, time linear in the length."""

from __future__ import annotations

import hashlib
import random
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.contract import render
from kg.lexicon import Lexicon
from kg.model import Extraction, Source, Span
from kg.pipeline import extract

# Pieces that transcripts are made of, in any order: what recognisers react to, next to what they must survive.
PIECES = (
    "潍坊市", "寿光", "全市", "我省", "记者：", "刘运：", "主持人：", "问：", "答：", "新华社记者：",
    "《意见》", "“四减四增”", "5400万吨", "1/10", ",754个", "2.7倍", "第1", "、", "，", "。", "；",
    "：", "分别", "均", "增长", "下降", "从", "压减到", "突破", "以上", "左右", "同比", "十年来",
    "2012年", "2022年1—8月", "入选", "全国百强县", "（", "）", "“", "”", "《", "》", "一是",
    "一个半小时", "\n", "\n\n", "\r\n", "\u3000\u3000", " ", "\t", "\x00", "\ud800", "\xad", "\u200b",
    "😀", "PM_{2.5}", "％", "１２", "亿", "万", "十", "百", "零", "半", "多", "余", "省委", "市长",
    "习近平", "-", "—", "%", "个百分点", "9" * 50,
)  # fmt: skip


def _extract(text: str, lexicon: Lexicon) -> Extraction:
    return extract(Source("x.txt", "text", "utf-8", hashlib.sha256(b"x").hexdigest(), text), lexicon)


def _check(extraction: Extraction) -> None:
    text = extraction.document.source.text
    document = extraction.document
    spans = [mention.span for mention in extraction.mentions] + [metric.span for metric in extraction.metrics]
    spans += [number.span for number in extraction.numbers] + [relation.span for relation in extraction.relations]
    spans += [period.span for period in extraction.periods] + [turn.span for turn in document.turns]
    spans += [quotation.span for quotation in document.quotations]
    spans += [sentence.span for sentence in document.sentences]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span
    for first, second in pairwise(mention.span for mention in extraction.mentions):
        assert first.end <= second.start, "mentions are flat and in order"
    for first, second in pairwise(turn.span for turn in document.turns):
        assert first.end == second.start, "every character lies in exactly one turn"
    for entry in render(extraction)["mentions"]:
        assert entry["text"] == Span(entry["start"], entry["end"]).of(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_mix_of_pieces(text: str) -> None:
    _check(_extract(text, LEXICON))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(), max_size=200))
def test_any_characters(text: str) -> None:
    _check(_extract(text, LEXICON))


LONG = {
    "digits": "1" * 200_000,
    "no punctuation": "我们推动全市经济增长5.4%达到120亿元" * 8_000,
    "only commas": "，" * 200_000,
    "labels": "记者：\n" * 40_000,
    "quotes": "“" * 100_000 + "《" * 100_000,
    "newlines": "\n" * 200_000,
    "list marks": "一、" * 70_000,
    "numerals": "一二三四五六七八九十百千万亿" * 14_000,
    "spaces": "　 " * 100_000,
    "nul and surrogates": "\0\ud800" * 100_000,
    "places": "潍坊市寿光市" * 30_000,
    "decimals": "1.1" * 60_000,
    "dates": "2012年1月" * 30_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_lines_take_linear_time(text: str, lexicon: Lexicon) -> None:
    """Four times the text takes well under sixteen times the time: a ratio in one run, not a wall-clock bound."""
    _extract(text[:2_000], lexicon)
    quarter = _seconds(text[: len(text) // 4], lexicon)
    whole = _seconds(text, lexicon)
    assert whole < 10 * quarter + 0.5, f"{quarter:.2f} s for a quarter, {whole:.2f} s for the whole"


def _seconds(text: str, lexicon: Lexicon) -> float:
    start = time.process_time()
    _check(_extract(text, lexicon))
    return time.process_time() - start


def test_a_megabyte_of_digits(lexicon: Lexicon) -> None:
    digits = random.Random(0).choices("0123456789", k=1_000_000)  # noqa: S311  # any digits will do
    _check(_extract("".join(digits), lexicon))


LEXICON = Lexicon()
