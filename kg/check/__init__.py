"""Checking a graph: its shapes, its evidence against the stored text, and two figures that must be 1 and 0."""

from kg.check.findings import Finding
from kg.check.report import Report, check

__all__ = ["Finding", "Report", "check"]
