"""What stands behind a number: the thing that it counts, or what is said of the counted."""

from __future__ import annotations

import re

from kg.model import Span
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.words import Word
from kg.values import Struct

AROUND = re.compile(r"(?:以上|以下|以内|左右|上下|之多|之内|[长宽高深](?=的)|的| |”|’)*")
BREAK = re.compile(r"[、（(]")
LONGEST_PREDICATE = 32


class Right(Struct, frozen=True):
    """The noun right behind a number, None where no noun begins there; `of` tells that 的 stood between.

    `predicate` is the noun with all that the clause says of it; `deed` is a predicate that follows without a noun
    (先后4次降低准备金率), `moved` a verb of change behind 的 (出现了0.5个百分点的回落).
    """

    noun: Span | None = None
    predicate: Span | None = None
    of: bool = False
    deed: Span | None = None
    moved: Word | None = None


def read(scene: Scene, start: int, end: int, clause_end: int) -> Right:
    """Read the stretch from the end of a number to the next number or the end of the clause."""
    text = scene.text
    match = AROUND.match(text, start, end)
    at = match.end() if match else start
    if text[start - 1 : start + 1] in PEOPLE and start < end:
        stop, _ = _stop(scene, start + 1, end, last=end == clause_end)
        return Right(Span(start - 1, max(stop, start + 1)))
    if at >= end or text[at] in "、，（(”/／":
        return Right()
    stop, ends_with = _stop(scene, at, end, last=end == clause_end)
    if stop == at:
        deed = Span(at, end) if ends_with in DEEDS and end == clause_end and end - at <= LONGEST_PREDICATE else None
        word = scene.words.rest.after(text, at, end) if "的" in text[start:at] else None
        return Right(deed=deed, moved=word if word is not None and word.role == "change" else None)
    while stop > at + 1 and text[stop - 1] == "的":
        stop -= 1
    if _says_nothing(scene, at, stop):
        return Right()
    whole = end == clause_end or ends_with in JOINS
    predicate = Span(at, clause_end) if whole and clause_end - at <= LONGEST_PREDICATE else None
    return Right(Span(at, stop), predicate, of="的" in text[start:at])


PEOPLE = ("人口", "人民")
DEEDS = frozenset({"action", "causative", "change", "light"})
JOINS = frozenset({"copula", "reach", "adverb", "distribute", "basis", "change"})
CLAUSE_NOUN = re.compile(r"[^、，的]{1,16}的(?=[\u4e00-\u9fff])")


def _stop(scene: Scene, start: int, end: int, *, last: bool) -> tuple[int, str]:
    """Return where the noun that begins at `start` ends, and the role of the word that ends it."""
    text = scene.text
    mark = BREAK.search(text, start, end)
    role = "mark" if mark is not None else "end"
    if mark is not None:
        end = mark.start()
    word = scene.words.rest.after(text, start, end)
    skip = start
    if (
        word is not None
        and (word.role == "action" or word.text in VERBAL)
        and _is_noun(text, start, start + len(word.text))
    ):
        skip = start + len(word.text)
    elif word is not None and word.role != "guard":
        # 9个|获此殊荣的|城市: what begins like a predicate may be a clause before its noun.
        clause = CLAUSE_NOUN.match(text, start, end) if word.role in ("action", "light") else None
        if clause is None:
            return start, word.role
        skip = clause.end()
    found = scene.words.stops.first(text, skip, end)
    if found is not None and found[1] == start and found[0].text in MODIFIERS:
        found = scene.words.stops.first(text, start + len(found[0].text), end)  # 5个|集中|隔离场所
    if found is None:
        return end, role
    word, at = found
    if word.role == "conjunction":
        return _past_join(scene, Span(start, at), Span(at + len(word.text), end), role)
    # A verb at the very end makes a noun of the phrase: 重污染企业搬迁.
    if last and word.role in ("action", "change") and at + len(word.text) >= end:
        return end, role
    return at, word.role


# What makes a noun of the verb before it: 采购商, 养殖场, 服务中心.
NOMINAL = re.compile(
    r"[商场线站点厂店室员户区园院馆所库队班网车船机业者社]|中心|企业|机构|基地|平台|项目|单位|公司|人员|工程|系统|岗位|合作社|大户|设施|设备|团队"
)


# Measure words that a noun must follow: 8名|援助医生, 20个|出口品种.
CLASSIFIERS = frozenset("名位个家条项件座所张套台辆艘支种类处份批场块本部间栋幢片")
# Verbs that are said of what was named before: 企业12家|入选百强.
SAID = re.compile(
    r"入选|获评|获批|上榜|落户|入围|荣获|开工|投产|签约|竣工|完工|挂牌|投用|投入|落地|达标|参加|参与|受益|毕业|上市|开通|入驻|"
    r"建成|建设|实施|列入|纳入|通过|完成|实现|进入|位于|进行"
)


# Openings of a clause that may begin a noun as well: 8条|支持政策.
VERBAL = frozenset({"支持", "推动", "促进", "引导", "帮扶", "帮助", "联合", "推进", "服务"})


def _is_noun(text: str, start: int, end: int) -> bool:
    """Tell whether a verb right behind a number begins a noun, as it does behind 的: 63.5%的|监测|对象."""
    if text[start - 1] == "的" or NOMINAL.match(text, end) is not None:
        return True
    ends = not "\u4e00" <= text[end : end + 1] <= "\u9fff" or text[end] in "了到过着出入成好完至在为"
    return text[start - 1] in CLASSIFIERS and not ends and SAID.match(text, start) is None


def _past_join(scene: Scene, one: Span, rest: Span, role: str) -> tuple[int, str]:
    """Go on past 与 where its two sides share the head behind: 70个公立医院改革|与|高质量发展示范项目."""
    text, heads = scene.text, scene.words.heads
    found = scene.words.stops.first(text, rest.start, rest.end)
    stop, ends_with = (rest.end, role) if found is None else (found[1], found[0].role)
    shared = heads.before(text, rest.start, stop) if stop > rest.start else None
    alone = heads.before(text, one.start, one.end) is not None or one.end - one.start < SHORTEST_SIDE
    if alone or shared is None or stop - rest.start > LONGEST_SIDE or len(shared.text) >= stop - rest.start:
        return one.end, "conjunction"
    return stop, ends_with


MODIFIERS = frozenset({"集中", "同时", "参与", "参加", "组成", "可", "能"})
SHORTEST_SIDE, LONGEST_SIDE = 4, 16


def _says_nothing(scene: Scene, start: int, end: int) -> bool:
    word = scene.words.relatives.before(scene.text, start, end)
    return word is not None and word.role == "empty" and len(word.text) == end - start
