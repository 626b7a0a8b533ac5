"""What the rules for the indicator of a number look at and return: the case of one number, what is carried to it."""

from __future__ import annotations

from kg.model import Span
from kg.recognisers.metrics.cells import Cell, Verdict
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.units import load_units
from kg.values import Struct


class Subject(Struct, frozen=True):
    """An indicator: its words, the stretch that they come from, and the rule that chose them."""

    text: str
    span: Span | None
    rule: str


class Carried(Struct, frozen=True):
    """What the passage so far leaves to later numbers.

    `subject` is the last indicator of this sentence, `old` that of the sentences before; `topic` was announced
    (从投资来看), `announced` is what a clause without a number spoke of; `action` is a verb said once for several,
    `recent` are the last indicators, to which 分别 may go back; `stated` are those of amounts and counts, by unit.
    """

    subject: Subject | None = None
    old: Subject | None = None
    action: str = ""
    counted: bool = False
    topic: Span | None = None
    announced: Span | None = None
    recent: tuple[Subject, ...] = ()
    stated: tuple[tuple[str, Subject], ...] = ()


class Case(Struct, frozen=True):
    """What a rule for the indicator looks at; `listed` tells that 、 joins the number to the one before it."""

    scene: Scene
    cell: Cell
    verdict: Verdict
    carried: Carried
    listed: bool


def said_in(scene: Scene, span: Span, rule: str) -> Subject:
    """Return a stretch of the text as an indicator."""
    return Subject(span.of(scene.text), span, rule)


def is_measured(scene: Scene, unit: str) -> bool:
    """Tell whether a unit measures (元, 公里) rather than counts (个, 家)."""
    known = scene.lexicon.compiled(load_units).by_form.get(unit.partition("/")[0])
    return known is not None and known.dimension not in {"count", "people"}
