"""Evidence against the text: every quote equals the characters between its offsets."""

from __future__ import annotations

import pyoxigraph as ox

from kg.check.findings import Finding
from kg.store import Store

MESSAGE = "引文应与正文所指位置的文字相同 / a quote equals the text between its offsets"
QUERY = """
SELECT ?words ?quote ?begin ?end ?context WHERE {
  ?words nif:anchorOf ?quote ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext ?context .
}
"""


def texts(store: Store) -> dict[ox.NamedNode, str]:
    """Return the stored texts by their nodes."""
    found = {}
    for context, text in store.table("SELECT ?context ?text { ?context nif:isString ?text }").rows:
        if isinstance(context, ox.NamedNode) and isinstance(text, ox.Literal):
            found[context] = text.value
    return found


def find(store: Store) -> list[Finding]:
    """Return the quotes that are not what stands in the stored text at their offsets."""
    known = texts(store)
    findings = []
    for words, quote, begin, end, context in store.table(QUERY).rows:
        if not isinstance(words, ox.NamedNode) or not isinstance(context, ox.NamedNode):
            continue
        stands = known.get(context, "")[_offset(begin) : _offset(end)]
        if isinstance(quote, ox.Literal) and quote.value != stands:
            findings.append(Finding(MESSAGE, words.value, f"{quote.value!r}, 正文为 the text has {stands!r}"))
    return sorted(findings)


def _offset(term: object) -> int:
    return int(term.value) if isinstance(term, ox.Literal) and term.value.isdecimal() else 0
