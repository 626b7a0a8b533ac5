"""What stands before a number: verb, time base, comparison, and the phrase that names the indicator.

The stretch is read from both ends inward (see `words`). The verb group is taken off its right end: 同比|增长|了,
比|上年|提高, 均|达到; then openings, times, names and adverbs off its left end: 其中|今年上半年|全市|累计|完成.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import Mention, Period, Span
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.words import Word

LONGEST_BASE = 24
LONGEST_PHRASE = 40
OPENING = " \u3000“‘\"'、"


@dataclass(slots=True)
class Left:
    """The parts of the stretch before a number; they are filled in while it is read.

    `change` is the verb of change nearest to the number; `ends` tells that 到 or its like stands between the two.
    `base` is what 比 or 高于 compares with. `phrase` names the indicator, `action` is the verb that begins it,
    `final` the one that ends it.
    `entry` is where the words of the claim begin; `resume` is where a phrase behind a comparison begins.
    """

    start: int
    entry: int
    change: Word | None = None
    change_at: int = 0
    ends: bool = False
    reach: Word | None = None
    source: bool = False
    basis: str | None = None
    basis_at: Span | None = None
    base: Span | None = None
    spread: str | None = None
    period: Period | None = None
    place: Span | None = None
    place_name: Mention | None = None
    scope: Word | None = None
    scope_at: Span | None = None
    agent: Mention | None = None
    action: Word | None = None
    final: Word | None = None
    phrase: Span | None = None
    whole: bool = False
    resume: int = 0
    topic: Span | None = None
    doer: Span | None = None
    announced: Span | None = None
    measured: bool = False


def read(scene: Scene, start: int, end: int) -> Left:
    """Read the stretch between two positions of one clause."""
    left = Left(start, end)
    read_verbs(scene, left)
    read_phrase(scene, left, left.entry)
    return left


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
)


def _step_over(scene: Scene, left: Left, end: int) -> bool:
    """Step over 从2012年|的|8.2% and 到|每平方公里|3006人."""
    text = scene.text
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


def is_base(period: Period) -> bool:
    """Tell whether a time is what a figure is compared with (比上年同期), not its own."""
    return period.rule.startswith("base:") or period.rule == "same"


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
            return word.text == "相比" and _closed_base(scene, left)
        case "compare":
            return False
        case role:
            _mark(left, role, word, at)
    left.entry = at
    return True


def _mark(left: Left, role: str, word: Word, at: int) -> None:
    if role == "basis" and left.basis in (None, "since"):
        left.basis, left.basis_at = word.value, Span(at, at + len(word.text))
    elif role == "distribute":
        left.spread = left.spread or word.value


def _closed_base(scene: Scene, left: Left) -> bool:
    """Read 与…相比."""
    end = left.entry - 2
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


def _open_base(scene: Scene, left: Left, low: int) -> bool:
    at = _than(scene, low, left.entry)
    if at is None:
        return False
    period = scene.periods_from.get(at + 1)
    if period is not None and period.span.end < left.entry and _names(scene, left, period.span.end):
        left.base, left.resume = period.span, period.span.end
        left.basis = left.basis or _basis(period.text)
        return False
    _compare(scene, left, Span(at + 1, left.entry), at)
    return True


def _names(scene: Scene, left: Left, start: int) -> bool:
    """Tell whether what follows the time of a comparison is the indicator (比上年末|城镇人口|增加) and not part of the base."""
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
        "比值",
        "比特",
        "比如",
    )
    + (
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
        "较为",
        "较小",
        "较低",
        "较长",
        "较早",
    ),
)


def read_phrase(scene: Scene, left: Left, end: int) -> None:
    """Take the words of the sentence off the left end; what is left up to `end` names the indicator."""
    at = read_rest(scene, left, max(left.start, left.resume), end)
    left.final = scene.words.closing.before(scene.text, at, end) if at < end else None
    at = _after_verb(scene, left, at, end)
    left.phrase = _trim(scene, at, end)
    left.whole = left.action is not None and left.phrase is not None and len(left.action.text) >= end - at


def _opening(scene: Scene, left: Left, at: int, end: int) -> int:
    """Return where the next word begins if the one at `at` belongs to the sentence, else `at`."""
    period = scene.periods_from.get(at)
    if period is not None and period.span.end <= end:
        if not is_base(period):
            left.period = left.period or period
        return period.span.end
    if scene.text[at] in "（(":
        return _past_bracket(scene, at, end)
    if scene.text[at] in OPENING or scene.text[at] in "）)”":
        return at if scene.text[at] == "“" and scene.text.find("”", at, end) > 0 else at + 1
    name = scene.names_from.get(at)
    if name is not None and name.span.end <= end and name.kind in ("place", "organization"):
        return _name(scene, left, name, end)
    word = scene.words.head.after(scene.text, at, end)
    return at if word is None else _known(scene, left, word, at, end)


def _past_bracket(scene: Scene, at: int, end: int) -> int:
    close = scene.text.find("）" if scene.text[at] == "（" else ")", at, end)
    return close + 1 if close > 0 else at + 1


def _name(scene: Scene, left: Left, name: Mention, end: int) -> int:
    if name.kind == "organization":
        left.agent = name
        return name.span.end
    last = name.span.end
    inner = scene.names_from.get(last)
    if inner is not None and inner.kind == "place" and inner.span.end <= end:
        return _name(scene, left, inner, end)
    while scene.text[last : last + 1] in ("、", "和", "与") and last + 1 < end:
        step = _next_place(scene, last + 1, end)
        if step is None:
            break
        last = step
    left.place = Span(name.span.start, last)
    left.place_name = name if last == name.span.end else None
    return last


def _next_place(scene: Scene, at: int, end: int) -> int | None:
    """Return where the next member of a list of places ends: 浦东新区和郊区."""
    following = scene.names_from.get(at)
    if following is not None:
        return following.span.end if following.kind == "place" and following.span.end <= end else None
    word = scene.words.head.after(scene.text, at, end)
    return at + len(word.text) if word is not None and word.role == "scope always" else None


def _known(scene: Scene, left: Left, word: Word, at: int, end: int) -> int:
    after = at + len(word.text)
    match word.role:
        case "guard":
            return at
        case "scope always":
            left.scope, left.scope_at = word, Span(at, after)
        case "scope alone":
            if after < end:
                return at
            left.scope, left.scope_at = word, Span(at, after)
        case role:
            _mark(left, role, word, at)
    return after


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins inside quotation marks that close in it."""
    closing = text.find("”", start, end)
    return closing >= 0 and not 0 <= text.find("“", start, end) < closing


