"""The server at size: opening, named questions, what HTTP costs, and many guests at once, beside other evaluators.

Run as `python benchmarks/benchmark_server.py [STATEMENTS] [BUILD]` (default 1,000,000, made by `benchmark_graph`
and kept in the folder BUILD if one is given). rdflib-endpoint takes part where it can be imported.
What counts are the ratios of one run; no run takes more than five minutes.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pyoxigraph as ox
import rdflib
from benchmark_graph import NAMES, documents, other_name

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from web_server import free_port, running  # type: ignore[import-not-found, unused-ignore]

from kg import questions
from kg.export import nquads
from kg.iris import DEFAULT_BASE
from kg.outputs import discard
from kg.questions import Question
from kg.search import open_index
from kg.store import Store
from kg.triples import ontology
from kg.triples.vocabulary import prefixes
from kg.web.service import prepare

PEER_SIZE, ROUNDS = 5_000, 200  # statements that peers get; repetitions of a small query
GUESTS, SECONDS = 200, 30.0
ASKED = ("titles-of-places", "figures-of-place", "claims-of-speaker", "policies")
SMALL = "SELECT ?label { ?person a kg:Person ; rdfs:label ?label } LIMIT 10"
# What the small extraction that documents are made from says, by parameter; names are exchanged as in that document.
OF_DOCUMENT = {
    "place": "潍坊港",
    "person": "刘运",
    "outlet": "大众日报",
    "indicator": "吞吐量",
    "title": "全国百强县",
    "issuer": "市政府",
    "policy": "绿地规划",
    "unit": "吨",
    "least": "1000",
    "year": "2021",
    "since": "2017",
    "words": "潍坊港",
    "name": "潍坊港",
}
VARIANT = 7
Asked = Iterable[tuple[Question, dict[str, str]]]
JSON = {"Accept": "application/sparql-results+json"}
ENDPOINT = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="error")
"""


