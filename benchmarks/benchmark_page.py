"""The page beside plain pyvis with physics off, same nodes and edges, same browser, one run.

    python benchmarks/benchmark_page.py [--large]

Prints the seconds to make the page, the milliseconds until it can be used, and the milliseconds of main thread that
each step of a drag takes (everything a browser does between two frames: scripts, drawing, painting), best of three; the
ratio is ours to pyvis. `--large` adds a corpus of 1,000 transcripts with about 100,000 nodes, which takes two minutes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pyvis.network import Network as Drawing

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from page_material import conferences  # noqa: E402 - after the path to it is known

from kg.lexicon import Lexicon  # noqa: E402
from kg.model import Extraction  # noqa: E402
from kg.network import gather  # noqa: E402
from kg.page import render  # noqa: E402
from kg.page.drawing import place_nodes  # noqa: E402
from kg.pipeline import extract  # noqa: E402
from kg.transcript.sources import read  # noqa: E402

BASE = "https://kg.example/"
SIZE = ViewportSize(width=1440, height=900)
STEPS, ROUNDS = 60, 3
TWO_THOUSAND = 46  # conferences, which have 1,937 nodes together


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="also a corpus of 1,000 transcripts")
    large = parser.parse_args().large
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        sample(browser, Path(folder))
        two_thousand(browser, Path(folder))
        if large:
            hundred_thousand(browser, Path(folder))
        browser.close()


def made(extractions: tuple[Extraction, ...], path: Path) -> float:
    """Make a page and return the seconds that it took."""
    begun = time.perf_counter()
    html = render(extractions, BASE)
    seconds = time.perf_counter() - begun
    path.write_text(html, encoding="utf-8")
    return seconds


def sample(browser: Browser, folder: Path) -> None:
    path = folder / "sample.html"
    made((extract(read(str(ROOT / "tests/data/weifang.txt")), Lexicon()),), path)
    seconds = made((extract(read(str(ROOT / "tests/data/weifang.txt")), Lexicon()),), path)
    ready = min(opened(browser, path, "kgPage.drawnAt()") for _ in range(ROUNDS))
    print(f"sample: {path.stat().st_size / 1e6:.2f} MB, made in {seconds:.2f} s, first view after {ready:.0f} ms")


def two_thousand(browser: Browser, folder: Path) -> None:
    extractions = conferences(TWO_THOUSAND)
    ours, plain = folder / "ours.html", folder / "plain.html"
    seconds = made(extractions, ours)
    nodes, edges = plain_pyvis(extractions, plain)
    ready = min(opened(browser, ours, "kgPage.readyAt()", "#scope=all") for _ in range(ROUNDS))
    peer = min(opened(browser, plain, "performance.now()") for _ in range(ROUNDS))
    print(f"{nodes} nodes, {edges} edges: page made in {seconds:.2f} s")
    print(f"  usable: ours {ready:.0f} ms, pyvis {peer:.0f} ms, ratio {ready / peer:.2f}")
    here = min(dragged(browser, ours, "#graph canvas", "#scope=all") for _ in range(ROUNDS))
    there = min(dragged(browser, plain, "#mynetwork canvas") for _ in range(ROUNDS))
    print(f"  one step of a drag: ours {here:.1f} ms, pyvis {there:.1f} ms, ratio {here / there:.2f}")


def hundred_thousand(browser: Browser, folder: Path) -> None:
    path = folder / "large.html"
    extractions = conferences(1000, 200)
    seconds = made(extractions, path)
    count = len(gather(extractions).nodes)
    first = min(opened(browser, path, "kgPage.drawnAt()") for _ in range(ROUNDS))
    ready = min(opened(browser, path, "kgPage.readyAt()") for _ in range(ROUNDS))
    print(f"{count} nodes: {path.stat().st_size / 1e6:.0f} MB, made in {seconds:.0f} s")
    print(f"  communities on the screen after {first:.0f} ms, search and filters over everything after {ready:.0f} ms")


def plain_pyvis(extractions: tuple[Extraction, ...], path: Path) -> tuple[int, int]:
    """Write what a reader of pyvis's manual would: the same nodes, places, labels and edges, physics off."""
    network = gather(extractions)
    points = place_nodes(network)
    drawing = Drawing(height="900px", directed=True, cdn_resources="in_line")
    for node in network.nodes:
        x, y = points[node.key]
        drawing.nodes.append({"id": node.key, "label": node.label, "shape": "dot", "size": 10, "x": x, "y": y})
    pairs = sorted({(fact.source, fact.target) for fact in network.facts})
    drawing.edges.extend({"from": source, "to": target, "arrows": "to"} for source, target in pairs)
    drawing.toggle_physics(status=False)
    path.write_text(drawing.generate_html(), encoding="utf-8")
    return len(network.nodes), len(pairs)


def show(browser: Browser, path: Path, fragment: str = "") -> Page:
    page = browser.new_page(viewport=SIZE)
    page.route("http*://**/*", lambda route: route.abort())
    page.goto(f"{path.as_uri()}{fragment}")
    page.wait_for_selector("html[data-ready], #mynetwork canvas", timeout=120_000)
    return page


def opened(browser: Browser, path: Path, moment: str, fragment: str = "") -> float:
    """Open a page and return the milliseconds from navigation to a moment that it tells."""
    page = show(browser, path, fragment)
    milliseconds = float(page.evaluate(moment))
    page.close()
    return milliseconds


def dragged(browser: Browser, path: Path, canvas: str, fragment: str = "") -> float:
    """Drag the drawing about and return the milliseconds of main thread that each step took."""
    page = show(browser, path, fragment)
    page.wait_for_timeout(500)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    box = page.locator(canvas).first.bounding_box()
    assert box is not None
    x, y = box["x"] + 30, box["y"] + box["height"] - 60
    page.mouse.move(x, y)
    page.mouse.down()
    before = busy(session.send("Performance.getMetrics"))
    for step in range(STEPS):
        page.mouse.move(x + 4 * (step % 30), y - 3 * (step % 30))
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
    after = busy(session.send("Performance.getMetrics"))
    page.mouse.up()
    page.close()
    return 1000 * (after - before) / STEPS


def busy(metrics: dict[str, list[dict[str, float | str]]]) -> float:
    """Return the seconds that the main thread has worked so far."""
    return float(next(metric["value"] for metric in metrics["metrics"] if metric["name"] == "TaskDuration"))


if __name__ == "__main__":
    main()
