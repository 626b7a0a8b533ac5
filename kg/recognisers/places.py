"""Places: listed names with the evidence they need, and unlisted ones by their shape."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.lexicon.words import Words
from kg.model import Document, Mention, Span
from kg.recognisers import place_evidence, place_letters, place_roads, place_shapes, place_short

LONGEST_TITLE, LONG = 40, 4
OPENING, CLOSING = ("（", "("), ("）", ")")
FIRM_ENDS = ("集团", "公司", "银行", "控股", "实业", "科技", "投资", "基金会", "中心", "企业")
FIRM_GOES_ON = ("有限", "股份", "集团", "控股", "公司", "投资", "科技", "实业", "企业管理", "商贸", "基金会")


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Return all proposals of places; `candidates` are the keys of the listed places that bear the name."""
    listed = place_evidence.accept(document, hits, lexicon)
    listed += list(place_short.find(document, listed, lexicon))
    found = [
        Mention(named.span, "place", named.rule, candidates=tuple(entity.key for entity in named.entities))
        for named in listed
    ]
    taken = {mention.span for mention in found}
    shaped = list(place_shapes.find(document, listed, lexicon))
    for span in (*shaped, *place_roads.find(document, listed, shaped, lexicon)):
        if span not in taken:
            found.append(Mention(span, "place", "place.shape"))
            taken.add(span)
    for span in _again(document.text, shaped):
        if span not in taken:
            found.append(Mention(span, "place", "place.again"))
            taken.add(span)
    for span, keys in place_letters.find(document, listed, lexicon):
        if span not in taken:
            rule = "place.letter" if len(keys) == 1 else "place.letters"
            found.append(Mention(span, "place", rule, candidates=keys))
            taken.add(span)
    text = document.text
    return [
        mention
        for mention in found
        if not (_is_in_outlet(mention, document) or _is_in_firm(mention, text) or _is_in_work(mention, text))
    ]


def _again(text: str, shaped: list[Span]) -> Iterator[Span]:
    """Yield every occurrence of the long names that their surroundings have shown to be places once."""
    names = {span.of(text) for span in shaped if span.end - span.start >= LONG}
    return (Span(start, end) for start, end in Words(names).find(text)) if names else iter(())


def _is_in_outlet(mention: Mention, document: Document) -> bool:
    """Tell whether a place is part of the outlet in a journalist's label: 日本经济新闻记者."""
    index = bisect_right(document.turns, mention.span.start, key=lambda turn: turn.span.start) - 1
    if index < 0:
        return False
    turn = document.turns[index]
    return turn.role == "journalist" and turn.label.covers(mention.span)


def _is_in_firm(mention: Mention, text: str) -> bool:
    """Tell whether a place stands in brackets inside a firm's name: 先正达集团（中国）, 某某（上海）有限公司."""
    start, end = mention.span.start, mention.span.end
    if not (text.startswith(CLOSING, end) and text.endswith(OPENING, 0, start)):
        return False
    return text.startswith(FIRM_GOES_ON, end + 1) or text.endswith(FIRM_ENDS, 0, start - 1)


def _is_in_work(mention: Mention, text: str) -> bool:
    """Tell whether the name is part of the title of a work or periodical: 《湄公河》杂志, 《大美重庆》画册."""
    start, end = mention.span.start, mention.span.end
    before = max(0, start - LONGEST_TITLE)
    is_open = text.rfind("《", before, start) > text.rfind("》", before, start)
    return is_open and text.find("》", end, end + LONGEST_TITLE) >= 0
