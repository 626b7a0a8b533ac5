"""Quantities: every numeral with its unit that could be an amount, share, change or rank.

The way of a numeral: labels and time expressions are set aside; a numeral behind 第 or 前 may be a rank; fractions, 成
and 百分之 are read whole; all others take the longest unit behind them (`measures`). Then `neighbours` are joined to
ranges, or share the unit of the last of them. Last come the words that bound or blur them (`hedges`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from kg.lexicon import Lexicon
from kg.model import Comparator, Document, Period, Quantity, Span
from kg.recognisers import labels, measures, neighbours, periods, ranks
from kg.recognisers.covers import Cover
from kg.recognisers.hedges import combine
from kg.recognisers.measures import PENDING, Words
from kg.recognisers.neighbours import Reading
from kg.recognisers.numerals import Numeral, exact, parse, scan
from kg.values import replace

RUN = "run"  # the rule of periods such as 连续18个月, whose number is an amount as well


def find(document: Document, lexicon: Lexicon, times: tuple[Period, ...] | None = None) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; `times` saves finding the time expressions again."""
    text = document.text
    if times is None:
        times = periods.find(document, lexicon)
    words = measures.words_of(text, lexicon)
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
    shared = neighbours.share(neighbours.join(readings, text), text, words.nouns.moving)
    kept = [_hedged(item.quantity, words) for item in shared if item.quantity.rule != PENDING]
    return tuple(sorted((*kept, *ranks.firsts(text)), key=lambda quantity: quantity.span.start))


def _read(numeral: Numeral, words: Words, aside: Cover) -> Quantity | None:
    """Return the quantity that begins with a numeral, without its hedges, or None."""
    ranked = ranks.read(words.text, numeral)
    if ranked is not None or words.text[max(0, numeral.span.start - 1) : numeral.span.start] == "第":
        return ranked
    if aside.holds(numeral.span.start) or _dated(numeral, words.text):
        return None
    return _fraction(numeral, words.text) or _tenths(numeral, words.text) or measures.read(numeral, words)


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
        return _parts(numeral, exact(part * factor), unit, found)
    found = _RATIO.match(text, end)
    other = parse(found[1]) if found else None
    if found is None or not other:
        return None
    return Quantity(Span(numeral.span.start, found.end()), exact(numeral.value / other), "", "ratio")


_UP_TO = re.compile(r"[到至]([〇零一二两三四五六七八九十]+(?:点[〇零一二三四五六七八九]+)?)(?=[，。；、左以之的）]|$)")


def _parts(numeral: Numeral, value: Decimal, unit: str, found: re.Match[str]) -> Quantity:
    """Return a fraction, or the range of 百分之二到三."""
    span = Span(numeral.span.start, found.end())
    last = _UP_TO.match(found.string, found.end()) if unit else None
    high = parse(last[1]) if last else None
    if last is None or high is None or high <= value:
        return Quantity(span, value, unit, "fraction")
    return Quantity(Span(span.start, last.end()), None, unit, "range", value, high)


def _over(numeral: Numeral, text: str) -> Quantity | None:
    found = _OVER.match(text, numeral.span.end)
    if found is None or numeral.value is None or not int(found[1]) or not numeral.span.of(text).isdigit():
        return None
    return Quantity(Span(numeral.span.start, found.end()), exact(numeral.value / int(found[1])), "", "fraction")


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


_STRENGTH = re.compile(r"(?:(强)|弱)(?=[，。；、！\n]|$)")


def _strength(quantity: Quantity, text: str) -> tuple[Comparator, Span] | None:
    """Read 强 and 弱 behind a part as a little more and a little less: 三分之一强, 三成弱."""
    found = _STRENGTH.match(text, quantity.span.end) if quantity.rule in ("fraction", "tenths") else None
    return None if found is None else ("gt" if found[1] else "lt", Span(*found.span()))


# A hedge may stand before the whole that the number is a part of: 约占全国四分之一, 近全部涨幅的40%.
_FAR = re.compile(
    r"(大约|约|将近|接近|近|超过|超|逾|不到|不足)占?(?:(?<=占)|全[国省市区县球部]|世界|国内|我国|总|同期|当[年月])[^，。；、：！？\n0-9]{0,8}$"
)
_REACH = 16


def _hedged(quantity: Quantity, words: Words) -> Quantity:
    """Return a quantity with what the words around it say."""
    if quantity.rule == "rank":
        return quantity
    start = quantity.span.start
    before = words.hedges.before(words.text, start)
    if before is None and (far := _FAR.search(words.text, max(0, start - _REACH), start)):
        before = words.hedges.before(words.text, far.end(1))
    after = words.hedges.after(words.text, quantity.span.end) or _strength(quantity, words.text)
    if before is None and after is None:
        return quantity
    front: Comparator = before[0] if before else "eq"
    behind: Comparator = after[0] if after else "eq"
    spans = tuple(found[1] for found in (before, after) if found)
    return replace(quantity, comparator=combine(front, quantity.comparator, behind), hedges=spans)
