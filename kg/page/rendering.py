"""From extractions to the page's HTML, through pyvis's `Network` and our own template."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.iris import ONTOLOGY
from kg.lexicon import Lexicon
from kg.model import Extraction
from kg.network import Network, divide, gather
from kg.network.facts import title_of
from kg.page.claims import describe_claims
from kg.page.content import (
    Json,
    Numbering,
    describe_document,
    describe_facts,
    describe_nodes,
    number,
)
from kg.page.drawing import choose_start, draw_communities, draw_start, place_nodes, rank
from kg.page.pinyin import readings
from kg.page.statements import describe_statements, name_classes

FOLDER = Path(__file__).parent
SCRIPTS = (
    *(
        "text",
        "packets",
        "words",
        "store",
        "state",
        "scene",
        "arrange",
        "shapes",
        "edges",
        "labels",
        "canvas",
        "communities",
    ),
    *("cite", "transcript", "charts", "panel", "search", "filters", "exports", "tables", "main"),
)
VIS = "lib/vis-9.1.2/vis-network.min.js"
LARGE = 2000
SURROGATE = re.compile("[\ud800-\udfff]")
MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Packet:
    """A piece of data in an inert element: JSON as it stands, or compressed and in base64 where it is large."""

    name: str
    body: str
    encoding: str


def render(extractions: tuple[Extraction, ...], base: str) -> str:
    """Return the page of these extractions; `base` is the IRI under which the graph's entities stand.

    The same extractions give the same characters. Up to `LARGE` nodes the data stand in the file as they are and all
    nodes have positions; above, the page opens on communities and the data are compressed.
    """
    network = gather(extractions)
    numbers = number(network)
    ranked = rank(network)
    large = len(network.nodes) > LARGE
    store = describe(extractions, network, numbers, base)
    store["ranked"] = ranked
    if large:
        communities = divide(network)
        store["communities"] = [
            [[numbers.of[key] for key in part] for part in community.parts] for community in communities
        ]
        drawn = draw_communities(network, communities)
    else:
        chosen = choose_start(network, ranked)
        points = place_nodes(network)
        store["positions"] = [list(points[node.key]) for node in network.nodes]
        drawn = draw_start(network, chosen, numbers)
    packets = [pack("store", store, large=large)]
    packets += [pack(f"text-{n}", item.document.source.text, large=large) for n, item in enumerate(extractions)]
    packets += [pack(f"graph-{n}", describe_statements(item, base), large=large) for n, item in enumerate(extractions)]
    return fill(packets, drawn, _title(extractions))


def describe(extractions: tuple[Extraction, ...], network: Network, numbers: Numbering, base: str) -> Json:
    """Return everything that the page knows, without the documents' texts."""
    facts = _by_document(network, len(extractions))
    labels = (text for node in network.nodes for text in (node.label, *node.aliases))
    return {
        "base": base,
        "ontology": ONTOLOGY,
        "nodes": describe_nodes(network, numbers),
        "facts": describe_facts(network.facts, numbers),
        "documents": [describe_document(item, facts[n], numbers) for n, item in enumerate(extractions)],
        "claims": [row for n, item in enumerate(extractions) for row in describe_claims(item, n, numbers)],
        "classes": name_classes({node.type for node in network.nodes}),
        "pinyin": readings(labels, Lexicon()),
    }


def _by_document(network: Network, count: int) -> list[tuple[Any, ...]]:
    facts: list[list[Any]] = [[] for _ in range(count)]
    for fact in network.facts:
        if fact.document >= 0:
            facts[fact.document].append(fact)
    return [tuple(found) for found in facts]


def _title(extractions: tuple[Extraction, ...]) -> str:
    return title_of(extractions[0]) if len(extractions) == 1 else f"{len(extractions)} 份新闻发布会实录"


def pack(name: str, value: object, *, large: bool) -> Packet:
    """Return a value as the content of an inert element; compression is the same on every day."""
    text = encode(value)
    if not large:
        return Packet(name, text, "json")
    squeezed = gzip.compress(text.encode(), compresslevel=6, mtime=0)
    return Packet(name, base64.b64encode(squeezed).decode("ascii"), "gzip")


def encode(value: object) -> str:
    """Return JSON that is safe inside a script element: no character in it can end the element or begin markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in MARKUP.items():
        text = text.replace(character, escape)
    return SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def fill(packets: list[Packet], drawn: tuple[list[Json], list[Json]], title: str) -> str:
    """Return the template filled by pyvis: `drawn` are the nodes and edges of the first view."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from pyvis.network import Network as Drawing  # here, because it loads IPython, which other commands do without

    drawing = Drawing(directed=True, cdn_resources="in_line")
    drawing.nodes, drawing.edges = drawn
    drawing.toggle_physics(status=False)
    loader = ChoiceLoader([FileSystemLoader(FOLDER), drawing.templateEnv.loader])
    drawing.templateEnv = Environment(loader=loader, autoescape=True)
    vis = _source(drawing.templateEnv, VIS)
    script = "".join(_scripts())
    style = (FOLDER / "style.css").read_text(encoding="utf-8")
    drawing.templateEnv.globals.update(
        packets=packets,
        page_title=SURROGATE.sub("\ufffd", title),
        vis=vis,
        script=script,
        style=style,
        encode=encode,
        policy=_policy([vis, script], [style]),
        vis_integrity=fingerprint(vis),
    )
    drawing.path = "template.html"
    return str(drawing.generate_html())


def _source(environment: Any, name: str) -> str:
    """Return a file that pyvis ships, with the line ends that browsers hash."""
    return str(environment.loader.get_source(environment, name)[0]).replace("\r\n", "\n")


def _scripts() -> Iterator[str]:
    yield '"use strict";\n(() => {\n'
    for name in SCRIPTS:
        yield (FOLDER / "scripts" / f"{name}.js").read_text(encoding="utf-8")
    yield "})();\n"


def _policy(scripts: list[str], styles: list[str]) -> str:
    allowed = " ".join(f"'{fingerprint(text)}'" for text in scripts)
    styled = " ".join(f"'{fingerprint(text)}'" for text in styles)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {styled}; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def fingerprint(text: str) -> str:
    """Return the hash of a script or style as policies and integrity attributes write it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
