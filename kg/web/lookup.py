"""Prepared queries of the JSON interface: a file each in `queries/`, with `VALUES ?thing { UNDEF }` for its subject."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.triples.vocabulary import prefixes
from kg.web.service import Service
from kg.web.worker import Job

FOLDER = Path(__file__).parent / "queries"
JSON = "application/sparql-results+json"
_SLOT = re.compile(r"VALUES (\?\w+) \{ UNDEF \}")
NUMERIC = ("decimal", "integer", "double")
Row = dict[str, str | float | int]


class LookupFailedError(Exception):
    """A prepared query was not answered; `status` is the HTTP status that says why."""

    def __init__(self, status: int, text: str) -> None:
        """Keep the status and the reason."""
        super().__init__(text)
        self.status = status


@cache
def prepared(name: str) -> str:
    """Return the text of a prepared query."""
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def look_up(service: Service, name: str, thing: str | None = None, page: tuple[int, int] | None = None) -> list[Row]:
    """Return the rows of a prepared query about a thing; `page` is a limit and an offset.

    Raises:
        LookupFailedError: if the thing is no IRI, or the query is stopped.
    """
    query = prepared(name)
    if thing is not None:
        query = _SLOT.sub(lambda slot: f"VALUES {slot[1]} {{ {_given(thing)} }}", query, count=1)
    if page is not None:
        query += f"LIMIT {page[0]:d} OFFSET {page[1]:d}"
    return rows(service, query)


def rows(service: Service, query: str) -> list[Row]:
    """Return the rows of a SELECT query with plain values: numbers as numbers, everything else as text."""
    answer = service.run(Job(query, JSON, None, prefixes=tuple(prefixes(service.base).items())))
    if answer.media_type != JSON:
        raise LookupFailedError(answer.status, answer.body.decode().strip())
    found: list[dict[str, dict[str, str]]] = json.loads(answer.body)["results"]["bindings"]
    return [{name: _plain(term) for name, term in row.items()} for row in found]


def node(iri: str) -> str:
    """Return an IRI as a query names it.

    Raises:
        ValueError: if it is no IRI.
    """
    return str(ox.NamedNode(iri))


def _given(iri: str) -> str:
    try:
        return node(iri)
    except ValueError as error:
        raise LookupFailedError(400, f"not an IRI: {iri}") from error


def _plain(term: dict[str, str]) -> Any:
    kind = term.get("datatype", "").rpartition("#")[2]
    if kind not in NUMERIC:
        return term["value"]
    value = float(term["value"])
    return int(value) if value.is_integer() else value
