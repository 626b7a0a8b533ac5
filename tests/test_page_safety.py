"""Every text is data: no field of any extraction can become markup or script, in the page or in its exports."""

from __future__ import annotations

import csv
import hashlib
import io
from array import array
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from page_browser import LOOKS, Show, Shown

from kg.iris import DEFAULT_BASE
from kg.model import (
    Attribute,
    Document,
    Entity,
    Extraction,
    Kind,
    Mention,
    Metric,
    Offsets,
    Period,
    Relation,
    Sentence,
    Source,
    Span,
    Step,
    Turn,
)
from kg.page import render

pytest_plugins = ("page_fixtures",)
pytestmark = pytest.mark.parametrize("look", [LOOKS[0], LOOKS[-1]], ids=str, indirect=True)

FIRE = "window.fired=1"
PAYLOADS = (
    f"<img src=x onerror={FIRE}>",
    f"<script>{FIRE}</script>",
    f"</script><script>{FIRE}</script>",
    f"</SCRIPT ><svg onload={FIRE}>",
    f"<svg/onload={FIRE}>",
    f"<svg><script>{FIRE}</script></svg>",
    f"<iframe srcdoc='<script>parent.{FIRE}</script>'>",
    f"<iframe src=javascript:{FIRE}>",
    f"<a href=javascript:{FIRE}>x</a>",
    f"javascript:{FIRE}",
    f"data:text/html,<script>{FIRE}</script>",
    f'" onmouseover={FIRE} x="',
    f"' onfocus={FIRE} autofocus='",
    f"` onclick={FIRE}",
    f"<body onload={FIRE}>",
    f"<input autofocus onfocus={FIRE}>",
    f"<details open ontoggle={FIRE}>",
    f"<video><source onerror={FIRE}>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={FIRE}>",
    f"<style>@import 'http://x.invalid/';</style><img src=x onerror={FIRE}>",
    f"<!--<img src=x onerror={FIRE}>-->",
    f"--><img src=x onerror={FIRE}>",
    f"<![CDATA[<img src=x onerror={FIRE}>]]>",
    f"]]><img src=x onerror={FIRE}>",
    "{{constructor.constructor('window.fired=1')()}}",
    "${window.fired=1}",
    "{% raw %}{{ 7*7 }}{% endraw %}",
    "#{window.fired=1}",
    "&lt;img src=x onerror=window.fired=1&gt;",
    "&#x3C;img src=x onerror=window.fired=1&#x3E;",
    "\u003cimg src=x onerror=window.fired=1\u003e",
    f"\\u003cimg src=x onerror={FIRE}\\u003e",
    f"<img src=x href=y onerror={FIRE}>href",
    '=HYPERLINK("http://x.invalid")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "__proto__",
    "constructor",
    "toString",
    "\u2028alert(1)\u2029",
    "\x00\x01\x1b[31m",
    "\ud800lone\udfff",
    "\u202eevil\u202c",
    "<base href=http://x.invalid/>",
    "<meta http-equiv=refresh content='0;url=http://x.invalid/'>",
    "<link rel=stylesheet href=http://x.invalid/x.css>",
    "<form action=http://x.invalid/><button>x</button></form>",
    "𠮷<object data=x onerror=window.fired=1>",
)
KINDS: tuple[Kind, ...] = ("person", "outlet", "organization", "place", "policy", "title", "event")


TYPES = {"person": "Person", "outlet": "Newspaper", "organization": "GovernmentBody", "place": "Place"} | {
    "policy": "Plan",
    "title": "List",
    "event": "Event",
}


class _Hostile:
    """A transcript in which a payload stands in every field that a text can fill.

    Classes and predicates are names of the ontology, which no text can set.
    """

    def __init__(self, payload: str) -> None:
        self.payload = payload
        self.text = ""

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def extraction(self) -> Extraction:
        bad = self.payload
        asked = self.write(f"{bad}记者:")
        question = self.write(f"{bad}？\n")
        answered = self.write(f"{bad}:")
        mentions = [self._mention(kind) for kind in KINDS]
        amount = self.write(f"5{bad}")
        end = self.write("。").end
        turns = (
            Turn(Span(asked.start, question.end), asked, "journalist", outlet=bad, rule=bad),
            Turn(Span(answered.start, end), answered, "official", speaker=bad, post=bad, rule=bad),
        )
        sentences = (Sentence(turns[0].span, 0, 0), Sentence(turns[1].span, 1, 1))
        known = Attribute(bad, inferred=True, rule=bad)
        data = self.text.encode("utf-8", "surrogatepass")
        source = Source(f"{bad}.txt", bad, bad, hashlib.sha256(data).hexdigest(), self.text, notes=(bad,))
        document = Document(
            source, self.text, Offsets(array("I"), array("I")), turns, sentences, (), known, known, known, known
        )
        relation = Relation(bad, "received_title", bad, amount, bad, bad, None, None, f"place/{bad}", f"title/{bad}")
        return Extraction(
            document, tuple(mentions), tuple(map(self._entity, KINDS)), (self._metric(amount),), (), (relation,)
        )

    def _entity(self, kind: Kind) -> Entity:
        bad = self.payload
        parent = f"place/{bad}" if kind != "place" else None
        return Entity(f"{kind}/{bad}", kind, bad, TYPES[kind], (bad, f"{bad}2"), parent, ((bad, bad),), listed=True)

    def _mention(self, kind: Kind) -> Mention:
        at = self.write(self.payload)
        self.write("，")
        return Mention(at, kind, self.payload, (), f"{kind}/{self.payload}", self.payload, self.payload)

    def _metric(self, at: Span) -> Metric:
        bad = self.payload
        period = Period(at, bad, "2020", "2021", bad)
        return Metric(
            at,
            Decimal(5),
            bad,
            bad,
            "level",
            bad,
            origin=Decimal(9),
            origin_span=at,
            of=bad,
            indicator_key=bad,
            place=bad,
            place_key=f"place/{bad}",
            period=period,
            sentence=1,
            turn=1,
            speaker=bad,
            steps=(Step(bad, bad, bad),),
        )


