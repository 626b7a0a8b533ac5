"""Files exported from the page can be read by others."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from page_browser import Show, Shown

pytest_plugins = ("page_fixtures",)


@pytest.fixture
def shown(show: Show, small_page: str) -> Shown:
    return show(small_page)


def export(shown: Shown, kind: str, folder: Path) -> Path:
    """Save an export and return where it is."""
    shown.page.click("#menu > summary")
    with shown.page.expect_download() as download:
        shown.page.click(f"#export-{kind}")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_png_is_a_picture_of_the_drawing(shown: Shown, tmp_path: Path) -> None:
    data = export(shown, "png", tmp_path).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(data[16:20], "big")
    assert width >= (390 if shown.look.is_phone else 800)
    assert len(data) > 10_000


def test_svg_has_shapes_and_labels_as_text(shown: Shown, tmp_path: Path) -> None:
    root = ET.parse(export(shown, "svg", tmp_path)).getroot()  # noqa: S314 - a file of our own making
    space = "{http://www.w3.org/2000/svg}"
    assert {"潍坊港", "刘运"} <= {text.text for text in root.iter(f"{space}text")}
    assert len(list(root.iter(f"{space}polygon"))) >= 5
    assert {element.tag for element in root.iter()} <= {
        space + name for name in ("svg", "rect", "line", "polygon", "circle", "text")
    }


def test_csv_is_the_table_on_the_screen(shown: Shown, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(export(shown, "csv", tmp_path).read_text(encoding="utf-8-sig"))))
    assert rows[0][:3] == ["地点", "指标", "数值"]
    assert len(rows) == 9
    assert rows[1][2] == "> 5400万吨"
    shown.view("entities")
    entities = list(csv.reader(io.StringIO(export(shown, "csv", tmp_path).read_text(encoding="utf-8-sig"))))
    assert "潍坊港" in {row[0] for row in entities}


def test_graphml_is_the_view(shown: Shown, tmp_path: Path) -> None:
    graph = nx.read_graphml(export(shown, "graphml", tmp_path))
    assert graph.nodes["place/潍坊港"]["label"] == "潍坊港"
    assert graph.nodes["place/潍坊港"]["iri"] == "https://kg.example/place/潍坊港"
    assert sorted(node["label"] for _, node in graph.nodes(data=True)) == sorted(shown.labels())
    edge = graph.get_edge_data("place/潍坊港", "indicator/港口吞吐量")
    assert edge["relation"] == "measures computes"
    assert "5400万吨" in edge["figures"]
