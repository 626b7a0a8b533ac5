"""Every named question answers what its title asks: exactly on a small graph, and on the sample what its text says."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from small_graph import small

from kg import questions, triples
from kg.errors import DataFileError, QueryError
from kg.iris import document_id
from kg.model import Extraction
from kg.questions import GROUPS
from kg.questions.questions import read
from kg.store import Store
from kg.triples import ontology

Row = dict[str, str]
# What the sample's text says; an answer must hold each of these rows, whatever else it holds.
SAMPLE: dict[str, list[Row]] = {
    "claims-of-speaker": [
        {
            "speaker": "刘运",
            "place": "潍坊港",
            "indicator": "吞吐量",
            "comparator": "超过",
            "value": "54000000",
            "unit": "吨",
        },
        {"speaker": "刘运", "place": "潍坊港", "value": "2.7", "unit": "倍", "baseline": "2012年"},
    ],
    "posts": [{"person": "习近平", "post": "总书记"}],
    "quotations": [{"reporter": "刘运", "speaker": "习近平", "quote": "“人民城市为人民”"}],
    "sentences-about": [
        {"entity": "潍坊港", "speaker": "刘运", "sentence": "潍坊港吞吐量突破5400万吨,是2012年的2.7倍。"}
    ],
    "speakers": [
        {"speaker": "刘运", "role": "官员", "turns": "2"},
        {"speaker": "江敦涛", "role": "官员", "turns": "1"},
    ],
    "figures-by-indicator": [{"indicator": "绿化覆盖率", "value": "42.58", "unit": "%"}],
    "figures-of-period": [{"period": "2017年以来", "value": "750", "unit": "家"}],
    "figures-of-place": [{"indicator": "地区生产总值", "kind": "变化", "value": "9", "unit": "%", "quote": "9%"}],
    "figures-within-place": [{"place": "潍坊港", "value": "54000000", "quote": "5400万吨"}],
    "largest": [{"value": "120000000000", "unit": "元", "quote": "1200多亿元"}],
    "before-and-after": [
        {"indicator": "化工企业", "before": "1514", "after": "750", "change": "-764", "unit": "家"},
        {"indicator": "铸造企业", "before": "1155", "after": "498", "change": "-657", "unit": "家"},
    ],
    "growth": [{"indicator": "氨氮排放", "change": "减", "value": "95.9", "period": "十年来"}],
    "multiples": [{"place": "潍坊港", "multiple": "2.7", "baseline": "2012年"}],
    "what-fell": [
        {"indicator": "化工企业", "before": "1514", "after": "750", "fall": "764", "period": "2017年以来"},
        {"indicator": "单位GDP能耗", "fall": "37.9", "unit": "%"},
    ],
    "what-rose": [{"indicator": "城镇化率", "rise": "1.72", "unit": "百分点"}],
    "first-places": [{"indicator": "高铁通车里程", "field": "全省"}],
    "ranks": [{"indicator": "公路通车里程", "rank": "2", "field": "全省"}],
    "shares": [{"indicator": "一般公共预算收入", "comparator": "约", "value": "0.1", "whole": "全省"}],
    "holders-of-title": [
        {"title": "全国百强县", "holder": holder} for holder in ("寿光市", "诸城市", "高密市", "青州市")
    ],
    "titles-of-places": [{"place": "潍坊市", "title": "国家森林城市"}, {"place": "羊口镇", "title": "全国百强镇"}],
    "titles-when": [{"when": "2021年6月", "holder": "潍坊市"}],
    "policies": [{"policy": "习近平生态文明思想", "mentions": "3"}],
    "policies-by-issuer": [{"issuer": "国务院办公厅", "when": "今年上半年"}],
    "policy-in-words": [{"policy": "京沪高铁辅助通道", "speaker": "刘运"}],
    "answers-to-outlet": [{"outlet": "大众日报", "official": "刘运", "sentence": "感谢记者的提问!"}],
    "questions-and-answers": [{"position": "2", "outlet": "大众日报", "official": "刘运"}],
    "topics-of-answers": [{"outlet": "潍坊日报", "official": "刘运", "entity": "习近平", "class": "人物"}],
    "unanswered-questions": [],
    "who-asked-whom": [
        {"outlet": "大众日报", "official": "刘运"},
        {"outlet": "潍坊日报", "official": "刘运"},
        {"outlet": "潍坊广播电视台", "official": "江敦涛"},
    ],
    "facts-with-sentence": [{"quote": "5400万吨", "sentence": "潍坊港吞吐量突破5400万吨,是2012年的2.7倍。"}],
    "offsets": [{"quote": "5400万吨", "begin": "1012", "end": "1018", "document": "weifang.txt"}],
    "rules": [{"rule": "name", "class": "发言", "times": "3"}],
    "commitments": [{"place": "潍坊市", "value": "1.5", "unit": "小时", "quote": "一个半小时"}],
    "commitments-due": [],
    "derived-from": [{"value": "20000000", "quote": "2.7倍"}, {"value": "-764", "quote": "750家"}],
    "derived-values": [
        {"place": "潍坊港", "value": "20000000", "unit": "吨"},
        {"indicator": "化工企业", "value": "-764"},
    ],
    "documents": [{"document": "weifang.txt", "home": "潍坊市"}],
    "extractions": [{"document": "weifang.txt"}],
    "graphs": [],
    "inferred": [{"property": "主管地方", "value": "潍坊市"}],
    "conflicts": [],
    "incomplete-claims": [{"quote": "220万"}],
    "number-classes": [{"class": "用于主张"}, {"class": "日期"}],
    "unlinked-mentions": [],
    "unresolved-numbers": [],
}
# What the sample gives no answer to: every question has its answer, no target a due year, no figure a rival.
EMPTY = {"unanswered-questions", "commitments-due", "conflicts", "unlinked-mentions", "unresolved-numbers"}
# The whole answer on the small graph, with the example's parameters changed to what stands there.
SMALL: dict[str, tuple[Row, list[tuple[str | None, ...]]]] = {
    "claims-of-speaker": (
        {"person": "刘运", "place": "潍坊港"},
        [
            ("刘运", "潍坊港", "吞吐量", "超过", "54000000", "吨", None, "5400万吨"),
            ("刘运", "潍坊港", "吞吐量", "等于", "2.7", "倍", "2012年", "2.7倍"),
        ],
    ),
    "figures-within-place": (
        {"place": "潍坊"},
        [
            ("中心城区", "绿地", "等于", "0.1", "1", None, "1/10"),
            ("潍坊市", "化工企业", "等于", "750", "家", "2017年以来", "750家"),
            ("潍坊市", "森林覆盖率", "等于", None, "%", "2025年", "20%到30%"),
            ("潍坊港", "吞吐量", "超过", "54000000", "吨", None, "5400万吨"),
            ("潍坊港", "吞吐量", "等于", "2.7", "倍", None, "2.7倍"),
        ],
    ),
    "what-fell": ({"since": "2017"}, [("化工企业", "潍坊市", "2017年以来", "1514", "750", "764", "家", "750家")]),
    "commitments-due": (
        {"year": "2025"},
        [("2025", "森林覆盖率", "潍坊市", None, "%", "刘运:到2025年,全市森林覆盖率力争达到20%到30%。")],
    ),
    "commitments": (
        {},
        [("森林覆盖率", "潍坊市", "等于", None, "20", "30", "%", "2025", "2025年", "刘运", "20%到30%")],
    ),
    "policies-by-issuer": ({"issuer": "市政府"}, [("潍坊市人民政府", "绿地规划", None, "市政府印发《绿地规划》。")]),
    "titles-when": ({"year": "2017"}, [("2017年以来", "全国百强县", "寿光市", "2022-05-11")]),
    "quotations": ({"words": "绿地"}, [("刘运", "李明", "中心城区绿地占1/10。")]),
    "posts": ({"person": "刘运"}, [("刘运", "副市长", None, "主持人:副市长刘运出席,现在开始提问。")]),
    "unlinked-mentions": ({}, [("李明", "人物", "two persons of this name", "1")]),
    "unresolved-numbers": ({}, [("12345", "no unit", "电话12345。")]),
    "number-classes": ({}, [("日期", "1"), ("未理解", "1")]),
    "derived-values": (
        {"place": "潍坊市"},
        [
            ("化工企业", "潍坊市", "变化率", "-50.4624", None, None, "%", "(750 - 1514) ÷ 1514"),
            ("化工企业", "潍坊市", "变化量", "-764", None, None, "家", "750 - 1514"),
        ],
    ),
    "figures-of-period": ({"year": "2019"}, [("2017年以来", "化工企业", "潍坊市", "750", "家", "750家")]),
    "growth": ({}, []),
    "conflicts": ({}, []),
    "unanswered-questions": ({}, []),
}


@pytest.fixture(scope="module")
def small_store() -> Store:
    store = Store()
    store.add(triples.encode(small()))
    store.add(ontology.quads())
    return store


@pytest.fixture(scope="module")
def sample_store(request: pytest.FixtureRequest) -> Store:
    store = Store()
    store.add(triples.encode(request.getfixturevalue("sample")))
    store.add(ontology.quads())
    return store


def answer(store: Store, name: str, values: Row | None = None) -> list[Row]:
    table = store.table(questions.find(name).bind(values or {}))
    return [
        {key: term.value for key, term in zip(table.columns, row, strict=True) if isinstance(term, ox.Literal)}
        for row in table.rows
    ]


def test_there_are_forty_questions_in_all_groups() -> None:
    found = questions.load().values()
    assert len(found) >= 40
    assert {question.group for question in found} == set(GROUPS)
    assert len({question.zh for question in found}) == len({question.en for question in found}) == len(found)


def test_each_question_has_an_expected_answer() -> None:
    assert set(SAMPLE) == set(questions.load())


def test_what_the_sample_does_not_say_is_not_answered(sample_store: Store) -> None:
    for name in EMPTY:
        assert not SAMPLE[name]
        assert answer(sample_store, name) == [], name


def test_the_graphs_of_the_sample(sample_store: Store, sample: Extraction) -> None:
    rows = sample_store.table(questions.find("graphs").bind({})).rows
    names = {str(row[0]).rpartition("/")[2].rstrip(">") for row in rows}
    assert names == {"entities", "ontology", document_id(sample.document)}


def test_every_other_question_has_rows_that_are_expected() -> None:
    assert {name for name, rows in SAMPLE.items() if not rows} == EMPTY | {"graphs"}


@pytest.mark.parametrize("name", SAMPLE)
def test_the_sample_answers(sample_store: Store, name: str) -> None:
    rows = answer(sample_store, name)
    for expected in SAMPLE[name]:
        assert any(expected.items() <= row.items() for row in rows), f"{expected} is not in {rows}"


@pytest.mark.parametrize("name", SMALL)
def test_the_small_graph_answers_exactly(small_store: Store, name: str) -> None:
    values, expected = SMALL[name]
    columns = [column.name for column in questions.find(name).columns]
    rows = [tuple(row.get(column) for column in columns) for row in answer(small_store, name, values)]
    assert rows == expected


@pytest.mark.parametrize("name", questions.load())
def test_columns_are_as_the_head_says(sample_store: Store, name: str) -> None:
    question = questions.find(name)
    assert sample_store.table(question.text).columns == tuple(column.name for column in question.columns)


@pytest.mark.parametrize("name", questions.load())
def test_a_parameter_only_leaves_rows_out(sample_store: Store, name: str) -> None:
    everything = answer(sample_store, name)
    for parameter in questions.find(name).parameters:
        some = answer(sample_store, name, {parameter.name: parameter.example})
        assert all(row in everything for row in some)


@pytest.mark.parametrize("name", questions.load())
def test_the_order_is_fixed(sample_store: Store, name: str) -> None:
    shuffled = Store()
    statements = list(sample_store.engine)
    for quad in statements[1::2] + statements[::2][::-1]:
        shuffled.engine.add(quad)
    query = questions.find(name).text
    assert shuffled.table(query) == sample_store.table(query)


@pytest.mark.parametrize(
    "value", ['x" } } # ', 'x"@zh } DROP ALL', "x\\", "x\n\r\t", "'; SELECT", "\ud800", "{ UNDEF }"]
)
def test_a_value_is_never_read_as_sparql(small_store: Store, value: str) -> None:
    assert answer(small_store, "figures-of-place", {"place": value}) == []


def test_an_unknown_question_or_parameter_is_refused_with_what_there_is() -> None:
    with pytest.raises(QueryError, match="did you mean what-fell"):
        questions.find("what-fel")
    with pytest.raises(QueryError, match="--place"):
        questions.find("figures-of-place").bind({"plaice": "x"})
    with pytest.raises(QueryError, match="2017"):
        questions.find("what-fell").bind({"since": "去年"})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("SELECT * {}", "lacks '# group:'"),
        ("# group: nonsense\n# zh: 问\n# en: q\n# column: a | 甲 | a\n", "group must be one of"),
        ("# group: change\n# zh: 问\n# en: q\n# column: a | 甲\n", "3 are expected"),
        (
            "# group: change\n# zh: 问\n# en: q\n# parameter: p | date | 甲 | a | b\n# column: a | 甲 | a\n",
            "type must be",
        ),
        (
            "# group: change\n# zh: 问\n# en: q\n# parameter: p | label | 甲 | a | b\n# column: a | 甲 | a\n",
            "query lacks",
        ),
    ],
)
def test_a_bad_head_is_refused_with_file_and_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "q.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"q\.rq:\d+: .*{problem}"):
        read(path)
