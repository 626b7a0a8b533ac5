"""Numerals: where a text has them, and what they are worth; reading and writing of Chinese numbers.

A numeral is the bare number with its multipliers and with 多, 余, 几, 来 inside or directly behind it (1200多亿,
三百二十, 十几, 3.1万亿, 一万五千亿), before any unit. All values are exact decimals.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kg.model import Comparator, Span
from kg.recognisers.covers import Cover
from kg.values import Struct

DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
TENS = {"廿": 20, "卅": 30}
MULTIPLIERS = {**SMALL, **LARGE}
_LONGEST = 40  # longer digit strings are serial numbers, no amounts

# 千 and 百 are no multipliers where they begin a unit (千瓦, 千米, 百帕).
_MULTIPLIER = r"(?:[十万亿]|百(?![帕分])|千(?![瓦米克伏卡帕焦赫]))"
_C = "〇零一二两三四五六七八九"
# Digits as old texts set them: 1，484 with a full-width separator, and 1 9 9 7 with single digits apart.
_MORE = (
    r"(?:[0-9]|，(?<![0-9]{4}，)(?<![第/.][0-9]，)(?<![第/.][0-9]{2}，)(?<![第/.][0-9]{3}，)(?=[0-9]{3}(?![0-9]))"
    r"| (?<![0-9][0-9] )(?=[0-9](?![0-9])))*+"
)
# One numeral. The first character is taken by one set so that the engine skips other text quickly; what follows
# depends on it. Every quantifier is possessive or bounded by the next class: no backtracking on long runs. A lone 一
# counts only before the few words with which it is a number (一倍, 一半, 一成).
NUMERAL = re.compile(
    rf"[0-9{_C}十百千万亿廿卅数几半]"
    rf"(?:(?<=[0-9]){_MORE}(?: ?\.[0-9]{_MORE})?+"
    rf"(?:[多余来]?{_MULTIPLIER}++(?:[多余]?{_MULTIPLIER}++)?+(?:[0-9]++(?:\.[0-9]++)?+{_MULTIPLIER}++)*+"
    rf"(?:[0-9]{{3,4}}(?![0-9.年]))?+)?+"
    rf"|(?<=[{_C}十百千万亿廿卅])(?:(?<!一)|(?<=[第前]一)|(?=[{_C}十百千万亿几多余倍番成半个分点是要看来比、）)．.]))"
    rf"(?:[{_C}廿卅]|{_MULTIPLIER})*+"
    rf"(?:几[十百千万亿]*+|[多余来](?=[万亿])[万亿]++"
    rf"|点[〇零一二三四五六七八九]++(?=[十百千万亿倍个元%吨公平亩])[万亿]*+)?+"
    rf"|(?<=[数几]){_MULTIPLIER}++(?:[多余](?=[万亿])[万亿]++)?+"
    rf"|(?<=半)(?<![上下前后大一夜多各过两]半)(?=[年天月日个小])"
    rf")"
    r"(?:多(?![少么样媒功边]|元化)|余(?![额地温热])|来(?=[个年天岁万名家人次种条亩吨]))?",
)


class Numeral(Struct, frozen=True):
    """A number as it stands. `value` is None for a vague or double numeral (几十, 七八), which has `low` and `high`.

    `multiplier` is what stands behind the last digits (10**12 of 3.1万亿), 1 without; `chinese` tells 三 from 3.
    """

    span: Span
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator
    chinese: bool
    multiplier: Decimal


def scan(text: str, known: Cover | None = None) -> list[Numeral]:
    """Return the numerals of a text in order, but for those in stretches that are `known` already.

    Characters that only look like a number (万一, 百姓) are among them; the caller judges.
    """
    found = (_numeral(match) for match in matches(text) if known is None or not known.holds(match.start()))
    return [numeral for numeral in found if numeral is not None]


@lru_cache(maxsize=1)
def matches(text: str) -> tuple[re.Match[str], ...]:
    """Return all that looks like a numeral; kept for one text, which the quantities and the ledger read in turn."""
    return tuple(NUMERAL.finditer(text))


def _numeral(match: re.Match[str]) -> Numeral | None:
    words = match[0]
    span = Span(*match.span())
    if words[0].isascii():
        words = words.replace(" ", "").replace("，", "")
    if words.isascii() and len(words) <= _LONGEST:
        return Numeral(span, Decimal(words), None, None, "eq", chinese=False, multiplier=Decimal(1))
    bounds = interval(words)
    if bounds is None:
        return None
    low, high, comparator = bounds
    value = low if low == high else None
    return Numeral(
        span,
        value,
        None if value is not None else low,
        None if value is not None else high,
        comparator,
        not words[0].isascii(),
        _tail(words),
    )


_TAIL = re.compile(r"(?<=[0-9])[多余来十百千万亿]+$|[多余几来]?[万亿]+[多余来]?$")


@lru_cache(maxsize=4096)
def _tail(words: str) -> Decimal:
    """Return the product of the multipliers behind the last digit: 10**12 of 3.1万亿."""
    found = _TAIL.search(words)
    factor = Decimal(1)
    if found is not None:
        for char in found[0]:
            factor *= MULTIPLIERS.get(char, 1)
    return factor


_VAGUE = re.compile(r"[几数]")
_INEXACT = re.compile(r"[多余来]")
_PAIR = re.compile(rf"(?<![{_C}])([一二两三四五六七八])([二三四五六七八九])(?![{_C}])")


@lru_cache(maxsize=4096)  # most numerals in words are few: 一, 两, 三
def interval(words: str) -> tuple[Decimal, Decimal, Comparator] | None:
    """Return lowest and highest value of a numeral, and what its own words say (200多: over 200); None if it is none.

    几 and 数 stand for 2 to 9 of their place; two neighbouring digits (七八, 三五) for all between them.
    """
    if words == "半":
        return Decimal("0.5"), Decimal("0.5"), "eq"
    if _VAGUE.search(words):
        return _vague(words)
    exact = _INEXACT.sub("", words)
    comparator: Comparator = "eq" if exact == words else "gt"
    pair = _PAIR.search(exact)
    if pair is not None and _neighbours(pair[1], pair[2]):
        low = parse(exact[: pair.start(2)] + exact[pair.end(2) :])
        high = parse(exact[: pair.start(1)] + exact[pair.end(1) :])
        return None if low is None or high is None else (low, high, "approx")
    value = parse(exact)
    return None if value is None else (value, value, comparator)


def _vague(words: str) -> tuple[Decimal, Decimal, Comparator] | None:
    exact = _INEXACT.sub("", words)
    low = parse(_VAGUE.sub("一" if exact[0] not in "几数" else "二", exact))
    high = parse(_VAGUE.sub("九", exact))
    return None if low is None or high is None else (low, high, "approx")


def _neighbours(first: str, second: str) -> bool:
    return DIGITS[second] - DIGITS[first] == 1 or first + second == "三五"


def parse(words: str) -> Decimal | None:
    """Return the value of a number in Arabic or Chinese digits or both (3万4000, 一万五千亿, 二〇二二), or None.

    The last digit without a place counts the place below the one before it: 一百五 is 150, 两万三 is 23000.
    """
    if not words or len(words) > _LONGEST:
        return None
    if "点" in words:
        return _decimal(words)
    if len(words) > 1 and all(char in DIGITS for char in words):
        return Decimal("".join(str(DIGITS[char]) for char in words))
    return _compose(words)


_TOKEN = re.compile(rf"([0-9]++(?:\.[0-9]++)?+)|([{_C}])|([十百千])|([万亿])|([廿卅])")


def _compose(words: str) -> Decimal | None:
    total = section = Decimal(0)  # `section` collects below the next 万 or 亿, `total` what they have closed
    digit: Decimal | None = None
    place = Decimal(1)  # of the multiplier read last
    at = 0
    while match := _TOKEN.match(words, at):
        arabic, chinese, small, large, tens = match.groups()
        if arabic or chinese:
            if digit:
                return None
            digit = Decimal(arabic) if arabic else Decimal(DIGITS[chinese])
            place = Decimal(10) if digit == 0 or arabic else place
        elif tens:
            section, digit = section + TENS[tens], None
        elif small:
            place = Decimal(SMALL[small])
            section, digit = section + (Decimal(1) if digit is None else digit) * place, None
        else:
            place = Decimal(LARGE[large])
            total, section, digit = _close(total, section, digit, place), Decimal(0), None
        at = match.end()
    if at != len(words):
        return None
    unplaced = Decimal(0) if digit is None else digit * (place / 10 if place > 10 else 1)  # noqa: PLR2004
    return total + section + unplaced


def _close(total: Decimal, section: Decimal, digit: Decimal | None, place: Decimal) -> Decimal:
    """Close a section with 万 or 亿: 亿 also takes what an earlier 万 has closed (一万五千亿), but never another 亿."""
    bare = digit is None and section == 0
    section += Decimal(0) if digit is None else digit
    if place == LARGE["亿"] and total < place:
        return (Decimal(1) if bare and total == 0 else total + section) * place
    return total + (Decimal(1) if bare else section) * place


def _decimal(words: str) -> Decimal | None:
    whole, _, rest = words.partition("点")
    digits = rest.rstrip("万亿")
    factor = Decimal(1)
    for char in rest[len(digits) :]:
        factor *= LARGE[char]
    head = parse(whole)
    if head is None or not digits or not all(char in DIGITS for char in digits):
        return None
    return (head + Decimal("0." + "".join(str(DIGITS[char]) for char in digits))) * factor


def render(number: int) -> str:
    """Return a non-negative whole number below 10**16 in Chinese numerals, as `parse` reads them.

    Raises:
        ValueError: for a number out of that range.
    """
    if not 0 <= number < 10**16:
        raise ValueError(f"{number} is not between 0 and 10**16")
    return _words(number) or "零"


def _words(number: int) -> str:
    for place, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= place:
            head, rest = divmod(number, place)
            gap = "零" if 0 < rest < place // 10 else ""
            return _words(head) + name + gap + _words(rest)
    return "零一二三四五六七八九"[number] if number else ""


def exact(value: Decimal) -> Decimal:
    """Return the same number without a fraction of zeros."""
    whole = value.to_integral_value()
    return whole if whole == value else value
