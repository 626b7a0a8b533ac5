"""The errors of `kg`: one root, one subclass for each kind of blame.

A message is one line that says what is wrong, where, and what to do. The command line prints it as it stands.
"""

from __future__ import annotations


class KgError(Exception):
    """Root of everything that `kg` raises on purpose."""


class DataFileError(KgError):
    """A row of a data file (of the package or of a user's lexicon) is not usable."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        """Name the file, the 1-based line and what is wrong with it."""
        super().__init__(f"{path}:{line}: {problem}")


class SourceError(KgError):
    """A source cannot be read as a transcript."""

    def __init__(self, name: str, problem: str) -> None:
        """Name the source as the user gave it, the problem and the remedy."""
        super().__init__(f"{name}: {problem}")


class InternalError(KgError):
    """A defect of `kg` showed on one document: the others are not concerned."""

    def __init__(self, name: str, error: Exception) -> None:
        """Name the document and what went wrong."""
        what = " ".join(f"{type(error).__name__}: {error}".split())
        super().__init__(f"{name}: 内部错误，请报告 / internal error, please report it ({what})")


class OutputError(KgError):
    """Results cannot be written where they were asked for."""


class QueryError(KgError):
    """A question to the graph cannot be answered as it was put."""
