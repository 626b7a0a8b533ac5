"""Quantities: every numeral with its unit that could be an amount, share, change or rank.

The way of a numeral: labels and time expressions are set aside; a numeral behind 第 or 前 may be a rank; fractions, 成 and
百分之 are read whole; all others take the longest unit behind them. Then neighbours are joined: ranges (3%-5%) become one,
and members of a list share the unit that only its last member bears (1.5个、4个百分点).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.lexicon import Lexicon
from kg.model import Comparator, Document, Period, Quantity, Span
from kg.recognisers import labels, periods, ranks
from kg.recognisers.covers import Cover
from kg.recognisers.hedges import Hedges, combine, load_hedges
from kg.recognisers.numerals import Numeral, parse, scan
from kg.recognisers.units import Unit, Units, load_units

PENDING = "pending"  # a small Chinese number whose neighbour may bear its unit (五到十年)
RUN = "run"  # the rule of periods such as 连续18个月, whose number is an amount as well
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity together with the numeral that it was read from."""

    numeral: Numeral
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Words:
    """The tables that the reading of one text needs."""

    text: str
    units: Units
    hedges: Hedges


def find(document: Document, lexicon: Lexicon, times: tuple[Period, ...] | None = None) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; `times` saves finding the time expressions again."""
    text = document.text
    if times is None:
        times = periods.find(document, lexicon)
    words = Words(text, lexicon.compiled(load_units), lexicon.compiled(load_hedges))
    numerals = scan(text, Cover(time.span for time in times if time.rule != RUN))
    aside = Cover(number.span for number in labels.find(text, numerals, lexicon))
    readings: list[Reading] = []
    until = 0
    for numeral in numerals:
        if numeral.span.start < until:
            continue
        quantity = _read(numeral, words, aside)
        if quantity is not None:
            readings.append(Reading(numeral, quantity))
            until = quantity.span.end
    shared = _share(_range(readings, text), words)
    kept = (hedge(item.quantity, words) for item in shared if item.quantity.rule != PENDING)
    return tuple(sorted(kept, key=lambda quantity: quantity.span.start))


def _read(numeral: Numeral, words: Words, aside: Cover) -> Quantity | None:
    """Return the quantity that begins with a numeral, without its hedges, or None."""
    ranked = ranks.read(words.text, numeral)
    if ranked is not None or words.text[max(0, numeral.span.start - 1) : numeral.span.start] == "第":
        return ranked
    if aside.holds(numeral.span.start) or _dated(numeral, words.text):
        return None
    return _fraction(numeral, words.text) or _tenths(numeral, words.text) or _measured(numeral, words)


def _dated(numeral: Numeral, text: str) -> bool:
    """Tell whether a numeral is a year by its size and the 年 behind it, however its digits are set (1 9 9 7年)."""
    year = numeral.value is not None and 1500 <= numeral.value <= 2199 and numeral.multiplier == 1  # noqa: PLR2004
    return year and text.startswith("年", numeral.span.end) and not text.startswith("年一遇", numeral.span.end)


_OVER = re.compile(r"/([0-9]{1,4})(?![0-9/.])")
_RATIO = re.compile(r"[:∶：比]([0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十]+)(?![0-9%个万亿])")
_PARTS = re.compile(r"分之([〇零一二两三四五六七八九十百]+(?:点[〇零一二三四五六七八九]+)?|[0-9]+(?:\.[0-9]+)?)")
_WHOLES = {"百": (Decimal(1), "%"), "千": (Decimal(1), "‰")}


def _fraction(numeral: Numeral, text: str) -> Quantity | None:
    """Read 1/10, 三分之一, 百分之五, 1.2:1."""
    end = numeral.span.end
    head = text[end : end + 1]
    if numeral.value is None or head not in ("/", "分", ":", "∶", "：", "比"):
        return None
    words = numeral.span.of(text)
    if head == "/":
        return _over(numeral, text)
    if head == "分":
        found = _PARTS.match(text, end)
        part = parse(found[1]) if found else None
        if found is None or part is None or not numeral.value:
            return None
        factor, unit = _WHOLES.get(words, (1 / numeral.value, ""))
        return Quantity(Span(numeral.span.start, found.end()), _exact(part * factor), unit, "fraction")
    found = _RATIO.match(text, end)
    other = parse(found[1]) if found else None
    if found is None or not other:
        return None
    return Quantity(Span(numeral.span.start, found.end()), _exact(numeral.value / other), "", "ratio")


def _over(numeral: Numeral, text: str) -> Quantity | None:
    found = _OVER.match(text, numeral.span.end)
    if found is None or numeral.value is None or not int(found[1]) or not numeral.span.of(text).isdigit():
        return None
    return Quantity(Span(numeral.span.start, found.end()), _exact(numeral.value / int(found[1])), "", "fraction")


_TENTHS = re.compile(r"成(半|[一二三四五六七八九](?![个家年月]))?(?![立为员果本效长功品型交人分就群因都])")
_HALF = re.compile(r"半(?=[以左的，。；、数]|$)")


def _tenths(numeral: Numeral, text: str) -> Quantity | None:
    """Read 七成 as 70 %, 三成半 as 35 %, and 一半 as 0.5."""
    end = numeral.span.end
    if numeral.span.of(text) == "一" and (half := _HALF.match(text, end)):
        return Quantity(Span(numeral.span.start, half.end()), Decimal("0.5"), "", "half")
    found = _TENTHS.match(text, end) if text[end : end + 1] == "成" else None
    if found is None or max(numeral.value or 0, numeral.high or 0) > 10:  # noqa: PLR2004  # ten tenths are the whole
        return None
    rest = Decimal(5) if found[1] == "半" else (parse(found[1]) or Decimal(0)) if found[1] else Decimal(0)
    span = Span(numeral.span.start, found.end())
    if numeral.value is None:
        low, high = (bound * 10 for bound in (numeral.low or Decimal(0), numeral.high or Decimal(0)))
        return Quantity(span, None, "%", "tenths", low, high, numeral.comparator)
    return Quantity(span, numeral.value * 10 + rest, "%", "tenths", comparator=numeral.comparator)


def _measured(numeral: Numeral, words: Words) -> Quantity | None:
    """Read a numeral with the unit behind it, or bare."""
    text, end = words.text, numeral.span.end
    if not numeral.chinese and text[end : end + 1] == " ":
        end += 1
    found = _unit(words, end)
    if found is None:
        if numeral.chinese and not _large(numeral):
            return _quantity(numeral, numeral.span, "", PENDING) if _LINK.match(text, end) else None
        return _unlisted(numeral, words)
    unit, name, end, extra = found
    if numeral.chinese and not extra and not _counts(numeral, unit, words):
        return None
    if unit.dimension == "time" and not _lasts(numeral, unit, text, end):
        return None
    start, name = _each(numeral, name, words)
    rule = {"count": "count", "time": "duration"}.get(unit.dimension, "unit")
    quantity = _signed(_quantity(numeral, Span(start, end), name, rule), text)
    return _with_half(replace(quantity, comparator="gt") if extra == "多" else quantity, extra)


_LINK = re.compile(r"[到至、和-][一二三四五六七八九十]")
_EACH = re.compile(r"每(平方公里|平方米|立方米|公顷|亩|吨|公斤|斤|升|千瓦时|公里)$")
_MINUS = re.compile(r"(?<![^\u4e00-\u9fff（“])[-－−]$")
_SIGNED = frozenset({"%", "℃", "百分点", "度"})


def _each(numeral: Numeral, name: str, words: Words) -> tuple[int, str]:
    """Return where a quantity begins and its unit: 每平方公里3006人 is 人/平方公里."""
    start = numeral.span.start
    found = _EACH.search(words.text, max(0, start - 5), start)
    return (found.start(), f"{name}/{found[1]}") if found else (start, name)


def _signed(quantity: Quantity, text: str) -> Quantity:
    """Take a minus sign directly before a number into it (气温-5℃); a dash after a digit or letter is none."""
    start = quantity.span.start
    if quantity.unit not in _SIGNED or quantity.value is None or not _MINUS.search(text, max(0, start - 2), start):
        return quantity
    return replace(quantity, span=Span(start - 1, quantity.span.end), value=-quantity.value)


_INSIDE = re.compile(r"个([半多来])(?=[月小星世季礼学百])")


def _unit(words: Words, at: int) -> tuple[Unit, str, int, str] | None:
    """Return unit, its plain name, where it ends, and 半 or 多 that stands in it (一个半小时, 两个多月) or behind (两年半)."""
    text = words.text
    inside = _INSIDE.match(text, at)
    if inside is not None:
        found = words.units.by_form, words.units.at(text, inside.end())
        whole = words.units.by_form.get("个" + text[inside.end() : inside.end() + 1])
        if found[1] is not None and found[1][0].dimension == "time":
            return found[1][0], found[1][0].name, found[1][1], inside[1]
        if whole is not None and whole.dimension == "time":
            return whole, whole.name, inside.end() + 1, inside[1]
    listed = words.units.at(text, at)
    if listed is None:
        return None
    unit, end = listed
    if text[end : end + 1] == "/":
        per = words.units.at(text, end + 1)
        if per is not None:
            return unit, f"{unit.name}/{per[0].name}", per[1], ""
    if unit.dimension in ("time", "multiple") and text[end : end + 1] == "半" and unit.name not in ("个月",):
        return unit, unit.name, end + 1, "半"
    return unit, unit.name, end, ""


def _with_half(quantity: Quantity, extra: str) -> Quantity:
    if extra != "半" or quantity.value is None:
        return quantity
    return replace(quantity, value=quantity.value + Decimal("0.5"), rule="half")


def _large(numeral: Numeral) -> bool:
    return numeral.multiplier >= 100 or (numeral.value or numeral.high or 0) >= 100  # noqa: PLR2004


_LASTING = re.compile(
    r"(?:连续|持续|历时|用时|耗时|为期|长达|达|达到|超|超过|少于|低于|多于|至少|最长|最短|缩短|缩短为|提前|推迟|延迟|需|需要|仅|只|压缩|压减|减少|增加|暂停|延长|"
    r"期限|有效期|工期|寿命|周期|时间|年限|龄|满|从|由|至|到|原来的|平均|约|近|每|停产|休|开放|运行|工作|试用)(?:了|到|至|为|近|约|的|仅)?$"
)
_SHORT = frozenset({"小时", "分钟", "秒", "毫秒", "个工作日", "学时", "机时", "工日"})
_AFTERWARDS = re.compile(
    r"多?(?:来|后|前|内|间|里|以来|之前|之后|之内|行动|计划|规划|的?(?:发展|努力|奋斗|时间|建设|实践|历程))"
)


def _lasts(numeral: Numeral, unit: Unit, text: str, end: int) -> bool:
    """Tell whether a length of time is said of something (缩短到5天, 连续18个月) and does not merely date it (8年来, 三天后)."""
    if unit.name in _SHORT:
        return True
    before = text[max(0, numeral.span.start - 5) : numeral.span.start]
    if _LASTING.search(before):
        return True
    if _AFTERWARDS.match(text, end):
        return False
    return not numeral.chinese and unit.name != "年"


_ONE_MAY_BE = frozenset({"multiple", "ratio", "currency", "mass", "length", "area", "energy", "power"})
_LED = re.compile(r"[百千万亿]")
_RANKED = re.compile(
    r".{0,4}?(?:级|项目|企业|工程|产业|集群|城市|强|大镇|大县)"
)  # 超亿元项目, 千万级机场: classes of things


def _counts(numeral: Numeral, unit: Unit, words: Words) -> bool:
    """Tell whether a Chinese numeral with this unit is an amount rather than a manner of speaking (一个, 三方, 万家)."""
    start = numeral.span.start
    if _LED.match(words.text, start) and numeral.comparator == "eq":
        if _RANKED.match(words.text, numeral.span.end):
            return False
        return words.hedges.before(words.text, start) is not None or words.text[max(0, start - 1) : start] in (
            "达",
            "有",
        )
    if numeral.value == 0:
        return False
    if numeral.value == 1:
        return unit.dimension in _ONE_MAY_BE and not unit.strict
    return not unit.strict or _large(numeral)


# A large number directly before a word for people counts heads, whatever stands between: 2200多万困难群众.
_PEOPLE = re.compile(
    r"(?:[^\W\d_]{0,8}?(?:人口|居民|群众|农民|职工|学生|学子|孩子|儿童|老人|老年人|劳动力|毕业生|人员|中国人|纳税人|人民(?!币)|农民工|旅客|游客|患者|党员|干部|教师|医生|战士|同胞|民众|妇女|青年|市民|村民|牧民|工人|百姓|人才|残疾人|贫困户))"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NO_UNIT = re.compile(
    r"[的是在和与等为至到比左以之上下中内外多及或而则也都又还将从由其了就并有不向被把让使给对于所者时后前起开同较达占约近超各均合经已可能会要]"
)


def _unlisted(numeral: Numeral, words: Words) -> Quantity | None:
    """Take the character behind a numeral as its measure word where no list knows it, or leave the numeral bare."""
    text, end = words.text, numeral.span.end
    behind = text[end : end + 1]
    people = _PEOPLE.match(text, end)
    if people is not None and (numeral.multiplier >= 10**4 or numeral.comparator != "eq"):
        return _quantity(numeral, numeral.span, "人", "people")
    if numeral.chinese or not "\u4e00" <= behind <= "\u9fff" or _NO_UNIT.match(behind) or numeral.multiplier > 1:
        if numeral.chinese and _LED.match(text, numeral.span.start) and numeral.comparator == "eq":
            return None
        year = not numeral.chinese and _YEAR.fullmatch(numeral.span.of(text))
        return None if year and words.hedges.before(text, numeral.span.start) is None else _bare(numeral)
    return _quantity(numeral, Span(numeral.span.start, end + 1), behind, "unlisted")


def _bare(numeral: Numeral) -> Quantity:
    return _quantity(numeral, numeral.span, "", "bare")


def _quantity(numeral: Numeral, span: Span, unit: str, rule: str) -> Quantity:
    value = None if numeral.value is None else _exact(numeral.value)
    return Quantity(span, value, unit, rule, numeral.low, numeral.high, numeral.comparator)


def _exact(value: Decimal) -> Decimal:
    """Return the same number without a fraction of zeros."""
    whole = value.to_integral_value()
    return whole if whole == value else value


_TO = re.compile(r"[-—–~～―－]{1,2}|[到至]")
_FROM = re.compile(r"[从由自]$")


def _range(readings: list[Reading], text: str) -> list[Reading]:
    """Join neighbours that a dash or 到 connects into ranges; 从A到B stays two amounts."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and (merged := _join(joined[-1], reading, text)) is not None:
            joined[-1] = merged
        else:
            joined.append(reading)
    return joined