def main() -> None:
    """Print all figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        build = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "build"
        _make(build, size)
        _open(build)
        _engine(build)
        with running(build, limits={"workers": 2}) as client:
            _questions(client)
            _overhead(client, build)
            asyncio.run(_crowd(str(client.base_url)))
        _make(Path(scratch) / "peer", PEER_SIZE)
        _peers(Path(scratch) / "peer")


def _make(build: Path, size: int) -> None:
    """Write the graph of as many documents as make up a size, unless it is there."""
    build.mkdir(parents=True, exist_ok=True)
    if not (build / "graph.nq").is_file():
        (build / "graph.nq").write_bytes(nquads(documents(size)))
    discard(build / "store")
    _, seconds = _timed(lambda: prepare(build, DEFAULT_BASE))
    discard(build / "search.sqlite")
    _, more = _timed(lambda: open_index(build, Store(build / "store", read_only=True)))
    print(f"{size:,} statements; first start: store on disk in {seconds:.1f} s, search index in {more:.1f} s")


def _open(build: Path) -> None:
    times = [_timed(lambda: ox.Store.read_only(str(build / "store")).query("ASK {}"))[1] for _ in range(5)]
    print(f"opening the store on disk: median {statistics.median(times):.3f} s, worst {max(times):.3f} s")


def _engine(build: Path) -> None:
    """Print the processor time that the questions take in this process, whatever else the machine does meanwhile."""
    store = ox.Store.read_only(str(build / "store"))
    times = {}
    for question in questions.load().values():
        text = question.bind({part.name: part.example for part in question.parameters}) + "\nLIMIT 101"
        runs = []
        for _ in range(3):
            start = time.process_time()
            found = store.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
            assert isinstance(found, ox.QuerySolutions)
            found.serialize(format=ox.QueryResultsFormat.JSON)
            runs.append(time.process_time() - start)
        times[question.name] = statistics.median(runs) * 1000
    slowest = max(times, key=lambda name: times[name])
    middle = statistics.median(times.values())
    print(f"processor time of the {len(times)} questions: median {middle:.0f} ms, {slowest} {times[slowest]:.0f} ms")


def _questions(client: httpx.Client) -> None:
    """Ask all questions: with their examples, with what a document has, and for whole answers instead of a page."""
    examples = [(item, {part.name: part.example for part in item.parameters}) for item in questions.load().values()]
    own = [(item, {part.name: _value(part.name) for part in item.parameters}) for item in questions.load().values()]
    _ask("examples, first page", examples, lambda item, values: _page(client, item, values))
    _ask("values of a document, first page", own, lambda item, values: _page(client, item, values))
    _ask("values of a document, whole answer", own, lambda item, values: _post(client, item.bind(values)))


def _ask(what: str, asked: Asked, answer: Callable[[Question, dict[str, str]], object]) -> None:
    times = {item.name: _median(lambda: answer(item, values), 3) for item, values in asked}  # noqa: B023 - called at once
    slow = sorted(times, key=lambda name: -times[name])[:5]
    over = sum(seconds > 1 for seconds in times.values())
    middle = statistics.median(times.values()) * 1000
    print(f"{len(times)} questions by HTTP, {what}: median {middle:.0f} ms, {over} over 1 s")
    print("  slowest: " + ", ".join(f"{name} {times[name] * 1000:.0f} ms" for name in slow))


def _page(client: httpx.Client, question: Question, values: dict[str, str]) -> object:
    return client.get(f"/api/questions/{question.name}", params=values).raise_for_status()


def _value(name: str) -> str:
    """Return a value for a parameter that one of the generated documents has."""
    known = OF_DOCUMENT[name]
    return other_name(known, VARIANT + NAMES.index(known)) if known in NAMES else known


def _overhead(client: httpx.Client, build: Path) -> None:
    """Compare a small query by HTTP with the engine in this process; the two take turns."""
    store = ox.Store.read_only(str(build / "store"))
    form = ox.QueryResultsFormat.JSON

    def engine() -> object:
        found = store.query(SMALL, prefixes=prefixes(), use_default_graph_as_union=True)
        return found.serialize(format=form) if isinstance(found, ox.QuerySolutions) else None

    def server() -> object:
        return client.get("/sparql", params={"query": SMALL}, headers=JSON).raise_for_status()

    pairs = [(_timed(engine)[1], _timed(server)[1]) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"small query: engine {ours:.2f} ms, by HTTP {theirs:.2f} ms; overhead {theirs - ours:.2f} ms at the median")


async def _crowd(base_url: str) -> None:
    """Let many guests ask for a while; print what failed and how the server's memory grew, its workers' included."""
    limits = httpx.Limits(max_connections=GUESTS)
    port = int(base_url.rstrip("/").rpartition(":")[2])
    async with httpx.AsyncClient(base_url=base_url, limits=limits, timeout=120) as client:
        await asyncio.gather(*(_guest(client, time.perf_counter() + 3, []) for _ in range(GUESTS)))
        before = _memory(port)
        times: list[float] = []
        stop = time.perf_counter() + SECONDS
        failed = sum(await asyncio.gather(*(_guest(client, stop, times) for _ in range(GUESTS))))
        after = _memory(port)
    print(
        f"{GUESTS} guests for {SECONDS:g} s: {len(times):,} answers, {failed} failed, "
        f"median {statistics.median(times) * 1000:.0f} ms, worst {max(times):.1f} s; "
        f"memory of all its processes {before:.0f} to {after:.0f} MiB"
    )


async def _guest(client: httpx.AsyncClient, stop: float, times: list[float]) -> int:
    failed = 0
    while time.perf_counter() < stop:
        start = time.perf_counter()
        try:
            response = await client.get("/sparql", params={"query": SMALL}, headers=JSON)
            failed += response.status_code != 200
        except httpx.HTTPError:
            failed += 1
        times.append(time.perf_counter() - start)
    return failed


def _memory(port: int) -> float:
    """Return the MiB that the server at a port and its workers hold, what they have in common counted once."""
    parents, held, found = {}, {}, set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            pid = int(folder.name)
            parents[pid] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if f'"port": {port}' in (folder / "cmdline").read_text():
                found.add(pid)
            sizes = re.search(r"^Pss: +(\d+) kB", (folder / "smaps_rollup").read_text(), re.MULTILINE)
            held[pid] = int(sizes[1]) / 1024 if sizes else 0.0
    while more := {pid for pid, parent in parents.items() if parent in found and pid not in found}:
        found |= more
    return sum(held.get(pid, 0.0) for pid in found)


def _peers(build: Path) -> None:
    """Ask the same of our server, of rdflib's evaluator and of rdflib-endpoint, all on a small graph."""
    graph = rdflib.Dataset(default_union=True)
    graph.parse(build / "graph.nq", format="nquads")
    graph.parse(data=_ontology(), format="nt")
    names = {name: rdflib.Namespace(iri) for name, iri in prefixes().items()}
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    with running(build, limits={"workers": 2}) as ours, _endpoint(build) as endpoint:
        for name in ASKED:
            query = questions.find(name).text
            first = _median(lambda: _post(ours, declared + query), 5)  # noqa: B023
            second = _median(lambda: list(graph.query(query, initNs=names)), 1)  # noqa: B023
            line = f"{name} on {PEER_SIZE:,}: kg {first * 1000:.0f} ms, rdflib {second / first:.0f} times as long"
            if endpoint:
                third = _median(lambda: _post(endpoint, declared + query), 1)  # noqa: B023
                line += f", rdflib-endpoint {third / first:.0f} times"
            print(line)


def _ontology() -> str:
    return "\n".join(f"{quad.triple} ." for quad in ontology.quads())


@contextmanager
def _endpoint(build: Path) -> Iterator[httpx.Client | None]:
    if importlib.util.find_spec("rdflib_endpoint") is None:
        print("rdflib-endpoint is not installed: it takes no part")
        yield None
        return
    both = build / "all.nq"
    both.write_text((build / "graph.nq").read_text(encoding="utf-8") + _ontology() + "\n", encoding="utf-8")
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", ENDPOINT, str(both), str(port)])
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=240) as client:
        for _ in range(600):
            try:
                client.get("/sparql", params={"query": "ASK {}"}, headers=JSON)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield client
    process.terminate()
    process.wait()


def _post(client: httpx.Client, query: str) -> object:
    return json.loads(client.post("/sparql", data={"query": query}, headers=JSON).raise_for_status().content)


def _median(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_timed(work)[1] for _ in range(rounds))


def _timed(work: Callable[[], object]) -> tuple[object, float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


if __name__ == "__main__":
    main()
