"""Bodies: the corpus of examples, and what must hold of any text."""

from __future__ import annotations

import pytest
from name_examples import examples, found, gaps

from kg.lexicon import Lexicon
from kg.recognisers import bodies

STRANGE = (
    "",
    "\ud800\udfff教育局",
    "\x00市委\x00记者",
    "1" * 10_000,
    "市委市政府" * 500,
    "局长王" * 500,
    "：" * 99,
    "· " * 99,
)


@pytest.mark.parametrize(("text", "names"), examples("bodies", "yes", "no"))
def test_examples(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(bodies.find, text, lexicon) == names


@pytest.mark.parametrize(("text", "names"), gaps("bodies"))
def test_gaps(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(bodies.find, text, lexicon) == names


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_text_is_survived(text: str, lexicon: Lexicon) -> None:
    assert all(found(bodies.find, text, lexicon))
