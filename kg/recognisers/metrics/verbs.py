"""The right end of the stretch before a number: the words of the claim, taken off one by one towards the left.

同比|增长|了, 比|上年|提高, 均|达到, 由|2002年|7703元|增加到: each step takes one word, one time or one comparison.
"""

from __future__ import annotations

import re

from kg.model import Period, Span
from kg.recognisers.metrics.left import Left, is_base
from kg.recognisers.metrics.scene import OPENING, Scene
from kg.recognisers.metrics.words import Word
from kg.values import replace

LONGEST_BASE = 24


def read_verbs(scene: Scene, left: Left) -> None:
    """Take the words of the claim off the right end."""
    while left.entry > left.start:
        if not (_skip(scene, left) or _time(scene, left) or _word(scene, left) or _base(scene, left)):
            break
    if left.change is not None and left.change.role == "adjective" and left.base is None:
        left.change = None


def _skip(scene: Scene, left: Left) -> bool:
    end = left.entry
    if scene.text[end - 1] in OPENING:
        left.entry = end - 1
        return True
    opening = scene.parentheses.get(end)
    if opening is not None and opening >= left.start:
        left.entry = opening
        left.period = left.period or scene.periods_from.get(opening + 1)
        return True
    return _step_over(scene, left, end)


PER = re.compile(
    r"(?:每(?:平方公里|平方千米|平方米|立方米|公顷|亩|[万千百十]?[人户年月天日]|吨|公里|千瓦时|台|件|套|辆|张|股)){1,2}$"
    r"|(?<=[到至的])(?:人均|户均|亩均|平均每人)$"
)


WITHOUT = re.compile(
    r"(?:扣除|剔除|不考虑|考虑|不计)[^，。；0-9]{0,12}?(?:因素|影响|变动|基数)(?:影响)?(?:后|之后|外)?$"
)
LONGEST_ASIDE, LONGEST_SETTING = 22, 9
ONCE = re.compile(r"(?:目前|现在|如今|今天|当前|现今|过去|原来|原先|以前|最初|当初|此前|之前|起初|开始)的$")
# Who set an aim and when: 增速达到|年初确定的|8%的目标, 完成|市委下达的|5.2亿元任务.
SET_AS = re.compile(
    r"(?:年初|事先|预先|原先|原来|[国省市县区]?(?:委|政府)|[国全省市县区]委[省市县区]?政府|上级|[国省市县区])?"
    r"(?:所?确定|制定|设定|预定|既定|下达)的$"
)
AIM_BEHIND = re.compile(r"[0-9][^，。；：]{0,12}?(?:目标|任务|计划)")


def _aside(text: str, low: int, end: int) -> int | None:
    """Return where words by the way begin that end at `end`: 扣除价格因素, 目前的, 年初确定的."""
    found = None
    if text[end - 1] in "素响动数后外":
        found = WITHOUT.search(text, max(low, end - LONGEST_ASIDE), end)
    elif text[end - 1] == "的":
        found = ONCE.search(text, max(low, end - 4), end)
        if found is None and AIM_BEHIND.match(text, end) is not None:
            found = SET_AS.search(text, max(low, end - LONGEST_SETTING), end)
    return None if found is None else found.start()


def _step_over(scene: Scene, left: Left, end: int) -> bool:
    """Step over 从2012年|的|8.2%, 到|每平方公里|3006人 and 扣除价格因素|增长."""
    text = scene.text
    aside = _aside(text, left.start, end)
    if aside is not None:
        left.entry = aside
        return True
    if text[end - 1] == "的":
        period = scene.periods_to.get(end - 1)
        before = text[period.span.start - 1] if period is not None and period.span.start > left.start else ""
        if scene.text.endswith("恢复", left.start, max(left.start, (period.span.start if period else end) - 1)):
            return False
        if before not in ("从", "由", "到", "至") and (period is None or period.text[0] not in "从由到至"):
            return False
        left.entry = end - 1
        return True
    per = PER.search(text, max(left.start, end - 8), end)
    if per is None or left.change is not None or left.reach is not None:
        return False
    left.entry = per.start()
    return True


def _time(scene: Scene, left: Left) -> bool:
    period = scene.periods_to.get(left.entry)
    if period is None or period.span.start < left.start:
        return False
    left.entry = period.span.start
    than = scene.text[left.entry - 1] if left.entry > left.start else ""
    if is_base(period) and than in ("比", "较", "同", "与", "和", "跟"):
        _compare(scene, left, period.span, left.entry - 1)
    elif not is_base(period):
        left.period = left.period or _without_end(scene, left, period)
    return True


