"""The store: pyoxigraph, in memory or on disk, asked in SPARQL over the union of all graphs."""

from kg.store.store import Store, open_build

__all__ = ["Store", "open_build"]
