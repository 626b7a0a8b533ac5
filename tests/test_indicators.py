"""The catalogue of indicators: what it holds, and which phrases it knows."""

from __future__ import annotations

import pytest

from kg.lexicon import Lexicon
from kg.recognisers import indicators

LEXICON = Lexicon()


def test_it_holds_at_least_three_hundred_indicators_with_english_labels() -> None:
    listed = indicators.catalogue(LEXICON).by_key.values()
    assert len(listed) >= 300
    assert all((entry.label_en and entry.label_en.isascii()) or "“" in entry.label_en for entry in listed)
    assert all(entry.yearbook for entry in listed)


def test_every_name_leads_to_its_own_indicator() -> None:
    for key, entry in indicators.catalogue(LEXICON).by_key.items():
        for name in (entry.label, *entry.aliases):
            assert indicators.lookup(name, LEXICON) == key


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("GDP", "地区生产总值"),
        ("经济总量", "地区生产总值"),
        ("全市地区生产总值", "地区生产总值"),
        ("规上工业增加值增速", "规模以上工业增加值"),
        ("社会消费品零售总额", "社会消费品零售总额"),
        ("全省一般公共预算收入", "一般公共预算收入"),
        ("潍坊港货物吞吐量", "港口货物吞吐量"),
        ("城镇登记失业率", "城镇登记失业率"),
        ("人均GDP", "人均地区生产总值"),
        ("“专精特新”企业", "专精特新企业"),
        ("农村居民人均可支配收入", "农村居民人均可支配收入"),
        ("空气质量优良天数比例", "空气优良天数比例"),
    ],
)
def test_a_phrase_finds_its_indicator(phrase: str, key: str) -> None:
    assert indicators.lookup(phrase, LEXICON) == key


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "过街天桥",
        "人均港口货物吞吐量",
        "断头路",
        "单位建筑业增加值电耗",
        "的",
        "非食品价格",
        "高技术制造业实际使用外资",
    ],
)
def test_what_is_not_listed_stays_unknown(phrase: str) -> None:
    assert indicators.lookup(phrase, LEXICON) is None
