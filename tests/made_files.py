"""Files of every format with the same words in them, made by the libraries that others make theirs with."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterable

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
COLUMNS, LINES_A_PAGE = 78, 40


def make_html(paragraphs: Iterable[str], charset: str = "utf-8") -> bytes:
    """Return a saved page with the furniture of a government site around the article."""
    body = "".join(f"<p>　　{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>发布会实录_某市人民政府</title>
<meta name="ArticleTitle" content="主题新闻发布会实录"><meta name="PubDate" content="2022-09-06 09:30">
<meta name="ContentSource" content="某市人民政府"><script>var a = "记者：脚本里的话。";</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/news">新闻中心</a></li></ul></div>
<div class="content">{body}</div>
<div class="related"><ul><li><a href="/1">相关阅读：去年全市生产总值增长6%</a></li></ul></div>
<footer>版权所有 网站标识码1234567890</footer></body></html>"""
    return page.encode(charset)


def make_docx(paragraphs: Iterable[str], bold_labels: bool = False) -> bytes:  # noqa: FBT001, FBT002
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        label, colon, speech = text.partition("：") if bold_labels else ("", "", text)
        paragraph.add_run(label + colon).bold = True
        paragraph.add_run(speech)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_pdf(paragraphs: Iterable[str], head: str = "主题新闻发布会实录", lock: str | None = None) -> bytes:
    """Return a PDF with a running head, page numbers, an indent for each paragraph and lines of one width."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=lock)
    lines = [line for paragraph in paragraphs for line in _wrap("　　" + paragraph)]
    for page, start in enumerate(range(0, max(1, len(lines)), LINES_A_PAGE), 1):
        canvas.setFont(FONT, 12)
        canvas.drawString(60, 800, head)
        for row, line in enumerate(lines[start : start + LINES_A_PAGE]):
            canvas.drawString(60, 770 - 18 * row, line)
        canvas.drawString(290, 30, f"- {page} -")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def make_columns(paragraphs: Iterable[str], *, by_row: bool) -> bytes:
    """Return a PDF of one page with a heading over two columns, drawn row by row or one after the other."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont(FONT, 10)
    canvas.drawString(200, 800, "主题新闻发布会实录")
    lines = [line for paragraph in paragraphs for line in _wrap("　　" + paragraph, 44)]
    half = (len(lines) + 1) // 2
    places = [(60 + 260 * (row // half), 760 - 16 * (row % half), line) for row, line in enumerate(lines)]
    for x, y, line in sorted(places, key=lambda place: (-place[1], place[0])) if by_row else places:
        canvas.drawString(x, y, line)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _wrap(text: str, columns: int = COLUMNS) -> list[str]:
    """Break a paragraph where it reaches the margin; a Chinese character is as wide as two digits."""
    lines, width = [""], 0
    for character in text:
        width += 1 if character.isascii() else 2
        if width > columns:
            lines.append("")
            width = 1 if character.isascii() else 2
        lines[-1] += character
    return lines


def make_zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
