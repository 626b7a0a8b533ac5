"""The network of a large graph: a page that draws what it asks for, an overview first, then neighbourhoods."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

import kg.page
from kg.outputs import stage_file
from kg.web import communities, ties
from kg.web.api import BadRequestError, answering, paged, required
from kg.web.api import page as page_of
from kg.web.lookup import LookupFailedError, look_up, node
from kg.web.pages import HTML, POLICY, page
from kg.web.responses import tagged
from kg.web.service import OVERVIEW, Service

VIS = "lib/vis-9.1.2/vis-network.min.js"
# scripts of the single-file page that this page uses as they are
SHARED = ("text.js", "shapes.js", "labels.js", "edges.js", "arrange.js", "canvas.js")
MOST_TIED = 100  # things whose ties one request may ask for


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


def overview(service: Service, _: Request | None) -> Any:
    """Return what is spoken of most, how it is tied together, and how much there is of each kind; kept on disk."""
    with service.remembering:
        path = service.settings.folder / OVERVIEW
        if not path.is_file():
            with stage_file(path) as staging:
                staging.write_text(json.dumps(_look_over(service), ensure_ascii=False), encoding="utf-8")
        return json.loads(path.read_bytes())


def warm(service: Service) -> None:
    """Look the overview and the communities up before somebody asks for them."""
    with suppress(LookupFailedError):
        overview(service, None)
    communities.known(service)


def _look_over(service: Service) -> dict[str, object]:
    things = look_up(service, "overview")
    counted = look_up(service, "totals", service.base)
    totals = {str(row["kind"]): row["things"] for row in counted if row["kind"] in ties.KINDS}
    totals["doc"] = len(look_up(service, "documents"))
    return {"things": things, "ties": ties.ties(service, [str(row["thing"]) for row in things]), "totals": totals}


def grouped(service: Service, _: Request) -> Any:
    """Return the communities with their names, sizes and ties; none, and not `ready`, while they are being found."""
    found = communities.known(service)
    if found is None:
        return {"ready": False, "communities": [], "ties": []}
    plain = [{name: value for name, value in one.items() if name != "members"} for one in found["communities"]]
    return {"ready": True, "communities": plain, "ties": found["ties"]}


def members(service: Service, request: Request) -> Any:
    """Return the members of the community `iri`, those most spoken of first."""
    limit, offset = page_of(request)
    iri, found = required(request, "iri"), communities.known(service) or {"communities": []}
    rows = next((one["members"] for one in found["communities"] if one["community"] == iri), None)
    return None if rows is None else rows[offset : offset + limit]


def tied(service: Service, request: Request) -> Any:
    """Return the ties among the things `iri`, at most a hundred."""
    given = request.query_params.getlist("iri")
    if not 1 <= len(given) <= MOST_TIED:
        raise BadRequestError(f"give iri from 1 to {MOST_TIED} times")
    return ties.ties(service, [thing(service, iri) for iri in given])


def between(service: Service, request: Request) -> Any:
    """Return the claims and the sentences that tie `one` to `other`."""
    return ties.between(service, *(thing(service, required(request, name)) for name in ("one", "other")))


def path(service: Service, request: Request) -> Any:
    """Return the things on the shortest way from `one` to `other`, none where there is none, and their ties."""
    way = ties.path(service, *(thing(service, required(request, name)) for name in ("one", "other"))) or []
    names = ties.labels(service, way)
    return {
        "things": [{"thing": iri, "label": names.get(iri, iri)} for iri in way],
        "ties": ties.ties(service, way),
    }


def thing(service: Service, iri: str) -> str:
    """Return an IRI that names something which the network shows.

    Raises:
        BadRequestError: if it is no IRI.
        LookupFailedError: if the network shows no such thing.
    """
    try:
        node(iri)
    except ValueError as error:
        raise BadRequestError(f"not an IRI: {iri}") from error
    if not ties.is_thing(service, iri):
        raise LookupFailedError(404, f"not a thing of the network: {iri}")
    return iri


ROUTES = [
    Route("/network", network),
    Route("/static/vis-network.min.js", vis),
    *(Route(f"/static/page/{name}", shared) for name in SHARED),
    Route("/api/overview", answering(overview)),
    Route("/api/communities", answering(grouped)),
    Route("/api/members", answering(members)),
    Route("/api/inside", answering(paged("inside"))),
    Route("/api/ties", answering(tied)),
    Route("/api/between", answering(between)),
    Route("/api/path", answering(path)),
]
