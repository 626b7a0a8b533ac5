"""The places, facilities and firms that a passage speaks of, where no word before a figure names its place.

News of the nation are items of one paragraph: a bridge is opened, and its length and cost are the bridge's and not
the nation's. What an item speaks of is the site that its sentence named last, else the one with which an earlier
sentence of its paragraph opens, else the one in its headline. A site that something leads to or comes from, one of a
list, or one that stands as the field of a superlative (世界首个) is not what is spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kg.lexicon import Lexicon
from kg.lexicon.names import Names
from kg.model import Mention, Sentence, Span
from kg.values import Struct

SiteKind = Literal["division", "feature", "firm", "source"]

FIRMS = frozenset({"Company", "School", "Hospital", "ResearchBody"})
CAPITAL = "北京市"
NATION = re.compile("全国|我国|全社会")
DRAWN = re.compile("[^，。]{0,4}(?:获悉|统计|了解到|数据|消息|发布|介绍|通报|公布)")
SOURCE = "[记作].?者从"
DATES = "[0-9]{1,2}[月日]"
ROLES = ("built", "work", "region", "firm", "before", "behind", "venue", "news", "abroad")
MARKS = frozenset("，。；：！？、\n “（")
LONGEST = 11  # characters of the name of a division before its body
OPENING = 18  # characters of a sentence within which a name opens it
FEW = 8


class Site(NamedTuple):
    """A place, facility or firm that the text names; `key` is its entity where it is a known place."""

    start: int
    end: int
    label: str
    key: str | None
    kind: SiteKind


class SiteWords(Struct, frozen=True):
    """Patterns of how the names of sites end, of what stands around names that are not spoken of, and of news."""

    built: re.Pattern[str]
    region: tuple[str, ...]
    firm: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    venue: re.Pattern[str]
    news: re.Pattern[str]
    abroad: frozenset[str]


def load_site_words(lexicon: Lexicon) -> SiteWords:
    """Compile the table; use as `lexicon.compiled(load_site_words)`.

    Raises:
        DataFileError: for a row with an unknown role.
    """
    words: dict[str, list[str]] = {role: [] for role in ROLES}
    for row in lexicon.rows("site_words", ("word", "role"), ("word", "role")):
        if row["role"] not in words:
            raise row.refuse(f"role must be one of {', '.join(ROLES)}")
        words[row["role"]].append(row["word"])
    joined = {role: "|".join(map(re.escape, found)) for role, found in words.items()}
    return SiteWords(
        re.compile(f"(?:{joined['built']}|(?:{joined['work']})(?:工程|项目))$"),
        tuple(words["region"]),
        re.compile(f"(?:{joined['firm']})$"),
        re.compile(f"(?:{joined['before']}|{SOURCE})$"),
        re.compile(f"{joined['behind']}|{DATES}"),
        re.compile(f"[^，。]{{0,4}}(?:{joined['venue']})"),
        re.compile(joined["news"]),
        frozenset(f"place/{name}" for name in words["abroad"]),
    )


def collect(text: str, mentions: tuple[Mention, ...], names: Names, words: SiteWords) -> tuple[Site, ...]:
    """Return the sites of a text in order."""
    found = (_site(text, mention, names, words) for mention in mentions)
    return tuple(sorted(site for site in found if site is not None))


def _site(text: str, mention: Mention, names: Names, words: SiteWords) -> Site | None:
    said, start, end = mention.span.of(text), mention.span.start, mention.span.end
    entity = names.by_key.get(mention.entity or "")
    if mention.kind == "place":
        if (entity is not None and entity.type == "Country") or mention.entity in words.abroad:
            return None
        return Site(start, end, mention.label or said, mention.entity, "feature" if is_feature(mention) else "division")
    if mention.kind == "policy" and words.built.search(said) is not None and not said[0].isdigit():
        return Site(start, end, said, None, "feature")
    if mention.kind == "policy" and said.endswith(words.region):
        return Site(start, end, said, None, "division")
    if mention.kind == "organization" and (entity.type in FIRMS if entity is not None else words.firm.search(said)):
        return Site(start, end, said, None, "firm")
    return _source(said, mention, names) if mention.kind == "organization" else None


def _source(said: str, mention: Mention, names: Names) -> Site | None:
    """Return the division whose body a text draws on: 河北省农业农村厅, 海口海关."""
    start, end = mention.span.start, mention.span.end
    for length in range(min(len(said) - 1, LONGEST), 1, -1):
        found = [entity for entity in names.by_form.get(said[:length], ()) if entity.type == "AdministrativeDivision"]
        if found:
            return Site(start, end, found[0].label, found[0].key, "source") if len(found) == 1 else None
    return None


def is_feature(place: Mention) -> bool:
    """Tell whether a place is a river, port, road or the like and no division or zone: its figures are its own."""
    return place.entity is None or not place.entity.rpartition("/")[2].isdigit()


class Sites:
    """The sites of a document, to be asked which of them a figure belongs to."""

    def __init__(self, text: str, sites: tuple[Site, ...], sentences: tuple[Sentence, ...], words: SiteWords) -> None:
        """Keep the sites by position."""
        self.all = sites
        self._text = text
        self._sentences = sentences
        self._words = words
        self.news = words.news.search(text) is not None

    def between(self, start: int, end: int) -> tuple[Site, ...]:
        """Return the sites that begin in a stretch."""
        return self.all[bisect_left(self.all, (start,)) : bisect_left(self.all, (end,))]

    def spoken_of(self, sentence: int, position: int, *, items: bool) -> Site | None:
        """Return what is spoken of at a position, or None; with `items` a paragraph has its own subject."""
        site = next(self._candidates(sentence, position, items=items and self.news), None)
        return None if site is None or NATION.search(self._text, site.end, position) is not None else site

    def _candidates(self, index: int, position: int, *, items: bool) -> Iterator[Site]:
        sentence = self._sentences[index]
        point = self._text.rfind("；", sentence.span.start, position) + 1
        yield from reversed(self._fit(max(point, sentence.span.start), position))
        for before in range(index - 1, max(-1, index - 1 - FEW), -1):
            earlier = self._sentences[before]
            if earlier.paragraph != sentence.paragraph:
                break
            first = before == 0 or self._sentences[before - 1].paragraph != earlier.paragraph
            span = earlier.span
            found = self._fit(span.start, span.end if first else min(span.end, span.start + OPENING))
            yield from (site for site in found if items or self._text[site.start - 1 : site.start] == "在")
        if sentence.heading is not None and items:
            yield from self._fit(sentence.heading.start, sentence.heading.end)

    def _fit(self, start: int, end: int) -> list[Site]:
        return [site for site in self.between(start, end)[-FEW:] if self._is_subject(site)]

    def _is_subject(self, site: Site) -> bool:
        """Tell whether a site is what is spoken of, and not a goal, a source, one of a list or a part of a name."""
        text = self._text
        words = self._words
        if site.kind == "source":
            return DRAWN.match(text, site.end) is not None
        if (
            site.kind == "firm"
            and text.startswith("在", site.start - 1)
            and text[site.end : site.end + 1] in ("的", "，")
        ):
            return True
        if words.before.search(text, max(0, site.start - 4), site.start) or words.behind.match(text, site.end):
            return False
        if site.label == CAPITAL and words.venue.match(text, site.end):
            return False
        if site.kind == "firm":
            return site.start == 0 or text[site.start - 1] in MARKS
        following = self.between(site.end, site.end + 1)
        return not following or following[0].kind == "firm"

    def described(self, end: int, limit: int) -> Site | None:
        """Return the facility whose attribute a figure is: 全长12.8公里、平均海拔4300米的|圭嘎拉隧道."""
        match = ATTRIBUTE.match(self._text, end, limit)
        found = self.between(match.end(), min(limit, match.end() + FEW)) if match is not None else ()
        if match is None or not found:
            return None
        site = found[-1]
        return site if site.kind == "feature" or site.start == match.end() else None

    def facility(self, span: Span) -> Site | None:
        """Return the facility that a stretch named last."""
        found = reversed(self._fit(span.start, span.end))
        return next((site for site in found if site.kind == "feature"), None)


ATTRIBUTE = re.compile(r"[^，。；：\n的]{0,30}的")
