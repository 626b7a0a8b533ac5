"""Metric claims: one number for several indicators, the steps that a claim remembers, and properties of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metric_examples import claims

from kg.lexicon import Lexicon
from kg.model import Extraction, Metric

LEXICON = Lexicon()
PIECES = [
    "全市",
    "潍坊",
    "今年",
    "上半年",
    "十年来",
    "同比",
    "比上年",
    "增长",
    "下降",
    "达到",
    "占",
    "居全省",
    "第2位",
    "5%",
    "3亿元",
    "12家",
    "1514家",
    "从",
    "到",
    "分别",
    "均",
    "其中",
    "，",
    "。",
    "；",
    "、",
    "“",
    "”",
    "（",
    "）",
    "的",
    "地区生产总值",
    "氨氮",
    "排放",
    "改造",
    "棚户区",
    "\ud800",
    "\x00",
    "\n",
    "一倍",
    "力争",
    "会不会",
]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("氨氮、总氮排放均下降5%。", ["氨氮排放", "总氮排放"]),
        ("地区生产总值、一般公共预算收入均占全省的1/10左右。", ["地区生产总值", "一般公共预算收入"]),
        ("PM2.5、PM10浓度改善率均在45%以上。", ["PM2.5浓度改善率", "PM10浓度改善率"]),
        ("受污染耕地和重点建设用地安全利用率达到“双100%”。", ["受污染耕地安全利用率", "重点建设用地安全利用率"]),
        ("钛加工产业规模、重卡变速器产量全球第一。", ["钛加工产业规模", "重卡变速器产量"]),
    ],
)
def test_one_number_serves_each_member_of_an_enumeration(text: str, indicators: list[str]) -> None:
    found = claims(text, LEXICON)
    assert [metric.indicator for metric in found] == indicators
    assert len({metric.span for metric in found}) == 1


def test_a_claim_remembers_which_rule_gave_which_field_from_which_words() -> None:
    text = "今年上半年，寿光市化工企业从1514家压减到约750家，同比下降5%。"
    level, growth = claims(text, LEXICON)
    assert level.origin_span is not None
    assert level.origin_span.of(text) == "1514家"
    assert words(level, text) == {
        "value": "750家",
        "comparator": "约",
        "indicator": "化工企业",
        "place": "寿光市",
        "period": "今年上半年",
    }
    assert words(growth, text) == {
        "value": "5%",
        "kind": "下降",
        "direction": "下降",
        "basis": "同比",
        "indicator": "化工企业",
        "place": "寿光市",
        "period": "今年上半年",
    }
    assert {step.rule for step in growth.steps if step.field in ("indicator", "period")} == {
        "carried",
        "period:carried",
    }


def words(metric: Metric, text: str) -> dict[str, str]:
    return {step.field: step.span.of(text) for step in metric.steps if step.span is not None}


def test_the_sample_is_read_from_end_to_end(sample: Extraction) -> None:
    document = sample.document
    assert len(sample.metrics) > 50
    for metric in sample.metrics:
        assert metric.span.of(document.text)
        assert metric.indicator
        assert metric.sentence is not None
        assert document.sentences[metric.sentence].span.covers(metric.span)
        assert metric.turn == document.sentences[metric.sentence].turn


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_makes_reading_fail(text: str) -> None:
    for metric in claims(text, LEXICON):
        assert metric.value is not None or (metric.low is not None and metric.high is not None)
        assert metric.kind == "growth" or metric.direction is None


@pytest.mark.parametrize("piece", ["增长5%、", "从1家到2家", "全市建成完成实现5%和", "（占的“", "比2020年增长5%"])
def test_reading_takes_time_in_proportion_to_the_length_of_a_line(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        claims(piece * times, LEXICON)
        return time.process_time() - start

    claims(piece, LEXICON)
    assert seconds(3000) < 40 * seconds(300) + 0.5
