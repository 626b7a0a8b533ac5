"""Outputs are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.outputs import check_writable, write_whole


def test_files_and_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b", {"x.txt": b"1", "texts/y.txt": b"2"})
    assert (tmp_path / "a" / "b" / "texts" / "y.txt").read_bytes() == b"2"


def test_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    write_whole(tmp_path, {"x.txt": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt", "x.txt"]


def test_nothing_is_replaced_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(OutputError):
        write_whole(tmp_path, {"a.txt": b"new", "b" * 300: b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("")
    with pytest.raises(OutputError, match="f"):
        check_writable(tmp_path / "f")
