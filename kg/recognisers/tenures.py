"""Who holds which post, as a text says it: 副市长刘运, 刘运（副市长）, 兼任, and 作为…，您 of who answers next."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.model import Document, Mention, Relation, Span
from kg.recognisers import posts
from kg.values import replace

ADDRESSED = re.compile("，?(?:您|你)")
NO_POST = re.compile("同志|有关|相关|先生|女士|主要?负责人$|代表$|^英雄$")
# 兼任 before a post, or a mark right between the post before and this one.
CAREER = re.compile(r"[，。；](?:并|还|先后|同时|曾经?|现)?(?:兼任?|现任|曾任|历任|担任)$")
FAR = 120  # characters between two posts that are told of one person


def held(
    document: Document, mentions: tuple[Mention, ...], hits: tuple[Hit, ...], lexicon: Lexicon
) -> Iterator[Relation]:
    """Yield who holds which post: 副市长刘运, 刘运副市长, 刘运（副市长）; 兼任, 曾任 go on with the one before."""
    text = document.text
    bodies = [mention for mention in mentions if mention.kind == "organization"]
    persons = {mention.span: mention for mention in mentions if mention.kind == "person"}
    ending = {span.end: mention for span, mention in persons.items()}
    career: tuple[Mention, int] | None = None  # somebody whose posts are told, and where the last of them ends
    for post in posts.find(document, hits, lexicon, bodies, ("post",)):
        person = persons.get(post.person) if post.person else ending.get(post.span.start)
        if NO_POST.search(post.span.of(text)):
            continue
        if person is not None:
            career = person, max(post.span.end, person.span.end)
            if person.rule != "surname-with-post":
                yield _holding(text, person, post.span)
        elif ADDRESSED.match(text, post.span.end) and text.endswith("作为", 0, post.span.start):
            yield from _addressed(document, mentions, post.span)
        elif career and _goes_on(text, career[1], post.span):
            career = career[0], post.span.end
            yield _holding(text, career[0], post.span)


def _goes_on(text: str, end: int, post: Span) -> bool:
    """Tell whether a post without a holder is one more of the person whose last post ends at `end`."""
    if text.startswith("、", post.end):
        return False  # 甲部长某某，乙部副部长、丙台台长某某: the last of these names whose they are
    return post.start - end < FAR and "\n" not in text[end : post.start] and bool(CAREER.search(text, end, post.start))


def _addressed(document: Document, mentions: tuple[Mention, ...], post: Span) -> Iterator[Relation]:
    """Yield the post of the one who answers next (作为某协会会长，您对此有何看法？)."""
    turns = document.turns
    at = bisect_right(turns, post.start, key=lambda turn: turn.span.start)
    answer = turns[at] if at < len(turns) else None
    if answer is None or not answer.speaker:
        return
    text = document.text
    start = text.find(answer.speaker, answer.label.start, answer.label.end)
    if start >= 0:
        person = Mention(Span(start, start + len(answer.speaker)), "person", "")
        known = next((mention for mention in mentions if mention.span == person.span), person)
        relation = _holding(text, known, post)
        yield replace(relation, span=post, rule="holds_post.addressed")


def _holding(text: str, person: Mention, post: Span) -> Relation:
    return Relation(
        subject=person.span.of(text),
        predicate="holds_post",
        object=post.of(text),
        span=Span(min(person.span.start, post.start), max(person.span.end, post.end)),
        rule="holds_post",
        subject_span=person.span,
        object_span=post,
        subject_key=person.entity,
    )
