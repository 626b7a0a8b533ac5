"""Composing a document from a source: the clean text, its turns, sentences and quotations, what is known of it."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.model import Document, Source, Span
from kg.transcript import normal, sentences, turns


def compose(source: Source, lexicon: Lexicon) -> Document:
    """Return the document that the recognisers read."""
    text, offsets = normal.normalise(source.text, lexicon.compiled(normal.load_characters))
    emphasis = tuple(Span(offsets.forth(span.start), offsets.forth(span.end)) for span in source.emphasis)
    speakers = turns.find(text, emphasis, lexicon)
    return Document(source, text, offsets, speakers, sentences.split(text, speakers))
