"""Entities: what the lists know is shared by all documents, what only a text tells stays in its document's graph."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal

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
TEXTS = {"issuer": "kg:issuerText", "home": "kg:homeText", "owner": "kg:ownerText", "note": "kg:note"}
Say = Callable[..., None]


def state(to: Statements, entity: Entity) -> None:
    """State what is known of an entity."""
    say: Say = to.share if entity.listed else to.say
    node = to.entity(entity.key)
    say(node, "rdf:type", term(f"kg:{CLASSES[entity.kind]}"), term(f"kg:{entity.type}"))
    say(node, "rdfs:label", literals.chinese(entity.label))
    say(node, "skos:altLabel", *(literals.chinese(alias) for alias in entity.aliases))
    if entity.parent:
        _parent(say, node, to.entity(entity.parent), entity)
    attributes = dict(entity.attributes)
    for name, value in entity.attributes:
        _attribute(say, node, name, value)
    if "lat" in attributes and "long" in attributes:
        _point(to, say, node, entity, (attributes["lat"], attributes["long"]))


def _parent(say: Say, node: Node, parent: Node, entity: Entity) -> None:
    if entity.kind == "place":
        say(node, "dcterms:isPartOf", parent)
        say(node, "schema:containedInPlace", parent)
    elif entity.parent and entity.parent.startswith("organization/"):
        say(node, "org:subOrganizationOf", parent)
    else:
        say(node, "kg:home", parent)


def _attribute(say: Say, node: Node, name: str, value: str) -> None:
    if name == "code":
        say(node, "kg:divisionCode", literals.plain(value))
    elif name == "level":
        say(node, "kg:level", literals.plain(value))
    elif name == "year":
        say(node, "kg:year", literals.moment(value))
    elif name in TEXTS:
        say(node, TEXTS[name], literals.chinese(value))


def _point(to: Statements, say: Say, node: Node, entity: Entity, place: tuple[str, str]) -> None:
    """State coordinates (WGS 84, degrees), for GeoSPARQL and for those who only want two numbers."""
    try:
        latitude, longitude = (literals.decimal(Decimal(value)) for value in place)
    except InvalidOperation:
        return
    say(node, "schema:latitude", latitude)
    say(node, "schema:longitude", longitude)
    point = to.entity(f"point/{iris.segment(entity.key.partition('/')[2])}")
    say(node, "geo:hasGeometry", point)
    say(point, "rdf:type", term("geo:Geometry"))
    wkt = f"POINT({longitude.value} {latitude.value})"
    say(point, "geo:asWKT", Literal(wkt, datatype=term("geo:wktLiteral")))
