"""The catalogue of common statistical indicators, and which of them a phrase of a text means."""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.values import Struct

COLUMNS = ("label", "aliases", "units", "label_en", "yearbook")


class Indicator(Struct, frozen=True):
    """A listed indicator.

    `label` is its plain Chinese name and its key, `units` the plain units it is usually given in, `yearbook` the term
    of the China Statistical Yearbook.
    """

    label: str
    label_en: str
    units: tuple[str, ...]
    yearbook: str
    aliases: tuple[str, ...]


class Catalogue(Struct, frozen=True):
    """All indicators by key, and the key of every name in normal form."""

    by_key: dict[str, Indicator]
    by_name: dict[str, str]


def catalogue(lexicon: Lexicon) -> Catalogue:
    """Return the catalogue of a lexicon, read at the first call."""
    return lexicon.compiled(_load)


def _load(lexicon: Lexicon) -> Catalogue:
    by_key: dict[str, Indicator] = {}
    by_name: dict[str, str] = {}
    for row in lexicon.rows("indicators", COLUMNS, ("label",)):
        label = row["label"]
        by_key[label] = Indicator(label, row["label_en"], row.many("units"), row["yearbook"], row.many("aliases"))
        for name in (label, *row.many("aliases")):
            normal = normalise(name)
            if by_name.get(normal, label) != label:
                raise row.refuse(f"{name} already stands for {by_name[normal]}")
            by_name[normal] = label
    return Catalogue(by_key, by_name)


_NOISE = re.compile(r"[\s“”\"'‘’《》（）()、,，的]")
_FRONT = re.compile(
    r"(?:全国|我国|全省|全市|全区|全县|全州|全域|我省|我市|我区|我县|本省|本市|本区|本县|全球|中国|国内|年末|月末|期末|全年|当年|"
    r"累计|预计|初步核算|实现|完成|达到|其中|年均|平均|整体|同期|年度|新时代|城乡)+"
)
_BEHIND = re.compile(r"(?:同比)?(?:实际|名义)?(?:增速|增幅|涨幅|降幅|增长率|增长|总数|总量|总额|数量|数|规模|指标)$")
# What may stand in front of a listed name without making another indicator of it: the place it is said of.
_PLACE = re.compile(r".{0,14}(?:(?<!城)市|省|县|(?<![社山景城库])区|州|盟|旗|镇|乡|港|口岸|机场|全国|我国)")
_SHORTEST = 4


def normalise(phrase: str) -> str:
    """Return a phrase without quotation marks, brackets, blanks and 的."""
    return _NOISE.sub("", phrase)


def lookup(phrase: str, lexicon: Lexicon) -> str | None:
    """Return the key of the indicator that a phrase names, or None where the catalogue does not know it.

    A phrase is tried as it stands, and without words of scope in front (全市…) and of change behind (…增速); last, the
    longest listed name that ends it behind a place (潍坊港货物吞吐量). Any other word in front makes another indicator
    of it (人均…, 非…, 高技术制造业…).
    """
    names = catalogue(lexicon).by_name
    whole = normalise(phrase)
    core = _FRONT.sub("", whole, count=1) if _FRONT.match(whole) else whole
    short = _BEHIND.sub("", core)
    for words in (whole, core, short):
        if words in names:
            return names[words]
    for words in (core, short):
        for start in range(1, len(words) - _SHORTEST + 1):
            if words[start:] in names:
                return names[words[start:]] if _PLACE.fullmatch(words[:start]) else None
    return None
