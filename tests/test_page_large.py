"""Large networks open as communities, quickly, and everything in them can still be found."""

from __future__ import annotations

import pytest
from page_browser import Show
from page_material import conferences
from playwright.sync_api import expect

from kg.iris import DEFAULT_BASE
from kg.page import render

pytest_plugins = ("page_fixtures",)


@pytest.fixture(scope="module")
def large_page() -> str:
    return render(conferences(60, 40), DEFAULT_BASE)


def test_it_opens_on_communities_named_by_place_and_theme(show: Show, large_page: str) -> None:
    shown = show(large_page)
    items = shown.ask("kgPage.items()")
    assert {item["kind"] for item in items} == {"community"}
    assert 2 <= len(items) <= 60
    assert all("市" in item["label"] and " · " in item["label"] for item in items[:3])
    assert shown.ask("kgPage.nodes().length") > 2000
    shown.picture("communities")


def test_a_community_unfolds_into_its_nodes(show: Show, large_page: str) -> None:
    shown = show(large_page)
    shown.click_node(shown.labels()[-1])
    kinds = {item["kind"] for item in shown.ask("kgPage.items()")}
    assert "community" not in kinds
    assert {"person", "policy"} <= kinds
    assert len(shown.labels()) <= 180
    shown.page.locator("#crumb button").click()
    assert {item["kind"] for item in shown.ask("kgPage.items()")} == {"community"}


def test_search_reaches_every_node(show: Show, large_page: str) -> None:
    shown = show(large_page)
    policy = shown.ask("kgPage.nodes().filter((node) => node.kind === 'policy').at(-1).label")
    shown.page.fill("#search", policy)
    shown.page.keyboard.press("Enter")
    expect(shown.page.locator("#details h2")).to_have_text(policy)
    assert policy in {item["label"].rstrip("…") for item in shown.ask("kgPage.items()")} or len(policy) > 12
    shown.page.locator(".in-text").first.click()
    assert shown.page.locator("#transcript .sentence.here").is_visible()


def test_filters_and_tables_hold_everything(show: Show, large_page: str) -> None:
    shown = show(large_page, fragment="#view=claims")
    assert shown.page.locator("#table-count").inner_text() == "1800 / 1800"
    with shown.filters():
        shown.page.locator("[data-facet=outlets] input").first.click()
    count = int(shown.page.locator("#table-count").inner_text().split(" / ")[0])
    assert 0 < count < 1800
    shown.view("graph")
    assert "community" not in {item["kind"] for item in shown.ask("kgPage.items()")}


def test_paths_run_through_the_whole_network(show: Show, large_page: str) -> None:
    shown = show(large_page)
    people = shown.ask("kgPage.nodes().filter((node) => node.kind === 'person').map((node) => node.key)")
    shown.ask(
        "([a, b]) => { location.hash = new URLSearchParams({ pathFrom: a, pathTo: b }).toString() }",
        [people[0], people[-1]],
    )
    shown.page.wait_for_timeout(200)
    assert shown.page.locator("#path-list li").count() >= 3
