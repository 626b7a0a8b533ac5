"""From extractions to nodes and facts; entities of several documents that share a key become one node."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

from kg.derive import derive
from kg.iris import document_id
from kg.model import Entity, Extraction, Mention, Metric, Relation, Span, Turn
from kg.values import Struct, replace

NATION = "中国"
VOICES = frozenset({"official", "unknown"})


class Node(Struct, frozen=True):
    """A thing that the page draws: an entity, an indicator, a post, a scope such as 中心城区, or a document.

    `kind` is an entity's kind or `indicator`, `post`, `document`; `parent` is the key of the enclosing place or body;
    `speaks` tells that it speaks or asks in a transcript; `listed` that the lists know it.
    """

    key: str
    kind: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    listed: bool = False
    speaks: bool = False


class Fact(Struct, frozen=True):
    """One reason for an edge: `relation` holds between two nodes because of `span` in document number `document`.

    `turn` and `sentence` index the document's; `claim` its metrics and then its derived values; `span` is None where
    lists, not words, say so. `when` is the time as written.
    """

    relation: str
    source: str
    target: str
    document: int
    span: Span | None = None
    turn: int | None = None
    sentence: int | None = None
    claim: int | None = None
    when: str | None = None


class Network(Struct, frozen=True):
    """Nodes sorted by key, and facts in the order of documents and texts."""

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]


def gather(extractions: tuple[Extraction, ...]) -> Network:
    """Return all nodes and facts of the extractions; spans are as in the extractions."""
    nodes: dict[str, Node] = {}
    facts: list[Fact] = []
    for number, extraction in enumerate(extractions):
        reading = _Reading(number, extraction, nodes)
        facts.extend(reading.facts())
    facts.extend(_hierarchy(nodes))
    used = {key for fact in facts for key in (fact.source, fact.target)}
    return Network(tuple(nodes[key] for key in sorted(nodes) if key in used), tuple(facts))


def document_key(extraction: Extraction) -> str:
    """Return the key of a document's node: its content's hash, so that it does not change with the file's name."""
    return f"doc/{document_id(extraction.document)}"


def title_of(extraction: Extraction) -> str:
    """Return the title of a document, the name of its file where it has none."""
    document = extraction.document
    title = " ".join(document.title.value.split()) if document.title else ""
    return title or PurePath(document.source.name).name


def place_of(metric: Metric, extraction: Extraction) -> str | None:
    """Return the key of the place that a metric holds for; a scope word such as 中心城区 belongs to the home."""
    if metric.place_key or not metric.place:
        return metric.place_key
    named = [entity.key for entity in extraction.entities if entity.kind == "place" and entity.label == metric.place]
    if len(named) == 1:
        return named[0]
    home = extraction.document.home
    return f"place/{home.value if home else document_id(extraction.document)}~{metric.place}"


def indicator_of(metric: Metric) -> str:
    """Return the key of what a metric measures: the catalogue's where it is known, else the words."""
    return f"indicator/{metric.indicator_key or metric.indicator}"


