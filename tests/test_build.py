"""A build is the same bytes whatever the order of files and the number of processes; builds merge as sets."""

from __future__ import annotations

import hashlib

from kg.build import assemble
from kg.lexicon import Lexicon
from kg.model import Extraction, Source
from kg.pipeline import WORTH_PROCESSES, extract_all

TEXT = "新华社记者:请介绍情况。\n李明:2023年全市粮食产量达到{0}万吨,比上年增长{0}%,寿光入选全国百强县。\n"


def _extractions(jobs: int, count: int = WORTH_PROCESSES + 2) -> list[Extraction]:
    texts = [TEXT.format(number) for number in range(1, count + 1)]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    sources = [Source(f"{at}.txt", "text", "utf-8", hashes[at], text) for at, text in enumerate(texts)]
    return [item for item in extract_all(sources, Lexicon(), jobs) if isinstance(item, Extraction)]


def _lines(files: dict[str, bytes]) -> set[bytes]:
    return set(files["graph.nq"].splitlines())


def test_processes_and_order_do_not_change_a_byte() -> None:
    alone, together = _extractions(1), _extractions(2)
    assert len(alone) == WORTH_PROCESSES + 2
    assert assemble(tuple(alone), ()) == assemble(tuple(reversed(together)), ())


def test_a_document_never_changes_what_another_says() -> None:
    first, second, third = _extractions(1, 3)
    both = _lines(assemble((first, second), ()))
    assert both == _lines(assemble((first,), ())) | _lines(assemble((second,), ()))
    assert both | _lines(assemble((third,), ())) == _lines(assemble((first, second, third), ()))
