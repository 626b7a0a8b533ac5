"""Which words name the indicator of a number: the phrase before it, the noun behind it, or the subject carried on."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import Span
from kg.recognisers.metrics.cases import Carried, Case, Subject, is_measured, said_in
from kg.recognisers.metrics.cells import Cell, Verdict
from kg.recognisers.metrics.counted import counted
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.words import Word
from kg.recognisers.units import load_units
from kg.values import replace


def choose(scene: Scene, cell: Cell, verdict: Verdict, carried: Carried, *, listed: bool) -> Subject:
    """Return the indicator of a number: what the first rule that fits says, without words where none does."""
    case = Case(scene, cell, verdict, carried, listed)
    for rule in RULES:
        subject = rule(case)
        if subject is not None:
            return _plain(subject)
    return Subject("", None, "none")


# Adverbs that say nothing of what is measured, inside its words: 水利部门|累计|投资, 远程教育工程|已|投入.
INNER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:累计(?!增|涨|降|的|净|量|数)|虽然|尽管|前期(?=[同环]比)|总共|合计|已经|陆续|相继|先后|已(?=投入|完成|建成|开工|偿还|实施|安排|累计))"
    r"(?=[\u4e00-\u9fff])"
)


def _plain(subject: Subject) -> Subject:
    return replace(subject, text=INNER.sub("", subject.text)) if subject.rule.startswith("before") else subject


def framed(case: Case) -> Subject | None:
    """Take the words that the frame of the claim names: 70%以上的农村家庭实现了清洁过冬."""
    phrase = case.verdict.phrase
    if phrase is None:
        return None
    return _related(case, phrase) if case.verdict.kind == "growth" else said_in(case.scene, phrase, "behind:frame")


def done(case: Case) -> Subject | None:
    """Read 先后4次降低准备金率: a predicate behind a number that counts."""
    left, deed = case.cell.left, case.cell.right.deed
    if deed is None or left.phrase is not None or left.reach is not None or left.change is not None:
        return None
    return None if is_measured(case.scene, case.cell.quantity.unit) else said_in(case.scene, deed, "behind:deed")


ARRIVE = re.compile(r"(?:内|之内)?((?:到达?|抵达|直达|可达)[^，。；、”]{1,12})")


def arrival(case: Case) -> Subject | None:
    """Read 一个半小时到北京: what takes the time is said behind it."""
    known = case.scene.lexicon.compiled(load_units).by_form.get(case.cell.quantity.unit)
    if known is None or known.dimension != "time":
        return None
    match = ARRIVE.match(case.scene.text, case.cell.quantity.span.end)
    return None if match is None else Subject(match[1], Span(*match.span(1)), "behind:arrival")


# What stands before a number in the place of a subject and names none: 提高养老金标准，人均增加1680元.
BARE = frozenset({"人均", "户均", "各地", "各地区", "各省", "各市"})


# What is counted in these are documents themselves: 《条例》的改动很大，由8章34条增加到10章48条.
OF_DOCUMENTS = frozenset({"章", "条", "款", "字", "页"})
DOCUMENT = re.compile(r"(?<=》)的.+")


# Verbs that say what changed: 户均|增收|2000元 is no change of a subject that is named elsewhere.
TELLING = frozenset({"增收", "减收"})


def earned(case: Case) -> Subject | None:
    """Read 农民户均|增收|2000元: what changed is in the verb, whose it is before it."""
    left = case.cell.left
    if left.phrase is None or left.change is None or left.change.text not in TELLING:
        return None
    if _is_measure(case, left.phrase):  # 财政收入|增收3亿元
        return None
    whose = _without_cause(case, left.phrase).of(case.scene.text)
    return Subject(whose + left.change.text, Span(left.phrase.end - len(whose), left.phrase.end), "before:earned")


def carried_on(case: Case) -> Subject | None:
    """Read 同比增长5%, where nothing is named: the topic, the last subject, or what was announced."""
    left = case.cell.left
    if left.phrase is not None and (left.phrase.of(case.scene.text) not in BARE or _says_what(left.change)):
        return None
    subject = _of_unit(case) or _carry(case)
    if subject is not None and subject.rule == "carried":
        subject = _elsewhere(case, subject)
    if subject is not None and subject.rule == "carried" and case.cell.left.basis in ("yoy", "mom"):
        subject = _itself(case, subject)
    if subject is not None and case.cell.quantity.unit in OF_DOCUMENTS:
        subject = replace(subject, text=DOCUMENT.sub("", subject.text))
    if subject is None or case.verdict.kind != "level" or case.cell.left.reach is None:
        return subject
    # 新增企业12家，累计达到45家: the second number is of all, not of the new.
    return replace(subject, text=subject.text.removeprefix("新增") or subject.text)


def _says_what(change: Word | None) -> bool:
    """Tell whether a verb of change names what changed: 户均|增收|2000元."""
    return change is not None and change.text.endswith(("收", "产"))


def _of_unit(case: Case) -> Subject | None:
    """Return what was counted in the unit of a change, behind another: 重点项目286项，总投资476亿元，较去年多|6项."""
    unit = case.cell.quantity.unit
    if case.verdict.kind != "growth" or not case.carried.stated or unit in ("", "%") or unit == case.cell.unit_before:
        return None
    return next((replace(one, rule="carried") for said, one in reversed(case.carried.stated) if said == unit), None)


def _elsewhere(case: Case, subject: Subject) -> Subject:
    """Put another kind of area before a subject that begins with one: 城镇人均居住面积…，农村增加到22平方米."""
    scope = case.cell.left.scope
    if scope is None or scope.value != "scope":
        return subject
    word = case.scene.words.head.after(subject.text, 0, len(subject.text))
    if word is None or word.value != "scope" or word.text == scope.text:
        return subject
    return replace(subject, text=scope.text + subject.text[len(word.text) :])


def _itself(case: Case, subject: Subject) -> Subject:
    """Return what moves itself where 涨幅 was spoken of before: 价格上涨1.6%，涨幅扩大0.2个百分点，环比上涨0.1%."""
    left, last = case.cell.left, case.carried.subject
    said = left.change is not None and left.base is None and case.cell.quantity.unit == "%"
    if last is None or last.rule != "before:relative" or not said:
        return subject
    word = case.scene.words.relatives.before(subject.text, 1, len(subject.text))
    grown = word is not None and word.role == "growth"
    return replace(subject, text=subject.text[: -len(word.text)]) if word is not None and grown else subject


def _carry(case: Case) -> Subject | None:
    carried = case.carried
    if carried.topic is not None:
        return said_in(case.scene, carried.topic, "topic")
    if carried.subject is not None:
        return replace(carried.subject, rule="carried")
    if carried.announced is not None:
        return said_in(case.scene, carried.announced, "announced")
    return None if carried.old is None else replace(carried.old, rule="carried")


def announced(case: Case) -> Subject | None:
    """Read 发行地方专项债，去年发行了1.35万亿: a verb whose object was said in the clause before."""
    left, said, scene = case.cell.left, case.carried.announced, case.scene
    if not left.whole or left.phrase is None or left.final is None or left.change is not None or said is None:
        return None
    if said.of(scene.text).startswith(left.phrase.of(scene.text)):
        return said_in(scene, said, "announced")
    if case.carried.subject is not None or left.final.role == "affect":
        return None
    earlier = scene.words.actions.after(scene.text, said.start, said.end)
    rest = Span(said.start + (len(earlier.text) if earlier is not None else 0), said.end)
    return Subject(left.final.text + rest.of(scene.text), left.phrase, "before:verb alone")


def verb_alone(case: Case) -> Subject | None:
    """Read a verb alone as said of the last subject: 新增168公里; 新开工住房740万套，建成511万套."""
    left, carried = case.cell.left, case.carried
    if left.final is None or left.phrase is None or carried.subject is None or left.change or left.reach:
        return None
    if case.cell.unit_before != case.cell.quantity.unit or (left.final.role != "more" and not carried.action):
        return None
    if left.phrase.end - left.phrase.start > len(left.final.text) + 2:
        return None
    return Subject(
        left.final.text + carried.subject.text.removeprefix(carried.action), left.phrase, "before:verb alone"
    )


def doer(case: Case) -> Subject | None:
    """Read 公路水路预计完成投资2.59万亿元: who did it names which investment it is."""
    left, text = case.cell.left, case.scene.text
    if left.doer is None or left.phrase is None:
        return None
    words = left.doer.of(text)
    # 铁路、公路分别完成投资: the doers are told apart, each with what it did.
    span = left.doer if left.spread is not None and "、" in words else left.phrase
    return Subject(words + left.phrase.of(text), span, "before:doer")


def shared_verb(case: Case) -> Subject | None:
    """Read 改造棚户区30.2万套、老旧小区42.2万户: the verb is said once."""
    left = case.cell.left
    if not case.listed or not case.carried.action or left.phrase is None or left.action or left.reach:
        return None
    if case.verdict.kind != "level":
        return None
    return Subject(case.carried.action + left.phrase.of(case.scene.text), left.phrase, "before:shared verb")


FIELD = re.compile(
    r"(.*(?:建设|工程|改造|治理|产业|行业|领域|[工农林牧渔]业|制造业|服务业|运输))(?:方面|(?:力度|步伐|成效|进展|水平|势头).{0,6})?$"
)
FLOWS = frozenset(
    {
        "投资",
        "总投资",
        "投入",
        "产值",
        "总产值",
        "年产值",
        "增加值",
        "产量",
        "销售额",
        "营业收入",
        "主营业务收入",
        "利润",
    }
)


def fielded(case: Case) -> Subject | None:
    """Read 电力工业建设，五年投资3200亿元: a flow alone is of the field that opens the sentence."""
    phrase, said, text = case.cell.left.phrase, case.carried.announced, case.scene.text
    if phrase is None or said is None or case.carried.subject is not None or phrase.of(text) not in FLOWS:
        return None
    field = FIELD.match(said.of(text))
    return None if field is None else Subject(field[1] + phrase.of(text), phrase, "before:field")


def phrase(case: Case) -> Subject | None:
    """Take the phrase before the number: 粮食总产量达到46947万吨."""
    return None if case.cell.left.phrase is None else _related(case, _without_cause(case, case.cell.left.phrase))


def _without_cause(case: Case, span: Span) -> Span:
    """Leave out what brought a measure about: 带动|农民人均收入|增长5%; 带动|就业 3万人 is one deed."""
    action, scene = case.cell.left.action, case.scene
    if action is None or action.role != "causative" or case.cell.quantity.unit == "百分点":
        return span
    start = span.start + len(action.text)
    if not scene.text.startswith(action.text, span.start) or span.end - start < SHORTEST_MEASURE:
        return span
    rest, change = Span(start, span.end), case.cell.left.change
    averaged = case.verdict.kind == "growth" or "均" in rest.of(scene.text)
    told = change is not None and change.text in TELLING
    return rest if told or (averaged and _is_measure(case, rest)) else span


def _is_measure(case: Case, span: Span) -> bool:
    head = case.scene.words.heads.before(case.scene.text, span.start, span.end)
    return head is not None and len(head.text) > 1


SHORTEST_MEASURE = 3


MEASURED = re.compile(r"(?:同比|环比|累计|名义|实际|年均|平均|当月|当年|全年|整体|总体)+")


def _related(case: Case, span: Span) -> Subject:
    """Complete a noun that measures something named before it: 涨幅, 数量."""
    scene, text = case.scene, span.of(case.scene.text)
    word = scene.words.relatives.before(scene.text, span.start, span.end)
    subject = case.carried.subject or _carry(case)
    own = MEASURED.match(text)
    aside = own.end() if own is not None and own.end() < len(text) else 0
    if word is None or len(text) - aside > len(word.text) or subject is None or subject.text == text:
        return said_in(scene, span, "before")
    if word.role in ("growth", "whole"):
        return Subject(_bare(scene, subject, case.carried) + text, span, "before:relative")
    return (
        Subject(subject.text + text, span, "before:relative")
        if case.carried.counted
        else said_in(scene, span, "before")
    )


def each_related(scene: Scene, recent: tuple[Subject, ...], relative: Subject) -> tuple[Subject, ...]:
    """Complete a noun such as 增速 with each of the last indicators: 增速分别加快1.5个和3.6个百分点."""
    noun = relative.span.of(scene.text) if relative.span is not None else ""
    return tuple(Subject(_bare(scene, one, Carried()) + noun, relative.span, relative.rule) for one in recent)


def _bare(scene: Scene, subject: Subject, carried: Carried) -> str:
    """Return a subject without the relative noun that was put to it: 生产总值 of 生产总值增速."""
    text = subject.text
    word = scene.words.relatives.before(text, 1, len(text)) if len(text) > 1 else None
    lent = carried.subject is not None and carried.subject.rule == "before:relative"
    if word is None or not (word.role == "growth" or (lent and word.role == "whole")):
        return text
    return text[: -len(word.text)]


RULES: tuple[Callable[[Case], Subject | None], ...] = (
    framed,
    done,
    counted,
    arrival,
    earned,
    carried_on,
    announced,
    verb_alone,
    doer,
    shared_verb,
    fielded,
    phrase,
)
