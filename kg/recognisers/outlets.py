"""Recogniser of outlets: newspapers, agencies, broadcasters, sites.

Listed names count wherever they stand; those that are also common words (财经, 界面, 求是), and unlisted names, only
where the context makes them a medium: before 记者, in a journalist's label, in 《》 before 报道, before 讯 or 电.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit, load_names
from kg.lexicon.vocabulary import Vocabulary, load_vocabulary
from kg.model import Document, Entity, Mention, Span
from kg.recognisers import phrases
from kg.values import Struct

SUFFIX_COLUMNS = ("suffix", "class")
REPORTER = re.compile(
    r"[》”]?(?:社)?(?:的|首席|主任|资深|高级|摄影|文字|特约|特派|见习|实习|驻[\u4e00-\u9fff]{1,6})?(?:记者|通讯员|主持人|编辑)"
)
SOURCE = re.compile(
    r"[》”]?[^，。；\n]{0,6}(?:报道|消息|讯|电(?![视影力子台话])|刊[发文登]|客户端|官网|微信|微博|App|APP|学习平台)"
    r"|》(?:杂志|期刊|周刊|[0-9]{4}年第?[0-9]{1,2}期)"
)
SELF = re.compile(r"(?:我是|我们是|来自|我来自|来源[:：] ?|期刊|杂志|周刊|公众号|客户端)[《“]?$")
SAFE_LENGTH = 3  # names of two characters occur inside other words (港澳广大)
JOINT = re.compile(r"》? ?[、和与及/] ?《?|》? ?《|》| ")
APART = re.compile("》[、和与及/]《?|》《|[、和与及/]《")
# What may close a label behind the last of several outlets: 中国经济导报《中国战略新兴产业》杂志.
CLOSING = re.compile(r"》?(?:杂志社?|社)?")
# Two of these side by side are two papers (大公报香港文汇报); a broadcaster and its site are one.
PAPERS = ("Newspaper", "Magazine", "NewsAgency")
# What a label may begin with: 发布会上文山日报记者.
STAGE = re.compile("(?:[\u4e00-\u9fff]{1,4}会上|[\u4e00-\u9fff]{0,4}现场)")
# The house that makes a paper: 中国交通报社副社长.
HOUSE = re.compile("社(?=副?社长|副?总编|党委|党组|主办|编委|承办|联合主办)")
# Firms that are media among media.
PORTALS = frozenset(("腾讯", "百度", "微博", "抖音", "快手", "新浪", "网易", "搜狐"))
DEICTIC = frozenset(("本报", "本台", "本网", "本社", "本刊", "我报", "我台", "本网站"))
# A title in 《》 that is a paper's; 公报, 年报 and their like are documents.
PAPER = re.compile(
    r"《(?P<name>[^《》\n]{2,10}(?:日报|晚报|晨报|早报|时报|商报|快报|周报|导报|画报|[青少]年报|都市报|[法政经文体教科农工商]\w?报"
    r"|周刊|月刊|杂志|(?<![公年月通汇申情警海简])报(?=》(?:的?记者|采访|专访|报道|刊[文发登]|头版|评论员))))》|《[^《》\n]{2,8}》(?:杂志社?|[周月季]刊)"
    r"|《(?P<issue>[^《》\n]{2,10})》(?=[（(]?[0-9]{4}年第?[0-9]{1,2}期)"
    r"|(?<=[发刊登]表在|[刊登发][登载发]在|[刊登发][登载发]于|发表于)《(?P<journal>[^《》\n]{2,10}(?<![公年]报))》"
)
# The account of a place's government: 微信公众号“武汉发布”.
ACCOUNT = re.compile("发布(?=[”》]?(?:微信|微博|公众号|公号|客户端|视频号|抖音|政务新媒体))")
DATED = re.compile(
    r"^[ \u3000]*((?!本)[\u4e00-\u9fff]{2,8}(?:网|网站|报|客户端|在线|社|广播))"
    r"(?:(?:[\u4e00-\u9fff]{2,4})?(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:[\u4e00-\u9fff]{2,4})?[电讯]|讯(?= ?[（(]))",
    re.MULTILINE,
)
BESIDE = re.compile(
    r"(?:[》”]?、[《“]?|》《)(?P<name>[\u4e00-\u9fffA-Za-z0-9+·]{2,12}?)(?=》[上中]|[》”]?(?:[、，。；]|等|和|以及|记者|参加|参与|报道|派出|$))"
)
# A place in a sentence that only a medium takes: 据参考消息报道, 感谢澎湃的提问.
FRAMED = re.compile(
    r"据(?P<reports>[\u4e00-\u9fffA-Za-z0-9+·]{2,14}?)(?=[0-9]{1,2}月|[0-9]{1,2}日|报道|消息[，:：])"
    r"|(?:请|感谢|谢谢)(?P<asks>[\u4e00-\u9fffA-Za-z0-9+·]{2,14}?)(?=(?:来|先)?提问|的(?:这位)?(?:记者|提问|问题))"
)
COMMON = re.compile(
    r"(?:互联|因特|局域|电|管|水|气|铁路|公路|交通|路|物联|专)网|[公年月通汇申情警战海简]报|[前后平舞]台|博客|直播"
)
_BREAK = re.compile(
    r"[/|:：，。；！？、“”《》（）【】\[\]\n\s]|(?:我是|来自|来源|记者|主持人|像|感谢|会上|现场|请|接受|告诉|通过|以及|和|与)"
)


class Grammar(Struct, frozen=True):
    """The suffixes of outlets and the words that no name holds, compiled."""

    certain: re.Pattern[str]
    possible: re.Pattern[str]
    stops: re.Pattern[str]
    vocabulary: Vocabulary


class Scene(Struct, frozen=True):
    """A document under recognition."""

    document: Document
    hits: tuple[Hit, ...]
    grammar: Grammar
    names: Mapping[str, tuple[Entity, ...]]
    listed_ends: dict[int, int]
    listed_starts: dict[int, int]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the table of suffixes; use as `lexicon.compiled(load_grammar)`."""
    rows = lexicon.rows("outlet_suffixes", SUFFIX_COLUMNS, ("suffix",))
    certain = [row["suffix"] for row in rows if row["class"] == "certain"]
    possible = [row["suffix"] for row in rows]
    stops = [row["word"] for row in lexicon.rows("name_stops", ("word",))]
    return Grammar(
        re.compile(phrases.alternatives(certain)),
        re.compile(rf"(?:{phrases.alternatives(possible)})\Z"),
        re.compile(phrases.alternatives(stops)),
        lexicon.compiled(load_vocabulary),
    )


