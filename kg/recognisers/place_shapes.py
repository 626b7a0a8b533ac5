"""Unlisted places by their shape: a listed name and a word for a kind of place (潍坊港, 黄河宁夏段)."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.model import Entity


def load_suffixes(lexicon: Lexicon) -> dict[str, str]:
    """Compile the words that such names end in, longest first, with their classes."""
    rows = lexicon.rows("place_suffixes", ("suffix", "type"), key=("suffix",))
    return {row["suffix"]: row["type"] for row in sorted(rows, key=lambda row: -len(row["suffix"]))}


def describe(name: str, lexicon: Lexicon, home: Entity | None) -> Entity:
    """Return the entity of a place that no list has; a bare kind (高新区) is the home's and bears its name."""
    suffixes = lexicon.compiled(load_suffixes)
    kind = next((suffix for suffix in suffixes if name.endswith(suffix)), "")
    label = home.label + name if home is not None and name == kind else name
    parent = home.key if home is not None and name == kind else None
    return Entity(f"place/{label}", "place", label, suffixes.get(kind, "Facility"), parent=parent)
