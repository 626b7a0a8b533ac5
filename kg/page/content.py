"""What the page knows: nodes, facts, claims and documents as plain values that become JSON.

Numbers stand for nodes, documents, turns and sentences; offsets count Unicode code points of the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kg.model import Extraction, Sentence, Turn
from kg.network.facts import Fact, Network, document_key, title_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of every node key."""

    of: dict[str, int]

    def get(self, key: str | None) -> int | None:
        """Return the number of a node, None for no node."""
        return None if key is None else self.of.get(key)


def number(network: Network) -> Numbering:
    """Give every node the number of its place."""
    return Numbering({node.key: index for index, node in enumerate(network.nodes)})


def describe_nodes(network: Network, numbers: Numbering) -> list[Json]:
    """Return one object a node, without what is empty."""
    rows = []
    for index, node in enumerate(network.nodes):
        row: Json = {"id": index, "key": node.key, "kind": node.kind, "label": node.label, "type": node.type}
        optional: Json = {
            "aliases": list(node.aliases),
            "parent": numbers.get(node.parent),
            "attributes": [list(pair) for pair in node.attributes],
            "listed": node.listed,
            "speaks": node.speaks,
        }
        row.update({name: value for name, value in optional.items() if is_said(value)})
        rows.append(row)
    return rows


def is_said(value: object) -> bool:
    """Tell whether a field has a value; the number 0, which may stand for a node or a turn, is one."""
    return value is not None and value is not False and value != []


def describe_facts(facts: tuple[Fact, ...], numbers: Numbering) -> Json:
    """Return the facts as columns, which are half the size of rows; -1 stands for nothing."""
    relations = sorted({fact.relation for fact in facts})
    code = {relation: index for index, relation in enumerate(relations)}
    return {
        "relations": relations,
        "relation": [code[fact.relation] for fact in facts],
        "source": [numbers.of[fact.source] for fact in facts],
        "target": [numbers.of[fact.target] for fact in facts],
        "document": [fact.document for fact in facts],
        "start": [fact.span.start if fact.span else -1 for fact in facts],
        "end": [fact.span.end if fact.span else -1 for fact in facts],
        "turn": [_or_none(fact.turn) for fact in facts],
        "sentence": [_or_none(fact.sentence) for fact in facts],
        "claim": [_or_none(fact.claim) for fact in facts],
        "when": {str(index): fact.when for index, fact in enumerate(facts) if fact.when},
    }


def _or_none(value: int | None) -> int:
    return -1 if value is None else value


def describe_document(extraction: Extraction, facts: tuple[Fact, ...], numbers: Numbering) -> Json:
    """Return a document without its text: metadata, turns, sentences, marks of mentions."""
    document = extraction.document
    own = numbers.get(document_key(extraction))
    voices = _voices(facts, numbers)
    askers = _askers(document.turns, voices)
    return {
        "node": _or_none(own),
        "name": PurePath(document.source.name).name,
        "sha256": document.source.sha256,
        "title": title_of(extraction),
        "date": document.date.value if document.date else None,
        "home": document.home.value if document.home else None,
        "inferred": [
            name
            for name, value in (("title", document.title), ("date", document.date), ("home", document.home))
            if value and value.inferred
        ],
        "length": len(document.source.text),
        "turns": [_turn(turn, voices.get(index), askers[index]) for index, turn in enumerate(document.turns)],
        "sentences": [_sentence(sentence) for sentence in document.sentences],
        "marks": [
            [mention.span.start, mention.span.end, _or_none(numbers.get(mention.entity)), mention.kind, mention.rule]
            for mention in extraction.mentions
        ],
    }


def _voices(facts: tuple[Fact, ...], numbers: Numbering) -> dict[int, int]:
    """Return who speaks in each turn, as far as facts of the turn tell it."""
    voices: dict[int, int] = {}
    for fact in facts:
        if fact.turn is not None and fact.relation in ("asks", "mentions", "raises", "reports", "states"):
            voices[fact.turn] = numbers.of[fact.source]
    return voices


def _askers(turns: tuple[Turn, ...], voices: dict[int, int]) -> list[int]:
    """Return for each turn the outlet whose question it answers, -1 where there is none."""
    asker = -1
    askers = []
    for index, turn in enumerate(turns):
        if turn.role == "journalist":
            asker = voices.get(index, -1)
        askers.append(-1 if turn.role in ("journalist", "host") else asker)
    return askers


def _turn(turn: Turn, voice: int | None, asker: int) -> Json:
    row: Json = {
        "start": turn.span.start,
        "end": turn.span.end,
        "label": [turn.label.start, turn.label.end],
        "role": turn.role,
        "voice": _or_none(voice),
        "asker": asker,
    }
    names = {"speaker": turn.speaker, "outlet": turn.outlet, "post": turn.post}
    row.update({name: value for name, value in names.items() if value})
    return row


def _sentence(sentence: Sentence) -> list[int]:
    return [sentence.span.start, sentence.span.end, _or_none(sentence.turn), sentence.paragraph]
