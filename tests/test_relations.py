from __future__ import annotations

import re

import pytest
from name_examples import document, lines

from kg import links
from kg.lexicon import Lexicon
from kg.model import Relation
from kg.recognisers import mentions, relations

Stated = list[tuple[str, str, str, str]]


def parse(line: str) -> tuple[str, str | None, Stated]:
    text, _, stated = line.partition("=>")
    home = re.match(r"\(home (.+?)\) ", text)
    rows = [tuple(part.strip() for part in row.split("|")) for row in stated.split(";") if row.strip()]
    return text[home.end() if home else 0 :].strip(), home[1] if home else None, rows  # type: ignore[return-value]


def found(text: str, home: str | None, lexicon: Lexicon) -> tuple[Relation, ...]:
    composed = document(text, lexicon, home)
    composed, named, _ = links.resolve(composed, mentions.find(composed, lexicon), lexicon)
    return relations.find(composed, named, lexicon)


GAPS = [pytest.param(*parse(line), marks=pytest.mark.xfail(strict=True)) for line in lines("relations", "gap")]


@pytest.mark.parametrize(("text", "home", "stated"), [*map(parse, lines("relations", "yes", "no")), *GAPS])
def test_example(text: str, home: str | None, stated: Stated, lexicon: Lexicon) -> None:
    rows = [
        (relation.subject, relation.predicate, relation.object, relation.when or "")
        for relation in found(text, home, lexicon)
    ]
    assert sorted(rows) == sorted(stated)


def test_evidence_covers_both_ends(lexicon: Lexicon) -> None:
    text = "2021年6月，宁波市成功创建为国家森林城市、国家园林城市。"
    for relation in found(text, None, lexicon):
        assert relation.span.of(text).startswith(relation.subject)
        assert relation.span.of(text).endswith(relation.object)


def test_home_as_subject_is_marked_by_its_rule(lexicon: Lexicon) -> None:
    text = "去年10月入选全国文明城市。淄博发展很快，淄博市民很满意。"
    (relation,) = found(text, "淄博市", lexicon)
    assert (relation.subject, relation.rule) == ("淄博", "received_title.home")


def test_nobody_receives_where_no_home_is_known(lexicon: Lexicon) -> None:
    assert found("去年10月入选全国文明城市。", None, lexicon) == ()


def test_each_relation_is_stated_once(lexicon: Lexicon) -> None:
    text = "习近平总书记强调了三点。习近平总书记指出了方向。"
    assert len(found(text, None, lexicon)) == 1


def test_titles_of_one_home_in_six_cities(lexicon: Lexicon) -> None:
    for city in ("宁波市", "昆明市", "遵义市", "大庆市", "韶关市", "银川市"):
        text = f"{city}发展很快。2020年，我市入选国家园林城市。"
        (relation,) = found(text, city, lexicon)
        assert (relation.subject, relation.object, relation.when) == (city, "国家园林城市", "2020年")


def test_post_of_the_one_who_is_addressed(lexicon: Lexicon) -> None:
    text = "记者：作为云南省茶叶流通协会会长，您怎样看今年的行情？\n李志强：今年行情平稳。\n"
    relation = next(relation for relation in found(text, None, lexicon) if relation.predicate == "holds_post")
    assert (relation.subject, relation.object) == ("李志强", "云南省茶叶流通协会会长")
    assert relation.rule == "holds_post.addressed"


def test_home_goes_on_issuing_until_another_body_speaks(lexicon: Lexicon) -> None:
    own = "去年，我区出台“招商十条”，效果明显。出台“荐才奖励”措施，发放补贴3000万元。"
    other = "去年，我区出台“招商十条”，教育局也很支持。市教育局开展调研。出台“荐才奖励”措施，发放补贴3000万元。"
    assert {relation.object for relation in found(own, "武汉市江夏区", lexicon)} == {"招商十条", "荐才奖励"}
    assert {relation.object for relation in found(other, "武汉市江夏区", lexicon)} == {"招商十条"}
