"""What a check finds wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that breaks a rule: the rule in words, the IRI of what breaks it, and how, where that helps."""

    message: str
    focus: str
    detail: str = ""
