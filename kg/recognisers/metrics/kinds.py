"""What kind of claim a number makes: the frames of rank, share, multiple and change, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import Basis, Span
from kg.recognisers.metrics.cells import Cell, Verdict, stretch
from kg.recognisers.metrics.left import Left, forget
from kg.recognisers.metrics.phrases import read_phrase
from kg.recognisers.metrics.rankings import rank, rank_risen
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.verbs import read_verbs
from kg.recognisers.metrics.words import Word
from kg.recognisers.units import load_units

PARTS = frozenset({"%", "‰", ""})
POINTS = frozenset({"百分点", "千分点", "基点"})
WINDOW = 80
PARTICLES = "的 “"


def judge(scene: Scene, cell: Cell) -> Verdict:
    """Return what the first frame that fits says; anything else is a state, an amount or a count."""
    for frame in FRAMES:
        verdict = frame(scene, cell)
        if verdict is not None:
            return verdict
    return Verdict("level", "level")


def share_of_whole(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 占全省的1/10, 占工业的比重达到32.2%."""
    left = cell.left
    if cell.quantity.unit not in PARTS or left.change is not None:
        return None
    low = max(cell.clause.start, left.entry - WINDOW)
    found = _hedged(scene, cell) or scene.words.shares.last(scene.text, low, left.entry)
    if found is None or (cell.right.of and found[1] + len(found[0].text) >= left.entry and _grows(scene, cell)):
        return None
    word, at = found
    whole = _whole(scene, at + len(word.text), left.entry) or _whole_before(cell)
    forget(left, low if at < left.start else left.start, at)
    read_verbs(scene, left)
    read_phrase(scene, left, left.entry)
    noun = cell.right.noun if left.phrase is None and cell.right.of else None
    return Verdict("share", "share:占", of=whole, phrase=noun)


def _hedged(scene: Scene, cell: Cell) -> tuple[Word, int] | None:
    """Find the 占 of 约占1/4, which is a hedge of the number."""
    hedges = cell.quantity.hedges
    if not any("占" in hedge.of(scene.text) for hedge in hedges):
        return None
    left = cell.left
    found = scene.words.shares.last(scene.text, left.start, left.entry)
    return found or (Word("", "verb"), left.entry)


def _whole_before(cell: Cell) -> Span | None:
    """Return the whole of the share before: 粮食产量占全国的1/5、商品粮量约占1/4."""
    before = cell.verdict_before
    return before.of if before is not None and before.kind == "share" else None


def _grows(scene: Scene, cell: Cell) -> bool:
    """Tell whether the noun behind a number is one of change: 占2.8%的同比涨幅."""
    noun = cell.right.noun
    word = scene.words.relatives.before(scene.text, noun.start, noun.end) if noun is not None else None
    return word is not None and word.role == "growth"


SHARE_NOUN = re.compile(r"的?(?:所占)?(?:比重|比例|份额|比率)")


def _whole(scene: Scene, start: int, end: int) -> Span | None:
    """Return the whole that stands behind 占, without 的比重 and what follows it: 占世界经济|的比重从11.3%."""
    noun_at = SHARE_NOUN.search(scene.text, start, end)
    end = noun_at.start() if noun_at is not None else end
    while start < end and scene.text[end - 1] in PARTICLES:
        end -= 1
    noun = scene.words.share_nouns.before(scene.text, start, end) if end > start else None
    end -= len(noun.text) if noun is not None else 0
    while start < end and scene.text[end - 1] in PARTICLES:
        end -= 1
    return stretch(start, end)


AIM = re.compile("目标|预期|计划")  # 经济增长的|预期目标是|6.5%: the aim itself, no part of a whole

# What a part is said to do: 财政支出的八成以上|用于民生.
USED = re.compile(
    "(?:左右|以上|多|都|均|是|为|被|已|要|将)*((?:用于|用在|用作|投向|投入|投到|来自|来源于|源于|流向|销往|出口到|集中在|分布在|归)[^，。；]{1,22})"
)

SET = ("提出", "确定", "制定", "设定", "规定", "明确", "预定", "既定")  # 报告提出|的6%: who set it, no whole


