"""Labels: numerals that name, number or date something and are no quantity (一带一路, PM2.5, 第一，, 20:23, 三个方面).

The rules are regular expressions over the whole text in the order of `RULES`; each says which class of the ledger it
gives and why. Their words come from `set_phrases.tsv` and `discourse.tsv`. The second character of a pattern tests what
stands in front of the first, so that the engine can still skip quickly over text without numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import Number, NumberClass, Span
from kg.recognisers.units import Units, load_units

_N = "[一二两三四五六七八九十]"
_CN = "[〇零一二两三四五六七八九十百千万亿廿卅]"
_D = r"[0-9](?<![0-9.][0-9])"  # the first digit of a number
_HAN = r"[\u4e00-\u9fff]"
# a character of a four-character phrase such as 两纵四横: no numeral and no everyday measure word
_LIMB = r"[^\W0-9A-Za-z_〇零一二两三四五六七八九十百千万亿个倍成元吨亩点分半几数年月日天名位家项]"
_AFTER_EDGE = rf"(?<![^\s，。；：！？、“（(—]{_N})"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose matches are labels of one class; `reason` is for the reader of the ledger."""

    name: str
    pattern: str
    status: NumberClass
    reason: str


RULES: tuple[Rule, ...] = (
    Rule("clock", rf"{_D}[0-9]?[:：∶][0-5][0-9](?:[:：∶][0-5][0-9])?(?![0-9.])", "date", "时刻 time of day"),
    Rule("document", r"〔[12][0-9]{3}〕第?[0-9]+号", "name", "文号 number of a document"),
    Rule("telephone", rf"{_D}[0-9]{{2,3}}-[0-9]{{3,4}}-?[0-9]{{4}}(?![0-9])", "other", "电话 telephone"),
    Rule("scheme", r"[0-9NnXx](?<![A-Za-z0-9.][0-9NnXx])[0-9]*(?:\+[0-9NnXxA-Z]+)+", "name", "组合名 name of a scheme"),
    Rule("dotted", rf"{_D}[0-9]?[·•・][0-9]{{1,2}}(?![0-9])", "name", "日期名 name after a day"),
    Rule("generation", rf"{_D}[05]后", "name", "年代人群 generation"),
    Rule("product", rf"{_D}[0-9]*[×xX*][0-9]+", "other", "乘式 product"),
    Rule("version", rf"{_D}\.0(?=版|时代|模式|阶段|工程|计划|行动|体系|”|升级)", "name", "版本 version"),
    Rule("numbered", rf"{_D}[0-9]*号(?:[^\W\d]?[线楼院门井机令文公厅厂站岛艇船舰车房馆台炉堆洞洲])?", "name", "编号 number of a thing"),
    Rule("road", rf"{_D}[0-9]{{1,3}}(?:国道|省道|县道|路公交|次列车|次航班|航班)", "name", "线路名 road or line"),
    Rule("hotline", rf"{_D}[0-9]{{2,4}}(?=[^\W\d]{{0,6}}(?:热线|平台|电话|专线)|”[^\W\d]{{0,6}}(?:热线|平台))", "name", "热线 hotline"),
    Rule("serial", rf"{_D}[0-9]{{10,}}", "other", "长串数字 serial number"),
    Rule("age group", rf"{_D}[0-9]*(?:[-—–~～至到][0-9]+)?(?:周岁|岁)(?:及以上|以上|及以下|以下|以内)?(?=[^，。；0-9]{{0,6}}"
         r"(?:人口|劳动力|老年|老人|青年|居民|人群|群众|儿童|妇女|公民|学生|女性|男性|组|以上))", "name", "年龄组 age group"),
    Rule("rate base", rf"每[0-9一二两三四五六七八九十百千万亿]+(?!平方|立方){_HAN}", "other", "比率的基数 base of a rate"),
    Rule("set", rf"{_N}(?:{_LIMB}{_N}){{1,3}}{_LIMB}", "name", "数字并列的固定说法 set phrase"),
    Rule("sequence", r"[一二三四五六](?:、?[二三四五六七八])+(?=产|线|级|类|等|号|期|环|流)", "name", "并列的序号 grades"),
    Rule("great", rf"{_N}{{1,3}}大(?![概约多部])", "name", "“几大”的说法 named group"),
    Rule("point", rf"{_N}{_AFTER_EDGE}{_N}?(?:是|要|看|来|则|抓|靠|在于)", "ordinal", "列举 enumeration"),
    Rule("grade", rf"[ⅠⅡⅢⅣⅤⅥ一二三四五六七八九十](?:[级等流](?!分化)|类(?=水|及以上|以上|标准|断面|地区|区|[，。]))", "ordinal", "等级 grade"),
    Rule("phase", rf"{_N}{{1,2}}(?:期(?=工程|项目|建设|投|规划|用地|、|和|已|将)|号(?![^\W\d]?时)|环(?=[路线高快以内外]))", "name", "期号 phase or number"),
    Rule("round", r"[百千万亿](?<![一二两三四五六七八九十百千万亿0-9几数上近超过逾破达余多][百千万亿])[百千万亿]{1,2}", "name", "整数作名 round number as a name"),
)  # fmt: skip
_NUMBERING = re.compile(rf"(?m)^[ \t\u3000]*[（(]?([0-9]{{1,3}}|{_CN}{{1,3}})(?:[）)、]|[.．](?![0-9]))")
_PAREN = re.compile(rf"[（(]([0-9]{{1,2}}|{_CN}{{1,3}})[）)]")
_LATIN = re.compile(
    r"[A-Za-z][A-Za-z]*(?:[-—_.]?[0-9]+(?:\.[0-9]+)?[A-Za-z]*)+|[0-9]+(?:\.[0-9]+)?(?:/[0-9])?([A-Za-z]+)[0-9]*"
)
_QUOTED = re.compile(r"“([^”“，。；：！？\n]{1,12})”")
_NUMERAL = re.compile(rf"[0-9]|{_CN}")
_AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:%|个百分点|[万亿]|[^\W\d])|分之|倍|[一二两三四五六七八九]成")
_SEPARATED = r"[0-9]{1,3}"


