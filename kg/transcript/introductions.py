"""Introductions: what the text says of its speakers elsewhere: their posts, and who leads the conference."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.transcript.labels import Words, either
from kg.values import Struct

# How far before a name its post begins, and how many speakers a transcript has at most.
REACH, MOST_NAMES = 60, 300

_BORDER = re.compile(
    r"[，。；！？：\n（）“”【】\[\]]|主持人|邀请到?了?|有请|请到?了?|由|采访了?|专访了?|对话|介绍|欢迎|包括|是|[0-9]日"
    r"|下面|今天|出席的?|(?<!没)有(?!限|关)|以及|还有|新闻发布会|(?:答|回答).{0,6}提问|近日|日前"
)
_REMARK = re.compile(r" ?[（，] ?([^，。；：（）“”\n]{2,40})[）。；，\n]")
_ROW_END = re.compile(r"(?:[ （、][^。！？\n]{0,60})?(?:\n|\Z)")
_ROW = re.compile(r"[ \n]([^，。；：（）“”\n]{2,40})(?:[\n；。]|\Z)")


class Introduction(Struct, frozen=True):
    """What is said of a person: the post as written, with its body, and whether the person leads the conference."""

    post: str | None = None
    leads: bool = False


def find(text: str, names: Iterable[str], known: Words) -> dict[str, Introduction]:
    """Return what the text says of the people with these names; the first post that is said counts."""
    wanted = sorted(set(names))[:MOST_NAMES]
    if not wanted:
        return {}
    pattern, posts = re.compile(either(wanted)), re.compile(rf".*?(?:{known.posts})")
    found: dict[str, Introduction] = {}
    for match in pattern.finditer(text):
        old = found.get(match[0], Introduction())
        opens = text[max(0, match.start() - 1) : match.start()] in ("", "\n", "：", "；")
        post = (
            old.post
            or _post_before(text, match.start(), pattern, posts)
            or _post_after(text, match.end(), posts, alone=opens)
        )
        found[match[0]] = Introduction(post, old.leads or _leads(text, *match.span()))
    return found


def named(text: str, words: str, known: Words) -> str | None:
    """Return the one person whom a surname with a post can mean (刘局长), if the text introduces just one such."""
    match = known.short.fullmatch(words)
    surname = words[: match.start("post")] if match else ""
    if match is None or surname not in known.surnames:
        return None
    introduced = re.compile(
        rf"{re.escape(match['post'])} ?({surname}[\u4e00-\u9fff]{{1,2}}?)"
        r"(?=[，。；、：（）\n 等]|先生|女士|同志|介绍|通报|发布|回答|解读|出席|参加|主持|就|作|将|和|为|\Z)"
    )
    names = {found[1] for found in introduced.finditer(text)}
    return names.pop() if len(names) == 1 else None


def _post_before(text: str, end: int, names: re.Pattern[str], posts: re.Pattern[str]) -> str | None:
    left = text[max(0, end - REACH) : end].rstrip(" ")
    for border in (_BORDER, names):
        left = left[max((match.end() for match in border.finditer(left)), default=0) :]
    parts = left.strip(" 、和与及—-").split("、")
    while parts and not (parts[0].strip() and all(posts.fullmatch(part) for part in parts)):
        parts = parts[1:]
    return "、".join(parts).strip() or None


def _post_after(text: str, start: int, posts: re.Pattern[str], *, alone: bool) -> str | None:
    """Return the post in a remark behind the name, or beside a name that opens a line (`alone`)."""
    match = _REMARK.match(text, start) or (_ROW.match(text, start) if alone else None)
    parts = match[1].split("、") if match else []
    return match[1] if match and all(posts.fullmatch(part) for part in parts) else None


def _leads(text: str, start: int, end: int) -> bool:
    """Tell whether the words say that the person leads the conference, and not that they answer too."""
    after = text[end : end + 20]
    said = (
        re.match(r"(?:同志|先生|女士)?(?:今天)?主持(?!人?：)", after)
        or text[max(0, start - 3) : start] == "主持人"
        or (text[max(0, start - 4) : start] == "主持人：" and _ROW_END.match(text, end))
    )
    sentence = after.partition("。")[0]
    return bool(said) and "答" not in sentence