DOING = frozenset({"action", "affect", "causative", "more"})
NOMINAL = frozenset("率量额数费业站点器机构者员法度权值期")


def _after_verb(scene: Scene, left: Left, at: int, end: int) -> int:
    """Find the verb whose object is counted, at the start of the phrase or inside it."""
    if at >= end:
        return at
    text = scene.text
    found = None
    first = scene.words.actions.after(text, at, end)
    low = end if first is not None and first.role in ("action", "affect", "more") else at + 1
    for word, start in scene.words.verbs.each(text, low, end):
        after = start + len(word.text)
        # A verb before 率 or 中心 makes a noun with it: 办结率, 照料中心.
        if (
            after < end
            and not _quoted(text, start, end)
            and text[after] not in NOMINAL
            and text[after : after + 2] not in ("中心", "平台", "系统", "能力")
        ):
            found = word, start
    if found is not None:
        word, start = found
        if word.role == "report":
            return read_rest(scene, left, start + len(word.text), end)
        if word.role == "light":
            return _past_light(scene, left, Span(at, start), _past_particle(text, start + len(word.text), end), end)
        left.action = word
        return start
    if first is not None and first.role in DOING:
        left.action = first
    return at


def read_rest(scene: Scene, left: Left, at: int, end: int) -> int:
    """Read the opening of what is reported: 普查显示|2020年|男性人口."""
    while at < end:
        step = _opening(scene, left, at, end)
        if step == at:
            break
        at = step
    return at


