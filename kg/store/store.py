"""The store that answers queries: opening what a build wrote, prefixes, and errors that help."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.iris import DEFAULT_BASE
from kg.results import Answer, Found, Table, read
from kg.store.diagnosis import explain, find_refused, find_unknown
from kg.store.keywords import names_dataset
from kg.triples import ontology
from kg.triples.vocabulary import prefixes

if TYPE_CHECKING:
    from rdflib import Dataset

ON_DISK, IN_FILE = "store", "graph.nq"


class Store:
    """Statements that can be asked in SPARQL 1.1.

    Every query sees the union of the graphs of all documents; `GRAPH` reaches one of them. The prefixes of the
    vocabularies and of the data need no declaration.
    """

    def __init__(self, path: Path | None = None, base: str = DEFAULT_BASE, *, read_only: bool = False) -> None:
        """Open the store in a folder, or make an empty one in memory.

        Raises:
            QueryError: if the folder holds no store, or another process is writing to it.
        """
        self.base = base
        self.path = path
        self.prefixes = prefixes(base)
        try:
            self.engine = _open(path, read_only=read_only)
        except OSError as error:
            raise QueryError(f"{path}: 无法打开图库 / the store cannot be opened ({error})") from error

    def __len__(self) -> int:
        """Return the number of statements, each counted in every graph that makes it."""
        return len(self.engine)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add statements."""
        self.engine.bulk_extend(quads)

    def load(self, path: Path) -> None:
        """Add the statements of an N-Quads file.

        Raises:
            QueryError: if the file cannot be read or is not N-Quads.
        """
        try:
            self.engine.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise QueryError(f"{path}: 无法读取图谱 / the graph cannot be read ({error})") from error

    def query(self, text: str) -> Answer:
        """Answer a SPARQL query: a table for SELECT, a bool for ASK, sorted triples for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: if the query is no SPARQL, or uses a term of the vocabulary that there is not; the message has
                the line, a caret under the place, and the nearest known term.
        """
        return read(self.solve(text))

    def table(self, text: str) -> Table:
        """Answer a SELECT query.

        Raises:
            QueryError: as in `query`, and if the query is of another form.
        """
        answer = self.query(text)
        if not isinstance(answer, Table):
            raise QueryError("这里只接受 SELECT / only a SELECT query makes a table")
        return answer

    def solve(self, text: str) -> Found:
        """Return the engine's own lazy answer to a query; errors are as in `query`."""
        problem = find_refused(text) or find_unknown(text, ontology.terms())
        if problem:
            raise QueryError(problem)
        union = not names_dataset(text)  # the engine would prefer the union to what FROM names
        try:
            return self.engine.query(text, prefixes=self.prefixes, use_default_graph_as_union=union, base_iri=self.base)
        except SyntaxError as error:
            raise QueryError(explain(text, str(error), self.prefixes)) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"查询失败 / the query failed: {error}") from error

    def label(self, iri: str) -> str:
        """Return the Chinese label of a term or thing, or nothing if it has none."""
        rows = self.table(f"SELECT ?label {{ <{iri}> rdfs:label ?label FILTER (LANG(?label) = 'zh') }}").rows
        return next((label.value for row in rows for label in row if isinstance(label, ox.Literal)), "")

    @property
    def graph(self) -> Dataset:
        """Return the same statements as an rdflib data set, for those who script with rdflib."""
        from kg.store.dataset import dataset  # rdflib takes longer to import than most queries to answer

        return dataset(self.engine, self.prefixes)


def open_build(folder: Path, base: str = DEFAULT_BASE) -> Store:
    """Open what `kg build` wrote into a folder: the store on disk where there is one, else the graph in memory.

    Raises:
        QueryError: if the folder holds neither.
    """
    if (folder / ON_DISK).is_dir():
        return Store(folder / ON_DISK, base, read_only=True)
    if not (folder / IN_FILE).is_file():
        raise QueryError(f"{folder}: 没有图谱，请先运行 kg build / no graph there, run kg build first")
    store = Store(base=base)
    store.load(folder / IN_FILE)
    store.add(ontology.quads(base))
    return store


def _open(path: Path | None, *, read_only: bool) -> ox.Store:
    if path is None:
        return ox.Store()
    return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
