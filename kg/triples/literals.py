"""Literals in their canonical forms only: a store that normalises them gives back the same bytes."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from pyoxigraph import Literal

from kg.triples.vocabulary import term

PLACES = 18  # behind the point: what Oxigraph can compare; longer decimals would be strings to it
_SURROGATES = re.compile("[\ud800-\udfff]")
_MOMENTS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)


def plain(text: str) -> Literal:
    """Return a string; a lone surrogate, which no RDF string may hold, becomes U+FFFD, so that offsets stay right."""
    return Literal(_SURROGATES.sub("\ufffd", text))


def chinese(text: str) -> Literal:
    """Return a text in Chinese; see `plain` for lone surrogates."""
    return Literal(_SURROGATES.sub("\ufffd", text), language="zh")


def decimal(value: Decimal) -> Literal:
    """Return a decimal without trailing zeros and without exponent: exact, or to PLACES (三分之二)."""
    _, digits, exponent = value.as_tuple()
    if isinstance(exponent, int) and -exponent > PLACES:
        value = value.quantize(Decimal(1).scaleb(-PLACES), context=Context(prec=len(digits) + PLACES))
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=term("xsd:decimal"))


def count(value: int) -> Literal:
    """Return a whole number as xsd:integer: the store would make one of NIF's xsd:nonNegativeInteger too."""
    return Literal(str(value), datatype=term("xsd:integer"))


def moment(text: str) -> Literal:
    """Return an ISO 8601 day, month or year with its datatype; anything else as a string."""
    for pattern, datatype in _MOMENTS:
        if pattern.fullmatch(text):
            return Literal(text, datatype=term(datatype))
    return plain(text)
