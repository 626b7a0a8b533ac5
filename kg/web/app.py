"""The application: routes, and what stands around all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from kg.web import api, drawing, pages
from kg.web.graphstore import graph_store
from kg.web.middleware import Gate, Headers
from kg.web.service import Service
from kg.web.settings import Settings
from kg.web.sparql import sparql
from kg.web.status import health, metrics, version

READING = ["GET", "HEAD", "POST", "OPTIONS"]
WRITING = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"]  # of which graphs take only the first two


def make_app(settings: Settings) -> Starlette:
    """Return the ASGI application over a build; its workers live from its start-up to its shutdown."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.service = Service(settings)
        Thread(target=drawing.warm, args=(app.state.service,), daemon=True).start()
        yield
        app.state.service.close()

    routes = [
        Route("/sparql", sparql, methods=READING),
        *(Route(path, graph_store, methods=WRITING) for path in ("/graphs", "/graphs/{name:path}")),
        *api.ROUTES,
        *drawing.ROUTES,
        *pages.ROUTES,
        Route("/health", health),
        Route("/version", version),
        Route("/metrics", metrics),
    ]
    return Starlette(routes=routes, middleware=_middleware(settings), lifespan=lifespan)


def _middleware(settings: Settings) -> list[Middleware]:
    layers = [Middleware(Headers), Middleware(Gate, settings=settings)]
    if settings.cors:
        layers.append(
            Middleware(
                CORSMiddleware,
                allow_origins=[settings.cors],
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["Content-Type", "Accept", "Authorization"],
                expose_headers=["ETag"],
            )
        )
    return [*layers, Middleware(GZipMiddleware, minimum_size=1024)]
