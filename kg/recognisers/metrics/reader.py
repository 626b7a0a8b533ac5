"""Reading a document sentence by sentence: numbers in, claims out, with what carries over between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.model import Document, Mention, Metric, Period, Quantity, Span
from kg.recognisers.metrics import (
    cases,
    claims,
    kinds,
    omitted,
    openings,
    phrases,
    right,
    scope,
    spread,
    subjects,
    verbs,
)
from kg.recognisers.metrics.cells import Cell, Verdict
from kg.recognisers.metrics.left import Left
from kg.recognisers.metrics.scene import Scene, lay_out
from kg.values import Struct, field, replace

GAP = re.compile(r"(?:[、和及与或 ]|以及)?")
WIDEST = 160  # characters before a number that are read for what it says
NEAR = 20
LONGEST_LIST = 12
PASSED = 8  # sentences without numbers that are looked at for the time that they set


class Group(Struct, frozen=True):
    """Numbers that follow each other with nothing but 、 between them; `start` and `end` include their hedges."""

    numbers: tuple[Quantity, ...]
    start: int
    end: int
    clause: Span


class Item(Struct, frozen=True):
    """A group as it is read, with the group behind it in the sentence; `listed`: 、 joins it to the one before."""

    group: Group
    cell: Cell
    listed: bool
    following: Group | None


class Memory(Struct, frozen=True):
    """What the passage so far leaves to the next number."""

    setting: scope.Setting = field(default_factory=scope.Setting)
    carried: cases.Carried = field(default_factory=cases.Carried)
    unit: str | None = None
    verdict: Verdict | None = None
    origin: tuple[Group, Cell] | None = None
    read_to: int = 0
    claimed: Group | None = None


def find(
    document: Document,
    mentions: tuple[Mention, ...],
    quantities: tuple[Quantity, ...],
    periods: tuple[Period, ...],
    lexicon: Lexicon,
) -> tuple[Metric, ...]:
    """Return the claims of a document in the order of their numbers."""
    scene = lay_out(document, mentions, quantities, periods, lexicon)
    found: list[Metric] = []
    memory = Memory()
    last = -1
    for index, numbers in _by_sentence(document, quantities):
        memory = _carry(scene, memory, last, index)
        memory, metrics = _sentence(scene, index, numbers, memory)
        found += metrics
        last = index
    return tuple(found)


def _by_sentence(document: Document, quantities: tuple[Quantity, ...]) -> Iterator[tuple[int, list[Quantity]]]:
    starts = [sentence.span.start for sentence in document.sentences]
    numbers: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        index = bisect_right(starts, quantity.span.start) - 1
        if index >= 0 and quantity.span.start < document.sentences[index].span.end:
            numbers.setdefault(index, []).append(quantity)
    yield from numbers.items()


def _carry(scene: Scene, memory: Memory, last: int, index: int) -> Memory:
    """Return what is left of the last sentence with numbers at the start of the next, and of those between the two."""
    sentences = scene.document.sentences
    sentence, before = sentences[index], sentences[last] if last >= 0 else None
    turn = (
        before is not None
        and before.turn == sentence.turn
        and (sentence.turn is not None or before.paragraph == sentence.paragraph)
    )
    paragraph = turn and before is not None and before.paragraph == sentence.paragraph
    setting = scope.next_sentence(scene, memory.setting, sentence, paragraph=paragraph, turn=turn)
    for passed in sentences[max(last + 1, index - PASSED) : index]:
        if passed.turn == sentence.turn and passed.paragraph == sentence.paragraph:
            setting = scope.pass_by(scene, setting, passed.span)
    old = memory.carried.subject or memory.carried.old
    carried = cases.Carried(old=old) if turn else cases.Carried()
    return Memory(setting, carried, read_to=sentence.span.start)


def _sentence(scene: Scene, index: int, numbers: list[Quantity], memory: Memory) -> tuple[Memory, list[Metric]]:
    sentence = scene.document.sentences[index].span
    groups = list(_groups(scene, sentence, numbers))
    found: list[Metric] = []
    for at, group in enumerate(groups):
        memory = _openings(scene, sentence, memory, group)
        memory, metrics = _group(scene, index, _item(scene, groups, at, memory), memory)
        found += metrics
    return memory, found


def _groups(scene: Scene, sentence: Span, numbers: list[Quantity]) -> Iterator[Group]:
    current: Group | None = None
    for number in numbers:
        start, end = _bounds(number)
        if current is not None and _joined(scene.text, current, number, start):
            current = Group((*current.numbers, number), current.start, end, current.clause)
            continue
        if current is not None:
            yield current
        current = Group((number,), start, end, scene.clause(number.span.start, sentence))
    if current is not None:
        yield current


def _bounds(number: Quantity) -> tuple[int, int]:
    """Return the bounds of a number with the hedges that touch it."""
    start, end = number.span.start, number.span.end
    for hedge in number.hedges:
        start = hedge.start if hedge.end == start else start
        end = hedge.end if hedge.start == end else end
    return start, end


def _joined(text: str, group: Group, number: Quantity, start: int) -> bool:
    """Tell whether a number goes on with a group: 5%、8% or 8章34条."""
    last = group.numbers[-1]
    if start > group.clause.end or not GAP.fullmatch(text, group.end, start):
        return False
    if start == group.end:
        return start == number.span.start and last.unit != number.unit
    return last.unit == number.unit


def _openings(scene: Scene, sentence: Span, memory: Memory, group: Group) -> Memory:
    """Read the clauses between the last number and the one of this group: their openings, and the points they end."""
    at = max(memory.read_to, sentence.start)
    setting, carried = memory.setting, memory.carried
    while at < group.clause.start:
        clause = scene.clause(at, sentence)
        end = min(clause.end, group.clause.start)
        carried = _new_point(scene.text, at, carried)
        setting = scope.next_point(setting) if scene.text[at - 1 : at] == "；" else setting
        if end > at:
            opening = openings.open_clause(scene, at, end)
            setting = scope.enter(scene, setting, opening)
            carried = _announce(carried, opening)
        at = max(end, at) + 1
    if at > sentence.start:
        carried = _new_point(scene.text, group.clause.start, carried)
        setting = scope.next_point(setting) if scene.text[group.clause.start - 1] == "；" else setting
    return replace(memory, setting=setting, carried=carried, read_to=max(group.clause.end + 1, at))


def _new_point(text: str, at: int, carried: cases.Carried) -> cases.Carried:
    """Set the subject aside where a semicolon ends a point."""
    if carried.subject is None or text[at - 1 : at] != "；":
        return carried
    return replace(carried, subject=None, old=carried.subject, announced=None)


def _announce(carried: cases.Carried, opening: Left) -> cases.Carried:
    """Take in what a clause without a number speaks of; a measure (网上零售额保持增长) outdoes an announced topic."""
    topic = opening.topic or (None if opening.measured else carried.topic)
    return replace(carried, topic=topic, announced=opening.announced or carried.announced)


def _item(scene: Scene, groups: list[Group], at: int, memory: Memory) -> Item:
    group = groups[at]
    following = groups[at + 1] if at + 1 < len(groups) else None
    floor, listed = group.clause.start, False
    if memory.claimed is not None and memory.claimed.clause == group.clause:
        floor, listed = _floor(scene.text, memory.claimed.end, group.start)
    if group.start > floor and (
        scene.text[group.start - 1] == "、" or (floor > group.clause.start and _adds(scene.text, group))
    ):
        floor = group.start
    near = following is not None and following.clause == group.clause
    ceiling = following.start if following is not None and near else group.clause.end
    before = phrases.read(scene, max(floor, group.start - WIDEST), group.start)
    behind = right.read(scene, group.end, ceiling, group.clause.end)
    cell = Cell(group.numbers[0], before, behind, group.clause, memory.unit, memory.verdict)
    return Item(group, cell, listed, following)


def _adds(text: str, group: Group) -> bool:
    """Tell whether 和 stands between a counted noun and the next number: 八成行业|和|六成产品."""
    return text[group.start - 1] in "和与及" and text[group.start - 2 : group.start] not in ("总和", "饱和", "之和")


def _floor(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return where the words of a number begin behind another one in its clause, and whether 、 joins the two."""
    if text[start : start + 1] in ("、", "和", "及", "与"):
        return start + 1, True
    # 31个省（自治区、直辖市）和兵团: what stands in brackets belongs to the number before.
    comma = text.rfind("、", max(start, text.rfind("）", start, end) + 1), end)
    return (start, False) if comma < 0 else (comma + 1, True)


