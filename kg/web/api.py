"""The JSON interface of the pages: search, entities, claims, documents, neighbours, series and named questions."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.questions import Question, find, load
from kg.search import Match
from kg.triples import ontology
from kg.triples.vocabulary import prefixes
from kg.web import ties
from kg.web.asking import understand
from kg.web.lookup import LookupFailedError, Row, look_up, rows
from kg.web.service import Service

MOST = 500
PAGING = ("limit", "offset")
DESCRIPTION = Path(__file__).parent / "openapi.json"
Handler = Callable[[Service, Request], Any]


class BadRequestError(Exception):
    """A parameter is missing or not usable."""


def answering(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that answers what a handler returns as JSON, and problems as JSON too."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        try:
            found = await run_in_threadpool(handler, request.app.state.service, request)
        except LookupFailedError as error:
            return JSONResponse({"problem": str(error)}, error.status)
        except (BadRequestError, QueryError) as error:
            return JSONResponse({"problem": str(error)}, 400)
        return JSONResponse(found) if found is not None else JSONResponse({"problem": "not found"}, 404)

    return endpoint


def search(service: Service, request: Request) -> Any:
    """Find names and sentences that contain the words `q`."""
    limit, offset = page(request)
    return _listed(service.search(required(request, "q"), limit + offset)[offset:])


def complete(service: Service, request: Request) -> Any:
    """Find names by their beginning, a part of them, or their pinyin (in full or by initials)."""
    limit, offset = page(request)
    return _listed(service.complete(required(request, "q"), limit + offset)[offset:])


def _listed(matches: Iterable[Match]) -> list[dict[str, str]]:
    return [{"iri": item.iri, "type": item.type, "role": item.role, "text": item.text} for item in matches]


def entity(service: Service, request: Request) -> Any:
    """Return what the graph says of the thing `iri`: its statements and its relations."""
    iri = required(request, "iri")
    statements = look_up(service, "entity", iri)
    return {"iri": iri, "statements": statements, "relations": ties.relations(service, iri)} if statements else None


def paged(name: str) -> Handler:
    """Return a handler that answers one prepared query about the thing `iri`."""

    def handler(service: Service, request: Request) -> list[Row]:
        return look_up(service, name, required(request, "iri"), page(request))

    return handler


def claims(service: Service, request: Request) -> Any:
    """Return the metric claims about or by the thing `iri`, or the claim that it is."""
    return ties.claims(service, iri_of(request), page(request))


def neighbours(service: Service, request: Request) -> Any:
    """Return what stands in one sentence with the thing `iri`, or asked or answered it."""
    limit, offset = page(request)
    return ties.neighbours(service, iri_of(request))[offset : offset + limit]


def documents(service: Service, request: Request) -> Any:
    """Return all documents."""
    return look_up(service, "documents", page=page(request))


def document(service: Service, request: Request) -> Any:
    """Return one document: its text, its turns, and what its text is marked with."""
    identifier = request.path_params["document"]
    text = service.text(identifier)
    if text is None:
        return None
    iri = f"{service.base}doc/{identifier}"
    return {
        "document": identifier,
        "text": text,
        "turns": look_up(service, "turns", iri),
        "marks": look_up(service, "marks", iri),
    }


def questions(_: Service, __: Request) -> Any:
    """Return the named questions with their parameters, columns and SPARQL."""
    return [
        {
            "name": item.name,
            "group": item.group,
            "zh": item.zh,
            "en": item.en,
            "parameters": [
                {"name": part.name, "type": part.type, "zh": part.zh, "en": part.en, "example": part.example}
                for part in item.parameters
            ],
            "columns": [{"name": part.name, "zh": part.zh, "en": part.en} for part in item.columns],
            "sparql": item.text,
        }
        for item in load().values()
    ]


def question(service: Service, request: Request) -> Any:
    """Answer a named question, a page of its rows at a time; its parameters are those of the request."""
    if request.path_params["name"] not in load():
        return None
    named = find(request.path_params["name"])
    values = {name: value for name, value in request.query_params.items() if value and name not in PAGING}
    return answer(service, named, values, page(request))


def answer(service: Service, named: Question, values: dict[str, str], wanted: tuple[int, int]) -> dict[str, Any]:
    """Return the SPARQL that was asked and a page of its rows; `more` tells whether there are rows after it."""
    sparql, (limit, offset) = named.bind(values), wanted
    found = rows(service, f"{sparql}\nLIMIT {limit + 1:d} OFFSET {offset:d}")
    return {"name": named.name, "values": values, "sparql": sparql, "rows": found[:limit], "more": len(found) > limit}


def ask(service: Service, request: Request) -> Any:
    """Answer a question in plain Chinese with the named question that it means, or say that it is not understood."""
    wanted = page(request)
    asked = understand(required(request, "q"), service.names_in, service.lexicon)
    if asked is None:
        return {"understood": False, "rows": [], "more": False}
    return {
        "understood": True,
        "question": asked.question,
        **answer(service, find(asked.question), asked.values, wanted),
    }


def terms(service: Service, _: Request) -> Any:
    """Return the terms of the vocabulary as prefixed names, and all prefixes, for completion."""
    return {"terms": [f"kg:{name}" for name in sorted(ontology.terms())], "prefixes": prefixes(service.base)}


def description(_: Service, __: Request) -> Any:
    """Return the OpenAPI description of this interface."""
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


def required(request: Request, name: str) -> str:
    """Return a parameter that must be there."""
    value = request.query_params.get(name, "").strip()
    if not value:
        raise BadRequestError(f"the parameter {name} is missing")
    return value


def iri_of(request: Request) -> str:
    """Return the parameter `iri`."""
    try:
        return str(ox.NamedNode(required(request, "iri")).value)
    except ValueError as error:
        raise BadRequestError("the parameter iri is no IRI") from error


def page(request: Request) -> tuple[int, int]:
    """Return the limit and the offset of a request."""
    try:
        limit = int(request.query_params.get("limit", "100"))
        offset = int(request.query_params.get("offset", "0"))
    except ValueError as error:
        raise BadRequestError("limit and offset must be whole numbers") from error
    if not (1 <= limit <= MOST and 0 <= offset <= MOST * MOST):
        raise BadRequestError(f"limit must lie between 1 and {MOST}, offset must not be negative")
    return limit, offset


ROUTES = [
    Route("/api/search", answering(search)),
    Route("/api/complete", answering(complete)),
    Route("/api/entity", answering(entity)),
    Route("/api/series", answering(paged("series"))),
    Route("/api/claims", answering(claims)),
    Route("/api/neighbours", answering(neighbours)),
    Route("/api/documents", answering(documents)),
    Route("/api/documents/{document}", answering(document)),
    Route("/api/questions", answering(questions)),
    Route("/api/questions/{name}", answering(question)),
    Route("/api/ask", answering(ask)),
    Route("/api/terms", answering(terms)),
    Route("/api/openapi.json", answering(description)),
]
