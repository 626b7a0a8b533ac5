"""Events: congresses, sessions, conferences, fairs, games, days and disasters, by list, by formula and by last word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from kg.lexicon import Lexicon, Row
from kg.lexicon.names import Hit
from kg.lexicon.words import Words
from kg.model import Document, Mention, Span
from kg.recognisers import phrases
from kg.values import Struct, replace

LONGEST = 24
PLACE_BEFORE = 4  # characters: what may stand before 亚运会, which is a name without it
ASSEMBLY = "(?:人民代表大会|人大|政协)(?:常务委员会|常委会)?"
N = "[一二三四五六七八九十百零〇\\d]{1,4}"
PLENARY = f"(?:{N}中[、和])*{N}中全会"
GATHERING = (
    "发布会|表彰大会|颁奖典礼|大会(?!主席|代表)|年会|论坛|峰会|博览会|交易会|洽谈会|大赛|竞赛|比赛|马拉松赛?|邀请赛|公开赛|锦标赛|联赛"
    "|运动会|展览会|对话会|双年展|招聘会|推介会"
)
# Words of which each match holds one and most texts none, so that it need not be looked for; and the formula, which
# begins with a literal or a class of characters, so that the engine leaps to where it may begin.
FORMULAS = tuple(
    (tuple(words.split()), re.compile(formula))
    for words, formula in (
        ("党的", rf"党的{N}(?:届{PLENARY}|大(?![力型局政会]))|党的第?{N}次全国代表大会"),
        (
            "中国共产党第 中共",
            rf"中(?:国共产党第{N}次全国代表大会|共第?{N}(?:次全国代表大会|大(?![力型局])|届{PLENARY}))",
        ),
        ("中全会", rf"[一二三四五六七八九十][一二三四五六七八九十]{{0,2}}届{PLENARY}"),
        (
            "次会议 次全体会议",
            rf"中(?:共中)?央[\u4e00-\u9fff]{{1,16}}?(?:委员会|领导小组|改委|改组)第{N}次(?:全体)?会议",
        ),
        ("次会议", rf"[一二三四五六七八九十\d][一二三四五六七八九十\d]{{0,2}}届(?:全国)?{ASSEMBLY}第?{N}次会议"),
        ("届", rf"第{N}届(?:全国)?{ASSEMBLY}第?{N}次会议|第{N}届全国(?:人民代表大会|人大|政协)(?!代表|委员|常)"),
        (
            "次全国",
            rf"第{N}次全国(?:人口|经济|农业|国土|污染源|土壤|文物|水利|地名|自然灾害)[^，。；、]{{0,6}}?(?:普查|调查)",
        ),
        ("次会议 次全体会议", rf"[省市县区州旗](?:人大|政协)第?{N}届第?{N}次(?:全体)?会议"),
        ("次会议", rf"全国(?:{ASSEMBLY})(?:{N}届)?第?{N}次会议"),
        (
            "党代会 代表大会 次全 次会议",
            rf"[自省市县区](?:(?<=自)治[区州县]|(?<!自))(?:第?{N}次(?:党代会|党代表大会|代表大会)|委?{N}届{N}次全体?会议?|第?{N}届{ASSEMBLY}第?{N}次会议)",
        ),
        (
            "座谈会 圆桌会议 联席会议 对话会",
            rf"第{N}次(?!全体|专题|常务|临时)[\u4e00-\u9fff]{{2,14}}?(?:座谈会|圆桌会议|联席会议|对话会)",
        ),
        ("日", r"(?:世界|国际|全国|中国)[\u4e00-\u9fff]{2,8}?日(?=[期间当天，。、；：）”\s到来主和的是在前]|将至|$)"),
        ("疫情", r"(?:新冠|新型冠状|非典|非洲猪瘟|高致病性|禽流感|甲型H1N1|埃博拉|猴痘)[^，。；、的\n]{0,10}?疫情"),
        (
            "城会 艺节 冬会 青会 残会 农会 运会",
            r"[五六七八九十][一二三四五六七八九]?(?:城会|艺节|冬会|青会|残会|农会|运会)",
        ),
        (
            "节",
            rf"(?:第{N}届|首届)[^，。；：、“”的了和与及等在为将\s]{{2,18}}(?<![环细调情章关时季度礼气枝])节(?![点目能约日假水奏俭庆])",
        ),
        ("届", rf"(?:第{N}届|首届)[^，。；：、“”的了和与及等在将\s]{{2,22}}?(?:{GATHERING})"),
        (
            "论坛 峰会 博览会 交易会 锦标赛 马拉松 大会 节",
            r"20\d\d(?!年)[\u4e00-\u9fff（）()]{2,18}?(?:论坛|峰会|博览会|交易会|锦标赛|马拉松赛?|大会(?=[，。；、”上期])|节(?![点目能约日假水奏俭庆]))",
        ),
        ("台风", r"(?:超强台风|强台风|台风)“[\u4e00-\u9fff]{2,4}”"),
    )
)
LOCAL_SESSION = re.compile(
    rf"[省市县区州旗](?:第?{N}届{ASSEMBLY}第?{N}次会议|(?:人大|政协)第?{N}届第?{N}次(?:全体)?会议)"
)
QUAKE = re.compile("地震(?![局台带学预监部专观波多]|应急|救援|工程)")
QUAKE_SIZE = re.compile(r"(?:特大|强烈|大|\d(?:\.\d)?级)?$")
EDITION = re.compile(rf"(?:第{N}|[二三四五六七八九]?十[一二三四五六七八九]?)届$")
# Times of the year that are given to a cause: “敬老月”活动, “质量月”活动.
CAMPAIGN = re.compile("[\u4e00-\u9fff]{2,8}[月周季]")
GATHERED = re.compile("[节会赛展坛]$")
QUOTED_EDITION = re.compile(rf"(?:第{N}届|首届)$")
EDITION_LENGTH = 7
EDITION_INSIDE = re.compile(rf"第{N}届|首届")
THEMED = re.compile(
    r"“[^“”\n]{2,30}”(?:(?!举行|召开|介绍|出席|参加|主持|开展)[\u4e00-\u9fff\d]){0,26}?(?:系列主题|主题系列|系列|主题|专题)新闻发布会"
    r"|“[^“”\n]{2,30}”[\u4e00-\u9fff]{0,8}?"
    r"(?:新闻发布会|记者会|新闻通气会|媒体见面会|工作会议|动员大会|总结大会|动员部署会|表彰大会|论坛|博览会|大赛|宣传周|宣传月|活动周|活动月)"
)
# Journeys of journalists and others: “中外媒体湖南行”活动.
JOURNEY = re.compile(r"“([^“”\n]{3,14}行)”(?=[\u4e00-\u9fff]{0,6}(?:活动|采访|见面会|报道))")
PARTICLE = re.compile(
    r"暨|到|使(?![命用馆节])|的(?!士)|了|是|在|于(?!都)|将|把|被|等|从|为|与(?!会)|(?<![政泰仁云共人祥])和(?!平|谐|睦|田|县)|及|对(?!接|口|外|话)|并|以(?!色)|[、“”‘’]|[全本]年|今年|去年|明年|先后|成功|圆满|顺利|连续"
)
LEAD = re.compile(r"(?:好|过|起|出|一次|首次|每年|[一两三四五六七八九十]+届(?!全国)|了)+")
# Kinds of races, which are no race by name.
KIND_OF_RACE = re.compile(r"(?:.{0,3}[设含])?(?:半程|全程|迷你|亲子|健康|校园|欢乐)")
VAGUE = re.compile("这|那|哪|什么|我们|他们|各类|各种|各级|有关|相关|一系列|多场|大型|重要|国内外|一届|专题$|本次|此次")


class Grammar(Struct, frozen=True):
    """The compiled word lists."""

    suffix: re.Pattern[str]
    ends: Words
    head: re.Pattern[str]
    suffixes: dict[str, Row]
    frame: re.Pattern[str]
    bound: re.Pattern[str]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the word lists of events; use as `lexicon.compiled(load_grammar)`."""
    suffixes = phrases.suffixes(lexicon, "event_suffixes", ("strong", "framed", "national"))
    named = [word for word, row in suffixes.items() if row["strength"] != "national"]
    verbs = lexicon.rows("event_verbs", ("word", "role"), ("word",))
    frames = phrases.alternatives(row["word"] for row in verbs if row["role"] == "frame")
    bounds = phrases.alternatives(phrases.words(verbs))
    return Grammar(
        suffix=re.compile(phrases.alternatives(suffixes)),
        ends=Words(suffixes),
        head=re.compile(f"[\\u4e00-\\u9fff]{{0,4}}?(?:{phrases.alternatives(named)})(?!堂|主席|精神)"),
        suffixes=suffixes,
        frame=re.compile(frames),
        bound=re.compile(bounds),
    )


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Propose the events of a document."""
    grammar = lexicon.compiled(load_grammar)
    found = [*listed(document.text, hits), *sessions(document.text, hits), *quakes(document.text, hits)]
    for rule in RULES:
        found.extend(rule(document.text, grammar))
    return phrases.distinct(found)


def listed(text: str, hits: tuple[Hit, ...]) -> Iterator[Mention]:
    """Yield the names of the catalogue, with the number of the edition before them (第十三届海峡论坛)."""
    for mention in phrases.listed(hits, "event"):
        edition = EDITION.search(text, max(0, mention.span.start - 7), mention.span.start)
        yield replace(mention, span=Span(edition.start(), mention.span.end)) if edition else mention


def formulas(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001  # the rules share one signature
    """Yield congresses, sessions, censuses, days and epidemics, whose names are built by formula."""
    for formula in (formula for words, formula in FORMULAS if any(word in text for word in words)):
        for match in formula.finditer(text):
            yield Mention(Span(*match.span()), "event", "event.formula")


def sessions(text: str, hits: tuple[Hit, ...]) -> Iterator[Mention]:
    """Yield sessions of local assemblies with the whole name of the place (深圳市七届人大一次会议)."""
    found = list(LOCAL_SESSION.finditer(text))
    if not found:
        return
    starts = {hit.span.end: hit.span.start for hit in hits if any(entity.kind == "place" for entity in hit.entities)}
    for match in found:
        start = starts.get(match.start() + 1)
        if start is not None and start < match.start():
            yield Mention(Span(start, match.end()), "event", "event.session")


def quakes(text: str, hits: tuple[Hit, ...]) -> Iterator[Mention]:
    """Yield earthquakes that are named after a listed place (汶川特大地震)."""
    found = list(QUAKE.finditer(text))
    if not found:
        return
    starts: dict[int, int] = {}
    for hit in hits:
        if any(entity.kind == "place" for entity in hit.entities):
            starts[hit.span.end] = min(hit.span.start, starts.get(hit.span.end, hit.span.start))
    for match in found:
        size = QUAKE_SIZE.search(text, max(0, match.start() - 5), match.start())
        place = size.start() if size else match.start()
        if place in starts:
            start = starts[place]
            yield Mention(Span(starts.get(start, start), match.end()), "event", "event.quake")


def themed(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001
    """Yield press conferences and other gatherings with a quoted theme."""
    for match in THEMED.finditer(text):
        yield Mention(Span(*match.span()), "event", "event.themed")


def journeys(text: str, grammar: Grammar) -> Iterator[Mention]:  # noqa: ARG001
    """Yield quoted names of journeys (“中外媒体湖南行”活动)."""
    for match in JOURNEY.finditer(text):
        yield Mention(Span(*match.span(1)), "event", "event.journey")


def suffixed(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield names that end in a word of the suffix table, from the governing verb or the beginning of the clause."""
    for word in itertools.starmap(Span, grammar.ends.find(text)):
        row = grammar.suffixes[word.of(text)]
        span = _name(text, word, row, grammar)
        if span is not None:
            yield Mention(span, "event", f"event.{row['strength']}")


