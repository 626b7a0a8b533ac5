"""The clean text, and the way back to the source."""

from __future__ import annotations

import pytest

from kg.lexicon import Lexicon
from kg.model import Offsets, Span
from kg.transcript.normal import load_characters, normalise


def clean(text: str, lexicon: Lexicon) -> tuple[str, Offsets]:
    return normalise(text, lexicon.compiled(load_characters))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("增长１２．５％", "增长12.5%"),
        ("增长12.5％,比上年高", "增长12.5%，比上年高"),
        ("共1,234,567元", "共1234567元"),
        ("共１，２３４，５６７元", "共1234567元"),
        ("分别为120，130，150家", "分别为120，130，150家"),
        ("在2020,300家", "在2020，300家"),
        ("占全省的1/10,754个村", "占全省的1/10，754个村"),
        ("PM_{2.5}浓度", "PM2.5浓度"),
        ("PM₂.₅浓度", "PM2.5浓度"),
        ("二○二二年", "二〇二二年"),
        ("(2022年)增长(初步核算)", "（2022年）增长（初步核算）"),
        ("指数(2022)为", "指数（2022）为"),
        ('他说"很好"。', "他说“很好”。"),
        ("「繁榮」", "“繁荣”"),
        ("張書記在臺灣", "张书记在台湾"),
        ("乾县和瞭望塔", "乾县和瞭望塔"),
        ("潍\u00ad坊\u200b市", "潍坊市"),
        ("增长 5.4 % 以上", "增长5.4%以上"),
        (
            "研发很重要。他们常说 Research and\n Development。",
            "研发很重要。他们常说Research and Development。",
        ),
        ("刘　运：好", "刘运：好"),
        ("新华社记者 张三：好", "新华社记者 张三：好"),
        ("下午10:30开始", "下午10:30开始"),
        ("⽬前⼀是", "目前一是"),
        ("粮⻝增⻓", "粮食增长"),
        ("指标\t2021年\t5%", "指标，2021年，5%"),
        ("\ud800坏", "\ufffd坏"),
        ("", ""),
        (" \u3000\n", ""),
    ],
)
def test_forms(source: str, expected: str, lexicon: Lexicon) -> None:
    assert clean(source, lexicon)[0] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "五是品牌更亮。成功创建为世界手\n\n工艺与民间艺术之都。",
            "五是品牌更亮。成功创建为世界手工艺与民间艺术之都。",
        ),
        ("去年增长5%，比全\n\n　　- 12 -\n　　省高2个百分点。", "去年增长5%，比全省高2个百分点。"),
        ("去年增长5%，比全\n第 3 页 共 10 页\n省高。", "去年增长5%，比全省高。"),
        ("一、工作回顾\n　　过去的一年，成绩很大。", "一、工作回顾\n过去的一年，成绩很大。"),
        ("主题新闻发布会实录\n\n刘运：大家好。", "主题新闻发布会实录\n刘运：大家好。"),
        ("增长很快。\r\n\r\n　　二是质量更优。", "增长很快。\n二是质量更优。"),
        ("谢谢。　　刘运：好。", "谢谢。\n刘运：好。"),
        ("突出表现在五个方面：\n一是体量更大。", "突出表现在五个方面：\n一是体量更大。"),
        ("包括粮食、\n棉花和油料。", "包括粮食、棉花和油料。"),
        ("有厅长张三，\n副厅长李四（答问）\n处长王五（答问）", "有厅长张三，副厅长李四（答问）\n处长王五（答问）"),
        ("习近平总书记强调，人民城市为人民\n，我们认真贯彻。", "习近平总书记强调，人民城市为人民，我们认真贯彻。"),
    ],
)
def test_lines(source: str, expected: str, lexicon: Lexicon) -> None:
    assert clean(source, lexicon)[0] == expected


def test_wrapped_text_is_joined_and_its_short_lines_are_not(lexicon: Lexicon) -> None:
    prose = "今年以来全市上下认真贯彻落实中央决策部署坚持稳中求进工作总基调" * 6 + "。"
    wrapped = "\n".join(prose[start : start + 30] for start in range(0, len(prose), 30))
    text = f"工作报告\n　　{wrapped}\n　　{wrapped}"
    assert clean(text, lexicon)[0] == f"工作报告\n{prose}\n{prose}"


def test_spans_go_back_to_the_untouched_text(lexicon: Lexicon) -> None:
    source = "好。成为世界手\n\n工艺之都，产值１，２３４．５億元，PM_{2.5}下降。\r\n　　二是"
    text, offsets = clean(source, lexicon)
    for word, quote in (
        ("手工艺", "手\n\n工艺"),
        ("1234.5亿元", "１，２３４．５億元"),
        ("PM2.5", "PM_{2.5"),
        ("二是", "二是"),
    ):
        start = text.index(word)
        assert offsets.back(Span(start, start + len(word))).of(source) == quote


def test_positions_go_forth_and_back(lexicon: Lexicon) -> None:
    source = "　　一,234\n\n手１,２３４,５６７ 元\u00ad年"
    text, offsets = clean(source, lexicon)
    for position in range(len(text)):
        origin = offsets.back(Span(position, position + 1))
        assert offsets.forth(origin.start) == position
    assert offsets.forth(len(source)) == len(text)
    assert offsets.back(Span(3, 3)).start == offsets.back(Span(3, 3)).end
