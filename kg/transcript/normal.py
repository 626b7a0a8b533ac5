"""Normalisation: the one clean text that recognisers read, and the way back to the untouched source.

Two kinds of change are enough, and both are cheap to undo. A character may be *exchanged* for one other character
(full-width digits, traditional characters, clause marks), which moves nothing. A stretch may be *cut* to nothing or to
one blank or paragraph end (thousands separators, soft hyphens, the break in a broken line), which is one piece of the
offset map. Everything is linear in the text's length.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.model import Offsets
from kg.transcript import lines
from kg.values import Struct

Cut = tuple[int, int, str]

DROPPED = "\u00ad"
# A text with this many runs of traditional characters for each of its characters is written in that script.
TRADITIONAL_SHARE = 0.05
CLAUSE_MARKS = str.maketrans(",:;?!()", "，：；？！（）")
SINGLES = str.maketrans(
    {
        "．": ".", "﹒": ".", "｡": "。", "､": "、", "｢": "“", "｣": "”", "「": "“", "」": "”", "『": "‘", "』": "’",
        "〝": "“", "〞": "”", "﹪": "%", "﹐": "，", "﹑": "、", "﹕": "：", "﹔": "；", "﹖": "？", "﹗": "！",
        "•": "·", "・": "·", "･": "·", "‧": "·", "∙": "·", "⋅": "·", "‐": "-", "‑": "-", "–": "-", "−": "-",
        "―": "—", "─": "—", "〜": "～", "∼": "～", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n",
        "\u2028": "\n", "\u2029": "\n", "\t": " ", "\u1680": " ", "\u202f": " ", "\u205f": " ", "\xa0": " ",
    }
)  # fmt: skip
# Radicals that fonts of PDFs put in the place of the characters themselves and that have no compatibility form;
# source: EquivalentUnifiedIdeograph of the Unicode Character Database.
RADICALS = str.maketrans(
    "⺎⺟⺠⺫⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "兀母民目虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
DROPS = (
    *range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0x061C, *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF,
)  # fmt: skip

# After 第 or / a number is whole: in 占全省的1/10,754个村 the comma parts two clauses.
_THOUSANDS = re.compile(
    r"(?<![0-9.,/第])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|(?<![０-９．／第])[０-９]{1,3}(?:[,，][０-９]{3})+(?![０-９])"
)
_SEPARATOR = re.compile(r"[,，]")
_GROUP = re.compile(r"[,，](?<=[0-9０-９].)(?=[0-9０-９]{3})")
_LONGEST_GROUP = 3
_SUBSCRIPT = re.compile(r"_\{([0-9.]{1,8})\}")
# Marks beside Chinese characters, and commas between digits (those of thousands are cut).
_WESTERN_MARK = re.compile(r"[,:;?!()](?:(?<=[^\x00-\x7f].)|(?= ?[^\x00-\x7f])|(?<=%[,:;])|(?<=[0-9],)(?=[0-9]))")
_CELL = re.compile(r"\t(?<=[^\s：:，。；！？、]\t)(?=\S)")
_HALF_CONVERTED = re.compile(r"(?:（(?=[^（）()\n]{0,80}\))|\((?=[^（）()\n]{0,80}）))([^（）()\n]{0,80})[)）]")
_QUOTED = re.compile(r'"([^"\n]{1,200})"')
_ROUND_ZERO = re.compile(r"(?<=[一二三四五六七八九〇○])○|○(?=[一二三四五六七八九])")


class Exchange(Struct, frozen=True):
    """Characters, as a pattern of their runs, and what each becomes."""

    runs: re.Pattern[str]
    table: dict[int, int]

    def apply(self, text: str) -> tuple[str, int]:
        """Return the text of the same length after the exchange, and the number of runs exchanged."""
        return self.runs.subn(lambda run: run[0].translate(self.table), text)


class Characters(Struct, frozen=True):
    """The exchanges: of variants and of traditional characters in any text, of 乾, 瞭 and 於 in traditional texts."""

    variants: Exchange
    traditional: Exchange
    ambiguous: Exchange


def load_characters(lexicon: Lexicon) -> Characters:
    """Compile the exchanges; use as `lexicon.compiled(load_characters)`."""
    pairs: dict[str, dict[int, int]] = {"yes": {}, "": {}}
    for row in lexicon.rows("traditional", ("traditional", "simplified", "always"), key=("traditional",)):
        if row["always"] not in pairs or len(row["traditional"]) != 1 or len(row["simplified"]) != 1:
            raise row.refuse("must hold one character, one character, and yes or nothing")
        pairs[row["always"]][ord(row["traditional"])] = ord(row["simplified"])
    return Characters(_exchange(dict(_exchanges())), _exchange(pairs["yes"]), _exchange(pairs[""]))


def _exchange(table: dict[int, int]) -> Exchange:
    members = "".join(re.escape(chr(code)) for code in sorted(table))
    return Exchange(re.compile(f"[{members}]+"), table)


def _exchanges() -> Iterator[tuple[int, int]]:
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            yield code, ord(plain)
    yield from RADICALS.items()
    yield from ((code, code - 0xFEE0) for code in range(0xFF01, 0xFF5E) if chr(code) not in "！（），：；？")
    yield from ((code, code - 0x2050) for code in range(0x2080, 0x208A))
    yield from ((code, ord(" ")) for code in range(0x2000, 0x200B))
    yield from ((code, ord(DROPPED)) for code in DROPS)
    yield from ((code, 0xFFFD) for code in range(0xD800, 0xE000))
    yield from ((code, ord(str(plain))) for code, plain in SINGLES.items())


def normalise(text: str, characters: Characters) -> tuple[str, Offsets]:
    """Return the clean text and the map that carries its positions back to `text`."""
    flat = exchange(text, characters)
    cuts = sorted([*_separators(text), *_subscripts(flat), *lines.breaks(flat)])
    return cut(flat, cuts)


def exchange(text: str, characters: Characters) -> str:
    """Return the text of the same length in which every character has its one plain form."""
    flat, _ = characters.variants.apply(_CELL.sub("，", text))  # the cells of a row become clauses
    flat, count = characters.traditional.apply(flat)
    if count > TRADITIONAL_SHARE * len(flat):
        flat, _ = characters.ambiguous.apply(flat)
    flat = _WESTERN_MARK.sub(lambda mark: mark[0].translate(CLAUSE_MARKS), flat)
    flat = _HALF_CONVERTED.sub(r"（\1）", flat)
    flat = _ROUND_ZERO.sub("〇", flat) if "○" in flat else flat
    return _QUOTED.sub(_curl, flat)


def _curl(quoted: re.Match[str]) -> str:
    return quoted[0] if quoted[1].isascii() else f"“{quoted[1]}”"


def _separators(text: str) -> Iterator[Cut]:
    done = 0
    for group in _GROUP.finditer(text):
        start = group.start()
        while start > max(done, group.start() - _LONGEST_GROUP) and text[start - 1].isdigit():
            start -= 1
        number = _THOUSANDS.match(text, start) if group.start() >= done else None
        if number:
            done = number.end()
            for mark in _SEPARATOR.finditer(text, *number.span()):
                yield (*mark.span(), "")


def _subscripts(flat: str) -> Iterator[Cut]:
    for subscript in _SUBSCRIPT.finditer(flat):
        yield subscript.start(), subscript.start(1), ""
        yield subscript.end(1), subscript.end(), ""


def cut(flat: str, cuts: list[Cut]) -> tuple[str, Offsets]:
    """Return the text after the cuts, which must be in order and apart, and its offset map."""
    parts: list[str] = []
    clean, source = array("L"), array("L")
    length = kept = 0
    for start, end, put in [*cuts, (len(flat), len(flat), "")]:
        for piece, origin in ((flat[kept:start], kept), (put, start)):
            if piece:
                clean.append(length)
                source.append(origin)
                parts.append(piece)
                length += len(piece)
        kept = end
    clean.append(length)
    source.append(len(flat))
    return "".join(parts), Offsets(clean, source)
