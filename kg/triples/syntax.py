"""Turtle, N-Triples and N-Quads: sorted statements through pyoxigraph, so that equal graphs have equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.iris import DEFAULT_BASE
from kg.triples.vocabulary import prefixes


def turtle(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> bytes:
    """Return the statements of all graphs as one graph in Turtle."""
    return write(merged(quads), ox.RdfFormat.TURTLE, prefixes(base))


def ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """Return the statements of all graphs as one graph in N-Triples."""
    return b"".join(sorted(set(_lines((quad.triple for quad in quads), ox.RdfFormat.N_TRIPLES))))


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Return the data set in N-Quads, which keeps the graph of each document."""
    return b"".join(sorted(set(_lines(quads, ox.RdfFormat.N_QUADS))))


def merged(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Yield the triples of all graphs, each once, in the order of their N-Triples.

    Triples are made one by one: keeping a million of them takes longer than writing them.
    """
    last = None
    for quad in sorted(quads, key=str):
        triple = quad.triple
        if triple != last:
            yield triple
            last = triple


def by_graph(quad: ox.Quad) -> tuple[str, str]:
    """Return the key that sorts statements graph by graph."""
    return str(quad.graph_name), str(quad)


def write(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat, names: Mapping[str, str]) -> bytes:
    """Return statements in a syntax, in their order, with prefixes."""
    target = io.BytesIO()
    ox.serialize(statements, target, format=form, prefixes=dict(names))
    return target.getvalue()


def _lines(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> list[bytes]:
    return (ox.serialize(statements, format=form) or b"").splitlines(keepends=True)
