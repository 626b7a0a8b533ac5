"""Places as mentions: the corpus of examples, and what must hold of any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.model import Document, Mention, Metadata, Source
from kg.recognisers import mentions, places
from kg.transcript.compose import compose

CORPUS = Path(__file__).parent / "corpus" / "places.txt"
BRACKETS = re.compile(r"[\[\]]")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def document(text: str, home: str | None, lexicon: Lexicon) -> Document:
    source = Source("example.txt", "text", "utf-8", "0" * 64, text, given=Metadata(home=home))
    return compose(source, lexicon)


def found(text: str, home: str | None, lexicon: Lexicon) -> list[Mention]:
    return [mention for mention in mentions.find(document(text, home, lexicon), lexicon) if mention.kind == "place"]


def examples(section: str) -> list[str]:
    _, _, rest = CORPUS.read_text(encoding="utf-8").partition(f"## {section}\n")
    return [line for line in rest.partition("## ")[0].splitlines() if line.strip() and not line.startswith("#")]


def check(line: str, lexicon: Lexicon) -> None:
    head, mark, text = line.rpartition(" | ")
    home = head.removeprefix("home: ") if mark else None
    plain = BRACKETS.sub("", text)
    spans = []
    for match in re.finditer(r"\[([^\]]+)\]", text):
        start = match.start() - len(BRACKETS.findall(text[: match.start()]))
        spans.append((start, start + len(match[1])))
    got = [(mention.span.start, mention.span.end) for mention in found(plain, home, lexicon)]
    assert [plain[start:end] for start, end in got] == [plain[start:end] for start, end in spans]
    assert got == spans


@pytest.mark.parametrize("line", examples("yes"))
def test_place_is_found(line: str, lexicon: Lexicon) -> None:
    check(line, lexicon)


@pytest.mark.parametrize("line", examples("no"))
def test_no_place_is_seen(line: str, lexicon: Lexicon) -> None:
    check(line, lexicon)


@pytest.mark.parametrize("line", examples("gap"))
@pytest.mark.xfail(reason="known gap")
def test_gap(line: str, lexicon: Lexicon) -> None:
    check(line, lexicon)


@pytest.mark.parametrize(
    "text",
    ["北京大学与清华大学合作。", "天津市统计局发布数据。", "潍坊日报记者提问。", "福建省古典工艺家具协会会长。"],
)
def test_place_inside_a_longer_name_is_none(text: str, lexicon: Lexicon) -> None:
    assert found(text, None, lexicon) == []


@pytest.mark.parametrize(
    "text",
    ["\ud800北京\udfff", "\0上海\0", "1" * 100_000, "河" * 20_000, "、" * 50_000, "至" * 50_000, "京" * 20_000, ""],
)
def test_any_text_is_read(text: str, lexicon: Lexicon) -> None:
    source = Source("x.txt", "text", "utf-8", "0" * 64, text)
    composed = compose(source, lexicon)
    hits = lexicon.compiled(load_names).scan(composed.text)
    for mention in places.find(composed, hits, lexicon):
        assert 0 <= mention.span.start < mention.span.end <= len(composed.text)


def test_every_mention_says_its_rule(lexicon: Lexicon) -> None:
    text = "羊口镇在寿光市，潍坊港在潍坊滨海区，来潍工作的人去新兴、郁南等县。"
    rules = {mention.rule for mention in found(text, "潍坊市", lexicon)}
    assert rules <= {
        "place.full",
        "place.short",
        "place.lone",
        "place.common",
        "place.township",
        "place.zone",
        "place.shape",
        "place.letter",
        "place.letters",
    }
    assert len(rules) > 3
