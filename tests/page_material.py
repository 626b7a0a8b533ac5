"""Made-up press conferences, as many as wanted, for the page's tests and benchmarks; the same on every run."""

from __future__ import annotations

import hashlib
from array import array
from decimal import Decimal

from kg.model import (
    Attribute,
    Document,
    Entity,
    Extraction,
    Kind,
    Mention,
    Metric,
    Offsets,
    Period,
    Relation,
    Sentence,
    Source,
    Span,
    Turn,
)

PROVINCES = tuple(f"{name}省" for name in "甲乙丙丁戊己庚辛壬癸")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "文明华国建志伟芳丽敏静强磊军洋勇艳杰娟涛"
THINGS = ("粮食", "工业", "外贸", "就业", "教育", "医疗", "水利", "交通", "能源", "科技", "旅游", "住房")
MEASURES = ("产量", "投资", "增加值", "规模", "人数", "收入", "面积", "项目数")
POLICIES = ("振兴计划", "提升行动", "三年方案", "试点办法", "攻坚战", "专项规划")
OUTLETS = tuple(f"{place}{kind}" for place in "东南西北中海山河江湖" for kind in ("日报", "晚报", "广播电视台", "在线"))
CLAIMS_A_DOCUMENT = 30


def conferences(count: int, own: int = 40) -> tuple[Extraction, ...]:
    """Return `count` extractions; each has about `own` entities and indicators that no other has, and many shared."""
    return tuple(_Writer(number, own).extraction() for number in range(count))


class _Writer:
    """Writes one transcript and notes, while writing, what stands where."""

    def __init__(self, number: int, own: int) -> None:
        self.number = number
        self.own = own
        self.length = 0
        self.parts: list[str] = []
        self.turns: list[Turn] = []
        self.sentences: list[Sentence] = []
        self.mentions: list[Mention] = []
        self.metrics: list[Metric] = []
        self.relations: list[Relation] = []
        self.entities: dict[str, Entity] = {}
        self.draws = 0

    def draw(self, below: int) -> int:
        """Return the next number of a fixed sequence that looks random."""
        self.draws += 1
        return (self.number * 7919 + self.draws * 104729 + (self.draws * self.draws) % 7907 * 31) % 1000003 % below

    def write(self, text: str) -> Span:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def entity(self, kind: Kind, label: str, type_: str, parent: str | None = None) -> str:
        key = f"{kind}/{label}"
        self.entities.setdefault(key, Entity(key, kind, label, type_, (), parent, (), listed=kind == "place"))
        return key

    def mention(self, kind: Kind, label: str, type_: str, parent: str | None = None) -> Span:
        key = self.entity(kind, label, type_, parent)
        at = self.write(label)
        self.mentions.append(Mention(at, kind, "made", (key,), key, label))
        return at

    def extraction(self) -> Extraction:
        province = PROVINCES[self.number % len(PROVINCES)]
        self.entity("place", province, "AdministrativeDivision")
        self.city = f"{GIVEN[self.number % 20]}{GIVEN[self.number // 20 % 20]}市"
        self.home = self.entity("place", self.city, "AdministrativeDivision", f"place/{province}")
        people = [self._person(n) for n in range(2)]
        for exchange in range(3):
            self._question(OUTLETS[self.draw(len(OUTLETS))])
            self._answer(people[exchange % 2], exchange)
        return self._finish()

    def _person(self, n: int) -> str:
        letters = [GIVEN[(self.number // 20**power + n * 7) % 20] for power in range(2)]
        return SURNAMES[(self.number + n * 5) % len(SURNAMES)] + "".join(letters)

    def _question(self, outlet: str) -> None:
        start = self.length
        self.mention("outlet", outlet, "Newspaper")
        label = Span(start, self.write("记者:").end)
        at = self.write(f"请介绍{self.city}的情况。\n\n")
        self.turns.append(Turn(Span(start, at.end), label, "journalist", outlet=outlet, rule="made"))
        self.sentences.append(Sentence(Span(start, at.end - 2), len(self.turns) - 1, len(self.turns)))

    def _answer(self, person: str, exchange: int) -> None:
        start = self.length
        self.mention("person", person, "Person")
        label = Span(start, self.write(":").end)
        turn = len(self.turns)
        begin = start
        for n in range(self.own // 6):
            self._policy(exchange, n)
            self._end_sentence(begin, turn)
            begin = self.length
        for n in range(CLAIMS_A_DOCUMENT // 3):
            self._claim(exchange, n, turn, person)
            self._end_sentence(begin, turn)
            begin = self.length
        self.write("\n\n")
        self.turns.append(Turn(Span(start, self.length), label, "official", speaker=person, rule="made"))

    def _end_sentence(self, begin: int, turn: int) -> None:
        self.write("。")
        self.sentences.append(Sentence(Span(begin, self.length), turn, turn + 1))

    def _policy(self, exchange: int, n: int) -> None:
        shared = self.draw(3) == 0
        mark = self.draw(40) if shared else f"{self.number}{exchange}{n}"
        self.write("我们实施")
        self.mention("policy", f"{THINGS[self.draw(12)]}{POLICIES[self.draw(6)]}{mark}", "Plan")

    def _claim(self, exchange: int, n: int, turn: int, person: str) -> None:
        own = self.draw(3) > 0 and self.own > n
        thing = f"{THINGS[self.draw(12)]}{MEASURES[self.draw(8)]}{f'{self.number}{exchange}{n}' if own else ''}"
        self.write("2021年,全市")
        indicator = self.write(thing)
        self.write("增长" if n % 3 == 0 else "达到")
        amount = self.draw(900) + 10
        at = self.write(f"{amount}%" if n % 3 == 0 else f"{amount}亿元")
        self.metrics.append(
            Metric(
                at,
                Decimal(amount) if n % 3 == 0 else Decimal(amount) * 10**8,
                "%" if n % 3 == 0 else "元",
                thing,
                "growth" if n % 3 == 0 else "level",
                "made",
                direction="up" if n % 3 == 0 else None,
                indicator_span=indicator,
                place=self.city,
                place_key=self.home,
                place_inferred=True,
                period=Period(at, "2021年", "2021-01-01", "2021-12-31", "made"),
                sentence=len(self.sentences),
                turn=turn,
                speaker=person,
            )
        )

    def _finish(self) -> Extraction:
        text = "".join(self.parts)
        data = text.encode()
        document = Document(
            Source(f"conference-{self.number}.txt", "text", "utf-8", hashlib.sha256(data).hexdigest(), text),
            text,
            Offsets(array("I"), array("I")),
            tuple(self.turns),
            tuple(self.sentences),
            (),
            Attribute(f"{self.city}新闻发布会第{self.number}场", inferred=False, rule="made"),
            Attribute(f"20{10 + self.number % 15}-0{1 + self.number % 9}", inferred=False, rule="made"),
            Attribute(self.city, inferred=False, rule="made"),
        )
        entities = tuple(self.entities[key] for key in sorted(self.entities))
        return Extraction(document, tuple(self.mentions), entities, tuple(self.metrics))
