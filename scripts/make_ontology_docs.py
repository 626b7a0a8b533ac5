"""Writes docs/ontology.md from ontology/kg.ttl and the code, and docs/questions.md from kg/questions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import questions, triples
from kg.lexicon import Lexicon
from kg.model import Metadata, Source
from kg.pipeline import extract
from kg.questions import GROUPS
from kg.results import shorten
from kg.store import Store
from kg.triples import ontology, syntax
from kg.triples.vocabulary import prefixes

ROOT = Path(__file__).parent.parent
ASKED = "大众日报记者:请介绍一下情况。\n\n"
EXAMPLES = (
    ("潍坊港吞吐量突破5400万吨,是2012年的2.7倍", ASKED + "刘运:潍坊港吞吐量突破5400万吨,是2012年的2.7倍。"),
    ("化工企业从1514家压减到750家", ASKED + "刘运:2017年以来,化工企业从1514家压减到750家。"),
)
GIVEN = Metadata(date="2022-10-20", home="潍坊市")
SHOWN = ("MetricClaim", "DerivedValue", "Question", "Answer", "ProperInterval")
LINKS = ("evidence", "earlierEvidence", "sentence", "indicator", "hasUnit", "speaker")
INTRODUCTION = """# 本体 Ontology

本页由 `scripts/make_ontology_docs.py` 从 `ontology/kg.ttl` 和程序生成，请勿手改。
This page is generated from `ontology/kg.ttl` and the code by `scripts/make_ontology_docs.py`; edit those.

- 前缀 prefix: `kg:` = `https://kg.example/ontology#`
- 文件 files: [kg.ttl](../ontology/kg.ttl), [shapes.ttl](../ontology/shapes.ttl),
  [context.jsonld](../ontology/context.jsonld)
- 为什么这样 why so: [decisions](decisions/), from 0070

## 图 Diagram

```mermaid
classDiagram
  direction LR
  PressConference <-- Transcript : recordOf
  Transcript --> Text : text
  PressConference <-- Turn : dcterms isPartOf
  Turn <|-- Opening
  Turn <|-- Question
  Turn <|-- Answer
  Turn <|-- Moderation
  Answer --> Question : answers
  Turn --> Person : speaker
  Question --> Outlet : outlet
  Claim --> Turn : statedIn
  Claim --> Person : speaker
  Claim --> Words : evidence
  Claim --> Sentence : sentence
  Words --> Text : nif referenceContext
  Claim <|-- MetricClaim
  Claim <|-- RelationClaim
  MetricClaim <|-- Commitment
  MetricClaim --> Indicator : indicator
  MetricClaim --> Place : place
  MetricClaim --> Interval : period
  MetricClaim --> Unit : qudt hasUnit
  RelationClaim <|-- Conferral
  RelationClaim <|-- Issuance
  RelationClaim <|-- Membership
  Conferral --> Title : object
  Issuance --> Policy : object
  Membership --> Role : org role
  DerivedValue --> Claim : prov wasDerivedFrom
  Words <|-- Mention
  Mention --> Entity : itsrdf taIdentRef
  Entity <|-- Person
  Entity <|-- Outlet
  Entity <|-- Organization
  Entity <|-- Place
  Entity <|-- Policy
  Entity <|-- Title
  Entity <|-- Event
```

