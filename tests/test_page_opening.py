"""The page opens by a double click: offline, readable at once, in both widths and themes, the same every time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from page_browser import Show
from page_material import conferences

from kg.iris import DEFAULT_BASE
from kg.page import render
from kg.page.rendering import FOLDER, SCRIPTS, VIS

pytest_plugins = ("page_fixtures",)

MOST_BYTES = 1_500_000
READABLE = 0.95
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"  # as pyvis 0.3.2 ships it


def overlapped(boxes: list[dict[str, Any]]) -> int:
    """Return how many boxes meet another one."""
    bad = set()
    for (i, a), (j, b) in combinations(enumerate(boxes), 2):
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]:
            bad |= {i, j}
    return len(bad)


def test_the_sample_s_page_is_one_small_file(sample_page: str) -> None:
    assert len(sample_page.encode()) < MOST_BYTES
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", sample_page)


def test_the_start_view_is_readable(show: Show, sample_page: str) -> None:
    shown = show(sample_page)
    boxes = shown.ask("kgPage.labels()")
    assert len(boxes) - overlapped(boxes) >= READABLE * len(boxes)
    assert len(boxes) >= (12 if shown.look.is_phone else 20)
    assert "刘运" in {box["text"] for box in boxes}
    assert shown.ask("document.documentElement.dataset.theme") == shown.look.theme
    assert shown.ask("document.documentElement.scrollWidth") <= shown.look.size[0]
    shown.picture("start")


def test_few_dozen_nodes_come_first_and_all_on_demand(show: Show, sample_page: str) -> None:
    shown = show(sample_page)
    first = len(shown.labels())
    total = shown.ask("kgPage.nodes().length")
    assert first <= 80
    shown.page.click("[data-scope=all]")
    assert len(shown.labels()) == total


def test_a_page_of_nothing_opens(show: Show) -> None:
    shown = show(render((), DEFAULT_BASE))
    for view in ("claims", "entities", "questions", "charts", "graph"):
        shown.view(view)
    shown.page.click("#tab-transcript")
    assert shown.labels() == []


def test_the_drawing_has_ink_where_nodes_stand(show: Show, small_page: str) -> None:
    shown = show(small_page)
    item = next(item for item in shown.ask("kgPage.items()") if item["label"] == "潍坊港")
    pixel = shown.ask(
        "(([x, y]) => { const c = document.querySelector('#graph canvas'); const r = c.width / c.clientWidth;"
        "return [...c.getContext('2d').getImageData(x * r, y * r, 1, 1).data] })"
        f"([{item['screen']['x']}, {item['screen']['y']}])"
    )
    assert pixel == [0x11, 0x77, 0x33, 255]


def test_every_script_is_part_of_the_page() -> None:
    assert sorted(SCRIPTS) == sorted(path.stem for path in (FOLDER / "scripts").glob("*.js"))


def test_scripts_run_only_by_their_hash(small_page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', small_page)
    assert policy
    assert "unsafe" not in policy[1]
    assert "connect-src" in policy[1]
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", small_page.split("<script", maxsplit=1)[0])


@pytest.mark.parametrize("script", sorted((FOLDER / "scripts").glob("*.js")), ids=lambda path: path.stem)
def test_scripts_set_texts_only_as_texts(script: Path) -> None:
    words = (
        r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|srcdoc|createContextualFragment)\b"
    )
    assert not re.search(words, script.read_text(encoding="utf-8"))


def test_vis_network_is_the_one_that_was_audited(small_page: str) -> None:
    spec = find_spec("pyvis")
    assert spec is not None
    assert spec.submodule_search_locations
    shipped = (Path(spec.submodule_search_locations[0]) / "templates" / VIS).read_bytes()
    assert hashlib.sha256(shipped).hexdigest() == VIS_SHA256
    read = shipped.replace(b"\r\n", b"\n").replace(b"\r", b"\n")  # the line ends that browsers see, and hash
    integrity = base64.b64encode(hashlib.sha256(read).digest()).decode()
    assert "vis-network 9.1.2, Apache-2.0 OR MIT" in small_page
    assert small_page.count(f"sha256-{integrity}") == 2  # in the policy and beside the licence


def test_the_same_extractions_give_the_same_page() -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from page_material import conferences\nfrom kg.page import render\n"
        "sys.stdout.buffer.write(render(conferences(3), 'https://kg.example/').encode())"
    )
    root = Path(__file__).parent.parent
    pages = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert pages[0] == pages[1]
    assert pages[0].decode() == render(conferences(3), DEFAULT_BASE)