@dataclass(frozen=True, slots=True)
class Labels:
    """The compiled rules of a lexicon."""

    rules: re.Pattern[str]
    phrases: re.Pattern[str]
    classes: dict[str, NumberClass]
    discourse: re.Pattern[str]
    units: Units


def load_labels(lexicon: Lexicon) -> Labels:
    """Compile the rules and their words; use as `lexicon.compiled(load_labels)`."""
    rows = lexicon.rows("set_phrases", ("phrase", "class"), ("phrase",))
    classes: dict[str, NumberClass] = {}
    for row in rows:
        if row["class"] not in ("name", "date", "ordinal", "other"):
            raise row.refuse("class must be name, date, ordinal or other")
        classes[row["phrase"]] = row["class"]  # type: ignore[assignment]  # checked in the line above
    nouns = [row["noun"] for row in lexicon.rows("discourse", ("noun",), ("noun",))]
    joined = "|".join(f"(?P<r{index}>{rule.pattern})" for index, rule in enumerate(RULES))
    return Labels(
        re.compile(joined),
        re.compile(_alternatives(list(classes))),
        classes,
        re.compile(rf"(?:[0-9]{{1,2}}|{_N}{{1,2}})(?:个|点|条|大|种|项|方)?(?:{_alternatives(nouns)})"),
        lexicon.compiled(load_units),
    )


def find(text: str, lexicon: Lexicon) -> list[Number]:
    """Return the labels of a text by start; where two begin together the longer one comes first."""
    labels = lexicon.compiled(load_labels)
    found = [
        *_phrases(text, labels),
        *_patterns(text, labels),
        *_latin(text, labels),
        *_structure(text),
        *_quoted(text),
    ]
    return sorted(found, key=lambda number: (number.span.start, -number.span.end))


def _phrases(text: str, labels: Labels) -> Iterator[Number]:
    for match in labels.phrases.finditer(text):
        yield Number(Span(*match.span()), labels.classes[match[0]], "固定说法 set phrase")
    for match in labels.discourse.finditer(text):
        yield Number(Span(*match.span()), "other", "行文的条数 count of points")


def _patterns(text: str, labels: Labels) -> Iterator[Number]:
    for match in labels.rules.finditer(text):
        rule = RULES[int((match.lastgroup or "r0")[1:])]
        yield Number(Span(*match.span()), rule.status, rule.reason)


def _latin(text: str, labels: Labels) -> Iterator[Number]:
    for match in _LATIN.finditer(text):
        if match[1] is None or labels.units.at(text, match.start(1)) is None:
            yield Number(Span(*match.span()), "name", "字母数字名 name with letters")


def _structure(text: str) -> Iterator[Number]:
    for pattern in (_NUMBERING, _PAREN):
        for match in pattern.finditer(text):
            yield Number(Span(*match.span(1)), "ordinal", "序号 numbering")


def _quoted(text: str) -> Iterator[Number]:
    for match in _QUOTED.finditer(text):
        if _NUMERAL.search(match[1]) and not _AMOUNT.search(match[1]):
            yield Number(Span(*match.span(1)), "name", "引号中的名称 quoted name")


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
