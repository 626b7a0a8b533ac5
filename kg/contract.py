"""The form that `kg extract` prints: an extraction as plain JSON values, valid against the published schema."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from kg.iris import DEFAULT_BASE, document_id, entity_iri
from kg.model import Document, Extraction, Mention, Metric, Number, Relation, Turn

Json = dict[str, Any]
_MARKUP = re.compile(r"[_^{}]")  # of subscripts: PM_{2.5}


def render(extraction: Extraction, base: str = DEFAULT_BASE) -> Json:
    """Return the extraction (anchored to its source) in the form of `extraction.schema.json`."""
    document = extraction.document
    text = document.source.text
    return {
        "document": _document(document),
        "turns": [_turn(turn) for turn in document.turns],
        "mentions": [_mention(mention, text, base) for mention in extraction.mentions],
        "metrics": [_metric(metric, text) for metric in extraction.metrics],
        "numbers": [_number(number, text) for number in extraction.numbers],
        "relations": [_relation(relation) for relation in extraction.relations],
    }


def _document(document: Document) -> Json:
    source = document.source
    return {
        "id": document_id(document),
        "source": source.name,
        "sha256": source.sha256,
        "title": document.title.value if document.title else None,
        "date": document.date.value if document.date else None,
        "date_inferred": bool(document.date and document.date.inferred),
        "home": document.home.value if document.home else None,
        "text": None if source.format in ("text", "markdown") else source.text,
    }


def _turn(turn: Turn) -> Json:
    return {
        "start": turn.span.start,
        "end": turn.span.end,
        "role": turn.role,
        "speaker": turn.speaker,
        "outlet": turn.outlet,
        "post": turn.post,
    }


def _mention(mention: Mention, text: str, base: str) -> Json:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.of(text),
        "type": mention.kind,
        "entity": entity_iri(mention.entity, base) if mention.entity else None,
        "label": mention.label,
        "rule": mention.rule,
    }


def _metric(metric: Metric, text: str) -> Json:
    period = metric.period
    return {
        "start": metric.span.start,
        "end": metric.span.end,
        "text": metric.span.of(text),
        "value": _number_value(metric.value),
        "low": _number_value(metric.low),
        "high": _number_value(metric.high),
        "unit": metric.unit,
        "indicator": _as_written(metric, text),
        "kind": metric.kind,
        "direction": metric.direction,
        "basis": metric.basis,
        "comparator": metric.comparator,
        "from": _number_value(metric.origin),
        "of": metric.of,
        "place": metric.place,
        "period": period.text if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "status": metric.status,
        "speaker": metric.speaker,
        "turn": metric.turn,
        "rule": metric.rule,
    }


def _as_written(metric: Metric, text: str) -> str:
    """Return the indicator with the source's own forms of its words: PM_{2.5}浓度, PM₁₀浓度, ５Ｇ基站."""
    if metric.indicator_span is None:
        return metric.indicator
    words = metric.indicator_span.of(text)
    words += "}" if words.count("{") > words.count("}") and text.startswith("}", metric.indicator_span.end) else ""
    plain = _MARKUP.sub("", unicodedata.normalize("NFKC", words))
    return words + metric.indicator[len(plain) :] if plain and metric.indicator.startswith(plain) else metric.indicator


def _number_value(value: Decimal | None) -> int | float | None:
    """Return a JSON number: whole values as integers, so that no digit of a large amount is lost."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _number(number: Number, text: str) -> Json:
    return {
        "start": number.span.start,
        "end": number.span.end,
        "text": number.span.of(text),
        "status": number.status,
        "reason": number.reason,
    }


def _relation(relation: Relation) -> Json:
    return {
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "when": relation.when,
        "start": relation.span.start,
        "end": relation.span.end,
        "rule": relation.rule,
    }