def _name(text: str, word: Span, row: Row, grammar: Grammar) -> Span | None:
    if text.startswith(row.many("not_before"), word.end):
        return None
    low = _clause_start(text, word.start)
    least = int(row["least"])
    last = max(low, word.start - least)
    if row["strength"] == "framed" and not grammar.frame.search(text, low, last):
        return None
    start = phrases.last_end(grammar.bound, text, low, word.start) or low
    start = phrases.last_end(PARTICLE, text, start, word.start) or start
    lead = LEAD.match(text, start, last)
    start = lead.end() if lead else start
    edition = EDITION.search(text, max(low, start - 7), start)
    start = edition.start() if edition else _inside(text, start, word.start, least)
    return _checked(text, Span(start, word.start), word.end, row)


NATIONAL = re.compile("中央|全国|国务院|中国|[\u4e00-\u9fff]{2,3}(?:省|自治区)(?!委|政)")


def _inside(text: str, start: int, end: int, least: int) -> int:
    """Return the beginning of the edition inside a name, or that of a short name which needs nothing before it."""
    edition = None
    for edition in EDITION_INSIDE.finditer(text, start, end):  # noqa: B007  # the last one counts
        pass
    if edition is not None:
        return edition.start() if edition.start() - start > PLACE_BEFORE else start
    alone = least == 0 and end - start > PLACE_BEFORE and not re.search(r"\d", text[start:end])
    return end if alone else start


