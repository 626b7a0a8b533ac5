"""Sources: every format and encoding gives the same, and what cannot be read is refused in one clear line."""

from __future__ import annotations

import codecs
import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from made_files import make_columns, make_docx, make_html, make_pdf, make_zip

from kg.errors import SourceError
from kg.lexicon import Lexicon
from kg.model import Extraction, Metadata, Source
from kg.pipeline import extract
from kg.transcript import archives
from kg.transcript.compose import compose
from kg.transcript.formats import parse
from kg.transcript.sources import read, read_all

SAMPLE = Path(__file__).parent / "data" / "weifang.txt"
TALK = "记者：请问去年全市的情况？\n刘运：感谢提问。去年全市生产总值增长5%，是历史上最快的时期。\n"
NOTHING = Metadata()

MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "utf8.txt": lambda lines: "\n".join(lines).encode(),
    "mark.txt": lambda lines: codecs.BOM_UTF8 + "\n".join(lines).encode(),
    "utf16.txt": lambda lines: "\r\n".join(lines).encode("utf-16"),
    "utf16le.txt": lambda lines: "\n".join(lines).encode("utf-16-le"),
    "gb.txt": lambda lines: "\r\n".join(lines).encode("gb18030"),
    "plain.md": lambda lines: "\n\n".join(lines).encode(),
    "page.html": make_html,
    "gb.html": lambda lines: make_html(lines, "gb2312"),
    "word.docx": make_docx,
    "bold.docx": lambda lines: make_docx(lines, bold_labels=True),
    "pages.pdf": make_pdf,
}


def parsed(name: str, data: bytes, encoding: str | None = None) -> Source:
    return parse(name, data, encoding, NOTHING)


@pytest.fixture(scope="module")
def sample_lines(lexicon: Lexicon) -> list[str]:
    return compose(read(str(SAMPLE)), lexicon).text.split("\n")


def essence(extraction: Extraction) -> tuple[object, ...]:
    """Return what must not depend on the format: all but offsets, and periods that a page's date resolves."""
    return (
        [(turn.role, turn.speaker, turn.outlet, turn.post) for turn in extraction.document.turns],
        [(mention.kind, mention.rule, mention.entity) for mention in extraction.mentions],
        [(metric.value, metric.unit, metric.indicator, metric.kind, metric.rule) for metric in extraction.metrics],
        [(relation.subject, relation.predicate, relation.object) for relation in extraction.relations],
    )


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_words_give_the_same_in_every_format(name: str, sample_lines: list[str], lexicon: Lexicon) -> None:
    reference = extract(parsed("a.txt", "\n".join(sample_lines).encode()), lexicon)
    source = parsed(name, MAKERS[name](sample_lines))
    assert compose(source, lexicon).text == reference.document.source.text
    assert essence(extract(source, lexicon)) == essence(reference)


def test_hash_is_of_the_bytes() -> None:
    data = TALK.encode("gb18030")
    assert parsed("a.txt", data).sha256 == hashlib.sha256(data).hexdigest()


def test_text_stands_as_in_the_file() -> None:
    text = f"\ufeff\r\n　{TALK}"
    assert parsed("a.txt", text.encode()).text == text[1:]


def test_encoding_is_said_and_can_be_given() -> None:
    guessed = parsed("a.txt", TALK.encode("gb18030"))
    assert guessed.encoding == "gb18030"
    assert any("gb18030" in note for note in guessed.notes)
    assert parsed("a.txt", TALK.encode("big5", "replace"), "big5").encoding == "big5"
    assert (
        parsed("b.txt", "記者：請問去年的經濟情況？發言人：謝謝，我國經濟是好的。".encode("big5")).encoding
        == "big5hkscs"
    )


def test_html_metadata_and_paragraphs() -> None:
    source = parsed("a.html", make_html(TALK.splitlines()))
    assert source.contained == Metadata("主题新闻发布会实录", "2022-09-06", None, "某市人民政府")
    assert "首页" not in source.text
    assert "脚本" not in source.text
    assert "相关阅读" not in source.text
    assert [locator.paragraph for locator in source.locators] == [1, 2]
    assert source.locators[0].span.of(source.text).strip() == TALK.splitlines()[0]


def page_of(style: str, lines: list[str]) -> str:
    """Return a page in one of the styles of Chinese sites, with lists of news and other articles around the text."""
    news = "".join(
        f'<li><a href="/{n}">市政府召开第{n}次常务会议研究工作</a><span>09-0{n}</span></li>' for n in range(9)
    )
    hot = "<p>热点：全市经济运行总体平稳，稳中有进，地区生产总值同比增长5%。</p>" * 3
    foot = "<div><p>主办：某市人民政府办公室 承办：某市大数据局</p><p>鲁ICP备05000000号</p></div>"
    text = {
        "paragraphs": "".join(f'<p style="text-indent:2em"><span>{line}</span></p>' for line in lines),
        "breaks": "<br/><br/>".join(f"　　{line}" for line in lines),
        "divisions": "".join(f"<div>　　{line}</div>" for line in lines),
        "links": "".join(f'<p>{line[:9]}<a href="x">{line[9:20]}</a>{line[20:]}</p>' for line in lines),
    }[style]
    cell = f"<h1>实录</h1><table><tr><td><div class=editor>{text}</div></td></tr></table>"
    return f"<table><tr><td><ul>{news}</ul></td><td>{cell}</td></tr></table><div class=hot>{hot}</div>{foot}"


