"""What the handlers share: the settings, the store on disk, and the workers that answer from it."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import pyoxigraph as ox

from kg.errors import QueryError
from kg.lexicon import Lexicon
from kg.outputs import discard, stage
from kg.search import IN_INDEX, Index, Match, open_index, rewrite
from kg.store import Store
from kg.store.store import IN_FILE, ON_DISK
from kg.triples import ontology
from kg.triples.vocabulary import prefixes
from kg.web.settings import Settings
from kg.web.status import RUNNING
from kg.web.worker import Answer, Job, Pool

# Of the network, beside the store that they were found in.
OVERVIEW, COMMUNITIES = "overview.json", "communities.json"
DOCUMENT = re.compile(r"[0-9a-f]{8,64}")  # the id of a document: no path can be written with these characters


class Service:
    """One served graph; made at the start of the server and closed at its end."""

    def __init__(self, settings: Settings) -> None:
        """Open the store of a build and start the workers.

        Raises:
            QueryError: if the folder holds no build.
        """
        self.settings = settings
        self.base = settings.base
        self.store_folder = prepare(settings.folder, settings.base)
        self.lexicon = Lexicon()
        self._index: Index | None = None
        self._indexing, self._writing = Lock(), Lock()
        with _said("检索索引 opening the search index"):
            self._searched()
        self.remembering = Lock()  # held while the overview is looked up
        self.dividing = Lock()  # held while the communities are found
        self._pool = Pool(self.store_folder, settings.limits)

    def _searched(self) -> Index:
        """Return the search index; after an update the next search makes it anew."""
        with self._indexing:
            if self._index is None:
                store = Store(self.store_folder, self.base, read_only=True)
                self._index = open_index(self.settings.folder, store)
            return self._index

    def run(self, job: Job) -> Answer:
        """Answer a query within the limits."""
        with RUNNING.track_inprogress():
            return self._pool.run(job)

    def search(self, words: str, limit: int) -> tuple[Match, ...]:
        """Return names and sentences that contain the words."""
        return self._searched().find(words, limit)

    def complete(self, words: str, limit: int) -> tuple[Match, ...]:
        """Return names that begin with words or contain them, or whose pinyin begins with these letters."""
        return self._searched().complete(words, limit)

    def rewritten(self, query: str) -> str:
        """Return a query with the things that were found in the place of `?thing kg:search "words"`.

        Raises:
            QueryError: if more things match than a query should name.
        """
        return rewrite(query, self._searched()) if "kg:search" in query else query

    def names_in(self, words: str) -> tuple[Match, ...]:
        """Return the names that the graph knows in a text."""
        return self._searched().names_in(words)

    def text(self, document: str) -> str | None:
        """Return the stored text of a document by its id, or None where there is none."""
        if not DOCUMENT.fullmatch(document):
            return None
        path = self.settings.folder / "texts" / f"{document}.txt"
        return path.read_bytes().decode("utf-8", "surrogatepass") if path.is_file() else None

    def update(self, text: str, base: str) -> str | None:
        """Carry out an update and let the workers see it; return what was wrong with it, or None."""
        with self._writing:
            store = ox.Store(str(self.store_folder))
            try:
                store.update(text, base_iri=base, prefixes=prefixes(self.base))
            except (SyntaxError, OSError, RuntimeError, ValueError) as error:
                return str(error)
            finally:
                store.flush()
                del store
            self._pool.renew()
            for made in (OVERVIEW, COMMUNITIES):
                discard(self.settings.folder / made)
            with self._indexing:
                discard(self.settings.folder / IN_INDEX)
                self._index = None
        return None

    def close(self) -> None:
        """Stop the workers."""
        self._pool.close()


@contextmanager
def _said(what: str) -> Iterator[None]:
    """Say on standard error what is going on and how long it took: a first start over a large build takes a while."""
    sys.stderr.write(f"kg: {what} …\n")
    start = time.perf_counter()
    yield
    sys.stderr.write(f"kg: {what}: {time.perf_counter() - start:.1f} s\n")


def prepare(folder: Path, base: str) -> Path:
    """Return the store on disk of a build, made from its graph if need be, whole or not at all.

    Raises:
        QueryError: if the folder holds no build, or cannot be written.
    """
    ready, graph = folder / ON_DISK, folder / IN_FILE
    if ready.is_dir():
        return ready
    if not graph.is_file():
        raise QueryError(f"{folder}: 没有图谱，请先运行 kg build / no graph there, run kg build first")
    staging = stage(folder)
    try:
        with _said(f"建库 making the store of {graph.stat().st_size / 2**20:.0f} MiB"):
            store = ox.Store(str(staging))
            store.bulk_load(path=str(graph), format=ox.RdfFormat.N_QUADS)
            store.bulk_extend(ontology.quads(base))
            store.optimize()  # takes a fifth of the loading and halves the time of every query
            store.flush()
            del store  # the engine gives up its lock on the folder
        return staging.rename(ready)
    except (OSError, SyntaxError) as error:
        discard(staging)
        raise QueryError(f"{graph}: 无法读取图谱 / the graph cannot be read ({error})") from error
