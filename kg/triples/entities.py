"""Entities: what they are called and what the lists know of them, said once for all documents that name them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.model import Entity, Kind
from kg.triples import literals
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import term

CLASSES: dict[Kind, str] = {
    "person": "Person",
    "outlet": "Outlet",
    "organization": "Organization",
    "place": "Place",
    "policy": "Policy",
    "title": "Title",
    "event": "Event",
}
# Where two kinds of the lists use one word for a type: a broadcaster's programme is no programme of a government.
TYPES: dict[tuple[Kind, str], str] = {("outlet", "Programme"): "BroadcastProgramme"}
CODES = {"code": "kg:divisionCode", "iso": "kg:countryCode", "level": "kg:administrativeLevel"}
TEXTS = {"issuer": "kg:issuerText", "home": "kg:homeText", "owner": "kg:ownerText", "note": "kg:note"}


def state(to: Statements, entity: Entity) -> None:
    """State what is known of an entity."""
    node = to.entity(entity.key)
    type_ = TYPES.get((entity.kind, entity.type), entity.type)
    to.share(node, "rdf:type", term(f"kg:{CLASSES[entity.kind]}"), term(f"kg:{type_}"))
    to.share(node, "rdfs:label", literals.chinese(entity.label))
    to.share(node, "skos:altLabel", *(literals.chinese(alias) for alias in entity.aliases))
    if entity.parent:
        _parent(to, node, to.entity(entity.parent), entity)
    attributes = dict(entity.attributes)
    for name, value in entity.attributes:
        _attribute(to, node, name, value)
    if "lat" in attributes and "long" in attributes:
        _point(to, node, entity, (attributes["lat"], attributes["long"]))


def _parent(to: Statements, node: Node, parent: Node, entity: Entity) -> None:
    if entity.kind == "place":
        to.share(node, "dcterms:isPartOf", parent)
        to.share(node, "schema:containedInPlace", parent)
    elif entity.parent and entity.parent.startswith("organization/"):
        to.share(node, "org:subOrganizationOf", parent)
    else:
        to.share(node, "kg:home", parent)


def _attribute(to: Statements, node: Node, name: str, value: str) -> None:
    if name in CODES:
        to.share(node, CODES[name], literals.plain(value))
    elif name == "iri":
        to.share(node, "skos:exactMatch", NamedNode(value))
    elif name == "now":
        to.share(node, "dcterms:isReplacedBy", to.entity(value if "/" in value else f"place/{value}"))
    elif name == "year":
        to.share(node, "kg:year", literals.moment(value))
    elif name in TEXTS:
        to.share(node, TEXTS[name], literals.chinese(value))


def _point(to: Statements, node: Node, entity: Entity, place: tuple[str, str]) -> None:
    """State coordinates (WGS 84, degrees), for GeoSPARQL and for those who only want two numbers."""
    try:
        latitude, longitude = (literals.decimal(Decimal(value)) for value in place)
    except InvalidOperation:
        return
    to.share(node, "schema:latitude", latitude)
    to.share(node, "schema:longitude", longitude)
    point = to.entity(f"point/{iris.segment(entity.key.partition('/')[2])}")
    to.share(node, "geo:hasGeometry", point)
    to.share(point, "rdf:type", term("geo:Geometry"))
    wkt = f"POINT({longitude.value} {latitude.value})"
    to.share(point, "geo:asWKT", Literal(wkt, datatype=term("geo:wktLiteral")))
