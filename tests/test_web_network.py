"""The network of a large graph as `kg serve` shows it: a real server, a real browser, every ability with all looks."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from page_browser import LOOKS, Look
from playwright.sync_api import Browser, Page, expect
from web_server import running

from kg.build import assemble
from kg.lexicon import Lexicon
from kg.model import Extraction, Source
from kg.outputs import write_whole
from kg.pipeline import extract

pytest_plugins = ("page_fixtures",)

HOSTILE = "<img src=x onerror=alert(1)>"
HOSTILE_TEXT = f"新华社记者:{HOSTILE}?\n李明:全市{HOSTILE}企业达到12家,“<script>alert(2)</script>行动”成效明显。"
PORT, OUTPUT = "place/潍坊港", "indicator/港口货物吞吐量"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def server(sample: Extraction, lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("network")
    hostile = extract(Source(f"{HOSTILE}.txt", "text", "utf-8", "f" * 64, HOSTILE_TEXT), lexicon)
    write_whole(folder, assemble((sample, hostile), ()))
    with running(folder) as client:
        yield client


@pytest.fixture
def show(browser: Browser, server: httpx.Client, look: Look) -> Iterator[Open]:
    """Open the network; afterwards it may have asked nobody but its server, and complained of nothing."""
    home = str(server.base_url).rstrip("/")
    context = browser.new_context(
        viewport={"width": look.size[0], "height": look.size[1]},
        color_scheme="dark" if look.theme == "dark" else "light",
        reduced_motion="reduce",
    )
    complaints: list[str] = []
    context.route(lambda url: not url.startswith(home), lambda route: complaints.append(route.request.url))

    def opener(fragment: str = "") -> Page:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(f"{home}/network{fragment}")
        page.wait_for_selector("body[data-ready]")
        settle(page)
        return page

    yield opener
    context.close()
    assert complaints == []


def settle(page: Page) -> None:
    """Wait until the page shows what is set."""
    page.wait_for_timeout(30)
    page.wait_for_selector("body:not([data-busy])")


def items(page: Page) -> dict[str, dict[str, Any]]:
    """Return what is drawn, by label."""
    return {item["label"]: item for item in page.evaluate("kgNetwork.items()")}


def place(page: Page, screen: dict[str, float]) -> tuple[float, float]:
    page.locator("#graph").scroll_into_view_if_needed()
    box = page.locator("#graph").bounding_box()
    assert box is not None
    return box["x"] + screen["x"], box["y"] + screen["y"]


def act(page: Page, name: str) -> None:
    page.click(f"#panel [data-act={name}]")
    settle(page)


def test_the_first_view_is_a_readable_overview(show: Open, look: Look) -> None:
    page = show()
    drawn = items(page)
    assert {"刘运", "潍坊市", "大众日报"} <= set(drawn)
    assert 20 <= len(drawn) <= 62
    assert {"person", "outlet", "place", "policy", "title", "indicator"} <= {item["kind"] for item in drawn.values()}
    boxes = page.evaluate("kgNetwork.labels()")
    assert len(boxes) >= (10 if look.is_phone else 18)
    met = [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]
    assert met == []
    expect(page.locator("#panel h2")).to_have_text("概览")
    expect(page.locator("#panel")).to_contain_text("文档 2")
    assert page.evaluate("document.documentElement.dataset.theme") == look.theme
    assert page.evaluate("document.documentElement.scrollWidth") <= look.size[0]


def test_a_click_tells_the_claims_with_their_words(show: Open, sample: Extraction) -> None:
    page = show()
    page.mouse.click(*place(page, items(page)["潍坊港"]["screen"]))
    settle(page)
    expect(page.locator("#panel h2")).to_contain_text("潍坊港")
    claim = page.locator("#panel li", has_text="54,000,000")
    assert claim.locator("mark").first.inner_text() == "5400万吨"
    assert items(page)["潍坊港"]["chosen"]
    claim.locator("a:has(mark)").first.click()
    expect(page.locator("#asked")).to_have_text("5400万吨")
    assert f"/doc/{sample.document.source.sha256[:16]}" in page.url


def test_things_expand_and_collapse(show: Open) -> None:
    page = show("#at=place/370700")
    before = set(items(page))
    act(page, "open")
    assert before < set(items(page))
    assert "open=" in page.url
    act(page, "close")
    assert set(items(page)) == before


def test_a_double_click_expands(show: Open) -> None:
    page = show()
    before = set(items(page))
    page.mouse.dblclick(*place(page, items(page)["江敦涛"]["screen"]))
    settle(page)
    assert "open=person/江敦涛" in unquote(page.url)
    assert before <= set(items(page))


def test_places_unfold_into_what_lies_in_them(show: Open) -> None:
    page = show("#at=place/370700")
    act(page, "inside")
    assert "in=place" in unquote(page.url)
    assert {"寿光市", "青州市"} <= set(items(page))


def test_focus_shows_a_neighbourhood_alone(show: Open) -> None:
    page = show(f"#at={PORT}")
    act(page, "only")
    assert {"潍坊港", "刘运"} <= set(items(page))
    assert "全国双拥模范城" not in items(page)
    expect(page.locator("#crumb")).to_contain_text("只看周边：潍坊港")
    page.click("#reset")
    settle(page)
    assert "全国双拥模范城" in items(page)


def test_the_shortest_path_between_two_things(show: Open) -> None:
    page = show("#at=outlet/大众日报")
    act(page, "from")
    page.fill("#words", "潍坊港")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("潍坊港")
    act(page, "to")
    way = page.locator("#way li").all_inner_texts()
    assert [way[0].strip(), way[-1].strip()] == ["大众日报", "潍坊港"]
    assert len(way) == 3
    assert len(items(page)) == 3


def test_a_line_opens_what_ties_its_ends(show: Open) -> None:
    page = show(f"#tie={PORT} {OUTPUT}")
    expect(page.locator("#panel h2")).to_have_text("潍坊港 — 港口货物吞吐量")
    expect(page.locator("#panel")).to_contain_text("54,000,000")
    assert "5400万吨" in page.locator("#panel q mark").all_inner_texts()


def test_a_click_on_a_line_selects_it(show: Open) -> None:
    page = show(f"#only={PORT}")
    screens = {item["id"]: item["screen"] for item in items(page).values()}
    edges = page.evaluate("kgNetwork.edges()")
    assert edges
    ends = [screens[edges[0]["from"]], screens[edges[0]["to"]]]
    page.mouse.click(*place(page, {axis: ends[0][axis] * 0.45 + ends[1][axis] * 0.55 for axis in ("x", "y")}))
    settle(page)
    expect(page.locator("#panel h2")).to_contain_text(" — ")
    assert page.locator("#panel q mark").count() >= 1


def test_search_flies_to_what_is_found(show: Open) -> None:
    page = show()
    page.fill("#words", "上海")
    expect(page.locator("#found button").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator("#panel h2")).to_contain_text(name)
    chosen = next(item for item in items(page).values() if item["chosen"])
    box = page.locator("#graph").bounding_box()
    assert box is not None
    assert abs(chosen["screen"]["x"] - box["width"] / 2) < 20
    page.fill("#words", "不存在的名字")
    expect(page.locator("#found")).to_contain_text("没有找到")


def test_types_are_switched_in_the_legend(show: Open) -> None:
    page = show()
    page.click("#legend [data-kind=place]")
    settle(page)
    assert "place" not in {item["kind"] for item in items(page).values()}
    assert page.locator("#legend [data-kind=place]").get_attribute("aria-pressed") == "false"
    page.click("#legend [data-kind=place]")
    settle(page)
    assert "潍坊市" in items(page)


def test_hidden_things_come_back_by_undo(show: Open) -> None:
    page = show(f"#at={PORT}")
    assert page.locator("#undo").is_disabled()
    act(page, "hide")
    assert "潍坊港" not in items(page)
    page.click("#undo")
    expect(page).not_to_have_url(re.compile("hide="))
    settle(page)
    assert "潍坊港" in items(page)


def test_everything_set_stands_in_the_link(show: Open) -> None:
    first = show(f"#at={PORT}")
    act(first, "open")
    first.click("#legend [data-kind=policy]")
    settle(first)
    second = show("#" + first.url.partition("#")[2])
    assert set(items(second)) == set(items(first))
    expect(second.locator("#panel h2")).to_contain_text("潍坊港")


def test_a_link_to_nonsense_opens_the_overview(show: Open) -> None:
    page = show("#at=&tie=a b&open=nothing&in=claim/x&off=none&only=")
    assert "潍坊市" in items(page)


def test_the_keyboard_alone_suffices(show: Open) -> None:
    page = show()
    page.keyboard.press("/")
    page.keyboard.type("潍坊港")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("at="))
    settle(page)
    page.focus("#graph")
    before = items(page)["潍坊港"]["screen"]["x"]
    page.keyboard.press("ArrowRight")
    assert items(page)["潍坊港"]["screen"]["x"] < before
    page.keyboard.press("Enter")
    settle(page)
    assert "open=" in page.url
    page.keyboard.press("n")
    settle(page)
    assert "潍坊港" not in page.locator("#panel h2").inner_text()
    page.keyboard.press("Escape")
    settle(page)
    expect(page.locator("#panel h2")).to_have_text("概览")


def test_what_is_drawn_is_a_list_too(show: Open) -> None:
    page = show()
    page.click("#list summary")
    assert page.locator("#shown button").count() == len(items(page))
    page.locator("#shown button", has_text="潍坊港").click()
    settle(page)
    expect(page.locator("#panel h2")).to_contain_text("潍坊港")


def test_it_speaks_english(show: Open) -> None:
    page = show()
    page.click("#language")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#panel h2")).to_have_text("Overview")
    expect(page.locator("#legend")).to_contain_text("Places")


@pytest.mark.parametrize(
    "fragment", ["", f"#at={PORT}", f"#tie={PORT} {OUTPUT}", "#view=groups", "#from=outlet/大众日报&to=place/潍坊港"]
)
def test_axe_finds_nothing_serious(show: Open, fragment: str) -> None:
    page = show(fragment)
    found = Axe().run(page).response["violations"]
    assert [item["id"] for item in found if item["impact"] in ("serious", "critical")] == []


def test_communities_of_what_is_hostile_are_texts(show: Open, server: httpx.Client) -> None:
    communities(server)
    page = show("#view=groups")
    page.locator("#list summary").click()
    for row in range(page.locator("#shown li").count()):
        page.evaluate(f"Main.pickNode({communities(server)[row]['community']!r}, true)")
        settle(page)
    assert page.evaluate("document.querySelectorAll('img').length") == 0
    assert any(HOSTILE[:6] in item["full"] for item in items(page).values())


def test_hostile_names_are_texts(show: Open, server: httpx.Client) -> None:
    page = show()
    page.fill("#words", "img")
    page.wait_for_timeout(300)
    matches = server.get("/api/search", params={"q": "img"}).json()
    for match in matches:
        page = show("#at=" + quote(match["iri"].removeprefix("https://kg.example/"), safe=""))
        assert page.locator("main img, main script, header img").count() == 0
    assert matches


@pytest.mark.parametrize("look", LOOKS[:1], ids=str, indirect=True)
def test_the_workbench_leads_here(show: Open, server: httpx.Client, look: Look) -> None:
    page = show()
    page.goto(str(server.base_url))
    page.get_by_role("link", name="关系网络").click()
    page.wait_for_selector("body[data-ready]")
    assert page.url.endswith("/network")
    assert not look.is_phone


@pytest.mark.parametrize(
    "path",
    ["between?one=x&other=y", "path?one=https://kg.example/place/1", "ties", "ties?iri=a%3Cb", "neighbours?iri=<"],
)
def test_bad_requests_say_what_is_wrong(server: httpx.Client, path: str) -> None:
    answer = server.get(f"/api/{path}")
    assert answer.status_code == 400
    assert answer.json()["problem"]


@pytest.mark.parametrize("path", ["ties?iri=urn:x:y", "members?iri=urn:x:y", "between?one=urn:x:y&other=urn:x:y"])
def test_what_the_network_does_not_show_is_not_found(server: httpx.Client, path: str) -> None:
    answer = server.get(f"/api/{path}")
    assert answer.status_code == 404
    assert answer.json()["problem"]


def communities(server: httpx.Client) -> list[dict[str, Any]]:
    """Return the communities of the served graph, once they have been found."""
    for _ in range(200):
        answer = server.get("/api/communities").json()
        if answer["ready"]:
            found: list[dict[str, Any]] = answer["communities"]
            return found
        time.sleep(0.1)
    raise AssertionError("no communities")


def test_communities_divide_all_things(server: httpx.Client) -> None:
    found = communities(server)
    assert len(found) > 2
    assert [group["size"] for group in found[:-1]] == sorted((group["size"] for group in found[:-1]), reverse=True)
    members = [
        row["other"]
        for group in found
        for row in server.get("/api/members", params={"iri": group["community"], "limit": 500}).json()
    ]
    assert len(members) == len(set(members)) == sum(group["size"] for group in found)
    assert f"https://kg.example/{PORT}" in members


def test_communities_unfold_into_their_members(show: Open, server: httpx.Client) -> None:
    first = communities(server)[0]
    page = show("#view=groups")
    drawn = items(page)
    assert {item["kind"] for item in drawn.values()} == {"community"}
    assert len(kinds(page, "indicator")) == 0
    page.evaluate(f"Main.pickNode({first['community']!r}, true)")
    settle(page)
    unfolded = items(page)
    assert len(unfolded) == len(drawn) + min(40, first["size"])
    expect(page.locator("#panel h2")).to_contain_text(first["label"][:4])
    assert page.locator("#panel .chips li").count() == min(40, first["size"])
    act(page, "close")
    assert items(page).keys() == drawn.keys()
    page.click("#most")
    settle(page)
    assert not kinds(page, "community")
    page.click("#undo")
    settle(page)
    assert items(page).keys() == drawn.keys()


def kinds(page: Page, kind: str) -> list[str]:
    return [label for label, item in items(page).items() if item["kind"] == kind]


def test_ties_count_the_sentences_of_both(server: httpx.Client) -> None:
    given = [f"https://kg.example/{name}" for name in (PORT, OUTPUT)]
    assert server.get("/api/ties", params={"iri": given}).json() == [
        {"thing": given[1], "other": given[0], "sentences": 1}
    ]
    near = {row["other"]: row["sentences"] for row in server.get("/api/neighbours", params={"iri": given[0]}).json()}
    assert near[given[1]] == 1
    found = server.get("/api/between", params={"one": given[0], "other": given[1]}).json()
    assert found["count"] == 1
    assert len(found["claims"]) == 2


def test_no_way_is_no_error(server: httpx.Client) -> None:
    given = {"one": f"https://kg.example/{PORT}", "other": "https://kg.example/person/nobody"}
    assert server.get("/api/path", params=given).json() == {"things": [], "ties": []}
