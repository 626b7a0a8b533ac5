"""Words as data: the package's tables and the users' own, loaded and checked in one place."""

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.table import Row

__all__ = ["Lexicon", "Row"]