def part_of_named(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 是2012年的2.7倍, 恢复到2019年的92.4%, 完成全年目标任务的67%."""
    left, text = cell.left, scene.text
    unit = cell.quantity.unit
    if (unit not in PARTS and unit != "倍") or (left.change is not None and not left.ends):
        return None
    end = left.entry
    while end > cell.clause.start and text[end - 1] in " “":
        end -= 1
    if text[end - 1 : end] != "的" or AIM.search(text, end, cell.quantity.span.start):
        return None
    if text.endswith(SET, cell.clause.start, end - 1):
        return None
    at, width = _be(scene, max(cell.clause.start, end - WINDOW), end - 1)
    whole = stretch(at + width, end - 1)
    if not width and whole is not None and whole.end in scene.periods_to:
        return None
    forget(left, min(left.start, max(cell.clause.start, end - WINDOW)), at)
    if width:
        read_verbs(scene, left)
        read_phrase(scene, left, left.entry)
    said = USED.match(text, cell.quantity.span.end, cell.clause.end) if not width and left.phrase is None else None
    goal = whole is not None and any(word in whole.of(text) for word in ("目标", "任务", "计划", "预算"))
    multiple = unit == "倍" or (not goal and whole is not None and _is_time(scene, whole))
    return Verdict(
        "multiple" if multiple else "share",
        "of:的",
        of=whole,
        phrase=stretch(*said.span(1)) if said is not None else None,
    )


def _be(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Return position and width of the last verb of being or reaching before `end`."""
    best = (start, 0)
    for word, at in scene.words.being.each(scene.text, start, end):
        if at + len(word.text) < end:
            best = (at, len(word.text))
    return best


def _is_time(scene: Scene, span: Span) -> bool:
    return any(at in scene.periods_from or at in scene.periods_to for at in range(span.start, span.end + 1))


WITHIN = re.compile(r"(?:[当之]?中|里)(?:，)?(?:有|仅有|只有|超过|约有|近|就有|还有)?$")


PART = re.compile(r"(?:左右|以上|多|的|都|均|是|为)*(.{0,24})")


def part_within(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 3.8%的涨幅中|8成|都来自食品: the whole before the number, what is said of the part behind it."""
    left, right, quantity = cell.left, cell.right, cell.quantity
    if quantity.unit not in PARTS or quantity.rule in ("bare", "ratio") or left.change is not None:
        return None
    found = WITHIN.search(scene.text, max(left.start, left.entry - 3), quantity.span.start)
    if found is None or left.phrase is None:
        return None
    whole = stretch(left.phrase.start, min(found.start(), left.phrase.end))
    said = PART.match(scene.text, quantity.span.end, cell.clause.end)
    rest = stretch(*said.span(1)) if said is not None else None
    return Verdict("share", "share:within", of=whole, phrase=right.predicate or right.noun or rest)


def part_used(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 财政支出|80%以上|用于民生: the whole right before the number, what is done with the part behind it."""
    left, quantity = cell.left, cell.quantity
    if quantity.unit not in PARTS or quantity.rule in ("bare", "ratio"):
        return None
    among = "其中" in scene.text[max(0, left.entry - len("其中，")) : left.entry]
    if left.change is not None or left.reach is not None or (left.phrase is None and not among):
        return None
    said = USED.match(scene.text, quantity.span.end, cell.clause.end)
    return Verdict("share", "share:used", of=left.phrase, phrase=stretch(*said.span(1))) if said is not None else None


def part_of_counted(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 70%以上的农村家庭实现了清洁过冬, 七成企业表示."""
    if cell.quantity.unit not in PARTS or cell.quantity.rule in ("bare", "ratio") or cell.left.change is not None:
        return None
    noun = cell.right.noun
    if noun is None or cell.left.phrase is not None:
        return None
    relative = scene.words.relatives.before(scene.text, noun.start, noun.end)
    if relative is not None and relative.role == "growth" and not _said_of(cell, noun, relative):
        return Verdict("growth", "growth:noun behind", relative.value, phrase=noun)  # type: ignore[arg-type]
    if cell.left.reach is not None:
        return None
    return Verdict("share", "share:counted", of=noun, phrase=cell.right.predicate or noun)


def _said_of(cell: Cell, noun: Span, relative: Word) -> bool:
    """Tell whether something is said of counted ones with a growth: 六成产品产量增速|加快, but not 7%的增速|是."""
    predicate = cell.right.predicate
    return predicate is not None and predicate.end > noun.end and noun.end - noun.start > len(relative.text)


def growth_behind(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 保持了6.2%的中高速增长, 超过30%的增速."""
    noun = cell.right.noun
    if cell.quantity.unit in ("%", *POINTS) and cell.right.moved is not None and cell.left.change is None:
        return Verdict("growth", "growth:verb behind", cell.right.moved.value)  # type: ignore[arg-type]
    if cell.quantity.unit != "%" or noun is None or cell.left.phrase is None or not cell.right.of:
        return None
    word = scene.words.relatives.before(scene.text, noun.start, noun.end)
    if word is None or word.role != "growth":
        return None
    return Verdict("growth", "growth:noun behind", word.value)  # type: ignore[arg-type]


def share_noun(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 高新技术产业产值占比超过51%."""
    phrase = cell.left.phrase
    before = cell.verdict_before
    if phrase is None and cell.left.ends and before is not None and before.rule == "share:noun":
        return before if cell.quantity.unit in PARTS else None
    if cell.quantity.unit not in PARTS or phrase is None or (cell.left.change is not None and not cell.left.ends):
        return None
    word = scene.words.share_nouns.before(scene.text, phrase.start, phrase.end)
    return None if word is None else Verdict("share", "share:noun")


BETTERED = frozenset({"改善", "提升", "提高", "增强", "增进", "优化", "扩大"})


def affected(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 改善了800万人的|饮水安全问题: how many the deed is done for, not how much changes."""
    left, noun = cell.left, cell.right.noun
    if left.change is None or left.change.text not in BETTERED or left.ends or noun is None or left.base is not None:
        return None
    known = scene.lexicon.compiled(load_units).by_form.get(cell.quantity.unit)
    people = known is not None and known.dimension == "people"
    return Verdict("level", "level:affected", phrase=noun) if people or cell.quantity.rule == "bare" else None


def growth_verb(_: Scene, cell: Cell) -> Verdict | None:
    """Read 同比增长5%, 比上年提高2个百分点, 减少30万人; 增长到 and 降至 tell a state."""
    left = cell.left
    if left.change is None or left.ends:
        return None
    return Verdict("growth", f"growth:{left.change.role}", left.change.value)  # type: ignore[arg-type]


def growth_noun(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 增速为5%, 涨幅在3%左右; an amount in points is a change as well."""
    left = cell.left
    phrase = left.phrase
    if cell.quantity.unit not in {"%", "百分点", "倍"}:
        return None
    if phrase is not None:
        word = scene.words.relatives.before(scene.text, phrase.start, phrase.end)
        index = word is not None and word.role == "index" and cell.quantity.unit == "%"
        if word is not None and (index or (word.role == "growth" and not left.ends)):
            return Verdict("growth", "growth:noun", word.value)  # type: ignore[arg-type]
    if cell.quantity.unit in POINTS:
        return Verdict("growth", "growth:points", "up")
    return None


def growth_action(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 减少贫困人口1289万人, where the verb of change stands before its object."""
    action = cell.left.action
    if action is None or cell.left.phrase is None or cell.left.reach is not None:
        return None
    change = scene.words.changes.get(action.text)
    return None if change is None else Verdict("growth", "growth:action", change)  # type: ignore[arg-type]


def growth_carried(_: Scene, cell: Cell) -> Verdict | None:
    """Read 前8个月增长6.9%，当月是3.6%, where the second number is of the kind of the first."""
    verdict = cell.verdict_before
    if verdict is None or verdict.kind != "growth" or cell.quantity.unit != "%" or cell.unit_before != "%":
        return None
    if cell.left.phrase is not None or cell.left.ends:
        return None
    return Verdict("growth", "growth:carried", verdict.direction)


def multiple(_: Scene, cell: Cell) -> Verdict | None:
    """Read 达到上年2.3倍; a multiple without a verb of change."""
    return Verdict("multiple", "multiple:unit") if cell.quantity.unit in ("倍", "番") and not cell.left.ends else None


FRAMES: tuple[Callable[[Scene, Cell], Verdict | None], ...] = (
    rank_risen,
    rank,
    growth_behind,
    share_of_whole,
    part_of_named,
    part_within,
    part_of_counted,
    share_noun,
    part_used,
    affected,
    growth_verb,
    growth_noun,
    growth_action,
    growth_carried,
    multiple,
)


def basis_of(left: Left) -> Basis | None:
    """Return what a change is measured against."""
    return left.basis  # type: ignore[return-value]  # the table holds only these
