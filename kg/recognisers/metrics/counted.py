"""Indicators behind their number: 打通160条“断头路”, 754个村集体收入达到…, 帮助5000多万居民搬出棚户区."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Span
from kg.recognisers.metrics.cases import Case, Subject, is_measured, said_in


def counted(case: Case) -> Subject | None:
    """Read 打通160条“断头路”, 754个村集体收入达到…, 帮助5000多万居民搬出棚户区."""
    left = case.cell.left
    if case.cell.right.noun is None or (left.phrase is not None and left.change is not None):
        return None
    if left.phrase is not None and case.verdict.kind not in ("level", "growth"):
        return None
    for rule in NOUN_RULES:
        subject = rule(case, case.cell.right.noun)
        if subject is not None:
            return subject
    return None


def of_phrase(case: Case, noun: Span) -> Subject | None:
    """Read 中央财政的|400亿元|补贴资金: what belongs to the phrase before is named behind."""
    left, text = case.cell.left, case.scene.text
    if left.entry <= left.start or text[left.entry - 1] != "的":
        return None
    return said_in(case.scene, noun, "behind:的")


def example(case: Case, noun: Span) -> Subject | None:
    """Read 京东、永辉超市等|2300家|采购商: what 等 sums up is named behind."""
    left, text = case.cell.left, case.scene.text
    if left.reach is not None or left.entry <= left.start or text[left.entry - 1] != "等":
        return None
    return said_in(case.scene, noun, "behind:等")


def caused(case: Case, _: Span) -> Subject | None:
    """Read 帮助5000多万居民搬出棚户区: what the counted then do is the point."""
    left, predicate = case.cell.left, case.cell.right.predicate
    verb = left.action if left.whole else left.final
    if verb is None or verb.role != "causative" or predicate is None:
        return None
    return said_in(case.scene, predicate, "behind:predicate")


def unlisted_verb(case: Case, noun: Span) -> Subject | None:
    """Read 严守18亿亩耕地红线: two characters before a counted noun are a verb that no table knows."""
    phrase, scene = case.cell.left.phrase, case.scene
    if phrase is None or case.cell.right.of or phrase.end - phrase.start != 2:  # noqa: PLR2004
        return None
    if scene.words.heads.before(scene.text, phrase.start, phrase.end) is not None:
        return None
    return Subject(phrase.of(scene.text) + noun.of(scene.text), noun, "behind:verb")


def verb_and_noun(case: Case, noun: Span) -> Subject | None:
    """Read 打通160条“断头路”, 安排5000亿元专项资金."""
    left = case.cell.left
    verb = left.action if left.whole else left.final
    if verb is None or not _noun_leads(case):
        return None
    return Subject(verb.text.removesuffix("了") + noun.of(case.scene.text), noun, "behind:verb")


def predicated(case: Case, _: Span) -> Subject | None:
    """Read 754个村集体收入达到100万元以上: with nothing before the number, all that is said of the counted."""
    left, right = case.cell.left, case.cell.right
    leads = left.reach is None or left.reach.text in PIVOTS
    if left.phrase is not None or right.predicate is None or case.listed or right.of or not leads:
        return None
    if case.cell.quantity.unit == "位" and (case.cell.quantity.value or 0) <= FEW:
        return None  # 三位党代表|不避热点: who is present, not how many did something
    return said_in(case.scene, right.predicate, "behind:predicate")


FEW = 10


def noun_alone(case: Case, noun: Span) -> Subject | None:
    """Read 全国36个中心城市, 20条左右的林荫路, 18家中外媒体|的提问."""
    if not _noun_leads(case):
        return None
    scene, of = case.scene, case.scene.text.find("的", noun.start, noun.end)
    owner = of > noun.start and case.cell.quantity.unit in OWNERS
    if owner and scene.words.heads.before(scene.text, noun.start, of) is not None:
        return said_in(scene, Span(noun.start, of), "behind:owner")
    return said_in(scene, noun, "behind:noun")


def _noun_leads(case: Case) -> bool:
    """Tell whether the noun behind a number names what it counts, unlike 年吞吐量1000万人次的机场."""
    left, right, scene = case.cell.left, case.cell.right, case.scene
    if left.phrase is None or left.whole:
        return True
    if right.of and scene.words.heads.before(scene.text, left.phrase.start, left.phrase.end) is not None:
        return False
    spent = left.final is not None and left.final.role == "action"
    return not is_measured(scene, case.cell.quantity.unit) or spent or (left.final is not None and not right.of)


NOUN_RULES: tuple[Callable[[Case, Span], Subject | None], ...] = (
    of_phrase,
    example,
    caused,
    unlisted_verb,
    verb_and_noun,
    predicated,
    noun_alone,
)

# What is counted in these owns things: 18家媒体的提问, 5名党员的事迹.
OWNERS = frozenset({"家", "名", "位", "户", "人", "所"})
# Words before a counted noun that lead on to what is said of it: 有770多万学生享受资助, 为3.2万户家庭实施改造.
PIVOTS = frozenset({"有", "共有", "已有", "约有", "还有", "为", "现有", "就有"})
