"""Posts: the whole post as written, its body and its holder."""

from __future__ import annotations

import pytest
from name_examples import document

from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.recognisers import posts

Found = tuple[str, str | None, str | None]


def held(text: str, lexicon: Lexicon) -> list[Found]:
    """Return post, body and holder of the posts of a text."""
    composed = document(text, lexicon)
    hits = lexicon.compiled(load_names).scan(composed.text)
    return [
        (post.span.of(composed.text), post.body, post.person.of(composed.text) if post.person else None)
        for post in posts.find(composed, hits, lexicon)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市园林绿化局副局长高大伟介绍。", ("市园林绿化局副局长", "市园林绿化局", "高大伟")),
        ("东城区常务副区长王清旺表示。", ("东城区常务副区长", "东城区", "王清旺")),
        (
            "交通运输部新闻发言人、政策研究室主任吴春耕指出。",
            ("交通运输部新闻发言人、政策研究室主任", "交通运输部", "吴春耕"),
        ),
        (
            "国家发展改革委副主任兼国家统计局局长宁吉喆出席。",
            ("国家发展改革委副主任兼国家统计局局长", "国家发展改革委", "宁吉喆"),
        ),
        ("浙江工业大学副校长虞晓芬认为。", ("浙江工业大学副校长", "浙江工业大学", "虞晓芬")),
        ("习近平总书记强调。", ("总书记", None, "习近平")),
        ("李强总理主持会议。", ("总理", None, "李强")),
        ("刘运，潍坊市副市长。", ("潍坊市副市长", "潍坊市", "刘运")),
        ("刘运（潍坊市副市长）出席。", ("潍坊市副市长", "潍坊市", "刘运")),
        ("时任市长郑德雁主持。", ("市长", None, "郑德雁")),
        ("县委副书记、政法委书记张春梅强调。", ("县委副书记、政法委书记", "县委", "张春梅")),
        ("教育部师范教育司副司长宋永刚出席。", ("教育部师范教育司副司长", "教育部师范教育司", "宋永刚")),
        ("比亚迪华东区域总经理陈慧出席。", ("比亚迪华东区域总经理", "比亚迪华东区域", "陈慧")),
        ("《春城晚报》总编辑刘祖武出席。", ("《春城晚报》总编辑", "《春城晚报》", "刘祖武")),
        ("会长致辞。", ("会长", None, None)),
    ],
)
def test_post_with_body_and_holder(text: str, expected: Found, lexicon: Lexicon) -> None:
    assert held(text, lexicon) == [expected]


@pytest.mark.parametrize(
    "text", ["主席团会议召开。", "拨打市长热线。", "荣获省长质量奖。", "书记处会议。", "厅级干部。"]
)
def test_longer_word_is_no_post(text: str, lexicon: Lexicon) -> None:
    assert held(text, lexicon) == []


def test_people_are_no_posts(lexicon: Lexicon) -> None:
    composed = document("记者王丽采访了村民张建国。", lexicon)
    hits = lexicon.compiled(load_names).scan(composed.text)
    found = posts.find(composed, hits, lexicon)
    assert [post.kind for post in found] == ["press", "people"]
    assert all(post.occupation for post in found)


def test_the_label_of_who_leads_is_no_part_of_the_post(lexicon: Lexicon) -> None:
    found = held("主持人 市教育局副局长 孙世强：大家好！", lexicon)
    assert ("市教育局副局长", "市教育局", "孙世强") in found
