"""Sentences, headings, quotations and metadata of a composed document."""

from __future__ import annotations

import pytest

from kg.lexicon import Lexicon
from kg.model import Document, Metadata, Source
from kg.transcript.compose import compose

NOTHING = Metadata()
TALK = "记者：请问情况。\n刘运：谢谢。"


def composed(
    text: str, lexicon: Lexicon, form: str = "text", contained: Metadata = NOTHING, given: Metadata = NOTHING
) -> Document:
    return compose(Source("a", form, None, "", text, given, contained), lexicon)


def words(document: Document) -> list[str]:
    return [sentence.span.of(document.text) for sentence in document.sentences]


def test_sentences(lexicon: Lexicon) -> None:
    document = composed(f"{TALK}他说：“很好！”“对吗？”，我说对……就这样。“好。”\n一是体量更大", lexicon)
    assert words(document) == [
        "记者：", "请问情况。", "刘运：", "谢谢。", "他说：“很好！”", "“对吗？”，我说对……就这样。",
        "“好。”", "一是体量更大",
    ]  # fmt: skip
    assert [sentence.turn for sentence in document.sentences] == [0, 0, 1, 1, 1, 1, 1, 1]
    assert [sentence.paragraph for sentence in document.sentences] == [0, 0, 1, 1, 1, 1, 1, 2]


def test_points_govern_their_paragraph_and_headings_what_follows(lexicon: Lexicon) -> None:
    text = (
        "政府工作报告\n一、工作回顾\n（一）采取有力措施，促进增收。\n粮食增产5%。\n（二）改革深化。\n成效明显。\n"
        "二、今年工作\n今年增长6%。"
    )
    document = composed(text, lexicon)
    governed = {
        sentence.span.of(document.text): sentence.heading.of(document.text) if sentence.heading else None
        for sentence in document.sentences
    }
    assert governed["粮食增产5%。"] == "（一）采取有力措施，促进增收。"
    assert governed["成效明显。"] == "（二）改革深化。"
    assert governed["（二）改革深化。"] == "一、工作回顾"
    assert governed["今年增长6%。"] == "二、今年工作"
    assert governed["二、今年工作"] == "政府工作报告"


def test_a_spoken_point_ends_with_its_paragraph_and_a_heading_with_its_turn(lexicon: Lexicon) -> None:
    text = "记者：请问？\n刘运：一是体量更大。常住人口突破220万。地区生产总值增长。\n当前，潍坊很好。\n记者：谢谢。"
    document = composed(text, lexicon)
    governed = {
        s.span.of(document.text): s.heading.of(document.text) if s.heading else None for s in document.sentences
    }
    assert governed["常住人口突破220万。"] == governed["地区生产总值增长。"] == "一是体量更大。"
    assert governed["当前，潍坊很好。"] is None
    assert governed["谢谢。"] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "习近平总书记多次强调，“人民城市为人民”“乡村必须美”。",
            [("习近平", "“人民城市为人民”"), ("习近平", "“乡村必须美”")],
        ),
        ("习近平总书记在潍坊考察时指出：“要抓好生态。”我们落实。", [("习近平", "“要抓好生态。”")]),
        ("总书记强调，生态环境是重大政治问题。我们落实。", [("总书记", "生态环境是重大政治问题")]),
        ("市园林绿化局副局长高大伟介绍，全市计划增绿860公顷。", [("高大伟", "全市计划增绿860公顷")]),
        ("全会提出“加快建立国家统一的经济核算制度”。", [("全会", "“加快建立国家统一的经济核算制度”")]),
        ("构建起“两纵四横”高速网，提出“四个一”。", []),
        ("我们认为，经济会好的。", []),
        ("按照习近平总书记要求，我们抓好落实。", []),
        ("严格的要求，落实到每个地方。", []),
    ],
)
def test_quotations(text: str, expected: list[tuple[str, str]], lexicon: Lexicon) -> None:
    document = composed(text, lexicon)
    assert [(item.speaker, item.span.of(document.text)) for item in document.quotations] == expected


def test_what_the_speaker_says_is_no_quotation(lexicon: Lexicon) -> None:
    assert composed("记者：请问。\n刘运：谢谢。刘运表示，去年增长5%。", lexicon).quotations == ()


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("（2019年7月15日）", "2019-07-15"),
        ("时间：2022年9月5日上午", "2022-09-05"),
        ("发布时间：2022-9-5", "2022-09-05"),
        ("2022年9月5日上午，市政府新闻办举行新闻发布会。", "2022-09-05"),
        ("主持人：大家好！今天是2023年7月18日，星期二。", "2023-07-18"),
        ("二〇二二年九月五日在市第十三届人大会议上", "2022-09-05"),
        ("——2012年3月5日在第十一届全国人民代表大会第五次会议上", "2012-03-05"),
        ("2022年9月市政府新闻办举行新闻发布会。", "2022-09"),
        ("2018年8月11日，李克强签署国务院令。", None),
        ("人民网北京3月16日电", None),
        ("（2019年13月45日）", None),
    ],
)
def test_date_of_the_event(head: str, date: str | None, lexicon: Lexicon) -> None:
    document = composed(f"实录\n{head}\n{TALK}", lexicon)
    assert (document.date.value if document.date else None) == date
    if document.date and document.date.span:
        assert document.date.inferred
        assert document.date.span.of(document.text)[:1] in "2二"


def test_title_and_occasion(lexicon: Lexicon) -> None:
    text = f"国家统计局新闻发言人就2019年5月份\n国民经济运行情况答记者问\n（2019年6月14日）\n{TALK}"
    document = composed(text, lexicon)
    assert document.title is not None
    assert document.title.value == "国家统计局新闻发言人就2019年5月份国民经济运行情况答记者问"
    assert document.title.inferred
    lead = "国务院新闻办公室今天举行“推动高质量发展”系列主题新闻发布会，有关负责人出席。"
    occasion = composed(f"{lead}\n{TALK}", lexicon).occasion
    assert occasion is not None
    assert occasion.value == "“推动高质量发展”系列主题新闻发布会"
    assert composed(TALK, lexicon).title is None


def test_order_of_trust(lexicon: Lexicon) -> None:
    page, given = Metadata(title="页", date="2022-09-06", home="潍坊市"), Metadata(date="2022-09-01", title="题")
    dated = f"实录\n（2022年9月5日）\n{TALK}"
    document = composed(dated, lexicon, "html", contained=page, given=given)
    assert [(item.value, item.inferred) for item in (document.title, document.date) if item] == [
        ("题", False),
        ("2022-09-01", False),
    ]
    document = composed(dated, lexicon, "html", contained=page)
    assert document.date is not None
    assert (document.date.value, document.date.inferred) == ("2022-09-05", True)
    document = composed(TALK, lexicon, "html", contained=page)
    assert document.date is not None
    assert (document.date.value, document.date.inferred, document.date.rule) == ("2022-09-06", True, "html-metadata")
    assert composed(dated, lexicon, "text", contained=page).date.value == "2022-09-06"  # type: ignore[union-attr]


def test_front_matter_is_no_part_of_the_text(lexicon: Lexicon) -> None:
    text = f"---\ntitle: 题\ndate: 2022-09-05\n---\n{TALK}"
    document = composed(text, lexicon, "text", contained=Metadata(title="题", date="2022-09-05"))
    assert document.text == TALK
    assert document.offsets.back(document.turns[0].label).of(text) == "记者："
