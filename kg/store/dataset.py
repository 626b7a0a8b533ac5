"""The store as an rdflib data set; the only place where rdflib meets the engine."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset


def dataset(engine: ox.Store, prefixes: Mapping[str, str]) -> Dataset:
    """Return an rdflib data set over the same statements, whose default graph is the union of all graphs."""
    found = Dataset(store=OxigraphStore(store=engine), default_union=True)
    for prefix, namespace in prefixes.items():
        found.bind(prefix, namespace, override=True, replace=True)
    return found
