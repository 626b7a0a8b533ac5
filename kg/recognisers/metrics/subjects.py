"""Which words name the indicator of a number: the phrase before it, the noun behind it, or the subject carried on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import Span
from kg.recognisers.metrics.kinds import Cell, Verdict
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.words import Word
from kg.recognisers.units import load_units

MEASURED = frozenset({"currency", "ratio", "multiple", "mass", "area", "length", "volume", "energy", "power", "time"})
SHORT_NOUN = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator: its words, the stretch that they come from, and the rule that chose them.

    `prefix` is a verb or subject that is said once for several (改造棚户区30.2万套、老旧小区42.2万户).
    """

    text: str
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What the passage so far leaves to later numbers.

    `subject` is the last indicator of this sentence, `old` that of the sentences before; `topic` was announced (从投资来看),
    `announced` is what a clause without a number spoke of; `action` is a verb said once for several.
    """

    subject: Subject | None = None
    old: Subject | None = None
    action: str = ""
    counted: bool = False
    topic: Span | None = None
    announced: Span | None = None
    recent: tuple[Subject, ...] = ()


def choose(scene: Scene, cell: Cell, verdict: Verdict, carried: Carried, *, listed: bool) -> Subject | None:
    """Return the indicator of a number; `listed` tells that 、 joins it to the number before it."""
    if verdict.rephrased and verdict.phrase is not None:
        related = verdict.kind == "growth"
        return _related(scene, verdict.phrase, carried) if related else _said(scene, verdict.phrase, "behind")
    if verdict.kind in ("level", "growth") and cell.left.change is None or cell.left.phrase is None:
        behind = _behind(scene, cell, listed=listed)
        if behind is not None:
            return behind
    arrival = _arrival(scene, cell)
    if arrival is not None:
        return arrival
    phrase = cell.left.phrase
    if phrase is None:
        subject = _carry(scene, carried)
        return _of_all(cell, verdict, subject) if subject is not None else None
    if (
        cell.left.whole
        and carried.announced is not None
        and carried.announced.of(scene.text).startswith(phrase.of(scene.text))
    ):
        return _said(scene, carried.announced, "announced")
    more = _more(scene, cell, phrase, carried)
    if more is not None:
        return more
    if cell.left.doer is not None:
        return Subject(cell.left.doer.of(scene.text) + phrase.of(scene.text), phrase, "before:doer")
    if listed and carried.action and cell.left.action is None and cell.left.reach is None and verdict.kind == "level":
        return Subject(carried.action + phrase.of(scene.text), phrase, "before:shared verb")
    return _related(scene, phrase, carried)


def _said(scene: Scene, span: Span, rule: str) -> Subject:
    return Subject(span.of(scene.text), span, rule)


def _behind(scene: Scene, cell: Cell, *, listed: bool) -> Subject | None:
    """Read 打通160条“断头路”, 754个村集体收入达到…, 帮助5000多万居民."""
    noun, left = cell.right.noun, cell.left
    if noun is None:
        deed = cell.right.deed if left.phrase is None and left.reach is None and left.change is None else None
        counted = deed is not None and not is_measured(scene, cell.quantity.unit)
        return _said(scene, deed, "behind:deed") if deed is not None and counted else None
    free = left.phrase is None or left.whole or left.final is not None
    if (
        cell.right.of
        and left.phrase is not None
        and scene.words.heads.before(scene.text, left.phrase.start, left.phrase.end)
    ):
        return None
    if left.entry > left.start and scene.text[left.entry - 1] == "的":
        return _said(scene, noun, "behind:的")
    verb = left.action if left.whole else left.final
    if verb is not None and verb.role == "causative" and cell.right.predicate is not None:
        return _said(scene, cell.right.predicate, "behind:predicate")
    verbal = left.phrase is not None and not cell.right.of and _is_verb(scene, left.phrase)
    if verbal and left.phrase is not None:
        return Subject(left.phrase.of(scene.text) + noun.of(scene.text), noun, "behind:verb")
    if is_measured(scene, cell.quantity.unit) and (
        not free or cell.right.of and left.phrase is not None and not left.whole
    ):
        return None
    if verb is not None:
        return Subject(verb.text + noun.of(scene.text), noun, "behind:verb")
    if (
        left.phrase is None
        and (left.reach is None or left.reach.text in PIVOTS)
        and not (listed or cell.right.of)
        and cell.right.predicate is not None
    ):
        return _said(scene, cell.right.predicate, "behind:predicate")
    return _said(scene, noun, "behind:noun")


# Words before a counted noun that lead on to what is said of it: 有770多万学生享受资助, 为3.2万户家庭实施改造.
PIVOTS = frozenset({"有", "共有", "已有", "约有", "还有", "为", "现有", "就有"})


def _is_verb(scene: Scene, phrase: Span) -> bool:
    """Tell whether two characters before a counted noun are a verb that no table knows: 严守18亿亩耕地红线."""
    if phrase.end - phrase.start != 2:  # noqa: PLR2004
        return False
    return scene.words.heads.before(scene.text, phrase.start, phrase.end) is None


def is_measured(scene: Scene, unit: str) -> bool:
    """Tell whether a unit measures (元, 公里) rather than counts (个, 家)."""
    known = scene.lexicon.compiled(load_units).by_form.get(unit.partition("/")[0])
    return known is not None and known.dimension != "count" and known.dimension != "people"


ARRIVE = re.compile(r"(?:内|之内)?((?:到达?|抵达|直达|可达)[^，。；、”]{1,12})")


def _arrival(scene: Scene, cell: Cell) -> Subject | None:
    """Read 一个半小时到北京: what takes the time is said behind it."""
    known = scene.lexicon.compiled(load_units).by_form.get(cell.quantity.unit)
    match = (
        ARRIVE.match(scene.text, cell.quantity.span.end) if known is not None and known.dimension == "time" else None
    )
    return None if match is None else Subject(match[1], Span(*match.span(1)), "behind:arrival")


def _more(scene: Scene, cell: Cell, phrase: Span, carried: Carried) -> Subject | None:
    """Read a verb alone as said of the last subject: 新增168公里; 新开工住房740万套，建成511万套."""
    left = cell.left
    if left.change is not None:
        return None
    if left.whole and left.final is not None and carried.subject is None and carried.announced is not None:
        return _announced_object(scene, left.final, phrase, carried.announced)
    if left.final is None or carried.subject is None or cell.unit_before is None or left.reach is not None:
        return None
    if phrase.end - phrase.start > len(left.final.text) + 2 or cell.unit_before != cell.quantity.unit:
        return None
    if left.final.role != "more" and not carried.action:
        return None
    return Subject(left.final.text + carried.subject.text.removeprefix(carried.action), phrase, "before:verb alone")


def _announced_object(scene: Scene, verb: Word, phrase: Span, announced: Span) -> Subject | None:
    """Read 实施退耕还林，今年拟安排500万亩: the object was said in a clause before."""
    if verb.role == "affect":
        return None
    earlier = scene.words.actions.after(scene.text, announced.start, announced.end)
    start = announced.start + (len(earlier.text) if earlier is not None else 0)
    return (
        Subject(verb.text + scene.text[start : announced.end], phrase, "before:verb alone")
        if start < announced.end
        else None
    )


def _of_all(cell: Cell, verdict: Verdict, subject: Subject) -> Subject:
    """Read 新增企业12家，累计达到45家: the second number is of all, not of the new."""
    if verdict.kind != "level" or cell.left.reach is None:
        return subject
    return replace(subject, text=subject.text.removeprefix("新增") or subject.text)


def _carry(scene: Scene, carried: Carried) -> Subject | None:
    if carried.topic is not None:
        return _said(scene, carried.topic, "topic")
    if carried.subject is not None:
        return Subject(carried.subject.text, carried.subject.span, "carried")
    if carried.announced is not None:
        return _said(scene, carried.announced, "announced")
    return None if carried.old is None else Subject(carried.old.text, carried.old.span, "carried")


def _related(scene: Scene, phrase: Span, carried: Carried) -> Subject:
    """Complete a noun that measures something named before it: 涨幅, 数量."""
    text = phrase.of(scene.text)
    earlier = carried.subject.text if carried.subject is not None else None
    if earlier is None:
        before = _carry(scene, carried)
        earlier = before.text if before is not None else None
    word = scene.words.relatives.before(scene.text, phrase.start, phrase.end)
    if word is None or len(text) - len(word.text) > 0 or earlier is None:
        return _said(scene, phrase, "before")
    if word.role in ("growth", "whole"):
        return Subject(_bare(scene, earlier, carried) + text, phrase, "before:relative")
    return Subject(earlier + text, phrase, "before:relative") if carried.counted else _said(scene, phrase, "before")


def _bare(scene: Scene, subject: str, carried: Carried) -> str:
    """Return a subject without the relative noun that was put to it: 生产总值 of 生产总值增速."""
    word = scene.words.relatives.before(subject, 1, len(subject)) if len(subject) > 1 else None
    lent = carried.subject is not None and carried.subject.rule == "before:relative"
    if word is None or not (word.role == "growth" or (lent and word.role == "whole")):
        return subject
    return subject[: -len(word.text)]