def _join(first: Reading, second: Reading, text: str) -> Reading | None:
    a, b = first.quantity, second.quantity
    gap = text[a.span.end : b.span.start]
    if not gap or len(gap) > 2 or not _TO.fullmatch(gap) or a.value is None or b.value is None:  # noqa: PLR2004
        return None
    if gap in "到至" and text[max(0, a.span.start - 1) : a.span.start] in ("从", "由", "自"):
        return None
    if a.unit not in ("", b.unit) or "rank" in (a.rule, b.rule):
        return None
    low = _scaled(first, second) if not a.unit else a.value
    if low is None or low >= b.value:
        return None
    span = Span(a.span.start, b.span.end)
    return Reading(second.numeral, Quantity(span, None, b.unit, "range", low, b.value, b.comparator))


def _scaled(first: Reading, second: Reading) -> Decimal | None:
    """Return the value of a list member in the multiplier of the last one: 3.1万 before 2.5万亿 is 3.1万亿."""
    value = first.quantity.value
    own, shared = first.numeral.multiplier, second.numeral.multiplier
    if value is None or own == shared:
        return value
    if own == 1:
        return _exact(value * shared) if value < 1000 else value  # noqa: PLR2004  # 5000、2万 are as they stand
    return _exact(value / own * shared) if shared in (own * 10**4, own * 10**8) and own < 10**8 else value


