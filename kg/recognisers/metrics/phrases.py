"""The left end of the stretch before a number: the words of the sentence, taken off until the indicator begins.

其中|今年上半年|全市|累计|完成|固定资产投资: openings, times, names, adverbs and verbs that say no more than that there
is a number come off; what is left names the indicator.
"""

from __future__ import annotations

import re

from kg.model import Mention, Span
from kg.recognisers.metrics.left import Left, is_base
from kg.recognisers.metrics.scene import OPENING, Scene
from kg.recognisers.metrics.verbs import mark, read_verbs
from kg.recognisers.metrics.words import Word

LONGEST_PHRASE = 40


def read(scene: Scene, start: int, end: int) -> Left:
    """Read the stretch between two positions of one clause."""
    left = Left(start, end)
    read_verbs(scene, left)
    read_phrase(scene, left, left.entry)
    return left


def read_phrase(scene: Scene, left: Left, end: int) -> None:
    """Take the words of the sentence off the left end; what is left up to `end` names the indicator."""
    at = _past_inner(scene, left, read_rest(scene, left, max(left.start, left.resume), end), end)
    left.final = scene.words.closing.before(scene.text, at, end) if at < end else None
    at = _after_verb(scene, left, at, end)
    left.phrase = trim(scene, at, end)
    if left.phrase is not None and left.phrase.of(scene.text) in ROOTLESS:
        left.phrase = None
    left.whole = left.action is not None and left.phrase is not None and len(left.action.text) >= end - at


AMONG = re.compile(r"[^，]{1,20}中(?:共|只|仅|还|已)?有")


ASIDE = re.compile(r"(?:剔除|扣除|不考虑|不计|受)?[^，。；的]{1,8}因素(?:的)?影响(?:后)?的?")


def _past_inner(scene: Scene, left: Left, at: int, end: int) -> int:
    """Return where the phrase begins behind a quotation mark, a time or 中有 inside the stretch."""
    text = scene.text
    mark = text.rfind("“", at, end)
    if mark > at and text.find("”", mark, end) < 0:
        at = read_rest(scene, left, mark + 1, end)  # 他说：“毛入学率, 电“毛入学率
    aside = ASIDE.match(text, at, end)
    if aside is not None and aside.end() < end:
        at = read_rest(scene, left, aside.end(), end)
    among = AMONG.match(text, at, end)
    if among is not None and among.end() < end:
        at = read_rest(scene, left, among.end(), end)
    for start in range(end - 2, at, -1):
        period = scene.periods_from.get(start)
        if period is not None and period.span.end < end and text[start - 1] == "的" and not is_base(period):
            return read_rest(scene, left, start, end)  # 人社部门统计的|1-4月份|城镇新增就业
    return at


YEARS = re.compile(
    r"(?:过去|近|这|前|最近)?(?:[两二三四五六七八九十]|十[一二三四五六七八九])年(?:来|间|里|中)?(?![级制期度限前后内以]|计划|规划|行动|平均|义务|一贯)"
)


AREAS = re.compile(
    r"[两二三四五六七八九十](?:个?(?:省区市|省份|地市|县区|区县|县市|市县|省|市|县|区|盟|旗)|[个大](?:地区|城市))"
    r"(?![级区县市州农户民长政委直辖之外])"
)


ROOTLESS = "年比没环先里或正"  # characters that are left over of another word: 完成年|计划


SHORT_WORDS = "省市县区村镇乡人户车船井树羊牛猪鱼路桥棉粮油糖煤钢铁电煤气水"


def open_word(scene: Scene, left: Left, at: int, end: int) -> int:
    """Return where the next word begins if the one at `at` belongs to the sentence, else `at`."""
    period = scene.periods_from.get(at)
    passed = _past_group(scene, at, end) if period is None else at
    if passed > at:
        return passed
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
        counted = name.kind == "organization" and name.span.end == end and left.reach is None and left.change is None
        return at if counted else _name(scene, left, name, end)
    word = scene.words.head.after(scene.text, at, end)
    return at if word is None else _known(left, _as_basis(scene, word, at, end), at, end)


def _as_basis(scene: Scene, word: Word, at: int, end: int) -> Word:
    """Read 同比 before a verb of change and its object as the basis that it says: 同比|减少重污染天数."""
    basis = scene.words.basis.words.get(word.text)
    if word.role != "guard" or basis is None:
        return word
    after = at + len(word.text)
    verb = scene.words.actions.after(scene.text, after, end)
    known = verb is not None and verb.text in scene.words.changes and after + len(verb.text) + 1 < end
    return basis if known else word


