"""Ranks: 第1, 第2位, 前200名, 首位 as places in an order, told apart from numbering (第一，; 第一季度)."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.model import Quantity, Span
from kg.recognisers.numerals import Numeral

_CLAUSE = re.compile(r"[^，。；：！？\n]*$")
_WINDOW = 24
_CUE = re.compile(
    r"(?:居|列|排|占|获|夺|摘|跻身|升至|升到|跃至|跃升|跃居|上升|前移|进位|进入|进到|位次|名次|全国|全省|全市|全区|全县|全球|世界|亚洲|国内|省内|市内|国际|同类|我国|我省|中国|地区|西部|东部|中部|"
    r"规模|总量|增速|数量|排名|连续|保持|稳居|总数|总额|均|成为|是|分别|历史|省|市|国|第[一二三四五六七八九十0-9]+(?:位|名)?、)"
)
_NEXT = re.compile(
    r"[位名](?=[，。；、：！？）”\n的和及或]|$)|(?=[，。；、！？）”\n]|$|的(?!是))(?!、第?[一二三四五六七八九十0-9]+[产次届批个条章季年])|大(?=[^，。；、\n]{0,8}(?:国|体|市场|省|市|伙伴|城|港|产|地|来源|行业|县|区))"
)
_ATTITUDE = re.compile(r"(?:[放摆置][在到]|是|作为|坚持)第$")  # 把质量放在第一位 is no rank
_TOP = re.compile(r"[名位强](?![^\W\d]?(?:员|记者))|(?=[，。；、！？）”\n]|$|的)")
_TOP_CUE = re.compile(
    r"(?:居|列|排|占|入|进|跻身|入围|入选|全国|全省|世界|全球|国内|榜单|榜|强|规模|总量|比重)$|(?:居|列|排名|进入|跻身|保持在|稳居|入围)[^，。；\n]{0,10}$"
)


def read(text: str, numeral: Numeral) -> Quantity | None:
    """Return the rank that a numeral behind 第 or 前 stands for, or None where it only numbers something."""
    start, end = numeral.span.start, numeral.span.end
    mark = text[max(0, start - 1) : start]
    if mark not in ("第", "前") or numeral.value is None or numeral.multiplier > 1:
        return None
    if _ATTITUDE.search(text, max(0, start - 4), start):
        return None
    clause = _CLAUSE.search(text, max(0, start - 1 - _WINDOW), start - 1)
    before = clause[0] if clause else ""
    if mark == "第":
        found = _NEXT.match(text, end) if _CUE.search(before) else None
        return None if found is None else Quantity(Span(start - 1, _place_end(found)), numeral.value, "位", "rank")
    found = _TOP.match(text, end) if _TOP_CUE.search(before) else None
    if found is None:
        return None
    return Quantity(Span(start, found.end()), numeral.value, "位", "rank", comparator="le")


def _place_end(found: re.Match[str]) -> int:
    """Return where the rank ends: with 位 or 名, but before 大 (第二大)."""
    return found.end() if found[0] in ("位", "名") else found.start()


_FIRSTS = re.compile(r"[居列位排占升跃](?:于|在|至)?[^，。；：！？、\n0-9]{0,10}?(首位|榜首)")


def firsts(text: str) -> list[Quantity]:
    """Return the first places that are said without a number: 稳居全国首位, 列榜首."""
    found = _FIRSTS.finditer(text)
    return [Quantity(Span(*match.span(1)), Decimal(1), "位", "rank") for match in found]
