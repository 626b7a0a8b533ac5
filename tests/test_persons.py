"""Persons: the corpus of examples, and what must hold of any text."""

from __future__ import annotations

import pytest
from name_examples import examples, found, gaps

from kg.lexicon import Lexicon
from kg.recognisers import persons


@pytest.mark.parametrize(("text", "names"), examples("persons", "yes", "no"))
def test_examples(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(persons.find, text, lexicon) == names


@pytest.mark.parametrize(("text", "names"), gaps("persons"))
def test_gaps(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(persons.find, text, lexicon) == names
