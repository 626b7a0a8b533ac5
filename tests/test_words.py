"""Keywords of a document, and that extraction does without the segmenter."""

from __future__ import annotations

import subprocess
import sys

from conftest import SAMPLE

from kg.recognisers.words import Segmenter


def keywords(text: str, count: int) -> tuple[str, ...]:
    return Segmenter([text]).keywords(text, count)


def test_keywords_are_what_the_text_is_about() -> None:
    found = keywords(SAMPLE.read_text(encoding="utf-8"), 12)
    assert len(found) == 12
    assert {"潍坊", "干部", "城市"} <= set(found)


def test_other_texts_do_not_change_the_keywords() -> None:
    text = "海绵城市建设与老旧小区改造，海绵城市示范，老旧小区电梯。"
    assert Segmenter([text, SAMPLE.read_text(encoding="utf-8")]).keywords(text, 5) == keywords(text, 5)
    assert "海绵" in "".join(keywords(text, 3))


def test_words_are_cut_as_jieba_cuts_them() -> None:
    import jieba

    text = SAMPLE.read_text(encoding="utf-8")
    segmenter = Segmenter([text])
    assert list(segmenter.cut(text)) == list(jieba.Tokenizer().cut(text, HMM=False))


def test_no_words_no_keywords() -> None:
    assert keywords("", 5) == ()
    assert keywords("12345 !!! \ud800\x00", 5) == ()


def test_extraction_does_not_load_the_segmenter() -> None:
    program = (
        "import sys\n"
        "from kg.lexicon import Lexicon\n"
        "from kg.model import Source\n"
        "from kg.recognisers import mentions\n"
        "from kg.transcript.compose import compose\n"
        "lexicon = Lexicon()\n"
        "document = compose(Source('x', 'text', None, '0', '省长王建国表示，村民张三说。'), lexicon)\n"
        "assert mentions.find(document, lexicon)\n"
        "sys.exit('jieba' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