def _group(scene: Scene, index: int, item: Item, memory: Memory) -> tuple[Memory, list[Metric]]:
    """Return what the numbers of a group claim, and the memory after them."""
    cell, setting = item.cell, scope.enter(scene, memory.setting, item.cell.left)
    if item.following is not None and _is_origin(scene, item.group, cell, item.following):
        return _origin(scene, item, memory, setting), []
    if omitted.reason(scene, cell) is not None:
        return replace(memory, setting=setting, origin=None), []
    verdict = kinds.judge(scene, cell)
    setting = scope.enter(scene, memory.setting, cell.left)
    subject = subjects.choose(scene, cell, verdict, memory.carried, listed=item.listed)
    numbers = item.group.numbers
    claim = claims.Claim(index, cell, verdict, setting, memory.origin, numbers)
    each = _each(scene, claim, subject, len(numbers), memory.carried)
    metrics = [claims.metric(scene, claim, *pair) for pair in spread.pairs(each, list(numbers))]
    left = Memory(
        setting=scope.of_counted(scene, setting, cell),
        carried=_leave(scene, item, verdict, each, memory.carried, subject),
        unit=numbers[0].unit,
        verdict=verdict,
        read_to=memory.read_to,
        claimed=item.group,
    )
    return left, metrics


def _origin(scene: Scene, item: Item, memory: Memory, setting: scope.Setting) -> Memory:
    """Remember the earlier value of a change, with the indicator and the place that it names for both."""
    carried, phrase = memory.carried, item.cell.left.phrase
    if phrase is not None:
        carried = replace(carried, subject=cases.Subject(phrase.of(scene.text), phrase, "before:from"))
    # The time of the earlier value is not that of the later one.
    setting = replace(memory.setting, place=setting.place)
    verdict = kinds.share_noun(scene, item.cell)
    return replace(
        memory,
        origin=(item.group, item.cell),
        carried=carried,
        setting=setting,
        claimed=item.group,
        verdict=verdict or memory.verdict,
    )


