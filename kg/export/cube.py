"""Claims as a well-formed RDF Data Cube (W3C Recommendation of 2014).

What a press conference says is ragged; a cube is not. So a claim without a place or period is put at an explicit
`kg:unspecifiedPlace` or `kg:unspecifiedPeriod`, a range becomes two observations of the measures `kg:low` and
`kg:high`, and the claim itself is a dimension: two speakers may give two values for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.store import Store
from kg.triples import literals, syntax
from kg.triples.vocabulary import term

# dimension, range, label in Chinese and English, what stands where a claim has none
DIMENSIONS = (
    ("kg:indicator", "kg:Indicator", "指标", "indicator", "kg:unknownIndicator"),
    ("kg:place", "kg:Place", "地点", "place", "kg:unspecifiedPlace"),
    ("kg:period", "time:ProperInterval", "时期", "period", "kg:unspecifiedPeriod"),
    ("kg:kind", "kg:ClaimKind", "类别", "kind", ""),
    ("kg:claim", "kg:MetricClaim", "主张", "claim", ""),
)
MEASURES = (("kg:value", "数值", "value"), ("kg:low", "下限", "low end"), ("kg:high", "上限", "high end"))
ATTRIBUTES = (
    ("qudt:hasUnit", "qudt:Unit", "单位", "unit"),
    ("kg:comparator", "kg:Comparator", "比较词", "comparator"),
    ("kg:status", "kg:Status", "状态", "status"),
)
QUERY = """
SELECT ?claim ?indicator ?place ?period ?kind ?unit ?comparator ?status ?value ?low ?high WHERE {
  ?claim a kg:MetricClaim ; kg:indicator ?indicator ; kg:kind ?kind ; qudt:hasUnit ?unit ; kg:comparator ?comparator ;
    kg:status ?status .
  OPTIONAL { ?claim kg:place ?place }
  OPTIONAL { ?claim kg:period ?period }
  OPTIONAL { ?claim kg:value ?value }
  OPTIONAL { ?claim kg:low ?low }
  OPTIONAL { ?claim kg:high ?high }
}
"""


def quads(store: Store) -> tuple[ox.Quad, ...]:
    """Return the cube of all metric claims of a store, with its structure, sorted."""
    return tuple(sorted({ox.Quad(*triple) for triple in (*_structure(store.base), *_observations(store))}, key=str))


def turtle(store: Store) -> bytes:
    """Return the cube in Turtle."""
    return syntax.turtle(quads(store), store.base)


Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def _structure(base: str) -> Iterator[Statement]:
    """Yield the data set, its structure definition, and what each component is."""
    cube, structure = ox.NamedNode(f"{base}cube"), ox.NamedNode(f"{base}cube/structure")
    yield cube, term("rdf:type"), term("qb:DataSet")
    yield from _label(cube, "新闻发布会指标主张", "metric claims of press conferences")
    yield cube, term("qb:structure"), structure
    yield structure, term("rdf:type"), term("qb:DataStructureDefinition")
    order = 0
    for name, range_, zh, en, default in DIMENSIONS:
        order += 1
        yield from _component(structure, order, "qb:dimension", "qb:DimensionProperty", name)
        yield term(name), term("rdfs:range"), term(range_)
        yield from _label(term(name), zh, en)
        if default.startswith("kg:unspecified"):
            yield term(default), term("rdf:type"), term(range_)
            yield from _label(term(default), f"未说明的{zh}", f"unspecified {en}")
    yield from _component(structure, order + 1, "qb:dimension", "qb:DimensionProperty", "qb:measureType")
    for name, zh, en in MEASURES:
        yield from _component(structure, order + 2, "qb:measure", "qb:MeasureProperty", name)
        yield term(name), term("rdfs:range"), term("xsd:decimal")
        yield from _label(term(name), zh, en)
        order += 1
    for name, range_, zh, en in ATTRIBUTES:
        yield from _component(structure, order + 2, "qb:attribute", "qb:AttributeProperty", name)
        yield term(name), term("rdfs:range"), term(range_)
        yield from _label(term(name), zh, en)
        order += 1


def _component(structure: ox.NamedNode, order: int, role: str, type_: str, name: str) -> Iterator[Statement]:
    component = ox.NamedNode(f"{structure.value}/{name.partition(':')[2]}")
    yield structure, term("qb:component"), component
    yield component, term("rdf:type"), term("qb:ComponentSpecification")
    yield component, term(role), term(name)
    yield component, term("qb:componentProperty"), term(name)
    yield component, term("qb:order"), literals.count(order)
    if role == "qb:attribute":
        yield component, term("qb:componentRequired"), ox.Literal("true", datatype=term("xsd:boolean"))
    yield term(name), term("rdf:type"), term("rdf:Property")
    yield term(name), term("rdf:type"), term(type_)


def _label(node: ox.NamedNode, zh: str, en: str) -> Iterator[Statement]:
    yield node, term("rdfs:label"), literals.chinese(zh)
    yield node, term("rdfs:label"), ox.Literal(en, language="en")


def _observations(store: Store) -> Iterator[Statement]:
    table = store.table(QUERY)
    for row in table.rows:
        bound = {name: node for name, node in zip(table.columns, row, strict=True) if node is not None}
        for measure, _, _ in MEASURES:
            value = bound.get(measure.partition(":")[2])
            if isinstance(value, ox.Literal):
                yield from _observation(store.base, bound, measure, value)


def _observation(base: str, bound: Mapping[str, object], measure: str, value: ox.Literal) -> Iterator[Statement]:
    claim = bound["claim"]
    assert isinstance(claim, ox.NamedNode)  # noqa: S101 - no export has blank nodes
    name = claim.value.rpartition("/")[2]
    node = ox.NamedNode(f"{base}observation/{name}-{measure.partition(':')[2]}")
    yield node, term("rdf:type"), term("qb:Observation")
    yield node, term("qb:dataSet"), ox.NamedNode(f"{base}cube")
    yield node, term("qb:measureType"), term(measure)
    yield node, term(measure), value
    for dimension, _, _, _, default in DIMENSIONS:
        found = bound.get(dimension.partition(":")[2])
        yield node, term(dimension), found if isinstance(found, ox.NamedNode) else term(default)
    for attribute, key in (("qudt:hasUnit", "unit"), ("kg:comparator", "comparator"), ("kg:status", "status")):
        found = bound[key]
        if isinstance(found, ox.NamedNode):
            yield node, term(attribute), found
