"""Posts: the words for what somebody is, with the body before them and the person after or before them.

A post is written as 省政府副秘书长、新闻发言人: posts with their bodies, joined by 、 or 兼. The person's name stands
directly after it (副市长刘运), before it (刘运副市长) or before it after a mark (刘运，潍坊市副市长; 刘运（副市长）).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.model import Document, Mention, Span
from kg.recognisers import bodies
from kg.recognisers.naming import AFTER_POST, load_naming

POST_COLUMNS = ("word", "class")
JOINT = re.compile(r" ?(?:、|兼任?|，兼任?) ?")
# Words that hold a post in them but speak of no holder: 主席团, 部长级, 市长热线, 委员会, 代表团.
NOT_AFTER = re.compile(r"会议|[会团级制们令]|热线|信箱|质量奖|负责制|办公会|办公室|职务|职位|职责|岗位|通道|信箱")


@dataclass(frozen=True, slots=True)
class Post:
    """A post as written, with its holder where the text names one, and the body it is held in."""

    span: Span
    person: Span | None
    body: str | None
    rule: str
    occupation: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of posts as patterns over the whole text."""

    post: re.Pattern[str]
    occupations: frozenset[str]


def load_patterns(lexicon: Lexicon) -> Patterns:
    """Compile the words of posts; use as `lexicon.compiled(load_patterns)`."""
    rows = lexicon.rows("posts", POST_COLUMNS, key=("word",))
    parts = [row["word"] for row in lexicon.rows("post_modifiers", POST_COLUMNS) if row["class"] == "part"]
    words = _either([row["word"] for row in rows])
    post = re.compile(rf"(?:{_either(parts)})*(?P<word>{words})")
    return Patterns(post, frozenset(row["word"] for row in rows if row["class"] == "occupation"))


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def find(
    document: Document, hits: tuple[Hit, ...], lexicon: Lexicon, named: list[Mention] | None = None
) -> tuple[Post, ...]:
    """Return the posts of a document in the order of the text; `named` are its bodies if they are known already."""
    named = bodies.find(document, hits, lexicon) if named is None else named
    spans = _joined(document.text, _single(document.text, hits, lexicon, named))
    return tuple(_held(document.text, span, body, occupation, lexicon) for span, body, occupation in spans)


Piece = tuple[Span, str | None, bool]


def _single(text: str, hits: tuple[Hit, ...], lexicon: Lexicon, named: list[Mention]) -> list[Piece]:
    patterns = lexicon.compiled(load_patterns)
    before = {hit.span.end: hit.span.start for hit in reversed(hits) if hit.entities[0].kind == "place"}
    before |= {mention.span.end: mention.span.start for mention in named}
    pieces: list[Piece] = []
    for match in patterns.post.finditer(text):
        if NOT_AFTER.match(text, match.end()):
            continue
        start = match.start()
        while start in before:
            start = before[start]
        body = text[start : match.start()] or None
        pieces.append((Span(start, match.end()), body, match["word"] in patterns.occupations))
    return pieces


def _joined(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join the posts that 、 or 兼 joins; the body is that of the first."""
    joined: list[Piece] = []
    for span, body, occupation in pieces:
        if joined:
            last, first_body, last_occupation = joined[-1]
            gap = text[last.end : span.start]
            if occupation == last_occupation and not occupation and (not gap or JOINT.fullmatch(gap)):
                joined[-1] = (Span(last.start, span.end), first_body or body, occupation)
                continue
        joined.append((span, body, occupation))
    return joined


def _held(text: str, span: Span, body: str | None, occupation: bool, lexicon: Lexicon) -> Post:  # noqa: FBT001
    naming = lexicon.compiled(load_naming)
    start = span.end + (text[span.end : span.end + 1] == " ")
    end = naming.end_of_name(text, start, AFTER_POST)
    if end is not None:
        return Post(span, Span(start, end), body, "post-before-name", occupation)
    return Post(span, None, body, "post", occupation)
