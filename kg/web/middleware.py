"""What every request passes: who may come in, how much they may bring, and what every answer carries."""

from __future__ import annotations

import hmac
import sys
import time

from starlette.datastructures import Headers as HeaderMap
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.responses import SECURITY, refuse
from kg.web.settings import LOOPBACK, Settings
from kg.web.status import count


class Headers:
    """Adds the security headers, counts the answer, and logs it to standard error."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and dress its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status = 500

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, dressed)
        finally:
            seconds = time.perf_counter() - start
            count(scope["path"], status, seconds)
            sys.stderr.write(f"{scope['method']} {scope['path']!a} {status} {seconds * 1000:.0f} ms\n")


class Gate:
    """Refuses wrong hosts, wrong tokens and bodies beyond the bound."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap an application."""
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        if scope["type"] == "http":
            refusal = self._refusal(HeaderMap(scope=scope))
            if refusal:
                await refuse(*refusal)(scope, receive, send)
                return
            receive = self._bounded(receive)
        try:
            await self._app(scope, receive, send)
        except BodyTooLargeError:
            await refuse(413, f"a request may have {self._settings.limits.request_bytes} bytes")(scope, receive, send)

    def _refusal(self, headers: HeaderMap) -> tuple[int, str] | None:
        host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        if not self._settings.is_open_to_others and host.strip("[]") not in LOOPBACK:
            # A page elsewhere whose name resolves to this machine must not read the graph (DNS rebinding).
            return 421, "this server answers to localhost only"
        given = headers.get("authorization", "").removeprefix("Bearer ")
        token = self._settings.token
        if token and not hmac.compare_digest(given.encode(), token.encode()):
            return 401, "this server wants a token: Authorization: Bearer …"
        if int(headers.get("content-length", "0") or 0) > self._settings.limits.request_bytes:
            return 413, f"a request may have {self._settings.limits.request_bytes} bytes"
        return None

    def _bounded(self, receive: Receive) -> Receive:
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._settings.limits.request_bytes:
                raise BodyTooLargeError
            return message

        return bounded


class BodyTooLargeError(Exception):
    """A request has more bytes than it may have."""