一件主张分三层：所指（指标、地点、时期、数值）、所说（谁、在哪次发言、哪天）、所据（正文中的字）。言说时间 `kg:saidOn`
与所述时期 `kg:period` 分开。推算值 `kg:DerivedValue` 不是主张；推断出的值由 `kg:inferred` 指明是哪个属性。
A claim has three layers: what it means (indicator, place, period, value), who said it (speaker, turn, day), and the
words it rests on. When it was said (`kg:saidOn`) is kept apart from when it holds (`kg:period`). What kg computed is a
`kg:DerivedValue` and never a claim; `kg:inferred` names the property of a subject whose value the text does not say.
"""


def make_ontology() -> str:
    """Return the page about the ontology."""
    store = Store()
    store.add(ontology.quads())
    parts = (INTRODUCTION, *_examples(), *_vocabulary(store))
    return "\n".join(parts).rstrip("\n") + "\n"


def make_vocabulary() -> str:
    """Return the part of the page that lists classes, properties and values."""
    store = Store()
    store.add(ontology.quads())
    return "\n".join(_vocabulary(store)).rstrip("\n") + "\n"


def make_questions() -> str:
    """Return the page about the named questions."""
    lines = ["# 问题 Named questions", "", "`kg query NAME --参数 值`；`kg query --list` 列出全部 lists them.", ""]
    for group, zh in GROUPS.items():
        lines += [f"## {zh} {group[0].upper()}{group[1:]}", ""]
        for question in questions.load().values():
            if question.group == group:
                lines += list(_question(question))
    return "\n".join(lines).rstrip("\n") + "\n"


def _question(question: questions.Question) -> Iterator[str]:
    yield f"### `{question.name}`"
    yield ""
    yield f"{question.zh} {question.en}"
    yield ""
    for parameter in question.parameters:
        yield f"- `--{parameter.name}`：{parameter.zh} {parameter.en}（例 example: `{parameter.example}`）"
    columns = "、".join(f"{column.zh} `{column.name}`" for column in question.columns)
    yield f"- 列 columns: {columns}"
    yield ""


def _examples() -> Iterator[str]:
    yield "## 例 Worked examples\n"
    yield "以下由程序读出，未经手写。What follows was made by the code from the sentence above it.\n"
    lexicon = Lexicon()
    for title, text in EXAMPLES:
        yield f"### {title}\n\n```turtle\n{example(text, lexicon)}```\n"


def example(text: str, lexicon: Lexicon) -> str:
    """Return, in Turtle, what kg makes of one spoken sentence: claims, derived values, words, periods, units."""
    source = Source("example.txt", "text", "utf-8", hashlib.sha256(text.encode()).hexdigest(), text, GIVEN)
    quads = triples.encode(extract(source, lexicon))
    main: set[object] = {quad.subject for quad in quads if str(quad.object).rstrip(">").endswith(SHOWN)}
    main |= {quad.object for quad in quads if quad.subject in main and str(quad.predicate).rstrip(">").endswith(LINKS)}
    turtle = syntax.turtle([quad for quad in quads if quad.subject in main]).decode()
    lines = turtle.splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("@prefix"))
    used = [line for line in lines if line.startswith("@prefix") and re.search(rf"(?<![\w/]){line.split()[1]}", body)]
    return "".join(sorted(used)) + "\n" + body.replace(" .\n", " .\n\n").rstrip("\n") + "\n"


def _vocabulary(store: Store) -> Iterator[str]:
    yield "## 类 Classes\n"
    yield "| 类 class | 名称 label | 上位 subclass of | 含义 meaning |\n|---|---|---|---|"
    yield from _rows(store, "owl:Class", ("rdfs:subClassOf",))
    yield "\n## 属性 Properties\n"
    yield "| 属性 property | 名称 label | 定义域 domain | 值域 range | 上位 subproperty of | 含义 meaning |"
    yield "|---|---|---|---|---|---|"
    for kind in ("owl:ObjectProperty", "owl:DatatypeProperty"):
        yield from _rows(store, kind, ("rdfs:domain", "rdfs:range", "rdfs:subPropertyOf"))
    yield "\n## 受控值 Controlled values\n"
    yield "| 值 value | 名称 label | 类 class | 含义 meaning |\n|---|---|---|---|"
    yield from _rows(store, "skos:Concept", ("rdf:type",))
    yield "\n## 借用的词 Terms of other vocabularies\n"
    terms = store.table("SELECT ?t ?l { ?t rdfs:isDefinedBy ?v ; rdfs:label ?l FILTER (LANG(?l) = 'zh') } ORDER BY ?t")
    names = prefixes()
    yield "、".join(f"`{shorten(term, names)}` {shorten(label, names)}" for term, label in terms.rows)


def _rows(store: Store, kind: str, columns: tuple[str, ...]) -> Iterator[str]:
    found = store.table(
        f"SELECT DISTINCT ?term {{ ?term a {kind} FILTER (STRSTARTS(STR(?term), STR(kg:))) }} ORDER BY ?term"
    )
    for (node,) in found.rows:
        cells = [f"`{shorten(node, store.prefixes)}`", _text(store, node, "rdfs:label")]
        cells += [_objects(store, node, column) for column in columns]
        yield f"| {' | '.join((*cells, _text(store, node, 'rdfs:comment')))} |"


def _text(store: Store, node: object, predicate: str) -> str:
    rows = store.table(f"SELECT ?t {{ {node} {predicate} ?t }} ORDER BY DESC(LANG(?t))").rows
    return " ".join(term.value for (term,) in rows if isinstance(term, ox.Literal))


def _objects(store: Store, node: object, predicate: str) -> str:
    rows = store.table(f"SELECT ?o {{ {node} {predicate} ?o FILTER (?o != skos:Concept) }} ORDER BY ?o").rows
    return ", ".join(f"`{shorten(term, store.prefixes)}`" for (term,) in rows)


if __name__ == "__main__":
    (ROOT / "docs" / "ontology.md").write_text(make_ontology(), encoding="utf-8")
    (ROOT / "docs" / "questions.md").write_text(make_questions(), encoding="utf-8")