def _past_light(scene: Scene, left: Left, doer: Span, at: int, end: int) -> int:
    """Keep what was done where the object alone says too little: 公路水路预计完成|投资."""
    word = scene.words.heads.before(scene.text, at, end) if at < end else None
    if word is not None and len(word.text) == end - at:
        inner = Left(doer.start, doer.end)
        read_verbs(scene, inner)
        left.doer = _trim(scene, inner.start, inner.entry)
    return at


def _past_particle(text: str, at: int, end: int) -> int:
    return at + 1 if at < end and text[at] == "了" else at


def _trim(scene: Scene, start: int, end: int) -> Span | None:
    text = scene.text
    while start < end and text[start] in "的之 、了，":
        start += 1
    while start < end and text[end - 1] in "的之 、，":
        end -= 1
    if text[max(start, end - 2) : end] in ("期间", "时期", "以来", "期内", "之后", "之前", "以后", "以前", "期末"):
        return None
    if end - start > LONGEST_PHRASE:
        comma = text.rfind("、", start, end - 2)
        start = comma + 1 if comma >= end - LONGEST_PHRASE else end - LONGEST_PHRASE
    return Span(start, end) if start < end else None


TOPIC = re.compile(
    r"(?:就|从|按)([^，。；]{1,20}?)(?:方面)?(?:来|上)?[看说讲](?![到待])|(?:关于|对于)([^，。；]{2,20})|在([^，。；]{2,28})(?:方面|[中里])"
)


def open_clause(scene: Scene, start: int, end: int) -> Left:
    """Read the opening of a clause without a number: its time, its place, and what it announces (从投资来看)."""
    left = Left(start, end)
    at = start
    if scene.text.startswith(("这是", "这也是", "是", "也是", "成为"), start, end):
        return left
    while at < end:
        match = TOPIC.match(scene.text, at, end)
        if match is not None:
            _topic(scene, left, match)
            return left
        step = _opening(scene, left, at, end)
        if step == at:
            left.announced = None if scene.text[start] in PREPOSED else _announced(scene, at, end)
            left.measured = left.announced is not None and _is_measure(scene, left.announced)
            return left
        at = step
    return left


def _is_measure(scene: Scene, span: Span) -> bool:
    word = scene.words.heads.before(scene.text, span.start, span.end)
    return word is not None and len(word.text) > 1


SHORTEST, LONGEST = 2, 30
PREPOSED = "在为以按对从经"


def _announced(scene: Scene, start: int, end: int) -> Span | None:
    """Return the subject or object of a clause without a number: 居民消费价格指数|略有上升, 发行地方专项债."""
    word = scene.words.rest.after(scene.text, start, end)
    if word is not None and word.role not in ("guard", "action"):
        return None
    stop = scene.words.predicates.first(scene.text, start + 1, end)
    if stop is not None and stop[0].role == "report":
        return None
    phrase = _trim(scene, start, stop[1] if stop is not None else end)
    return phrase if phrase is not None and SHORTEST <= phrase.end - phrase.start <= LONGEST else None


def _topic(scene: Scene, left: Left, match: re.Match[str]) -> None:
    span = Span(*match.span(match.lastindex or 0))
    inner = Left(span.start, span.end)
    read_phrase(scene, inner, span.end)
    left.topic, left.period, left.place, left.place_name = inner.phrase, inner.period, inner.place, inner.place_name
    if inner.phrase is not None and any(
        word in inner.phrase.of(scene.text) for word in ("数据", "情况", "角度", "因素")
    ):
        left.topic = None
        return
    word = scene.words.relatives.before(scene.text, inner.phrase.start, inner.phrase.end) if inner.phrase else None
    if word is not None and word.role == "empty":
        left.topic = _trim(scene, span.start, inner.phrase.end - len(word.text)) if inner.phrase else None
    left.scope, left.scope_at = inner.scope, inner.scope_at
