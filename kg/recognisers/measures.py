"""Measures: a numeral with the unit behind it, with 半 and 多 inside it, or bare.

Which Chinese numerals are amounts and which are manners of speaking (一个, 三方, 万家灯火) is decided here, and which
lengths of time are said of something and which only date it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kg.lexicon import Lexicon
from kg.model import Quantity, Span
from kg.recognisers.hedges import Hedges, load_hedges
from kg.recognisers.numerals import Numeral, exact
from kg.recognisers.units import Unit, Units, load_units
from kg.values import Struct, replace

PENDING = "pending"  # the rule of a small Chinese number whose neighbour may bear its unit (五到十年)


class Nouns(Struct, frozen=True):
    """Words around a numeral that tell what it counts: words for people, and what a length of time is said with.

    `moving` are the verbs that lead from a bare number to the next: 由2.8|缩小到2.5.
    """

    people: re.Pattern[str]
    lasting: re.Pattern[str]
    dating: re.Pattern[str]
    moving: re.Pattern[str]


def load_nouns(lexicon: Lexicon) -> Nouns:
    """Compile both tables; use as `lexicon.compiled(load_nouns)`."""
    people = _any([row["noun"] for row in lexicon.rows("people_nouns", ("noun",), ("noun",))])
    words: dict[str, list[str]] = {"front": [], "behind": []}
    for row in lexicon.rows("lasting", ("word", "place"), ("word", "place")):
        if row["place"] not in words:
            raise row.refuse("place must be front or behind")
        words[row["place"]].append(row["word"])
    changes = lexicon.rows("change_verbs", ("word", "direction", "use"), ("word",))
    return Nouns(
        re.compile(rf"[^\W\d_]{{0,8}}?(?:{people})(?!币)"),
        re.compile(rf"(?:{_any(words['front'])})(?:了|到|至|为|近|约|的|仅)?$"),
        re.compile(rf"多?的?(?:{_any(words['behind'])})"),
        re.compile(rf"(?:{_any([row['word'] for row in changes if row['use'] == 'change'])})[到至为成]"),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


class Words(Struct, frozen=True):
    """A text and the tables that reading it needs."""

    text: str
    units: Units
    hedges: Hedges
    nouns: Nouns


def words_of(text: str, lexicon: Lexicon) -> Words:
    """Return a text with the tables of a lexicon."""
    return Words(text, lexicon.compiled(load_units), lexicon.compiled(load_hedges), lexicon.compiled(load_nouns))


def read(numeral: Numeral, words: Words) -> Quantity | None:
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
    if unit.dimension == "time" and not extra and not _lasts(numeral, unit, words, end):
        return None
    start, name = _each(numeral, name, words)
    rule = {"count": "count", "time": "duration"}.get(unit.dimension, "unit")
    quantity = _signed(_quantity(numeral, Span(start, end), name, rule), text)
    return _with_half(replace(quantity, comparator="gt") if extra == "多" else quantity, extra)


_LINK = re.compile(r"[到至、和-][一二三四五六七八九十]")
_EACH = re.compile(r"每(平方公里|平方米|立方米|公顷|亩|吨|公斤|斤|升|千瓦时|公里|小时|分钟|秒)$")
_MINUS = re.compile(r"(?<![^\u4e00-\u9fff（“])[-－−]$|零下$")
_SIGNED = frozenset({"%", "℃", "百分点", "度"})


def _each(numeral: Numeral, name: str, words: Words) -> tuple[int, str]:
    """Return where a quantity begins and its unit: 每平方公里3006人 is 人/平方公里."""
    start = numeral.span.start
    found = _EACH.search(words.text, max(0, start - 5), start)
    return (found.start(), f"{name}/{found[1]}") if found else (start, name)


def _signed(quantity: Quantity, text: str) -> Quantity:
    """Take a minus sign or 零下 directly before a number into it (气温-5℃); a dash after a digit is none."""
    start = quantity.span.start
    mark = _MINUS.search(text, max(0, start - 2), start)
    if quantity.unit not in _SIGNED or quantity.value is None or mark is None:
        return quantity
    return replace(quantity, span=Span(mark.start(), quantity.span.end), value=-quantity.value)


_INSIDE = re.compile(r"个([半多来])(?=[月小星世季礼学百])")


def _unit(words: Words, at: int) -> tuple[Unit, str, int, str] | None:
    """Return unit, plain name, where it ends, and 半 or 多 in it (一个半小时, 两个多月) or behind it (两年半)."""
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
    if unit.dimension in ("time", "multiple") and text[end : end + 1] == "半" and unit.name != "个月":
        return unit, unit.name, end + 1, "半"
    return unit, unit.name, end, ""


def _with_half(quantity: Quantity, extra: str) -> Quantity:
    if extra != "半" or quantity.value is None:
        return quantity
    return replace(quantity, value=quantity.value + Decimal("0.5"), rule="half")


def _large(numeral: Numeral) -> bool:
    return numeral.multiplier >= 100 or (numeral.value or numeral.high or 0) >= 100  # noqa: PLR2004


_SHORT = frozenset({"小时", "分钟", "秒", "毫秒", "个工作日", "学时", "机时", "工日"})


def _lasts(numeral: Numeral, unit: Unit, words: Words, end: int) -> bool:
    """Tell whether a length of time is said of something (缩短到5天) and does not merely date it (8年来, 三天后)."""
    if unit.name in _SHORT:
        return True
    before = words.text[max(0, numeral.span.start - 5) : numeral.span.start]
    if words.nouns.lasting.search(before):
        return True
    if words.nouns.dating.match(words.text, end):
        return False
    return not numeral.chinese and unit.name != "年"


_ONE_MAY_BE = frozenset({"multiple", "ratio", "currency", "mass", "length", "area", "energy", "power"})
_LED = re.compile(r"[百千万亿]")
_RANKED = re.compile(
    r".{0,4}?(?:级|项目|企业|工程|产业|集群|城市|强|大镇|大县)"
)  # 超亿元项目, 千万级机场: classes of things


def _round(numeral: Numeral, text: str) -> bool:
    """Tell whether a numeral is a place alone (万, 千万), which is mostly a manner of speaking."""
    return numeral.comparator == "eq" and _LED.match(text, numeral.span.start) is not None


def _bounded(numeral: Numeral, words: Words) -> bool:
    """Tell whether the words in front make an amount of a place alone: 上万, 近千万, 达百万."""
    start = numeral.span.start
    return words.hedges.before(words.text, start) is not None or words.text[max(0, start - 1) : start] in ("达", "有")


def _counts(numeral: Numeral, unit: Unit, words: Words) -> bool:
    """Tell whether a Chinese numeral with this unit is an amount or a manner of speaking (一个, 三方, 万家)."""
    if _round(numeral, words.text):
        return not _RANKED.match(words.text, numeral.span.end) and _bounded(numeral, words)
    if numeral.value == 0:
        return False
    if numeral.value == 1:
        return unit.dimension in _ONE_MAY_BE and not unit.strict
    return not unit.strict or _large(numeral)


_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NO_UNIT = re.compile(
    r"[第的是在和与等为至到比左以之上下中内外多及或而则也都又还将从由其了就并有不向被把让使给对于所者时后前起开同较达占约近超各均合经已可能会要]"
)


def _unlisted(numeral: Numeral, words: Words) -> Quantity | None:
    """Take the character behind a numeral as its measure word where no list knows it, or leave the numeral bare."""
    text, end = words.text, numeral.span.end
    behind = text[end : end + 1]
    people = words.nouns.people.match(text, end)
    if people is not None and (numeral.multiplier >= 10**4 or numeral.comparator != "eq"):
        return _quantity(numeral, numeral.span, "人", "people")
    if (
        numeral.chinese
        or not "\u4e00" <= behind <= "\u9fff"
        or _NO_UNIT.match(behind)
        or words.nouns.moving.match(text, end)
        or numeral.multiplier > 1
        or words.units.trapped(text, end)
    ):
        if _round(numeral, text) and not _bounded(numeral, words):
            return None
        year = not numeral.chinese and _YEAR.fullmatch(numeral.span.of(text))
        return None if year and words.hedges.before(text, numeral.span.start) is None else _bare(numeral)
    return _quantity(numeral, Span(numeral.span.start, end + 1), behind, "unlisted")


def _bare(numeral: Numeral) -> Quantity:
    return _quantity(numeral, numeral.span, "", "bare")


def _quantity(numeral: Numeral, span: Span, unit: str, rule: str) -> Quantity:
    value = None if numeral.value is None else exact(numeral.value)
    return Quantity(span, value, unit, rule, numeral.low, numeral.high, numeral.comparator)
