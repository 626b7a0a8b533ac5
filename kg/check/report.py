"""The whole check of a graph, and its report."""

from __future__ import annotations

from dataclasses import dataclass

from kg.check import evidence, figures, shacl, shapes
from kg.check.figures import Figure
from kg.check.findings import Finding
from kg.lexicon import Lexicon
from kg.store import Store

SHOWN = 20  # findings of one kind that the report lists


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `engine` is what checked the shapes, pyshacl or sparql."""

    statements: int
    engine: str
    findings: tuple[Finding, ...]
    conformance: Figure
    hallucination: Figure

    @property
    def conforms(self) -> bool:
        """Tell whether nothing at all was found wrong."""
        return not (self.findings or self.conformance.findings or self.hallucination.findings)

    def render(self) -> str:
        """Return the report for a reader: the figures, and under each broken rule what breaks it."""
        verdict = "通过 conforms" if self.conforms else "不通过 does not conform"
        lines = [
            f"{verdict}",
            f"陈述 statements: {self.statements}（SHACL: {self.engine}）",
            f"形状与引文 shapes and quotes: {len(self.findings)} 处不符 findings",
            f"本体符合度 ontology conformance: {self.conformance.share:.4g}（{self.conformance.of} 个词 terms）",
            f"无来源文字 hallucination: {self.hallucination.share:.4g}（{self.hallucination.of} 条文字 wordings）",
        ]
        rules: dict[str, list[Finding]] = {}
        for finding in (*self.findings, *self.conformance.findings, *self.hallucination.findings):
            rules.setdefault(finding.message, []).append(finding)
        for message, broken in rules.items():
            lines += ["", f"✗ {message}（{len(broken)}）"]
            lines += [
                f"  {finding.focus}{f'  {finding.detail}' if finding.detail else ''}" for finding in broken[:SHOWN]
            ]
            if len(broken) > SHOWN:
                lines.append(f"  … 另有 {len(broken) - SHOWN} 处 more")
        return "\n".join(lines) + "\n"


def check(store: Store, lexicon: Lexicon, engine: str = "sparql") -> Report:
    """Check all graphs of a store together.

    `engine` is `sparql`, the shapes compiled to queries, or `pyshacl`, the reference, which takes a hundred times as
    long and finds the same.
    """
    found = shacl.find(store) if engine == "pyshacl" else shapes.find(store)
    return Report(
        len(store),
        engine,
        tuple(sorted((*found, *evidence.find(store)))),
        figures.conformance(store),
        figures.hallucination(store, lexicon),
    )
