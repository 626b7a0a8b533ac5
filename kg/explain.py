"""Why: the tree of rules and words behind what was found at a place of a text."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit, load_names
from kg.model import Extraction, Mention, Metric, Span, Step
from kg.recognisers import place_evidence
from kg.values import Struct

# What the text does not bear out where a listed name is no mention, by the rule that would have accepted it.
LACKING = {
    place_evidence.Risk.FULL.value: "是另一个词的一部分，或列为例外 part of another word, or a listed exception",
    place_evidence.Risk.SHORT.value: "简称须独立成词 a short name must be a word of its own",
    place_evidence.Risk.LONE.value: "县名简称须有佐证 needs another use, a preposition or its parent",
    place_evidence.Risk.COMMON.value: "也是常用词，须有相邻地名 also a common word: needs a place beside it or a frame",
    place_evidence.Risk.TOWNSHIP.value: "乡镇须有所属的县市区 a township needs its county in the text",
    place_evidence.Risk.ZONE.value: "功能区简称须有所属城市 the short name of a zone needs its city in the text",
}
NOT_BORNE_OUT = "上下文不支持 listed, but the words around do not bear it out"


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


def refused(extraction: Extraction, offset: int, lexicon: Lexicon) -> tuple[Branch, ...]:
    """Return the listed names that cover the character at `offset` and are no mentions there, and why not."""
    text = extraction.document.text
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    paragraph = text[start : end if end >= 0 else len(text)]
    found = {mention.span: mention for mention in extraction.mentions}
    hits = lexicon.compiled(load_names).scan(paragraph)
    moved = [Hit(Span(hit.span.start + start, hit.span.end + start), hit.entities) for hit in hits]
    return tuple(
        _refused(extraction, hit, lexicon) for hit in moved if _covers(hit.span, offset) and hit.span not in found
    )


def _refused(extraction: Extraction, hit: Hit, lexicon: Lexicon) -> Branch:
    first, quote = hit.entities[0], _quote(extraction, hit.span)
    longer = next((mention for mention in extraction.mentions if mention.span.overlaps(hit.span)), None)
    places = tuple(entity for entity in hit.entities if entity.kind == "place")
    if longer is not None:
        why = Branch(
            "inside", _quote(extraction, longer.span), longer.rule, longer.span, _quote(extraction, longer.span)
        )
    elif places:
        rule = place_evidence.needs(quote, places, extraction.document, lexicon)
        why = Branch("lacks", LACKING[rule], rule, None, "")
    else:
        why = Branch("lacks", NOT_BORNE_OUT, first.kind, None, "")
    return Branch("no mention", f"{first.kind} {first.label}", "listed", hit.span, quote, (why,))


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
