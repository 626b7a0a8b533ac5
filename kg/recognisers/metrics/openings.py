"""Clauses without a number: the time and place they set, the topic they announce, the subject they speak of."""

from __future__ import annotations

import re

from kg.model import Span
from kg.recognisers.metrics.left import Left, is_base
from kg.recognisers.metrics.phrases import open_word, read_phrase, trim
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.verbs import WITHOUT

TOPIC = re.compile(
    r"(?:就|从|按)([^，。；]{1,20}?)(?:方面)?(?:来|上)?[看说讲](?![到待])|(?:关于|对于)([^，。；]{2,20})|在([^，。；]{2,28})(?:方面|[中里])"
)


def open_clause(scene: Scene, start: int, end: int) -> Left:
    """Read the opening of a clause without a number: its time, its place, and what it announces (从投资来看)."""
    left = Left(start, end)
    at = start
    aside = WITHOUT.match(scene.text, start, end) is not None  # 扣除价格因素，比上年增长…
    if aside or scene.text.startswith(("这是", "这也是", "是", "也是", "成为"), start, end):
        return left
    if _timed(scene, left, start, end) or _located(scene, left, start, end):
        return left
    while at < end:
        match = TOPIC.match(scene.text, at, end)
        if match is not None:
            _topic(scene, left, match)
            return left
        if left.place is not None and scene.text.startswith(BEING, at, end):
            return left
        step = open_word(scene, left, at, end)
        if step == at:
            left.announced = None if scene.text[start] in PREPOSED else _announced(scene, at, end)
            left.measured = left.announced is not None and _is_measure(scene, left.announced)
            return left
        at = step
    return left


BEING = ("是", "位于", "地处", "属", "作为", "素有", "被")  # 莲湖区|是西安市中心城区: what follows tells of the place


def _timed(scene: Scene, left: Left, start: int, end: int) -> bool:
    """Read a clause that says no more than when: 尤其|2006年至2014年."""
    time = scene.periods_to.get(end)
    if time is None or is_base(time) or not 0 <= time.span.start - start <= SHORT:
        return False
    left.period = time
    return True


LOCATED = re.compile(r"[^，。；]{0,6}?(?:位于|地处|走进|来到|在)")


def _located(scene: Scene, left: Left, start: int, end: int) -> bool:
    """Read a clause that says no more than where: 在牦牛核心产区|那曲."""
    name = scene.names_to.get(end)
    if name is None or name.kind != "place" or name.span.start <= start:
        return False
    if scene.text[name.span.start - 1] in LISTING or LOCATED.match(scene.text, start, name.span.start) is None:
        return False
    left.place, left.place_name = name.span, name
    return True


LISTING = "、和与及"


def _is_measure(scene: Scene, span: Span) -> bool:
    word = scene.words.heads.before(scene.text, span.start, span.end)
    return word is not None and len(word.text) > 1


SHORT = 4  # characters before a time that are no more than an adverb: 尤其2006年
SHORTEST, LONGEST = 2, 30
PREPOSED = "在为以按对从经"


def _announced(scene: Scene, start: int, end: int) -> Span | None:
    """Return the subject or object of a clause without a number: 居民消费价格指数|略有上升, 发行地方专项债."""
    word = scene.words.rest.after(scene.text, start, end)
    if word is not None and word.role not in ("guard", "action"):
        return None
    stop = scene.words.predicates.first(scene.text, start + 1, end)
    if stop is not None and stop[0].role == "report":
        return None
    phrase = trim(scene, start, stop[1] if stop is not None else end)
    return phrase if phrase is not None and SHORTEST <= phrase.end - phrase.start <= LONGEST else None


def _told_of(scene: Scene, phrase: Span) -> Span | None:
    """Return the measure whose state is told: 居民收入|的情况."""
    told = TOLD.search(scene.text, phrase.start, phrase.end)
    measure = trim(scene, phrase.start, told.start()) if told is not None else None
    return measure if measure is not None and _is_measure(scene, measure) else None


TOLD = re.compile(r"的?(?:增长|变化|变动|运行|发展|有关|相关)*的?(?:情况|数据|角度)$")


def _topic(scene: Scene, left: Left, match: re.Match[str]) -> None:
    span = Span(*match.span(match.lastindex or 0))
    inner = Left(span.start, span.end)
    read_phrase(scene, inner, span.end)
    left.topic, left.period, left.place, left.place_name = inner.phrase, inner.period, inner.place, inner.place_name
    if inner.phrase is not None and any(
        word in inner.phrase.of(scene.text) for word in ("数据", "情况", "角度", "因素")
    ):
        left.topic = _told_of(scene, inner.phrase)
        return
    word = scene.words.relatives.before(scene.text, inner.phrase.start, inner.phrase.end) if inner.phrase else None
    if word is not None and word.role == "empty":
        left.topic = trim(scene, span.start, inner.phrase.end - len(word.text)) if inner.phrase else None
    left.scope, left.scope_at = inner.scope, inner.scope_at
