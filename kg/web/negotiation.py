"""Which media type to answer in, from the Accept header; the parsing of the header is python-mimeparse's."""

from __future__ import annotations

import mimeparse

# From the least to the most preferred: the library breaks ties in favour of the later one.
BINDINGS = (
    "application/xml",
    "application/json",
    "text/tab-separated-values",
    "text/csv",
    "application/sparql-results+xml",
    "application/sparql-results+json",
)
BOOLEANS = ("application/sparql-results+xml", "application/sparql-results+json")
GRAPHS = (
    "application/n-quads",
    "application/trig",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-triples",
    "text/turtle",
)


def choose(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """Return the offered media type that the header likes best, or None where it accepts none of them.

    Raises:
        ValueError: for a header that is none.
    """
    if not accept or not accept.strip():
        return offered[-1]
    try:
        return mimeparse.best_match(list(offered), accept) or None
    except (mimeparse.MimeTypeParseException, ValueError) as error:
        raise ValueError(f"Accept is not a list of media ranges: {error}") from error