@pytest.fixture(scope="module")
def hostile_page() -> str:
    assert len(set(PAYLOADS)) >= 30
    return render(tuple(_Hostile(payload).extraction() for payload in PAYLOADS), DEFAULT_BASE)


def harmless(shown: Shown) -> None:
    """Assert that nothing ran and that no element came of a text."""
    assert shown.ask("window.fired === undefined")
    foreign = "img, iframe, object, embed, video, base, form, link, body [onerror], body [onload], a[href]"
    assert shown.ask(f"document.querySelectorAll({foreign!r}).length") == 0
    assert shown.ask("document.scripts.length") == shown.ask("kgPage.scripts")
    assert shown.ask("document.querySelectorAll('meta[http-equiv]').length") == 1


def visible(payload: str) -> str:
    """Return a payload as the browser's JSON reader gives it and a cell shows it."""
    return " ".join(payload.split())


@pytest.mark.parametrize("view", ["graph", "claims", "entities", "questions", "charts"])
def test_every_view_shows_texts_as_they_are(show: Show, hostile_page: str, view: str) -> None:
    shown = show(hostile_page, fragment=f"#scope=all&values=labels&view={view}")
    shown.page.wait_for_timeout(300)
    harmless(shown)
    if view == "entities":
        cells = set(shown.page.locator("#table tbody .open").all_text_contents())
        assert {payload for payload in PAYLOADS if "\ud800" not in payload} <= cells


def test_panels_and_transcripts_show_texts_as_they_are(show: Show, hostile_page: str) -> None:
    shown = show(hostile_page, fragment="#scope=all")
    for number, payload in enumerate(PAYLOADS):
        nodes = shown.ask(
            "(n) => kgPage.nodes().filter((node) => kgPage.touches(node.id, n)).map((node) => node.key)", number
        )
        assert nodes
        for key in nodes:
            shown.ask("(key) => { location.hash = 'node=' + encodeURIComponent(key.toWellFormed()) }", key)
        shown.page.wait_for_timeout(40)
        harmless(shown)
        shown.ask("(n) => { location.hash = `claim=${n}-0` }", number)
        shown.page.wait_for_timeout(40)
        harmless(shown)
        shown.ask("(n) => kgPage.openDocument(n)", number)
        shown.page.wait_for_timeout(40)
        harmless(shown)
        if "\ud800" not in payload and "\x00" not in payload:
            assert payload in (shown.page.locator("#transcript").text_content() or "")


def test_hovering_and_searching_show_texts_as_they_are(show: Show, hostile_page: str) -> None:
    shown = show(hostile_page)
    box = shown.page.locator("#graph").bounding_box()
    assert box is not None
    for item in shown.ask("kgPage.items()")[:20]:
        shown.page.mouse.move(box["x"] + item["screen"]["x"], box["y"] + item["screen"]["y"])
    for payload in PAYLOADS:
        if "\ud800" not in payload:
            shown.page.fill("#search", payload)
            harmless(shown)
    shown.page.mouse.move(box["x"] + 5, box["y"] + 300)
    harmless(shown)


def export(shown: Shown, kind: str, folder: Path) -> Path:
    with shown.page.expect_download() as download:
        shown.ask(f"document.querySelector('#export-{kind}').click()")
    path = folder / f"hostile.{kind}"
    download.value.save_as(path)
    return path


def test_exported_tables_run_no_formula(show: Show, hostile_page: str, tmp_path: Path) -> None:
    shown = show(hostile_page, fragment="#view=entities")
    text = export(shown, "csv", tmp_path).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > len(PAYLOADS)
    assert {len(row) for row in rows} == {5}
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t"))]
    assert "\x00" not in text


def test_exported_graphs_and_drawings_are_well_formed_and_inert(show: Show, hostile_page: str, tmp_path: Path) -> None:
    shown = show(hostile_page, fragment="#scope=all")
    graph = ET.parse(export(shown, "graphml", tmp_path)).getroot()  # noqa: S314 - a file of our own making
    labels = {data.text for data in graph.iter("{http://graphml.graphdrawing.org/xmlns}data")}
    plain = {
        payload for payload in PAYLOADS if not any(letter < " " or "\ud800" <= letter < "\ue000" for letter in payload)
    }
    assert plain <= labels
    drawing = ET.parse(export(shown, "svg", tmp_path)).getroot()  # noqa: S314 - a file of our own making
    names = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert names <= {"svg", "rect", "line", "polygon", "circle", "text"}
    shown.page.goto((tmp_path / "hostile.svg").as_uri())
    assert shown.ask("window.fired === undefined")


def test_copied_turtle_of_hostile_entities_is_turtle(show: Show, hostile_page: str) -> None:
    shown = show(hostile_page)
    for number in range(len(PAYLOADS)):
        shown.ask("(n) => { location.hash = `claim=${n}-0` }", number)
        shown.page.wait_for_timeout(60)
        turtle = shown.copy(shown.page.locator(".copies button", has_text="Turtle"))
        assert list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
