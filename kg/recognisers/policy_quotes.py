"""Quoted names of policies: what stands round a quotation, or its own shape, tells that it names one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention, Span
from kg.recognisers import phrases
from kg.recognisers.phrases import Quote
from kg.recognisers.policy_words import CARRIED_OUT, FIVE_YEAR, Grammar

FORMULA = re.compile(
    r"[一二三四五六七八九十两双多\d].{1,3}[一二三四五六七八九十两双多\d].{1,3}|[\d一二三N]+\+[\dN一二三XnN]+.{0,6}|\d{2,4}"
)
NUMBERED = re.compile(
    r"[一二三四五六七八九十百两双\d].{1,4}|[两三四五六七八九十]个.{2,5}|.{2,4}[一二三四五六七八九十]+条|[一二三四五六七八九十]+大(?:行动|工程|计划)"
)
SHAPED = re.compile(
    r".{2,}(?:行动|工程|计划|制度|机制|战略|攻坚战|保卫战|[一二三四五六七八九十百\d]条|措施|政策|法案|条例|模式|样板|经验|(?<![体编限控])制|减负年|落实年|提升年|(?<![周百十千青少童老中成多每近去今明亿万]).年|专项整治|革命)"
)
# Quotations side by side: “甲”“乙”, “甲”和“乙”, and with what each is for, 城镇社区“甲”、农村地区“乙”.
COORDINATED = re.compile(
    "(?:(?:工作)?(?:部署|任务|要求|安排)|工作|模式|制度|机制|经验|措施|活动)?(?:、|和|与|以及)[\u4e00-\u9fff]{0,6}|"
)
PARALLEL = re.compile("(?:[\u4e00-\u9fff]{3,5}、){2,}[\u4e00-\u9fff]{3,5}")
NO_NAME = re.compile(r"[。！？；]|(?:(?<!模)式|型|们|者|感|力|率|度|版)$|^(?:不|没|要|让|把|以(?!工|旧|文|案|赛|奖))")
DIGITS = re.compile(r"[\dNXn+＋]+")
FILLER = re.compile("[、和与及一二三四五六七八九十]|相关|直接|有关|涉及|重大|国家|各项")
NO_POLICY_AFTER = re.compile(
    r"的[\u4e00-\u9fff]{0,4}(?:命题|指示|讲话|论述|课题|论断|观点|说法|认识|局面|态势|状态|氛围|难题|困境|殷切)|(?:高速|铁路|公路|[^，。]{0,4}网|格局|企业|高校|问题|现象|地区|时代|精神|标准)"
)
AIM = re.compile("[\u4e00-\u9fff]{0,6}?为(?:重点|抓手|载体|主线|核心|引领|导向|统领|牵引|突破口)")
ALIKE = 2  # quotations side by side that differ by fewer characters are alike
LONGEST_CLAUSES = 20


def quoted(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield quoted names that the words around the quotation tell to be policies."""
    for group in _groups(text, grammar):
        names = [quote for quote in group if _is_name(quote.inner.of(text), grammar)]
        after = group[-1].outer.end
        telling = {len(quote.inner.of(text)) for quote in names if _is_telling(quote.inner.of(text))}
        for quote in names:
            alike = any(abs(len(quote.inner.of(text)) - length) < ALIKE for length in telling)
            shaped = SHAPED.fullmatch(text, quote.inner.start, quote.inner.end)
            governed = bool(shaped) or _is_governed(text, alike, group[0].outer.start, after, grammar)
            governed = governed and not NO_POLICY_AFTER.match(text, after)
            yield from _quoted_name(text, quote, after, grammar, governed=governed)


def _groups(text: str, grammar: Grammar) -> Iterator[list[Quote]]:
    """Yield quotations that stand side by side (“党政同责”“一岗双责”) together."""
    group: list[Quote] = []
    for quote in phrases.quotes(text):
        gap = (group[-1].outer.end, quote.outer.start) if group else (0, 0)
        if group and (not COORDINATED.fullmatch(text, *gap) or grammar.bound.search(text, *gap)):
            yield group
            group = []
        group.append(quote)
    if group:
        yield group


def _is_name(inner: str, grammar: Grammar) -> bool:
    if len(inner) < 2 or inner in grammar.never:  # noqa: PLR2004
        return False
    if inner.count("，") > 1 or ("，" in inner and len(inner) > LONGEST_CLAUSES):
        return False
    if NUMBERED.fullmatch(inner) or PARALLEL.fullmatch(inner):
        return True
    return not NO_NAME.search(inner) and not grammar.bound.match(inner)


def _quoted_name(text: str, quote: Quote, after: int, grammar: Grammar, *, governed: bool) -> Iterator[Mention]:
    inner = quote.inner.of(text)
    heads = grammar.counted_head if DIGITS.fullmatch(inner) else grammar.head
    head = heads.match(text, quote.outer.end)
    if head and FIVE_YEAR.match(text, quote.outer.start) and not head[0].endswith(("规划", "计划", "纲要")):
        head = None
    if head and not any(bar.search(head[1]) for bar in (FILLER, grammar.bound, grammar.particle)):
        yield Mention(Span(quote.outer.start, head.end()), "policy", "policy.quoted_head")
    elif grammar.apposed.match(text, quote.outer.end) or grammar.apposed.match(text, after):
        yield Mention(quote.inner, "policy", "policy.quoted_apposed")
    elif governed:
        yield Mention(quote.inner, "policy", "policy.quoted_framed")


def _is_telling(inner: str) -> bool:
    return any(shape.fullmatch(inner) for shape in (SHAPED, FORMULA, NUMBERED, PARALLEL))


def _is_governed(text: str, telling: bool, before: int, after: int, grammar: Grammar) -> bool:  # noqa: FBT001
    """Tell whether a verb of policies governs quotations, closely unless their shape or a noun says policy too."""
    verb = grammar.governs.search(text, max(0, before - 24), before)
    if verb is None:
        aimed = text.endswith("以", 0, before) and AIM.match(text, after)
        return bool(telling and (aimed or CARRIED_OUT.match(text, after))) or text.endswith("新一轮", 0, before)
    if "关于" in verb[1]:
        return False
    return bool(telling or not verb[1] or grammar.weak.match(text, after))
