"""Reading: from the graph to the words of the transcript and back, and what can be copied."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from page_browser import PHONES, Look, Show, Shown
from small_graph import TEXT, small

from kg import triples
from kg.iris import DEFAULT_BASE

pytest_plugins = ("page_fixtures",)


@pytest.fixture
def shown(show: Show, small_page: str) -> Shown:
    return show(small_page)


def test_a_node_tells_its_claims_in_words(shown: Shown) -> None:
    shown.click_node("潍坊港")
    figure = shown.page.locator("#details .figure").first.inner_text()
    assert figure == "潍坊港 吞吐量 > 5400万吨，是2012年的2.7倍 — 刘运，答大众日报记者"


def test_evidence_marks_the_words(shown: Shown) -> None:
    shown.click_node("潍坊港")
    card = shown.page.locator("#details blockquote").first
    assert card.inner_text() == "刘运:潍坊港吞吐量突破5400万吨,是2012年的2.7倍。"
    assert card.locator("mark.evidence").all_inner_texts() == ["潍坊港", "5400万吨", "2.7倍"]


def test_evidence_opens_the_transcript_there(shown: Shown) -> None:
    shown.click_node("寿光市")
    shown.page.locator(".in-text").first.click()
    here = shown.page.locator("#transcript .sentence.here")
    assert here.inner_text() == "寿光入选全国百强县。"
    assert "寿光" in here.locator("mark.evidence").all_inner_texts()
    assert here.is_visible()
    box, frame = here.bounding_box(), shown.page.locator("#transcript").bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    shown.picture("transcript")


def test_the_stepper_walks_through_the_evidence(shown: Shown) -> None:
    shown.click_node("刘运")
    shown.page.click("#evidence-next")
    first = shown.page.locator("#transcript .sentence.here").inner_text()
    shown.page.click("#tab-details")
    shown.page.click("#evidence-next")
    assert shown.page.locator("#transcript .sentence.here").inner_text() != first


def test_an_edge_opens_what_it_rests_on(shown: Shown) -> None:
    edge = f"[{shown.number('潍坊港')}, {shown.number('港口吞吐量')}]"
    points = shown.ask(
        f"{edge}.map((id) => kgPage.items().find((item) => item.id === id).screen)",
    )
    middle = {axis: points[0][axis] * 0.45 + points[1][axis] * 0.55 for axis in ("x", "y")}
    shown.page.mouse.click(*shown.place(middle))
    assert shown.page.locator("#details h2").inner_text() == "潍坊港 — 港口吞吐量"
    assert shown.page.locator("#details blockquote mark.evidence").all_inner_texts() == ["5400万吨", "2.7倍"]


def test_a_claim_shows_every_field(shown: Shown) -> None:
    shown.click_node("潍坊港")
    shown.page.locator("#details .figure").first.click()
    fields = shown.page.locator("#details dl.fields").inner_text()
    assert "5400万吨" in fields
    assert "水平" in fields
    assert ">" in fields
    assert "已实现" in fields


def test_a_sentence_leads_to_its_part_of_the_graph(shown: Shown) -> None:
    shown.page.click("#tab-transcript")
    click_words(shown, "入选")
    chosen = {item["label"] for item in shown.ask("kgPage.items()") if item["chosen"]}
    assert {"寿光市", "全国百强县"} <= chosen
    assert "潍坊港" not in chosen


def click_words(shown: Shown, words: str) -> None:
    """Click in the middle of some words of the transcript that bear no mark."""
    at = shown.ask(
        "(words) => { const holder = document.querySelector('#transcript');"
        "const walk = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);"
        "while (walk.nextNode()) { const at = walk.currentNode.data.indexOf(words); if (at < 0) continue;"
        "walk.currentNode.parentElement.scrollIntoView({ block: 'center' });"
        "const range = document.createRange(); range.setStart(walk.currentNode, at);"
        "range.setEnd(walk.currentNode, at + words.length); const box = range.getClientRects()[0];"
        "return [box.x + box.width / 2, box.y + box.height / 2]; } }",
        words,
    )
    shown.page.mouse.click(*at)


def test_a_name_in_the_transcript_selects_its_node(shown: Shown) -> None:
    shown.page.click("#tab-transcript")
    shown.page.locator("#transcript mark.is-title").first.click()
    assert shown.state()["selection"] == {"is": "node", "node": shown.number("全国百强县")}


def test_sentences_are_walked_by_keyboard(shown: Shown) -> None:
    shown.page.click("#tab-transcript")
    shown.page.focus("#transcript")
    for _ in range(3):
        shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("Enter")
    assert shown.state()["selection"]["is"] == "sentence"


def test_a_name_that_is_not_linked_is_shown_as_such(shown: Shown) -> None:
    shown.page.click("#tab-transcript")
    loose = shown.page.locator("#transcript mark.loose")
    assert loose.inner_text() == "李明"
    assert loose.get_attribute("title") == "人物，未链接"


def copied(shown: Shown, name: str) -> str:
    return shown.copy(shown.page.locator(".copies button", has_text=name))


def test_the_citation_has_speaker_occasion_date_quote_and_offsets(shown: Shown) -> None:
    shown.click_node("寿光市")
    citation = shown.copy(shown.page.locator(".cite").first)
    start = TEXT.index("寿光")
    assert citation.startswith("刘运：“寿光入选全国百强县。” — 绿地发布会，2022-05-11")
    numbers = [int(number) for number in re.findall(r"(\d+)–(\d+)", citation)[0]]
    assert TEXT[numbers[0] : numbers[1]] == "寿光"
    assert numbers[0] == start


def graph() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(triples.encode(small(), DEFAULT_BASE))
    return store


def rows_of(query: str) -> int:
    found = graph().query(query, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return len(list(found))


def test_iris_are_those_of_the_graph(shown: Shown) -> None:
    subjects = {quad.subject.value for quad in graph()} | {
        quad.object.value for quad in graph() if isinstance(quad.object, pyoxigraph.NamedNode)
    }
    for label in ("潍坊港", "寿光市", "刘运", "大众日报", "港口吞吐量", "全国百强县", "中心城区"):
        shown.ask(f"location.hash = 'node=' + encodeURIComponent(kgPage.nodes()[{shown.number(label)}].key)")
        shown.page.wait_for_timeout(100)
        assert copied(shown, "IRI") in subjects, label


def test_copied_turtle_is_what_the_graph_says(shown: Shown) -> None:
    said = {(quad.subject, quad.predicate, quad.object) for quad in graph()}
    shown.click_node("潍坊港")
    shown.page.locator("#details .figure").first.click()
    iri = copied(shown, "IRI")
    turtle = list(pyoxigraph.parse(copied(shown, "Turtle"), format=pyoxigraph.RdfFormat.TURTLE))
    assert {(quad.subject, quad.predicate, quad.object) for quad in turtle} == {
        row for row in said if row[0] == pyoxigraph.NamedNode(iri)
    }
    assert len(turtle) >= 10


@pytest.mark.parametrize(
    ("fragment", "rows"),
    [
        ("node=place/潍坊港", 2),
        ("node=indicator/港口吞吐量", 2),
        ("kinds=multiple", 1),
        ("places=place/370700&kinds=level&statuses=actual", None),
    ],
)
def test_copied_sparql_gives_this_view(show: Show, small_page: str, fragment: str, rows: int | None) -> None:
    shown = show(small_page, fragment=f"#{fragment}")
    found = rows_of(shown.copy(shown.page.locator("#copy-sparql")))
    if rows is None:
        shown.view("claims")
        rows = shown.page.locator("#table tbody tr").count()
    assert found == rows > 0


def test_copied_sparql_of_any_node_runs(shown: Shown) -> None:
    for label in ("寿光市", "刘运", "大众日报", "全国百强县", "绿地规划", "潍坊市人民政府"):
        shown.ask(f"location.hash = 'node=' + encodeURIComponent(kgPage.nodes()[{shown.number(label)}].key)")
        shown.page.wait_for_timeout(100)
        query = copied(shown, "SPARQL")
        assert rows_of(query) > 0, label


@pytest.mark.parametrize("look", PHONES, ids=str, indirect=True)
def test_reading_works_on_the_phone(show: Show, small_page: str, look: Look) -> None:
    shown = show(small_page)
    shown.click_node("刘运")
    assert shown.page.locator("#details h2").inner_text() == "刘运"
    shown.page.locator(".in-text").first.click()
    assert shown.page.locator("#transcript .sentence.here").is_visible()
    assert shown.ask("document.documentElement.scrollWidth") <= look.size[0]
    shown.picture("reading")
