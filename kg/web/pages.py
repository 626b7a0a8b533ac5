"""The pages: files that never change, filled in the browser from the JSON interface; and things by their own paths."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.iris import KINDS
from kg.web import negotiation
from kg.web.lookup import node
from kg.web.responses import refuse, tagged
from kg.web.service import Service
from kg.web.worker import Job

STATIC = Path(__file__).parent / "static"
HTML = "text/html"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The editor's result table adds style elements of its own; scripts stay as strict as everywhere.
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
FORMATS = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples"}


@cache
def page(name: str) -> bytes:
    """Return a page's file."""
    return (STATIC / name).read_bytes()


async def workbench(request: Request) -> Response:
    """Return the workbench."""
    return _html(request, "workbench.html", EDITOR_POLICY)


async def thing(request: Request) -> Response:
    """Return the page of a thing, or its statements as RDF, as the client likes."""
    offered = (*negotiation.GRAPHS, HTML)
    wanted = request.query_params.get("format")
    try:
        media_type = FORMATS.get(wanted or "") or negotiation.choose(request.headers.get("accept"), offered)
    except ValueError as error:
        return refuse(400, str(error))
    if media_type is None:
        return refuse(406, "things come as HTML, Turtle, N-Triples, JSON-LD or RDF/XML")
    if media_type == HTML:
        return _html(request, "entity.html")
    return await _statements(request, media_type)


async def _statements(request: Request, media_type: str) -> Response:
    service: Service = request.app.state.service
    try:
        name = node(service.base + request.scope["path"].removeprefix("/"))
    except ValueError:
        return refuse(404, "there is no such thing")
    answer = await run_in_threadpool(service.run, Job(f"DESCRIBE {name}", None, media_type))
    if answer.status != HTTPStatus.OK:
        return Response(answer.body, answer.status, media_type=answer.media_type)
    return tagged(request, answer.body, media_type) if answer.body.strip() else refuse(404, "there is no such thing")


def _html(request: Request, name: str, policy: str = POLICY) -> Response:
    response = tagged(request, page(name), f"{HTML}; charset=utf-8")
    response.headers["Content-Security-Policy"] = policy
    return response


ROUTES = [
    Route("/", workbench),
    Mount("/static", StaticFiles(directory=STATIC)),
    *(Route(f"/{kind}/{{name:path}}", thing) for kind in KINDS),
]