def _checked(text: str, modifier: Span, end: int, row: Row) -> Span | None:
    words = modifier.of(text)
    if not int(row["least"]) <= len(words) <= LONGEST or VAGUE.search(words) or phrases.COUNTED.search(words):
        return None
    if KIND_OF_RACE.fullmatch(words):
        return None
    if row["strength"] == "national" and not NATIONAL.match(words):
        return None
    return Span(modifier.start, end)


def _clause_start(text: str, end: int) -> int:
    """Return the beginning of the clause, where brackets inside a name (中国(仙游)红博会) do not end one."""
    start = phrases.clause_start(text, end, 40)
    while start and text[start - 1] in "）)" and end - start < LONGEST:
        opening = max(text.rfind("（", max(0, start - 12), start), text.rfind("(", max(0, start - 12), start))
        if opening < 0:
            return start
        start = phrases.clause_start(text, opening, 24)
    return start


def quoted(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield quoted names that end in a word of the suffix table (“潍坊干部大讲堂”)."""
    for quote in phrases.quotes(text):
        head = grammar.head.match(text, quote.outer.end)
        if head:
            yield Mention(Span(_edition(text, quote.outer.start), head.end()), "event", "event.quoted_head")
        inner = quote.inner.of(text)
        if CAMPAIGN.fullmatch(inner) and text.startswith("活动", quote.outer.end):
            yield Mention(quote.inner, "event", "event.quoted")
        if GATHERED.search(inner) and QUOTED_EDITION.search(
            text, max(0, quote.outer.start - EDITION_LENGTH), quote.outer.start
        ):
            yield Mention(Span(_edition(text, quote.outer.start), quote.outer.end), "event", "event.quoted_edition")
        match = grammar.suffix.search(inner, max(0, len(inner) - 8))
        if match and match.end() == len(inner) and len(inner) > len(match[0]) + 1:
            yield Mention(quote.inner, "event", "event.quoted")


def _edition(text: str, start: int) -> int:
    """Return where the number of the edition begins that stands before a place, else the place."""
    edition = QUOTED_EDITION.search(text, max(0, start - EDITION_LENGTH), start)
    return edition.start() if edition else start


RULES: tuple[Callable[[str, Grammar], Iterator[Mention]], ...] = (formulas, themed, journeys, suffixed, quoted)
