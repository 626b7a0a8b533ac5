"""Time expressions: the words that place a figure in time, verbatim, resolved against the document's date.

The forms stand in `FORMS`, in order. Each says with which characters it may open; the text is searched once for places
where some form opens, and only there are the forms of that opening tried. The rule of a period is the name of its form;
`base:` in front marks a point of comparison (比上年同期, 较2012年), which is no period of the figure itself. What an
expression means in dates is the matter of `calendar`; words without numerals come from `periods.tsv`.
"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.model import Document, Period, Span
from kg.recognisers import calendar, feasts
from kg.recognisers.points import read_date
from kg.values import Struct

COLUMNS = ("word", "kind", "start")
KINDS = ("era", "feast", "now", "long", "after")

_COUNT = "(?:[0-9]{1,3}|[一二两三四五六七八九十百几数]{1,4})(?:多|余)?"
_TO = "(?:[-—–~～―－至到]|——)"
_YEAR = "(?:(?:1[5-9]|20|21)[0-9]{2}年度?|0[0-9]年|[一二][〇零○九八七六五四三二一]{3}年)"
_THIS = "(?:今年|去年|前年|明年|后年|上年(?!均)度?|本年度?|当年|同年|来年|上一年度?|翌年|次年)"
_Y = f"(?:{_YEAR}|{_THIS})"
_M = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = f"{_M}月份?{_D}[日号](?!线)"
_DAYS = f"{_M}月{_D}[日号]?{_TO}(?:{_M}月)?{_D}[日号]"
_MONTH = f"{_M}月份?(?:[上中下]{{1,2}}旬|初|底|末|中旬?)?"
_MONTHS = f"{_M}月?份?(?:{_TO}|、){_M}月份?"
_QUARTER = "(?:第?[一二三四1-4]季度|前[一二三两23]个?季度|[上下]半年|首季|头[两三]个?季度)"
_FIRST = f"(?:前|头){_COUNT}个?月"
_IN_YEAR = f"(?:{_QUARTER}|{_FIRST}|{_DAYS}|{_DAY}|{_MONTHS}|{_MONTH})"
# a season that is no part of a word: not 春运, 夏粮, 秋收, 冬奥会
_SEASON = "[春夏秋冬](?:季|天|(?![运节耕播种收粮茶晚联训招令奥残至泳储灌管闲麦小]))"
_PART = f"(?:年?[初底末](?![期级小])|年?中(?=[，。、；期]|召开)|[内间](?![容接])|全年|{_SEASON}|年前)"
_POINT = f"(?:{_Y}(?:的?{_IN_YEAR}{_PART}?|{_PART})?|{_IN_YEAR}{_PART}?)"
_PLAN = "(?:“[一二]?十[一二三四五六七八九]?五”|[一二]?十[一二三四五六七八九]?五|“[六七八九]五”|[六七八九]五)"
_OF_PLAN = f"(?:期间|时期|规划期间?|计划期间?|以来|[初末中]期?|[前后头]{_COUNT}年|开局之?年|收官之?年|五年)"

# 五年|累计: what is said of the years of a term.
_WHOLE = (
    "平均每年|增[长加]|提[高升]|净增|翻|压减|减少|下降|扩大|累计|共"
    "|全国|全省|全市|全县|全区|全社会|城镇新增|新增|完成投资|改造|解决"
)
_NEAR_SEASON = "(?:去冬今春|今冬明春|[今去][春夏秋冬](?![运节天])|明春)"
_LASTING = "(?:主?汛期|暑期|暑假|寒假|供暖[季期]|采暖[季期])"

_DIGIT = "0123456789"
_CHINESE = "一二两三四五六七八九十几数"
_NUMBER = _DIGIT + _CHINESE


class Form(Struct, frozen=True):
    """A form of time expression: the characters or words that open it, and the whole expression."""

    rule: str
    opens: str
    pattern: str


FORMS: tuple[Form, ...] = (
    Form("date", _DIGIT, r"(?:19|20)[0-9]{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])(?![0-9.])"),
    Form("range", _NUMBER + "|今年|去年|前|上半|第", rf"{_POINT}{_TO}{_POINT}"),
    Form(
        "years",
        _DIGIT,
        rf"(?:1[89]|20)[0-9]{{2}}(?:年度?)?(?:{_TO}|、)(?:(?:1[89]|20)[0-9]{{2}}|[0-9]{{2}})年(?:间|期间|底|末|初)?",
    ),
    Form("years", _DIGIT, r"20[0-9]{2}/(?:20)?[0-9]{2}年度"),
    Form("years", _DIGIT, rf"(?:19|20)[0-9]{{2}}{_TO}(?:19|20)[0-9]{{2}}(?![0-9.%万亿个家元人])"),
    Form("since", "自|从", rf"(?:自从?|从){_POINT}[^，。；！？：\n]{{0,20}}?以来"),
    Form("since", "自", r"自从?(?!古)[^，。；！？：\n]{2,24}?以来"),
    Form("range", "自|从", rf"(?:自从?|从){_POINT}(?:起|开始)?{_TO}{_POINT}"),
    Form("plan", "“一|“二|“十|“六|“七|“八|“九|一十|二十|十|六五|七五|八五|九五", rf"{_PLAN}{_OF_PLAN}"),
    Form("until", "截|到|至", rf"(?:截[至止]到?|到|至){_POINT}"),
    Form("until", "截", r"截[至止]到?(?:[上本]月[底末]|上年[底末]|昨[天日]|今[天日])"),
    Form("feast", f"{_DIGIT}|今年|去年|前年|明年|上年|当年", f"{_Y}的?{_LASTING}"),
    Form("feast", "主汛|汛期|暑期|暑假|寒假|供暖|采暖", f"{_LASTING}(?=[，、])"),
    Form(
        "season",
        "去春|去夏|去秋|去冬|今春|今夏|今秋|今冬|明春",
        "(?:去冬今春|今冬明春|[今去][春夏秋冬](?![运节天])|明春)(?:以来)?",
    ),
    Form("until", "到本|到20|到21", r"到(?:本|2[01])世纪(?:中叶|末|[0-9]{2}年代)"),
    Form("since", _NUMBER + "|今年|去年|前|第|上半", rf"{_POINT}以来"),
    Form("turn", _DIGIT, rf"{_YEAR}(?:以前|之前|前(?!{_COUNT})|以后|之后|起|开始)"),
    Form(
        "same",
        "去年|上年|前年|上一年|历史|往年|常年|同期|同月",
        r"(?:去年|上年|前年|上一年|历史|往年|常年)同[期月季]|同期|同月",
    ),
    Form(
        "years back",
        _NUMBER + "|近|这|过去|最近",
        rf"(?:近|这|过去|最近)?的?{_COUNT}(?:年|个多?月|个季度)多?来(?![自到源])",
    ),
    Form(
        "point",
        _NUMBER + "|今年|去年|前|明年|后年|上年|上半|上一年|下半|本年|当年|同年|来年|翌年|次年|首季|头|第",
        _POINT,
    ),
    Form(
        "decade",
        _NUMBER + "|上世|本世|上个世",
        r"(?:上个?|本|[12][0-9]|二十一?|十九)世纪(?:(?:[0-9]0|[一二三四五六七八九]十)年代)?(?:[初中末]期?|中叶)?|[5-9]0年代(?:[初中末]期?)?|[五六七八九]十年代(?:[初中末]期?)?",
    ),
    Form(
        "last",
        "过去|近|最近|前|这|上",
        rf"(?:过去|最近|近|前(?<!提前)(?<!之前)(?<!以前)|这|上)的?{_COUNT}个?多?(?:年|月|季度|周|天|世纪)(?:多|半)?(?:[间里内中](?![新有的小国部外心]))?",
    ),
    Form("last", _CHINESE, f"(?<![第近这前后去每个整满{_CHINESE}])[三四五六七八九十]年(?={_WHOLE})"),
    Form(
        "next",
        "未来|今后|今明|下",
        rf"(?:未来|今后|下)的?{_COUNT}(?:{_TO}{_COUNT})?个?(?:年|月|季度|周|天)(?:[间里内])?|今明两年",
    ),
    Form("during", "第", rf"第{_COUNT}[次届](?:全国|全省|中国)?[^，。；：！？、\n0-9]{{0,10}}?期间"),
    Form("now", "最近", "最近(?![的距处邻])"),
    Form("run", "连续|连", rf"连续?(?:第)?{_COUNT}个?多?(?:年度?|月|季度|周|天|日)"),
    Form("average", _CHINESE + _DIGIT, rf"{_COUNT}年(?=平均|年均|复合|累计)"),
    Form("span", _CHINESE + _DIGIT + "|若干", rf"(?:{_COUNT}|若干)年(?:间|内|时间[里内]|之[间内]|期间)(?![容])"),
    Form(
        "month",
        "本月|本季|本周|本个|本星|上个|上月|上季|上周|上星|当月|当季|当周|这个|这月|这周|下个|下月|下季|下周|同月|单月|单季",
        r"(?:本|上|当|这|下|同|单)个?(?:月份?|季度?(?!节)|周(?![围边末])|星期)(?:[初末底]|同期|[上中下]旬)?",
    ),
    Form(
        "year",
        "全年|年内|年初|年末|年底|年中|岁末|这一年|新的一年|一年多?来|那一年",
        r"全年度?(?!龄)|年[内初末底](?!存|生|需|外|河|陆|涝|容)|年中(?=[，。、]|开展|以来)|岁末|这一年|新的一年|那一年",
    ),
)
# What follows the digits of a time: of 0.1个百分点 no form need be tried. Only four digits have / or . behind them.
_AFTER_DIGITS = (
    "(?=[0-9]{0,3}+(?:[年月季世]|个[多月季]|[多余][年个]|[-—–~～―－至到、]—?[0-9一二三四五六七八九十]"
    "|(?<=[0-9]{4})[/.][0-9]))"
)


class Dispatch:
    """The forms that a character opens; each is compiled when a text first has a character that opens it.

    Compiling all of them takes longer than reading a transcript, which meets a few of them.
    """

    def __init__(self, forms: list[Form]) -> None:
        """Note which forms each character opens."""
        self._forms = forms
        self._openings: dict[str, list[int]] = {}
        for index, form in enumerate(forms):
            for char in sorted(_firsts(form)):
                self._openings.setdefault(char, []).append(index)
        self._compiled: dict[int, re.Pattern[str]] = {}

    def read(self, text: str, at: int) -> tuple[str, re.Match[str]] | None:
        """Return the first form that stands at a position, by its rule, with its match."""
        for index in self._openings[text[at]]:
            pattern = self._compiled.get(index)
            if pattern is None:
                pattern = self._compiled[index] = re.compile(self._forms[index].pattern)
            match = pattern.match(text, at)
            if match is not None:
                return self._forms[index].rule, match
        return None


class Patterns(Struct, frozen=True):
    """Where a form may open, and the forms that open with each character."""

    opening: re.Pattern[str]
    forms: Dispatch
    calendar: calendar.Calendar


def load_patterns(lexicon: Lexicon) -> Patterns:
    """Compile the forms and the words; use as `lexicon.compiled(load_patterns)`."""
    eras: dict[str, str] = {}
    forms = list(FORMS)
    words: dict[str, list[str]] = {kind: [] for kind in KINDS}
    nearby: dict[str, str] = {}
    times: dict[str, str] = {}
    dated = {"era": eras, "feast": times}
    for row in lexicon.rows("periods", COLUMNS, ("word", "kind")):
        if row["kind"] not in words:
            raise row.refuse(f"kind must be one of {', '.join(KINDS)}")
        words[row["kind"]].append(row["word"])
        dated.get(row["kind"], nearby)[row["word"].strip("“”")] = row["start"]
    forms[0:0] = [_listed(kind, words[kind]) for kind in KINDS]
    return Patterns(
        _opening(forms),
        Dispatch(forms),
        calendar.Calendar(eras, nearby, feasts.load_feasts(lexicon, times)),
    )


def _listed(kind: str, words: list[str]) -> Form:
    joined = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    behind = {
        "era": rf"(?:以来的?{_COUNT}年[间来]?|{_COUNT}(?:周年|年)(?:以来|[间来])?|以来)",
        "feast": "(?:以来|假期(?:[三五七八3578]天)?|期间|小长假(?:期间)?|长假(?:期间)?|黄金周(?:期间)?|假日(?:期间)?)",
    }.get(kind, "")
    year = f"(?:{_Y})?" if kind == "feast" else ""
    opens = "|".join(sorted({word[:2] for word in words}))
    if kind == "feast":
        opens += "|" + _DIGIT + "|今年|去年"
    return Form(kind, opens, f"{year}(?:{joined}){behind}")


def _openings(form: Form) -> list[str]:
    parts = form.opens.split("|")
    return [
        piece
        for part in parts
        for piece in (list(part) if part in (_DIGIT, _CHINESE, _NUMBER, _CHINESE + _DIGIT) else [part])
    ]


def _firsts(form: Form) -> set[str]:
    return {word[0] for word in _openings(form)}


def _opening(forms: list[Form]) -> re.Pattern[str]:
    """Return the expression that finds where a form may open: literals only, so that the engine skips quickly."""
    groups: dict[str, set[str]] = {}
    for word in (word for form in forms for word in _openings(form)):
        groups.setdefault(word[0], set()).add(word)
    return re.compile("|".join(_grouped(first, words) for first, words in sorted(groups.items())))


def _grouped(first: str, words: set[str]) -> str:
    rests = "|".join(_guarded(word)[len(re.escape(first)) :] for word in sorted(words))
    return f"{re.escape(first)}(?:{rests})"


def _guarded(word: str) -> str:
    if word in _DIGIT:
        return f"{word}(?<![0-9.]{word}){_AFTER_DIGITS}"
    if word in _CHINESE:
        return f"{word}(?=[〇零○一二三四五六七八九十百几数]{{0,3}}+(?:[年月季到至、多余五]|个[月季多]))"
    if len(word) == 1:
        return f"{re.escape(word)}(?=的?[{_NUMBER}今去上前本明第下百])"
    return re.escape(word)


_LONGEST_BASE = 3


def find(document: Document, lexicon: Lexicon) -> tuple[Period, ...]:
    """Return the time expressions of a text in order, resolved where the document's date allows."""
    text = document.text
    patterns = lexicon.compiled(load_patterns)
    today = read_date(document.date.value) if document.date is not None else None
    dates: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    found: list[Period] = []
    until = 0
    for opening in patterns.opening.finditer(text):
        at = opening.start()
        form = patterns.forms.read(text, at) if at >= until else None
        if form is not None and form[1].end() > at:
            rule, match = form
            key = match[0], rule
            if key not in dates:
                dates[key] = patterns.calendar.resolve(*key, today)
            named = f"base:{rule}" if _compared(match, text) else rule
            found.append(Period(Span(*match.span()), match[0], *dates[key], named))
            until = match.end()
    return tuple(found)


def _compared(match: re.Match[str], text: str) -> bool:
    """Tell whether the expression is what something is compared with: 比上年同期, 是2012年的2.7倍, 与2019年同期相比."""
    before = text[max(0, match.start() - _LONGEST_BASE) : match.start()]
    if before.endswith(("比", "较", "相当于", "高于", "低于", "好于", "快于", "慢于")):
        return True
    behind = text[match.end() : match.end() + 6]
    if before.endswith(("同", "与", "和", "跟")) and ("相比" in behind or "比较" in behind or "持平" in behind):
        return True
    return (
        before.endswith(("是", "为")) and re.match(r"的?[0-9.一二两三四五六七八九十]+(?:多|余)?倍", behind) is not None
    )
