"""Putting a claim together: one `Metric` with the steps that say which rule gave which field from which words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.model import Metric, Period, Quantity, Span, Step
from kg.recognisers import indicators
from kg.recognisers.metrics import kinds, scope, times
from kg.recognisers.metrics.cases import Subject
from kg.recognisers.metrics.cells import Cell, Verdict
from kg.recognisers.metrics.scene import Scene
from kg.values import Struct

if TYPE_CHECKING:
    from kg.recognisers.metrics.reader import Group

BARE = 10000
LOOK_BACK = 60


class Claim(Struct, frozen=True):
    """What the numbers of a group have in common."""

    sentence: int
    cell: Cell
    verdict: Verdict
    setting: scope.Setting
    origin: tuple[Group, Cell] | None
    numbers: tuple[Quantity, ...] = ()


def metric(scene: Scene, claim: Claim, subject: Subject, number: Quantity) -> Metric:
    """Return the claim that one number makes of one indicator."""
    text, left, verdict = scene.text, claim.cell.left, claim.verdict
    sentence = scene.document.sentences[claim.sentence]
    place = _place(scene, claim, subject)
    if place is not None and len(claim.numbers) > 1 and not subject.rule.startswith("spread"):
        place = scope.one_of(scene, place, claim.numbers.index(number), len(claim.numbers))
    period = times.when(scene, claim.setting, claim.cell, verdict)
    status = times.status(scene, claim.sentence, claim.cell, period)
    origin = verdict.origin or _origin(claim, number)
    unit = number.unit or _understood(scene, claim.cell, subject, number)
    growth = verdict.kind == "growth"
    return Metric(
        span=number.span,
        value=number.value,
        unit=unit,
        indicator=subject.text,
        kind=verdict.kind,
        rule=verdict.rule,
        low=number.low,
        high=number.high,
        comparator=number.comparator,
        direction=verdict.direction,
        basis=kinds.basis_of(left) if growth else None,
        origin=origin.value if origin else None,
        origin_span=origin.span if origin else None,
        of=verdict.of.of(text) if verdict.of else None,
        indicator_span=subject.span,
        indicator_key=indicators.lookup(subject.text, scene.lexicon),
        place=place.label if place else None,
        place_key=place.key if place else None,
        place_inferred=place.inferred if place else False,
        period=period,
        status=status,
        sentence=claim.sentence,
        turn=sentence.turn,
        speaker=_speaker(scene, sentence.turn),
        quotation=_quotation(scene, number.span),
        steps=tuple(_steps(claim, subject, number, place, period)),
    )


def _place(scene: Scene, claim: Claim, subject: Subject) -> scope.Place | None:
    """Return where the claim holds; of two values the first names the place for both."""
    first = scope.place_of(scene, claim.origin[1].left) if claim.origin is not None else None
    carried = subject.span if subject.rule in ("carried", "topic", "before:from") else None
    return first or scope.where(scene, claim.setting, claim.cell, claim.sentence, carried)


def _origin(claim: Claim, number: Quantity) -> Quantity | None:
    """Return the earlier value: the one with the same unit, at the same place of its list where there are several."""
    if claim.origin is None:
        return None
    old = claim.origin[0].numbers
    if len(old) == len(claim.numbers) and number in claim.numbers:
        return old[claim.numbers.index(number)]
    return next((one for one in old if one.unit == number.unit), None)


def _understood(scene: Scene, cell: Cell, subject: Subject, number: Quantity) -> str:
    """Return the unit that is understood of a bare large number: 人 of 常住人口, 元 of 票房."""
    if number.rule != "bare" or number.value is None or number.value < BARE:
        return ""
    start, end = max(cell.clause.start, number.span.start - LOOK_BACK), number.span.start
    noun = cell.right.predicate or cell.right.noun
    found = (
        scene.words.bare_units.last(subject.text, 0, len(subject.text))
        if subject.span and subject.span.end <= end
        else None
    )
    found = found or (scene.words.bare_units.first(scene.text, noun.start, noun.end) if noun else None)
    found = found or scene.words.bare_units.last(scene.text, start, end)
    return found[0].role if found else ""


def _speaker(scene: Scene, turn: int | None) -> str | None:
    return None if turn is None else scene.document.turns[turn].speaker


def _quotation(scene: Scene, span: Span) -> int | None:
    quotations = scene.document.quotations
    index = bisect_right(scene.quoted, span.start) - 1
    return index if index >= 0 and quotations[index].span.covers(span) else None


def _steps(
    claim: Claim, subject: Subject, number: Quantity, place: scope.Place | None, period: Period | None
) -> list[Step]:
    left, verdict = claim.cell.left, claim.verdict
    verb = Span(left.change_at, left.change_at + len(left.change.text)) if left.change else None
    steps = [
        Step(
            "value",
            str(number.value if number.value is not None else f"{number.low}-{number.high}"),
            number.rule,
            number.span,
        ),
        Step("kind", verdict.kind, verdict.rule, verb),
        Step("indicator", subject.text, subject.rule, subject.span),
    ]
    steps += [Step("comparator", number.comparator, "hedge", hedge) for hedge in number.hedges]
    if verdict.direction is not None:
        steps.append(Step("direction", verdict.direction, verdict.rule, verb))
    if left.basis is not None and verdict.kind == "growth":
        steps.append(Step("basis", left.basis, "basis", left.basis_at))
    if verdict.of is not None:
        steps.append(Step("of", "", verdict.rule, verdict.of))
    if place is not None:
        steps.append(Step("place", place.label, place.rule, place.span))
    if period is not None:
        steps.append(
            Step("period", period.text, "period:said" if period is left.period else "period:carried", period.span)
        )
    return steps
