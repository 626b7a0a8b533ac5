"""Derive `kg/data/pinyin.tsv` from the readings that pypinyin ships: `python scripts/derive_pinyin.py`.

Needs `pip install pypinyin==0.55.0`, which `kg` itself does without: the table is a fifteenth of its data.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parent.parent / "kg" / "data" / "pinyin.tsv"
BLOCK = range(0x4E00, 0xA000)
HEAD = """\
# title: readings of Chinese characters without tones, every reading of each character
# source: derived from pypinyin 0.55.0 (pinyin-data of mozillazg, compiled from Unihan and dictionaries)
# licence: MIT
syllable\tcharacters
"""


def main() -> None:
    """Write the table."""
    characters: dict[str, set[str]] = defaultdict(set)
    for code in BLOCK:
        for reading in pinyin_dict.get(code, "").split(","):
            if syllable := plain(reading):
                characters[syllable].add(chr(code))
    rows = (f"{syllable}\t{''.join(sorted(characters[syllable]))}\n" for syllable in sorted(characters))
    TARGET.write_text(HEAD + "".join(rows), encoding="utf-8")


def plain(reading: str) -> str:
    """Return a reading as it is typed: without tone marks, v for ü."""
    letters = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v"))
    letters = letters.replace("ǚ", "v").replace("ǜ", "v").replace("u\u0308", "v").replace("ê", "e")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


if __name__ == "__main__":
    main()
