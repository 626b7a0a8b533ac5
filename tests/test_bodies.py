"""Bodies: the corpus of examples, and what must hold of any text."""

from __future__ import annotations

import pytest
from name_examples import examples, found, gaps

from kg.lexicon import Lexicon
from kg.recognisers import bodies


@pytest.mark.parametrize(("text", "names"), examples("bodies", "yes", "no"))
def test_examples(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(bodies.find, text, lexicon) == names


@pytest.mark.parametrize(("text", "names"), gaps("bodies"))
def test_gaps(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(bodies.find, text, lexicon) == names
