"""Whether letters spell the beginning of a name in pinyin: in full, by initials, or with some of each.

A character may have several readings and each of them counts: nobody types the wrong one on purpose. What is neither a
letter nor a digit (the marks of a title) is skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.lexicon import Lexicon

Readings = Mapping[str, Sequence[str]]
_PAIRS = ("zh", "ch", "sh")  # initials of two letters


def load_readings(texts: Iterable[str], lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the readings, without tones, of the characters of texts."""
    used = set("".join(texts))
    found: dict[str, list[str]] = {}
    for row in lexicon.rows("pinyin", ("syllable", "characters")):
        for character in used & set(row["characters"]):
            found.setdefault(character, []).append(row["syllable"])
    return {character: sorted(syllables) for character, syllables in sorted(found.items())}


def first_letters(text: str, readings: Readings) -> set[str]:
    """Return the letters with which a spelling of a text may begin."""
    for character in text.lower():
        if character.isalnum():
            return {syllable[0] for syllable in readings.get(character, (character,))}
    return set()


def spells(letters: str, text: str, readings: Readings) -> bool:
    """Tell whether letters (lower-case) spell the beginning of a text."""
    reached = {0}
    for character in text.lower():
        if not character.isalnum():
            continue
        syllables = readings.get(character, (character,))
        ends = {end for start in reached for syllable in syllables for end in _ends(letters, start, syllable)}
        if len(letters) in ends:
            return True
        reached = ends
        if not reached:
            return False
    return False


def _ends(letters: str, start: int, syllable: str) -> Iterable[int]:
    """Yield where the spelling of one syllable may end: whole, by its initial, or where the letters are all used."""
    if letters.startswith(syllable, start):
        yield start + len(syllable)
    if syllable.startswith(letters[start:]):
        yield len(letters)
    if letters[start] == syllable[0]:
        yield start + 1
        if syllable[:2] in _PAIRS and letters[start : start + 2] == syllable[:2]:
            yield start + 2
