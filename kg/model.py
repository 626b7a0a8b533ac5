"""The value types that every stage takes and returns.

All of them are frozen structs (`kg.values`).

A `Span` is half-open and counts Unicode code points. Inside the pipeline spans index the *clean* text that the
recognisers read (`transcript.normal`); `transcript.anchor` carries every span of the finished extraction back to the
untouched source, once, at the end. After that `source.text[span.start:span.end]` is the quote.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from kg.values import Struct

Role = Literal["official", "journalist", "host", "unknown"]
Kind = Literal["person", "outlet", "organization", "place", "policy", "title", "event"]
MetricKind = Literal["level", "growth", "multiple", "share", "rank"]
Comparator = Literal["eq", "gt", "ge", "lt", "le", "approx"]
Direction = Literal["up", "down"]
Basis = Literal["yoy", "mom", "annual_average", "since"]
Status = Literal["actual", "target"]
NumberClass = Literal["metric", "date", "ordinal", "name", "other", "unresolved"]


class Span(Struct, frozen=True, order=True):
    """A half-open stretch of characters; spans sort by start and then by end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the quoted characters."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies inside this stretch."""
        return self.start <= other.start and other.end <= self.end


class Attribute(Struct, frozen=True):
    """A value about a whole document, with how it came to be known."""

    value: str
    inferred: bool
    rule: str
    span: Span | None = None


class Locator(Struct, frozen=True):
    """Where a stretch of extracted text stood in a source that is not plain text (numbers are 1-based)."""

    span: Span
    page: int | None = None
    paragraph: int | None = None


class Metadata(Struct, frozen=True):
    """What a user, a front matter or a container says about a document; absent values are None."""

    title: str | None = None
    date: str | None = None
    home: str | None = None
    publisher: str | None = None


class Source(Struct, frozen=True):
    """A source as it was read: its text is what all evidence points into.

    `sha256` is of the bytes as they came; `emphasis` are bold runs; `notes` are lines for the report.
    """

    name: str
    format: str
    encoding: str | None
    sha256: str
    text: str
    given: Metadata = Metadata()
    contained: Metadata = Metadata()
    locators: tuple[Locator, ...] = ()
    emphasis: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


class Turn(Struct, frozen=True):
    """What one speaker says without interruption; `label` is empty where the text has none.

    `speaker` is the name in the label (or handed over by the host), `post` the post as written, `outlet` the
    journalist's medium as written.
    """

    span: Span
    label: Span
    role: Role
    speaker: str | None = None
    outlet: str | None = None
    post: str | None = None
    rule: str = ""


class Sentence(Struct, frozen=True):
    """A sentence with its place in the structure: turn (None in prose), paragraph, and the heading that governs it."""

    span: Span
    turn: int | None
    paragraph: int
    heading: Span | None = None


class Quotation(Struct, frozen=True):
    """Words that a turn quotes from somebody else; `speaker` is that person or body where it is said."""

    span: Span
    speaker: str | None
    rule: str


