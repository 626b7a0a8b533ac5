"""How the server is: health, version, and metrics in Prometheus' text form."""

from __future__ import annotations

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg import __version__

_REGISTRY = CollectorRegistry()
_ANSWERS = Counter("kg_answers", "Answers by path and status", ("path", "status"), registry=_REGISTRY)
_SECONDS = Histogram("kg_seconds", "Seconds to an answer by path", ("path",), registry=_REGISTRY)
RUNNING = Gauge("kg_running_queries", "Queries that wait for a worker or are answered by one", registry=_REGISTRY)
ProcessCollector(registry=_REGISTRY)  # memory, processor time and open files of the process that listens
PATHS = frozenset({"/", "/sparql", "/graphs", "/health", "/version", "/metrics"})


def count(path: str, status: int, seconds: float) -> None:
    """Count an answer; unknown paths count as one, so that callers cannot make the metrics grow."""
    known = path if path in PATHS else "other"
    _ANSWERS.labels(known, str(status)).inc()
    _SECONDS.labels(known).observe(seconds)


async def health(_: Request) -> Response:
    """Say that the server answers."""
    return JSONResponse({"status": "ok"})


async def version(request: Request) -> Response:
    """Say which version answers, and the base of the graph's IRIs."""
    return JSONResponse({"name": "kg", "version": __version__, "base": request.app.state.service.base})


async def metrics(_: Request) -> Response:
    """Return the metrics."""
    return Response(generate_latest(_REGISTRY), media_type=CONTENT_TYPE_LATEST)
