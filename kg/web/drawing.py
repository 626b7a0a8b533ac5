"""The network of a large graph: a page that draws what it asks for, an overview first, then neighbourhoods."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

import kg.page
from kg.web.api import answering, paged
from kg.web.lookup import Row, look_up, node, prepared, rows
from kg.web.pages import HTML, POLICY, page
from kg.web.responses import tagged
from kg.web.service import Service

VIS = "lib/vis-9.1.2/vis-network.min.js"
SHARED = ("text.js", "shapes.js")  # scripts of the single-file page that this page uses as they are
TIES = 160  # edges of the overview: the strongest, more would hide them


async def network(request: Request) -> Response:
    """Return the page of the network."""
    response = tagged(request, page("network.html"), f"{HTML}; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    return response


async def vis(_: Request) -> Response:
    """Return vis-network as pyvis ships it."""
    return FileResponse(vis_file(), media_type="text/javascript")


async def shared(request: Request) -> Response:
    """Return a script of the single-file page; the route lets only their names through."""
    name = Path(request.url.path).name
    return FileResponse(Path(kg.page.__file__).parent / "scripts" / name, media_type="text/javascript")


def vis_file() -> Path:
    """Return where pyvis keeps vis-network; pyvis itself is not loaded, which would take a second."""
    found = find_spec("pyvis")
    if found is None or found.origin is None:
        raise FileNotFoundError(VIS)
    return Path(found.origin).parent / VIS


def overview(service: Service, _: Request) -> Any:
    """Return the things that are spoken of most and how they are tied to each other."""
    things = look_up(service, "overview")
    return {"things": things, "ties": ties(service, [str(row["thing"]) for row in things])}


def ties(service: Service, things: list[str]) -> list[Row]:
    """Return the strongest ties among things, each pair once: how many sentences and questions both stand in.

    The pairs are counted here: as a join in SPARQL they take minutes where some things stand in thousands of sentences.
    """
    if not things:
        return []
    given = " ".join(node(iri) for iri in things)
    together: dict[str, list[str]] = {}
    for row in rows(service, prepared("ties").replace("{ UNDEF }", f"{{ {given} }}")):
        together.setdefault(str(row["where"]), []).append(str(row["thing"]))
    counted = Counter(pair for found in together.values() for pair in combinations(sorted(found), 2))
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [{"thing": one, "other": other, "sentences": count} for (one, other), count in ordered[:TIES]]


ROUTES = [
    Route("/network", network),
    Route("/static/vis-network.min.js", vis),
    *(Route(f"/static/page/{name}", shared) for name in SHARED),
    Route("/api/overview", answering(overview)),
    Route("/api/inside", answering(paged("inside"))),
]
