"""Reading and checking word tables: tab-separated, UTF-8, with their source and licence in the head.

A table starts with comment lines (`# title:`, `# source:`, `# licence:`), then one line of column names, then rows.
Empty lines and lines that start with `#` are skipped. Every problem is reported with file and line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DataFileError
from kg.values import Struct

HEAD = ("title", "source", "licence")


class Row(Struct, frozen=True):
    """One row of a table, with the place it stands at for error messages."""

    path: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell; empty cells are empty strings."""
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that holds several values separated by `|`."""
        cell = self.cells[column]
        return tuple(filter(None, cell.split("|"))) if cell else ()

    def refuse(self, problem: str) -> DataFileError:
        """Return the error that names this row."""
        return DataFileError(self.path, self.line, problem)


def read_table(path: Path, columns: tuple[str, ...], key: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Read a table and check its head, its columns, its normal form (NFC) and that `key` columns are unique.

    Raises:
        DataFileError: for a file that cannot be read, a wrong column or a bad row.
    """
    rows = tuple(_rows(path, columns))
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        value = tuple(row[column] for column in key)
        if key and value in seen:
            raise row.refuse(f"{' '.join(value)} is already in line {seen[value]}")
        seen[value] = row.line
    return rows


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    head: set[str] = set()
    header = False
    name = str(path)
    text = _text(path)
    normal = unicodedata.is_normalized("NFC", text)
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            head.add(line[1:].partition(":")[0].strip())
        elif line.strip() and not header:
            _check_header(path, number, line, columns, head)
            header = True
        elif line.strip():
            yield _row(name, number, line, columns, normal=normal)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(str(path), 1, f"cannot be read as UTF-8 text ({error})") from error


def _check_header(path: Path, number: int, line: str, columns: tuple[str, ...], head: set[str]) -> None:
    missing = [name for name in HEAD if name not in head]
    if missing:
        raise DataFileError(str(path), number, f"the head lacks '# {missing[0]}:'")
    if tuple(line.split("\t")) != columns:
        raise DataFileError(str(path), number, f"columns must be {', '.join(columns)} separated by tabs")


def _row(path: str, number: int, line: str, columns: tuple[str, ...], *, normal: bool) -> Row:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise DataFileError(path, number, f"{len(cells)} cells where {len(columns)} columns are expected")
    if not normal and not unicodedata.is_normalized("NFC", line):
        raise DataFileError(path, number, "text is not in Unicode normal form C")
    return Row(path, number, dict(zip(columns, map(str.strip, cells), strict=True)))
