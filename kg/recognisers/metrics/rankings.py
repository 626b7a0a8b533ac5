"""The frames of rank: 居全省第2位, 产量全球第一, 从世界第六位上升到第四位, 分列二、三位."""

from __future__ import annotations

import re

from kg.model import Quantity, Span
from kg.recognisers.metrics.cells import Cell, Verdict, stretch
from kg.recognisers.metrics.left import Left, forget
from kg.recognisers.metrics.phrases import read_phrase, trim
from kg.recognisers.metrics.scene import Scene
from kg.recognisers.metrics.verbs import read_verbs
from kg.recognisers.numerals import parse


def rank(scene: Scene, cell: Cell) -> Verdict | None:
    """Read 居全省第2位, 产量全球第一, 从世界第六位上升到第四位."""
    if not cell.quantity.rule.startswith("rank") and not _placed(scene, cell):
        return None
    noun = cell.right.noun
    if noun is not None and cell.left.change is None:
        if noun.of(scene.text) in GREAT:
            return _great(scene, cell)
        return Verdict("rank", "rank:counted", of=cell.left.phrase, phrase=_unsized(scene, noun))
    left = cell.left
    found = scene.words.ranks.last(scene.text, left.start, left.entry)
    if found is not None and left.entry - found[1] <= 24:  # noqa: PLR2004  # a field is not longer
        verb, at = found
        start = at + len(verb.text)
        start += scene.text.startswith("了", start)
        field = stretch(start, left.entry - scene.text.endswith("前", start, left.entry))
        left.entry = at
        read_verbs(scene, left)
        read_phrase(scene, left, left.entry)
        return Verdict("rank", "rank:verb", of=_ranked_in(scene, left) or field)
    word = scene.words.fields.before(scene.text, left.start, left.entry) if left.entry > left.start else None
    if word is None:
        return Verdict("rank", "rank:bare", of=cell.left.place or cell.left.scope_at)
    field = Span(left.entry - len(word.text), left.entry)
    left.entry = field.start
    left.scope, left.scope_at = None, None
    read_verbs(scene, left)
    read_phrase(scene, left, left.entry)
    return Verdict("rank", "rank:field", of=field)


PLACED = re.compile(r"(?:[分位名并同]列|[位稳高分]居|分别[居列]|排名|排在|排位)$")


def _placed(scene: Scene, cell: Cell) -> bool:
    """Tell whether a number of 位 without 第 follows a verb of ranking: 江苏、山东分列|二、三位."""
    left, number = cell.left, cell.quantity.span.start
    said = cell.quantity.unit == "位" and left.change is None
    return said and PLACED.search(scene.text, max(left.start, number - 4), number) is not None


RANKED_IN = re.compile(r"(?<=.{2})在([^，。；]{2,24}?)(?:当中|之中|中|里|内)$")


def _ranked_in(scene: Scene, left: Left) -> Span | None:
    """Read 出口增速|在|出口额前十的省份|中居第1位, and leave the field out of the phrase."""
    phrase = left.phrase
    found = RANKED_IN.search(scene.text, phrase.start, phrase.end) if phrase is not None else None
    if found is None or phrase is None:
        return None
    left.phrase = trim(scene, phrase.start, found.start())
    return Span(*found.span(1))


ROSE = re.compile(r"[从由]([^，。；0-9]{0,16}?)(第([0-9一二三四五六七八九十]{1,4})[位名]?)[^，。；0-9]{0,6}$")


def rank_risen(scene: Scene, cell: Cell) -> Verdict | None:
    """Read GDP|从改革开放初的全国第22位跃居|第10位: the field is said with the earlier rank."""
    left = cell.left
    rose = ROSE.search(scene.text, left.start, left.entry) if cell.quantity.rule.startswith("rank") else None
    if rose is None:
        return None
    before = Span(*rose.span(1))
    word = scene.words.fields.before(scene.text, before.start, before.end) if before.start < before.end else None
    field = stretch(before.end - len(word.text), before.end) if word is not None else None
    behind = scene.words.ranks.last(scene.text, rose.end(2), left.entry)
    if field is None and behind is not None:  # 由第8位上升到|全国|第6位
        field = stretch(behind[1] + len(behind[0].text), left.entry)
    value = parse(rose[3])
    old = None if value is None else Quantity(Span(*rose.span(2)), value, "位", "rank")
    forget(left, left.start, before.start - 1)
    read_verbs(scene, left)
    read_phrase(scene, left, left.entry)
    return Verdict("rank", "rank:from", of=field, origin=old)


def _unsized(scene: Scene, noun: Span) -> Span:
    """Return what is ranked without 大: 第一|大|贸易伙伴."""
    sized = scene.text[noun.start] == "大" and noun.end - noun.start > SHORTEST_SIZED
    return Span(noun.start + 1, noun.end) if sized else noun


SHORTEST_SIZED = 2
GREAT = frozenset({"大国", "强国", "大省", "强省", "大市", "强市", "大县", "强县", "大区", "大港", "强港"})


def _great(scene: Scene, cell: Cell) -> Verdict:
    """Read 位居|全球|新能源汽车产销|第一大国: the field and what is ranked stand between the verb and the number."""
    left = cell.left
    found = scene.words.ranks.last(scene.text, left.start, left.entry)
    start = found[1] + len(found[0].text) if found is not None else left.start
    widths = range(min(8, left.entry - start), 1, -1)
    width = next((width for width in widths if scene.text[start : start + width] in scene.words.fields.words), 0)
    field = stretch(start, start + width)
    return Verdict("rank", "rank:great", of=field, phrase=trim(scene, start + width, left.entry))
