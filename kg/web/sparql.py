"""The SPARQL endpoint: request in, answer of a worker out."""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.triples.vocabulary import prefixes
from kg.web import negotiation, protocol
from kg.web.description import describe
from kg.web.responses import refuse, tagged
from kg.web.service import Service
from kg.web.worker import Job


async def sparql(request: Request) -> Response:
    """Answer a request of the SPARQL 1.1 Protocol."""
    service: Service = request.app.state.service
    try:
        operation = protocol.read(
            request.method, request.url.query, request.headers.get("content-type"), await request.body()
        )
        if operation is None:
            return _description(request, service)
        if operation.is_update:
            return await _update(request, service, operation)
        return await _query(request, service, operation)
    except protocol.ProtocolError as error:
        return refuse(error.status, str(error))


async def _query(request: Request, service: Service, operation: protocol.Operation) -> Response:
    bindings, graph = _accepted(request, negotiation.BINDINGS), _accepted(request, negotiation.GRAPHS)
    if bindings is None and graph is None:
        return refuse(406, "none of the media types in Accept is offered: see the service description")
    try:
        text = service.rewritten(operation.text)
    except QueryError as error:
        return refuse(400, str(error))
    job = Job(
        text,
        bindings,
        graph,
        operation.default_graphs,
        operation.named_graphs,
        tuple(prefixes(service.base).items()),
        str(request.url.replace(query="")),
    )
    answer = await run_in_threadpool(service.run, job)
    if answer.status == HTTPStatus.OK:
        return tagged(request, answer.body, answer.media_type)
    headers = {"Retry-After": "1"} if answer.status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return Response(answer.body, answer.status, headers, answer.media_type)


async def _update(request: Request, service: Service, operation: protocol.Operation) -> Response:
    if not service.settings.writable:
        return refuse(403, "this server is read-only: start it with --writable and --token to allow updates")
    problem = await run_in_threadpool(service.update, operation.text, str(request.url.replace(query="")))
    return refuse(400, problem) if problem else Response(status_code=204)


def _description(request: Request, service: Service) -> Response:
    media_type = _accepted(request, negotiation.GRAPHS)
    if media_type is None:
        return refuse(406, "the service description comes as Turtle, N-Triples, JSON-LD or RDF/XML")
    return tagged(request, describe(str(request.url), service, media_type), media_type)


def _accepted(request: Request, offered: tuple[str, ...]) -> str | None:
    try:
        return negotiation.choose(request.headers.get("accept"), offered)
    except ValueError as error:
        raise protocol.ProtocolError(400, str(error)) from error
