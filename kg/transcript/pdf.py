"""PDFs: the text of the pages without running heads and page numbers, with page numbers as locators."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any, NoReturn

from kg.errors import SourceError
from kg.model import Metadata
from kg.transcript import columns
from kg.transcript.columns import Piece
from kg.transcript.extracted import Draft, Extracted

# A line that opens or closes this part of the pages (and of at least so many) is furniture.
SHARE = 0.5
FEWEST = 3
MARGIN_LINES = 2

_DIGITS = re.compile(r"[0-9０-９]+")
_FURNITURE = re.compile(
    r"[-—–－·. ]*(?:第 ?)?[0-9０-９]{1,4}(?: ?页)?(?: ?[/，,]? ?共? ?[0-9０-９]{1,4} ?页?)?[-—–－·. ]*"
    r"|(?:https?|file|ﬁle)://\S+(?: [0-9]{1,4}/[0-9]{1,4})?"  # what browsers print at the margins
    r"|[0-9]{1,4}[/.年-][0-9]{1,2}[/.月-][0-9]{1,4}日?,? [0-9]{1,2}:[0-9]{2}(?: [AP]M)?"
)


def read(name: str, data: bytes) -> Extracted:
    """Return the text of a PDF.

    Raises:
        SourceError: for a file that is encrypted, scanned, empty or damaged.
    """
    pages, title, pictures = _pages(name, data)
    if not any(line.strip() for page in pages for line in page):
        raise SourceError(
            name,
            "扫描件，没有文字层，请先做文字识别 / scanned, without a text layer: run text recognition first"
            if pictures
            else "PDF 中没有文字 / the PDF holds no text",
        )
    running = _running(pages)
    draft = Draft()
    for number, lines in enumerate(pages, 1):
        start = draft.length
        for line in _body(lines, running):
            draft.write(line.rstrip() + "\n")
        draft.locate(start, page=number)
    return draft.finish("pdf", Metadata(title=title))


def _pages(name: str, data: bytes) -> tuple[list[list[str]], str | None, bool]:
    """Return the lines of each page, the title, and whether pages hold pictures."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports what it mends in damaged files
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            _refuse_encrypted(name)
        pages = [_lines(page) for page in reader.pages]
        pictures = any("/XObject" in (page.get("/Resources") or {}) for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except SourceError:
        raise
    except Exception as error:  # the parser raises anything at all on damaged files
        raise SourceError(name, f"PDF 文件已损坏 / damaged PDF ({type(error).__name__})") from error
    return pages, _title(str(title or "").strip()), pictures


def _lines(page: Any) -> list[str]:
    """Return the lines of a page in the order of reading."""
    pieces: list[Piece] = []

    def visit(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        if text.strip():
            pieces.append(
                Piece(text.strip("\n"), outer[4] + inner[4], outer[5] + inner[5], abs(size * inner[3]) or 1.0)
            )

    plain = (page.extract_text(visitor_text=visit) or "").splitlines()
    return columns.order(pieces) or plain


def _title(words: str) -> str | None:
    """Return a title that somebody gave; programs put their own words in its place (untitled, Microsoft Word - a)."""
    return words if words and not words.isascii() and not words.startswith("Microsoft") else None


def _refuse_encrypted(name: str) -> NoReturn:
    raise SourceError(name, "PDF 已加密，请先解除密码 / encrypted: remove the password first")


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Return the lines, digits aside, that stand at the margin of many pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        kept = [line for line in lines if line.strip()]
        margin = kept[:MARGIN_LINES] + kept[-MARGIN_LINES:]
        counts.update({_shape(line) for line in margin})
    fewest = max(FEWEST, SHARE * len(pages))
    return frozenset(shape for shape, count in counts.items() if count >= fewest)


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line.strip())


def _body(lines: list[str], running: frozenset[str]) -> list[str]:
    kept = [line for line in lines if line.strip()]
    last = len(kept) - MARGIN_LINES
    return [
        line
        for index, line in enumerate(kept)
        if not (
            (index < MARGIN_LINES or index >= last) and (_shape(line) in running or _FURNITURE.fullmatch(line.strip()))
        )
    ]
