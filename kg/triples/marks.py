"""Words of the text that were understood as something: mentions of entities, and the ledger of numbers."""

from __future__ import annotations

from kg.model import Mention, Number
from kg.triples import literals
from kg.triples.entities import CLASSES
from kg.triples.speech import Speech
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import term

NUMERALS = {
    "metric": "kg:claimNumeral",
    "date": "kg:dateNumeral",
    "ordinal": "kg:ordinalNumeral",
    "name": "kg:nameNumeral",
    "other": "kg:otherNumeral",
    "unresolved": "kg:unresolvedNumeral",
}


def state(to: Statements, speech: Speech) -> None:
    """State all mentions and numbers."""
    for mention in to.extraction.mentions:
        _mention(to, speech, mention)
    for number in to.extraction.numbers:
        _number(to, speech, number)


def _mention(to: Statements, speech: Speech, mention: Mention) -> None:
    node = to.quote(mention.span)
    to.say(node, "rdf:type", term("kg:Mention"))
    to.say(node, "itsrdf:taClassRef", term(f"kg:{CLASSES[mention.kind]}"))
    to.say(node, "itsrdf:taIdentRef", to.entity(mention.entity) if mention.entity else None)
    to.say(node, "kg:rule", literals.plain(mention.rule))
    to.say(node, "kg:note", literals.chinese(mention.note) if mention.note else None)
    _sentence(to, speech, node, mention)


def _number(to: Statements, speech: Speech, number: Number) -> None:
    node = to.quote(number.span)
    to.say(node, "rdf:type", term("kg:Numeral"))
    to.say(node, "kg:numeralClass", term(NUMERALS[number.status]))
    to.say(node, "kg:note", literals.chinese(number.reason) if number.reason else None)
    _sentence(to, speech, node, number)


def _sentence(to: Statements, speech: Speech, node: Node, words: Mention | Number) -> None:
    index = to.sentence_at(words.span)
    to.say(node, "kg:sentence", speech.sentences[index] if index is not None else None)
