"""Which quantities are no claims: numbers that lay out the speech, questions, denials, bases, durations by the way."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.recognisers.metrics.cells import Cell
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.units import load_units

NEAR = 60
SMALL = frozenset("一二两三四五六七八九十几")
VAGUE = frozenset({"个", "种", "大", "点", "道", "次", "方面", "步", "件", "句", "条", "类", "日", "线", "期"})
# What a speech is laid out in; 18家媒体提问 and 12座… are counts.
LAID_OUT = VAGUE | {
    "",
    "项",
    "层",
    "部分",
    "对",
    "重",
    "组",
    "层次",
    "时期",
    "阶段",
    "关口",
    "次数",
    "层面",
    "块",
    "句话",
    "轮",
}
ANNOUNCE = re.compile(r"[：:。]|的(?:特点|原因|工作|问题|变化|特征)|[^，。；]{0,6}[：:]")
ANNOUNCED = re.compile(
    r"(?:有|以下|如下|概括为|体现在|表现在|分为|在于|提出?的?|说|谈|讲|问|这|是|为|从|回答)(?:以下|如下|这|那|了)?$"
)
ARRIVE = re.compile(r"(?:内|之内)?(?:到达?|抵达|直达|可达)")
GROWS = re.compile(
    r"增长|下降|上升|下跌|上涨|回升|回落|增产|减产|增加|减少|提高|正增长|负增长|丰收|顺差|逆差|扩张|收缩|位于|高于|低于"
)


def asked(scene: Scene, cell: Cell) -> str | None:
    """Leave out 会不会突破3% and 并非3%, which assert nothing."""
    start = cell.quantity.span.start
    found = scene.words.asked.first(scene.text, max(cell.clause.start, start - NEAR), start)
    if found is not None and found[0].role in ("asked", "denied"):
        return found[0].role
    return "asked" if "吗" in scene.text[cell.quantity.span.end : min(cell.clause.end, start + NEAR)] else None


def discourse(scene: Scene, cell: Cell) -> str | None:
    """三个方面, 以下6个问题: numbers that lay out a speech."""
    text, quantity = scene.text, cell.quantity
    words = quantity.span.of(text)
    end = quantity.span.end
    behind = cell.right.noun
    noun = scene.words.discourse.first(text, end, min(end + 8, behind.end)) if behind is not None else None
    small = words[0] in SMALL and (quantity.value or 0) <= 10  # noqa: PLR2004
    if noun is not None and quantity.unit in LAID_OUT:
        after = noun[1] + len(noun[0].text)
        if behind is not None and after < behind.end and not ANNOUNCE.match(text, after):
            return None
        if (
            small
            or ANNOUNCE.match(text, after)
            or ANNOUNCED.search(text, max(0, quantity.span.start - 8), quantity.span.start)
        ):
            return "discourse"
    return (
        "manner" if small and quantity.unit in VAGUE and cell.left.reach is None and cell.left.change is None else None
    )


def duration(scene: Scene, cell: Cell) -> str | None:
    """用8年时间, 连续3年超过400万吨: a time by the way; 空气优良天数达到289天 is a claim."""
    quantity, left, text = cell.quantity, cell.left, scene.text
    known = scene.lexicon.compiled(load_units).by_form.get(quantity.unit)
    if known is None or known.dimension != "time":
        return None
    if text[max(0, quantity.span.start - 2) : quantity.span.start] in ("连续", "持续"):
        rest = text[quantity.span.end : min(cell.clause.end, quantity.span.end + NEAR)]
        numbered = cell.right.noun is not None and any("0" <= character <= "9" for character in rest)
        return None if GROWS.search(rest) and not numbered else "duration"
    averaged = any(word in text[left.start : quantity.span.start] for word in ("平均", "累计"))
    if left.change is not None or averaged or ARRIVE.match(text, quantity.span.end):
        return None
    if (left.reach is not None and left.phrase is not None) or (left.phrase is not None and _timed(scene, cell)):
        return None
    return "duration"


def _timed(scene: Scene, cell: Cell) -> bool:
    phrase = cell.left.phrase
    if phrase is None:
        return False
    word = scene.words.heads.before(scene.text, phrase.start, phrase.end)
    return word is not None and word.text in ("天数", "时长", "时间", "用时", "寿命", "优良天数")


def age(_: Scene, cell: Cell) -> str | None:
    """65岁及以上人口: an age that sorts people; 人均预期寿命78岁 and 提高了3岁 are claims."""
    if cell.quantity.unit not in ("岁", "周岁") or cell.left.change is not None:
        return None
    said = cell.left.phrase is not None or cell.left.ends
    return None if said and cell.right.noun is None else "age group"


def per_base(scene: Scene, cell: Cell) -> str | None:
    """每10万人中: the base of a rate."""
    start, left = cell.quantity.span.start, cell.left
    if left.change is not None and scene.text[left.change_at - 1] == "每":
        return "rate"
    before, own = scene.text[start - 1 : start], scene.text[start : start + 1]
    if before in ("/", "／") and scene.text[start - 2 : start - 1].isdigit():
        return "base of a rate"
    counted = cell.right.noun is not None and left.reach is None
    return "base of a rate" if before == "每" or (own == "每" and counted) else None


BASE = re.compile(r"(?:^|[，；])?(?:比|较|与|同|和|跟)[^，。；]{2,30}的(?:近|约|超过|超)?$")
COMPARED = re.compile(r"[^，。；]{0,6}(?:相比|减少|增加|下降|提高|上升|降低|增长|多|少|高|低)")


def base(scene: Scene, cell: Cell) -> str | None:
    """比2010年的3.33人减少0.43人: what the next number is measured against."""
    start, end = cell.quantity.span.start, cell.quantity.span.end
    low = max(cell.clause.start, start - NEAR)
    if cell.left.change is not None or not COMPARED.match(scene.text, end, cell.clause.end):
        return None
    return "base of comparison" if BASE.search(scene.text, low, start) else None


def apposition(scene: Scene, cell: Cell) -> str | None:
    """“城镇调查失业率”和“城镇新增就业”|两项|指标: a count of what was just named."""
    start = cell.quantity.span.start
    small = scene.text[start] in SMALL and (cell.quantity.value or 0) <= 10  # noqa: PLR2004
    named = scene.text[start - 1 : start] in ("”", "》", "这", "那") or scene.text[start - 2 : start] == "上述"
    return "apposition" if small and named else None


def bare(_: Scene, cell: Cell) -> str | None:
    """Leave out a bare small number that no verb joins to what it measures."""
    quantity = cell.quantity
    if quantity.unit or quantity.rule != "bare":
        return None
    if (cell.left.phrase is not None or cell.left.ends) and (
        cell.left.reach is not None or cell.left.change is not None
    ):
        return None
    if cell.left.change is not None and cell.left.basis is not None and not cell.unit_before:
        return None  # 收入之比为2.46，比上年缩小|0.05
    return None if quantity.value is not None and quantity.value >= 10000 else "bare"  # noqa: PLR2004


NAME_FRONT = re.compile(r"[“《「]([^“”《》，。；：0-9]{0,8})$")
NAME_BACK = re.compile(
    r"[^“”《》，。；：0-9]{0,2}(?:措施|政策|意见|举措|行动|工程|规定|办法|方案|新政|计划|准则|清单|工作法)?[”》」]"
)
NAMED_BY = frozenset({"条", "项", "个", "款", "点", "步", "大", "招", "字", "件"})


def name(scene: Scene, cell: Cell) -> str | None:
    """Leave out “31条” and “稳经济22条措施”: a number that is part of a name in quotation marks."""
    start, end = cell.quantity.span.start, cell.quantity.span.end
    if cell.quantity.unit not in NAMED_BY:
        return None
    front = NAME_FRONT.search(scene.text, max(cell.clause.start, start - 9), start)
    if front is None or NAME_BACK.match(scene.text, end, cell.clause.end) is None:
        return None
    told = front.start(1) < start and scene.words.actions.after(scene.text, front.start(1), start) is not None
    return None if told or cell.left.change is not None else "name"


RULES: tuple[Callable[[Scene, Cell], str | None], ...] = (
    asked,
    base,
    per_base,
    duration,
    age,
    discourse,
    name,
    apposition,
    bare,
)


def reason(scene: Scene, cell: Cell) -> str | None:
    """Return why a quantity is no claim, None if it is one."""
    for rule in RULES:
        why = rule(scene, cell)
        if why is not None:
            return why
    return None
