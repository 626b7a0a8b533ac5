"""Frequent words with their costs, which tell whether a stretch of text stands as a word of its own.

The best segmentation of a few characters around the stretch is compared with the best one that keeps it whole
(unigram model, Viterbi). 广安 stands in 四川广安市, not in 推广安全.
"""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon

COLUMNS = ("cost", "words")
LONGEST = 4
# Half a window: a word of four characters may reach over the edge of the stretch, and one more may follow it.
REACH = 5
# A character that is no frequent word, and a listed name: as rare as 5 and as frequent as 400 in 60 million.
UNKNOWN = 163
NAME = 119


class Vocabulary:
    """Words and their costs (ten times the negative natural logarithm of the relative frequency)."""

    def __init__(self, costs: dict[str, int]) -> None:
        """Keep the costs."""
        self.costs = costs

    def stands(self, text: str, start: int, end: int, cost: int = NAME) -> bool:
        """Tell whether `text[start:end]`, taken as a word of this cost, is part of the best segmentation around it."""
        left, right = _edge(text, start, -1), _edge(text, end, 1)
        best = self._best(text, left, right, (start, end))
        return best[start - left] + cost + self._best(text, end, right)[-1] <= best[-1]

    def ends_early(self, text: str, end: int) -> bool:
        """Tell whether the character before `end` begins the next word instead: 潍坊|市民, 上海|市场."""
        right = _edge(text, end, 1)
        alone = self.costs.get(text[end - 1], UNKNOWN)
        return self._best(text, end - 1, right)[-1] < alone + self._best(text, end, right)[-1]

    def _best(self, text: str, left: int, right: int, without: tuple[int, int] | None = None) -> list[int]:
        """Return the costs of the best segmentations that do not use the word `without`.

        The last is that of `text[left:right]`; the one at n is that of its first n characters.
        """
        cost_of, size = self.costs.get, right - left
        best = [0] + [10**6] * size
        window = text[left:right]
        first, last = (without[0] - left, without[1] - left) if without else (-1, -1)
        for begin in range(size):
            base = best[begin]
            for end in range(begin + 1, min(begin + LONGEST, size) + 1):
                cost = cost_of(window[begin:end])
                if cost is None:
                    if end > begin + 1:
                        continue
                    cost = UNKNOWN
                if base + cost < best[end] and not (begin == first and end == last):
                    best[end] = base + cost
        return best


def _edge(text: str, position: int, step: int) -> int:
    """Return how far the window reaches from a position: REACH characters, or to where Chinese words end."""
    edge = position
    for _ in range(REACH):
        index = edge if step > 0 else edge - 1
        if not (0 <= index < len(text) and "\u4e00" <= text[index] <= "\u9fff"):
            break
        edge += step
    return edge


def load_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Compile the words; use as `lexicon.compiled(load_vocabulary)`."""
    costs: dict[str, int] = {}
    for table in ("vocabulary_official", "vocabulary"):
        for row in lexicon.rows(table, COLUMNS, key=("cost",)):
            if not row["cost"].isdecimal():
                raise row.refuse(f"cost must be a whole number, not {row['cost']!r}")
            costs.update(dict.fromkeys(row.many("words"), int(row["cost"])))
    return Vocabulary(costs)
