"""Derive vocabulary.tsv, the frequent words that tell where a short name ends, from a dictionary with frequencies.

    python scripts/derive_vocabulary.py JIEBA_DICT kg/data

JIEBA_DICT is dict.txt of the package jieba 0.42.1 (lines of word, frequency, part of speech). A row holds all words of
one cost; the cost is ten times the negative natural logarithm of the word's relative frequency, rounded.
"""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

LEAST = {1: 100, 2: 40, 3: 30, 4: 30}
# Longer words that the dictionary calls places (北京城) would hide the listed names in them.
SHORT_PLACE = 2
HAN = re.compile(r"[\u4e00-\u9fff]{1,4}")
HEAD = (
    "# title: Frequent Chinese words by cost (ten times the negative logarithm of the relative frequency)",
    "# source: dict.txt of jieba 0.42.1",
    "# licence: MIT",
    "cost\twords",
)


def main(dictionary: Path, out: Path) -> None:
    """Write the table."""
    entries = [line.split(" ") for line in dictionary.read_text(encoding="utf-8").splitlines()]
    total = sum(int(entry[1]) for entry in entries)
    rows: dict[int, list[str]] = {}
    for word, count, speech in entries:
        frequent = HAN.fullmatch(word) and int(count) >= LEAST[len(word)]
        longer_place = speech == "ns" and len(word) > SHORT_PLACE
        if frequent and not longer_place:
            rows.setdefault(round(-10 * math.log(int(count) / total)), []).append(word)
    lines = [*HEAD, *(f"{cost}\t{'|'.join(sorted(words))}" for cost, words in sorted(rows.items()))]
    (out / "vocabulary.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(sum(map(len, rows.values())), "words")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
