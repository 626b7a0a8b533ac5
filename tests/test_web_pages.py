"""The served pages in a real browser: asking, reading, going from a claim to its words, for everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from web_server import running

from kg.build import assemble
from kg.lexicon import Lexicon
from kg.model import Extraction, Source
from kg.outputs import write_whole
from kg.pipeline import extract
from kg.web.asking import load_patterns, understand

pytest_plugins = ("page_fixtures",)

HOSTILE = "<img src=x onerror=alert(1)>"
HOSTILE_TEXT = f"新华社记者:{HOSTILE}?\n李明:全市{HOSTILE}企业达到12家,“<script>alert(2)</script>行动”成效明显。"
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def server(sample: Extraction, lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("pages")
    hostile = extract(Source(f"{HOSTILE}.txt", "text", "utf-8", "f" * 64, HOSTILE_TEXT), lexicon)
    write_whole(folder, assemble((sample, hostile), ()))
    with running(folder) as client:
        yield client


@pytest.fixture
def show(browser: Browser, server: httpx.Client) -> Iterator[Open]:
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, size: str = "desk", scheme: str = "light") -> Page:
        context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: None if _is_cleaning(message) else complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(str(server.base_url).rstrip("/") + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _is_cleaning(message: ConsoleMessage) -> bool:
    """Tell whether the editor's sanitizer is reported for parsing what it cleans: nothing of it is run or kept."""
    return "inline event handler" in message.text and "yasgui.min.js" in message.location["url"]


def document(sample: Extraction) -> str:
    return sample.document.source.sha256[:16]


def test_a_plain_question_is_answered(show: Open) -> None:
    page = show("/")
    page.fill("#words", "潍坊港吞吐量是多少？")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("54,000,000")
    expect(page.locator("#answer")).to_contain_text("2.7")


def test_a_question_that_is_not_understood_is_not_answered(show: Open) -> None:
    page = show("/?q=今天天气好吗")
    expect(page.locator("#answer")).to_contain_text("没有听懂")


def test_the_sparql_of_an_answer_is_shown_and_runs(show: Open) -> None:
    page = show("/?q=哪些地方入选全国百强县？")
    page.get_by_role("button", name="打开SPARQL").click()
    expect(page.locator(".CodeMirror").first).to_contain_text("Conferral")
    page.locator(".yasqe_queryButton").first.click()
    expect(page.locator(".yasr")).to_contain_text("寿光")


def test_a_named_question_with_a_form(show: Open) -> None:
    page = show("/")
    page.select_option("#question", "titles-of-places")
    page.fill("#named input[name=place]", "寿光")
    page.locator("#named button").click()
    expect(page.locator("#answer table")).to_contain_text("全国百强县")
    places = page.locator("#answer tbody td:first-child").all_inner_texts()
    assert set(places) == {"寿光市"}


def test_a_named_question_is_in_the_address(show: Open) -> None:
    page = show("/")
    page.select_option("#question", "titles-of-places")
    page.fill("#named input[name=place]", "寿光")
    page.locator("#named button").click()
    expect(page.locator("#answer table")).to_contain_text("全国百强县")
    assert unquote(urlsplit(page.url).query) == "question=titles-of-places&place=寿光"
    again = show(page.url.removeprefix(page.evaluate("location.origin")))
    expect(again.locator("#answer table")).to_contain_text("全国百强县")
    expect(again.locator("#named input[name=place]")).to_have_value("寿光")
    page.fill("#words", "潍坊港吞吐量是多少？")
    page.press("#words", "Enter")
    expect(page.locator("#answer")).to_contain_text("54,000,000")
    page.go_back()
    expect(page.locator("#answer table")).to_contain_text("全国百强县")


def test_long_answers_come_in_pages(show: Open, server: httpx.Client) -> None:
    page = show("/?question=sentences-about")
    expect(page.locator("#answer tbody tr")).to_have_count(100)
    page.locator("#answer").get_by_role("button", name="更多").click()
    expect(page.locator("#answer tbody tr").nth(100)).to_be_attached()
    first = server.get("/api/questions/sentences-about", params={"limit": 3}).json()
    assert first["more"]
    assert len(first["rows"]) == 3
    assert server.get("/api/questions/sentences-about", params={"limit": 500}).json()["rows"][:3] == first["rows"]