def find(document: Document, hits: tuple[Hit, ...], lexicon: Lexicon) -> list[Mention]:
    """Propose the outlets of a document."""
    ends = {hit.span.start: hit.span.end for hit in hits if hit.entities[0].kind == "outlet"}
    starts = {end: start for start, end in sorted(ends.items(), reverse=True)}
    names = lexicon.compiled(load_names).by_form
    scene = Scene(document, hits, lexicon.compiled(load_grammar), names, ends, starts)
    mentions: dict[Span, Mention] = {}
    for rule in RULES:
        for mention in rule(scene):
            mentions.setdefault(mention.span, mention)
    for mention in in_company(scene, list(mentions)):
        mentions.setdefault(mention.span, mention)
    return list(mentions.values())


def canonical(name: str, lexicon: Lexicon) -> Entity | None:
    """Return the listed outlet that bears a name, or None for an unlisted or an ambiguous one."""
    forms = lexicon.compiled(load_names).by_form
    for form in (name, name.removesuffix("社"), name.removesuffix("记者")):
        found = [entity for entity in forms.get(form, ()) if entity.kind == "outlet"]
        if len(found) == 1:
            return found[0]
    return None


def labelled(scene: Scene) -> Iterator[Mention]:
    """Yield the outlet in a journalist's label, as the label gives it; several listed ones each by itself."""
    for turn in scene.document.turns:
        label = turn.label.of(scene.document.text)
        if turn.outlet and turn.role == "journalist" and turn.outlet in label and turn.outlet not in DEICTIC:
            start = turn.label.start + label.index(turn.outlet) + turn.outlet.rfind("/") + 1
            stage = STAGE.match(scene.document.text, start)
            start = stage.end() if stage else start
            end = turn.label.start + label.index(turn.outlet) + len(turn.outlet)
            for piece in _marked_apart(scene.document.text, start, end):
                if not _is_joined(scene, piece.start, piece.end):
                    yield Mention(piece, "outlet", "label-outlet")


