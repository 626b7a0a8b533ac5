"""Running the application: one process that listens, and its workers."""

from __future__ import annotations

import socket
import sys

import uvicorn

from kg.errors import QueryError
from kg.web.app import make_app
from kg.web.service import prepare
from kg.web.settings import Settings

GRACE = 30  # seconds that running queries have to finish after SIGTERM


def serve(settings: Settings) -> None:
    """Serve a build until SIGTERM or SIGINT; running queries are finished first.

    Raises:
        QueryError: if the settings would open the graph to others without a token, if the folder holds no build,
            or if the address is taken.
    """
    if (settings.is_open_to_others or settings.writable) and not settings.token:
        raise QueryError(
            f"{settings.host}: 对外开放或允许更新时必须给出 --token / needs --token when open to others or writable"
        )
    if settings.is_open_to_others:
        sys.stderr.write(
            f"kg: 注意：其他机器可以访问 {settings.host} / warning: other machines can reach this server\n"
        )
    prepare(settings.folder, settings.base)
    config = uvicorn.Config(
        make_app(settings),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
        h11_max_incomplete_event_size=64 * 1024,
    )
    with _listening(settings) as listener:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        sys.stderr.write(f"kg: http://{host}:{listener.getsockname()[1]}/ Ctrl+C 停止 stops\n")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(settings: Settings) -> socket.socket:
    address = settings.host, settings.port
    try:
        family = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server(address, family=family, backlog=2048)
    except OSError as error:
        raise QueryError(
            f"{settings.host}:{settings.port}: 无法监听，请换 --port / cannot listen there ({error.strerror})"
        ) from error
