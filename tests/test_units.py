"""Units: the tables are sound, and the longest unit is read."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.lexicon import Lexicon
from kg.lexicon.lexicon import DATA
from kg.recognisers.hedges import load_hedges
from kg.recognisers.units import load_units

UNITS = Lexicon().compiled(load_units)
LISTED = [unit for unit in UNITS.by_form.values() if unit is not None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("个百分点", "百分点"),
        ("平方公里", "平方公里"),
        ("千瓦时", "千瓦时"),
        ("吨标准煤", "吨标准煤"),
        ("元人民币", "元"),
        ("人次", "人次"),
        ("个月", "个月"),
        ("年一遇", "年一遇"),
        ("kg", "公斤"),
        ("标准箱", "标箱"),
        ("个方面", "个"),
        ("μg/m3", "微克/立方米"),
    ],
)
def test_the_longest_unit_is_read(text: str, name: str) -> None:
    found = UNITS.at(text, 0)
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize("text", ["", "kgs", "的", "mm2级", "GWP", "市场主体", "个体工商户"])
def test_no_unit_is_read_where_none_stands(text: str) -> None:
    assert UNITS.at(text, 0) is None


def test_factors_lead_to_the_base_unit_of_the_dimension() -> None:
    units = {unit.name: unit for unit in LISTED}
    assert units["亩"].factor == Fraction(2000, 3)
    assert units["公顷"].factor == 10000
    assert units["公里"].base == units["里"].base == "米"
    for unit in units.values():
        assert not unit.base or units[unit.base].factor == 1
        assert not unit.base or units[unit.base].dimension == unit.dimension


def test_the_iris_are_of_the_vocabulary_of_units() -> None:
    iris = [unit.qudt for unit in LISTED if unit.qudt]
    assert len(set(iris)) > 80
    assert all(iri.startswith("http://qudt.org/vocab/unit/") for iri in iris)


def test_every_unit_has_an_english_label() -> None:
    assert all(unit.label_en for unit in LISTED)


def folder(tmp_path: Path, name: str, row: str) -> Lexicon:
    for table in ("units", "classifiers", "comparators", "unit_traps"):
        (tmp_path / f"{table}.tsv").write_text((DATA / f"{table}.tsv").read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / f"{name}.tsv").open("a", encoding="utf-8") as file:
        file.write(f"\n{row}\n")
    return Lexicon(data=tmp_path)


@pytest.mark.parametrize(
    ("name", "row", "problem"),
    [
        ("units", "庹\t\t\tlength\t\t很长\t米\tspan of arms", "很长 is no number"),
        ("units", "庹\t吨\t\tlength\t\t\t\tspan of arms", "吨 is listed already"),
        ("comparators", "差点\tabove\tlt", "place must be one of front, behind, glue"),
        ("comparators", "差点\tfront\tless", "comparator must be one of"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, name: str, row: str, problem: str) -> None:
    lexicon = folder(tmp_path, name, row)
    with pytest.raises(DataFileError, match=f"{name}.tsv:[0-9]+: .*{problem}"):
        lexicon.compiled(load_units if name == "units" else load_hedges)
