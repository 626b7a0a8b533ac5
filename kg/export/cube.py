"""Claims as a well-formed RDF Data Cube (W3C Recommendation of 2014).

What a press conference says is ragged; a cube is not. So a claim without a place or period is put at an explicit
`kg:unspecifiedPlace` or `kg:unspecifiedPeriod`, and the claim itself is a dimension: two speakers may give two values
for the same thing. Single values and ranges are data sets of their own, because every observation of a data set has to
have all of its measures (IC-14): `kg:value` in the one, `kg:low` and `kg:high` in the other.
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
CUBES = (
    ("values", "新闻发布会指标主张：数值", "metric claims: values", (("kg:value", "数值", "value"),)),
    (
        "ranges",
        "新闻发布会指标主张：范围",
        "metric claims: ranges",
        (("kg:low", "下限", "low end"), ("kg:high", "上限", "high end")),
    ),
)
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
    """Return the cubes of all metric claims of a store, with their structures, sorted."""
    statements = (*_components(), *_structures(store.base), *_observations(store))
    return tuple(sorted({ox.Quad(*triple) for triple in statements}, key=str))


def turtle(store: Store) -> bytes:
    """Return the cubes in Turtle."""
    return syntax.turtle(quads(store), store.base)


Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def _structures(base: str) -> Iterator[Statement]:
    """Yield the data sets and their structure definitions."""
    for name, zh, en, measures in CUBES:
        cube, structure = ox.NamedNode(f"{base}cube/{name}"), ox.NamedNode(f"{base}cube/{name}/structure")
        yield cube, term("rdf:type"), term("qb:DataSet")
        yield from _label(cube, zh, en)
        yield cube, term("qb:structure"), structure
        yield structure, term("rdf:type"), term("qb:DataStructureDefinition")
        parts = [("qb:dimension", dimension[0]) for dimension in DIMENSIONS]
        parts += [("qb:measure", measure[0]) for measure in measures]
        parts += [("qb:attribute", attribute[0]) for attribute in ATTRIBUTES]
        for order, (role, property_) in enumerate(parts, 1):
            yield from _component(structure, order, role, property_)


def _components() -> Iterator[Statement]:
    """Yield what each component property is: its role, its range, its label, and what stands for an absent value."""
    for name, range_, zh, en, default in DIMENSIONS:
        yield from _property(name, "qb:DimensionProperty", range_, zh, en)
        if default.startswith("kg:unspecified"):
            yield term(default), term("rdf:type"), term(range_)
            yield from _label(term(default), f"未说明的{zh}", f"unspecified {en}")
    for name, zh, en in (measure for cube in CUBES for measure in cube[3]):
        yield from _property(name, "qb:MeasureProperty", "xsd:decimal", zh, en)
    for name, range_, zh, en in ATTRIBUTES:
        yield from _property(name, "qb:AttributeProperty", range_, zh, en)


def _property(name: str, type_: str, range_: str, zh: str, en: str) -> Iterator[Statement]:
    yield term(name), term("rdf:type"), term("rdf:Property")
    yield term(name), term("rdf:type"), term(type_)
    yield term(name), term("rdfs:range"), term(range_)
    yield from _label(term(name), zh, en)


def _component(structure: ox.NamedNode, order: int, role: str, name: str) -> Iterator[Statement]:
    component = ox.NamedNode(f"{structure.value}/{name.partition(':')[2]}")
    yield structure, term("qb:component"), component
    yield component, term("rdf:type"), term("qb:ComponentSpecification")
    yield component, term(role), term(name)
    yield component, term("qb:componentProperty"), term(name)
    yield component, term("qb:order"), literals.count(order)
    if role == "qb:attribute":
        yield component, term("qb:componentRequired"), ox.Literal("true", datatype=term("xsd:boolean"))


def _label(node: ox.NamedNode, zh: str, en: str) -> Iterator[Statement]:
    yield node, term("rdfs:label"), literals.chinese(zh)
    yield node, term("rdfs:label"), ox.Literal(en, language="en")


def _observations(store: Store) -> Iterator[Statement]:
    table = store.table(QUERY)
    for row in table.rows:
        bound = {name: node for name, node in zip(table.columns, row, strict=True) if node is not None}
        for name, _, _, measures in CUBES:
            values = {measure[0]: bound.get(measure[0].partition(":")[2]) for measure in measures}
            if all(isinstance(value, ox.Literal) for value in values.values()):
                yield from _observation(store.base, name, bound, values)


def _observation(
    base: str, cube: str, bound: Mapping[str, object], values: Mapping[str, object]
) -> Iterator[Statement]:
    """Yield one observation: the claim's dimensions, all measures of its cube, and the attributes."""
    node = ox.NamedNode(f"{base}observation/{str(bound['claim']).rpartition('/')[2].rstrip('>')}")
    yield node, term("rdf:type"), term("qb:Observation")
    yield node, term("qb:dataSet"), ox.NamedNode(f"{base}cube/{cube}")
    for measure, value in values.items():
        if isinstance(value, ox.Literal):
            yield node, term(measure), value
    for dimension, _, _, _, default in DIMENSIONS:
        found = bound.get(dimension.partition(":")[2])
        yield node, term(dimension), found if isinstance(found, ox.NamedNode) else term(default)
    for attribute, key in (("qudt:hasUnit", "unit"), ("kg:comparator", "comparator"), ("kg:status", "status")):
        found = bound[key]
        if isinstance(found, ox.NamedNode):
            yield node, term(attribute), found
