"""Keywords of a document, by jieba's segmentation and its dictionary's frequencies.

The segmenter is loaded at the first call: it takes two thirds of a second, which extraction never spends (the names of
persons are weighed by the compact `lexicon.vocabulary`).
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

SHORTEST = 2
UNKNOWN = 10  # the frequency of a word that the dictionary lacks, out of 60 million
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def keywords(text: str, count: int) -> tuple[str, ...]:
    """Return the words that are most typical of a text, the most typical first.

    A word weighs its occurrences times the negative logarithm of its relative frequency in jieba's dictionary; words
    of one character and words that are not Chinese do not count. Equal weights stand in the order of the words.
    """
    tokenizer = _tokenizer()
    found = Counter(word for word in tokenizer.cut(text, HMM=False) if len(word) >= SHORTEST and _HAN.fullmatch(word))
    weights = {word: times * -math.log(_frequency(tokenizer, word)) for word, times in found.items()}
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:count])


def _frequency(tokenizer: jieba.Tokenizer, word: str) -> float:
    return float((tokenizer.FREQ.get(word) or UNKNOWN) / tokenizer.total)


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    """Return a segmenter of our own, filled from jieba's dictionary without its cache file and its log lines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, which warns of its own age
        import jieba  # a fifth of a second, for those who ask for keywords
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
