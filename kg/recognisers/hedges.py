"""Hedges: the words in front of and behind a quantity that bound or blur it (突破, 不低于, 以上, 左右)."""

from __future__ import annotations

from typing import cast, get_args

from kg.lexicon import Lexicon, Row
from kg.model import Comparator, Span
from kg.values import Struct

COLUMNS = ("word", "place", "comparator")
NONE = "none"  # of words that only look like a hedge: 通过 is not 过, 最近 is not 近


class Vocabulary(Struct, frozen=True):
    """Words with what they say, None for a word that is no hedge, and their lengths by last or first character."""

    meanings: dict[str, Comparator | None]
    lengths: dict[str, tuple[int, ...]]

    def ending(self, text: str, end: int) -> str | None:
        """Return the longest word that ends at `end`."""
        lengths = self.lengths.get(text[end - 1 : end], ()) if end else ()
        return next((word for length in lengths if (word := text[max(0, end - length) : end]) in self.meanings), None)

    def beginning(self, text: str, start: int) -> str | None:
        """Return the longest word that begins at `start`."""
        lengths = self.lengths.get(text[start : start + 1], ())
        return next((word for length in lengths if (word := text[start : start + length]) in self.meanings), None)


class Hedges(Struct, frozen=True):
    """Hedge words by the place they stand at."""

    front: Vocabulary
    behind: Vocabulary
    glue: Vocabulary

    def before(self, text: str, start: int) -> tuple[Comparator, Span] | None:
        """Return the hedge that ends at `start`, with one word of glue (了, 到, 人民币) between at most."""
        found = self.front.ending(text, start)
        if found is None and (glue := self.glue.ending(text, start)) is not None:
            start -= len(glue)
            found = self.front.ending(text, start)
        comparator = self.front.meanings[found] if found is not None else None
        return None if found is None or comparator is None else (comparator, Span(start - len(found), start))

    def after(self, text: str, end: int) -> tuple[Comparator, Span] | None:
        """Return the hedge that begins at `end`."""
        found = self.behind.beginning(text, end)
        comparator = self.behind.meanings[found] if found is not None else None
        return None if found is None or comparator is None else (comparator, Span(end, end + len(found)))


def load_hedges(lexicon: Lexicon) -> Hedges:
    """Compile the table; use as `lexicon.compiled(load_hedges)`."""
    places: dict[str, dict[str, Comparator | None]] = {"front": {}, "behind": {}, "glue": {}}
    for row in lexicon.rows("comparators", COLUMNS, ("word", "place")):
        if row["place"] not in places:
            raise row.refuse(f"place must be one of {', '.join(places)}")
        places[row["place"]][row["word"]] = _comparator(row)
    return Hedges(_vocabulary(places["front"], -1), _vocabulary(places["behind"], 0), _vocabulary(places["glue"], -1))


def _vocabulary(meanings: dict[str, Comparator | None], edge: int) -> Vocabulary:
    lengths: dict[str, set[int]] = {}
    for word in meanings:
        lengths.setdefault(word[edge], set()).add(len(word))
    return Vocabulary(meanings, {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()})


def _comparator(row: Row) -> Comparator | None:
    if row["comparator"] == NONE:
        return None
    if row["comparator"] not in get_args(Comparator):
        raise row.refuse(f"comparator must be one of {', '.join(get_args(Comparator))} or {NONE}")
    return cast("Comparator", row["comparator"])


_STRENGTH = {"eq": 0, "approx": 1, "gt": 2, "ge": 2, "lt": 2, "le": 2}


def combine(front: Comparator, inside: Comparator, behind: Comparator) -> Comparator:
    """Return what three words together say: a bound outside wins over a blur, the word in front over the one behind.

    约1200多 blurs (approx), 超过30%以上 is a bound (gt), 近80%以上 is a bound (ge).
    """
    outside = max(front, behind, key=_STRENGTH.__getitem__)
    return outside if outside != "eq" else inside
