"""Two figures of trust: how much of the graph the ontology declares, and how much of its wording comes from nowhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import pyoxigraph as ox

from kg.check.evidence import texts
from kg.check.findings import Finding
from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.store import Store
from kg.transcript.normal import load_characters, normalise
from kg.triples import ontology
from kg.triples.concepts import INDICATOR_COLUMNS, PURE, UNIT_COLUMNS

UNDECLARED = "图谱所用的词应在本体中声明 / every class and predicate of the graph is declared in the ontology"
UNTRACED = "文字应见于正文或词表 / every wording stands in a text or a data file"
USED = """
SELECT DISTINCT ?term WHERE {
  GRAPH ?graph { { ?s ?term ?o } UNION { ?s a ?term } }
  FILTER (!STRENDS(STR(?graph), "/graph/ontology"))
}
"""
WORDINGS = """
SELECT DISTINCT ?wording ?context WHERE {
  GRAPH ?graph { ?subject ?predicate ?wording }
  FILTER (LANG(?wording) = "zh" && ?predicate NOT IN (nif:isString, nif:anchorOf, kg:note))
  FILTER (!STRENDS(STR(?graph), "/graph/ontology"))
}
"""
_BLANK = re.compile(r"[\s“”‘’\"'《》〈〉「」()（）]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A share between 0 and 1, of how many, and what stands against it."""

    share: float
    of: int
    findings: tuple[Finding, ...]


def conformance(store: Store) -> Figure:
    """Return the share of the classes and predicates in use that the ontology declares."""
    declared = {item.subject for item in ontology.triples()}
    used = [row[0] for row in store.table(USED).rows if isinstance(row[0], ox.NamedNode)]
    missing = sorted(node.value for node in used if node not in declared)
    findings = tuple(Finding(UNDECLARED, iri) for iri in missing)
    return Figure(1 - len(missing) / len(used) if used else 1.0, len(used), findings)


def hallucination(store: Store, lexicon: Lexicon) -> Figure:
    """Return the share of the Chinese wordings that stand neither in a stored text nor in a data file.

    Compared is what a reader would call the same: widths, spaces, line breaks, quotation marks and traditional
    characters make no difference. A name may be put together from parts of the texts and names of the lists or their
    endings (潍坊市 + 人民政府).
    """
    rows = store.table(WORDINGS).rows
    wordings = sorted({row[0].value for row in rows if isinstance(row[0], ox.Literal)})
    trail = _Trail(tuple(texts(store).values()), lexicon)
    lost = tuple(Finding(UNTRACED, wording) for wording in wordings if not trail.leads_to(wording))
    return Figure(len(lost) / len(wordings) if wordings else 0.0, len(wordings), lost)


class _Trail:
    """All that a wording may come from."""

    def __init__(self, stored: tuple[str, ...], lexicon: Lexicon) -> None:
        characters = lexicon.compiled(load_characters)
        clean = (normalise(text, characters)[0] for text in stored)
        self._text = "\n".join(map(_fold, (*stored, *clean)))
        self._forms = {_fold(form) for form in lexicon.compiled(load_names).by_form}
        units = lexicon.rows("units", UNIT_COLUMNS)
        catalogue = lexicon.rows("indicators", INDICATOR_COLUMNS)
        self._forms |= {_fold(form) for row in catalogue for form in (row["label"], *row.many("aliases"))}
        self._endings = {form[start:] for form in self._forms for start in range(1, len(form) - 2)}
        self._forms |= {_fold(form) for row in units for form in (row["unit"], *row.many("aliases"))} | {PURE}

    def leads_to(self, wording: str) -> bool:
        """Tell whether a wording can be put together from stretches of the texts and names of the lists."""
        folded = _fold(wording)
        return self._known(folded) or self._composed(folded)

    def _known(self, part: str) -> bool:
        return part in self._forms or part in self._text or part in self._endings

    def _composed(self, folded: str) -> bool:
        """Tell whether parts of two characters or more cover the whole."""
        reached = {0}
        for end in range(2, len(folded) + 1):
            if any(end - start > 1 and self._known(folded[start:end]) for start in sorted(reached)):
                reached.add(end)
        return len(folded) in reached


def _fold(text: str) -> str:
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))
