"""The page for everyone: axe finds nothing serious, the keyboard reaches everything, colour never stands alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_browser import Show, Shown
from playwright.sync_api import expect

pytest_plugins = ("page_fixtures",)

VIEWS = (
    "view=graph",
    "node=place/潍坊港",
    "view=claims",
    "view=questions&tab=transcript",
    "view=charts",
    "lang=en&view=entities",
)


def serious(shown: Shown) -> list[tuple[str, str]]:
    """Return what axe-core holds to be serious or critical."""
    found = Axe().run(shown.page).response["violations"]
    return [
        (violation["id"], node["html"][:120])
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("fragment", VIEWS)
def test_axe_finds_nothing_serious(show: Show, small_page: str, fragment: str) -> None:
    shown = show(small_page, f"#{fragment}")
    shown.page.wait_for_timeout(250)
    assert serious(shown) == []


def test_the_keyboard_alone_suffices(show: Show, small_page: str) -> None:
    shown = show(small_page)
    shown.page.keyboard.press("/")
    shown.page.keyboard.type("潍坊港")
    shown.page.keyboard.press("Enter")
    shown.page.focus("#details")
    for _ in range(60):
        shown.page.keyboard.press("Tab")
        if shown.ask("document.activeElement.classList.contains('in-text')"):
            break
    shown.page.keyboard.press("Enter")
    assert shown.page.locator("#transcript .sentence.here").is_visible()


def test_every_kind_has_a_shape_of_its_own_beside_its_colour(show: Show, small_page: str) -> None:
    shown = show(small_page)
    icons = shown.page.locator("[data-facet=types] .icon").evaluate_all(
        "(icons) => icons.map((icon) => icon.firstChild.outerHTML.replace(/fill=.*?\\s/, ''))"
    )
    outlines = [icon.split("stroke=")[0] for icon in icons]
    assert len(set(outlines)) == len(outlines) >= 6


def test_what_was_copied_is_announced(show: Show, small_page: str) -> None:
    shown = show(small_page, fragment="#node=place/潍坊港")
    shown.page.locator(".copies button").first.click()
    note = shown.page.locator("#note")
    assert note.get_attribute("aria-live") == "polite"
    expect(note).to_contain_text("已复制")
