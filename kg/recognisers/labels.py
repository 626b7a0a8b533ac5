"""Labels: numerals that name, number or date something and are no quantity (一带一路, PM2.5, 第一，, 20:23, 三个方面).

Set phrases, marks and names with letters are found over the whole text; the rules of `DIGITS` and `CHINESE` are tried,
in order, only where a numeral begins. Each says which class of the ledger it gives and why. The words come from
`set_phrases.tsv` and `discourse.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from kg.lexicon import Lexicon
from kg.model import Number, NumberClass, Span
from kg.recognisers import phrases
from kg.recognisers.numerals import Numeral
from kg.recognisers.units import Units, load_units
from kg.values import Struct

_N = "[一二两三四五六七八九十]"
_CN = "[〇零一二两三四五六七八九十百千万亿廿卅]"
_HAN = r"[\u4e00-\u9fff]"
# a word in a phrase such as 两纵四横: one character, no numeral and no everyday measure word
_LIMB = (
    r"(?![比个倍成元吨亩点分半几数年月日天名位家项座条处万])[\u4e00-\u9fff](?<![〇零一二两三四五六七八九十百千万亿])"
)


class Rule(Struct, frozen=True):
    """A pattern whose matches are labels of one class; `reason` is for the reader of the ledger."""

    name: str
    pattern: str
    status: NumberClass
    reason: str


# What follows the number of an article that no 第 stands before: 在四十条、四十二条作出了规定.
_ARTICLE = r"条(?=、第?(?:[0-9]+|[一二三四五六七八九十百]+)条|(?:[都均也中里]|分别)?[作做]出)"
DIGITS: tuple[Rule, ...] = (
    Rule("article", rf"[0-9]+{_ARTICLE}", "ordinal", "条款 article of a law"),
    Rule("clock", r"(?:[01]?[0-9]|2[0-4])[:：∶][0-5][0-9](?:[:：∶][0-5][0-9])?(?![0-9.])", "date", "时刻 time of day"),
    Rule(
        "clock",
        r"(?:[01]?[0-9]|2[0-4])(?:时(?![代期长速效段空尚])|点(?:(?<=[午晚早晨日夜].点)|(?<=[午晚早晨日夜]..点)|(?=[整许半至到—-]|[0-9]+分)))"
        r"(?:[0-5]?[0-9]分(?:[0-5]?[0-9]秒)?|[整许半](?!合))?",
        "date",
        "时刻 time of day",
    ),
    Rule("telephone", r"[0-9]{3,4}-[0-9]{3,4}-?[0-9]{4}(?![0-9])", "other", "电话 telephone"),
    Rule("scheme", r"[0-9]+(?:\+[0-9NnXxA-Z]+)+", "name", "组合名 name of a scheme"),
    Rule("dotted", r"[0-9]{1,2}[·•・][0-9]{1,2}(?![0-9])", "name", "日期名 name after a day"),
    Rule("generation", r"[0-9][05]后", "name", "年代人群 generation"),
    Rule("day", r"(?:3[01]|[12]?[0-9])日(?![元均])", "date", "日期 day of the month"),
    Rule("page", r"[0-9]+ ?版(?=[）)])", "other", "版面 page of a newspaper"),
    Rule(
        "occasion",
        r"(?:双?(?:11|12)|618)(?<=双..|618)(?![0-9.])|863计划|973计划|211工程|985工程|(?:211|985)(?=[、”高大院工])",
        "name",
        "专名 proper name",
    ),
    Rule("product", r"[0-9]+[×xX*][0-9]+", "other", "乘式 product"),
    Rule("version", r"[0-9]\.0(?=版|时代|模式|阶段|工程|计划|行动|体系|”|升级)", "name", "版本 version"),
    Rule("year", r"(?:19|20)[0-9]{2}(?=-[0-9]{2}[^0-9])(?:-[0-9]{2})", "date", "年份 years"),
    Rule(
        "numbered",
        rf"[0-9]+号(?:{_HAN}?[线楼院门井机令文公厅厂站岛艇船舰车房馆台炉堆洞洲])?",
        "name",
        "编号 number of a thing",
    ),
    Rule("road", r"[0-9]{1,4}(?:国道|省道|县道|路公交|次列车|次航班|航班)", "name", "线路名 road or line"),
    Rule(
        "hotline",
        rf"[0-9]{{3,5}}(?=”?{_HAN}{{0,6}}(?:热线|专线))|[0-9]{{5}}(?<=[热专]线.{{5}})|[0-9]{{3}}(?<=[热专]线.{{3}})",
        "name",
        "热线 hotline",
    ),
    Rule("strong", r"[0-9]{1,4}强", "name", "榜单名 name of a list"),
    Rule(
        "proportion", r"[0-9]+(?:\.[0-9]+)?(?:[:∶：][0-9]+(?:\.[0-9]+)?){2,}", "other", "多项比例 proportion of parts"
    ),
    Rule("great", r"[0-9]{1,2}大(?!类)", "name", "“几大”的说法 named group"),
    Rule("short year", r"[0-9]{2}(?<=[’'‘][0-9]{2})(?=[\u4e00-\u9fff])", "name", "年份名 name with a short year"),
    Rule("serial", r"[0-9]{11,}", "other", "长串数字 serial number"),
    Rule(
        "age group",
        r"(?<![高加长短]了)(?<!提高)(?<!增加)(?<!延长)(?<!达到)(?<![0-9])"
        r"[0-9]+(?:(?:周?岁)?[-—–~～至到]{1,2}[0-9]+)?周?岁(?:(?:\([^()]*\)|（[^（）]*）)?[及或和]?以[上下内])?"
        r"(?=[^，。；0-9]{0,6}(?:人口|劳动|就业|主体|老年|老人|青年|居民|人群|群众|儿童|妇女|公民|学生|女性|男性|组|以上))",
        "name",
        "年龄组 age group",
    ),
    Rule(
        "letters",
        r"[0-9]+(?:\.[0-9]+)?(?:/[0-9])?(?P<letters>[A-Za-z])[A-Za-z0-9]*",
        "name",
        "字母数字名 name with letters",
    ),
    Rule(
        "calendar year",
        r"(?:19|20)[0-9]{2}(?=[”》）)—]|年版?|版|试行版|财年|学年|、(?:19|20)[0-9]{2}|两年|北京|中国|世界|全国)",
        "date",
        "年份 year",
    ),
)
CHINESE: tuple[Rule, ...] = (
    Rule("article", rf"[一二三四五六七八九十百]{{1,5}}{_ARTICLE}", "ordinal", "条款 article of a law"),
    Rule("set", rf"{_N}(?:{_LIMB}{_N}){{1,3}}{_LIMB}", "name", "数字并列的固定说法 set phrase"),
    Rule(
        "sequence", r"[一二三四五六](?:、?[二三四五六七八])+(?=产|线|级|类|等|号|期|环|流)", "name", "并列的序号 grades"
    ),
    Rule("great", rf"{_N}{{1,3}}大(?![概约多部])", "name", "“几大”的说法 named group"),
    Rule(
        "point",
        rf"(?<![^\s，。；：！？、“（(—]){_N}{{1,2}}(?:是|要|看|来|则|抓|靠|在于)",
        "ordinal",
        "列举 enumeration",
    ),
    Rule("grade", rf"{_N}(?:[级等流](?!分化)|类(?=水|及以上|以上|标准|断面|地区|区|[，。]))", "ordinal", "等级 grade"),
    Rule(
        "phase",
        rf"{_N}{{1,2}}(?:期(?=工程|项目|建设|投|规划|用地|、|和|已|将)|环(?=[路线高快以内外]))",
        "name",
        "期号 phase",
    ),
    Rule("session", rf"{_CN}{{1,3}}届|{_CN}{{1,3}}次(?=会议|全会|全体会议)|{_CN}{{1,3}}中全会", "name", "届次 session"),
    Rule("year", r"[一二][〇零○九八七六五四三二一]{3}(?![十百千万亿年])", "date", "年份 year"),
    Rule("numbered", rf"{_CN}{{1,5}}号", "name", "编号 number of a thing"),
    Rule("streak", rf"{_N}{{1,3}}连[冠增涨降跌升胜霸贯]", "name", "连续的说法 streak"),
    Rule("digits", r"[〇零一二三四五六七八九]{2}后|[一二三四五六七八九][〇零]后", "name", "年代人群 generation"),
    Rule("clock", rf"{_N}{{1,3}}[时点](?:{_N}{{1,3}}分|[整许])", "date", "时刻 time of day"),
    Rule("round", r"[百千万亿]{2,3}(?<!万一)", "name", "整数作名 round number as a name"),
)
_MARKED: tuple[tuple[re.Pattern[str], NumberClass, str], ...] = (
    (
        re.compile(rf"\n[ \t\u3000]*[（(]?((?:[0-9]{{1,3}}|{_CN}{{1,3}})(?=[）)、]|[.．](?![0-9])))"),
        "ordinal",
        "序号 numbering",
    ),
    (re.compile(rf"[（(]((?:[0-9]{{1,2}}|{_CN}{{1,3}}))[）)]"), "ordinal", "序号 numbering"),
    (
        re.compile(r"([A-Za-z][A-Za-z]*(?:/[A-Za-z]+)?(?:[-—_.+ ]?[0-9]+(?:\.[0-9]+)?[A-Za-z]*)+)"),
        "name",
        "字母数字名 name with letters",
    ),
    (re.compile(r"(〔[12][0-9]{3}〕第?[0-9]+号)"), "name", "文号 number of a document"),
    (
        re.compile(rf"(每(?!平方|立方)[0-9一二两三四五六七八九十百千万亿]++{_HAN})"),
        "other",
        "比率的基数 base of a rate",
    ),
)
_MANNER = "(?:比较|较为|非常|十分)?(?:主要|重要|重点|重大|关键|核心|突出|显著|明显|鲜明|基本|根本|具体|新|大)的?"
_FIRST_LINE = re.compile(rf"[ \t\u3000]*[（(]?((?:[0-9]{{1,3}}|{_CN}{{1,3}})(?=[）)、]|[.．](?![0-9])))")
_QUOTED = re.compile(r"“([^”“，。；：！？\n]{1,12})”")
_NUMERAL = re.compile(rf"[0-9]|{_CN}")
_AMOUNT = re.compile(rf"[0-9]+(?:\.[0-9]+)?(?:%|个百分点|[万亿]|{_HAN})|分之|倍|[一二两三四五六七八九]成")


class Labels(Struct, frozen=True):
    """The compiled rules and words of a lexicon."""

    digits: re.Pattern[str]
    chinese: re.Pattern[str]
    phrases: re.Pattern[str]
    classes: dict[str, NumberClass]
    discourse: re.Pattern[str]
    units: Units


def load_labels(lexicon: Lexicon) -> Labels:
    """Compile the rules and their words; use as `lexicon.compiled(load_labels)`."""
    classes: dict[str, NumberClass] = {}
    for row in lexicon.rows("set_phrases", ("phrase", "class"), ("phrase",)):
        if row["class"] not in ("name", "date", "ordinal", "other"):
            raise row.refuse("class must be name, date, ordinal or other")
        classes[row["phrase"]] = cast("NumberClass", row["class"])
    nouns = [row["noun"] for row in lexicon.rows("discourse", ("noun",), ("noun",))]
    return Labels(
        _joined(DIGITS),
        _joined(CHINESE),
        re.compile(phrases.alternatives(classes)),
        classes,
        re.compile(rf"[个点条大种项方]?(?:{_MANNER})?(?:{phrases.alternatives(nouns)})"),
        lexicon.compiled(load_units),
    )


def _joined(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<r{index}>{rule.pattern})" for index, rule in enumerate(rules)))


def find(text: str, numerals: Iterable[Numeral], lexicon: Lexicon) -> list[Number]:
    """Return the labels of a text by start; where two begin together the longer one comes first."""
    labels = lexicon.compiled(load_labels)
    numbered = (_numbered(text, numeral, labels) for numeral in numerals)
    found = [*_anywhere(text, lexicon), *(_ordinal(label, text) for label in numbered if label is not None)]
    return sorted(found, key=lambda number: (number.span.start, -number.span.end))


@lru_cache(maxsize=1)
def _anywhere(text: str, lexicon: Lexicon) -> tuple[Number, ...]:
    """Return the labels that need no numeral; kept for one text, which the quantities and the ledger read in turn."""
    found = (*_phrases(text, lexicon.compiled(load_labels)), *_marked(text), *_quoted(text))
    return tuple(_ordinal(label, text) for label in found)


def _ordinal(label: Number, text: str) -> Number:
    """Return a label behind 第 as an ordinal (第二个问题, 第六届)."""
    start = label.span.start
    if text[max(0, start - 1) : start] != "第":
        return label
    return Number(Span(start - 1, label.span.end), "ordinal", "序数 ordinal")


def _phrases(text: str, labels: Labels) -> Iterator[Number]:
    for match in labels.phrases.finditer(text):
        yield Number(Span(*match.span()), labels.classes[match[0]], "固定说法 set phrase")


def _marked(text: str) -> Iterator[Number]:
    first = _FIRST_LINE.match(text)
    if first is not None:
        yield Number(Span(*first.span(1)), "ordinal", "序号 numbering")
    for pattern, status, reason in _MARKED:
        for match in pattern.finditer(text):
            yield Number(Span(*match.span(1)), status, reason)


def _quoted(text: str) -> Iterator[Number]:
    for match in _QUOTED.finditer(text):
        if _NUMERAL.search(match[1]) and not _AMOUNT.search(match[1]):
            yield Number(Span(*match.span(1)), "name", "引号中的名称 quoted name")


_FEW = 7  # points that a speech counts; more are things


def _numbered(text: str, numeral: Numeral, labels: Labels) -> Number | None:
    start, end = numeral.span.start, numeral.span.end
    if numeral.multiplier == 1 and (numeral.value or _FEW) < _FEW and (noun := labels.discourse.match(text, end)):
        return Number(Span(start, noun.end()), "other", "行文的条数 count of points")
    rules, compiled = (CHINESE, labels.chinese) if numeral.chinese else (DIGITS, labels.digits)
    match = compiled.match(text, start)
    if match is None:
        return None
    rule = rules[int((match.lastgroup or "r0")[1:])]
    if rule.name == "letters" and labels.units.at(text, match.start("letters")) is not None:
        return None
    if rule.name == "round" and (
        start + 1 == match.end() or text[max(0, start - 1) : start] in set("几数上近超过逾破达")
    ):
        return None
    return Number(Span(*match.span()), rule.status, rule.reason)
