"""Reading alone: is its time linear in the length of any text, and how much memory does a large file take?

Usage: python benchmarks/benchmark_reading.py TEXT

TEXT, a transcript, is repeated to 10 MB for the first line. The others are texts of one piece over and over, which
would show a pattern that looks back or ahead without bound: eight times the text should take eight times the time.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from pathlib import Path

from kg.lexicon import Lexicon
from kg.model import Metadata, Source
from kg.transcript.compose import compose
from kg.transcript.formats import parse

PIECES = (
    "：", "“", "“啊", '"', "(", "（a", "\n", " ", "　", "1", "1,", ",111", "中", "【", "【记者】", "中国\n", "《", "_{",
    "记者：问。\n答：好。\n", "习近平强调，", "。”", "臺", "局长", "主持人：下面请刘局长回答。\n好。\n", "中 ",
    "\u200b", "一是",
)  # fmt: skip
SMALL, TIMES, LARGE = 40_000, 8, 10 * 2**20


def main() -> None:
    lexicon = Lexicon()
    compose(_source("记者：问。\n刘运：答。"), lexicon)
    unit = Path(sys.argv[1]).read_bytes()
    large = unit * (LARGE // len(unit))
    start = time.process_time()
    document = compose(parse("large.txt", large, None, Metadata()), lexicon)
    seconds = time.process_time() - start
    del document
    tracemalloc.start()
    document = compose(parse("large.txt", large, None, Metadata()), lexicon)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{len(large) / 2**20:.1f} MB: {len(document.text) / seconds:,.0f} characters a second, memory held")
    print(f"{held / len(large):.1f} and at its peak {peak / len(large):.1f} times the file's size\n")
    print("| piece | seconds for 320,000 characters | times those for 40,000 |\n|---|---|---|")
    for piece in PIECES:
        few, many = (_seconds(piece, size, lexicon) for size in (SMALL, SMALL * TIMES))
        print(f"| {piece!r} | {many:.3f} | {many / few:.1f} |")


def _seconds(piece: str, size: int, lexicon: Lexicon) -> float:
    source = _source(piece * (size // len(piece)))
    start = time.process_time()
    compose(source, lexicon)
    return time.process_time() - start


def _source(text: str) -> Source:
    return Source("a.txt", "text", "utf-8", "0" * 64, text)


if __name__ == "__main__":
    main()
