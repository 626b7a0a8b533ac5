"""A small extraction made by hand: one of everything that the graph can say."""

from __future__ import annotations

import hashlib
from array import array
from decimal import Decimal

from kg.model import (
    Attribute,
    Document,
    Entity,
    Extraction,
    Mention,
    Metric,
    Number,
    Offsets,
    Period,
    Quotation,
    Relation,
    Sentence,
    Source,
    Span,
    Turn,
)

TEXT = """绿地发布会

主持人:副市长刘运出席,现在开始提问。

大众日报记者:请介绍情况。电话12345。

刘运:潍坊港吞吐量突破5400万吨,是2012年的2.7倍。2017年以来,化工企业从1514家压减到750家。寿光入选全国百强县。

刘运:到2025年,全市森林覆盖率力争达到20%到30%。李明说:“中心城区绿地占1/10。”市政府印发《绿地规划》。
"""
LISTED = (
    Entity(
        "place/370700",
        "place",
        "潍坊市",
        "AdministrativeDivision",
        ("潍坊",),
        "place/370000",
        (("code", "370700"), ("level", "prefecture"), ("lat", "36.70"), ("long", "119.1619")),
        listed=True,
    ),
    Entity("place/370783", "place", "寿光市", "AdministrativeDivision", ("寿光",), "place/370700", listed=True),
    Entity("outlet/大众日报", "outlet", "大众日报", "Newspaper", parent="place/370000", listed=True),
    Entity("title/全国百强县", "title", "全国百强县", "List", listed=True),
)
FOUND = (
    Entity("person/刘运", "person", "刘运", "Person"),
    Entity("place/潍坊港", "place", "潍坊港", "Facility", parent="place/370700"),
    Entity("organization/潍坊市人民政府", "organization", "潍坊市人民政府", "GovernmentBody", ("市政府",)),
    Entity("policy/绿地规划", "policy", "绿地规划", "Document", attributes=(("issuer", "市政府"), ("year", "2021"))),
)
SINCE_2017 = ("2017年以来", "2017", "2022-05-11")


def span(quote: str, n: int = 1, text: str = TEXT) -> Span:
    """Return the span of the n-th occurrence of a quote."""
    start = -1
    for _ in range(n):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def small(name: str = "small.txt", text: str = TEXT) -> Extraction:
    """Return the extraction, anchored; another text must begin with this one."""
    document = Document(
        source=Source(name, "text", "utf-8", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text),
        text=text,
        offsets=Offsets(array("I", (0, len(text))), array("I", (0, len(text)))),
        turns=_turns(),
        sentences=_sentences(),
        quotations=(Quotation(span("中心城区绿地占1/10。"), "李明", "quotation.said"),),
        title=Attribute("绿地发布会", inferred=False, rule="title.heading"),
        date=Attribute("2022-05-11", inferred=True, rule="date.text"),
        home=Attribute("潍坊市", inferred=True, rule="home.places", span=span("潍坊")),
        occasion=Attribute("绿地", inferred=False, rule="occasion.title"),
    )
    return Extraction(document, _mentions(), LISTED + FOUND, _metrics(), _numbers(), _relations(), _periods())


def _turns() -> tuple[Turn, ...]:
    labels = [span("主持人:"), span("大众日报记者:"), span("刘运:"), span("刘运:", 2)]
    ends = [label.start for label in labels[1:]] + [len(TEXT)]
    whole = [Span(label.start, end) for label, end in zip(labels, ends, strict=True)]
    return (
        Turn(whole[0], labels[0], "host", rule="turn.host"),
        Turn(whole[1], labels[1], "journalist", outlet="大众日报", rule="turn.outlet"),
        Turn(whole[2], labels[2], "official", speaker="刘运", post="副市长", rule="turn.name"),
        Turn(whole[3], labels[3], "official", speaker="刘运", rule="turn.name"),
    )


def _sentences() -> tuple[Sentence, ...]:
    parts = (
        ("主持人:副市长刘运出席,现在开始提问。", 0),
        ("大众日报记者:请介绍情况。", 1),
        ("电话12345。", 1),
        ("刘运:潍坊港吞吐量突破5400万吨,是2012年的2.7倍。", 2),
        ("2017年以来,化工企业从1514家压减到750家。", 2),
        ("寿光入选全国百强县。", 2),
        ("刘运:到2025年,全市森林覆盖率力争达到20%到30%。", 3),
        ("李明说:“中心城区绿地占1/10。”", 3),
        ("市政府印发《绿地规划》。", 3),
    )
    return tuple(Sentence(span(words), turn, turn) for words, turn in parts)


