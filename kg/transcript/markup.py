"""Markup: what in a text is not words of the transcript: front matter, and the marks of Markdown.

It is masked by characters that normalisation drops, so that all positions stay.
"""

from __future__ import annotations

import re

from kg.model import Source, Span
from kg.transcript import frontmatter
from kg.transcript.normal import DROPPED

_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<words>[^*_\n]{1,200})(?P=mark)")
_LINE_MARK = re.compile(r"^(?:#{1,6} +|> ?)+", re.MULTILINE)


def mask(source: Source) -> tuple[str, tuple[Span, ...]]:
    """Return the text of the same length without markup, and the spans of its bold runs."""
    text = source.text
    matter = frontmatter.locate(text)
    if matter:
        text = "\n" * matter.end + text[matter.end :]
    if source.format != "markdown":
        return text, source.emphasis
    bold = tuple(Span(*match.span("words")) for match in _BOLD.finditer(text))
    text = _BOLD.sub(lambda match: DROPPED * 2 + match["words"] + DROPPED * 2, text)
    return _LINE_MARK.sub(lambda match: DROPPED * len(match[0]), text), bold
