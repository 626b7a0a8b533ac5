"""A real browser for the page's tests: the page comes from a file, the network is cut, every complaint is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page

SCREENSHOTS = Path(__file__).parent / "screenshots"
CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
DESK, PHONE = (1440, 900), (390, 844)
LOCAL = ("file:", "blob:")


@dataclass
class Shown:
    """An open page, with what it asked of the network and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, expression: str, argument: Any = None) -> Any:
        """Evaluate an expression, or a function of one argument, in the page."""
        return self.page.evaluate(expression, argument)

    def state(self) -> dict[str, Any]:
        """Return what the reader has set, nodes by number."""
        found: dict[str, Any] = self.ask("kgPage.state()")
        return found

    def number(self, label: str) -> int:
        """Return the number of the node with a label."""
        return int(self.ask(f"kgPage.nodes().findIndex((node) => node.label === {label!r})"))

    def labels(self) -> list[str]:
        """Return the labels of the nodes that are drawn, written out or not."""
        return [str(item["label"]) for item in self.ask("kgPage.items()")]

    def click_node(self, label: str, *, double: bool = False) -> None:
        """Click where a node stands on the screen."""
        item = next(item for item in self.ask("kgPage.items()") if item["label"] == label)
        box = self.page.locator("#graph").bounding_box()
        assert box is not None
        at = (box["x"] + item["screen"]["x"], box["y"] + item["screen"]["y"])
        (self.page.mouse.dblclick if double else self.page.mouse.click)(*at)
        self.page.wait_for_timeout(100)

    def copy(self, locator: Locator) -> str:
        """Press a button that copies, wait for the copy and return it."""
        before = self.ask("kgPage.copies()")
        locator.dispatch_event("click")
        self.page.wait_for_function("(before) => kgPage.copies() > before", arg=before)
        return str(self.ask("kgPage.copied()"))

    def picture(self, name: str) -> None:
        """Keep a screenshot beside the tests; the folder is not committed."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


Show = Callable[..., Shown]


def open_page(browser: Browser, url: str, size: tuple[int, int], theme: str) -> Shown:
    """Open a page in a fresh profile whose network is cut, and wait until it can be used."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    shown = Shown(context.new_page())
    shown.page.on("request", lambda request: shown.requests.append(request.url))
    shown.page.on("console", lambda message: shown.complaints.append(f"{message.type}: {message.text}"))
    shown.page.on("pageerror", lambda error: shown.complaints.append(f"error: {error}"))
    context.route(lambda url: not url.startswith(LOCAL), lambda route: route.abort())
    shown.page.goto(url)
    shown.page.wait_for_selector("html[data-ready]", timeout=20_000)
    shown.page.wait_for_timeout(150)
    return shown
