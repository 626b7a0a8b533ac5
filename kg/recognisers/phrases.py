"""Where a name begins and ends: quotation marks, book-title marks, and the words that a name cannot reach across.

Names of policies, titles and events end in a telling word (行动计划, 示范区, 博览会) and begin after the word that
governs them (实施, 入选, 举办) or at the beginning of the clause. What is shared by the three kinds stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.lexicon import Lexicon, Row
from kg.lexicon.names import Hit
from kg.model import Kind, Mention, Span
from kg.values import Struct

QUOTED = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’“”\n]{1,40})’")
MARKED = re.compile(r"《(?:[^《》]|《[^《》]{1,80}》){1,150}》")
MARKS = "，。；：！？（）()《》〈〉[]【】—…|"
CLAUSE = re.compile(rf"[{re.escape(MARKS)}\s]")
# 《关于…的通知》（以下简称《通知》）: the short name that a text introduces right after the full one.
ABBREVIATED = re.compile(
    r"[》”]?(?:[（(][^（）()]{4,24}号[）)])?[（(，][^（）()。]{0,16}?(?:以下|下)(?:统|简)?称(?:为|作)?[“《]?([^“”《》（）()，。]{1,20})"
)
# A count before the head makes a class of things out of a name: 697项重点水利工程, 一批重大项目.
COUNTED = re.compile(
    r"(?:\d+|[一二三四五六七八九十百千两几多])(?:余|多)?(?:个|项|批|系列|揽子|家|处|条|座|种|类|份|部|起|场|次(?!全国))"
    r"|\d(?:万|亿)|多项"
)


SUFFIX_COLUMNS = ("suffix", "type", "strength", "least", "not_before")


def suffixes(lexicon: Lexicon, table: str, strengths: tuple[str, ...]) -> dict[str, Row]:
    """Return a table of last words by word, with its strengths and lengths checked.

    Raises:
        DataFileError: for a strength that is not one of `strengths`, or a least length that is not a number.
    """
    rows = {row["suffix"]: row for row in lexicon.rows(table, SUFFIX_COLUMNS, ("suffix",))}
    for row in rows.values():
        if row["strength"] not in strengths:
            raise row.refuse(f"the strength must be one of {', '.join(strengths)}")
        if not row["least"].isdecimal():
            raise row.refuse("the least length must be a number of characters")
    return rows


def listed(hits: Iterable[Hit], kind: Kind) -> Iterator[Mention]:
    """Yield the listed names of a kind, each with the entities that bear it."""
    for hit in hits:
        keys = tuple(entity.key for entity in hit.entities if entity.kind == kind)
        if keys:
            yield Mention(hit.span, kind, f"{kind}.listed", keys)


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without later ones over the same span; listed names come first, so they stay."""
    first: dict[Span, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.span, mention)
    return list(first.values())


class Quote(Struct, frozen=True):
    """A quoted stretch: `outer` with the marks, `inner` without."""

    outer: Span
    inner: Span


@lru_cache(maxsize=1)
def quotes(text: str) -> tuple[Quote, ...]:
    """Return the quoted stretches of a text; kept for one text, in which policies, titles and events seek them."""
    return tuple(_quotes(text))


def _quotes(text: str) -> Iterator[Quote]:
    """Yield the short quoted stretches of a text, and those in single marks inside longer ones."""
    for match in QUOTED.finditer(text):
        group = 1 if match[1] is not None else 2
        yield Quote(Span(*match.span()), Span(*match.span(group)))
        if group == 1 and "‘" in match[1]:
            yield from _inner(text, Span(*match.span(1)))


def _inner(text: str, span: Span) -> Iterator[Quote]:
    for match in re.compile(r"‘([^‘’“”\n]{1,40})’").finditer(text, span.start, span.end):
        yield Quote(Span(*match.span()), Span(*match.span(1)))


def clause_start(text: str, end: int, limit: int) -> int:
    """Return where the clause begins in which `end` stands, at most `limit` characters before it."""
    low = max(0, end - limit)
    for start in range(end, low, -1):
        if text[start - 1] in MARKS or text[start - 1].isspace():
            return start
    return low


def clause_end(text: str, start: int, limit: int) -> int:
    """Return where the clause ends in which `start` stands, at most `limit` characters after it."""
    high = min(len(text), start + limit)
    match = CLAUSE.search(text, start, high)
    return match.start() if match else high


def last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Return the end of the last match of a pattern between two places, None without one."""
    found = None
    for match in pattern.finditer(text, start, end):
        found = match.end()
    return found


def alternatives(words: Iterable[str], behind: str = "", not_after: str = "") -> str:
    """Return a pattern of literal words, the longer before the shorter, and of what stands `behind` all of them.

    It branches on the first character, so that the engine leaps from one such character to the next and tries few
    words there. That is why no word after the character `not_after` is refused behind its first character.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    branches = (
        first + (f"(?<!{not_after}{first})" if not_after else "") + f"(?:{'|'.join(rests)})" + behind
        for first, rests in sorted(groups.items())
    )
    return "|".join(branches) or r"(?!)"


def words(rows: Iterable[Row], column: str = "word") -> tuple[str, ...]:
    """Return one column of a table."""
    return tuple(row[column] for row in rows)