def _without_end(scene: Scene, left: Left, period: Period) -> Period:
    """Read the 到 of 增加到2007年13786元 as belonging to the verb."""
    verb = scene.words.tail.before(scene.text, left.start, left.entry) if left.entry > left.start else None
    if period.text[:1] not in ("到", "至") or verb is None or verb.role != "change":
        return period
    left.ends = True
    return replace(period, text=period.text[1:], span=Span(period.span.start + 1, period.span.end))


def _compare(scene: Scene, left: Left, base: Span, entry: int) -> None:
    left.base = left.base or base
    left.basis = left.basis or _basis(base.of(scene.text))
    left.basis_at = left.basis_at or Span(entry, base.end)
    left.entry = entry


def _basis(base: str) -> str:
    """Return the basis that a base of comparison stands for."""
    if base.startswith(("上年", "去年", "上一年")):
        return "yoy"
    return "mom" if base.startswith(("上月", "上个月", "上季", "上个季")) else "since"


def _word(scene: Scene, left: Left) -> bool:
    word = scene.words.tail.before(scene.text, left.start, left.entry)
    if word is None or word.role == "guard":
        return False
    at = left.entry - len(word.text)
    match word.role:
        case "change" | "adjective":
            if left.change is not None:
                return False
            left.change, left.change_at = word, at
        case "to":
            left.ends = left.ends or left.change is None
            left.reach = left.reach or word
        case "reach" | "light":
            left.reach = left.reach or word
        case "from":
            left.source = True
        case "than":
            closed = word.text == "相比" or (word.text == "比" and scene.text[at - 1] != "之")
            return closed and _closed_base(scene, left, len(word.text))
        case "compare":
            return False
        case role:
            mark(left, role, word, at)
    left.entry = at
    return True


def mark(left: Left, role: str, word: Word, at: int) -> None:
    """Note the basis or the distribution that an adverb gives."""
    if role == "basis" and left.basis in (None, "since"):
        left.basis, left.basis_at = word.value, Span(at, at + len(word.text))
    elif role == "distribute":
        left.spread = left.spread or word.value


def _closed_base(scene: Scene, left: Left, width: int) -> bool:
    """Read 与…相比, 和去年…比."""
    end = left.entry - width
    opening = max(scene.text.rfind(mark, max(left.start, end - LONGEST_BASE), end) for mark in "与同和跟")
    if opening < 0:
        return False
    _compare(scene, left, Span(opening + 1, end), opening)
    return True


def _base(scene: Scene, left: Left) -> bool:
    """Read a comparison whose base is no time: 比全国平均水平, 高于全国农村居民."""
    if left.base is not None:
        return False
    low = max(left.start, left.entry - LONGEST_BASE)
    found = scene.words.compares.last(scene.text, low, left.entry) if "于" in scene.text[low : left.entry] else None
    if found is not None:
        word, at = found
        left.change, left.change_at = word, at
        _compare(scene, left, Span(at + len(word.text), left.entry), at)
        return True
    return left.change is not None and _open_base(scene, left, low)


VALUED = re.compile(r"的[^，。；的]{0,4}[0-9一二三四五六七八九十百千万亿][^，。；的]{0,6}$")


def _open_base(scene: Scene, left: Left, low: int) -> bool:
    at = _than(scene, low, left.entry)
    if at is None:
        return False
    period = scene.periods_from.get(at + 1)
    valued = VALUED.search(scene.text, at, left.entry)  # 比2010年的|3.33人|减少
    if valued is None and period is not None and period.span.end < left.entry and _names(scene, left, period.span.end):
        left.base, left.resume = period.span, period.span.end
        left.basis = left.basis or _basis(period.text)
        return False
    _compare(scene, left, Span(at + 1, left.entry), at)
    return True


def _names(scene: Scene, left: Left, start: int) -> bool:
    """Tell whether the indicator, not more of the base, follows the time of a comparison: 比上年末|城镇人口|增加."""
    if left.change is None or left.change.role != "change":
        return False
    word = scene.words.relatives.before(scene.text, start, left.entry)
    return word is None or word.role != "empty"


def _than(scene: Scene, low: int, end: int) -> int | None:
    """Return where the last 比 or 较 stands that is a word of its own."""
    text = scene.text
    for mark in "比较":
        at = text.rfind(mark, low, end - 1)
        if at >= 0 and text[at - 1 : at + 1] not in SETTLED and text[at : at + 2] not in SETTLED:
            return at
    return None


SETTLED = frozenset(
    (
        *(
            "同比",
            "环比",
            "占比",
            "相比",
            "正比",
            "反比",
            "对比",
            "类比",
            "无比",
            "可比",
            "比重",
            "比例",
            "比较",
            "比率",
        ),
        *(
            "比值",
            "比特",
            "比如",
            "比亚",
            "比利",
            "比赛",
            "比价",
            "较快",
            "较大",
            "较好",
            "较高",
            "较强",
            "较多",
            "较少",
        ),
        *("较为", "较小", "较低", "较长", "较早"),
    )
)
