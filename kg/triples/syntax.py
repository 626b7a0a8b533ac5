"""RDF syntaxes: sorted statements, then pyoxigraph's serialisers, so that equal graphs have equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pyoxigraph as ox

from kg.iris import DEFAULT_BASE
from kg.triples.vocabulary import prefixes

DEFAULT = ox.DefaultGraph()


def turtle(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> bytes:
    """Return the statements of all graphs as one graph in Turtle."""
    return _write(_merged(quads), ox.RdfFormat.TURTLE, base)


def ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """Return the statements of all graphs as one graph in N-Triples."""
    return b"".join(sorted(set(_lines(_merged(quads), ox.RdfFormat.N_TRIPLES))))


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Return the data set in N-Quads, which keeps the graph of each document."""
    return b"".join(sorted(set(_lines(quads, ox.RdfFormat.N_QUADS))))


def _merged(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return the triples of all graphs, sorted by their N-Triples, each once."""
    triples = [quad.triple for quad in quads]
    lines = _lines(triples, ox.RdfFormat.N_TRIPLES)
    return [triple for _, triple in sorted(dict(zip(lines, triples, strict=True)).items())]


def _lines(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> list[bytes]:
    return (ox.serialize(statements, format=form) or b"").splitlines(keepends=True)


def _write(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat, base: str) -> bytes:
    target = io.BytesIO()
    ox.serialize(statements, target, format=form, prefixes=prefixes(base))
    return target.getvalue()
