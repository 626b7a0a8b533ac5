"""Names that a text gives in full once and shorter later: 羊口镇 … 羊口, 武汉经开区 … 经开区."""

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
# The kind of zone by which a text calls the only one that it has named; 国家级高新区 and 各经开区 are classes.
KIND = re.compile("(?:高新|经开|综保|自贸|保税|保税港|临港新|滨海新|旅游度假|自贸试验|示范)区")
BEFORE_KIND = re.compile(r"(?:[^\u4e00-\u9fff级]|[在到从由对将为与和及使把让给])\Z|\A\Z")


def find(document: Document, listed: list[Named], lexicon: Lexicon) -> Iterator[Named]:
    """Yield the short forms of the townships and zones that `listed` has in full, where they are no other word."""
    yield from _zones(document.text, listed)
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


def _zones(text: str, listed: list[Named]) -> Iterator[Named]:
    """Yield the bare kinds of zones of which the text has named one before, and no other."""
    full: dict[str, Named | None] = {}
    for named in sorted(listed, key=lambda named: named.span):
        form = named.span.of(text)
        kind = KIND.search(form)
        if kind and kind.end() == len(form) and kind.start() > 0:
            first = full.setdefault(kind.group(), named)
            full[kind.group()] = first if first is not None and first.entities == named.entities else None
    taken = {named.span.end for named in listed}
    for match in KIND.finditer(text) if full else ():
        owner = full.get(match.group())
        if owner is None or match.end() in taken or match.start() < owner.span.start:
            continue
        if BEFORE_KIND.search(text, max(0, match.start() - 1), match.start()):
            yield Named(Span(*match.span()), owner.entities, "place.shortened")
