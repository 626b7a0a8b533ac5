"""Plain questions: which named question somebody means, and with which values; None where that is not clear.

The ways of asking are rows of `data/asked_patterns.tsv`, tried in order. A name in a question counts only if the graph
knows it: a pattern whose place, person, outlet or body is unknown does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.search import Match

COLUMNS = ("pattern", "question", "example")
NAMED = ("place", "person", "outlet", "organization")  # what stands in braces in a pattern: kinds of names
CALLED = {"organization": "issuer"}  # what the named questions call a group otherwise
_POLITE = re.compile(r"^(?:请问|请介绍(?:一下)?|我想知道|想问|问一下|你好)[,，:：]?|[?？。!！\s]|(?:吗|呢|啊|呀)$")
_ABOUT = re.compile(r"^(?:关于|在|对于?)|(?:的|里|内)$")
Known = Callable[[str], Sequence[Match]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way of asking and the named question that it means."""

    shape: str
    question: str
    example: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A named question and the values for its parameters."""

    question: str
    values: dict[str, str]


def load_patterns(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """Return the ways of asking; use as `lexicon.compiled(load_patterns)`.

    Raises:
        DataFileError: for a pattern that is no regular expression.
    """
    rows = lexicon.rows("asked_patterns", COLUMNS, key=("pattern",))
    for row in rows:
        try:
            re.compile(_fill(row["pattern"], dict.fromkeys(NAMED, ("x",))))
        except re.error as error:
            raise row.refuse(f"not a regular expression: {error}") from error
    return tuple(Pattern(row["pattern"], row["question"], row["example"]) for row in rows)


def understand(text: str, known: Known, lexicon: Lexicon) -> Asked | None:
    """Return the named question that a text asks, or None; `known` finds the graph's names that occur in a text."""
    plain = _POLITE.sub("", _POLITE.sub("", text.strip()))
    names = {kind: tuple(item.text for item in known(plain) if f"/{kind}/" in item.iri) for kind in NAMED}
    for pattern in lexicon.compiled(load_patterns):
        if all(names[kind] for kind in NAMED if f"{{{kind}}}" in pattern.shape):
            match = re.fullmatch(_fill(pattern.shape, names), plain)
            if match:
                return Asked(pattern.question, _values(match))
    return None


def _fill(shape: str, names: Mapping[str, Sequence[str]]) -> str:
    """Return a pattern with the names of each kind in place of its braces, the longest first."""
    for kind, found in names.items():
        longest = sorted(found, key=lambda name: (-len(name), name))
        shape = shape.replace(f"{{{kind}}}", f"(?P<{kind}>{'|'.join(map(re.escape, longest))})")
    return shape


def _values(match: re.Match[str]) -> dict[str, str]:
    groups = ((CALLED.get(name, name), _ABOUT.sub("", words)) for name, words in match.groupdict().items())
    return {name: words for name, words in groups if name != "rest" and words}
