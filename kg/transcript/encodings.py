"""Encodings: from bytes to characters, without a silent guess.

UTF-8 and UTF-16 prove themselves (marks at the start, strict form, zero bytes). What is left is GB18030 or Big5, which
any bytes might be; the one whose result has more of the most frequent characters is taken, and the report says so.
"""

from __future__ import annotations

import codecs

from kg.errors import SourceError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The most frequent characters of Chinese text in either script: a wrong decoding has next to none of them.
FREQUENT = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們会會年地发發到业業市全工产產问問记記者"
)
# So many valid multi-byte characters do not come about by chance in a text that is not UTF-8.
PROOF = 4
ZERO_SHARE = 0.1
FREQUENT_SHARE = 0.03


def decode(name: str, data: bytes, encoding: str | None) -> tuple[str, str]:
    """Return the text without a leading byte-order mark, and the name of the encoding.

    Raises:
        SourceError: for an unknown encoding, for bytes that cannot be decoded (with the offset of the first), and for
            data that is no text.
    """
    found = encoding or _detect(name, data)
    try:
        text = data.decode(found)
    except LookupError as error:
        raise SourceError(
            name, f"没有“{encoding}”这种编码，可用 utf-8、gb18030、utf-16、big5 / unknown encoding {encoding!r}"
        ) from error
    except UnicodeDecodeError as error:
        raise _undecodable(name, found, error.start) from error
    except ValueError as error:
        raise SourceError(name, f"无法按 {found} 解码 / cannot be decoded as {found} ({error})") from error
    return text.removeprefix("\ufeff"), found.removesuffix("-sig")


def _undecodable(name: str, encoding: str, offset: int) -> SourceError:
    return SourceError(
        name,
        f"第 {offset} 字节无法按 {encoding} 解码，请检查文件或用 --encoding 指定编码 / "
        f"byte {offset} is not {encoding}; mend the file or name its encoding with --encoding",
    )


def _detect(name: str, data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    zeros = data.count(0)
    if zeros < ZERO_SHARE * len(data):
        offset = _first_bad(data, "utf-8")
        if offset is None:
            return "utf-8"
        if zeros == 0:
            return _multibyte(name, data, offset)
    return _without_mark(name, data)


def _first_bad(data: bytes, encoding: str) -> int | None:
    """Return the offset of the first byte that cannot be decoded."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _multibyte(name: str, data: bytes, offset: int) -> str:
    """Choose between the encodings of 8-bit text; `offset` is the first byte that is not UTF-8."""
    before = data[:offset].decode("utf-8")
    if sum(not character.isascii() for character in before[-10_000:]) >= PROOF:
        raise _undecodable(name, "utf-8", offset)
    scores = {encoding: _plausible(data, encoding) for encoding in ("gb18030", "big5hkscs")}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] >= FREQUENT_SHARE:
        return best
    if scores[best] > 0 and _printable(data.decode(best)):
        return best
    bad = {encoding: _first_bad(data, encoding) for encoding in ("utf-8", "gb18030")}
    furthest = max(bad, key=lambda encoding: bad[encoding] or -1)
    if _printable(data[: bad[furthest] or 0].decode(furthest)):
        raise _undecodable(name, furthest, bad[furthest] or 0)
    raise _binary(name)


def _plausible(data: bytes, encoding: str) -> float:
    """Return which part of the characters beyond ASCII are frequent ones; 0 if the bytes cannot be decoded."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    beyond = [character for character in text[:100_000] if not character.isascii()]
    return sum(character in FREQUENT for character in beyond) / max(1, len(beyond)) + 1e-9


def _without_mark(name: str, data: bytes) -> str:
    """Tell UTF-16 without a mark from binary data."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if len(data) % 2 == 0 and _first_bad(data, encoding) is None and _printable(data.decode(encoding)):
            return encoding
    raise _binary(name)


def _printable(text: str) -> bool:
    """Tell whether nearly all characters are ones of which Chinese or Latin text is made."""
    sample = text[:10_000]
    usual = sum(" " <= character <= "~" or character in "\t\r\n" or _is_usual(character) for character in sample)
    return usual > 0.9 * len(sample)


def _is_usual(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or "\u3000" <= character <= "\u3020" or "\uff00" <= character <= "\uffee"


def _binary(name: str) -> SourceError:
    return SourceError(
        name,
        "不是文本文件，也不是能读的格式（txt、md、html、docx、pdf、zip）/ "
        "neither text nor a format that can be read (txt, md, html, docx, pdf, zip)",
    )
