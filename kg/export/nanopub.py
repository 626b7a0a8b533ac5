"""One nanopublication a claim: what is claimed, where it comes from, and who publishes it, as named graphs.

After the guidelines of nanopub.net. There is no time of creation in them, because nothing of kg depends on a clock, and
no trusty IRI, because the claims' own IRIs are derived from content already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.iris import DEFAULT_BASE
from kg.triples import syntax
from kg.triples.syntax import by_graph
from kg.triples.vocabulary import NAMESPACES, prefixes, term

NANOPUB = "http://www.nanopub.org/nschema#"
PROVENANCE = (
    *("kg:evidence", "kg:sentence", "kg:statedIn", "kg:speaker", "kg:saidOn", "kg:quotedIn", "kg:rule"),
    *("kg:indicatorEvidence", "kg:earlierEvidence", "kg:inferred"),
)
PUBLICATION = ("prov:wasGeneratedBy",)


def quads(statements: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> tuple[ox.Quad, ...]:
    """Return the nanopublications of all claims among the statements, sorted."""
    about: dict[ox.NamedNode, set[ox.Triple]] = {}
    for quad in statements:
        if isinstance(quad.subject, ox.NamedNode):
            about.setdefault(quad.subject, set()).add(quad.triple)
    claim = term("kg:Claim")
    claims = [node for node, said in about.items() if any(item.object == claim for item in said)]
    return tuple(sorted({quad for node in claims for quad in _nanopub(node, about, base)}, key=by_graph))


def trig(statements: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> bytes:
    """Return the nanopublications in TriG."""
    return syntax.write(quads(statements, base), ox.RdfFormat.TRIG, prefixes(base) | {"np": NANOPUB})


def _nanopub(claim: ox.NamedNode, about: dict[ox.NamedNode, set[ox.Triple]], base: str) -> Iterator[ox.Quad]:
    kind, name = claim.value.removeprefix(base).split("/")
    whole = ox.NamedNode(f"{base}nanopub/{kind}-{name}")
    head, assertion, provenance, publication = (
        ox.NamedNode(f"{whole.value}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    np = {part: ox.NamedNode(NANOPUB + part) for part in _TERMS}
    yield ox.Quad(whole, term("rdf:type"), np["Nanopublication"], head)
    yield ox.Quad(whole, np["hasAssertion"], assertion, head)
    yield ox.Quad(whole, np["hasProvenance"], provenance, head)
    yield ox.Quad(whole, np["hasPublicationInfo"], publication, head)
    from_text = {term(predicate) for predicate in PROVENANCE}
    made = {term(predicate) for predicate in PUBLICATION}
    for triple in about[claim]:
        if triple.predicate in made:
            yield ox.Quad(whole, triple.predicate, triple.object, publication)
            yield from _describe(triple.object, about, publication)
        elif triple.predicate in from_text:
            yield from _source(triple, about, assertion, provenance)
        else:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, assertion)
    yield ox.Quad(whole, ox.NamedNode(NAMESPACES["dcterms"] + "subject"), claim, publication)


_TERMS = ("Nanopublication", "hasAssertion", "hasProvenance", "hasPublicationInfo")


def _source(
    triple: ox.Triple, about: dict[ox.NamedNode, set[ox.Triple]], assertion: ox.NamedNode, graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    """Yield a statement about where a claim comes from, and the same of the assertion in the terms of PROV-O."""
    yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
    if triple.predicate == term("kg:evidence"):
        yield ox.Quad(assertion, term("prov:wasDerivedFrom"), triple.object, graph)
    if triple.predicate == term("kg:speaker"):
        yield ox.Quad(assertion, term("prov:wasAttributedTo"), triple.object, graph)
    if triple.predicate in (term("kg:evidence"), term("kg:sentence")):
        yield from _describe(triple.object, about, graph)


def _describe(node: object, about: dict[ox.NamedNode, set[ox.Triple]], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    if isinstance(node, ox.NamedNode):
        for triple in about.get(node, ()):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
