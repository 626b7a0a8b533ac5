"""Answering queries in processes that can be stopped: the engine itself knows no deadline.

A worker process opens the store read-only and answers one job at a time over a pipe. `Pool.run` waits for the answer no
longer than the limit; a worker that is late, or dies of its memory limit, is killed and replaced.
"""

from __future__ import annotations

import io
import multiprocessing
import queue
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.keywords import names_dataset
from kg.web.settings import Limits

_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Job:
    """A query and the forms in which its answer may come: a media type each, or None where none is acceptable."""

    query: str
    bindings: str | None
    graph: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status, a media type and a body; problems are plain text."""

    status: int
    media_type: str
    body: bytes


def problem(status: int, text: str) -> Answer:
    """Return an answer that says what is wrong."""
    return Answer(status, "text/plain; charset=utf-8", f"{text}\n".encode())


class TooLargeError(Exception):
    """An answer has grown beyond its bound."""


class Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond a bound."""

    def __init__(self, bound: int) -> None:
        """Start empty."""
        super().__init__()
        self._bound = bound

    def write(self, data: object) -> int:
        """Append bytes.

        Raises:
            TooLargeError: beyond the bound.
        """
        written = super().write(data)  # type: ignore[arg-type]  # the engine writes bytes
        if self.tell() > self._bound:
            raise TooLargeError
        return written


def evaluate(store: ox.Store, job: Job, limits: Limits) -> Answer:
    """Answer a job; every failure is an answer too."""
    try:
        results = store.query(
            job.query,
            base_iri=job.base,
            prefixes=dict(job.prefixes),
            # The engine lets this win over FROM in the query.
            use_default_graph_as_union=not _has_dataset(job) and not names_dataset(job.query),
            default_graph=[ox.NamedNode(iri) for iri in job.default_graphs] or None,
            named_graphs=[ox.NamedNode(iri) for iri in job.named_graphs] if _has_dataset(job) else None,
        )
        return _serialise(results, job, limits.answer_bytes)
    except SyntaxError as error:
        return problem(400, str(error))
    except TooLargeError:
        return problem(413, f"the answer is larger than {limits.answer_bytes} bytes: add a LIMIT or ask for less")
    except (RuntimeError, ValueError) as error:  # a function that is not there, a graph's name that is no IRI
        return problem(400, f"the query cannot be answered: {error}")
    except (MemoryError, OSError) as error:
        return problem(500, f"the query failed: {error}")


def _has_dataset(job: Job) -> bool:
    return bool(job.default_graphs or job.named_graphs)


def _serialise(results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, job: Job, bound: int) -> Answer:
    output = Bounded(bound)
    media_type = job.graph if isinstance(results, ox.QueryTriples) else job.bindings
    if media_type is None:
        return problem(406, "none of the media types in Accept fits this form of query")
    if isinstance(results, ox.QueryTriples):
        results.serialize(output, ox.RdfFormat.from_media_type(media_type))
    else:
        results.serialize(output, ox.QueryResultsFormat.from_media_type(media_type))
    return Answer(200, media_type, output.getvalue())


class Worker:
    """One process and the pipe to it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        """Start the process."""
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(theirs, folder, limits), daemon=True)
        self.process.start()
        theirs.close()

    def wait(self) -> None:
        """Return when the process has opened the store.

        Raises:
            QueryError: if it cannot.
        """
        try:
            self.connection.recv()
        except EOFError as error:
            raise QueryError("无法打开图谱存储 / the store of the graph cannot be opened") from error

    def run(self, job: Job, seconds: float) -> Answer | None:
        """Return the answer, or None if it did not come in time or the process died."""
        try:
            self.connection.send(job)
            answer: Answer | None = self.connection.recv() if self.connection.poll(seconds) else None
        except (EOFError, OSError):
            return None
        return answer

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """A fixed number of workers over one store, and a bounded queue before them."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        """Start the workers."""
        self._limits = limits
        self._make: Callable[[], Worker] = lambda: Worker(folder, limits)
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._start()

    def _start(self) -> None:
        """Start all workers at once, and wait until each has opened the store: a writer must not come between."""
        workers = [self._make() for _ in range(self._limits.workers)]
        for worker in workers:
            worker.wait()
            self._free.put(worker)

    def run(self, job: Job) -> Answer:
        """Answer a job within the limits; safe to call from many threads."""
        try:
            worker = self._free.get(timeout=self._limits.seconds)
        except queue.Empty:
            return problem(503, "the server is busy: try again later")
        answer = worker.run(job, self._limits.seconds)
        if answer is None:
            late = worker.process.is_alive()
            worker.stop()
            worker = self._make()
            worker.wait()
            answer = self._overrun() if late else problem(500, "the query needed more memory than it may use")
        self._free.put(worker)
        return answer

    def _overrun(self) -> Answer:
        return problem(504, f"the query took longer than {self._limits.seconds:g} s and was stopped: ask for less")

    def renew(self) -> None:
        """Replace all workers, so that they see what has been written since."""
        for _ in range(self._limits.workers):
            self._free.get().stop()
        self._start()

    def close(self) -> None:
        """End all workers that are not answering."""
        with suppress(queue.Empty):
            while True:
                self._free.get_nowait().stop()


def _work(connection: Connection, folder: Path, limits: Limits) -> None:
    """Answer jobs until the other end goes away."""
    # Ctrl-C reaches the whole group: the server decides when its workers end, so that running queries finish.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
    store = ox.Store.read_only(str(folder))
    connection.send(None)
    with suppress(EOFError):
        while True:
            connection.send(evaluate(store, connection.recv(), limits))