def _mentions() -> tuple[Mention, ...]:
    return (
        Mention(span("大众日报"), "outlet", "outlet.list", entity="outlet/大众日报", label="大众日报"),
        Mention(span("刘运", 2), "person", "person.label", entity="person/刘运", label="刘运"),
        Mention(span("潍坊港"), "place", "place.facility", entity="place/潍坊港", label="潍坊港"),
        Mention(span("寿光"), "place", "place.list", ("place/370783",), "place/370783", "寿光市"),
        Mention(span("全国百强县"), "title", "title.list", entity="title/全国百强县", label="全国百强县"),
        Mention(span("刘运", 3), "person", "person.label", entity="person/刘运", label="刘运"),
        Mention(span("李明"), "person", "person.said", note="two persons of this name"),
        Mention(
            span("市政府"), "organization", "body.list", entity="organization/潍坊市人民政府", label="潍坊市人民政府"
        ),
        Mention(span("《绿地规划》"), "policy", "policy.marks", entity="policy/绿地规划", label="绿地规划"),
    )


def _metrics() -> tuple[Metric, ...]:
    return (
        Metric(
            span("5400万吨"),
            Decimal(54000000),
            "吨",
            "吞吐量",
            "level",
            "metric.level",
            comparator="gt",
            indicator_span=span("吞吐量"),
            indicator_key="港口吞吐量",
            place="潍坊港",
            place_key="place/潍坊港",
            sentence=3,
            turn=2,
            speaker="刘运",
        ),
        Metric(
            span("2.7倍"),
            Decimal("2.70"),
            "倍",
            "吞吐量",
            "multiple",
            "metric.multiple",
            of="2012年",
            indicator_key="港口吞吐量",
            place="潍坊港",
            place_key="place/潍坊港",
            sentence=3,
            turn=2,
            speaker="刘运",
        ),
        Metric(
            span("750家"),
            Decimal(750),
            "家",
            "化工企业",
            "level",
            "metric.reduced",
            origin=Decimal(1514),
            origin_span=span("1514家"),
            direction="down",
            place="潍坊市",
            place_key="place/370700",
            place_inferred=True,
            period=Period(span(SINCE_2017[0]), *SINCE_2017, "period.since"),
            sentence=4,
            turn=2,
            speaker="刘运",
        ),
        Metric(
            span("20%到30%"),
            None,
            "%",
            "森林覆盖率",
            "level",
            "metric.target",
            Decimal(20),
            Decimal(30),
            place="潍坊市",
            place_key="place/370700",
            period=Period(span("2025年"), "2025年", "2025", "2025", "period.year"),
            status="target",
            sentence=6,
            turn=3,
            speaker="刘运",
        ),
        Metric(
            span("1/10"),
            Decimal("0.1"),
            "",
            "绿地",
            "share",
            "metric.share",
            of="中心城区",
            place="中心城区",
            sentence=7,
            turn=3,
            speaker="李明",
            quotation=0,
        ),
    )


def _numbers() -> tuple[Number, ...]:
    return (Number(span("12345"), "unresolved", "no unit"), Number(span("2012年"), "date"))


def _relations() -> tuple[Relation, ...]:
    return (
        Relation(
            "寿光",
            "received_title",
            "全国百强县",
            span("寿光入选全国百强县"),
            "relation.received",
            when="2017年以来",
            subject_span=span("寿光"),
            object_span=span("全国百强县"),
        ),
        Relation("刘运", "holds_post", "副市长", span("副市长刘运"), "relation.post", subject_key="person/刘运"),
        Relation(
            "市政府",
            "issued",
            "《绿地规划》",
            span("市政府印发《绿地规划》"),
            "relation.issued",
            subject_span=span("市政府"),
            object_span=span("《绿地规划》"),
        ),
        Relation(
            "潍坊港",
            "located_in",
            "潍坊",
            span("潍坊港"),
            "relation.located",
            subject_key="place/潍坊港",
            object_key="place/370700",
        ),
        Relation("李明", "visited", "寿光", span("李明"), "relation.other", object_key="place/370783"),
    )


def _periods() -> tuple[Period, ...]:
    return (
        Period(span("2012年"), "2012年", "2012-01-01", "2012-12-31", "period.year"),
        Period(span(SINCE_2017[0]), *SINCE_2017, "period.since"),
    )
