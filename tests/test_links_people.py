"""Linking of persons, bodies and outlets: the table of mentions with the entities that they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from name_examples import document

from kg import links
from kg.lexicon import Lexicon
from kg.lexicon.table import read_table
from kg.model import Entity, Mention
from kg.recognisers import mentions

TABLE = Path(__file__).parent / "corpus" / "links_people.tsv"
ROWS = [
    (row["home"], row["text"], row["entity"], row["class"])
    for row in read_table(TABLE, ("home", "text", "entity", "class"))
]
LEAST, LEAST_HARD = 170, 60


def linked(text: str, home: str, lexicon: Lexicon) -> tuple[list[Mention], dict[str, Entity]]:
    composed = document(text, lexicon, home)
    _, named, entities = links.resolve(composed, mentions.find(composed, lexicon), lexicon)
    return list(named), {entity.key: entity for entity in entities}


def test_table_is_large_enough() -> None:
    assert len(ROWS) >= LEAST
    assert sum(kind == "hard" for *_, kind in ROWS) >= LEAST_HARD


@pytest.mark.parametrize(("home", "text", "expected"), [row[:3] for row in ROWS])
def test_mention_is_linked(home: str, text: str, expected: str, lexicon: Lexicon) -> None:
    start, end = text.index("["), text.index("]") - 1
    named, entities = linked(text.replace("[", "").replace("]", ""), home, lexicon)
    mention = next(mention for mention in named if (mention.span.start, mention.span.end) == (start, end))
    assert (mention.entity or "-") == expected
    if mention.entity is None:
        assert mention.note
    else:
        assert mention.label == entities[mention.entity].label


def test_surname_of_two_persons_stays_out(lexicon: Lexicon) -> None:
    named, _ = linked("王建军局长、王丽局长出席。请王局长介绍。", "潍坊市", lexicon)
    assert [mention.label for mention in named if mention.kind == "person"] == ["王建军", "王丽"]


def test_namesakes_in_two_cities_are_two_persons(lexicon: Lexicon) -> None:
    keys = [linked("市长王建军出席。", home, lexicon)[0][-1].entity for home in ("潍坊市", "绵阳市")]
    assert keys == ["person/王建军（潍坊市）", "person/王建军（绵阳市）"]


@pytest.mark.parametrize(
    "text", ["潍坊市教育局局长王建军出席。", "寿光市副市长王建军出席。", "记者：请问？\n王建军：谢谢。"]
)
def test_one_name_in_one_sphere_is_one_person(text: str, lexicon: Lexicon) -> None:
    _, entities = linked(text, "潍坊市", lexicon)
    assert "person/王建军（潍坊市）" in entities


def test_note_tells_what_a_person_rests_on(lexicon: Lexicon) -> None:
    named, _ = linked("仙游县委书记王建军出席。", "莆田市", lexicon)
    assert named[-1].note == "one of the name in 莆田市: 仙游县委书记王建军"


def test_only_mentioned_name_has_no_sphere(lexicon: Lexicon) -> None:
    _, entities = linked("记者王建军摄。", "潍坊市", lexicon)
    assert [key for key in entities if key.startswith("person/")] == ["person/王建军"]


def test_surname_goes_to_the_one_who_holds_the_post(lexicon: Lexicon) -> None:
    named, _ = linked("市教育局局长刘明、市卫健委主任刘强出席。请刘主任补充。", "潍坊市", lexicon)
    assert [mention.label for mention in named if mention.kind == "person"] == ["刘明", "刘强", "刘强"]


def test_speaker_of_a_turn_is_an_entity(lexicon: Lexicon) -> None:
    _, entities = linked("大众日报记者：请介绍情况。\n刘运：感谢提问。", "潍坊市", lexicon)
    assert entities["person/刘运（潍坊市）"].label == "刘运"


@pytest.mark.parametrize(
    ("home", "entity"),
    [
        ("成都市", "organization/中共成都市委员会"),
        ("哈尔滨市", "organization/中共哈尔滨市委员会"),
        ("遵义市", "organization/中共遵义市委员会"),
        ("喀什地区", None),
        ("深圳市", "organization/中共深圳市委员会"),
        ("义乌市", "organization/中共义乌市委员会"),
    ],
)
def test_party_committee_is_the_homes(home: str, entity: str | None, lexicon: Lexicon) -> None:
    named, _ = linked("市委高度重视这项工作。", home, lexicon)
    assert [mention.entity for mention in named] == [entity]


def test_unlisted_outlet_has_type_and_home(lexicon: Lexicon) -> None:
    _, entities = linked("昌乐县融媒体中心记者：请介绍情况。\n云海时报记者：请介绍情况。", "潍坊市", lexicon)
    assert entities["outlet/昌乐县融媒体中心"].type == "Broadcaster"
    assert entities["outlet/昌乐县融媒体中心"].parent == "place/370725"
    assert entities["outlet/云海时报"].type == "Newspaper"
    assert entities["outlet/云海时报"].parent is None
