"""Which place a mention is: the table of links checked by reading, and what the linker must not do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import links
from kg.lexicon import Lexicon
from kg.model import Entity, Mention, Metadata, Source
from kg.recognisers import mentions
from kg.transcript.compose import compose

TABLE = Path(__file__).parent / "corpus" / "links_places.tsv"
BRACKETS = re.compile(r"[\[\]]")
LEAST_ACCURACY, LEAST_FOUND = 0.97, 0.95


@dataclass(frozen=True)
class Example:
    home: str
    context: str
    key: str
    is_hard: bool

    @property
    def text(self) -> str:
        return BRACKETS.sub("", self.context)

    @property
    def start(self) -> int:
        return self.context.index("[")


def examples() -> list[Example]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Example(home, context, key, level == "hard") for level, home, context, key in rows[1:]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def resolve(text: str, home: str | None, lexicon: Lexicon) -> tuple[list[Mention], dict[str, Entity]]:
    document = compose(Source("x.txt", "text", "utf-8", "0" * 64, text, given=Metadata(home=home)), lexicon)
    _, linked, entities = links.resolve(document, mentions.find(document, lexicon), lexicon)
    return [mention for mention in linked if mention.kind == "place"], {entity.key: entity for entity in entities}


def got(example: Example, lexicon: Lexicon) -> str | None:
    """Return the key that the example's mention is linked to, `-` where it is not linked, None if not found."""
    found, _ = resolve(example.text, example.home, lexicon)
    here = next((mention for mention in found if mention.span.start == example.start), None)
    return None if here is None else here.entity or "-"


def test_table_is_large_enough() -> None:
    table = examples()
    assert len(table) >= 200
    assert sum(example.is_hard for example in table) >= 40


@pytest.mark.parametrize("level", ["plain", "hard"])
def test_links_are_right(level: str, lexicon: Lexicon) -> None:
    table = [example for example in examples() if example.is_hard is (level == "hard")]
    answers = [(example, got(example, lexicon)) for example in table]
    linked = [(example, key) for example, key in answers if key not in (None, "-")]
    wrong = [(example.context, key) for example, key in linked if key != example.key]
    left = [example.context for example, key in answers if example.key != "-" and key in (None, "-")]
    assert 1 - len(wrong) / len(linked) >= LEAST_ACCURACY, wrong
    assert 1 - len(left) / len(table) >= LEAST_FOUND, left


def test_same_named_place_without_context_stays_unlinked(lexicon: Lexicon) -> None:
    (mention,), _ = resolve("鼓楼区的老街。", None, lexicon)
    assert mention.entity is None
    assert len(mention.candidates) >= 4
    assert "place/320106" in (mention.note or "")


def test_same_named_place_is_told_by_home(lexicon: Lexicon) -> None:
    keys = {}
    for home in ("南京市", "福州市", "开封市", "徐州市"):
        (mention,), _ = resolve("鼓楼区的老街。", home, lexicon)
        keys[home] = mention.entity
    assert keys == {
        "南京市": "place/320106",
        "福州市": "place/350102",
        "开封市": "place/410204",
        "徐州市": "place/320302",
    }


def test_entity_has_code_level_parent_and_coordinates(lexicon: Lexicon) -> None:
    _, entities = resolve("寿光市的蔬菜。", None, lexicon)
    shouguang = entities["place/370783"]
    facts = dict(shouguang.attributes)
    assert (shouguang.label, shouguang.type, shouguang.parent) == ("寿光市", "AdministrativeDivision", "place/370700")
    assert (facts["code"], facts["level"]) == ("370783", "county")
    assert 36 < float(facts["lat"]) < 38
    assert 118 < float(facts["long"]) < 120


def test_unlisted_zone_of_the_home_is_the_homes(lexicon: Lexicon) -> None:
    found, entities = resolve("历山区、经开区、沁水县同步推进，晋城市全面提升。", "沁水县", lexicon)
    zone = next(mention for mention in found if "经" in (mention.label or ""))
    assert zone.label is not None
    assert entities[zone.entity or ""].type == "FunctionalZone"


def test_label_is_canonical(lexicon: Lexicon) -> None:
    found, _ = resolve("内蒙、宁夏、新疆三地，珠三角和东三省。", None, lexicon)
    assert [mention.label for mention in found] == [
        "内蒙古自治区",
        "宁夏回族自治区",
        "新疆维吾尔自治区",
        "珠三角",
        "东北地区",
    ]


def test_joined_letters_keep_what_they_include(lexicon: Lexicon) -> None:
    (mention,), entities = resolve("中美两国元首会晤。", None, lexicon)
    included = [value for name, value in entities[mention.entity or ""].attributes if name == "includes"]
    assert included == ["place/中国", "place/美国"]


def test_home_of_an_ambiguous_name_is_told_by_what_encloses_it(lexicon: Lexicon) -> None:
    found, _ = resolve("北京的企业来到朝阳区。朝阳区增长5%。", "朝阳区", lexicon)
    assert {mention.entity for mention in found if mention.label == "朝阳区"} == {"place/110105"}


def test_unlisted_place_is_the_homes_unless_its_name_says_where(lexicon: Lexicon) -> None:
    text = "以启超大道为中轴，潍坊港、云茂高速建成，黄河宁夏段水质变好。"
    for home in ("江门市", "潍坊市"):
        found, entities = resolve(text, home, lexicon)
        assert [mention.entity for mention in found] == [
            f"place/{home}:启超大道",
            "place/潍坊港",
            "place/云茂高速",
            "place/黄河宁夏段",
        ]
        assert entities[f"place/{home}:启超大道"].label == "启超大道"
