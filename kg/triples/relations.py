"""Relations as claims with their evidence, and beside them the plain link between the two ends."""

from __future__ import annotations

from kg.model import Relation, Span
from kg.triples import concepts, literals
from kg.triples.speech import Speech
from kg.triples.statements import Node, Statements
from kg.triples.vocabulary import term

# predicate of the extraction -> class of the claim, link from subject to object
FORMS = {
    "received_title": ("kg:Conferral", "kg:receivedTitle"),
    "issued": ("kg:Issuance", "kg:issued"),
    "holds_post": ("org:Membership", "kg:holdsPost"),
    "located_in": ("kg:Containment", "kg:locatedIn"),
}
# How a rule ends that takes the home, or the name with which the sentence opens, for a subject that is left out.
INFERRED = (".home", ".carried")


class Relations:
    """States the relations of one document."""

    def __init__(self, statements: Statements, speech: Speech) -> None:
        """Remember where to speak, and what stands where."""
        self._to = statements
        self._speech = speech
        self._linked = {mention.span: mention.entity for mention in statements.extraction.mentions}
        self._periods = {period.text: period for period in statements.extraction.periods}

    def state(self) -> None:
        """State all relations."""
        for relation in self._to.extraction.relations:
            self._relation(relation)

    def _relation(self, relation: Relation) -> None:
        to, node = self._to, self._to.mint("relation", relation.span)
        form, link = FORMS.get(relation.predicate, ("kg:RelationClaim", "kg:relatedTo"))
        to.say(node, "rdf:type", term("kg:Claim"), term("kg:RelationClaim"), term(form))
        to.say(node, "kg:relation", literals.plain(relation.predicate))
        subject = self._end(relation.subject_key, relation.subject_span)
        object_ = self._end(relation.object_key, relation.object_span)
        if form == "org:Membership":
            object_ = concepts.post(to, relation.object)
            to.say(node, "org:member", subject)
            to.say(node, "org:role", object_)
        to.say(node, "kg:subject", subject)
        to.say(node, "kg:object", object_)
        to.say(node, "kg:subjectText", literals.chinese(relation.subject))
        to.say(node, "kg:objectText", literals.chinese(relation.object))
        if relation.rule.endswith(INFERRED):
            to.say(node, "kg:inferred", term("kg:subject"))
        if subject is not None:
            to.say(subject, link, object_)
        self._time(node, relation)
        self._source(node, relation)

    def _end(self, key: str | None, span: Span | None) -> Node | None:
        found = key or (self._linked.get(span) if span else None)
        return self._to.entity(found) if found else None

    def _time(self, node: Node, relation: Relation) -> None:
        to = self._to
        to.say(node, "kg:saidOn", self._speech.said_on)
        if relation.when:
            to.say(node, "kg:periodText", literals.chinese(relation.when))
            period = self._periods.get(relation.when)
            to.say(node, "kg:period", concepts.period(to, period) if period else None)

    def _source(self, node: Node, relation: Relation) -> None:
        to, speech = self._to, self._speech
        turn, sentence = to.turn_at(relation.span), to.sentence_at(relation.span)
        to.say(node, "kg:evidence", to.quote(relation.span))
        to.say(node, "kg:sentence", speech.sentences[sentence] if sentence is not None else None)
        to.say(node, "kg:statedIn", speech.turn(turn))
        to.say(node, "kg:speaker", speech.speaker(turn, None))
        to.say(node, "kg:rule", literals.plain(relation.rule))
        to.say(node, "prov:wasGeneratedBy", to.activity)
