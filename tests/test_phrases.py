from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.lexicon import Lexicon
from kg.lexicon.lexicon import DATA
from kg.model import Mention, Span
from kg.recognisers import phrases, policy_words


def test_quotations_with_their_marks_and_those_inside_them() -> None:
    text = "“新一轮‘疏整促’突出民生”和“一岗双责”"
    inner = [quote.inner.of(text) for quote in phrases.quotes(text)]
    assert inner == ["新一轮‘疏整促’突出民生", "疏整促", "一岗双责"]
    assert all(text[quote.outer.start] in "“‘" for quote in phrases.quotes(text))


def test_a_title_may_hold_another() -> None:
    text = "印发《关于修改《某某条例》的决定》和《通知》"
    assert [match[0] for match in phrases.MARKED.finditer(text)] == ["《关于修改《某某条例》的决定》", "《通知》"]


def test_clauses_end_at_marks_and_at_their_limit() -> None:
    text = "第一句，" + "长" * 50 + "。"
    assert phrases.clause_start(text, 10, 40) == 4
    assert phrases.clause_start(text, 54, 40) == 14


def test_the_first_mention_over_a_span_stays() -> None:
    first, second = (Mention(Span(0, 4), "policy", rule) for rule in ("policy.listed", "policy.framed"))
    assert phrases.distinct([first, second]) == [first]


@pytest.mark.parametrize(("column", "value"), [("strength", "loud"), ("least", "two")])
def test_a_bad_row_is_refused_with_its_line(column: str, value: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    row = {"suffix": "大演练", "type": "Event", "strength": "framed", "least": "2", "not_before": ""} | {column: value}
    table = folder / "policy_suffixes.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "\t".join(row.values()) + "\n", encoding="utf-8")
    line = len(table.read_text(encoding="utf-8").splitlines())
    with pytest.raises(DataFileError, match=f"policy_suffixes.tsv:{line}: "):
        Lexicon(data=folder).compiled(policy_words.load_grammar)
