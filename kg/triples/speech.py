"""The frame of a document: the conference, the transcript and its text, the turns, sentences and quotations."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath

from pyoxigraph import NamedNode

import kg
from kg.model import Attribute, Quotation, Sentence, Turn
from kg.triples import literals
from kg.triples.agents import Agents
from kg.triples.dialogue import Move, follow
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import term

# A conference has several values, each from a rule of its own.
RULES = {
    "kg:date": "kg:dateRule",
    "kg:homeText": "kg:homeRule",
    "kg:occasion": "kg:occasionRule",
    "dcterms:title": "kg:titleRule",
}


class Speech:
    """The nodes of turns, speakers and sentences, to which claims point; making one states all of them."""

    def __init__(self, statements: Statements, agents: Agents) -> None:
        """State the frame of the document."""
        self._to = statements
        self._agents = agents
        document = statements.extraction.document
        self.turns = [statements.mint("turn", turn.span) for turn in document.turns]
        self.speakers = [agents.speaker(turn) for turn in document.turns]
        self.sentences = [statements.quote(sentence.span) for sentence in document.sentences]
        self.said_on = literals.moment(document.date.value) if document.date else None
        self._transcript()
        self._conference()
        for index, (turn, move) in enumerate(zip(document.turns, follow(document.turns), strict=True)):
            self._turn(index, turn, move)
        for sentence, node in zip(document.sentences, self.sentences, strict=True):
            self._sentence(sentence, node)
        self.quotations = [self._quotation(quotation) for quotation in document.quotations]

    def turn(self, index: int | None) -> Node:
        """Return the node of a turn, or the transcript for what stands in none."""
        return self._to.transcript if index is None else self.turns[index]

    def speaker(self, turn: int | None, name: str | None) -> Node:
        """Return who says something in a turn; `name` is somebody else's where words are quoted."""
        if name is not None and (turn is None or name != self._to.extraction.document.turns[turn].speaker):
            return self._agents.find("person", name)
        return term("kg:unknownSpeaker") if turn is None else self.speakers[turn]

    def _transcript(self) -> None:
        to, document = self._to, self._to.extraction.document
        source = document.source
        to.say(to.transcript, "rdf:type", term("kg:Transcript"))
        to.say(to.transcript, "kg:recordOf", to.conference)
        to.say(to.transcript, "kg:text", to.context)
        to.say(to.transcript, "dcterms:source", literals.plain(PurePath(source.name).name))
        to.say(to.transcript, "dcterms:format", literals.plain(source.format))
        to.say(to.transcript, "schema:sha256", literals.plain(source.sha256))
        self._dataset()
        publisher = source.given.publisher or source.contained.publisher
        if publisher:
            to.say(to.transcript, "dcterms:publisher", literals.chinese(publisher))
        self._attribute(to.transcript, "dcterms:title", document.title)
        to.say(to.context, "rdf:type", term("nif:Context"))
        to.say(to.context, "nif:isString", literals.chinese(to.text))
        to.say(
            to.context, "schema:sha256", literals.plain(sha256(to.text.encode("utf-8", "surrogatepass")).hexdigest())
        )
        to.say(to.context, "nif:beginIndex", literals.count(0))
        to.say(to.context, "nif:endIndex", literals.count(len(to.text)))
        self._activity()

    def _dataset(self) -> None:
        """State the data set that every transcript belongs to, alike for all of them (VoID, DCAT)."""
        to, dataset = self._to, NamedNode(f"{self._to.base}dataset")
        to.say(to.transcript, "void:inDataset", dataset)
        to.share(dataset, "rdf:type", term("void:Dataset"), term("dcat:Dataset"))
        to.share(dataset, "void:uriSpace", literals.plain(to.base))
        to.share(
            dataset,
            "void:vocabulary",
            *map(term, ("kg:", "nif:", "org:", "prov:", "qudt:", "schema:", "skos:", "time:")),
        )

    def _activity(self) -> None:
        to = self._to
        software = NamedNode(f"{to.base}software/kg-{kg.__version__}")
        to.say(to.activity, "rdf:type", term("kg:Extraction"))
        to.say(to.activity, "prov:used", to.context)
        to.say(to.activity, "prov:wasAssociatedWith", software)
        to.share(software, "rdf:type", term("prov:SoftwareAgent"))
        to.share(software, "schema:softwareVersion", literals.plain(kg.__version__))

    def _conference(self) -> None:
        to, document = self._to, self._to.extraction.document
        to.say(to.conference, "rdf:type", term("kg:PressConference"))
        if document.date:
            to.say(to.conference, "kg:date", literals.moment(document.date.value))
            self._basis(to.conference, "kg:date", document.date)
        self._attribute(to.conference, "kg:occasion", document.occasion)
        if document.home:
            self._attribute(to.conference, "kg:homeText", document.home)
            home = to.named("place", document.home.value)
            to.say(to.conference, "kg:home", home)
            to.say(to.conference, "kg:inferred", term("kg:home") if home and document.home.inferred else None)

    def _attribute(self, subject: Node, predicate: str, attribute: Attribute | None) -> None:
        if attribute:
            self._to.say(subject, predicate, literals.chinese(attribute.value))
            self._basis(subject, predicate, attribute)

    def _basis(self, subject: Node, predicate: str, attribute: Attribute) -> None:
        """Say where a value about the document came from, and that it is inferred if it is."""
        if attribute.inferred:
            self._to.say(subject, "kg:inferred", term(predicate))
        if attribute.span and attribute.span.end > attribute.span.start:
            self._to.say(subject, "kg:evidence", self._to.quote(attribute.span))
        if attribute.rule:
            self._to.say(subject, RULES[predicate], literals.plain(attribute.rule))

    def _turn(self, index: int, turn: Turn, move: Move) -> None:
        to, node = self._to, self.turns[index]
        to.say(node, "rdf:type", term("kg:Turn"), term(f"kg:{move.type}"))
        to.say(node, "nif:beginIndex", literals.count(turn.span.start))
        to.say(node, "nif:endIndex", literals.count(turn.span.end))
        to.say(node, "nif:referenceContext", to.context)
        to.say(node, "dcterms:isPartOf", to.conference)
        to.say(node, "schema:position", literals.count(index + 1))
        to.say(node, "kg:role", term(f"kg:{turn.role}Role"))
        to.say(node, "kg:speaker", self.speakers[index])
        to.say(node, "kg:outlet", self._agents.outlet(turn))
        to.say(node, "kg:answers", *(self.turns[question] for question in move.answers))
        if turn.post:
            to.say(node, "kg:postText", literals.chinese(turn.post))
        if turn.rule:
            to.say(node, "kg:rule", literals.plain(turn.rule))

    def _sentence(self, sentence: Sentence, node: Node) -> None:
        self._to.say(node, "rdf:type", term("nif:Sentence"))
        self._to.say(node, "kg:statedIn", self.turn(sentence.turn))
        if sentence.heading and sentence.heading.end > sentence.heading.start:
            self._to.say(node, "kg:heading", self._to.quote(sentence.heading))

    def _quotation(self, quotation: Quotation) -> Node:
        to, node = self._to, self._to.mint("quotation", quotation.span)
        turn = to.turn_at(quotation.span)
        to.say(node, "rdf:type", term("kg:Quotation"))
        to.say(node, "kg:evidence", to.quote(quotation.span))
        to.say(node, "kg:statedIn", self.turn(turn))
        to.say(node, "kg:reportedBy", self.speaker(turn, None))
        speaker = self._agents.find("person", quotation.speaker) if quotation.speaker else term("kg:unknownSpeaker")
        to.say(node, "kg:speaker", speaker)
        to.say(node, "kg:rule", literals.plain(quotation.rule))
        return node
