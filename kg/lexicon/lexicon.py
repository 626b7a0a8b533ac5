"""The lexicon: tables by name, and what modules compile from them, each made once per lexicon."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.lexicon.table import Row, read_table

T = TypeVar("T")
DATA = Path(__file__).parent.parent / "data"


class Lexicon:
    """All word tables; nothing is read before it is asked for.

    `extra` are the users' own lexicon files or folders (`--lexicon`), which `names` lays behind the package's lists.
    """

    def __init__(self, extra: tuple[Path, ...] = (), data: Path = DATA) -> None:
        """Remember where the tables are."""
        self.extra = extra
        self.data = data
        self._compiled: dict[Callable[[Lexicon], object], object] = {}

    def rows(self, name: str, columns: tuple[str, ...], key: tuple[str, ...] = ()) -> tuple[Row, ...]:
        """Return the rows of `data/NAME.tsv`, checked; see `table.read_table`."""
        return read_table(self.data / f"{name}.tsv", columns, key)

    def compiled(self, build: Callable[[Lexicon], T]) -> T:
        """Return what `build` makes of this lexicon, made at the first call only.

        `build` must be a module-level function: it is the key under which the result is kept.
        """
        if build not in self._compiled:
            self._compiled[build] = build(self)
        return self._compiled[build]  # type: ignore[return-value]  # the key is the function that made the value
