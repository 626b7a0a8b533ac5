from __future__ import annotations

import pytest
from name_examples import examples, found, gaps

from kg.lexicon import Lexicon
from kg.recognisers import policies


@pytest.mark.parametrize(("text", "names"), [*examples("policies", "yes", "no"), *gaps("policies")])
def test_example(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(policies.find, text, lexicon) == names
