"""Passages that speak of what is to be done: a section (2025年工作安排), the points after 下一步我们将, a paragraph.

What such a passage counts is aimed at, although its own sentence has no word for it (推动2个项目建设). The passage
ends with its paragraph; where points follow, with the last of them, and a section with the next heading that
tells of what was done.
"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.model import Document, Sentence
from kg.values import Struct, replace

POINT = re.compile(
    r"[一二三四五六七八九十]{1,3}[是要、]|第[一二三四五六七八九十]{1,2}[，、]|（[一二三四五六七八九十]{1,3}）"
    r"|[0-9]{1,2}[.、]|首先|其次|再次|最后|——"
)
HEADING = 40
ROLES = ("next", "paper", "plan", "review", "rank", "urge")
WHEN = "(?:今年|本年|20[0-9]{2}年|“?十[四五六]五”?(?:期间|时期)|[一二三四]季度|下半年|后续)"
WILL = "(?<![已即])(?:将(?!于|[^，。；]{{1,20}}(?:{rank}))|(?<![主重需必只首次还])要(?![求素点看说指强]))"
SECTION = "(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十][部章]|[^。]*?(?:年|下一?步|今后|未来|时期))"


class PassageWords(Struct, frozen=True):
    """Patterns of how paragraphs of plans begin, and of headings of plans and of reviews."""

    ahead: re.Pattern[str]
    plan: re.Pattern[str]
    review: re.Pattern[str]
    urge: re.Pattern[str]


def load_passage_words(lexicon: Lexicon) -> PassageWords:
    """Compile the table; use as `lexicon.compiled(load_passage_words)`.

    Raises:
        DataFileError: for a row with an unknown role.
    """
    words: dict[str, list[str]] = {role: [] for role in ROLES}
    for row in lexicon.rows("passage_words", ("word", "role"), ("word", "role")):
        if row["role"] not in words:
            raise row.refuse(f"role must be one of {', '.join(ROLES)}")
        words[row["role"]].append(re.escape(row["word"]))
    joined = {role: "|".join(found) for role, found in words.items()}
    will = WILL.format(rank=joined["rank"])
    return PassageWords(
        re.compile(
            f"[^。，；]{{0,10}}?(?:{joined['next']})|[^。]{{0,60}}?(?:{joined['paper']})[中时]?提出"
            f"|[^，。；]{{0,6}}?{WHEN}[^。；]{{0,16}}?{will}"
        ),
        re.compile(f"{SECTION}.*(?:{joined['plan']})$"),
        re.compile(joined["review"]),
        re.compile(joined["urge"]),
    )


class Course(Struct, frozen=True):
    """What governs a paragraph: whether its section plans, and whether points that follow do."""

    section: bool = False
    points: bool = False
    turn: int | None = None
    aimed: bool = False


def find(document: Document, lexicon: Lexicon) -> frozenset[int]:
    """Return the sentences that stand in passages of plans."""
    found = []
    table = lexicon.compiled(load_passage_words)
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
            course = _open(table, course, words, alone=_is_alone(document.sentences, index))
        if course.aimed:
            found.append(index)
    return frozenset(found)


def _is_alone(sentences: tuple[Sentence, ...], index: int) -> bool:
    return index + 1 == len(sentences) or sentences[index + 1].paragraph != sentences[index].paragraph


def _open(table: PassageWords, course: Course, words: str, *, alone: bool) -> Course:
    """Return the course of a paragraph that opens with a sentence."""
    if alone and len(words) <= HEADING and words[-1] not in "。；！？":
        section = _section(table, words)
        if section is not None:
            return replace(course, section=section, points=False, aimed=section)
        if POINT.match(words) is None:
            return replace(course, aimed=course.section, points=False)
    if table.ahead.match(words) is not None:
        return replace(course, aimed=True, points=True)
    points = course.points and (POINT.match(words) is not None or _urges(table, words))
    return replace(course, aimed=course.section or points, points=points)


def _urges(table: PassageWords, words: str) -> bool:
    """Tell whether a paragraph opens with a short call for action: 推进现代农业提质增效."""
    return len(words) <= HEADING and table.urge.match(words) is not None


def _section(table: PassageWords, words: str) -> bool | None:
    """Tell whether a heading opens a section of plans, None if it does not say."""
    if table.review.search(words) is not None:
        return False
    return True if table.plan.match(words) is not None else None
