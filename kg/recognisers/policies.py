"""Policies: documents in 《》, listed names, quoted names, and names that a verb and a last word frame.

Each rule is a function from a text to mentions; `RULES` at the foot lists them. The words that names consist of are
in `policy_words`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from kg.lexicon import Lexicon, Row
from kg.lexicon.names import Hit
from kg.model import Document, Mention, Span
from kg.recognisers import phrases, unmarked, works
from kg.recognisers.policy_quotes import quoted
from kg.recognisers.policy_words import CARRIED_OUT, FIVE_YEAR, Grammar, load_grammar
from kg.values import replace

LONGEST = 24
MANNER = 2  # characters before the last word that are the name's own even if they are a verb (能力提高行动)
COORDINATION = re.compile("与|和(?![谐平睦])|及(?!时)|、")
LEAD = re.compile(
    r"(?:好|了|起|出|实(?!施|践|体|事)|新一轮|首批|第[一二三四五六七八九十]+[批轮期]|以|和|与|及|我[市省区县])+"
)
LOCAL = re.compile(r"[省市县区](?![域场政民级镇长乡属直管际])")
NO_MODIFIER = re.compile(
    "^[、“]|[、“]$|新$|体制$|^重大|^新形势|^(?:于|使|保证|加大|用于|现行|今年|明年|去年|坚定不移|有计划)|主体$|用于|[<>]|^(?:现在|目前|当前|如今)|^[一二三四五六七八九十]+大|^及?其|这|那|哪|什么|我们|他们|你们|自己|为了|没有|何|方面|首[个条座]|唯一|不断|可以|必须|需要|已经|正在|得到|取得|成为|达到|各|等$|一批|有关|相关"
)
# What a five-year plan is for may stand before its number: 卫生健康事业“十四五”发展规划.
FIELD = re.compile("[\u4e00-\u9fff]{2,}(?:事业|产业|行业|领域|体系|建设|发展|经济)$")
BARE_FIVE_YEAR = re.compile(
    r"十[一二三四五]五(?:(规划纲要|规划|计划)|(?=时期|期间|末|以来|开局|任务|目标|良好|收官|圆满))"
)
OF_WHAT = "国民经济和社会发展"
NUMBERED_PLAN = re.compile(r"第[一二三四五六七八九十]{1,3}个五年(?:规划|计划)(?:纲要)?")
ISSUING = re.compile(
    r"(?:印发|发布|出台|制定|审议|通过|签署|施行|贯彻|落实|修订|颁布|下发|公布|起草|实施|根据|按照|依据|依照)[^，。；]{0,6}$"
)
# Words of talk, which stand before the last word of a policy but in no name: 下一步要进一步狠抓|政策.
TALK = re.compile(
    "一些|下一步|进一步|及时|动态(?!随访|清零)|有力|狠抓|[这那]些|[我你他]们|如何|是否|已经|正在|必须|应[当该]|不断|可以|能够|没有|变化"
)
KIND_AFTER = re.compile("白皮书|蓝皮书|法案|[（(][\u4e00-\u9fff]{1,10}[〔［\\[]\\d{4}")
PRESS = re.compile(r"(?:(?<![通公简汇申预])报|周刊|杂志|画报|月刊|半月谈|学刊|学报)$")
BUILDING = re.compile(
    r"(?:(?:[、和与及]|以及)[^，。；、\n]{2,16}){0,8}(?:等[^，。；\n]{0,12})?(?:主体工程|主体|全线|全部|正式|年内|近日|日前|已|也|顺利|将|于|先后|陆续|相继|今年|明年|今天|昨天|\d{1,4}[年月日]|[上下]半年|底前?)*"
    r"(?:开工|动工|启动|复工|开建)"
)
SERIES = re.compile(
    r"(?:实施|开展|推进|启动)((?:[^，。；：、“”\n]{4,18}、){2,9}[^，。；：、“”\n]{4,18}?)等?“?[二三四五六七八九十]+大(?:行动|工程|计划|战略)"
)
SERIES_JOINT = re.compile("、|和(?!谐|平|睦|美)")
NAMED_SERIES = re.compile(
    r"大(工程|行动|计划|战略)”?(?:：|——|，即|，包括)((?:[^，。；：、“”\n]{2,16}\1、){1,9}[^，。；：、“”\n]{2,16}\1)"
)
ARTICLE = re.compile(
    r"(?:(?!措施|政策|意见|举措|办法|建议|问题|线索|信息)[\u4e00-\u9fff]){4,16}?(?:\d{1,3}|[一二三四五六七八九十]{1,3})条"
)
ARTICLES = re.compile(
    rf"(?:出台|制定|推出|印发|发布)(?:出台|制定|推出|印发|发布)*了?((?:{ARTICLE.pattern}、?)+)(?=[，。；、等（“]|政策|措施)"
)
# What is joined to a quoted name is a name of its own: “三万”活动和农村安全饮水工程.
BEHIND_QUOTE = re.compile("”[\u4e00-\u9fff]{0,6}?[和与及、]")
PHASE = re.compile("(?:[一二三四五六七八]期|后续)(?:工程)?")
NOT_LAW = re.compile("[律规治制院庭学人定官案]")
YEARS = re.compile(r"[（(]20\d\d年?[—\-－～~至]20\d\d年?[）)]")
# A name that is a line by itself is the heading of the document.
LINE_END = re.compile(rf"(?:{YEARS.pattern})?[ \t]*(?:\n|$)")
LONGER_QUOTE = re.compile("[\u4e00-\u9fff]{1,4}”")
OFFICE = re.compile("(?<=保险|保障|救助|医疗)[处司科局]|(?<=转换)期|(?<=战)[役略斗场线]")
# 载人航天精神 is what people are made of, no programme.
SPIRIT = re.compile("”?精神")


# Names that the text itself vouches for; they count wherever they stand in it, the first MOST_OWN of them.
OWN = frozenset(
    ("policy.quoted_head", "policy.quoted_apposed", "policy.quoted_framed", "policy.framed", "policy.built")
)
LEAST_OWN = 4
# A document that plans a campaign vouches for the name of that: 《…行动方案》, 《…工程实施意见》.
PLANNED = re.compile(
    "《(?:关于)?([^《》]{4,24}?(?:行动|工程|计划|战略))(?:方案|实施方案|工作方案|实施意见|的意见|规划)》"
)
LISTED = "policy.listed"
SCOPES = frozenset(("国家", "我国", "全国", "中央", "全省", "全市", "全区", "全县", "省", "市", "县", "区"))
MOST_OWN = 300


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Propose the policies of a document."""
    grammar = lexicon.compiled(load_grammar)
    named = list(listed(document.text, hits, grammar))
    found = [*_marked_names(document.text, named), *named, *works.find(document.text, hits, lexicon)]
    found.extend(unmarked.find(document.text))
    for rule in RULES:
        found.extend(rule(document.text, grammar))
    found = list(_apart(document.text, found))
    found.extend(repeated(document.text, found))
    outlets = {hit.span for hit in hits if any(entity.kind == "outlet" for entity in hit.entities)}
    return [mention for mention in phrases.distinct(found) if not _names_outlet(mention.span, outlets)]