_AND = re.compile(r"[、和与及或]|以及")


def _share(readings: list[Reading], words: Words) -> list[Reading]:
    """Give the unit and multiplier of the last member of a list to members that bear none."""
    shared: list[Reading] = []
    for reading in reversed(readings):
        last = shared[-1] if shared else None
        shared.append(_lent(reading, last, words.text) if last is not None else reading)
    return shared[::-1]


def _lent(reading: Reading, last: Reading, text: str) -> Reading:
    own, other = reading.quantity, last.quantity
    gap = text[own.span.end : other.span.start]
    if not gap or len(gap) > 2 or not _AND.fullmatch(gap) or own.value is None or not other.unit:  # noqa: PLR2004
        return reading
    partial = own.unit == "" or (own.unit == "个" and other.unit in ("百分点", "千分点", "个月", "小时"))
    if not partial or own.rule not in ("bare", "count", PENDING) or other.rule == "rank":
        return reading
    value = _scaled(reading, last)
    numeral = replace(reading.numeral, multiplier=last.numeral.multiplier)
    return Reading(numeral, replace(own, value=value, unit=other.unit, rule="distributed"))


# A hedge may stand before the whole that the number is a part of: 约占全国四分之一, 近全部涨幅的40%.
_FAR = re.compile(
    r"(大约|约|将近|接近|近|超过|超|逾|不到|不足)占?(?:(?<=占)|全[国省市区县球部]|世界|国内|我国|总|同期|当[年月])[^，。；、：！？\n0-9]{0,8}$"
)
_REACH = 16


def hedge(quantity: Quantity, words: Words) -> Quantity:
    """Return a quantity with what the words around it say."""
    if quantity.rule == "rank":
        return quantity
    start = quantity.span.start
    before = words.hedges.before(words.text, start)
    if before is None and (far := _FAR.search(words.text, max(0, start - _REACH), start)):
        before = words.hedges.before(words.text, far.end(1))
    after = words.hedges.after(words.text, quantity.span.end)
    if before is None and after is None:
        return quantity
    front: Comparator = before[0] if before else "eq"
    behind: Comparator = after[0] if after else "eq"
    spans = tuple(found[1] for found in (before, after) if found)
    return replace(quantity, comparator=combine(front, quantity.comparator, behind), hedges=spans)
