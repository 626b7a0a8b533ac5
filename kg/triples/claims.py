"""Metrics as claims: who said which value of which indicator of what, when it was said and when it holds."""

from __future__ import annotations

from pyoxigraph import Literal

from kg.model import Metric, Period
from kg.triples import concepts, literals
from kg.triples.speech import Speech
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import term

COMPARATORS = {
    "eq": "kg:equalTo",
    "gt": "kg:moreThan",
    "ge": "kg:atLeast",
    "lt": "kg:lessThan",
    "le": "kg:atMost",
    "approx": "kg:about",
}
BASES = {"yoy": "kg:yearOnYear", "mom": "kg:monthOnMonth", "annual_average": "kg:annualAverage", "since": "kg:since"}
REFERENCES = {"share": "kg:whole", "rank": "kg:rankedIn"}  # what `of` is; of any other kind it is the baseline


class Claims:
    """States the metrics of one document."""

    def __init__(self, statements: Statements, speech: Speech) -> None:
        """Remember where to speak, and the places and periods by their names."""
        self._to = statements
        self._speech = speech
        self._periods = {period.text: period for period in statements.extraction.periods}
        home = statements.extraction.document.home
        self._home = home.value if home else None

    def state(self) -> list[Node]:
        """State all metrics; return their nodes in the same order."""
        return [self._metric(metric) for metric in self._to.extraction.metrics]

    def _metric(self, metric: Metric) -> Node:
        to, node = self._to, self._to.mint("claim", metric.span)
        to.say(node, "rdf:type", term("kg:Claim"), term("kg:MetricClaim"))
        if metric.indicator:
            to.say(node, "kg:indicator", concepts.indicator(to, metric))
            to.say(node, "kg:indicatorText", literals.chinese(metric.indicator))
        else:
            to.say(node, "kg:indicator", term("kg:unknownIndicator"))
        to.say(node, "kg:kind", term(f"kg:{metric.kind}"))
        self._value(node, metric)
        self._place(node, metric)
        self._time(node, metric)
        self._reference(node, metric)
        self._source(node, metric)
        return node

    def _value(self, node: Node, metric: Metric) -> None:
        to = self._to
        for predicate, value in (("kg:value", metric.value), ("kg:low", metric.low), ("kg:high", metric.high)):
            to.say(node, predicate, literals.decimal(value) if value is not None else None)
        to.say(node, "qudt:hasUnit", concepts.unit(to, metric.unit))
        to.say(node, "kg:valueText", literals.chinese(metric.span.of(to.text)))
        to.say(node, "kg:comparator", term(COMPARATORS[metric.comparator]))
        to.say(node, "kg:status", term(f"kg:{metric.status}"))
        if metric.direction:
            to.say(node, "kg:direction", term(f"kg:{metric.direction}"))
        if metric.basis:
            to.say(node, "kg:basis", term(BASES[metric.basis]))
        if metric.origin is not None:
            to.say(node, "kg:earlierValue", literals.decimal(metric.origin))
        if metric.origin_span is not None:
            to.say(node, "kg:earlierEvidence", to.quote(metric.origin_span))

    def _place(self, node: Node, metric: Metric) -> None:
        to = self._to
        if metric.place_key:
            to.say(node, "kg:place", to.entity(metric.place_key))
        elif metric.place:
            to.say(node, "kg:place", to.named("place", metric.place) or self._scope(metric.place))
        if metric.place:
            to.say(node, "kg:placeText", literals.chinese(metric.place))
        if metric.place_inferred:
            to.say(node, "kg:inferred", term("kg:place"))

    def _scope(self, word: str) -> Node:
        """Return a scope such as 中心城区: one and the same for all documents of one home."""
        to = self._to
        node = to.entity(f"place/{self._home}~{word}" if self._home else f"place/{to.id}~{word}")
        to.share(node, "rdf:type", term("kg:Place"), term("kg:Scope"))
        to.share(node, "rdfs:label", literals.chinese(word))
        to.share(node, "dcterms:isPartOf", to.named("place", self._home))
        return node

    def _time(self, node: Node, metric: Metric) -> None:
        to, period = self._to, metric.period
        to.say(node, "kg:saidOn", self._speech.said_on)
        if period is not None:
            to.say(node, "kg:period", concepts.period(to, period))
            to.say(node, "kg:periodText", literals.chinese(period.text))
        if metric.status == "target":
            to.say(node, "rdf:type", term("kg:Commitment"))
            to.say(node, "kg:due", self._due(period))

    @staticmethod
    def _due(period: Period | None) -> Literal | None:
        return literals.moment(period.end) if period is not None and period.end else None

    def _reference(self, node: Node, metric: Metric) -> None:
        if not metric.of:
            return
        predicate = REFERENCES.get(metric.kind, "kg:baseline")
        self._to.say(node, predicate, literals.chinese(metric.of))
        period = self._periods.get(metric.of)
        if predicate == "kg:baseline" and period is not None:
            self._to.say(node, "kg:baselinePeriod", concepts.period(self._to, period))

    def _source(self, node: Node, metric: Metric) -> None:
        to, speech = self._to, self._speech
        to.say(node, "kg:evidence", to.quote(metric.span))
        if metric.indicator_span is not None and metric.indicator_span.end > metric.indicator_span.start:
            to.say(node, "kg:indicatorEvidence", to.quote(metric.indicator_span))
        to.say(node, "kg:sentence", speech.sentences[metric.sentence] if metric.sentence is not None else None)
        to.say(node, "kg:statedIn", speech.turn(metric.turn))
        to.say(node, "kg:speaker", speech.speaker(metric.turn, metric.speaker))
        if metric.quotation is not None:
            to.say(node, "kg:quotedIn", speech.quotations[metric.quotation])
        to.say(node, "kg:rule", literals.plain(metric.rule))
        to.say(node, "prov:wasGeneratedBy", to.activity)
