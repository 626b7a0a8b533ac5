"""Where a figure holds, and what time governs a passage: what carries over from clause to clause, and where it stops.

A place or a time holds until the clause names another. In the next sentences of the paragraph a time still governs,
but a span up to now (十年来) governs only what happened in it, not the state that is reached; places end with their
sentence, in prose without speakers with their paragraph.
"""

from __future__ import annotations

import re

from kg.lexicon.names import load_names
from kg.model import Mention, Period, Sentence, Span
from kg.recognisers.metrics.cells import Cell
from kg.recognisers.metrics.left import Left
from kg.recognisers.metrics.phrases import open_word
from kg.recognisers.metrics.scene import NATION, Scene
from kg.recognisers.metrics.sites import Site
from kg.recognisers.metrics.spread import items_of
from kg.recognisers.metrics.words import Word
from kg.values import Struct, replace

SPANNING = frozenset({"since", "years back", "long", "era", "plan", "last", "span", "during"})
OPENING = 30  # characters of a sentence in which a stretch of time governs those behind it
NEWS = frozenset({"近日", "日前", "昨天", "昨日", "今日", "前天", "近期"})
EVENT = re.compile(r"(?:^|[年的])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月$|[日号]$|旬")


class Place(Struct, frozen=True):
    """A place or scope that a figure holds for; `key` is set where it is a known one, `rule` says how it was found."""

    label: str
    key: str | None
    span: Span | None
    rule: str
    inferred: bool = False


class Setting(Struct, frozen=True):
    """What governs the figures of a passage at one point of reading it."""

    place: Place | None = None
    period: Period | None = None
    span: Period | None = None
    calendar: Period | None = None


def next_sentence(scene: Scene, setting: Setting, sentence: Sentence, *, paragraph: bool, turn: bool) -> Setting:
    """Return what still governs at the start of a sentence; the flags tell whether paragraph and turn go on."""
    if not turn:
        return Setting(calendar=_heading_time(scene, sentence))
    if paragraph and scene.text.startswith("其中", sentence.span.start):
        return replace(setting, period=None)
    place = setting.place
    named = place is not None and ((place.rule == "place:name" and _is_division(place)) or _is_zone(place))
    prose = paragraph and not scene.document.turns
    return Setting(
        setting.place if prose and named else None, None, setting.span, setting.calendar if paragraph else None
    )


def next_point(setting: Setting) -> Setting:
    """Return what governs behind a semicolon: an area that is no name (中心城区) ends with its point."""
    place = setting.place
    stays = place is None or place.rule != "place:scope" or _is_zone(place)
    return setting if stays else replace(setting, place=None)


def _is_zone(place: Place) -> bool:
    """Tell whether a place is a zone without its name, of which a passage speaks as of a named one: 开发区, 园区."""
    return place.rule == "place:scope" and place.label.endswith(BARE_ZONES)


BARE_ZONES = ("开发区", "园区", "高新区", "经开区", "保税区", "集聚区", "新区")


def enter(scene: Scene, setting: Setting, left: Left) -> Setting:
    """Return the setting after the opening of a clause."""
    place = place_of(scene, left)
    if place is not None:
        setting = replace(setting, place=place if left.place is None or left.place_name is not None else None)
    period = left.period
    if period is None or period.rule == "run" or period.text in NEWS:
        return setting
    if period.rule in SPANNING:
        return replace(setting, period=period, span=period)
    if setting.period is not None and setting.period.rule in SPANNING:
        return replace(setting, period=period)
    passing = period.rule in ("now", "after") or (
        period.rule in ("point", "iso") and EVENT.search(period.text) is not None
    )
    return replace(setting, period=period, calendar=setting.calendar if passing else period)


def pass_by(scene: Scene, setting: Setting, sentence: Span) -> Setting:
    """Return the setting behind a sentence without numbers: the time with which it opens goes on to govern."""
    opening = Left(sentence.start, sentence.start)
    at = sentence.start
    while at < sentence.end and opening.period is None:
        step = open_word(scene, opening, at, sentence.end)
        if step == at:
            break
        at = step
    spans = scene.periods_in(sentence.start, min(sentence.end, sentence.start + OPENING))
    spanning = next((period for period in spans if _governs(scene.text, period)), None)
    period = opening.period or spanning
    return replace(enter(scene, setting, Left(at, at, period=period)), period=None)


