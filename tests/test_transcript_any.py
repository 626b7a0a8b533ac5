"""What holds for any text and any bytes: reading never breaks, and every span leads back into the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import make_docx, make_html, make_pdf, make_zip

from kg.errors import SourceError
from kg.lexicon import Lexicon
from kg.model import Extraction, Metadata, Source
from kg.transcript.anchor import anchor
from kg.transcript.compose import compose
from kg.transcript.formats import parse

LEXICON = Lexicon()
NOTHING = Metadata()
PIECES = (
    "刘运：", "记者：", "新华社记者 张三：", "【刘运】", "[主持人]", "主持人 李四：", "问：", "答：", "**刘运**",
    "刘局长：", "下面请潍坊市市长刘运作介绍。", "习近平总书记强调，", "“人民城市为人民”", "“", "”", "（", "）", "(",
    ")", '"', "：", ":", "一是", "（一）", "一、", "# ", "---\ndate: 2022-09-05\n---\n", "---", "2022年9月5日上午",
    "举行新闻发布会", "1,234,567", "１，２３４", "12,3", "PM_{2.5}", "_{", "}", "○", "二○", "臺灣", "乾", "第 3 页",
    "- 3 -", "。", "！", "？", "，", "；", "、", "\n", "\r\n", "\n\n", " ", "　　", "\t", "\xa0", "\xad", "\u200b",
    "\ufeff", "\x00", "\ud800", "\udfff", "😀", "世界手", "工艺", "5%", "a", "B c", "<b>", "&amp;", "\u2028", "\x85",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(st.characters(), max_size=200),
)


def check(text: str, form: str) -> None:
    document = compose(Source("a", form, None, "", text), LEXICON)
    for first, second in pairwise(sentence.span for sentence in document.sentences):
        assert first.end <= second.start
    covered = sum(sentence.span.end - sentence.span.start for sentence in document.sentences)
    assert covered >= len("".join(document.text.split(" ")).replace("\n", "")), "sentences leave out blanks only"
    anchored = anchor(Extraction(document)).document
    assert anchored.text == text
    starts = [turn.span.start for turn in anchored.turns]
    assert starts == sorted(set(starts))
    for first, second in pairwise(turn.span for turn in anchored.turns):
        assert first.end == second.start, "every character after the heading lies in exactly one turn"
    assert not anchored.turns or anchored.turns[-1].span.end == len(text)
    spans = [sentence.span for sentence in anchored.sentences] + [turn.span for turn in anchored.turns]
    for span in [*spans, *(quotation.span for quotation in anchored.quotations)]:
        assert 0 <= span.start < span.end <= len(text)
    for known in (anchored.title, anchored.date, anchored.occasion):
        assert known is None or known.span is None or 0 <= known.span.start < known.span.end <= len(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(("text", "markdown")))
def test_any_text(text: str, form: str) -> None:
    check(text, form)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("gb18030", "replace"))),
    st.sampled_from(("a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.zip", "a")),
)
def test_any_bytes(data: bytes, name: str) -> None:
    read_or_refuse(name, data)


TALK = ["记者：请问去年的情况？", "刘运：去年增长5%，是历史上最快的时期。"]
FILES = {
    "a.docx": make_docx(TALK),
    "a.pdf": make_pdf(TALK),
    "a.html": make_html(TALK),
    "a.zip": make_zip({"a.txt": "\n".join(TALK).encode()}),
}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FILES)), st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    whole = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(0, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    read_or_refuse(name, bytes(whole[: data.draw(st.integers(0, len(whole)))]))


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>" * 2000 + "记者：请问情况。",
        "<div>" * 5000 + "刘运：好。" + "</div>" * 5000,
        "<script>" * 500 + "记者：问。",
        "<html><body>" + "<p><b>刘运：</b>好。" * 500,
        "<html><body><p>记者：" + "&#x4e2d;" * 5000,
        "<html><!--" + "x" * 5000,
        "<html><body><p style='font-weight:bold'>\x00\x01记者：</p>",
    ],
)
def test_strange_pages(page: str) -> None:
    read_or_refuse("a.html", page.encode())


def read_or_refuse(name: str, data: bytes) -> None:
    try:
        source = parse(name, data, None, NOTHING)
    except SourceError as error:
        message = str(error)
    else:
        message = ""
        assert source.text.strip()
        for span in (*source.emphasis, *(locator.span for locator in source.locators)):
            assert 0 <= span.start < span.end <= len(source.text)
        check(source.text, source.format)
    assert "\n" not in message
