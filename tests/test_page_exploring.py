"""Exploring: expand and collapse, steps around a node, paths, hiding, pinning, undoing, figures as nodes or labels."""

from __future__ import annotations

import pytest
from page_browser import PHONES, Look, Show, Shown

pytest_plugins = ("page_fixtures",)

TRIES = 4


@pytest.fixture
def shown(show: Show, small_page: str) -> Shown:
    return show(small_page)


def select(shown: Shown, label: str) -> None:
    shown.page.fill("#search", label)
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_timeout(80)


def test_neighbours_expand_and_collapse(shown: Shown) -> None:
    shown.switch("indicator")
    shown.switch("indicator")
    select(shown, "大众日报")
    shown.page.click("#focus")
    around = set(shown.labels())
    assert "港口吞吐量" not in around
    select(shown, "潍坊港")
    shown.page.click("#expand")
    assert "港口吞吐量" in shown.labels()
    shown.page.click("#expand")
    assert "港口吞吐量" not in shown.labels()


def test_a_double_click_expands(shown: Shown) -> None:
    for _ in range(TRIES):  # on a machine under load two clicks can come too far apart to be a double one
        shown.click_node("潍坊港", double=True)
        if shown.state()["open"]:
            break
    assert shown.state()["open"] == [shown.number("潍坊港")]


def test_focus_shows_so_many_steps(shown: Shown) -> None:
    select(shown, "港口吞吐量")
    shown.page.click("#focus")
    one = set(shown.labels())
    assert one == {"港口吞吐量", "潍坊港"}
    shown.page.select_option("#steps", "2")
    two = set(shown.labels())
    assert {"刘运", "潍坊市"} <= two
    shown.page.select_option("#steps", "3")
    assert two < set(shown.labels())
    assert "聚焦：港口吞吐量" in shown.page.locator("#crumb").inner_text()


def test_the_shortest_path_between_two_picked_nodes(shown: Shown) -> None:
    select(shown, "港口吞吐量")
    shown.page.click("#path-from")
    select(shown, "大众日报")
    shown.page.click("#path-to")
    steps = shown.page.locator("#path-list .entity .label").all_inner_texts()
    assert steps == ["港口吞吐量", "潍坊港", "刘运", "大众日报"]
    assert sorted(shown.labels()) == sorted(steps)
    shown.picture("path")
    shown.page.click("#path-clear")
    assert "寿光市" in shown.labels()


def test_no_path_is_said(show: Show, small_page: str) -> None:
    off = "&".join(f"offRelations={name}" for name in ("reports", "mentions", "within", "asks"))
    shown = show(small_page, fragment=f"#pathFrom=indicator/港口吞吐量&pathTo=outlet/大众日报&{off}")
    assert "两点之间没有路径" in shown.page.locator("#details").inner_text()


def test_hidden_nodes_go_and_come_back(shown: Shown) -> None:
    shown.click_node("寿光市")
    shown.page.click("#hide")
    assert "寿光市" not in shown.labels()
    with shown.filters():
        shown.page.locator("#filters button", has_text="恢复隐藏").click()
    assert "寿光市" in shown.labels()


def test_undo_takes_back_step_by_step(shown: Shown) -> None:
    assert shown.page.locator("#undo").is_disabled()
    shown.click_node("寿光市")
    shown.page.click("#hide")
    shown.page.click("#undo")
    assert "寿光市" in shown.labels()
    assert shown.page.locator("#details h2").inner_text() == "寿光市"
    shown.page.keyboard.press("Control+z")
    assert shown.state()["selection"] is None


def screen(shown: Shown, label: str) -> tuple[float, float]:
    item = next(item for item in shown.ask("kgPage.items()") if item["label"] == label)
    return item["screen"]["x"], item["screen"]["y"]


def test_a_dragged_node_stays_where_it_was_put(shown: Shown) -> None:
    x, y = screen(shown, "寿光市")
    at = shown.place({"x": x, "y": y})
    shown.page.mouse.move(*at)
    shown.page.mouse.down()
    shown.page.mouse.move(at[0] + 60, at[1] + 40, steps=6)
    shown.page.mouse.up()
    moved = screen(shown, "寿光市")
    assert abs(moved[0] - x - 60) < 8
    assert abs(moved[1] - y - 40) < 8
    assert str(shown.number("寿光市")) in shown.state()["pins"]
    assert "pin=" in shown.page.url
    select(shown, "寿光市")
    shown.page.click("#pin")
    assert shown.state()["pins"] == {}


def test_figures_stand_on_edges_or_as_nodes(shown: Shown) -> None:
    shown.page.click("#values")
    written = {box["text"] for box in shown.ask("kgPage.labels()") if box.get("edge")}
    assert any("5400万吨" in text for text in written)
    shown.page.click("#values")
    values = [item for item in shown.ask("kgPage.items()") if item["kind"] == "value"]
    assert any("5400万吨" in item["label"] for item in values)
    shown.click_node(values[0]["label"])
    assert shown.state()["selection"]["is"] == "claim"
    shown.page.click("#values")
    assert not [item for item in shown.ask("kgPage.items()") if item["kind"] == "value"]


def test_physics_is_off_until_asked_for(shown: Shown) -> None:
    before = screen(shown, "寿光市")
    shown.page.wait_for_timeout(300)
    assert screen(shown, "寿光市") == before
    shown.page.click("#physics")
    shown.page.wait_for_timeout(600)
    assert screen(shown, "寿光市") != before


def test_keys_move_and_step_through_the_nodes(shown: Shown) -> None:
    shown.page.focus("#graph")
    before = screen(shown, "寿光市")
    shown.page.keyboard.press("ArrowRight")
    assert screen(shown, "寿光市")[0] < before[0]
    scale = shown.ask("kgPage.scale()")
    shown.page.keyboard.press("+")
    assert shown.ask("kgPage.scale()") > scale
    shown.page.keyboard.press("n")
    assert shown.state()["selection"]["is"] == "node"
    shown.page.keyboard.press("Escape")
    assert shown.state()["selection"] is None


def test_hovering_dims_what_is_not_near(shown: Shown) -> None:
    x, y = shown.place(dict(zip("xy", screen(shown, "寿光市"), strict=True)))
    before = {label["text"] for label in shown.ask("kgPage.labels()")}
    shown.page.mouse.move(x, y, steps=3)
    shown.page.wait_for_timeout(150)
    after = {label["text"] for label in shown.ask("kgPage.labels()") if not label.get("edge")}
    assert "寿光市" in after
    assert "港口吞吐量" in before - after


@pytest.mark.parametrize("look", PHONES, ids=str, indirect=True)
def test_exploring_by_touch_sized_controls(show: Show, small_page: str, look: Look) -> None:
    shown = show(small_page)
    assert look.is_phone
    shown.click_node("潍坊港")
    for button in shown.page.locator("#details .actions button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 40