def _governs(text: str, period: Period) -> bool:
    """Tell whether a stretch of time is said of the sentence (十年来，) and not of a noun (建国以来最大的)."""
    return period.rule in SPANNING and text[period.span.end : period.span.end + 1] in ("，", "、")


def _heading_time(scene: Scene, sentence: Sentence) -> Period | None:
    """Return the time in the heading that governs a sentence: 2018年工作回顾; a day is that of the event."""
    heading = sentence.heading
    if heading is None:
        return None
    times = (scene.periods_from.get(at) for at in range(heading.start, heading.end))
    return next((time for time in times if time is not None and not EVENT.search(time.text)), None)


def place_of(scene: Scene, left: Left) -> Place | None:
    """Return the place that the words before a number name."""
    if left.place is not None and left.place_name is not None:
        return _named(scene, left.place_name) if left.place_name.entity != MAINLAND else home(scene, left.place)
    if left.place is not None:
        listed = COUNTED.match(scene.text, left.place.end) is None
        return Place(left.place.of(scene.text), None, left.place, "place:list") if listed else None
    if left.scope is None or (left.scope_at is not None and FIELD.match(scene.text, left.scope_at.end)):
        return None
    return _scope(scene, left.scope, left.scope_at)


MAINLAND = "place/中国大陆"  # as the nation calls itself towards Taiwan
COUNTED = re.compile("等(?:[0-9]|[一二两三四五六七八九十几数多]+(?:余|多)?[个省市县国]|国)")  # 英国、法国|等9个国家
# 全市首创: the field in which something is the first, and no place of a figure.
FIELD = re.compile(r"首[创个次家批例推]|率先|唯一|领先|前列|最[大强好快早多优先]|第[一二三0-9]|排[名位]|位[居列]")
AREAS = (
    "城市",
    "市县",
    "区县",
    "县市区",
    "省份",
    "县区",
    "口岸",
    "港口",
    "机场",
    "地区",
    "园区",
    "开发区",
    "自贸试验区",
)


def of_counted(scene: Scene, setting: Setting, cell: Cell) -> Setting:
    """Return the setting behind a counted kind of area: of 36个中心城市完成客运量500亿人 they are the place."""
    noun, left = cell.right.noun, cell.left
    if noun is None or left.phrase is not None or left.reach is not None or left.change is not None:
        return setting
    verb = scene.text.startswith(("完成", "实现", "累计", "共"), noun.end)
    if not verb or not noun.of(scene.text).endswith(AREAS):
        return setting
    return replace(setting, place=Place(noun.of(scene.text), None, noun, "place:counted"))


def one_of(scene: Scene, place: Place, index: int, count: int) -> Place:
    """Return the member of an enumeration of places that has its own number: 济南、青岛|分别增长5.1%、6.2%."""
    items = items_of(scene.text, place.span) if place.rule == "place:list" and place.span is not None else []
    if len(items) != count:
        return place
    item = items[index]
    name = scene.names_from.get(item.start)
    if name is not None and name.span == item:
        return _named(scene, name)
    return replace(place, label=item.of(scene.text), span=item)


def _scope(scene: Scene, word: Word, span: Span | None) -> Place | None:
    """Return what a scope word means: the country, the province, the home, or the area that it names."""
    if word.value == "nation":
        # Where the home is known, so are those that it lies in.
        return Place(NATION, None if scene.home is None else f"place/{NATION}", span, "place:nation")
    if word.value == "that":
        return _that(scene, word, span)
    if word.value in ("home", "province"):
        return _level(scene, word, span)
    return Place(word.text, None, span, "place:scope")


def _that(scene: Scene, word: Word, span: Span | None) -> Place | None:
    """Return what 该县, 该公司 or 当地 means: the one of its kind that was named last, None where none was."""
    last = word.text[-1]
    sites = scene.sites.between(0, span.start)[-NEAREST:] if span is not None else ()
    for site in reversed(sites):
        fits = site.kind in THAT[last] if last in THAT else site.label.endswith(last)
        if fits:
            return Place(site.label, site.key, span, "place:that")
    return None


THAT = {
    "地": ("division",),
    **dict.fromkeys("司团业厂行校院", ("firm",)),
    **dict.fromkeys("程目路", ("feature",)),
}


