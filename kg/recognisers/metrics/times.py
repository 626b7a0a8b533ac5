"""When a figure holds, and whether it is a goal: by the time that governs it, by words of aim and by its passage."""

from __future__ import annotations

import re

from kg.model import Period, Status
from kg.recognisers.metrics.cells import Cell, Verdict
from kg.recognisers.metrics.left import is_base
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.scope import Setting

REACH = 400  # characters over which a word of aim governs


def when(scene: Scene, setting: Setting, cell: Cell, verdict: Verdict) -> Period | None:
    """Return the time that governs a figure."""
    said = cell.left.period
    if said is not None and not is_base(said):
        return said
    within = _within(scene, cell, verdict)
    if within is not None or _is_built(scene, cell, verdict):
        return within
    if setting.period is not None:
        return setting.period
    if verdict.kind == "growth" or (verdict.kind == "level" and _flows(scene, cell)):
        return setting.calendar or setting.span
    return setting.calendar


def _is_built(scene: Scene, cell: Cell, verdict: Verdict) -> bool:
    """Tell whether a figure is what a thing is built as (全长, 总投资): no time that was said before governs it."""
    phrase = cell.left.phrase
    return verdict.kind == "level" and phrase is not None and phrase.of(scene.text) in BUILT_AS


BUILT_AS = (
    "全长",
    "总长",
    "总投资",
    "设计时速",
    "装机容量",
    "库容",
    "建筑面积",
    "占地面积",
    "主跨",
    "海拔",
    "桥长",
    "概算",
)


def _within(scene: Scene, cell: Cell, verdict: Verdict) -> Period | None:
    """Return the time that stands inside the phrase before a number: 低空产业|全年|产值."""
    left, text = cell.left, scene.text
    for period in reversed(scene.periods_in(left.start, left.entry)):
        others = (verdict.of, left.base)
        elsewhere = any(other is not None and period.span.overlaps(other) for other in others)
        bare = (
            is_base(period) or period.rule in ("run", "month", "now") or GOAL.match(text, period.span.end) is not None
        )
        if not (elsewhere or bare):
            return period
    return None


GOAL = re.compile(r"的?(?:目标|任务|计划|预算|预期|[新旧]|同期)|[0-9前后比]|以[前后]|之[前后]")


def _flows(scene: Scene, cell: Cell) -> bool:
    """Tell whether a figure counts what was done over a time (累计完成, 改造) and not a state."""
    left = cell.left
    if left.action is not None or left.final is not None:
        return True
    said = scene.text[left.start : cell.quantity.span.start]
    return any(word in said for word in ("累计", "共", "完成", "实现"))


def status(scene: Scene, index: int, cell: Cell, period: Period | None) -> Status:
    """Tell whether a figure is a goal, plan or forecast."""
    timed = _by_time(scene, cell, period)
    if timed is not None:
        return timed
    sentence, start = scene.document.sentences[index].span, cell.quantity.span.start
    point = max(sentence.start, start - REACH, scene.text.rfind("；", max(0, start - REACH), cell.clause.start))
    words = scene.words.targets
    found = words.last(scene.text, max(cell.clause.start, start - REACH), start)
    found = found or words.last(scene.text, point, cell.clause.start)
    if found is not None:
        return "target" if found[0].role == "target" else "actual"
    after = scene.text[cell.quantity.span.end : cell.quantity.span.end + 12]
    done = "已" in scene.text[cell.quantity.span.end : cell.clause.end]
    aimed = (index in scene.aimed and not done) or (
        cell.right.noun is not None and "目标" in after and after[0] != "的"
    )
    return "target" if aimed else "actual"


def _by_time(scene: Scene, cell: Cell, period: Period | None) -> Status | None:
    """Return what the time of a figure says by itself: the past is done, the future is aimed at."""
    if period is None:
        return None
    if period.rule == "next":
        return "target"
    today = scene.document.date.value if scene.document.date is not None else ""
    end, start = period.end or "", period.start or ""
    if today and end and end < today[: len(end)]:
        return "actual"
    if today and start[: len(today)] > today and period.rule != "year":
        return "target"
    aimed = (
        period.text.startswith("到")
        and not (cell.left.ends and period is cell.left.period)
        and (not today or end > today)
    )
    return "target" if aimed else None
