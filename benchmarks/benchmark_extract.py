"""Extraction of all kinds on one core beside jieba.posseg over the same text.

Each side has a process of its own, which first loads its lists and reads the texts once. Then the two take turns, so
that drift of the machine hits both alike; what counts is the median ratio of their CPU times.

Usage: python benchmarks/benchmark_extract.py TEXT... [--rounds N]
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

PEER = "jieba.posseg"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    texts = {str(path): path.read_text(encoding="utf-8") for path in options.texts}
    ends = {name: _start(load, texts) for name, load in TASKS.items()}
    rounds = [{name: _round(end) for name, end in ends.items()} for _ in range(options.rounds)]
    characters = sum(map(len, texts.values()))
    print("| task | characters a second (CPU) | times as fast as jieba.posseg |\n|---|---|---|")
    for name in TASKS:
        seconds = statistics.median(times[name] for times in rounds)
        ratio = statistics.median(times[PEER] / times[name] for times in rounds)
        print(f"| {name} | {characters / seconds:,.0f} | {ratio:.2f} |")


def tagging() -> Callable[[str, str], object]:
    """Load jieba's tagger."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return lambda _, text: list(jieba.posseg.cut(text))


def extraction(only: str = "") -> Callable[[str, str], object]:
    """Load kg; `only` names one of its stages."""
    from kg.lexicon import Lexicon
    from kg.model import Source
    from kg.pipeline import extract, recognise
    from kg.transcript.anchor import anchor
    from kg.transcript.compose import compose

    lexicon = Lexicon()
    extractions = {}

    def run(name: str, text: str) -> object:
        source = Source(name, "text", "utf-8", "0" * 64, text)
        if not only:
            return extract(source, lexicon)
        if name not in extractions:
            extractions[name] = recognise(compose(source, lexicon), lexicon)
        return anchor(extractions[name]) if only == "anchor" else compose(source, lexicon)

    return run


TASKS: dict[str, Callable[[], Callable[[str, str], object]]] = {
    PEER: tagging,
    "kg, all kinds": extraction,
    "kg, reading: compose": partial(extraction, "compose"),
    "kg, reading: anchor": partial(extraction, "anchor"),
}


def _start(load: Callable[[], Callable[[str, str], object]], texts: dict[str, str]) -> Connection:
    ours, theirs = multiprocessing.Pipe()
    multiprocessing.Process(target=_serve, args=(load, texts, theirs), daemon=True).start()
    ours.recv()
    return ours


def _serve(load: Callable[[], Callable[[str, str], object]], texts: dict[str, str], end: Connection) -> None:
    """Read all texts once, then again each time that the other end asks, and tell the CPU seconds."""
    task = load()
    with suppress(EOFError):  # the other end has what it wanted
        while True:
            start = time.process_time()
            for name, text in texts.items():
                task(name, text)
            end.send(time.process_time() - start)
            end.recv()


def _round(end: Connection) -> float:
    end.send(None)
    return float(end.recv())


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
