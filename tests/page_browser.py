"""A real browser for the page's tests: the page comes from a file, the network is cut, every complaint is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

SCREENSHOTS = Path(__file__).parent / "screenshots"
CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
DESK, PHONE = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Look:
    """How a page is looked at: the window's size and the theme that the reader's system wants."""

    size: tuple[int, int]
    theme: str

    @property
    def is_phone(self) -> bool:
        """Tell whether the window is that of a phone."""
        return self.size == PHONE

    def __str__(self) -> str:
        return f"{self.size[0]}-{self.theme}"


LOOKS = tuple(Look(size, theme) for size in (DESK, PHONE) for theme in ("light", "dark"))
PHONES = tuple(look for look in LOOKS if look.is_phone)
LOCAL = ("file:", "blob:")


@dataclass
class Shown:
    """An open page, with what it asked of the network and what it complained about."""

    page: Page
    look: Look
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
        at = self.place(item["screen"])
        self.uncover(at)
        (self.page.mouse.dblclick if double else self.page.mouse.click)(*at)
        self.page.wait_for_timeout(100)

    def place(self, screen: dict[str, float]) -> tuple[float, float]:
        """Return where a point of the drawing is in the window."""
        box = self.page.locator("#graph").bounding_box()
        assert box is not None
        return box["x"] + screen["x"], box["y"] + screen["y"]

    def uncover(self, at: tuple[float, float]) -> None:
        """Lower the panel as a reader does, by its grip, until it does not cover a point of the drawing."""
        covered = "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('#panel'))"
        for _ in range(2):
            if self.ask(covered, list(at)):
                self.page.click("#grip")
                self.page.wait_for_timeout(50)

    def view(self, name: str) -> None:
        """Choose a view in the bar that this width has."""
        bar = ".bottom" if self.look.is_phone else ".views"
        self.page.click(f"{bar} [data-view={name}]")

    @contextmanager
    def filters(self) -> Iterator[None]:
        """Work in the column of filters, which a phone opens over the drawing."""
        if self.look.is_phone:
            self.page.click("#show-filters")
        yield
        if self.look.is_phone:
            self.page.click("#show-filters")

    def tick(self, facet: str, label: str) -> None:
        """Tick a choice of a facet."""
        with self.filters():
            folded = self.page.locator(f"[data-facet={facet}]:not([open]) > summary")
            if folded.count():
                folded.click()
            self.page.locator(f"[data-facet={facet}] label", has_text=label).locator("input").click()

    def switch(self, kind: str) -> None:
        """Switch a type of the legend on or off."""
        with self.filters():
            self.page.click(f"[data-facet=types] input[data-kind={kind}]")

    def copy(self, locator: Locator) -> str:
        """Press a button that copies, wait for the copy and return it."""
        before = self.ask("kgPage.copies()")
        locator.dispatch_event("click")
        self.page.wait_for_function("(before) => kgPage.copies() > before", arg=before)
        return str(self.ask("kgPage.copied()"))

    def picture(self, name: str) -> None:
        """Keep a screenshot beside the tests; the folder is not committed."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.look}.png")


Show = Callable[..., Shown]


def new_context(browser: Browser, look: Look) -> BrowserContext:
    """Return a fresh profile with a look, whose network is cut."""
    context = browser.new_context(
        viewport={"width": look.size[0], "height": look.size[1]},
        color_scheme="dark" if look.theme == "dark" else "light",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.route(lambda url: not url.startswith(LOCAL), lambda route: route.abort())
    return context


def open_page(context: BrowserContext, url: str, look: Look) -> Shown:
    """Open a page and wait until it can be used."""
    shown = Shown(context.new_page(), look)
    shown.page.on("request", lambda request: shown.requests.append(request.url))
    shown.page.on("console", lambda message: shown.complaints.append(f"{message.type}: {message.text}"))
    shown.page.on("pageerror", lambda error: shown.complaints.append(f"error: {error}"))
    shown.page.goto(url)
    shown.page.wait_for_selector("html[data-ready]", timeout=20_000)
    shown.page.wait_for_timeout(60)
    return shown