def _level(scene: Scene, word: Word, span: Span | None) -> Place | None:
    """Return what 全县 means: the home if it is of that level, else the place of that level that is spoken of.

    That is the one named last, or the one in which a lower home lies; a home of another level is never meant.
    """
    place, level = home(scene, span), next((char for char in reversed(word.text) if char in LEVELS), "")
    if span is None or not level or (place is not None and place.label.endswith(LEVELS[level])):
        return place
    for site in reversed(scene.sites.between(0, span.start)[-NEAREST:]):
        if site.kind != "firm" and site.label.endswith(LEVELS[level]):
            return Place(site.label, site.key, span, "place:level")
    return _above(scene, place, span, LEVELS[level]) or (None if level in "市县省" else place)


NEAREST = 12  # places named before 全县 among which the one that it means is looked for
LEVELS = {
    "县": ("县", "自治旗", "旗"),
    "镇": ("镇",),
    "乡": ("乡",),
    "州": ("州",),
    "旗": ("旗",),
    "盟": ("盟",),
    "市": ("市",),
    "区": ("区",),
    "省": ("省", "自治区"),
}


def _above(scene: Scene, place: Place | None, span: Span | None, ends: tuple[str, ...]) -> Place | None:
    """Return the division of a level in which a place lies."""
    if place is None:
        return None
    names, entity = scene.lexicon.compiled(load_names), scene.home
    while entity is not None and not entity.label.endswith(ends):
        entity = names.by_key.get(entity.parent) if entity.parent is not None else None
    return None if entity is None else Place(entity.label, entity.key, span, "place:above")


def _named(scene: Scene, name: Mention) -> Place:
    said = name.span.of(scene.text)
    # A development zone is known by its short name (滨海区); its full one names the institution.
    label = said if name.label is None or name.label.endswith(ZONES) else name.label
    return Place(label, name.entity, name.span, "place:name")


ZONES = ("开发区", "产业园区", "示范区", "保税区", "工业园区")


def home(scene: Scene, span: Span | None) -> Place | None:
    """Return the jurisdiction whose conference it is; inferred where no word says so."""
    where = scene.document.home
    if where is None:
        return None
    key = scene.home.key if scene.home is not None else None
    return Place(where.value, key, span, "place:home", inferred=span is None)


def where(scene: Scene, setting: Setting, cell: Cell, sentence: int, subject: Span | None) -> Place | None:
    """Return the place of a figure: said before it, said behind it, carried over, spoken of, or the home.

    `subject` is the indicator where it is carried over; only with it does a port's or a river's name carry over.
    """
    own = place_of(scene, cell.left) or _described(scene, cell)
    if own is not None:
        return own
    carried = setting.place
    if carried is not None and _is_feature(scene, carried) and not _in_clause(carried, cell.left):
        carried = carried if scene.national or _is_next(carried, subject) else None
    spoken = _spoken_of(scene, cell, sentence)
    if spoken is None or (carried is not None and _is_later(carried, spoken)):
        return carried or home(scene, None)
    return spoken


def _is_later(carried: Place, spoken: Place) -> bool:
    return carried.span is None or spoken.span is None or carried.span >= spoken.span


def _described(scene: Scene, cell: Cell) -> Place | None:
    """Return the facility that stands behind its figure: 全长16公里的|东六环."""
    site = scene.sites.described(cell.quantity.span.end, cell.clause.end)
    return None if site is None else _site(site, "place:described")


def _spoken_of(scene: Scene, cell: Cell, sentence: int) -> Place | None:
    """Return what an item of news speaks of."""
    site = scene.sites.spoken_of(sentence, cell.quantity.span.start, items=scene.national) if scene.itemised else None
    return None if site is None else _site(site, "place:item")


def _site(site: Site, rule: str) -> Place:
    return Place(site.label, site.key, Span(site.start, site.end), rule, inferred=rule == "place:item")


def _is_feature(scene: Scene, place: Place) -> bool:
    """Tell whether a place is a river, port or road: its figures are its own, and end with its clause."""
    if _is_division(place):
        return False
    listed = scene.lexicon.compiled(load_names).by_key.get(place.key or "")
    return listed is None or listed.type not in AREA_TYPES


def _is_division(place: Place) -> bool:
    return place.key is None or place.key.rpartition("/")[2].isdigit()


AREA_TYPES = frozenset({"Country", "Region", "AdministrativeDivision"})


def _is_next(place: Place, subject: Span | None) -> bool:
    """Tell whether a carried subject stood right behind the place: 潍坊港|吞吐量."""
    if place.span is None or subject is None:
        return False
    return 0 <= subject.start - place.span.end <= 2  # noqa: PLR2004  # 的 may stand between


def _in_clause(place: Place, left: Left) -> bool:
    return place.span is not None and place.span.start >= left.start
