"""Web pages: the article of a saved page with its title, date and publisher, navigation left out.

trafilatura says which words are the article. Its plain text loses what labels live on (bold runs, breaks, tables), so
the text is taken from the page itself: from the smallest element that holds nearly all of those words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.model import Metadata
from kg.transcript.encodings import decode
from kg.transcript.extracted import Draft, Extracted

DROPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "nav", "aside", "footer", "form", "button",
    "select", "option", "textarea", "svg", "canvas",
))  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "header", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "center", "body", "figure", "figcaption", *HEADINGS,
))  # fmt: skip
BOLD = frozenset(("b", "strong", "th", *HEADINGS))
# Names of meta elements, best first; the first ones are those that the state's guideline for its sites prescribes.
META = {
    "title": ("articletitle", "og:title", "twitter:title", "title"),
    "date": ("pubdate", "publishdate", "article:published_time", "og:published_time", "date", "dc.date"),
    "publisher": ("contentsource", "source", "og:site_name", "sitename", "author"),
}
# The chosen element holds this part of the article's words, and at least this part of the sentences of the page; a
# block is navigation if this part of it are links.
SHARE = 0.9
FEWEST = 0.5
LINKED = 0.8
SHORTEST = 6
# How far ahead of the last block found the next one is looked for, in characters of the article.
WINDOW = 20_000

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_DATE = re.compile(r"((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_SENTENCE = re.compile(r"[，。]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def read(name: str, data: bytes, encoding: str | None) -> Extracted:
    """Return the text of the article.

    Raises:
        SourceError: for a page without text, and for undecodable bytes.
    """
    import lxml.html

    text, found = decode(name, data, encoding or _declared(data))
    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text.replace("\x00", "")))
        contained = _metadata(tree)
        lxml.etree.strip_elements(tree, *DROPPED, with_tail=False)
        draft = Draft()
        _write(draft, _article(tree, text))
    except (lxml.etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        raise SourceError(name, f"无法解析网页 / the page cannot be parsed ({type(error).__name__})") from error
    page = draft.finish("html", contained)
    return Extracted(page.text, "html", found, page.contained, page.locators, page.emphasis)


def _declared(data: bytes) -> str | None:
    """Return the encoding that the page names, if Python knows it; GB2312 means its superset, as in browsers."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else None
    if name in ("gb2312", "gbk"):
        return "gb18030"
    try:
        if name:
            data[:0].decode(name)
    except LookupError:
        return None
    return "utf-8-sig" if name == "utf-8" else name


def _metadata(tree: Any) -> Metadata:
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        named.setdefault(key, _squeeze(meta.get("content") or ""))
    values = {field: next((named[key] for key in keys if named.get(key)), None) for field, keys in META.items()}
    heading = next(filter(None, (_squeeze(element.text_content()) for element in tree.iter("h1", "title"))), None)
    day = _DATE.search(values["date"] or "")
    date = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else None
    return Metadata(values["title"] or heading, date, None, values["publisher"])


def _article(tree: Any, page: str) -> Any:
    """Return the smallest element that holds nearly all words of the article."""
    import trafilatura

    body = tree.find("body")
    body = tree if body is None else body
    try:
        result = trafilatura.bare_extraction(page, include_comments=False)
        words = _squeeze(getattr(result, "text", None) or "", "")
    except Exception:  # noqa: BLE001  # without its advice the whole page is read
        words = ""
    chosen, prose = Counter[Any](), Counter[Any]()
    reached = 0
    for element in body.iter():
        own = _own_text(element)
        if len(own) < SHORTEST:
            continue
        found = words.find(own, reached, reached + len(own) + WINDOW)
        reached = found + len(own) if found >= 0 else reached
        for holder in (element, *element.iterancestors()):
            chosen[holder] += len(own) if found >= 0 else 0
            prose[holder] += len(own) if _SENTENCE.search(own) else 0
    needed = SHARE * chosen[body]
    holders = [element for element in body.iter() if chosen[element] >= needed > 0]
    # Advice that leaves out most sentences is not followed: better a menu too much than a speech too little.
    return holders[-1] if holders and prose[holders[-1]] >= FEWEST * prose[body] else body


def _own_text(element: Any) -> str:
    """Return the words that stand in an element but in no block within it."""
    if not isinstance(element.tag, str) or element.tag not in BLOCKS:
        return ""
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in BLOCKS and isinstance(child.tag, str):
            pieces.append(child.text_content())
        pieces.append(child.tail or "")
    return _squeeze("".join(pieces), "")


def _squeeze(text: str, blank: str = " ") -> str:
    return blank.join(text.split())


def _write(draft: Draft, article: Any) -> None:
    """Write the text of an element: a line for each block, a tab between the cells of a row."""
    start = line = 0
    number = 1

    def end_line() -> None:
        nonlocal start, number
        if draft.length > start:
            draft.locate(start, paragraph=number)
            draft.write("\n")
            number += 1
        start = draft.length

    for kind, value, bold in _events(article):
        if kind == "text":
            piece = _BLANKS.sub(" ", value)
            line = draft.length
            draft.write(piece.lstrip(" ") if line == start else piece, bold=bold and bool(piece.strip()))
        elif kind == "cell":
            if draft.length > start:
                draft.write("\t")
        else:
            end_line()
    end_line()


def _events(article: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield the text runs, breaks and cells of an element in their order, without lists of links."""
    stack: list[tuple[Any, bool, bool]] = [(article, False, False)]
    items = Counter[Any]()
    while stack:
        element, bold, done = stack.pop()
        if done:
            if element.tag in BLOCKS and element.tag not in ("td", "th"):
                yield "break", "", False
            if element is not article and element.tail:
                yield "text", element.tail, bold
            continue
        inside = bold or element.tag in BOLD or bool(_BOLD_STYLE.search(element.get("style") or ""))
        stack.append((element, bold, True))
        if not isinstance(element.tag, str) or (element is not article and _is_navigation(element)):
            continue
        if element.tag in ("td", "th"):
            yield "cell", "", False
        elif element.tag in BLOCKS or element.tag == "br":
            yield "break", "", False
            if element.tag == "li":
                yield "text", _list_number(element, items), False
        if element.text:
            yield "text", element.text, inside
        stack.extend((child, inside, False) for child in reversed(element))


def _list_number(item: Any, items: Counter[Any]) -> str:
    """Return the number that a browser prints before the next item of a numbered list, and count it in `items`."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    items[parent] += 1
    first = parent.get("start") or "1"
    return f"{(int(first) if first.isdecimal() else 1) + items[parent] - 1}. "


def _is_navigation(element: Any) -> bool:
    """Tell whether a block consists of links: a menu, a list of related articles."""
    if element.tag not in ("p", "li", "ul", "ol", "div"):
        return False
    links = sum(len(link.text_content()) for link in element.iter("a"))
    return links > 0 and links >= LINKED * len(element.text_content().strip())
