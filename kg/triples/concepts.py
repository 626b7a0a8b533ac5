"""What documents share besides entities: indicators, units, periods and posts, each said alike whoever brings it."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.lexicon import Lexicon
from kg.model import Metric, Period
from kg.triples import literals
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import QUDT_UNIT, term

UNIT_COLUMNS = ("unit", "aliases", "after", "dimension", "qudt", "factor", "base", "label_en")
INDICATOR_COLUMNS = ("label", "aliases", "units", "label_en", "yearbook")
PURE = "1"  # the name of the unit of a pure number
# dimension of the table of units -> quantity kind of QUDT
QUANTITY_KINDS = {
    "angle": "Angle",
    "apparent power": "ApparentPower",
    "area": "Area",
    "currency": "Currency",
    "density": "Density",
    "electric current": "ElectricCurrent",
    "energy": "Energy",
    "flow": "VolumeFlowRate",
    "frequency": "Frequency",
    "illuminance": "Illuminance",
    "length": "Length",
    "mass": "Mass",
    "multiple": "DimensionlessRatio",
    "people": "Population",
    "power": "Power",
    "pressure": "Pressure",
    "ratio": "DimensionlessRatio",
    "sound level": "SoundPressureLevel",
    "speed": "Speed",
    "temperature": "Temperature",
    "time": "Time",
    "voltage": "Voltage",
    "volume": "Volume",
}


def indicator(to: Statements, metric: Metric) -> Node:
    """Return the indicator of a metric: the catalogue's where it knows one, else one named by the text's words."""
    label = metric.indicator_key or metric.indicator
    node = to.entity(f"indicator/{label}")
    to.share(node, "rdf:type", term("kg:Indicator"), term("skos:Concept"))
    to.share(node, "skos:prefLabel", literals.chinese(label))
    to.share(node, "rdfs:label", literals.chinese(label))
    english, aliases = _indicators().get(label, ("", ()))
    to.share(node, "rdfs:label", Literal(english, language="en") if english else None)
    to.share(node, "skos:altLabel", *map(literals.chinese, aliases))
    return node


def unit(to: Statements, name: str) -> Node:
    """Return a unit by its Chinese name, with what the table of units knows of it."""
    node = to.entity(f"unit/{name or PURE}")
    to.share(node, "rdf:type", term("qudt:Unit"))
    to.share(node, "rdfs:label", literals.chinese(name or PURE))
    row = _units().get(name)
    if row is not None:
        english, qudt, dimension = row
        to.share(node, "rdfs:label", Literal(english, language="en") if english else None)
        to.share(node, "skos:exactMatch", NamedNode(qudt) if qudt else None)
        kind = QUANTITY_KINDS.get(dimension)
        to.share(node, "qudt:hasQuantityKind", term(f"quantitykind:{kind}") if kind else None)
    elif not name:
        to.share(node, "skos:exactMatch", NamedNode(QUDT_UNIT + "UNITLESS"))
    return node


def period(to: Statements, span: Period) -> Node | None:
    """Return the interval of a resolved period (OWL-Time), None where the text and its date do not tell it."""
    if span.start is None and span.end is None:
        return None
    start, end = span.start or "..", span.end or ".."
    node = to.entity(f"period/{start}" if start == end else f"period/{start}_{end}")
    to.share(node, "rdf:type", term("time:ProperInterval"))
    for predicate, shortcut, moment in (
        ("time:hasBeginning", "schema:startDate", span.start),
        ("time:hasEnd", "schema:endDate", span.end),
    ):
        if moment is not None:
            to.share(node, shortcut, literals.moment(moment))
            to.share(node, predicate, _instant(to, moment))
    return node


def post(to: Statements, words: str) -> Node:
    """Return a post by its words."""
    node = to.entity(f"post/{words}")
    to.share(node, "rdf:type", term("org:Role"))
    to.share(node, "rdfs:label", literals.chinese(words))
    return node


def _instant(to: Statements, moment: str) -> Node:
    node = to.entity(f"instant/{moment}")
    literal = literals.moment(moment)
    predicate = {
        "date": "time:inXSDDate",
        "gYearMonth": "time:inXSDgYearMonth",
        "gYear": "time:inXSDgYear",
    }.get(literal.datatype.value.rpartition("#")[2])
    to.share(node, "rdf:type", term("time:Instant"))
    if predicate:
        to.share(node, predicate, literal)
    return node


@cache
def _indicators() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return English label and aliases of each indicator of the package's catalogue."""
    rows = Lexicon().rows("indicators", INDICATOR_COLUMNS)
    return {row["label"]: (row["label_en"], row.many("aliases")) for row in rows}


@cache
def _units() -> dict[str, tuple[str, str, str]]:
    """Return English label, QUDT IRI and dimension of each unit of the package's table."""
    rows = Lexicon().rows("units", UNIT_COLUMNS)
    return {row["unit"]: (row["label_en"], row["qudt"], row["dimension"]) for row in rows}
