"""The graph at size: sorted Turtle beside the engine's unsorted, checks, named questions beside rdflib's evaluator.

Run as `python benchmarks/benchmark_graph.py [STATEMENTS]` (default 1,000,000). Documents are made by varying a small
one by hand (`tests/small_graph.py`), so that the graph has everything that kg can say. Times are of the CPU; what
counts are the ratios of one run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from small_graph import TEXT, small  # type: ignore[import-not-found, unused-ignore]

from kg import questions, triples
from kg.check import check
from kg.export import nquads, turtle
from kg.lexicon import Lexicon
from kg.store import Store
from kg.triples import ontology
from kg.triples.vocabulary import prefixes

TURTLE = ox.RdfFormat.TURTLE
CHECKED, PEER = 100_000, 20_000
NAMES = (
    "潍坊港",
    "潍坊",
    "370700",
    "370783",
    "刘运",
    "大众日报",
    "寿光",
    "化工企业",
    "森林覆盖率",
    "市政府",
    "李明",
    "绿地规划",
)
VARIANTS = 500
ASKED = ("figures-of-place", "claims-of-speaker", "titles-of-places", "what-fell", "offsets", "speakers")


def main() -> None:
    """Print all figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    quads = documents(size)
    print(f"{len(quads):,} statements")
    _turtle(quads)
    _check(quads[:CHECKED])
    _questions(quads)
    _peer(documents(PEER))


def documents(size: int) -> list[ox.Quad]:
    """Return the statements of as many different documents as make up a size.

    Names are exchanged for others of the same length, so that each place, person and outlet is in few documents.
    """
    found: set[ox.Quad] = set()
    number = 0
    while len(found) < size:
        text = nquads(triples.encode(small(f"{number}.txt", f"{TEXT}第{number}场"))).decode()
        for index, name in enumerate(NAMES if number else ()):
            text = text.replace(name, other_name(name, number % VARIANTS + index))
        found.update(ox.parse(text, format=ox.RdfFormat.N_QUADS))
        number += 1
    return sorted(found, key=str)


def other_name(name: str, seed: int) -> str:
    """Return a name of the same length that no other seed gives."""
    return chr(0x4E00 + seed) + chr(0x6E00 + seed) * (len(name) - 1)


def _turtle(quads: list[ox.Quad]) -> None:
    mixed = quads[1::2] + quads[::2]
    ratios = []
    for _ in range(3):
        plain, _ = _cpu(lambda: ox.serialize((quad.triple for quad in mixed), format=TURTLE, prefixes=prefixes()))
        ours, _ = _cpu(lambda: turtle(quads))
        shuffled, _ = _cpu(lambda: turtle(mixed))
        ratios.append((ours / plain, shuffled / plain))
        print(
            f"Turtle: pyoxigraph unsorted {plain:.2f} s, ours {ours:.2f} s, ours of mixed statements {shuffled:.2f} s"
        )
    for name, column in zip(("as encoded", "mixed"), zip(*ratios, strict=True), strict=True):
        print(f"  {name}: {statistics.median(column):.2f} times as long")


def _check(quads: list[ox.Quad]) -> None:
    store, lexicon = _store(quads), Lexicon()
    ours, report = _cpu(lambda: check(store, lexicon))
    peer, _ = _cpu(lambda: check(store, lexicon, "pyshacl"))
    print(f"check of {report.statements:,} statements: {ours:.2f} s; with pySHACL {peer:.2f} s")


def _questions(quads: list[ox.Quad]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "graph.nq").write_bytes(nquads(quads))
        disk = ox.Store(str(path / "store"))
        disk.bulk_load(path=str(path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
        disk.bulk_extend(ontology.quads())
        disk.flush()
        del disk
        start = time.perf_counter()
        store = Store(path / "store", read_only=True)
        print(f"opening the store on disk: {time.perf_counter() - start:.3f} s")
        times = {}
        for question in questions.load().values():
            query = question.bind({parameter.name: parameter.example for parameter in question.parameters})
            start = time.perf_counter()
            store.table(query)
            times[question.name] = time.perf_counter() - start
    slow = sorted(times, key=lambda name: -times[name])[:6]
    print(f"{len(times)} questions with their example: median {statistics.median(times.values()) * 1000:.1f} ms")
    print("slowest: " + ", ".join(f"{name} {times[name] * 1000:.0f} ms" for name in slow))


def _peer(quads: list[ox.Quad]) -> None:
    import rdflib

    store = _store(quads)
    graph = rdflib.Graph()
    graph.parse(data=turtle(tuple(store.engine)), format="turtle")
    names = {name: rdflib.Namespace(iri) for name, iri in prefixes().items()}
    ratios = []
    for name in ASKED:
        query = questions.find(name).text
        ours, _ = _cpu(partial(store.table, query))
        theirs, _ = _cpu(lambda: list(graph.query(query, initNs=names)))  # noqa: B023 - called at once
        ratios.append(theirs / ours)
        print(f"{name} on {len(graph):,}: rdflib takes {theirs / ours:.0f} times as long ({theirs:.2f} s)")
    print(f"median ratio {statistics.median(ratios):.0f}")


def _store(quads: list[ox.Quad]) -> Store:
    store = Store()
    store.add(quads)
    store.add(ontology.quads())
    return store


def _cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


if __name__ == "__main__":
    main()
