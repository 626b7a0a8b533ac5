"""Full-text search finds Chinese words of any length, and only what contains them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kg.build import assemble
from kg.errors import QueryError
from kg.model import Extraction
from kg.outputs import write_whole
from kg.search import MOST, Index, Match, open_index, rewrite
from kg.store import open_build

NAMES = (
    Match("https://kg.example/place/1", "Place", "label", "潍坊港"),
    Match("https://kg.example/place/2", "Place", "label", "潍坊市"),
    Match("https://kg.example/place/2", "Place", "alias", "潍坊"),
    Match("https://kg.example/text/a#char=0,20", "Sentence", "sentence", "潍坊港吞吐量突破5400万吨,是2012年的2.7倍。"),
    Match("https://kg.example/text/a#char=20,40", "Sentence", "sentence", "坊子区和潍城区,GDP增长9%。"),
)


@pytest.fixture
def index() -> Index:
    made = Index()
    made.fill(NAMES)
    return made


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("潍坊港", ["潍坊港", NAMES[3].text]),
        ("潍坊", ["潍坊", "潍坊港", "潍坊市", NAMES[3].text]),
        ("港", ["潍坊港", NAMES[3].text]),
        ("潍坊港 吞吐", [NAMES[3].text]),
        ("gdp", [NAMES[4].text]),
        ("5400", [NAMES[3].text]),
        ("坊潍", []),
        ("，。", []),
        ('" OR pairs:', []),
        ("潍坊港*", []),
    ],
)
def test_words_are_found_as_they_stand(words: str, expected: list[str], index: Index) -> None:
    assert sorted(match.text for match in index.find(words)) == sorted(expected)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("wf", ["潍坊市", "潍坊港"]),
        ("weif", ["潍坊市", "潍坊港"]),
        ("weifanggang", ["潍坊港"]),
        ("wfg", ["潍坊港"]),
        ("wei fang g", ["潍坊港"]),
        ("WFang", ["潍坊市", "潍坊港"]),
        ("港", ["潍坊港"]),
        ("fang", []),
        ("gang", []),
        ("x", []),
        ("", []),
        ("'", []),
    ],
)
def test_names_are_completed_by_words_and_by_pinyin(letters: str, expected: list[str], index: Index) -> None:
    assert [match.text for match in index.complete(letters)] == expected


def test_every_reading_of_a_character_counts() -> None:
    index = Index()
    index.fill([Match("https://kg.example/place/500000", "Place", "label", "重庆市")])
    for letters in ("chongqing", "cq", "zhongqing", "chq"):
        assert [match.text for match in index.complete(letters)] == ["重庆市"]


def test_letters_that_nothing_contains_are_pinyin(index: Index) -> None:
    assert [match.text for match in index.find("weifang")] == ["潍坊市", "潍坊港"]
    assert [match.text for match in index.find("gdp")] == [NAMES[4].text]


def test_an_index_of_an_older_version_is_made_anew(sample: Extraction, tmp_path: Path) -> None:
    write_whole(tmp_path, assemble((sample,), ()))
    with closing(sqlite3.connect(tmp_path / "search.sqlite")) as old:
        old.execute("CREATE TABLE texts (iri)")
    assert open_index(tmp_path, open_build(tmp_path)).complete("wfg")


def test_names_come_before_sentences(index: Index) -> None:
    assert [match.role for match in index.find("潍坊港")] == ["label", "sentence"]


def test_the_pattern_in_sparql(index: Index) -> None:
    query = 'SELECT * { ?s kg:search "潍坊港" ; rdfs:label ?l }'
    rewritten = rewrite(query, index)
    assert rewritten.startswith("SELECT * { VALUES ?s { <https://kg.example/place/1> <https://")
    assert rewritten.endswith("} ?s rdfs:label ?l }")
    assert rewrite("SELECT * { ?s ?p ?o }", index) == "SELECT * { ?s ?p ?o }"


def test_a_pattern_that_matches_too_much_is_refused() -> None:
    index = Index()
    index.fill(Match(f"https://kg.example/place/{n}", "Place", "label", "某地") for n in range(MOST + 1))
    with pytest.raises(QueryError, match="某地"):
        rewrite('SELECT * { ?s kg:search "某地" }', index)


def test_the_sample_is_searched(sample: Extraction, tmp_path: Path) -> None:
    write_whole(tmp_path, assemble((sample,), ()))
    store = open_build(tmp_path)
    index = open_index(tmp_path, store)
    assert any("5400万吨" in match.text for match in index.find("潍坊港 吞吐"))
    assert [match.iri for match in index.find("寿光")] == [
        match.iri for match in open_index(tmp_path, store).find("寿光")
    ]
