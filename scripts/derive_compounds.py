"""Derive claim_compounds.tsv, the nouns in which a character is no word of a claim of its own (产能, 从业者, 总裁).

    python scripts/derive_compounds.py JIEBA_DICT kg/data

JIEBA_DICT is dict.txt of the package jieba 0.42.1 (lines of word, frequency, part of speech). Kept are the nouns of two
to four characters that hold a one-character word of the clause model and are no word of it themselves.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kg.lexicon import Lexicon
from kg.recognisers.metrics.words import Lists, Word, read_lists

LEAST = 30
NOUNS = frozenset({"n", "vn", "nz", "j", "b", "an", "nt"})
HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
# Marked as nouns, but verbs and particles before a number.
VERBS = frozenset(
    [
        "唯有",
        "惟有",
        "又称",
        "素称",
        "声称",
        "谎称",
        "口称",
        "人称",
        "口说",
        "瞎说",
        "装有",
        "藏有",
        "载有",
        "附有",
        "常有",
        "旧有",
        "中共",
        "光是",
        "任由",
        "交由",
        "路由",
        "铺就",
        "铸就",
        "生就",
        "深达",
        "贵在",
        "建都",
        "又名",
        "及第",
        "约合",
        "由数",
        "时说",
        "细说",
        "图说",
        "拉大",
        "太小",
        "过长",
        "多长",
        "方可",
        "坐地",
        "倒地",
        "坠地",
        "着地",
        "落地",
        "满地",
        "的哥",
        "都行",
        "要数",
        "有数",
        "为数",
        "有助",
        "有望",
        "有损",
        "有神",
        "有空",
        "有误",
        "有力",
        "有益",
        "有理",
        "把门",
        "把脉",
        "被控",
        "被盗",
        "被囚",
        "令兄",
        "消长",
        "共商",
        "共谋",
    ]
)
HEAD = (
    "# title: Nouns in which a character only looks like a word of a claim",
    "# source: dict.txt of jieba 0.42.1",
    "# licence: MIT",
    "word",
)


def main(dictionary: Path, out: Path) -> None:
    """Write the table."""
    lists = read_lists(Lexicon())
    words = {word.text for word in _all(lists)}
    single = {word for word in words if len(word) == 1}
    entries = [line.split(" ") for line in dictionary.read_text(encoding="utf-8").splitlines()]
    chosen = sorted(
        word
        for word, count, speech in entries
        if speech in NOUNS and int(count) >= LEAST and HAN.fullmatch(word) and single & set(word)
        if word not in words and word not in VERBS
    )
    (out / "claim_compounds.tsv").write_text("\n".join([*HEAD, *chosen]) + "\n", encoding="utf-8")
    print(len(chosen), "words")


def _all(lists: Lists) -> list[Word]:
    openers = [*lists.openers, *lists.adverbs, *lists.reach, *lists.change, *lists.actions]
    return [*openers, *lists.scope, *lists.breaks, *lists.nouns, *lists.guards]


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:3]))