class _Reading:
    """One extraction being read into the shared nodes."""

    def __init__(self, number: int, extraction: Extraction, nodes: dict[str, Node]) -> None:
        self.number = number
        self.extraction = extraction
        self.document = extraction.document
        self.nodes = nodes
        self.turns = Pointer([turn.span for turn in self.document.turns])
        self.sentences = Pointer([sentence.span for sentence in self.document.sentences])
        self.mentions = [mention for mention in extraction.mentions if mention.entity is not None]
        self.mention_starts = [mention.span.start for mention in self.mentions]
        self.own = document_key(extraction)
        for entity in extraction.entities:
            self._add(_node(entity))
        self._add(Node(self.own, "document", title_of(extraction), "Transcript"))
        self.voices = [self._voice(turn) for turn in self.document.turns]

    def _add(self, node: Node) -> str:
        known = self.nodes.get(node.key)
        if known is None:
            self.nodes[node.key] = node
        else:
            aliases = dict.fromkeys((*known.aliases, *node.aliases))
            self.nodes[node.key] = replace(
                known,
                aliases=tuple(aliases),
                parent=known.parent or node.parent,
                attributes=tuple(dict.fromkeys((*known.attributes, *node.attributes))),
                speaks=known.speaks or node.speaks,
            )
        return node.key

    def _voice(self, turn: Turn) -> str:
        """Return the node that speaks in a turn: the outlet of a question, the person of an answer, or the document."""
        kind, name = ("outlet", turn.outlet) if turn.role == "journalist" else ("person", turn.speaker)
        if name is None:
            return self.own
        for mention in self._mentions_in(turn.label):
            if mention.kind == kind and mention.entity in self.nodes:
                return self._speaking(self.nodes[mention.entity])
        for entity in self.extraction.entities:
            if entity.kind == kind and name in (entity.label, *entity.aliases):
                return self._speaking(self.nodes[entity.key])
        return self._speaking(Node(f"{kind}/{name}", kind, name, "Outlet" if kind == "outlet" else "Person"))

    def _speaking(self, node: Node) -> str:
        return self._add(replace(node, speaks=True))

    def voice(self, turn: int | None) -> str:
        return self.own if turn is None else self.voices[turn]

    def facts(self) -> Iterator[Fact]:
        yield from self._questions()
        yield from self._mentions()
        yield from self._metrics()
        yield from self._computed()
        for relation in self.extraction.relations:
            yield from self._relation(relation)

    def _questions(self) -> Iterator[Fact]:
        turns = [(index, turn) for index, turn in enumerate(self.document.turns) if turn.role != "host"]
        for (asked, question), (answered, answer) in pairwise(turns):
            if question.role == "journalist" and answer.role in VOICES:
                source, target = self.voices[asked], self.voices[answered]
                if source != target:
                    at = self.sentences.at(question.label)
                    yield Fact("asks", source, target, self.number, question.label, asked, at)

    def _mentions(self) -> Iterator[Fact]:
        for mention in self.mentions:
            if mention.entity not in self.nodes:
                continue
            turn = self.turns.at(mention.span)
            if turn is not None and self.document.turns[turn].label.covers(mention.span):
                continue
            source = self.voice(turn)
            if source != mention.entity:
                asks = turn is not None and self.document.turns[turn].role == "journalist"
                relation = "raises" if asks else "mentions"
                at = self.sentences.at(mention.span)
                yield Fact(relation, source, mention.entity, self.number, mention.span, turn, at)

    def _metrics(self) -> Iterator[Fact]:
        for claim, metric in enumerate(self.extraction.metrics):
            speaker = self.voice(metric.turn)
            name = metric.indicator_key or metric.indicator
            words = (metric.indicator,) if metric.indicator != name else ()
            indicator = self._add(Node(indicator_of(metric), "indicator", name, "Indicator", words))
            place = place_of(metric, self.extraction)
            rest = (self.number, metric.span, metric.turn, metric.sentence, claim)
            if place is None:
                yield Fact("states", speaker, indicator, *rest)
                continue
            if place not in self.nodes:
                parent = self._home() if metric.place != NATION else None
                self._add(Node(place, "place", metric.place or place, "Scope", parent=parent))
            yield Fact("measures", place, indicator, *rest)
            if speaker != place:
                yield Fact("reports", speaker, place, *rest)

    def _computed(self) -> Iterator[Fact]:
        """Yield what was computed; nobody said it, so it joins no speaker. Its claims are counted after the metrics."""
        metrics = self.extraction.metrics
        for claim, value in enumerate(derive(self.extraction), len(metrics)):
            metric = metrics[value.metrics[-1]]
            place = place_of(metric, self.extraction)
            if place is not None:
                rest = (self.number, metric.span, metric.turn, metric.sentence, claim)
                yield Fact("computes", place, indicator_of(metric), *rest)

    def _home(self) -> str | None:
        home = self.document.home
        if home is None:
            return None
        for entity in self.extraction.entities:
            if entity.kind == "place" and entity.label == home.value:
                return entity.key
        return None

    def _relation(self, relation: Relation) -> Iterator[Fact]:
        subject = self._end(relation.subject_key, relation.subject_span)
        object_ = self._end(relation.object_key, relation.object_span)
        if relation.predicate == "holds_post" and object_ is None:
            object_ = self._add(Node(f"post/{relation.object}", "post", relation.object, "Post"))
        if subject is None or object_ is None or subject == object_:
            return
        turn, at = self.turns.at(relation.span), self.sentences.at(relation.span)
        rest = (self.number, relation.span, turn, at, None, relation.when)
        yield Fact(relation.predicate, subject, object_, *rest)

    def _end(self, key: str | None, span: Span | None) -> str | None:
        if key in self.nodes:
            return key
        for mention in self._mentions_in(span) if span else ():
            if mention.entity in self.nodes:
                return mention.entity
        return None

    def _mentions_in(self, span: Span) -> list[Mention]:
        first = bisect_left(self.mention_starts, span.start)
        return self.mentions[first : bisect_left(self.mention_starts, span.end)]


class Pointer:
    """Finds the stretch that a span starts in; the spans asked for come in any order."""

    def __init__(self, spans: list[Span]) -> None:
        """Keep the stretches, which are sorted and do not overlap."""
        self.spans = spans
        self.starts = [span.start for span in spans]

    def at(self, span: Span) -> int | None:
        """Return the index of the stretch that holds the start of `span`."""
        index = bisect_right(self.starts, span.start) - 1
        return index if index >= 0 and span.start < self.spans[index].end else None


def _node(entity: Entity) -> Node:
    return Node(
        entity.key,
        entity.kind,
        entity.label,
        entity.type,
        entity.aliases,
        entity.parent,
        entity.attributes,
        entity.listed,
    )


def _hierarchy(nodes: dict[str, Node]) -> Iterator[Fact]:
    """Yield what the lists say of places and bodies; the number -1 stands for the lists."""
    for key in sorted(nodes):
        parent = nodes[key].parent
        if parent in nodes and parent != key:
            yield Fact("within", key, parent, -1)
