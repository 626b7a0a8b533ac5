"""Hedges: the words in front of and behind a quantity that bound or blur it (突破, 不低于, 以上, 左右)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

from kg.lexicon import Lexicon, Row
from kg.model import Comparator, Span

COLUMNS = ("word", "place", "comparator")
NONE = "none"  # of words that only look like a hedge: 通过 is not 过, 最近 is not 近


@dataclass(frozen=True, slots=True)
class Hedges:
    """Hedge words by place; None marks a word that is none."""

    front: dict[str, Comparator | None]
    behind: dict[str, Comparator | None]
    glue: dict[str, Comparator | None]

    def before(self, text: str, start: int) -> tuple[Comparator, Span] | None:
        """Return the hedge that ends at `start`, with one word of glue (了, 到, 人民币) between at most."""
        glue = _suffix(text, start, self.glue)
        found = _suffix(text, start, self.front)
        if found is None and glue is not None:
            start -= len(glue)
            found = _suffix(text, start, self.front)
        comparator = self.front[found] if found is not None else None
        return None if found is None or comparator is None else (comparator, Span(start - len(found), start))

    def after(self, text: str, end: int) -> tuple[Comparator, Span] | None:
        """Return the hedge that begins at `end`."""
        for length in range(6, 0, -1):
            word = text[end : end + length]
            if word in self.behind:
                comparator = self.behind[word]
                return None if comparator is None else (comparator, Span(end, end + len(word)))
        return None


def load_hedges(lexicon: Lexicon) -> Hedges:
    """Compile the table; use as `lexicon.compiled(load_hedges)`."""
    places: dict[str, dict[str, Comparator | None]] = {"front": {}, "behind": {}, "glue": {}}
    for row in lexicon.rows("comparators", COLUMNS, ("word", "place")):
        if row["place"] not in places:
            raise row.refuse(f"place must be one of {', '.join(places)}")
        places[row["place"]][row["word"]] = _comparator(row)
    return Hedges(**places)


def _comparator(row: Row) -> Comparator | None:
    if row["comparator"] == NONE:
        return None
    if row["comparator"] not in get_args(Comparator):
        raise row.refuse(f"comparator must be one of {', '.join(get_args(Comparator))} or {NONE}")
    return cast("Comparator", row["comparator"])


def _suffix(text: str, end: int, words: dict[str, Comparator | None]) -> str | None:
    for length in range(6, 0, -1):
        word = text[max(0, end - length) : end]
        if word in words:
            return word
    return None


_STRENGTH = {"eq": 0, "approx": 1, "gt": 2, "ge": 2, "lt": 2, "le": 2}


def combine(front: Comparator, inside: Comparator, behind: Comparator) -> Comparator:
    """Return what three words together say: a bound outside wins over a blur, the word in front over the one behind.

    约1200多 blurs (approx), 超过30%以上 is a bound (gt), 近80%以上 is a bound (ge).
    """
    outside = max(front, behind, key=_STRENGTH.__getitem__)
    return outside if outside != "eq" else inside
