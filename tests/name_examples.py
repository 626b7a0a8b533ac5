"""The examples of `corpus/KIND.txt`: sections yes, no and gap, one example a line, brackets round the spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit, load_names
from kg.model import Document, Mention, Metadata, Source
from kg.recognisers.mentions import flatten
from kg.transcript.compose import compose

FOLDER = Path(__file__).parent / "corpus"
Finder = Callable[[Document, tuple[Hit, ...], Lexicon], list[Mention]]


def lines(kind: str, *sections: str) -> list[str]:
    section, found = "", []
    for line in (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line and not line.startswith("#") and section in sections:
            found.append(line)
    return found


def examples(kind: str, *sections: str) -> list[tuple[str, list[str]]]:
    """Return the texts without brackets, each with the words that stand in brackets."""
    return [(re.sub(r"[\[\]]", "", line), re.findall(r"\[(.+?)\]", line)) for line in lines(kind, *sections)]


def document(text: str, lexicon: Lexicon, home: str | None = None) -> Document:
    return compose(Source("example", "text", "utf-8", "0" * 64, text, Metadata(home=home)), lexicon)


def found(find: Finder, text: str, lexicon: Lexicon) -> list[str]:
    composed = document(text, lexicon)
    hits = lexicon.compiled(load_names).scan(composed.text)
    return [mention.span.of(composed.text) for mention in flatten(find(composed, hits, lexicon))]


def gaps(kind: str) -> list[object]:
    """Return the examples that are not reached yet, as strict expected failures."""
    return [pytest.param(*example, marks=pytest.mark.xfail(strict=True)) for example in examples(kind, "gap")]
