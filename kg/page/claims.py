"""Claims as the page knows them: what was said, with its words, and what was computed from it."""

from __future__ import annotations

from decimal import Decimal

from kg.derive import Derived, derive
from kg.model import Extraction, Period, Span
from kg.network.facts import indicator_of, place_of
from kg.page.content import Json, Numbering, is_said

KINDS = {"baseline": "level", "change": "growth", "percent_change": "growth", "interval": "level"}
STEPS = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
PRECISION = Decimal("0.01")


def describe_claims(extraction: Extraction, document: int, numbers: Numbering) -> list[Json]:
    """Return all metrics with their words and nodes, then all derived values; fields without a value are left out."""
    rows = [_said(extraction, index, document, numbers) for index in range(len(extraction.metrics))]
    for number, value in enumerate(derive(extraction), len(rows)):
        rows.append(_computed(extraction, value, rows[value.metrics[-1]], number))
    return rows


def _computed(extraction: Extraction, value: Derived, base: Json, number: int) -> Json:
    """Return a derived value; where it lies and what it is of, it has from the claim that it rests on."""
    kept = ("document", "start", "end", "indicator", "words", "place", "inferred", "sentence", "turn", "same")
    row = {name: base[name] for name in kept if name in base}
    row |= {
        "number": number,
        "quote": _amount(value),
        "unit": value.unit,
        "kind": KINDS[value.computation],
        "comparator": value.comparator,
        "status": "computed",
        "computation": value.computation,
        "formula": value.formula,
        "from": list(value.metrics),
        "rule": value.computation,
    }
    optional = {"value": _plain(value.value), "low": _plain(value.low), "high": _plain(value.high)}
    if KINDS[value.computation] == "growth" and value.value is not None:
        optional["direction"] = "down" if value.value < 0 else "up"
    if value.period:
        row["period"] = [value.period, None, None]
    base_period = extraction.metrics[value.metrics[-1]].period
    if base_period and value.period == base_period.text:
        row["period"] = _period(base_period)
    return row | {name: given for name, given in optional.items() if given is not None}


def _amount(value: Derived) -> str:
    """Return a derived amount to two decimals, in 万 and 亿 as it would be said."""
    if value.value is None:
        return f"{_short(value.low)}–{_short(value.high)}{value.unit}"
    return f"{_short(abs(value.value) if KINDS[value.computation] == 'growth' else value.value)}{value.unit}"


def _short(amount: Decimal | None) -> str:
    size, word = next(((size, word) for size, word in STEPS if amount and abs(amount) >= size), (Decimal(1), ""))
    rounded = ((amount or Decimal(0)) / size).quantize(PRECISION)
    return f"{rounded:f}".rstrip("0").rstrip(".") + word


def _said(extraction: Extraction, index: int, document: int, numbers: Numbering) -> Json:
    metric = extraction.metrics[index]
    text = extraction.document.source.text
    row: Json = {
        "document": document,
        "number": index,
        "start": metric.span.start,
        "end": metric.span.end,
        "quote": metric.span.of(text),
        "unit": metric.unit,
        "indicator": numbers.of[indicator_of(metric)],
        "words": metric.indicator,
        "kind": metric.kind,
        "comparator": metric.comparator,
        "status": metric.status,
        "rule": metric.rule,
    }
    optional = _optional(extraction, index, numbers)
    row.update({name: value for name, value in optional.items() if is_said(value)})
    return row


def _optional(extraction: Extraction, index: int, numbers: Numbering) -> Json:
    metric, text = extraction.metrics[index], extraction.document.source.text
    earlier = sum(other.span == metric.span for other in extraction.metrics[:index])
    return {
        "same": earlier or None,
        "value": _plain(metric.value),
        "low": _plain(metric.low),
        "high": _plain(metric.high),
        "direction": metric.direction,
        "basis": metric.basis,
        "origin": _plain(metric.origin),
        "originQuote": _quote(metric.origin_span, text),
        "of": metric.of,
        "place": numbers.get(place_of(metric, extraction)),
        "inferred": metric.place_inferred,
        "period": _period(metric.period),
        "sentence": metric.sentence,
        "turn": metric.turn,
        "steps": [[step.field, step.value, step.rule] for step in metric.steps] or None,
    }


def _plain(value: object) -> str | None:
    return None if value is None else f"{value:f}"


def _quote(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


def _period(period: Period | None) -> list[str | None] | None:
    return [period.text, period.start, period.end] if period else None
