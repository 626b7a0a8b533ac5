"""The examples of numbers and times in `corpus/`: brackets round the spans, behind `=>` what each is read as."""

from __future__ import annotations

import re

import pytest
from name_examples import document, lines

from kg.lexicon import Lexicon
from kg.model import Attribute, Document
from kg.values import replace

Example = tuple[str, list[tuple[str, str]]]


def example(line: str) -> Example:
    """Return the text without brackets, and each span in brackets with its reading."""
    words, _, readings = line.partition(" => ")
    spans = re.findall(r"\[(.+?)\]", words)
    expected = [reading.strip() for reading in readings.split("|")] if readings else []
    assert len(spans) == len(expected), line
    return re.sub(r"[\[\]]", "", words), list(zip(spans, expected, strict=True))


def examples(kind: str) -> list[object]:
    """Return the examples that hold, and the gaps as strict expected failures."""
    gaps = [pytest.param(*example(line), marks=pytest.mark.xfail(strict=True)) for line in lines(kind, "gap")]
    return [*(example(line) for line in lines(kind, "yes")), *gaps]


def dated(text: str, lexicon: Lexicon, date: str | None = None) -> Document:
    """Return a composed document of a given date."""
    return replace(
        document(text, lexicon), date=None if date is None else Attribute(date, inferred=False, rule="given")
    )
