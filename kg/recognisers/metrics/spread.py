"""One number for several indicators, several numbers for as many: 分别, 均, shared heads and shared places."""

from __future__ import annotations

import re

from kg.model import Quantity, Span
from kg.recognisers.metrics.cases import Subject
from kg.recognisers.metrics.scene import Scene

JOIN = re.compile(r"、|以及|(?<![普涉波触遍危埃顾提参饱温柔总共])[和及与](?![平谐会其])")
OPEN_LIST = re.compile(r"等")
RESPECTIVELY = re.compile(r"分别|各自")
SHORT = 3


def members(scene: Scene, subject: Subject, count: int, spread: str | None, kind: str) -> tuple[Subject, ...] | None:
    """Return the indicators that an enumeration stands for, None where it is one.

    `count` numbers follow it; `spread` is what 均 or 分别 says. Without either word an enumeration is divided only
    where as many numbers follow, or where each member is ranked and says by itself what it measures.
    """
    if subject.span is None:
        return None
    each = RESPECTIVELY.search(scene.text, subject.span.start, subject.span.end)
    if each is not None and count > 1:
        doers = items_of(scene.text, Span(subject.span.start, each.start()))
        return _doers(scene, doers, scene.text[each.end() : subject.span.end], count)
    opened = OPEN_LIST.search(scene.text, subject.span.start, subject.span.end)
    if opened is not None:
        return _examples(scene, Span(subject.span.start, opened.start()), Span(opened.end(), subject.span.end), count)
    items = items_of(scene.text, subject.span)
    if len(items) > 1 and subject.rule == "before:doer":
        return _doers(scene, items, subject.text[items[-1].end - items[0].start :], count)
    return _complete(scene, items) if len(items) > 1 and _divides(scene, items, count, spread, kind) else None


def _divides(scene: Scene, items: list[Span], count: int, spread: str | None, kind: str) -> bool:
    """Tell whether each member of an enumeration has a number, or the one number is of each."""
    if count == len(items) or (count == 1 and spread is not None):
        return True
    heads = [scene.words.heads.before(scene.text, item.start, item.end) for item in items]
    return count == 1 and kind == "rank" and all(heads)


def _doers(scene: Scene, items: list[Span], deed: str, count: int) -> tuple[Subject, ...] | None:
    """Give each of several doers what all did: 铁路、公路分别|完成投资."""
    if count != len(items):
        return None
    return tuple(Subject(item.of(scene.text) + deed, item, "spread:doer") for item in items)


def _examples(scene: Scene, listed: Span, kind: Span, count: int) -> tuple[Subject, ...] | None:
    """Tell apart what 等 sums up where each has its number: 对拉美、非洲等市场出口分别增长15%、31%."""
    items = items_of(scene.text, listed)
    if count < 2 or count != len(items):  # noqa: PLR2004
        return None
    text = scene.text
    word = scene.words.heads.before(text, kind.start, kind.end) if kind.start < kind.end else None
    head = word.text if word is not None else ""
    front = text[listed.start] if text[listed.start] in TOWARDS else ""
    return tuple(
        Subject(("" if item is items[0] else front) + item.of(text) + head, item, "spread:examples") for item in items
    )


def items_of(text: str, span: Span) -> list[Span]:
    """Return the members of an enumeration."""
    items, start = [], span.start
    for match in JOIN.finditer(text, span.start, span.end):
        items.append(Span(start, match.start()))
        start = match.end()
    items.append(Span(start, span.end))
    return [item for item in items if item.start < item.end]


def _complete(scene: Scene, items: list[Span]) -> tuple[Subject, ...]:
    """Lend the head of the last member to those before it: 公路、水路客运量."""
    text = scene.text
    last = items[-1]
    tail = _tail(scene, items)
    if tail == last.start:
        return tuple(Subject(item.of(text), item, "spread") for item in items)
    front = _front(scene, items)
    return tuple(
        Subject(
            (front if item is not items[0] else "")
            + item.of(text)
            + (text[tail : last.end] if item is not last else ""),
            item,
            "spread:shared head",
        )
        for item in items
    )


def _front(scene: Scene, items: list[Span]) -> str:
    """Return the preposition that the first of several names lends to the others: 对东盟、欧盟进出口."""
    text, start = scene.text, items[0].start
    named = all(item.start in scene.names_from for item in items[1:])
    return text[start] if text[start] in TOWARDS and start + 1 in scene.names_from and named else ""


TOWARDS = "对自向与从"


def _tail(scene: Scene, items: list[Span]) -> int:
    """Return where the head that all members share begins in the last one; its start where none is shared."""
    first, last = items[0], items[-1]
    words = scene.words.heads
    if all(item.end - item.start == 1 for item in items[:-1]):
        return last.start + 1  # 内、外贸, 中、西部
    if words.before(scene.text, first.start, first.end) is not None:
        return last.start
    width = first.end - first.start
    end = last.end
    while True:
        word = words.before(scene.text, last.start + 1, end)
        if word is None or len(word.text) == 1 or end - len(word.text) <= last.start:
            break
        end -= len(word.text)
    if end == last.end:
        return last.start
    parallel = last.start + width
    if _areas(scene, items):
        return parallel
    return parallel if end > parallel and width <= SHORT and _alike(scene, items) else end


def _areas(scene: Scene, items: list[Span]) -> bool:
    """Tell whether all members begin with a word for an area: 城镇、农村居民人均可支配收入."""
    width = items[0].end - items[0].start
    words = (
        scene.words.head.after(scene.text, item.start, min(item.end, item.start + width))
        if item.end > item.start
        else None
        for item in items
    )
    return all(word is not None and word.role.startswith("scope") and len(word.text) == width for word in words)


def _alike(scene: Scene, items: list[Span]) -> bool:
    """Tell whether the members begin alike: 第一、第二、第三产业增加值."""
    text = scene.text
    return all(text[item.start] == text[items[-1].start] for item in items)


def pairs(subjects: tuple[Subject, ...], numbers: list[Quantity]) -> list[tuple[Subject, Quantity]]:
    """Pair indicators with numbers: one to one, or all with the one."""
    if len(numbers) == 1:
        return [(subject, numbers[0]) for subject in subjects]
    if len(subjects) == 1:
        return [(subjects[0], number) for number in numbers]
    return list(zip(subjects, numbers, strict=True))