class Document(Struct, frozen=True):
    """A transcript ready for the recognisers; `text` and all spans are of the clean text."""

    source: Source
    text: str
    offsets: Offsets
    turns: tuple[Turn, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    title: Attribute | None = None
    date: Attribute | None = None
    home: Attribute | None = None
    occasion: Attribute | None = None


class Offsets(Struct, frozen=True):
    """The way from the clean text back to the source, as pieces in which both run in step.

    Piece k begins at character `clean[k]` of the clean text, which came from character `source[k]` of the source.
    Both ascend; the last entry is a sentinel past the ends of both texts.
    """

    clean: Sequence[int]
    source: Sequence[int]

    def back(self, span: Span) -> Span:
        """Return the source span from which a span of the clean text came; an empty span stays empty."""
        first, last = span.start, span.end
        clean = self.clean
        piece = bisect_right(clean, first) - 1
        shift = self.source[piece] - clean[piece]
        if piece + 1 < len(clean) and last <= clean[piece + 1]:
            return Span(first + shift, last + shift)
        return Span(first + shift, self._source(last - 1) + 1 if last > first else first + shift)

    def forth(self, position: int) -> int:
        """Return where a source position lies in the clean text; what was dropped lies where the next piece begins."""
        piece = bisect_right(self.source, position) - 1
        if piece < 0:
            return 0
        if piece + 1 == len(self.source):
            return self.clean[piece]
        return min(self.clean[piece] + position - self.source[piece], self.clean[piece + 1])

    def _source(self, position: int) -> int:
        piece = bisect_right(self.clean, position) - 1
        return self.source[piece] + position - self.clean[piece]


class Entity(Struct, frozen=True):
    """One thing in the world that mentions are linked to.

    `key` is its stable, content-derived name such as `place/370783` or `person/刘运`; `type` is the class of the
    ontology without prefix (AdministrativeDivision, Newspaper, Plan …); `parent` and `attributes` hold what the
    lists or the text know of it (code, level, lat, long, issuer, year, home …).
    """

    key: str
    kind: Kind
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    listed: bool = False


class Mention(Struct, frozen=True):
    """An occurrence of a named thing; `candidates` are entity keys, `entity` is set when exactly one was left.

    `note` says why a mention stayed unlinked or what an inference rests on.
    """

    span: Span
    kind: Kind
    rule: str
    candidates: tuple[str, ...] = ()
    entity: str | None = None
    label: str | None = None
    note: str | None = None


class Step(Struct, frozen=True):
    """One step of an explanation: the field that a rule set, to what, and from which words."""

    field: str
    value: str
    rule: str
    span: Span | None = None


class Quantity(Struct, frozen=True):
    """A numeral with its unit, as it stands: exact decimals in the plain unit, multipliers applied.

    `value` is None for a range, which has `low` and `high`. `comparator` is what the words at or in the numeral say
    (突破, 以上, 余, 约), `hedges` the spans of those words outside the numeral.
    """

    span: Span
    value: Decimal | None
    unit: str
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = "eq"
    hedges: tuple[Span, ...] = ()


class Number(Struct, frozen=True):
    """A row of the ledger: a number of the text and what became of it."""

    span: Span
    status: NumberClass
    reason: str | None = None


class Period(Struct, frozen=True):
    """A time expression; `start` and `end` are ISO 8601 (both inclusive), None where the date does not allow them."""

    span: Span
    text: str
    start: str | None
    end: str | None
    rule: str


class Metric(Struct, frozen=True):
    """One quantity that the text asserts of something: see the fields of `extraction.schema.json`.

    `origin` is the earlier value (从1514家…), `of` the whole, field or baseline. `place` is a canonical name,
    `place_key` its entity. `sentence` and `turn` index the document's; `quotation` is set where quoted words claim it.
    """

    span: Span
    value: Decimal | None
    unit: str
    indicator: str
    kind: MetricKind
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = "eq"
    direction: Direction | None = None
    basis: Basis | None = None
    origin: Decimal | None = None
    origin_span: Span | None = None
    of: str | None = None
    indicator_span: Span | None = None
    indicator_key: str | None = None
    place: str | None = None
    place_key: str | None = None
    place_inferred: bool = False
    period: Period | None = None
    status: Status = "actual"
    sentence: int | None = None
    turn: int | None = None
    speaker: str | None = None
    quotation: int | None = None
    steps: tuple[Step, ...] = ()


class Relation(Struct, frozen=True):
    """A relation that the text states; `subject` and `object` as written, with their spans where they have one."""

    subject: str
    predicate: str
    object: str
    span: Span
    rule: str
    when: str | None = None
    subject_span: Span | None = None
    object_span: Span | None = None
    subject_key: str | None = None
    object_key: str | None = None


class Extraction(Struct, frozen=True):
    """All that one document yields; a pure function of the document and the lexicon."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    metrics: tuple[Metric, ...] = ()
    numbers: tuple[Number, ...] = ()
    relations: tuple[Relation, ...] = ()
    periods: tuple[Period, ...] = ()