@pytest.mark.parametrize("style", ["paragraphs", "breaks", "divisions", "links"])
def test_html_of_many_styles(style: str, sample_lines: list[str], lexicon: Lexicon) -> None:
    source = parsed("a.html", f"<html><body>{page_of(style, sample_lines)}</body></html>".encode())
    assert compose(source, lexicon).text.split("\n") == sample_lines


def test_html_bold_labels_tables_and_subscripts(lexicon: Lexicon) -> None:
    rows = "<table><tr><th>指标</th><th>2021年</th></tr><tr><td>粮食产量</td><td>5万吨</td></tr></table>"
    page = (
        "<html><body><div><p><strong>大众日报记者</strong> 请问去年全市的情况怎么样，谢谢您。</p>"
        f"<p><b>刘运</b><br>感谢您的提问，去年PM<sub>2.5</sub>浓度下降了5%，情况很好。</p>{rows}</div></body></html>"
    )
    document = compose(parsed("a.html", page.encode()), lexicon)
    assert [(turn.speaker, turn.outlet) for turn in document.turns] == [(None, "大众日报"), ("刘运", None)]
    assert "PM2.5浓度" in document.text
    assert "指标，2021年\n粮食产量，5万吨" in document.text


def test_docx_bold_labels_without_colon(lexicon: Lexicon) -> None:
    lines = ["记者：请问去年的情况？", "刘运：去年增长5%。"]
    source = parsed("a.docx", make_docx(lines, bold_labels=True))
    assert [span.of(source.text) for span in source.emphasis] == ["记者：", "刘运："]
    assert [locator.paragraph for locator in source.locators] == [1, 2]
    assert [turn.role for turn in compose(source, lexicon).turns] == ["journalist", "official"]


def test_pdf_pages_without_running_heads(sample_lines: list[str]) -> None:
    source = parsed("a.pdf", make_pdf(sample_lines, head="内部资料请勿外传"))
    assert [locator.page for locator in source.locators] == [1, 2, 3, 4]
    assert "内部资料" not in source.text
    assert "- 1 -" not in source.text


@pytest.mark.parametrize("by_row", [False, True])
def test_pdf_columns_are_read_one_after_the_other(lexicon: Lexicon, by_row: bool) -> None:  # noqa: FBT001
    talk = TALK.split("\n")
    prose = "我们坚持稳中求进工作总基调，推动高质量发展取得新成效。" * 20
    paragraphs = [*talk, prose]
    document = compose(parsed("a.pdf", make_columns(paragraphs, by_row=by_row)), lexicon)
    plain = compose(parsed("a.txt", "\n".join(paragraphs).encode()), lexicon)
    assert document.text.split("\n")[1:] == plain.text.split("\n")


def test_numbers_of_a_list_in_a_page_are_read() -> None:
    first, second = "一年来，我们建立制度，落实责任，成效明显。", "同时，我们加强监督，每月检查，群众满意。"
    page = f"<p>{first}</p><ol start=3><li>{first}<li>{second}<ol><li>{first}</ol></ol><ul><li>{second}</ul>"
    source = parsed("a.html", f"<html><body>{page}</body></html>".encode())
    assert source.text.split("\n")[:5] == [first, f"3. {first}", f"4. {second}", f"1. {first}", second]


def test_numbers_of_a_list_in_a_word_file_are_read() -> None:
    document = docx.Document()
    listed = {"一年来。": None, "建制度。": "List Number", "监督。": "List Number", "附件。": "List Bullet"}
    for words, style in listed.items():
        document.add_paragraph(words, style=style)
    stream = io.BytesIO()
    document.save(stream)
    lines = parsed("a.docx", stream.getvalue()).text.split("\n")
    assert lines[:4] == ["一年来。", "1.建制度。", "2.监督。", "附件。"]


def test_front_matter_and_its_mistakes() -> None:
    source = parsed("a.md", f"---\ntitle: 题\ndate: 2022-09-05\nhome: 潍坊市\n---\n{TALK}".encode())
    assert source.contained == Metadata("题", "2022-09-05", "潍坊市", None)
    broken = parsed("a.md", f"---\ntitle: [题\n---\n{TALK}".encode())
    assert broken.contained == NOTHING
    assert any("YAML" in note for note in broken.notes)
    assert parsed("a.md", f"---\n- a: 1\n---\n{TALK}".encode()).contained == NOTHING


