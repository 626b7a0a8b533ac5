"""The data set that a request names for an update, written into the update: the engine takes none beside it.

Source: https://www.w3.org/TR/sparql11-protocol/#update-dataset
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.store.keywords import masked

_TOKEN = re.compile(r"\b(?:WHERE|USING|WITH|DELETE)\b|[{}]", re.IGNORECASE)


def with_dataset(update: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> str:
    """Return an update whose every WHERE asks the given graphs.

    Raises:
        ValueError: if a name is no IRI, or the update names a data set itself, which the protocol forbids, or hides its
            words by escapes.
    """
    plain = masked(update)
    if "\\" in plain:
        raise ValueError("using-graph-uri does not go with escaped keywords")
    clause = "".join(f"USING {ox.NamedNode(iri)} " for iri in default_graphs)
    clause += "".join(f"USING NAMED {ox.NamedNode(iri)} " for iri in named_graphs)
    parts, end = [], 0
    for start, stop, text in _changes(update, plain, clause):
        parts += [update[end:start], text]
        end = stop
    return "".join([*parts, update[end:]])


def _changes(update: str, plain: str, clause: str) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches to replace: before each WHERE, and the DELETE WHERE that can have no data set of its own."""
    before = ""
    for token in _outermost(plain):
        word, last = token[0].upper(), before
        before = word
        if word in ("USING", "WITH"):
            raise ValueError(f"the update says {word}, so that using-graph-uri must not be given")
        if word != "WHERE":
            continue
        if last == "DELETE":
            pattern = update[token.end() : _closing(plain, token.end())]
            yield token.start(), token.end(), f"{pattern} {clause}WHERE"
        else:
            yield token.start(), token.start(), clause


def _outermost(plain: str) -> Iterator[re.Match[str]]:
    """Yield the keywords that stand in no braces, and the braces around everything else."""
    depth = 0
    for token in _TOKEN.finditer(plain):
        depth -= token[0] == "}"
        if depth == 0:
            yield token
        depth += token[0] == "{"


def _closing(plain: str, start: int) -> int:
    """Return where the braces end that open behind a position."""
    depth = 0
    for brace in re.finditer(r"[{}]", plain[start:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return start + brace.end()
    return len(plain)
