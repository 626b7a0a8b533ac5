"""Values that kg computed from claims: entities of their own, derived from claims and said by nobody."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg import derive, iris
from kg.derive import Derived
from kg.triples import concepts, literals
from kg.triples.claims import COMPARATORS
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import term

COMPUTATIONS = {
    "baseline": "kg:baselineValue",
    "change": "kg:absoluteChange",
    "percent_change": "kg:relativeChange",
    "interval": "kg:openInterval",
}


def state(to: Statements, claims: Sequence[Node]) -> None:
    """State what follows from the metrics of a document; `claims` are their nodes, in the same order."""
    for value in derive.derive(to.extraction):
        _value(to, claims, value)


def _value(to: Statements, claims: Sequence[Node], value: Derived) -> None:
    claim = claims[value.metrics[-1]].value.rpartition("/")[2]
    node = NamedNode(iris.entity_iri(f"derived/{claim}-{value.computation}", to.base))
    to.say(node, "rdf:type", term("kg:DerivedValue"))
    to.say(node, "kg:computation", term(COMPUTATIONS[value.computation]))
    to.say(node, "prov:wasDerivedFrom", *(claims[index] for index in value.metrics))
    to.say(node, "prov:wasGeneratedBy", to.activity)
    to.say(node, "kg:formula", literals.plain(value.formula))
    for predicate, amount in (("kg:value", value.value), ("kg:low", value.low), ("kg:high", value.high)):
        to.say(node, predicate, literals.decimal(amount) if amount is not None else None)
    to.say(node, "qudt:hasUnit", concepts.unit(to, value.unit))
    to.say(node, "kg:comparator", term(COMPARATORS[value.comparator]))
    for predicate, words in (
        ("kg:indicatorText", value.indicator),
        ("kg:placeText", value.place),
        ("kg:periodText", value.period),
    ):
        to.say(node, predicate, literals.chinese(words) if words else None)
