"""Formats: which one a source has, by its first bytes before its name, and the reader for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePath

from kg.errors import SourceError
from kg.model import Metadata, Source
from kg.transcript import frontmatter, pdf, webpages, word
from kg.transcript.archives import open_archive
from kg.transcript.encodings import decode
from kg.transcript.extracted import Extracted

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".docx": "docx", ".pdf": "pdf", ".zip": "zip",
}  # fmt: skip
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HTML = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


def recognise(name: str, data: bytes) -> str:
    """Return the format of a source: text, markdown, html, docx, pdf or zip."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        names = open_archive(name, data).namelist()
        return "docx" if "word/document.xml" in names or name.lower().endswith(".docx") else "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(OLD_OFFICE):
        raise SourceError(
            name,
            "旧版或加密的 Office 文件，请另存为 .docx / old or encrypted Office file: save it as plain .docx",
        )
    named = SUFFIXES.get(PurePath(name).suffix.lower(), "text")
    if named in ("docx", "zip", "pdf"):
        raise SourceError(name, f"文件已损坏，不是 {named} / damaged: not a {named} file")
    return "html" if named == "text" and _HTML.match(data[:4096]) else named


def parse(name: str, data: bytes, encoding: str | None, given: Metadata) -> Source:
    """Return the source that the bytes are.

    Raises:
        SourceError: with one line that says what is wrong and what to do.
    """
    if given.date is not None and not _DATE.fullmatch(given.date):
        raise SourceError(name, f"日期应为 YYYY-MM-DD，不是“{given.date}” / --date must be YYYY-MM-DD")
    if not data:
        raise SourceError(name, "文件是空的 / the file is empty")
    form = recognise(name, data)
    if form == "zip":
        raise SourceError(name, "压缩包中的压缩包不读 / an archive within an archive is not read: unpack it first")
    try:
        extracted = READERS[form](name, data, encoding)
    except ModuleNotFoundError as error:
        raise SourceError(
            name, f"读 {form} 需要安装 kg[formats] / reading {form} needs the extra: pip install 'kg[formats]'"
        ) from error
    if not extracted.text.strip():
        raise SourceError(name, "没有文字 / there is no text in it")
    return Source(
        name, extracted.format, extracted.encoding, hashlib.sha256(data).hexdigest(), extracted.text, given,
        extracted.contained, extracted.locators, extracted.emphasis, extracted.notes,
    )  # fmt: skip


def _text(name: str, data: bytes, encoding: str | None) -> Extracted:
    text, found = decode(name, data, encoding)
    contained, notes = frontmatter.read(text)
    if encoding is None and found != "utf-8":
        notes = (f"编码识别为 {found} / read as {found}; --encoding overrides", *notes)
    return Extracted(text, "text", found, contained, notes=notes)


def _markdown(name: str, data: bytes, encoding: str | None) -> Extracted:
    plain = _text(name, data, encoding)
    return Extracted(plain.text, "markdown", plain.encoding, plain.contained, notes=plain.notes)


READERS: dict[str, Callable[[str, bytes, str | None], Extracted]] = {
    "text": _text,
    "markdown": _markdown,
    "html": webpages.read,
    "docx": lambda name, data, _: word.read(name, data),
    "pdf": lambda name, data, _: pdf.read(name, data),
}