def _apart(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Yield the mentions but those that only add to a listed name at their end: 科技事业和…战略, 国家乡村振兴战略."""
    starts: dict[int, int] = {}
    for mention in found:
        if mention.rule == LISTED:
            starts[mention.span.end] = min(mention.span.start, starts.get(mention.span.end, mention.span.start))
    for mention in found:
        start = starts.get(mention.span.end, mention.span.start)
        joined = text.endswith(("和", "与", "及", "、"), 0, start) or text[mention.span.start : start] in SCOPES
        joined = joined and start > mention.span.start
        if not joined or text.count("“", mention.span.start, start) != text.count("”", mention.span.start, start):
            yield mention


def _names_outlet(span: Span, outlets: set[Span]) -> bool:
    return span in outlets or Span(span.start + 1, span.end - 1) in outlets


def listed(text: str, hits: tuple[Hit, ...], grammar: Grammar) -> Iterator[Mention]:
    """Yield the names of the catalogue; those that are everyday words too only between quotation marks."""
    for mention in phrases.listed(hits, "policy"):
        words = mention.span.of(text)
        other = (NOT_LAW if words.endswith("法") else OFFICE).match(text, mention.span.end)
        other = other or SPIRIT.match(text, mention.span.end)
        if text.endswith("“", 0, mention.span.start) and LONGER_QUOTE.match(text, mention.span.end):
            continue  # “两个先行先试” is no 两个先行
        if not other and (words not in grammar.quoted_only or _is_quoted(text, mention.span)):
            phase = PHASE.match(text, mention.span.end)
            yield replace(mention, span=Span(mention.span.start, phase.end())) if phase else mention


def _marked_names(text: str, named: list[Mention]) -> Iterator[Mention]:
    """Yield listed names in 《》 with the marks."""
    for mention in named:
        if text.startswith("》", mention.span.end) and text.endswith("《", 0, mention.span.start):
            yield replace(mention, span=Span(mention.span.start - 1, mention.span.end + 1))


def _is_quoted(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] in ("“", "‘") and text[span.end : span.end + 1] in ("”", "’")


def repeated(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Yield the other occurrences of names that a rule has found, and of the short names that the text introduces."""
    names: dict[str, None] = {}
    for mention in found:
        name = mention.span.of(text)
        if mention.rule in OWN and len(name) >= LEAST_OWN:
            names[name] = None
        planned = PLANNED.fullmatch(name) if mention.rule == "policy.document" else None
        if planned:
            names[planned[1]] = None
        short = phrases.ABBREVIATED.match(text, mention.span.end)
        if short and len(short[1]) >= LEAST_OWN and not short[1].startswith(("现行", "原", "本")):
            names[short[1]] = None
    for name in tuple(names)[:MOST_OWN]:
        yield from _occurrences(text, name)


def _occurrences(text: str, name: str) -> Iterator[Mention]:
    start = text.find(name)
    while start >= 0:
        yield Mention(Span(start, start + len(name)), "policy", "policy.repeated")
        start = text.find(name, start + len(name))


def marked(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield documents in 《》: what ends like a document, or what is issued; newspapers and works are none."""
    for match in phrases.MARKED.finditer(text):
        inner = match[0][1:-1].strip()
        if PRESS.search(inner):
            continue
        if (
            grammar.document.search(inner)
            or KIND_AFTER.match(text, match.end())
            or ISSUING.search(text, max(0, match.start() - 12), match.start())
        ):
            yield Mention(Span(*match.span()), "policy", "policy.document")


def five_year(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield five-year plans: “十四五”规划 with the marks where a noun follows, 十四五 without."""
    for match in FIVE_YEAR.finditer(text):
        span = Span(*match.span() if match[2] else match.span(1))
        field = FIELD.search(text, max(0, match.start() - LONGEST), match.start()) if match[2] else None
        if field:
            bound = phrases.last_end(grammar.bound, text, field.start(), match.start() - 4) or field.start()
            span = Span(phrases.last_end(grammar.particle, text, bound, match.start()) or bound, match.end())
        yield Mention(span, "policy", "policy.five_year")
    for match in BARE_FIVE_YEAR.finditer(text):
        if not text.endswith(("“", "十", "百", "二"), 0, match.start()):
            yield Mention(Span(*match.span()), "policy", "policy.five_year")
    for match in NUMBERED_PLAN.finditer(text):
        start = match.start() - len(OF_WHAT) if text.endswith(OF_WHAT, 0, match.start()) else match.start()
        yield Mention(Span(start, match.end()), "policy", "policy.five_year")


def framed(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield names that end in a word of the suffix table and are governed by a verb, or need none."""
    for word in itertools.starmap(Span, grammar.ends.find(text)):
        row = grammar.suffixes[word.of(text)]
        span = _name(text, word, row, grammar)
        if span is not None:
            yield Mention(span, "policy", f"policy.{row['strength']}")


def _name(text: str, word: Span, row: Row, grammar: Grammar) -> Span | None:
    if text.startswith(row.many("not_before"), word.end):
        return None
    last = word.start - MANNER
    low = phrases.clause_start(text, word.start, 44)
    if row["type"] in ("Mechanism", "Plan") and text[word.start - 1 : word.start] == "”":
        return None  # “双减”政策, “十四五”规划: the quoted words make the name
    if row["strength"] == "built" and not BUILDING.match(text, word.end):
        return None
    framed = grammar.frame.search(text, low, max(low, last)) or CARRIED_OUT.match(text, word.end)
    if row["strength"] == "framed" and not framed and not _is_heading(text, low, word.end):
        return None
    start = _start(text, Span(low, word.start), last, grammar)
    if text.startswith("等", word.end) or start == low:
        start = phrases.last_end(COORDINATION, text, start, word.start) or start
    name = _trimmed(text, Span(start, word.start), int(row["least"]), grammar)
    if name is None or _is_generic(text, name, word.of(text), grammar):
        return None
    years = YEARS.match(text, word.end)
    return Span(name.start, years.end() if years else word.end)


def _is_heading(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("", "\n") and LINE_END.match(text, end) is not None


def _is_generic(text: str, modifier: Span, suffix: str, grammar: Grammar) -> bool:
    """Tell whether the words before the last one make no name of it; a system of duties (…责任制) is one by them."""
    if suffix.endswith("制") and suffix != "机制" and modifier.end - modifier.start >= LEAST_OWN:
        return False
    if TALK.search(text, modifier.start, modifier.end):
        return True
    return bool(grammar.generic.get(suffix, grammar.generic[""]).fullmatch(text, modifier.start, modifier.end))


def _start(text: str, clause: Span, last: int, grammar: Grammar) -> int:
    """Return where the name begins: after the last verb or particle, or with the clause."""
    verb = phrases.last_end(grammar.bound, text, clause.start, max(clause.start, last)) or clause.start
    verb = phrases.last_end(BEHIND_QUOTE, text, verb, clause.end) or verb
    return phrases.last_end(grammar.particle, text, verb, clause.end) or verb


def _trimmed(text: str, modifier: Span, least: int, grammar: Grammar) -> Span | None:
    """Return the modifier without leading words that are not the name's own, None where it makes no name."""
    if text.endswith("等", 0, modifier.start):
        return None
    start = modifier.start
    for pattern in (LEAD, grammar.bound, LOCAL):
        match = pattern.match(text, start, modifier.end)
        start = match.end() if match else start
    opening = text.find("“", start, modifier.end)
    if (
        opening > start
        and text.endswith(("试点", "工作", "改革", "政策"), start, opening)
        and text.find("”", opening, modifier.end) > 0
    ):
        start = opening  # 自创区“揭榜挂帅”行动
    words = text[start : modifier.end]
    if not least <= len(words) <= LONGEST or NO_MODIFIER.search(words):
        return None
    refused = phrases.COUNTED.search(words) or words.count("“") != words.count("”")
    return None if refused else Span(start, modifier.end)


def series(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001  # the rules share one signature
    """Yield the parts of 实施甲、乙、丙“三大行动” and of “三大工程”：甲工程、乙工程、丙工程."""
    lists = [Span(*match.span(1)) for match in SERIES.finditer(text)]
    lists += [Span(*match.span(2)) for match in NAMED_SERIES.finditer(text)]
    for span in lists:
        start = span.start
        for part in SERIES_JOINT.split(span.of(text)):
            yield Mention(Span(start, start + len(part)), "policy", "policy.series")
            start += len(part) + 1


def formulas(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield unquoted formulas of paired counts right after a verb (落实一岗双责)."""
    for match in grammar.formula.finditer(text):
        yield Mention(Span(*match.span(1)), "policy", "policy.formula")


def counted(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001
    """Yield documents known by what they are for and how many points they have: 出台促进经济增长30条、助企纾困20条."""
    for match in ARTICLES.finditer(text):
        for part in ARTICLE.finditer(text, match.start(1), match.end(1)):
            yield Mention(Span(*part.span()), "policy", "policy.counted")


RULES: tuple[Callable[[str, Grammar], Iterator[Mention]], ...] = (
    marked,
    five_year,
    framed,
    series,
    quoted,
    formulas,
    counted,
)
