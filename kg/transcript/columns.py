"""Columns: the reading order of a PDF page whose file draws the lines of two or more columns row by row.

Most files draw one column after the other, and the order of the file is the order of reading. Some draw each row over
all columns; there the pieces are sorted into columns by where they begin. Tables look alike, but their cells do not
fill the width between two beginnings as lines of prose do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from kg.values import Struct, replace

# Rows with pieces side by side that make columns; how much of its column the middle piece fills; how near (in points)
# two pieces begin in one column or stand in one row; the part of the rows in which a column begins.
FEWEST_ROWS, FILLED, NEAR, SHARE = 6, 0.75, 30.0, 0.3


class Piece(Struct, frozen=True):
    """A run of text on a page with the point where it begins and its width, in points."""

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        """Return where it ends: a Chinese character is as wide as high, others half as wide."""
        return self.x + self.size * sum(0.5 if character.isascii() else 1.0 for character in self.text)


def order(pieces: list[Piece]) -> list[str] | None:
    """Return the lines in the order of reading if the page draws columns row by row, else None."""
    rows = list(_rows(pieces))
    starts = _starts(rows)
    if len(starts) < 2 or not _filled(rows, starts):  # noqa: PLR2004
        return None
    lines: list[str] = []
    columns: list[list[str]] = [[] for _ in starts]
    for row in rows:
        if any(_column(piece.x, starts) != _column(piece.end - piece.size, starts) for piece in row):
            lines += [line for column in columns for line in column]
            columns = [[] for _ in starts]
            lines.append(" ".join(piece.text for piece in row))
            continue
        for piece in row:
            columns[_column(piece.x, starts)].append(piece.text)
    return lines + [line for column in columns for line in column]


def _rows(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces that follow each other in the file and stand side by side."""
    row: list[Piece] = []
    for piece in pieces:
        if row and (abs(piece.y - row[-1].y) > piece.size / 2 or piece.x < row[-1].end - piece.size):
            yield row
            row = []
        if row and piece.x < row[-1].end + piece.size / 2:  # digits of a line are often set in a font of their own
            row[-1] = replace(row[-1], text=row[-1].text + piece.text)
        else:
            row.append(piece)
    if row:
        yield row


def _starts(rows: list[list[Piece]]) -> list[float]:
    """Return where columns begin: where many of the rows with pieces side by side have one."""
    beside = [row for row in rows if len(row) > 1]
    if len(beside) < FEWEST_ROWS:
        return []
    counts = Counter(round(piece.x) for row in beside for piece in row)
    starts: list[float] = []
    for x, count in sorted(counts.items()):
        if count >= SHARE * len(beside) and (not starts or x - starts[-1] > NEAR):
            starts.append(float(x))
    return starts


def _filled(rows: list[list[Piece]], starts: list[float]) -> bool:
    """Tell whether the pieces fill their columns, as lines of prose do and cells of a table do not."""
    narrowest = min(second - first for first, second in pairwise(starts))
    return median(piece.end - piece.x for row in rows if len(row) > 1 for piece in row) >= FILLED * narrowest


def _column(x: float, starts: list[float]) -> int:
    return max((index for index, start in enumerate(starts) if start <= x + 1), default=0)
