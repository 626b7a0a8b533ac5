"""Tables and charts: the same content for those who would rather read; both languages; print."""

from __future__ import annotations

import pytest
from page_browser import PHONES, Look, Show, Shown

pytest_plugins = ("page_fixtures",)


@pytest.fixture
def shown(show: Show, small_page: str) -> Shown:
    return show(small_page, fragment="#view=claims")


def column(shown: Shown, number: int) -> list[str]:
    texts: list[str] = shown.page.locator(f"#table tbody tr td:nth-child({number})").all_inner_texts()
    return texts


def test_every_claim_has_a_row(shown: Shown) -> None:
    assert column(shown, 3)[:2] == ["> 5400万吨", "是2012年的2.7倍"]
    assert shown.page.locator("#table-count").inner_text() == "8 / 8"


def test_columns_sort_both_ways(shown: Shown) -> None:
    head = shown.page.locator("#table th").nth(2)
    head.locator("button").click()
    first = column(shown, 3)
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert column(shown, 3) == first[::-1]
    assert column(shown, 3)[0] == "> 5400万吨"


def test_rows_filter_while_typing(shown: Shown) -> None:
    shown.page.focus("#table-filter")
    shown.page.keyboard.type("化工")
    assert set(column(shown, 2)) == {"化工企业"}
    assert shown.ask("document.activeElement.id") == "table-filter"


def test_a_row_opens_by_keyboard(shown: Shown) -> None:
    shown.page.locator("#table tbody .open").first.focus()
    shown.page.keyboard.press("Enter")
    assert shown.state()["selection"]["is"] == "claim"
    assert "5400万吨" in shown.page.locator("#details h2").inner_text()


def test_entities_are_a_table(shown: Shown) -> None:
    shown.view("entities")
    names = column(shown, 1)
    assert {"潍坊港", "刘运", "大众日报", "全国百强县"} <= set(names)
    shown.page.locator("#table tbody tr", has_text="潍坊港").locator(".open").click()
    assert shown.page.locator("#details h2").inner_text() == "潍坊港"


def test_questions_lead_to_the_transcript(shown: Shown) -> None:
    shown.view("questions")
    assert column(shown, 1) == ["大众日报"]
    assert column(shown, 2) == ["请介绍情况。"]
    assert column(shown, 3) == ["刘运"]
    shown.page.locator("#table tbody .open").first.click()
    assert shown.page.locator("#transcript .sentence.here").is_visible()


def test_pairs_are_drawn_as_before_and_after(shown: Shown) -> None:
    shown.view("charts")
    pair = shown.page.locator("#charts figure", has_text="变化前后")
    text = pair.inner_text()
    assert "1514家" in text
    assert "750家" in text
    assert "−50.5%" in text
    pair.locator("g[role=button]").first.focus()
    shown.page.keyboard.press("Enter")
    assert "化工企业" in shown.page.locator("#details h2").inner_text()


def test_rates_of_one_place_and_ranks_are_drawn(show: Show, sample_page: str) -> None:
    shown = show(sample_page, fragment="#view=charts")
    titles = shown.page.locator("#charts figcaption").all_inner_texts()
    assert titles
    assert shown.page.locator("#charts g[role=button]").count() >= 4
    shown.picture("charts")


def test_english_labels(shown: Shown) -> None:
    shown.page.click("#language")
    assert shown.ask("document.documentElement.lang") == "en"
    heads = shown.page.locator("#table th").all_inner_texts()
    assert heads[:3] == ["Place", "Indicator", "Value"]
    assert "Graph" in (shown.page.locator(".views").text_content() or "")
    shown.page.click("#language")
    assert "图谱" in (shown.page.locator(".views").text_content() or "")


@pytest.mark.parametrize("look", PHONES, ids=str, indirect=True)
def test_tables_fit_the_phone(show: Show, small_page: str, look: Look) -> None:
    shown = show(small_page, fragment="#view=claims")
    assert shown.ask("document.documentElement.scrollWidth") <= look.size[0]
    assert shown.page.locator("#table").is_visible()
    shown.picture("table")


def test_print_shows_paper(shown: Shown) -> None:
    shown.page.emulate_media(media="print")
    assert not shown.page.locator(".tools").is_visible()
    assert not shown.page.locator("#filters").is_visible()
    assert shown.page.locator("#table").is_visible()
    assert len(shown.page.pdf()) > 1000
