"""Keywords of a document, by jieba's segmentation and its dictionary's frequencies.

Extraction itself never loads the segmenter: the names of persons are weighed by the compact `lexicon.vocabulary`, which
is derived from the same dictionary.
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence

SHORTEST = 2
LONGEST = 16  # characters of the longest word in jieba's dictionary
UNKNOWN = 10  # the frequency of a word that the dictionary lacks, out of 60 million
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ENTRY = re.compile(r"^(\S+) (\d+)", re.MULTILINE)


class Segmenter:
    """jieba's segmentation, with what its dictionary says of the words that some texts can contain.

    Filling jieba's dictionary takes two thirds of a second, which is more than reading a transcript takes. For a few
    texts only the entries that occur in them are kept: a word that stands nowhere in a text cannot be cut from it, so
    that the result is the same.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Read jieba's dictionary for the given texts."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba imports pkg_resources, which warns of its own age
            import jieba  # a fifth of a second, for those who ask for keywords
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()
        with self._tokenizer.get_dict_file() as dictionary:
            entries = _ENTRY.findall(dictionary.read().decode("utf-8"))
        possible = _pieces(texts)
        frequencies = {word: int(count) for word, count in entries if word in possible}
        # jieba walks along beginnings of words: those that are no words themselves count zero.
        beginnings = {word[:end]: 0 for word in frequencies for end in range(1, len(word))}
        self._tokenizer.FREQ = beginnings | frequencies
        self._tokenizer.total = sum(int(count) for _, count in entries)
        self._tokenizer.initialized = True

    def cut(self, text: str) -> Iterator[str]:
        """Yield the words of one of the texts, by jieba's dictionary alone."""
        yield from self._tokenizer.cut(text, HMM=False)

    def keywords(self, text: str, count: int) -> tuple[str, ...]:
        """Return the words that are most typical of a text, the most typical first.

        A word weighs its occurrences times the negative logarithm of its relative frequency in jieba's dictionary;
        words of one character and words that are not Chinese do not count. Equal weights stand in the order of words.
        """
        found = Counter(word for word in self.cut(text) if len(word) >= SHORTEST and _HAN.fullmatch(word))
        weights = {word: times * -math.log(self._frequency(word)) for word, times in found.items()}
        return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:count])

    def _frequency(self, word: str) -> float:
        return float((self._tokenizer.FREQ.get(word) or UNKNOWN) / self._tokenizer.total)


def _pieces(texts: Sequence[str]) -> set[str]:
    """Return all runs of up to LONGEST Chinese characters that stand in the texts."""
    runs = {run for text in texts for run in _HAN.findall(text)}
    return {run[at : at + size] for run in runs for size in range(1, LONGEST + 1) for at in range(len(run) - size + 1)}
