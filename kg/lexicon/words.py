"""A set of plain words, all of whose occurrences in a text are found in one pass, however many words there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import ahocorasick_rs

SURROGATE = re.compile("[\ud800-\udfff]")  # the matcher takes Unicode scalar values only


class Words:
    """Words behind one automaton; where they overlap, `find` prefers the first and then the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        """Build the automaton; a word with a lone surrogate is in no text that it can read."""
        self._words = tuple(sorted(word for word in set(words) if word.isascii() or not SURROGATE.search(word)))
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._first = ahocorasick_rs.AhoCorasick(self._words, matchkind=kind, store_patterns=False)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of the words that do not overlap, in the order of the text."""
        return [(start, end) for _, start, end in occurrences(self._first, text)]

    def find_all(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of every occurrence, by end and then by start."""
        found = occurrences(self._every, text, overlapping=True)
        return sorted(((start, end) for _, start, end in found), key=lambda span: (span[1], span[0]))

    @cached_property
    def _every(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._words, store_patterns=False)


def occurrences(
    automaton: ahocorasick_rs.AhoCorasick, text: str, *, overlapping: bool = False
) -> list[tuple[int, int, int]]:
    """Return number, start and end of the words of an automaton in any text."""
    try:
        return automaton.find_matches_as_indexes(text, overlapping=overlapping)
    except UnicodeEncodeError:
        return automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", text), overlapping=overlapping)
