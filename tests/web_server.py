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
    process = subprocess.Popen([sys.executable, "-c", RUN, arguments], stderr=subprocess.PIPE, env={**os.environ})
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            _wait(client, process)
            yield client
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=40)
    assert b"Traceback" not in log, log.decode()


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        try:
            client.get("/health")
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")
