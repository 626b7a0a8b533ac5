"""What several tests share: the sample transcript and its extraction, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon import Lexicon
from kg.model import Extraction
from kg.pipeline import extract
from kg.transcript.sources import read

SAMPLE = Path(__file__).parent / "data" / "weifang.txt"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon()


@pytest.fixture(scope="session")
def sample(lexicon: Lexicon) -> Extraction:
    return extract(read(str(SAMPLE)), lexicon)
