"""Readings of the characters that a page shows, so that its search understands pinyin."""

from __future__ import annotations

from collections.abc import Iterable

from kg.lexicon import Lexicon


def readings(texts: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """Return syllables without tones with those characters of the texts that are read so."""
    used = set("".join(texts))
    table = {row["syllable"]: row["characters"] for row in lexicon.rows("pinyin", ("syllable", "characters"))}
    found = {syllable: "".join(sorted(used & set(letters))) for syllable, letters in table.items()}
    return {syllable: letters for syllable, letters in found.items() if letters}
