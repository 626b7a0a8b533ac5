"""Passages that speak of what is to be done: a section (2025年工作安排), the points after 下一步我们将, a paragraph.

What such a passage counts is aimed at, although its own sentence has no word for it (推动2个项目建设). The passage
ends with its paragraph; where points follow, with the last of them, and a section with the next heading that
tells of what was done.
"""

from __future__ import annotations

import re

from kg.model import Document, Sentence
from kg.values import Struct, replace

AHEAD = re.compile(
    r"[^。，；]{0,10}?(?:下一步|下一阶段|下步|下阶段|接下来|今后|未来|展望|新的一年|明年|新一年)"
    r"|[^。]{0,60}?(?:报告|规划|方案|纲要)[中时]?提出"
    r"|[^，。；]{0,6}?(?:今年|本年|20[0-9]{2}年|“?十[四五六]五”?(?:期间|时期)|[一二三四]季度|下半年|后续)[^。；]{0,16}?"
    r"(?<![已即])(?:将(?!于|[^，。；]{1,20}(?:列为|列入|作为|纳入|定为|摆在|放在|视为|融入|贯穿))|(?<![主重需必只首次还])要(?![求素点看说指强]))"
)
PLAN = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十][部章]|[^。]*?(?:年|下一?步|今后|未来|时期)).*"
    r"(?:安排|目标|任务|打算|思路|部署|重点|展望|建议|要求|举措)$"
)
REVIEW = re.compile("回顾|总结|成就|成效|情况|进展|形势")
POINT = re.compile(
    r"[一二三四五六七八九十]{1,3}[是要、]|第[一二三四五六七八九十]{1,2}[，、]|（[一二三四五六七八九十]{1,3}）"
    r"|[0-9]{1,2}[.、]|首先|其次|再次|最后|——"
)
URGES = re.compile(
    "推[进动]|加[快强大]|深化|强化|坚持|提升|优化|做[强优大]|壮大|培育|打造|建设|完善|健全|着力|全力|大力|持续|深入|全面|积极|扎实|聚焦|突出|统筹|促进"
    "|实施|保障|改善|增强|发展|扩大|落实|抓[好实]|守[住牢]|激发|构建"
)
HEADING = 40


class Course(Struct, frozen=True):
    """What governs a paragraph: whether its section plans, and whether points that follow do."""

    section: bool = False
    points: bool = False
    turn: int | None = None
    aimed: bool = False


def find(document: Document) -> frozenset[int]:
    """Return the sentences that stand in passages of plans."""
    found = []
    course, paragraph = Course(), -1
    labels = {turn.label for turn in document.turns}
    for index, sentence in enumerate(document.sentences):
        if sentence.span in labels:
            continue
        if sentence.turn != course.turn:
            course, paragraph = Course(turn=sentence.turn), -1
        words = sentence.span.of(document.text)
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            course = _open(course, words, alone=_is_alone(document.sentences, index))
        if course.aimed:
            found.append(index)
    return frozenset(found)


def _is_alone(sentences: tuple[Sentence, ...], index: int) -> bool:
    return index + 1 == len(sentences) or sentences[index + 1].paragraph != sentences[index].paragraph


def _open(course: Course, words: str, *, alone: bool) -> Course:
    """Return the course of a paragraph that opens with a sentence."""
    if alone and len(words) <= HEADING and words[-1] not in "。；！？":
        section = _section(words)
        if section is not None:
            return replace(course, section=section, points=False, aimed=section)
        if POINT.match(words) is None:
            return replace(course, aimed=course.section, points=False)
    if AHEAD.match(words) is not None:
        return replace(course, aimed=True, points=True)
    points = course.points and (POINT.match(words) is not None or _urges(words))
    return replace(course, aimed=course.section or points, points=points)


def _urges(words: str) -> bool:
    """Tell whether a paragraph opens with a short call for action: 推进现代农业提质增效."""
    return len(words) <= HEADING and URGES.match(words) is not None


def _section(words: str) -> bool | None:
    """Tell whether a heading opens a section of plans, None if it does not say."""
    if REVIEW.search(words) is not None:
        return False
    return True if PLAN.match(words) is not None else None
