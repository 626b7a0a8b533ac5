"""Townships whose name a text gives in full once and then without its last word: 羊口镇 … 羊口."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.lexicon.vocabulary import Vocabulary, load_vocabulary
from kg.lexicon.words import Words
from kg.model import Document, Entity, Span
from kg.recognisers.place_evidence import Named

TAIL = re.compile("(?:街道|镇|民族乡|乡|苏木)$")
SHORTEST = 2


def find(document: Document, listed: list[Named], lexicon: Lexicon) -> Iterator[Named]:
    """Yield the short forms of the townships that `listed` has in full, where the short form is no other word."""
    names, vocabulary = lexicon.compiled(load_names), lexicon.compiled(load_vocabulary)
    stems = dict(_stems(document, listed, names, vocabulary))
    if not stems:
        return
    taken = {named.span.start for named in listed}
    for start, end in Words(stems).find(document.text):
        if start not in taken and vocabulary.stands(document.text, start, end):
            yield Named(Span(start, end), stems[document.text[start:end]], "place.shortened")


def _stems(
    document: Document, listed: list[Named], names: Names, vocabulary: Vocabulary
) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    for named in listed:
        stem = TAIL.sub("", named.span.of(document.text))
        is_township = all(("level", "township") in entity.attributes for entity in named.entities)
        if is_township and len(stem) >= SHORTEST and stem not in vocabulary.costs and stem not in names.by_form:
            yield stem, named.entities
