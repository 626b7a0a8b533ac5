"""kg: Chinese government press conferences as a knowledge graph with evidence."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store import Store

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(folder: str | PathLike[str]) -> Store:  # noqa: A001 - kg.open(DIR) reads as what it does
    """Open the graph that `kg build` wrote into a folder: `.query(sparql)` asks it, `.graph` is its rdflib data set.

    Raises:
        kg.errors.QueryError: if the folder holds no graph.
    """
    from kg.store import open_build  # the engine is loaded only by those who ask

    return open_build(Path(folder))
