"""Minting IRIs: readable, stable, derived from content alone; Chinese stays Chinese (IRIs, not percent-encoded URIs).

Everything lies under the base as `BASE/KIND/NAME`, so that each kind is one prefix of Turtle and SPARQL. What belongs
to one document is named by that document's id and by its span (`claim/ID-32-46`); words of the text are fragments
of the stored text after RFC 5147 (`text/ID#char=32,46`: Unicode code points, half-open).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.model import Document, Span

DEFAULT_BASE = "https://kg.example/"
ONTOLOGY = "https://kg.example/ontology#"  # the vocabulary's own namespace: the same whatever the base of the data
KINDS = (
    *("claim", "conference", "derived", "doc", "event", "extraction", "graph", "indicator", "instant", "organization"),
    *(
        "outlet",
        "period",
        "person",
        "place",
        "point",
        "policy",
        "post",
        "quotation",
        "relation",
        "software",
        "speaker",
        "title",
    ),
    *("turn", "unit"),
)
DIGITS = 16  # hexadecimal digits of an id: a clash among a million documents has a chance of 1 in 37 million
_UCSCHAR = (
    "".join(  # RFC 3987
        ("\xa1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef", *(f"{chr(n << 16)}-{chr((n << 16) + 0xFFFD)}" for n in range(1, 14)))
    )
    + "\U000e1000-\U000efffd"
)
_NOT_IN_IRI = re.compile(rf"[^A-Za-z0-9\-._~!$&'()*+,;=:@{_UCSCHAR}]")
_NOT_IN_BASE = re.compile(r"""[\x00-\x20"#%<>?\\^`{|}]""")


def document_id(document: Document) -> str:
    """Return the id of a document: the beginning of the SHA-256 of its bytes."""
    return document.source.sha256[:DIGITS]


def check_base(base: str) -> str | None:
    """Return what is wrong with a base IRI for data, or None."""
    if not re.match(r"[a-z][a-z0-9+.-]*://[^/]", base):
        return "must be an absolute IRI such as https://example.org/kg/"
    if _NOT_IN_BASE.search(base):
        return "must not contain spaces, quotes, %, ? or #"
    return None if base.endswith("/") else "must end with /"


def entity_iri(key: str, base: str = DEFAULT_BASE) -> str:
    """Return the IRI of an entity by its key (`place/370783`, `person/刘运`)."""
    kind, _, name = key.partition("/")
    return f"{base}{kind}/{segment(name)}"


def local_iri(kind: str, document: str, span: Span, base: str = DEFAULT_BASE, number: int = 1) -> str:
    """Return the IRI of a thing in one document; `number` tells apart the second and later ones over the same span."""
    more = f"-{number}" if number > 1 else ""
    return f"{base}{kind}/{document}-{span.start}-{span.end}{more}"


def span_iri(document: str, span: Span, base: str = DEFAULT_BASE) -> str:
    """Return the RFC 5147 IRI of a stretch of a document's stored text."""
    return f"{base}text/{document}#char={span.start},{span.end}"


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return the prefixes of the data's own namespaces, by name."""
    return {kind: f"{base}{kind}/" for kind in KINDS}


@lru_cache(maxsize=65536)
def segment(name: str) -> str:
    """Return a name as one segment of an IRI's path.

    The name is brought to Unicode normal form C; only characters that no IRI segment may hold are percent-encoded, so
    that different names stay different.
    """
    if name in ("", ".", ".."):  # these would be lost where an IRI is resolved against a base
        return name.replace(".", "%2E") or "-"
    return _NOT_IN_IRI.sub(_escape, unicodedata.normalize("NFC", name))


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))
