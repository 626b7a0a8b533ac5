"""The read side of the SPARQL 1.1 Graph Store Protocol: one graph by its name or its own address, or the default graph.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.web import negotiation
from kg.web.responses import refuse, tagged
from kg.web.service import Service
from kg.web.worker import Job

DEFAULT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


async def graph_store(request: Request) -> Response:
    """Answer GET and HEAD for `?graph=IRI` (indirect), a graph named by the address itself (direct), and `?default`."""
    service: Service = request.app.state.service
    names = [str(request.url)] if "name" in request.path_params else request.query_params.getlist("graph")
    if request.method not in ("GET", "HEAD"):
        return refuse(403, "graphs are read-only here: use a SPARQL update")
    if len(names) + ("default" in request.query_params) != 1:
        return refuse(400, "give exactly one of ?graph=IRI and ?default")
    try:
        media_type = negotiation.choose(request.headers.get("accept"), negotiation.GRAPHS)
    except ValueError as error:
        return refuse(400, str(error))
    if media_type is None:
        return refuse(406, "graphs come as Turtle, N-Triples, JSON-LD or RDF/XML")
    return await _graph(request, service, names[0] if names else None, media_type)


async def _graph(request: Request, service: Service, name: str | None, media_type: str) -> Response:
    graphs = (name,) if name else ()
    exists = Job("ASK { ?s ?p ?o }", "text/csv", None, graphs)
    answer = await run_in_threadpool(service.run, exists)
    if answer.status != HTTPStatus.OK:
        return Response(answer.body, answer.status, media_type=answer.media_type)
    if name and b"true" not in answer.body:
        return refuse(404, f"there is no graph {name}")
    answer = await run_in_threadpool(service.run, Job(DEFAULT, None, media_type, graphs))
    if answer.status != HTTPStatus.OK:
        return Response(answer.body, answer.status, media_type=answer.media_type)
    return tagged(request, answer.body, answer.media_type)
