"""Labels: the examples of tests/corpus/labels.txt are the specification."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon import Lexicon
from kg.transcript.labels import DOUBTFUL, Label, load_words, read

CORPUS = Path(__file__).parent / "corpus" / "labels.txt"


def sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:]
        elif line and not line.startswith("# "):
            found.setdefault(name, []).append(line)
    return found


EXAMPLES = sections()


def told(label: Label | None) -> tuple[str, ...]:
    assert label is not None
    return label.role, label.speaker or "", label.outlet or "", label.post or ""


@pytest.mark.parametrize("example", EXAMPLES["yes"])
def test_labels(example: str, lexicon: Lexicon) -> None:
    words, _, meaning = example.partition(" => ")
    label = read(words, lexicon.compiled(load_words))
    assert told(label) == tuple(part.strip() for part in meaning.split("|"))
    if label is not None and words != "网友" and "**" not in words:
        assert label.rule not in DOUBTFUL


@pytest.mark.parametrize("example", EXAMPLES["doubtful"])
def test_labels_that_need_evidence(example: str, lexicon: Lexicon) -> None:
    words, _, meaning = example.partition(" => ")
    label = read(words, lexicon.compiled(load_words))
    assert told(label) == tuple(part.strip() for part in meaning.split("|"))
    assert label is not None
    assert label.rule in (*DOUBTFUL, "listed-medium")


@pytest.mark.parametrize("words", EXAMPLES["no"])
def test_words_that_are_no_label(words: str, lexicon: Lexicon) -> None:
    label = read(words, lexicon.compiled(load_words))
    # Odd names are believed only of those who answer again and again.
    assert label is None or label.rule in ("odd-name", "post-and-odd-name")


@pytest.mark.xfail(strict=True, reason="a term that no list of words has looks like a name")
@pytest.mark.parametrize("words", EXAMPLES["gap"])
def test_gaps(words: str, lexicon: Lexicon) -> None:
    assert read(words, lexicon.compiled(load_words)) is None
