"""The home of a document: given, announced, governed, dominant or national; none where it is not safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import links
from kg.lexicon import Lexicon
from kg.links import homes
from kg.model import Attribute, Entity, Mention, Metadata, Source
from kg.recognisers import mentions
from kg.transcript.compose import compose

GOLD_FREE = Path(__file__).parent


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def infer(text: str, lexicon: Lexicon, given: Metadata | None = None) -> Attribute | None:
    document = compose(Source("x.txt", "text", "utf-8", "0" * 64, text, given=given or Metadata()), lexicon)
    home = homes.infer(document, mentions.find(document, lexicon), lexicon)
    if home is not None and home.span is not None:
        assert home.span.of(document.text)
    return home


def value(text: str, lexicon: Lexicon) -> str | None:
    home = infer(text, lexicon)
    return home.value if home else None


@pytest.mark.parametrize("name", ["绍兴", "绍兴市"])
def test_given_home_is_taken_by_its_full_name(name: str, lexicon: Lexicon) -> None:
    home = infer("全国粮食增产。", lexicon, Metadata(home=name))
    assert home is not None
    assert (home.value, home.inferred, home.rule) == ("绍兴市", False, "home.given")


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("“推动高质量发展”系列主题新闻发布会，湖南省有关负责人介绍了相关情况。湖南省经济增长。", "湖南省"),
        ("国务院新闻办公室举行主题新闻发布会，广西壮族自治区主席介绍情况。全区粮食增产。", "广西壮族自治区"),
        ("国务院新闻办公室举行新闻发布会，国家能源局相关负责人介绍了有关情况。", "中国"),
        ("国家统计局发言人：上半年，全国居民收入增长。山东、河南增产。", "中国"),
        ("浙江舟山的渔业。全市渔船进港，舟山市民放心。舟山港吞吐量增长，舟山加快建设。", "舟山市"),
        ("我代表遂宁市人民政府作工作报告。全市生产总值增长。遂宁高新区、射洪市、蓬溪县增长快。", "遂宁市"),
        ("仙居县委、县政府高度重视。全县杨梅丰收，仙居的农户增收。", "仙居县"),
        ("上海常住人口增加。全市人口2487万，上海的老年人口比重提高。", "上海市"),
        ("自治区民政厅有关负责人介绍，全区建成设施2400个。呼和浩特市、包头市入选试点。康巴什区便民。", "内蒙古自治区"),
        ("平桥区产业兴。我代表区人民政府报告工作，全区产值增长。", "平桥区"),
        ("崇阳县天城工业园一派火热。崇阳县经济开发区产值增长。", "崇阳县"),
        ("央视网消息：浙江缙云举行祭典。500多人参加。", "中国"),
        ("我国外贸增长，对东盟出口增长最快，全国口岸畅通。", "中国"),
    ],
)
def test_home_is_inferred(text: str, home: str, lexicon: Lexicon) -> None:
    found = infer(text, lexicon)
    assert found is not None
    assert (found.value, found.inferred) == (home, True)
    assert found.rule.startswith("home.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "谢谢大家。",
        "昆明、曲靖、玉溪三市签约，大理、丽江、保山也来了。",
        "市统计局局长介绍，上半年全市经济增长，高于全省平均水平。市教育局局长出席。",
    ],
)
def test_unsafe_home_is_none(text: str, lexicon: Lexicon) -> None:
    assert infer(text, lexicon) is None


# Six cities far from each other, each with its parts, an opening that announces it, and sentences of its own.
CITIES = {
    "绵阳市": ("涪城区、游仙区、江油市", "科技城新区", "place/510700"),
    "洛阳市": ("涧西区、洛龙区、偃师区", "高新区", "place/410300"),
    "柳州市": ("城中区、柳北区、鹿寨县", "柳东新区", "place/450200"),
    "佳木斯市": ("向阳区、前进区、桦南县", "高新区", "place/230800"),
    "泉州市": ("丰泽区、晋江市、石狮市", "经开区", "place/350500"),
    "喀什地区": ("疏附县、莎车县、叶城县", "经济开发区", "place/653100"),
}


def whole(city: str, lexicon: Lexicon) -> tuple[str | None, list[Mention], dict[str, Entity]]:
    parts, zone, _ = CITIES[city]
    text = (
        f"{city}高质量发展新闻发布会实录\n"
        f"主持人：今天我们邀请到{city}有关负责人。\n"
        f"负责人：{city}全市生产总值增长6%。{parts}和{zone}合计占全市的一半。全市新增就业5万人，来{city}投资的企业多了。"
    )
    document = compose(Source("x.txt", "text", "utf-8", "0" * 64, text), lexicon)
    document, linked, entities = links.resolve(document, mentions.find(document, lexicon), lexicon)
    places = [mention for mention in linked if mention.kind == "place"]
    return document.home.value if document.home else None, places, {entity.key: entity for entity in entities}


@pytest.mark.parametrize("city", CITIES)
def test_other_cities_are_homes_as_well(city: str, lexicon: Lexicon) -> None:
    home, places, entities = whole(city, lexicon)
    assert home == city
    parts, _, key = CITIES[city]
    linked = {mention.label: mention.entity for mention in places}
    assert linked[city] == key
    for part in parts.split("、"):
        assert entities[linked[part] or ""].parent == key, part


def test_no_city_leaks_into_another(lexicon: Lexicon) -> None:
    for city, (_, _, key) in CITIES.items():
        _, _, entities = whole(city, lexicon)
        province = key.removeprefix("place/")[:2]
        codes = [
            dict(entity.attributes).get("code", province) for entity in entities.values() if entity.kind == "place"
        ]
        assert {code[:2] for code in codes} == {province}, city
