"""Finding: search by characters, aliases and pinyin; filters; the link that holds the view."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from page_browser import PHONES, Look, Show, Shown

pytest_plugins = ("page_fixtures",)


@pytest.fixture
def shown(show: Show, small_page: str) -> Shown:
    return show(small_page)


def options(shown: Shown, query: str) -> list[str]:
    """Type a query and return the labels that are offered."""
    shown.page.fill("#search", query)
    found: list[str] = shown.page.locator("#search-results [role=option] .label").all_inner_texts()
    return found


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("潍坊港", "潍坊港"),
        ("坊港", "潍坊港"),
        ("weifanggang", "潍坊港"),
        ("weifangg", "潍坊港"),
        ("wfg", "潍坊港"),
        ("dzrb", "大众日报"),
        ("dazhongrb", "大众日报"),
        ("liuyun", "刘运"),
        ("LY", "刘运"),
        ("寿光", "寿光市"),
        ("市政府", "潍坊市人民政府"),
    ],
)
def test_search_understands_characters_aliases_and_pinyin(shown: Shown, query: str, first: str) -> None:
    assert options(shown, query)[0] == first


def test_search_says_how_many_of_each_type(shown: Shown) -> None:
    shown.page.fill("#search", "潍坊")
    summary = shown.page.locator("#search-results .summary").inner_text()
    assert "条结果" in summary
    assert "地点" in summary


def test_search_finds_nothing_and_says_so(shown: Shown) -> None:
    assert options(shown, "不存在的名字") == []
    assert "没有结果" in shown.page.locator("#search-results").inner_text()


def test_enter_goes_there(shown: Shown) -> None:
    shown.page.keyboard.press("/")
    shown.page.keyboard.type("wfg")
    shown.page.keyboard.press("Enter")
    assert shown.page.locator("#details h2").inner_text() == "潍坊港"
    item = next(item for item in shown.ask("kgPage.items()") if item["label"] == "潍坊港")
    box = shown.page.locator("#graph").bounding_box()
    assert box is not None
    assert abs(item["screen"]["x"] - box["width"] / 2) < 20
    assert item["chosen"]


def test_arrows_choose_another_result(shown: Shown) -> None:
    labels = options(shown, "w")
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("Enter")
    assert shown.page.locator("#details h2").inner_text() == labels[1]


def test_the_legend_switches_types_and_counts_them(shown: Shown) -> None:
    assert "寿光市" in shown.labels()
    shown.switch("place")
    assert "寿光市" not in shown.labels()
    shown.switch("place")
    assert "寿光市" in shown.labels()


def claims(shown: Shown) -> list[str]:
    shown.view("claims")
    cells: list[str] = shown.page.locator("#table tbody td.figure-cell").all_inner_texts()
    return cells


@pytest.mark.parametrize(
    ("facet", "label", "left"),
    [
        ("kinds", "倍数", ["是2012年的2.7倍"]),
        ("statuses", "目标", None),
        ("statuses", "推算", ["> 2000万吨", "↓764家", "↓50.46%"]),
        ("indicators", "港口吞吐量", ["> 5400万吨", "是2012年的2.7倍", "> 2000万吨"]),
        ("speakers", "刘运", None),
        ("outlets", "大众日报", None),
    ],
)
def test_filters_narrow_figures_and_graph(shown: Shown, facet: str, label: str, left: list[str] | None) -> None:
    every = claims(shown)
    shown.tick(facet, label)
    narrowed = claims(shown)
    assert narrowed
    assert set(narrowed) <= set(every)
    if left is not None:
        assert narrowed == left
    shown.view("graph")
    assert shown.labels()


def test_a_place_filter_holds_what_lies_within(shown: Shown) -> None:
    shown.tick("places", "潍坊市")
    assert "> 5400万吨" in claims(shown)  # the port lies in the city


def test_the_period_slider_has_two_ends(shown: Shown) -> None:
    every = len(claims(shown))
    slider = shown.page.locator("#period-from")
    most = slider.get_attribute("max")
    slider.evaluate("(node, value) => { node.value = value; node.dispatchEvent(new Event('change')) }", most)
    assert shown.state()["from"] == int(most or 0)
    assert 0 < len(claims(shown)) < every


def test_everything_set_stands_in_the_link(show: Show, small_page: str) -> None:
    first = show(small_page)
    first.tick("kinds", "倍数")
    first.tick("places", "潍坊港")
    first.page.click("#values")
    first.page.click("#language")
    first.ask("document.querySelector('#theme').click()")
    first.click_node("潍坊港")
    link = first.page.url
    assert "place/潍坊港" in unquote(link)
    second = show(small_page, fragment="#" + link.split("#", maxsplit=1)[1])
    assert without_view(second.state()) == without_view(first.state())
    assert second.page.locator("#details h2").inner_text() == "潍坊港"
    assert second.page.locator(".views [data-view=graph]").text_content() == "Graph"


def without_view(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != "tab"}


def test_a_link_to_what_is_not_there_opens_the_start(show: Show, small_page: str) -> None:
    shown = show(
        small_page, fragment="#node=place/none&edge=a%20b&claim=9-9&sentence=7-7&pin=x,y,z&steps=many&speakers=q"
    )
    assert shown.state()["selection"] is None
    assert "潍坊港" in shown.labels()


def test_reset_clears_every_filter(shown: Shown) -> None:
    before = sorted(shown.labels())
    shown.tick("kinds", "倍数")
    assert sorted(shown.labels()) != before
    with shown.filters():
        shown.page.click("#reset")
    assert sorted(shown.labels()) == before


@pytest.mark.parametrize("look", PHONES, ids=str, indirect=True)
def test_filters_open_on_the_phone(show: Show, small_page: str, look: Look) -> None:
    shown = show(small_page)
    assert look.is_phone
    assert not shown.page.locator("#filters").is_visible()
    shown.page.click("#show-filters")
    assert shown.page.locator("#filters").is_visible()
    shown.picture("filters")
    shown.page.click("[data-facet=types] input[data-kind=place]")
    shown.page.click("#show-filters")
    assert "寿光市" not in shown.labels()
