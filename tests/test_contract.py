"""What `kg extract` prints is valid against the published schema, and its offsets quote the source."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import kg
from kg.contract import render
from kg.lexicon import Lexicon
from kg.model import Extraction, Source
from kg.pipeline import extract

SCHEMA = json.loads((Path(kg.__file__).parent / "data" / "extraction.schema.json").read_text(encoding="utf-8"))
TEXTS = {
    "empty speech": "刘运:\n",
    "prose": "2023年全省粮食总产量达到5655.3万吨，比上年增长2%。",
    "question": "新华社记者:请问情况如何?\n李明:谢谢。全市化工企业从1514家压减到750家。",
    "range": "增速在3%-5%之间，约有20余万人参加。",
}


def test_sample_is_valid(sample: Extraction) -> None:
    jsonschema.validate(render(sample), SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_small_texts_are_valid(text: str, lexicon: Lexicon) -> None:
    extraction = extract(Source("a.txt", "text", "utf-8", "0" * 64, text), lexicon)
    jsonschema.validate(render(extraction), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_quotes_quote(sample: Extraction) -> None:
    rendered = render(sample)
    text = sample.document.source.text
    for entry in (*rendered["mentions"], *rendered["metrics"], *rendered["numbers"]):
        assert text[entry["start"] : entry["end"]] == entry["text"]


def test_whole_values_stay_whole(sample: Extraction) -> None:
    values = [metric["value"] for metric in render(sample)["metrics"] if metric["text"].startswith("5400万吨")]
    assert values == [54_000_000]
    assert isinstance(values[0], int)


@pytest.mark.parametrize("pollutant", ["PM_{2.5}", "PM₂.₅", "PM2.5", "ＰＭ２.５"])
def test_indicators_are_written_as_the_source_has_them(pollutant: str, lexicon: Lexicon) -> None:
    source = Source("a.txt", "text", "utf-8", "0" * 64, f"全市{pollutant}平均浓度为35微克/立方米。")
    (metric,) = render(extract(source, lexicon))["metrics"]
    assert metric["indicator"] == f"{pollutant}平均浓度"