def _marked_apart(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the names of a label that the marks of titles keep apart: 《南方都市报》、奥一网."""
    for seam in APART.finditer(text, start, end):
        if text[start : seam.start()].strip("《》"):
            yield Span(start + (text[start] == "《"), seam.start())
        start = seam.end()
    open_mark = "《" in text[start:end]
    yield Span(start, end if open_mark or text[end - 1] != "》" else end - 1)


def _is_joined(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a stretch is several listed outlets with a joint between them: 经济日报和中国经济网."""
    whole = start
    while scene.listed_ends.get(start, end + 1) <= end:
        first, stop = start, scene.listed_ends[start]
        if CLOSING.fullmatch(scene.document.text, stop, end):
            return first > whole
        joint = JOINT.match(scene.document.text, stop, end)
        if joint is None and not (_is_paper(scene, first, stop) and _is_paper(scene, stop)):
            return False
        start = joint.end() if joint else stop
    return False


def _is_paper(scene: Scene, start: int, end: int | None = None) -> bool:
    """Tell whether the listed outlet that begins at a position is a paper or an agency."""
    stop = scene.listed_ends.get(start) if end is None else end
    return any(entity.type in PAPERS for entity in scene.names.get(scene.document.text[start:stop], ()))


def listed(scene: Scene) -> Iterator[Mention]:
    """Yield the listed outlets that stand as such."""
    text = scene.document.text
    places = {hit.span.end: hit.span.start for hit in scene.hits if hit.entities[0].type == "Country"}
    for hit in scene.hits:
        found = [entity for entity in hit.entities if entity.kind == "outlet"]
        if not found or not _stands(text, hit, found, scene.grammar.vocabulary):
            continue
        start = hit.span.start
        if start in places and REPORTER.match(text, hit.span.end) and "中" not in text[places[start] : start]:
            start = places[start]
        house = HOUSE.match(text, hit.span.end) if text[hit.span.end - 1] == "报" else None
        yield Mention(
            Span(start, house.end() if house else hit.span.end),
            "outlet",
            "listed-outlet",
            tuple(entity.key for entity in found),
        )


def _stands(text: str, hit: Hit, found: list[Entity], vocabulary: Vocabulary) -> bool:
    form = hit.span.of(text)
    if form.isascii() and (_is_latin(text, hit.span.start - 1) or _is_latin(text, hit.span.end)):
        return False
    seam = text[hit.span.end - 1 : hit.span.end + 1]  # a single character where the text ends with the name
    if len(seam) > 1 and seam in vocabulary.costs and not seam.endswith(("社", "刊", "业")):
        return False
    if len(form) < SAFE_LENGTH and not form.isascii() and not vocabulary.stands(text, hit.span.start, hit.span.end):
        return False
    if all(form in dict(entity.attributes).get("context", "").split(",") for entity in found):
        return _is_medium(text, hit.span)
    return True


def _is_latin(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()


def _is_medium(text: str, span: Span) -> bool:
    """Tell whether the context makes a name that of a medium."""
    before = text[max(0, span.start - 6) : span.start]
    marked = before[-1:] + text[span.end : span.end + 1] in ("《》", "“”")
    return bool(
        REPORTER.match(text, span.end)
        or SELF.search(before)
        or (marked and SOURCE.match(text, span.end, span.end + 12))
    )


def composed(scene: Scene) -> Iterator[Mention]:
    """Yield unlisted outlets: a place or a few characters before 日报, 晚报, 广播电视台, 融媒体中心."""
    text = scene.document.text
    places: dict[int, int] = {}
    for hit in scene.hits:
        if hit.entities[0].kind == "place":
            places.setdefault(hit.span.end, hit.span.start)
    for match in (*scene.grammar.certain.finditer(text), *ACCOUNT.finditer(text)):
        start = places.get(match.start())
        if start is None and _is_medium(text, Span(match.start(), match.end())):
            start = _start(scene, match.start())
        if start is not None and start < match.start() and text[start : match.end()] not in DEICTIC:
            yield Mention(Span(start, match.end()), "outlet", "composed-outlet")


def reported(scene: Scene) -> Iterator[Mention]:
    """Yield what stands before 记者 if it ends like an outlet: 潍坊新闻网记者."""
    text = scene.document.text
    for match in re.finditer("记者", text):
        end = match.start()
        ending = scene.grammar.possible.search(text[max(0, end - 8) : end])
        if ending:
            start = _start(scene, end - len(ending.group()))
            named = start < end - len(ending.group()) and text[start:end] not in DEICTIC
            if named and not _is_joined(scene, start, end):
                yield Mention(Span(start, end), "outlet", "outlet-before-reporter")


def marked(scene: Scene) -> Iterator[Mention]:
    """Yield what 《》 mark as a paper or a magazine: 《西南商报》, 《湄公河》杂志."""
    for match in PAPER.finditer(scene.document.text):
        span = Span(*match.span(match.lastgroup or 0))
        yield Mention(span, "outlet", "marked-outlet")


def dated(scene: Scene) -> Iterator[Mention]:
    """Yield the medium with which a report opens: 中国林业网8月7日讯."""
    for match in DATED.finditer(scene.document.text):
        yield Mention(Span(*match.span(1)), "outlet", "outlet-with-date")


def framed(scene: Scene) -> Iterator[Mention]:
    """Yield a listed name, or one that ends like an outlet after a country, where only a medium can stand."""
    countries = {hit.span.start: hit.span.end for hit in scene.hits if hit.entities[0].type == "Country"}
    for match in FRAMED.finditer(scene.document.text):
        span = Span(*match.span(match.lastgroup or 0))
        form = span.of(scene.document.text)
        foreign = countries.get(span.start, span.end) < span.end and not COMMON.search(form)
        kinds = {entity.kind for entity in scene.names.get(form, ())}
        if "outlet" in kinds or (foreign and scene.grammar.possible.search(form)):
            yield Mention(span, "outlet", "framed-outlet")


def in_company(scene: Scene, found: list[Span]) -> Iterator[Mention]:
    """Yield the names beside an outlet in a list that are media there: 人民网、云南楚雄网、网易."""
    text = scene.document.text
    taken = {position for span in found for position in (span.start, span.end)}
    waiting = sorted(found)
    while waiting:
        outlet = waiting.pop()
        beside = BESIDE.match(text, outlet.end)
        if beside is None or beside.start("name") in taken:
            continue
        form = beside["name"]
        span = Span(*beside.span("name"))
        kinds = {entity.kind for entity in scene.names.get(form, ())}
        marked = text[outlet.start - 1 : outlet.start] == text[span.start - 1 : span.start] == "《"
        shaped = not kinds and scene.grammar.possible.search(form) and not COMMON.search(form)
        if marked or shaped or "outlet" in kinds or form in PORTALS:
            taken.update((span.start, span.end))
            waiting.append(span)
            yield Mention(span, "outlet", "outlet-in-list")


def _start(scene: Scene, end: int) -> int:
    """Return where the name that ends at `end` begins: at a listed name, else after the last mark or stop word."""
    text = scene.document.text
    if end in scene.listed_starts:
        return scene.listed_starts[end]
    low = max(0, end - 12)
    for pattern in (_BREAK, scene.grammar.stops):
        found = [match.end() for match in pattern.finditer(text, low, end)]
        low = max([low, *found])
    return low


RULES: tuple[Callable[[Scene], Iterator[Mention]], ...] = (listed, labelled, composed, reported, marked, dated, framed)