def _is_origin(scene: Scene, group: Group, cell: Cell, following: Group) -> bool:
    """Tell whether the next number is what this one became: 从1514家压减到750家."""
    units = {number.unit for number in group.numbers}
    if not units & {number.unit for number in following.numbers} or (
        cell.left.change is not None and not cell.left.source
    ):
        return False
    if following.start - group.end > NEAR and not cell.left.source:
        return False
    between = Left(group.end, following.start)
    verbs.read_verbs(scene, between)
    if not between.ends:
        return False
    return cell.left.source or between.entry <= group.end + 1


def _each(
    scene: Scene, claim: claims.Claim, subject: cases.Subject, count: int, carried: cases.Carried
) -> tuple[cases.Subject, ...]:
    """Return the indicators that the numbers of a group serve."""
    left = claim.cell.left
    if left.phrase is None and left.spread == "respectively" and len(carried.recent) >= count > 1:
        return carried.recent[-count:]
    if subject.rule == "before:relative" and left.spread == "respectively" and len(carried.recent) >= count > 1:
        return subjects.each_related(scene, carried.recent[-count:], subject)
    return spread.members(scene, subject, count, left.spread, claim.verdict.kind) or (subject,)


def _leave(  # noqa: PLR0913, PLR0917  # all that a claim consists of
    scene: Scene,
    item: Item,
    verdict: Verdict,
    each: tuple[cases.Subject, ...],
    carried: cases.Carried,
    subject: cases.Subject,
) -> cases.Carried:
    """Return what a claim leaves to the numbers behind it."""
    action = item.cell.left.action
    counted = verdict.kind == "level" and not cases.is_measured(scene, item.group.numbers[0].unit)
    shared = carried.action if item.listed else ""
    unit = item.group.numbers[0].unit
    stated = ((unit, subject),) if verdict.kind == "level" and subject.text else ()
    return cases.Carried(
        subject=subject if subject.text else carried.subject,
        old=carried.old,
        action=action.text if action is not None else shared,
        counted=counted,
        recent=(*carried.recent, *(one for one in each if one not in carried.recent))[-LONGEST_LIST:],
        stated=(*carried.stated, *stated)[-LONGEST_LIST:],
    )
