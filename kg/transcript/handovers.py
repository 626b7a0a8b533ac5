"""Handing over: the speaker of an answer without a label, where the words before it leave only one.

下面请潍坊市市长刘运作介绍。 gives the next unlabelled paragraphs to 刘运; 请贾局长回答 does so if just one speaker is a
贾 and a 局长. A new speaker who cannot be told stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span, Turn
from kg.transcript.introductions import Introduction
from kg.transcript.labels import Words, name_outlet, read
from kg.values import replace

_HANDOVER = re.compile(
    r"(?:下面|现在|首先|接下来|先|那么|，|。|\A) ?(?:我们)?(?:再|先|有)?请(?P<who>[^，。！？；：\n]{2,60}?)"
    r"(?:给大家|为大家|向大家|先|来|就[^，。\n]{1,40})*(?:作|做|进行|来)?(?:一?个?简要|简单|主旨|情况)?的?"
    r"(?P<act>介绍|发布|回答|解答|通报|发言|解读|补充|致辞|讲话|提问)[^。！？\n]{0,30}[。！？：]?\Z"
)
# Who has just said who will speak, and only now asks them to, still has the word.
_LEADS_ON = re.compile(
    r"(?:下面|现在|首先|接下来|那么)[，、]?(?:首先|现在|就)?[，、]?(?:我们)?(?:先|有)?请[^。！？\n]{1,60}[。！？：]?\Z"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LINE = re.compile(r"[^\n]+")
_RESUMES = re.compile(r"(?:好的?，)?(?:非常)?(?:谢谢|感谢)[^。！？\n]{1,30}(?:介绍|发布|回答|解答|通报|解读|提问)")
_SHORT = re.compile(r"(?P<surname>[\u4e00-\u9fff])(?P<post>[\u4e00-\u9fff]{1,6})")


def split(turn: Turn, text: str, people: dict[str, Introduction], known: Words) -> Iterator[Turn]:
    """Yield the turn, and the unlabelled ones that begin in it after a handover."""
    start, current = turn.span.start, turn
    handed: Turn | None = None
    for line in _LINE.finditer(text, turn.label.end, turn.span.end):
        begin, end = line.span()
        if not _CHINESE.search(line[0]):  # a time of day below a label
            continue
        if handed is None and current is not turn and _RESUMES.match(line[0]):
            handed = _resumed(turn)
        if handed is not None and not _LEADS_ON.match(line[0]):
            yield replace(current, span=Span(start, begin))
            current, start = replace(handed, span=Span(begin, begin), label=Span(begin, begin)), begin
        handed = _handed(text[max(begin, end - 200) : end], people, known)
    yield replace(current, span=Span(start, turn.span.end))


def _resumed(turn: Turn) -> Turn:
    """Return the turn of the one who leads and takes the word back."""
    return replace(turn, rule="takes-word-back") if turn.role == "host" else Turn(turn.span, turn.label, "unknown")


def _handed(line: str, people: dict[str, Introduction], known: Words) -> Turn | None:
    match = _HANDOVER.search(line) if "请" in line else None  # few lines have it, and the search is slow
    if not match:
        return None
    nowhere = Span(0, 0)
    label = read(match["who"], known)
    if match["act"] == "提问":
        outlet = label.outlet if label else name_outlet(match["who"].removesuffix("记者"), known)
        return Turn(nowhere, nowhere, "journalist", None, outlet, None, "handed-over")
    if label and label.speaker and label.rule in ("post-and-name", "name", "name-with-remark", "role-label"):
        return Turn(nowhere, nowhere, "official", label.speaker, None, label.post, "handed-over")
    name = _who(match["who"], people)
    return Turn(nowhere, nowhere, "official" if name else "unknown", name, None, None, "handed-over")


def _who(words: str, people: dict[str, Introduction]) -> str | None:
    """Return the one person whom a surname with a post can mean (贾局长)."""
    match = _SHORT.fullmatch(words)
    if not match:
        return None
    meant = [
        name
        for name, introduction in people.items()
        if name[0] == match["surname"] and match["post"] in (introduction.post or "")
    ]
    return meant[0] if len(meant) == 1 else None
