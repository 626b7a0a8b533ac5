"""Fixtures of the page's tests: one browser for all, pages of known extractions, and a way to open them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_browser import CHROMIUM, LOCAL, LOOKS, Look, Show, Shown, new_context, open_page
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from small_graph import small

from kg.iris import DEFAULT_BASE
from kg.model import Extraction
from kg.page import render


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def small_page() -> str:
    """The page of the small extraction, in which every value is known."""
    return render((small(),), DEFAULT_BASE)


@pytest.fixture(scope="session")
def sample_page(sample: Extraction) -> str:
    """The page of the sample transcript."""
    return render((sample,), DEFAULT_BASE)


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    """How the page is looked at; every test of the page runs with all looks unless it names its own."""
    wanted: Look = request.param
    return wanted


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[dict[Look, BrowserContext]]:
    """A profile for each look, made once."""
    made = {look: new_context(browser, look) for look in LOOKS}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def show(profiles: dict[Look, BrowserContext], look: Look, tmp_path: Path) -> Iterator[Show]:
    """Open pages; afterwards none may have asked the network or complained."""
    opened: list[Shown] = []

    def opener(html: str, fragment: str = "") -> Shown:
        path = tmp_path / "network.html"
        path.write_text(html, encoding="utf-8")
        opened.append(open_page(profiles[look], f"{path.as_uri()}{fragment}", look))
        return opened[-1]

    yield opener
    for shown in opened:
        asked = [url for url in shown.requests if not url.startswith(LOCAL)]
        shown.page.close()
        assert asked == []
        assert shown.complaints == []