def _past_group(scene: Scene, at: int, end: int) -> int:
    """Pass over words that sum up times or places: 五年|铁路铺轨总里程, 继|8月单月吞吐量超142万标箱后, 两市|进出口."""
    text = scene.text
    if text[at] == "继" and at + 1 in scene.periods_from:
        return at + 1
    found = YEARS.match(text, at, end) or AREAS.match(text, at, end)
    return found.end() if found is not None and found.end() < end else at


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


def _known(left: Left, word: Word, at: int, end: int) -> int:
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
            mark(left, role, word, at)
    return after


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins inside quotation marks that close in it."""
    closing = text.find("”", start, end)
    return closing >= 0 and not 0 <= text.find("“", start, end) < closing


DOING = frozenset({"action", "affect", "causative", "more"})
NOMINAL = frozenset("率量额数费业站点器机构者员法度权值期")
NOMINAL_WORDS = frozenset(
    (
        "中心",
        "平台",
        "系统",
        "能力",
        "面积",
        "规模",
        "范围",
        "成本",
        "效率",
        "强度",
        "密度",
        "周期",
        "总量",
        "总额",
        "总数",
    )
)


def _after_verb(scene: Scene, left: Left, at: int, end: int) -> int:
    """Find the verb whose object is counted, at the start of the phrase or inside it."""
    if at >= end:
        return at
    text = scene.text
    found = None
    first = scene.words.actions.after(text, at, end)
    if first is not None and text[at + len(first.text) : at + len(first.text) + 1] == "业":
        first = None  # 制造业 is no verb
    low = end if first is not None and first.role in ("action", "affect", "more") else at + 1
    for word, start in scene.words.verbs.each(text, low, end):
        after = start + len(word.text)
        # A verb before 率 or 中心 makes a noun with it: 办结率, 照料中心.
        if (
            after < end
            and not _quoted(text, start, end)
            and text[after] not in NOMINAL
            and text[after : after + 2] not in NOMINAL_WORDS
        ):
            found = word, start
    if found is not None:
        word, start = found
        if word.role == "report" or _proposes(scene, word, start, end):
            return read_rest(scene, left, start + len(word.text), end)
        if word.role == "light":
            return _past_light(scene, left, Span(at, start), _past_particle(text, start + len(word.text), end), end)
        left.action = word
        return start
    if first is not None and _proposes(scene, first, at, end):
        return read_rest(scene, left, at + len(first.text), end)
    if first is not None and first.role in DOING:
        left.action = first
    return at


PROPOSING = frozenset({"提出", "提出了", "明确提出"})


def _proposes(scene: Scene, word: Word, start: int, end: int) -> bool:
    """Tell whether what is proposed is a figure of something, not a thing: 提出|今年经济|增长6.5%, not 提出意见."""
    after = start + len(word.text)
    if word.text in PROPOSING and after <= end and scene.text.startswith("的", after):
        return True  # 失业率，今年|提出的|目标是5.5%: of what, the clause before tells
    if word.text not in PROPOSING or after >= end:
        return False
    head = scene.words.heads.before(scene.text, after, end)
    return after in scene.periods_from or (head is not None and len(head.text) > 1)


def read_rest(scene: Scene, left: Left, at: int, end: int) -> int:
    """Read the opening of what is reported: 普查显示|2020年|男性人口."""
    while at < end:
        step = open_word(scene, left, at, end)
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
        left.doer, left.spread = trim(scene, inner.start, inner.entry), left.spread or inner.spread
    return at


def _past_particle(text: str, at: int, end: int) -> int:
    return at + 1 if at < end and text[at] == "了" else at


EMPTY = re.compile(r"的(?:变化|走势|表现|形势|状况|过程)(?:情况|来看)?$")


def trim(scene: Scene, start: int, end: int) -> Span | None:
    """Return a phrase without particles at its ends, its last part where it is too long, None for a time."""
    text = scene.text
    while start < end and text[start] in "的之 、了，":
        start += 1
    tail = EMPTY.search(text, max(start, end - 8), end)
    end = tail.start() if tail is not None and tail.start() - start > 1 else end
    while start < end and text[end - 1] in "的之 、，了":
        end -= 1
    if text[max(start, end - 2) : end] in (
        "当中",
        "之中",
        "期间",
        "时期",
        "以来",
        "期内",
        "之后",
        "之前",
        "以后",
        "以前",
        "期末",
    ):
        return None
    if end - start > LONGEST_PHRASE:
        comma = text.rfind("、", start, end - 2)
        start = comma + 1 if comma >= end - LONGEST_PHRASE else end - LONGEST_PHRASE
    return Span(start, end) if start < end else None
