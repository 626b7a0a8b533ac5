"""Extraction of all kinds on one core beside jieba.posseg over the same text, in one process, in turns.

Usage: python benchmarks/benchmark_extract.py TEXT... [--rounds N]
"""

from __future__ import annotations

import argparse
import logging
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import jieba
import jieba.posseg

from kg.lexicon import Lexicon
from kg.model import Source
from kg.pipeline import extract
from kg.transcript.compose import compose


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    logging.getLogger("jieba").setLevel(logging.WARNING)
    lexicon = Lexicon()
    sources = [Source(str(path), "text", "utf-8", "0" * 64, path.read_text(encoding="utf-8")) for path in options.texts]
    tasks: dict[str, Callable[[Source], object]] = {
        "jieba.posseg": lambda source: list(jieba.posseg.cut(source.text)),
        "kg, all kinds": lambda source: extract(source, lexicon),
        "kg, reading only": lambda source: compose(source, lexicon),
    }
    for task in tasks.values():
        task(sources[0])
    rounds = [{name: _seconds(task, sources) for name, task in tasks.items()} for _ in range(options.rounds)]
    characters = sum(len(source.text) for source in sources)
    print("| task | characters a second (CPU) | times as fast as jieba.posseg |\n|---|---|---|")
    for name in tasks:
        seconds = statistics.median(times[name] for times in rounds)
        ratio = statistics.median(times["jieba.posseg"] / times[name] for times in rounds)
        print(f"| {name} | {characters / seconds:,.0f} | {ratio:.2f} |")


def _seconds(task: Callable[[Source], object], sources: list[Source]) -> float:
    start = time.process_time()
    for source in sources:
        task(source)
    return time.process_time() - start


if __name__ == "__main__":
    main()
