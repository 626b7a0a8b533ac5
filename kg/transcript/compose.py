"""Composing a document from a source: the clean text, its turns, sentences and quotations, what is known of it."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.model import Document, Source, Span
from kg.transcript import markup, metadata, normal, quotations, sentences, turns
from kg.values import replace


def compose(source: Source, lexicon: Lexicon) -> Document:
    """Return the document that the recognisers read."""
    words, bold = markup.mask(source)
    text, offsets = normal.normalise(words, lexicon.compiled(normal.load_characters))
    emphasis = tuple(Span(offsets.forth(span.start), offsets.forth(span.end)) for span in bold)
    speakers = turns.find(text, emphasis, lexicon)
    document = Document(
        source,
        text,
        offsets,
        speakers,
        sentences.split(text, speakers),
        quotations.find(text, speakers, lexicon),
    )
    known = metadata.find(document, speakers[0].span.start if speakers else None)
    return replace(document, title=known.title, date=known.date, home=known.home, occasion=known.occasion)
