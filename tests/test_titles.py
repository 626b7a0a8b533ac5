from __future__ import annotations

import pytest
from name_examples import examples, found, gaps

from kg.lexicon import Lexicon
from kg.recognisers import titles


@pytest.mark.parametrize(("text", "names"), [*examples("titles", "yes", "no"), *gaps("titles")])
def test_example(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(titles.find, text, lexicon) == names