def test_archive_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    files = {"b.txt": TALK.encode(), "目录/a.docx": make_docx([TALK]), "c.zip": make_zip({}), "__MACOSX/b.txt": b"x"}
    path.write_bytes(make_zip({**files, "picture.png": b"\x89PNG"}))
    found = list(read_all([str(path)]))
    assert [item.name.removeprefix(f"{path}/") for item in found if isinstance(item, Source)] == [
        "b.txt",
        "目录/a.docx",
    ]
    assert [str(item) for item in found if isinstance(item, SourceError) and "c.zip" in str(item)]


def test_names_in_archives_of_chinese_systems(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("AAAA.txt", TALK)
    path.write_bytes(stream.getvalue().replace(b"AAAA.txt", "实录".encode("gb18030") + b".txt"))
    assert [item.name for item in read_all([str(path)]) if isinstance(item, Source)] == [f"{path}/实录.txt"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"bomb.txt": b"0" * (archives.SMALL * 3)}, "200"),
        ({f"{number}.txt": b"" for number in range(archives.MEMBERS + 1)}, str(archives.MEMBERS)),
        ({"only.png": b"x"}, "no file"),
    ],
)
def test_archives_that_are_refused(files: dict[str, bytes], words: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(make_zip(files))
    (error,) = read_all([str(path)])
    assert isinstance(error, SourceError)
    assert words in str(error)


def test_folders_and_patterns_in_stable_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", ".hidden/d.txt", "e.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TALK, encoding="utf-8")
    assert [item.name for item in read_all([str(tmp_path)]) if isinstance(item, Source)] == [
        str(tmp_path / "a" / "c.md"),
        str(tmp_path / "b.txt"),
    ]
    pattern = str(tmp_path / "**" / "*.md")
    assert [item.name for item in read_all([pattern]) if isinstance(item, Source)] == [str(tmp_path / "a" / "c.md")]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TALK, encoding="utf-8")
    first, second = read_all([str(tmp_path)])
    assert isinstance(first, SourceError)
    assert isinstance(second, Source)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TALK.encode("gb18030"))))
    assert read("-").text == TALK


BROKEN_UTF8 = TALK.encode()[:40] + b"\xff" + TALK.encode()[40:]
BROKEN_GB = TALK.encode("gb18030")[:20] + b"\xff\xff" + TALK.encode("gb18030")[20:]


@pytest.mark.parametrize(
    ("name", "data", "encoding", "words"),
    [
        ("a.txt", b"", None, "empty"),
        ("a.txt", b" \n\t", None, "no text"),
        ("a.txt", BROKEN_UTF8, None, "byte 40"),
        ("a.txt", BROKEN_GB, None, "byte 20"),
        ("a.txt", TALK.encode("gb18030"), "utf-8", "byte 0"),
        ("a.txt", TALK.encode(), "klingon", "klingon"),
        ("a.txt", TALK.encode(), "hex", "hex"),
        ("a.txt", bytes(range(256)) * 20, None, "neither text"),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + bytes(range(128, 256)) * 9,
            None,
            "neither text",
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, None, ".docx"),
        ("a.docx", make_docx([TALK])[:-300], None, "damaged"),
        ("a.docx", make_docx([TALK])[: len(make_docx([TALK])) // 2], None, "damaged"),
        ("a.docx", make_zip({"word/document.xml": b"<w:document"}), None, "damaged"),
        ("a.docx", b"no zip", None, "damaged"),
        ("a.pdf", make_pdf([TALK])[:200], None, "damaged"),
        ("a.pdf", b"%PDF-1.4\n" + b"garbage " * 50, None, "damaged"),
        ("a.pdf", make_pdf([TALK], lock="secret"), None, "encrypted"),
        ("a.pdf", make_pdf([], head=""), None, "no text"),
        ("a.html", b"<html><body><script>x</script></body></html>", None, "no text"),
        ("b.zip", make_zip({"a.txt": b"x"}), None, "archive within"),
        ("a.zip", b"PK\x03\x04 nonsense", None, "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, data: bytes, encoding: str | None, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        parsed(name, data, encoding)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert words in message
    assert "\n" not in message


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    for path, words in (
        (str(tmp_path / "none.txt"), "no such file"),
        (str(tmp_path), "folder"),
        (str(tmp_path / ("长" * 300)), "cannot be read"),
        ("\x00", "cannot be read"),
    ):
        with pytest.raises(SourceError, match=words):
            read(path)
    for path, words in ((str(tmp_path), "no file"), (str(tmp_path / "*.txt"), "matches")):
        (error,) = read_all([path])
        assert words in str(error)


def test_date_that_is_none() -> None:
    with pytest.raises(SourceError, match="YYYY-MM-DD"):
        parse("a.txt", TALK.encode(), None, Metadata(date="昨天"))


def test_scanned_pdf() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    pixel = io.BytesIO(b"P6 1 1 255\n\x00\x00\x00")
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawImage(ImageReader(pixel), 0, 0, 100, 100)
    canvas.showPage()
    canvas.save()
    with pytest.raises(SourceError, match="scanned"):
        parsed("a.pdf", stream.getvalue())
