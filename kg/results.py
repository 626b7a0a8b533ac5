"""Answers in the forms that people and programs read: tables, W3C result formats, Turtle and JSON-LD for graphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.iris import DEFAULT_BASE
from kg.triples.syntax import ntriples, turtle
from kg.triples.vocabulary import prefixes

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


WIDEST = 72  # columns of a cell on a terminal


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: names of columns, and rows of terms with None where nothing is bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


Answer = Table | bool | tuple[ox.Triple, ...]
Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_W3C = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
TABLES = ("table", "csv", "tsv", "json", "xml", "markdown")
GRAPHS = ("table", "ttl", "nt", "jsonld")  # a graph as a table is Turtle
_FORMS: dict[type, tuple[str, tuple[str, ...]]] = {
    ox.QuerySolutions: ("SELECT", TABLES),
    ox.QueryBoolean: ("ASK", ("table", "json", "xml", "csv", "tsv")),
    ox.QueryTriples: ("CONSTRUCT", GRAPHS),
}


def read(found: Found) -> Answer:
    """Return an engine's lazy answer as values; the statements of a graph come sorted, each once."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return tuple(sorted(set(found), key=str))
    columns = tuple(variable.value for variable in found.variables)
    return Table(columns, tuple(tuple(row) for row in found))


def render(found: Found, form: str = "table", base: str = DEFAULT_BASE) -> str:
    """Return an engine's answer as text; csv, tsv, json and xml are the W3C result formats.

    Raises:
        QueryError: if the form does not fit the kind of answer (a graph as CSV, a table as Turtle).
    """
    kind, forms = _FORMS[type(found)]
    if form not in forms:
        raise QueryError(f"{kind} 的结果不能写成 {form} / cannot be written as {form}; --format {' | '.join(forms)}")
    if not isinstance(found, ox.QueryTriples) and form in _W3C:
        return (found.serialize(format=_W3C[form]) or b"").decode()
    answer = read(found)
    if isinstance(answer, bool):
        return "是 yes\n" if answer else "否 no\n"
    return _table(answer, form, base) if isinstance(answer, Table) else _graph(answer, form, base)


def shorten(term: Term | None, names: Mapping[str, str]) -> str:
    """Return a term as people read it: the text of a literal, the prefixed name of an IRI."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        fits = [(len(space), prefix) for prefix, space in names.items() if term.value.startswith(space)]
        return f"{max(fits)[1]}:{term.value[max(fits)[0] :]}" if fits else term.value
    return str(term)


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal: full-width characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _table(table: Table, form: str, base: str) -> str:
    names = prefixes(base)
    cells = [[" ".join(shorten(term, names).split()) for term in row] for row in table.rows]
    if form == "table":
        lines = _draw(table.columns, [[_clip(cell) for cell in row] for row in cells])
    else:
        lines = _markdown(table.columns, cells)
    return "".join(f"{line}\n" for line in lines)


def _graph(triples: tuple[ox.Triple, ...], form: str, base: str) -> str:
    quads = [ox.Quad(item.subject, item.predicate, item.object) for item in triples]
    if form == "nt":
        return ntriples(quads).decode()
    if form == "jsonld":
        data = ox.serialize(triples, format=ox.RdfFormat.JSON_LD, prefixes=prefixes(base))
        return (data or b"").decode()
    return turtle(quads, base).decode()


def _draw(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(width, column)) for column in zip(columns, *rows, strict=True)]
    yield _row(columns, widths)
    yield "  ".join("─" * size for size in widths)
    for row in rows:
        yield _row(row, widths)
    yield f"（{len(rows)} 行 rows）"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(_escape(cell) for cell in row)} |"


def _escape(cell: str) -> str:
    """Return a cell as Markdown text: nothing in it is markup."""
    special = {char: f"\\{char}" for char in "\\`*_{}[]<>|#"}
    return "".join(special.get(char, char) for char in cell)


def _clip(cell: str) -> str:
    """Return a cell that fits a terminal; what is cut off ends in an ellipsis, the other forms have all of it."""
    if width(cell) <= WIDEST:
        return cell
    end = len(cell)
    while width(cell[:end]) > WIDEST - 1:
        end -= 1 + (width(cell[:end]) - WIDEST) // 2
    return cell[:end] + "…"
