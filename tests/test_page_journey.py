"""One reader's way through the real sample, at both widths, in both themes: from a name to its words and out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_browser import DESK, PHONE, Show, Shown

pytest_plugins = ("page_fixtures",)


def press(shown: Shown, view: str) -> None:
    """Choose a view in the bar that this width has."""
    bar = ".views" if shown.page.locator(".views").is_visible() else ".bottom"
    shown.page.click(f"{bar} [data-view={view}]")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_from_a_name_to_its_words_and_out_again(
    show: Show, sample_page: str, tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    shown = show(sample_page, size, theme)
    name = f"{theme}-{size[0]}"
    shown.page.fill("#search", "wfg")
    assert "潍坊港" in shown.page.locator("#search-results").inner_text()
    shown.picture(f"journey-search-{name}")
    shown.page.press("#search", "Enter")
    assert shown.page.locator("#details h2").inner_text() == "潍坊港"
    figure = shown.page.locator("#details .figure").first.inner_text()
    assert "5400万吨" in figure
    assert "2.7倍" in figure
    shown.picture(f"journey-panel-{name}")

    shown.page.locator(".in-text").first.click()
    here = shown.page.locator("#transcript .sentence.here")
    assert "潍坊港吞吐量突破5400万吨" in here.inner_text()
    assert here.is_visible()
    shown.picture(f"journey-transcript-{name}")
    here.locator("mark.is-figure").first.click()
    assert shown.state()["selection"]["is"] == "claim"

    press(shown, "claims")
    total = int(shown.page.locator("#table-count").inner_text().split(" / ")[1])
    shown.page.fill("#table-filter", "潍坊港")
    assert 2 <= shown.page.locator("#table tbody tr").count() < total
    shown.picture(f"journey-table-{name}")
    with shown.page.expect_download() as download:
        shown.page.click(".table-head button")
    download.value.save_as(tmp_path / "figures.csv")
    assert "5400万吨" in (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")

    press(shown, "charts")
    assert shown.page.locator("#charts svg").count() >= 1
    press(shown, "graph")
    shown.page.click("#undo")
    assert shown.state()["view"] == "charts"
    assert shown.ask("document.documentElement.scrollWidth") <= size[0]
