"""Cold build of the sample, whole process, beside a bare Python process that tags the same text with jieba.posseg.

Usage: python benchmarks/benchmark_build.py [ROUNDS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from peers import compare, table

SAMPLE = Path(__file__).parent.parent / "tests" / "data" / "weifang.txt"
TAG = "import sys, jieba.posseg; list(jieba.posseg.cut(open(sys.argv[1], encoding='utf-8').read()))"


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, list[str | Path]] = {
            "jieba.posseg": [sys.executable, "-c", TAG, SAMPLE],
            "kg build": [sys.executable, "-m", "kg.cli", "build", SAMPLE, "-o", Path(folder) / "out"],
            "kg extract": [sys.executable, "-m", "kg.cli", "extract", SAMPLE],
        }
        print(table(compare(commands, rounds), "jieba.posseg"))


if __name__ == "__main__":
    main()
