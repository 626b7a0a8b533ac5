"""Time expressions: the words that place a figure in time, verbatim, resolved against the document's date.

A time expression begins with a digit, a Chinese numeral or one of a few words; `_START` finds candidates and `_PATTERNS`
read them whole, in order. The rule name says what form it has; a name that begins with `base:` marks a point of comparison
(比上年同期, 较2012年), which is no period of the figure itself. Resolution is in `calendar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import Document, Period, Span
from kg.recognisers import calendar

_N = "(?:[0-9]{1,3}|[一二两三四五六七八九十百]{1,4}|几|数|数十|多)"
_DASH = "[-—–~～―－至到]{1,2}"
_YEAR = r"(?:(?:1[5-9]|20|21)[0-9]{2}年(?:度)?|[一二][〇零○九八七六五四三二一]{3}年)"
_NAMED = "(?:今年|去年|前年|明年|后年|上年|本年度?|当年|同年|来年|上一年|翌年|次年)"
_Y = f"(?:{_YEAR}|{_NAMED})"
_M = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = "(?:3[01]|[12][0-9]|0?[1-9])"
_DAY = f"{_M}月份?{_D}[日号]"
_MONTH = f"{_M}月份?(?:[上中下]旬|初|底|末|中)?"
_MONTHS = f"{_M}(?:月份?)?(?:{_DASH}|、){_M}月份?"
_DAYS = f"{_M}月{_D}[日号]?{_DASH}(?:{_M}月)?{_D}[日号]"
_Q = "(?:第?[一二三四1-4]季度|前[一二三两23]个?季度|上半年|下半年|[一二三四]季度|首季)"
_IN_YEAR = f"(?:{_Q}|年?前{_N}个?月|{_DAYS}|{_DAY}|{_MONTHS}|{_MONTH})(?:末|底|初)?"
_PART = "(?:底|末|初|中|年初|年末|年底|内|间|以内|全年|春季?|夏季?|秋季?|冬季?|春节|汛期)"
_POINT = f"(?:{_Y}(?:的?{_IN_YEAR}|{_PART})?|{_IN_YEAR})"
_PLAN = "“?十[一二三四五六]?五”?(?=期间|时期|以来|末|初|规划期|开局|收官|前|后|头|计划期)(?:期间|时期|以来|末|初|规划期间?|[前后头]_N年|计划期间?)?".replace(
    "_N", _N
)
_FESTIVAL = "(?:春节|元旦|清明节?|五一|“五一”|端午节?|中秋节?|国庆节?|“十一”|中秋国庆|国庆中秋|春运|暑运|暑期|寒假|黄金周|双节|“双节”|疫情|汛期|两会|全国两会)(?:假期|期间|小长假|长假|黄金周|假日)"
_ERA = r"(?:党的)?(?:第?(?:十[一二三四五六七八九]|二十)[大次][^，。；！？\n]{0,8}?|改革开放|新中国成立|中华人民共和国成立|建国|建党|建军|入世|加入世贸组织|新世纪|疫情发生|新冠肺炎疫情发生|疫情|开年|年初|入冬|入春|入夏|入秋|入汛|进入汛期|有记录|有统计|有气象记录|有监测记录|春节|节后|开春|回归|建市|建省|建区|脱贫攻坚战打响|本世纪|上世纪|近代|历史上)(?:[0-9]{1,3}多?年)?以来"
_AGO = "(?:以来|来)"

# In order: the first pattern that matches at a place is read. Each begins with a character of `_START`.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"),
    (
        "years",
        rf"(?:1[89]|20)[0-9]{{2}}(?:年度?)?(?:{_DASH}|、)(?:(?:1[89]|20)[0-9]{{2}}|[0-9]{{2}})年(?:间|期间|底|末|初|年初|年底|年末)?",
    ),
    ("months", rf"{_YEAR}{_M}月份?(?:{_DASH}){_YEAR}{_M}月份?"),
    ("since", rf"(?:自|自从|从){_POINT}[^，。；！？：\n]{{0,20}}?以来"),
    ("since", rf"(?:自|自从|从)[^，。；！？：\n]{{2,24}}?以来"),
    ("era", _ERA),
    ("plan", _PLAN),
    ("festival", rf"(?:{_Y})?{_FESTIVAL}"),
    ("ages", rf"(?:新中国成立|建国|建党|改革开放|建军|建省|建市)(?:以来的?)?{_N}多?年[间来]?"),
    ("until", rf"(?:截至|截止到?|到|至){_POINT}(?:{_PART})?"),
    (
        "until",
        r"截[至止]到?(?:目前|现在|当前|上?[月年]底|昨[天日]|今[天日])|(?:到|至)(?:目前|现在)为止|到(?:本世纪中叶|本世纪末)",
    ),
    ("since", rf"{_POINT}(?:{_PART})?以来"),
    ("since", rf"(?:近|这|过去)?{_N}(?:多|余)?年(?:多)?来"),
    ("before", rf"{_YEAR}(?:以?前|之前|以?后|之后|起|开始)"),
    ("range", rf"{_POINT}(?:{_PART})?(?:{_DASH})(?:{_POINT}(?:{_PART})?)"),
    ("same", r"(?:去年|上年|前年|上一年)(?:同期|同月|同季)|(?:历史|往年|常年)同期|同期|同月"),
    ("point", _POINT),
    (
        "decade",
        r"(?:上|本|[12][0-9])世纪(?:[0-9一二三四五六七八九]{1,2}0?十?年代)?(?:[初中末]|中叶|末期?)?|[1-9]0年代(?:[初中末]期?)?",
    ),
    (
        "last",
        rf"(?:过去|近|最近|前|这|上)的?{_N}(?:个)?(?:多)?(?:年|月|季度|周|天|世纪)(?:多)?(?:间|里|内|中|以来|来)?",
    ),
    (
        "next",
        rf"(?:未来|今后|下|后)的?{_N}(?:个)?(?:多)?(?:年|月|季度|周|天)(?:到{_N}年)?(?:间|里|内)?|(?:今明|明后|近两三)(?:两)?年",
    ),
    ("run", rf"连续(?:第)?{_N}(?:个)?(?:多)?(?:年|月|季度|周|天|日)"),
    ("average", rf"[两三四五六七八九]年(?=平均|年均|复合)"),
    ("span", rf"{_N}多?年(?:间|时间里|之间|期间|以来)"),
    ("month", r"(?:本|上|当|这|下|同|上个|这个|下个)个?(?:月份?|季度|周|星期)(?:初|末|底|同期|[上中下]旬)?"),
    ("year", r"全年度?|年内|年初|年末|年底|年中|岁末|本年度|上年度|这一年|新的一年|一年来"),
    (
        "now",
        r"目前|当前|现在|如今|近日|日前|今天|今日|昨天|昨日|明天|前天|近期|眼下|截至发稿时|近年来?|近些年来?|近几年来?|这些年来?|这几年来?|多年来|长期以来|历年来?|往年",
    ),
)
_FIRST = "0-9一二三四五六七八九十两几数多今去前明后上本当同来翌次自从改新中建入加疫开进有春节近历元清五端国双暑寒黄截到至过这最未下连全年岁目现如日昨眼长往“党第“回脱首汛"
_START = re.compile(f"[{_FIRST}]")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The one compiled expression over all forms."""

    whole: re.Pattern[str]


def load_patterns(lexicon: Lexicon) -> Patterns:  # noqa: ARG001  # built once per lexicon, not at import
    """Compile the forms; use as `lexicon.compiled(load_patterns)`."""
    joined = "|".join(f"(?P<p{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS))
    return Patterns(re.compile(joined))


_BASE = re.compile(r"(?:比|较|同|与|和|跟|对比|是|相当于)$")
_BEHIND_BASE = re.compile(r"(?:同期|末|底)?(?:相比|比较|同期|的[0-9.]+倍|提高|增长|增加|下降|减少|高出?|低)")


def find(document: Document, lexicon: Lexicon) -> tuple[Period, ...]:
    """Return the time expressions of a text in order, resolved where the document's date allows."""
    text = document.text
    today = document.date.value if document.date is not None else None
    found = []
    for match in lexicon.compiled(load_patterns).whole.finditer(text):
        rule = _PATTERNS[int((match.lastgroup or "p0")[1:])][0]
        words = match[0]
        start, end = calendar.resolve(words, rule, today)
        based = _BASE.search(text, max(0, match.start() - 3), match.start())
        found.append(Period(Span(*match.span()), words, start, end, f"base:{rule}" if based else rule))
    return tuple(found)
