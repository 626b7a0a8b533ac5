"""A real server on a real socket, for tests: started as a user starts it, stopped by SIGTERM."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import httpx

RUN = """
import json, sys
from pathlib import Path
from kg.web.server import serve
from kg.web.settings import Limits, Settings
options = json.loads(sys.argv[1])
limits = Limits(**options.pop("limits", {}))
serve(Settings(folder=Path(options.pop("folder")), limits=limits, **options))
"""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(folder: Path, **options: object) -> Iterator[httpx.Client]:
    """Serve a folder with the given settings; yield a client of it; end the server and check that it ended well."""
    import json

    port = free_port()
    arguments = json.dumps({"folder": str(folder), "port": port, **options})
    # A file, because a pipe that nobody reads would stop the server when its access log has filled it.
    with TemporaryFile() as log:
        yield from _serve([sys.executable, "-c", RUN, arguments], port, log)
        log.seek(0)
        written = log.read().decode()
    assert "Traceback" not in written, written


def _serve(command: list[str], port: int, log: IO[bytes]) -> Iterator[httpx.Client]:
    process = subprocess.Popen(command, stderr=log, env={**os.environ})
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            _wait(client, process)
            yield client
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server ended at its start"
        try:
            client.get("/health")
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")
