from __future__ import annotations

import pytest
from name_examples import examples, found, gaps

from kg.lexicon import Lexicon
from kg.recognisers import events


@pytest.mark.parametrize(("text", "names"), [*examples("events", "yes", "no"), *gaps("events")])
def test_example(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert found(events.find, text, lexicon) == names
