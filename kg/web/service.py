"""What the handlers share: the settings, the store on disk, and the workers that answer from it."""

from __future__ import annotations

from threading import Lock

import pyoxigraph as ox

from kg.iris import DEFAULT_BASE
from kg.web.settings import Settings
from kg.web.worker import Answer, Job, Pool


class Service:
    """One served graph; made at the start of the server and closed at its end."""

    def __init__(self, settings: Settings, base: str = DEFAULT_BASE) -> None:
        """Open the store of a build and start the workers.

        Raises:
            QueryError: if the folder holds no build.
        """
        self.settings = settings
        self.base = base
        self.store_folder = settings.folder / "store"
        self._writing = Lock()
        self._pool = Pool(self.store_folder, settings.limits)

    def run(self, job: Job) -> Answer:
        """Answer a query within the limits."""
        return self._pool.run(job)

    def update(self, text: str, base: str) -> str | None:
        """Carry out an update and let the workers see it; return what was wrong with it, or None."""
        with self._writing:
            store = ox.Store(str(self.store_folder))
            try:
                store.update(text, base_iri=base)
            except (SyntaxError, OSError, RuntimeError, ValueError) as error:
                return str(error)
            finally:
                store.flush()
                del store
            self._pool.renew()
        return None

    def close(self) -> None:
        """Stop the workers."""
        self._pool.close()
