"""`exports/` holds what `kg build` makes of the sample, byte for byte."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest

from kg.cli import main

ROOT = Path(__file__).parent.parent
SAMPLE = "tests/data/weifang.txt"  # relative, as in the README: the report names the source as it was given


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_exports_are_reproducible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["build", SAMPLE, "-o", str(tmp_path)]) == 0
    assert _files(tmp_path) == _files(ROOT / "exports")
    different = filecmp.cmpfiles(tmp_path, ROOT / "exports", _files(tmp_path), shallow=False)[1:]
    assert different == ([], []), "run: kg build tests/data/weifang.txt -o exports"
