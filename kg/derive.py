"""Computed values: what follows from a claim by arithmetic, never mixed with what was said.

Each derived value names the computation and the claims it rests on. From hedged numbers (突破5400万吨) it inherits the
hedge; from ranges nothing follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Literal

from kg.model import Comparator, Extraction, Metric
from kg.values import Struct

Computation = Literal["baseline", "change", "percent_change", "interval"]
DIGITS = 6
HUNDRED = Decimal(100)


class Derived(Struct, frozen=True):
    """A value that follows from claims.

    `metrics` are the indexes, in the extraction, of the claims it derives from; `formula` says how, in the words of the
    reader; an interval has `low` and `high` and no `value`. `period` is the time that the value holds for, as written.
    """

    computation: Computation
    metrics: tuple[int, ...]
    indicator: str
    unit: str
    formula: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = "eq"
    place: str | None = None
    period: str | None = None


def derive(extraction: Extraction) -> tuple[Derived, ...]:
    """Return all values that follow from the claims of an extraction, in the order of the claims."""
    found: list[Derived] = []
    for index in range(len(extraction.metrics)):
        for rule in RULES:
            found += rule(extraction, index)
    return tuple(found)


def baseline(extraction: Extraction, index: int) -> Iterator[Derived]:
    """Compute what the baseline of a multiple was: 5400万吨 is 2.7 times that of 2012, so 2012 had 2000万吨."""
    metric = extraction.metrics[index]
    level = _level_before(extraction.metrics, index)
    if metric.kind != "multiple" or metric.unit != "倍" or not metric.value or level is None:
        return
    base = extraction.metrics[level]
    if base.value is None or (metric.comparator not in ("eq", "approx") and base.comparator != "eq"):
        return
    yield Derived(
        "baseline",
        (level, index),
        base.indicator,
        base.unit,
        f"{_plain(base.value)} ÷ {_plain(metric.value)}",
        value=_divide(base.value, metric.value),
        comparator=base.comparator if metric.comparator in ("eq", "approx") else _turned(metric.comparator),
        place=base.place,
        period=metric.of,
    )


def _level_before(metrics: tuple[Metric, ...], index: int) -> int | None:
    """Return the claim whose multiple this is: the state of the same indicator in the same sentence."""
    metric = metrics[index]
    for at in range(index - 1, -1, -1):
        other = metrics[at]
        if other.sentence != metric.sentence:
            return None
        if other.kind == "level" and other.indicator == metric.indicator and other.place == metric.place:
            return at
    return None


def change(extraction: Extraction, index: int) -> Iterator[Derived]:
    """Compute by how much a from-to claim changed, and by how many per cent: 1514 to 750 is 764 less, 50.5 % less."""
    metric = extraction.metrics[index]
    if metric.kind == "rank" or metric.origin is None or metric.value is None:
        return
    moved = metric.value - metric.origin
    yield _of_one("change", metric, index, f"{_plain(metric.value)} - {_plain(metric.origin)}", moved)
    if metric.origin and metric.unit not in ("%", "百分点"):
        percent = _divide(moved * HUNDRED, metric.origin)
        formula = f"({_plain(metric.value)} - {_plain(metric.origin)}) ÷ {_plain(metric.origin)}"
        yield _of_one("percent_change", metric, index, formula, percent)


def _of_one(computation: Computation, metric: Metric, index: int, formula: str, value: Decimal) -> Derived:
    unit = "%" if computation == "percent_change" else "百分点" if metric.unit == "%" else metric.unit
    return Derived(
        computation=computation,
        metrics=(index,),
        indicator=metric.indicator,
        unit=unit,
        formula=formula,
        value=value,
        comparator=metric.comparator,
        place=metric.place,
        period=metric.period.text if metric.period is not None else None,
    )


def interval(extraction: Extraction, index: int) -> Iterator[Derived]:
    """Compute the interval that 多 or 余 inside a numeral leaves open: 1200多亿 lies between 1200亿 and 1300亿."""
    metric = extraction.metrics[index]
    text = metric.span.of(extraction.document.text)
    step = _step(text, metric.value) if metric.value is not None and metric.comparator == "gt" else None
    if metric.value is None or step is None:
        return
    period = metric.period.text if metric.period is not None else None
    high = metric.value + step
    yield Derived(
        "interval",
        (index,),
        metric.indicator,
        metric.unit,
        f"{_plain(metric.value)} < x < {_plain(high)}",
        low=metric.value,
        high=high,
        place=metric.place,
        period=period,
    )


def _step(text: str, value: Decimal) -> Decimal | None:
    """Return how far 多 or 余 can reach: to the next number with as many significant digits."""
    at = max(text.find("多"), text.find("余"))
    if at <= 0 or not value or value != value.to_integral_value() or "." in text[:at]:
        return None
    return Decimal(1).scaleb(value.normalize().as_tuple().exponent)  # type: ignore[arg-type]  # finite by construction


def _divide(value: Decimal, by: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = DIGITS
        context.rounding = ROUND_HALF_EVEN
        return value / by


def _turned(comparator: Comparator) -> Comparator:
    """Return how a bound of the divisor bounds the quotient."""
    turned: dict[Comparator, Comparator] = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}
    return turned.get(comparator, comparator)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


RULES: tuple[Callable[[Extraction, int], Iterator[Derived]], ...] = (baseline, change, interval)
