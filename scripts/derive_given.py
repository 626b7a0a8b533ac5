"""Derive given.tsv, the characters of given names, from a dictionary with parts of speech.

    python scripts/derive_given.py JIEBA_DICT kg/data

JIEBA_DICT is dict.txt of the package jieba 0.42.1 (lines of word, frequency, part of speech). A row holds the
characters that stand in the same number of names of two or three characters with a common surname.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

NAME = re.compile(
    "[王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕卢姚沈]([\u4e00-\u9fff]{1,2})"
)
HEAD = (
    "# title: characters of given names by the number of listed names that hold them",
    "# source: dict.txt of jieba 0.42.1, entries marked as names of persons",
    "# licence: MIT",
    "names\tcharacters",
)


def main(dictionary: Path, out: Path) -> None:
    """Write the table."""
    counts: Counter[str] = Counter()
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, _, speech = line.split(" ")
        name = NAME.fullmatch(word) if speech == "nr" else None
        if name:
            counts.update(name[1])
    rows: dict[int, list[str]] = {}
    for character, count in sorted(counts.items()):
        rows.setdefault(count, []).append(character)
    lines = [*HEAD, *(f"{count}\t{''.join(characters)}" for count, characters in sorted(rows.items(), reverse=True))]
    (out / "given.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
