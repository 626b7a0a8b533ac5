"""One reader's way through the real sample, at both widths, in both themes: from a name to its words and out again."""

from __future__ import annotations

from pathlib import Path

from page_browser import Show

pytest_plugins = ("page_fixtures",)


def test_from_a_name_to_its_words_and_out_again(show: Show, sample_page: str, tmp_path: Path) -> None:
    shown = show(sample_page)
    shown.page.fill("#search", "wfg")
    assert "潍坊港" in shown.page.locator("#search-results").inner_text()
    shown.picture("journey-search")
    shown.page.press("#search", "Enter")
    assert shown.page.locator("#details h2").inner_text() == "潍坊港"
    figure = shown.page.locator("#details .figure").first.inner_text()
    assert "5400万吨" in figure
    assert "2.7倍" in figure
    shown.picture("journey-panel")

    shown.page.locator(".in-text").first.click()
    here = shown.page.locator("#transcript .sentence.here")
    assert "潍坊港吞吐量突破5400万吨" in here.inner_text()
    assert here.is_visible()
    shown.picture("journey-transcript")
    here.locator("mark.is-figure").first.click()
    assert shown.state()["selection"]["is"] == "claim"

    shown.view("claims")
    total = int(shown.page.locator("#table-count").inner_text().split(" / ")[1])
    shown.page.fill("#table-filter", "潍坊港")
    assert 2 <= shown.page.locator("#table tbody tr").count() < total
    shown.picture("journey-table")
    with shown.page.expect_download() as download:
        shown.page.click(".table-head button")
    download.value.save_as(tmp_path / "figures.csv")
    assert "5400万吨" in (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")

    shown.view("charts")
    assert shown.page.locator("#charts svg").count() >= 1
    shown.view("graph")
    shown.page.click("#undo")
    assert shown.state()["view"] == "charts"
    assert shown.ask("document.documentElement.scrollWidth") <= shown.look.size[0]
