"""SPARQL 1.1 Protocol: from an HTTP request to the one operation it asks for, or to what is wrong with it.

Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.store.keywords import fetching_keyword
from kg.web.using import with_dataset

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update and the data set that the request names for it."""

    text: str
    is_update: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class ProtocolError(Exception):
    """A request that the protocol does not allow; `status` is the HTTP status to answer with."""

    def __init__(self, status: int, text: str) -> None:
        """Keep the status and say what is wrong."""
        super().__init__(text)
        self.status = status


def read(method: str, query_string: str, content_type: str | None, body: bytes) -> Operation | None:
    """Return the operation that a request asks for; None for a plain GET, which asks what the service is.

    Raises:
        ProtocolError: for everything that the protocol forbids.
    """
    parameters = _decode(query_string)
    if method in ("GET", "HEAD"):
        return _from_get(parameters)
    media_type = (content_type or "").partition(";")[0].strip().lower()
    text = _utf8(body)
    if media_type == FORM:
        return _operation([*parameters, *_decode(text)])
    if media_type == QUERY:
        return _direct(text, parameters, is_update=False)
    if media_type == UPDATE:
        return _direct(text, parameters, is_update=True)
    if not media_type:
        raise ProtocolError(400, f"a POST needs a Content-Type: {FORM}, {QUERY} or {UPDATE}")
    raise ProtocolError(415, f"Content-Type must be {FORM}, {QUERY} or {UPDATE}, not {media_type}")


def _from_get(parameters: Parameters) -> Operation | None:
    if any(name == "update" for name, _ in parameters):
        raise ProtocolError(400, "an update must come by POST")
    return _operation(parameters) if parameters else None


def _direct(text: str, parameters: Parameters, *, is_update: bool) -> Operation:
    if any(name in ("query", "update") for name, _ in parameters):
        raise ProtocolError(400, "the request has an operation in its body and another in its URL")
    return _operation([*parameters, ("update" if is_update else "query", text)])


def _operation(parameters: Parameters) -> Operation:
    queries, updates = _all(parameters, "query"), _all(parameters, "update")
    if len(queries) + len(updates) != 1:
        raise ProtocolError(400, "a request must have exactly one parameter 'query' or 'update'")
    text = (queries + updates)[0]
    keyword = fetching_keyword(text)
    if keyword:
        raise ProtocolError(400, f"{keyword} is not allowed here: this server fetches nothing")
    return _with_dataset(text, parameters, is_update=bool(updates))


def _with_dataset(text: str, parameters: Parameters, *, is_update: bool) -> Operation:
    prefix = "using" if is_update else "default"
    default_graphs = _all(parameters, f"{prefix}-graph-uri")
    named_graphs = _all(parameters, "using-named-graph-uri" if is_update else "named-graph-uri")
    if is_update and (default_graphs or named_graphs):
        text = _with_using(text, default_graphs, named_graphs)
    return Operation(text, is_update, default_graphs, named_graphs)


def _with_using(update: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> str:
    try:
        return with_dataset(update, default_graphs, named_graphs)
    except ValueError as error:
        raise ProtocolError(400, str(error)) from error


def _all(parameters: Parameters, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)


def _decode(text: str) -> Parameters:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "percent-escapes must be of UTF-8 text") from error


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the body must be UTF-8, which byte {error.start} is not") from error