@pytest.mark.parametrize("typed", ["潍坊港", "weifanggang", "wfg"])
def test_names_are_completed_by_words_and_by_pinyin(typed: str, show: Open) -> None:
    page = show("/")
    page.wait_for_selector(".CodeMirror")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * { ?claim kg:place ')")
    page.locator(".CodeMirror").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(typed)
    page.keyboard.press("Control+Space")
    hint = page.locator(".CodeMirror-hint", has_text="潍坊港").first
    expect(hint).to_contain_text("place/潍坊港")
    hint.click()
    text = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert text.endswith("kg:place <https://kg.example/place/潍坊港>")


@pytest.mark.parametrize("form", ["DESCRIBE <https://kg.example/place/潍坊港>", "CONSTRUCT WHERE { ?s rdfs:label ?l }"])
def test_a_graph_that_is_answered_can_be_drawn(form: str, show: Open) -> None:
    page = show("/")
    page.wait_for_selector(".CodeMirror")
    query = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n{form}"
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", query)
    page.locator(".yasqe_queryButton").first.click()
    page.locator(".yasr .select_graph, .yasr button:has-text('图')").first.click()
    expect(page.locator(".drawn canvas")).to_be_visible()
    assert page.locator(".yasr img, .yasr script").count() == 0
    assert "条陈述" in (page.locator(".drawn").get_attribute("aria-label") or "")


def test_from_an_entity_to_the_words_in_the_transcript(show: Open, sample: Extraction) -> None:
    page = show("/place/潍坊港")
    expect(page.locator("h1")).to_have_text("潍坊港")
    quote = page.locator("td a:has(mark)").first
    assert quote.locator("mark").inner_text() in ("5400万吨", "2.7倍")
    quote.click()
    expect(page.locator("#asked")).to_be_in_viewport()
    assert page.locator("#asked").inner_text() in ("5400万吨", "2.7倍")
    assert f"/doc/{document(sample)}" in page.url


def test_from_the_transcript_to_the_graph(show: Open, sample: Extraction) -> None:
    page = show(f"/doc/{document(sample)}")
    page.get_by_role("link", name="潍坊港", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("潍坊港")


def test_the_interface_speaks_english_when_asked(show: Open) -> None:
    page = show("/")
    page.click("#language")
    expect(page.locator("h1")).to_have_text("Ask the graph")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{page.evaluate('location.origin')}/place/潍坊港")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h2").first).to_have_text("Claims")


def test_texts_stay_texts(show: Open) -> None:
    page = show("/doc/ffffffffffffffff")
    expect(page.locator("main")).to_contain_text(HOSTILE)
    assert page.locator("main img, main script").count() == 0
    page = show("/")
    expect(page.locator("#documents")).to_contain_text(HOSTILE)
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "path", ["/?q=潍坊港吞吐量是多少", "/?question=sentences-about", "/place/370700", "/person/刘运（潍坊市）", "/doc/"]
)
def test_for_everyone(path: str, size: str, scheme: str, show: Open, sample: Extraction) -> None:
    page = show(path + (document(sample) if path == "/doc/" else ""), size, scheme)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options={"exclude": [["#editor"]]}).response["violations"]
    serious = [item["id"] for item in found if item["impact"] in ("serious", "critical")]
    outside = [item["id"] for item in found if not all("yas" in node["html"] for node in item["nodes"])]
    assert not set(serious) & set(outside)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_things_are_data_too(server: httpx.Client) -> None:
    turtle = server.get("/place/潍坊港", headers={"Accept": "text/turtle"})
    assert "潍坊港" in turtle.text
    assert server.get("/place/潍坊港?format=jsonld").headers["content-type"].startswith("application/ld+json")
    assert server.get("/place/none", headers={"Accept": "text/turtle"}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/api/documents/..%2fgraph.ttl"]
)
def test_no_file_outside_is_served(path: str, server: httpx.Client) -> None:
    assert server.get(path).status_code in (404, 422)


def test_paging_is_stable(server: httpx.Client) -> None:
    def claims(limit: int, offset: int) -> list[str]:
        parameters: dict[str, str | int] = {"iri": "https://kg.example/place/370700", "limit": limit, "offset": offset}
        return [row["claim"] for row in server.get("/api/claims", params=parameters).json()]

    assert claims(3, 0) + claims(3, 3) == claims(6, 0)
    assert server.get("/api/claims", params={"iri": "x", "limit": 0}).status_code == 400


def test_every_way_of_asking_means_its_question(lexicon: Lexicon, server: httpx.Client) -> None:
    for pattern in lexicon.compiled(load_patterns):
        answer = server.get("/api/ask", params={"q": pattern.example}).json()
        assert answer.get("question") == pattern.question, pattern.example


def test_unknown_names_are_not_understood(lexicon: Lexicon) -> None:
    assert understand("某某港有哪些数字？", lambda _: (), lexicon) is None


def test_static_files_are_there() -> None:
    import kg.web.pages

    licence = Path(kg.web.pages.STATIC / "LICENSE-yasgui.txt").read_text(encoding="utf-8")
    assert "MIT" in licence
