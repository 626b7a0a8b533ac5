"""What a server is told at its start, and the bounds that hold for every request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.iris import DEFAULT_BASE

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one query, of one request, and of all queries together."""

    seconds: float = 30.0
    answer_bytes: int = 64 * 2**20
    memory_bytes: int = 4 * 2**30
    request_bytes: int = 2**20
    workers: int = 4
    waiting: int = 256


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve: `folder` is what `kg build` wrote.

    `token` is asked of every request when set (by `Authorization: Bearer`); `writable` allows SPARQL Update, with the
    token only. `cors` names the one origin (or `*`) that pages elsewhere may ask from.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    writable: bool = False
    cors: str | None = None
    base: str = DEFAULT_BASE
    limits: Limits = Limits()

    @property
    def is_open_to_others(self) -> bool:
        """Tell whether other machines can reach the server."""
        return self.host not in LOOPBACK
