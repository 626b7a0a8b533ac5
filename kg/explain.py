"""Why: the tree of rules and words behind what was found at a place of a text."""

from __future__ import annotations

from kg.model import Extraction, Mention, Metric, Span, Step
from kg.values import Struct


class Branch(Struct, frozen=True):
    """A node of an explanation: what was found, by which rule, from which words; `parts` are the steps to it."""

    label: str
    value: str
    rule: str
    span: Span | None
    quote: str
    parts: tuple[Branch, ...] = ()


def at(extraction: Extraction, offset: int) -> tuple[Branch, ...]:
    """Return an explanation for every claim and mention that covers the character at `offset`.

    The offset counts in the same text as the extraction's spans: the source, once it is anchored.
    """
    return tuple(
        [_metric(extraction, metric) for metric in extraction.metrics if _touches(metric, offset)]
        + [_mention(extraction, mention) for mention in extraction.mentions if _covers(mention.span, offset)]
        + [_number(extraction, index) for index in _numbers(extraction, offset)]
    )


def _touches(metric: Metric, offset: int) -> bool:
    return any(_covers(span, offset) for span in (metric.span, metric.origin_span, metric.indicator_span) if span)


def _covers(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def _metric(extraction: Extraction, metric: Metric) -> Branch:
    parts = tuple(_step(extraction, step) for step in metric.steps)
    return Branch("metric", metric.indicator, metric.rule, metric.span, _quote(extraction, metric.span), parts)


def _mention(extraction: Extraction, mention: Mention) -> Branch:
    parts = []
    if mention.entity is not None:
        parts.append(Branch("entity", mention.entity, "link", None, mention.label or ""))
    elif mention.candidates:
        parts.append(Branch("candidates", " ".join(mention.candidates), "link", None, ""))
    if mention.note:
        parts.append(Branch("note", mention.note, "link", None, ""))
    quote = _quote(extraction, mention.span)
    return Branch(mention.kind, mention.label or quote, mention.rule, mention.span, quote, tuple(parts))


def _numbers(extraction: Extraction, offset: int) -> list[int]:
    """Return the rows of the ledger at a place that no claim explains."""
    rows = enumerate(extraction.numbers)
    return [index for index, number in rows if number.status != "metric" and _covers(number.span, offset)]


def _number(extraction: Extraction, index: int) -> Branch:
    number = extraction.numbers[index]
    return Branch("number", number.status, number.reason or "", number.span, _quote(extraction, number.span))


def _step(extraction: Extraction, step: Step) -> Branch:
    quote = _quote(extraction, step.span) if step.span is not None else ""
    return Branch(step.field, step.value, step.rule, step.span, quote)


def _quote(extraction: Extraction, span: Span) -> str:
    """Return the words that a span of an extraction marks: of the source once anchored, of the clean text before."""
    return span.of(extraction.document.text)


def lines(branch: Branch, depth: int = 0) -> list[str]:
    """Return an explanation as indented lines: field, value, rule and the words with their place."""
    where = f" 「{branch.quote}」 {branch.span.start}-{branch.span.end}" if branch.span is not None else ""
    head = f"{'  ' * depth}{branch.label}: {branch.value} ({branch.rule}){where}"
    return [head, *(line for part in branch.parts for line in lines(part, depth + 1))]
