"""Posts: the words for what somebody is, with the body before them and the person after or before them.

A post is written as 省政府副秘书长、新闻发言人: posts with their bodies, joined by 、 or 兼. The person's name stands
directly after it (副市长刘运), before it (刘运副市长), or before it after a mark (刘运，潍坊市副市长; 刘运（副市长）).
Words that are no posts but stand beside names all the same are found as well, by class: `press` (记者, 先生) are
nearly always followed or preceded by a name, `people` (村民, 专家) now and then.
"""

from __future__ import annotations

import re
from typing import Literal

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.lexicon.words import Words
from kg.model import Document, Mention, Span
from kg.recognisers import bodies
from kg.recognisers.naming import (
    AFTER_MARK,
    AFTER_PEOPLE,
    AFTER_POST,
    ANYWHERE,
    SHORTEST_AFTER_COUNTRY,
    SHORTEST_TRANSCRIPTION,
    Naming,
    load_naming,
)
from kg.values import Struct, replace

Class = Literal["post", "press", "people"]
POST_COLUMNS = ("word", "class")
CLASSES: tuple[Class, ...] = ("post", "press", "people")
BOUNDARY = frozenset(("", *"，。；：！？、“”‘’《》（）()【】[]〔〕 \n\t\u3000—…·*"))
JOINT = re.compile(r" ?(?:、|兼任?|，兼任?)? ?")
# What makes another word of a post: 主席团, 部长级, 市长热线, 书记处, 代表团, 局长办公会.
NOT_AFTER = re.compile(
    r"会议|[会团级制们令处性费国]|热线|信箱|质量奖|负责制|办公会|办公室|职务|职位|职责|岗位|通道|提问|办法"
)
NOT_BEFORE = re.compile("[工创写合著原劳]\\Z")  # 工作者, 创作者
SECTION = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}[室处科部司局厅所站队组院系]\Z")
COURTESY = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:先生|女士|同志)")
MARKED = re.compile(r"《[^《》\n]{2,12}》(?:杂志社?|报社?|社)?\Z")
# What may stand between a body and a post held there: a part of the body, a region, a field.
UNIT = re.compile(
    r"(?:(?![和与及、等的了在对将为向是由把被请让使])[\u4e00-\u9fffA-Za-z]|对外|对口|外向|[\u4e00-\u9fff]{2}[与和][\u4e00-\u9fff]{2}){1,12}"
)
# What a bracket behind a name tells of its bearer, up to the post: 巩保雄（陕西省延川县梁家河村党支部书记）.
BRACKET = re.compile(r"（([\u4e00-\u9fff、]{2,40})\Z")
FAR = 42
TEACHERS = frozenset(("老师", "教授", "院士", "医生"))
# What stands alone between a post and a colon is a name, be it in no list: 州交通运输局副局长此里：.
LABEL = re.compile("[\u4e00-\u9fff]{2,3}(?=[：:])")
# The rest of a name of two parts: 牙合甫·排都拉.
DOTTED = re.compile(
    r"[·•][\u4e00-\u9fff]{1,7}?(?=[，。；、！？）\s0-9]|$|先生|女士|同志|表示|介绍|指出|强调|说|在|主持|出席|宣布|等)"
)
# Who is said to hold a post: 曾任副主任的王国庆.
HELD_BY = re.compile(r"(?:曾任|时任|现任|担任|出任|兼任|身为|作为)[^，。；！？\n]{0,40}\Z")
# Posts of other states, whose holders have names in transcription: 坦桑尼亚总统哈桑, 扎帕罗夫总统.
OF_STATE = re.compile(r".{2,9}(?:总统|首相|总理|国王|国务卿|[外防财]长|议长|主席|大使|大臣|部长)\Z")
HEAD_OF_STATE = re.compile("总统|首相|国王|国务卿|[外防财]长|议长|总干事|秘书长|大使|特使|大臣")
LONGEST_MARKED, LONGEST_UNIT = 18, 13
# A body too short for the grammars of bodies between a post and the next one: 县委副书记、政法委书记.
SHORT_BODY = re.compile(r" ?(?:、|兼任?)([\u4e00-\u9fff]{1,8}[委办会室处科部司局厅站队院系所组团社])")
LONGEST_SECTION, LONGEST_PART, LONGEST_NAME, LONGEST_POST = 10, 6, 12, 60


class Post(Struct, frozen=True):
    """A post as written, with its holder where the text names one, and the body it is held in."""

    span: Span
    kind: Class
    body: str | None
    person: Span | None = None
    rule: str = "post"

    @property
    def occupation(self) -> bool:
        """Tell whether the word is no post that somebody is appointed to."""
        return self.kind != "post"


class Patterns(Struct, frozen=True):
    """The words of posts, their classes, and what belongs to a post before it."""

    words: Words
    part: re.Pattern[str]
    classes: dict[str, Class]


def load_patterns(lexicon: Lexicon) -> Patterns:
    """Compile the words of posts; use as `lexicon.compiled(load_patterns)`."""
    classes: dict[str, Class] = {}
    for row in lexicon.rows("posts", POST_COLUMNS, key=("word",)):
        kind = next((name for name in CLASSES if name == row["class"]), None)
        if kind is None:
            raise row.refuse(f"the class must be one of {', '.join(CLASSES)}")
        classes[row["word"]] = kind
    parts = [row["word"] for row in lexicon.rows("post_modifiers", POST_COLUMNS) if row["class"] == "part"]
    either = "|".join(sorted(map(re.escape, parts), key=lambda word: (-len(word), word)))
    return Patterns(Words(classes), re.compile(rf"(?:{either})+\Z"), classes)


def find(
    document: Document,
    hits: tuple[Hit, ...],
    lexicon: Lexicon,
    named: list[Mention] | None = None,
    kinds: tuple[str, ...] = CLASSES,
) -> tuple[Post, ...]:
    """Return the posts of some kinds in the order of the text; `named` are its bodies if they are known already."""
    named = bodies.find(document, hits, lexicon) if named is None else named
    naming, patterns = lexicon.compiled(load_naming), lexicon.compiled(load_patterns)
    pieces = _pieces(document.text, hits, named, patterns)
    known = {hit.span.start: hit.span.end for hit in hits if hit.entities[0].kind == "person"}
    ends = {mention.span.end: mention.span.start for mention in named}
    wanted = (post for post in _joined(document.text, pieces) if post.kind in kinds)
    held = (_held(document.text, post, known, ends, (naming, patterns)) for post in wanted)
    return tuple(_widened(document.text, post, ends) for post in held)


def _pieces(text: str, hits: tuple[Hit, ...], named: list[Mention], patterns: Patterns) -> list[Post]:
    """Return the single posts with the bodies, places and sections directly before them."""
    before = {hit.span.end: hit.span.start for hit in reversed(hits) if hit.entities[0].kind == "place"}
    for mention in named:
        before[mention.span.end] = min(mention.span.start, before.get(mention.span.end, mention.span.start))
    pieces: list[Post] = []
    for first, end in patterns.words.find(text):
        if NOT_AFTER.match(text, end):
            continue
        kind = patterns.classes[text[first:end]]
        if kind == "press" and NOT_BEFORE.search(text, max(0, first - 1), first):
            continue
        part = patterns.part.search(text, max(0, first - LONGEST_PART), first)
        begin = start = part.start() if part else first
        while kind == "post" and start in before and end - start < LONGEST_POST:
            start = before[start]
        section = SECTION.search(text, max(0, start - LONGEST_SECTION), start) if kind == "post" else None
        start = section.start() if section and start == begin else start
        pieces.append(Post(Span(start, end), kind, text[start:begin] or None))
    return pieces


def _joined(text: str, pieces: list[Post]) -> list[Post]:
    """Join the posts that 、 or 兼 joins; the body is that of the first."""
    joined: list[Post] = []
    for post in pieces:
        last = joined[-1] if joined else None
        led = last and last.span.of(text) == "主持人"  # 主持人 市政府新闻办公室副主任 孙世强: a label, then the post
        if last and not led and last.kind == post.kind == "post" and _follows(text, last.span.end, post.span.start):
            joined[-1] = replace(last, span=Span(last.span.start, post.span.end), body=last.body or post.body)
        else:
            joined.append(post)
    return joined


def _follows(text: str, end: int, start: int) -> bool:
    """Tell whether a post that begins at `start` is held together with one that ends at `end`."""
    return bool(JOINT.fullmatch(text, end, start) or SHORT_BODY.fullmatch(text, end, start))


def _held(text: str, post: Post, known: dict[int, int], ends: dict[int, int], words: tuple[Naming, Patterns]) -> Post:
    """Return the post with the person whose name stands beside it.

    `known` are the listed names by start, `ends` the starts of the bodies by end.
    """
    naming, patterns = words
    start = post.span.end + (text[post.span.end : post.span.end + 1] == " ")
    context = AFTER_PEOPLE if post.kind == "people" else AFTER_POST
    if text.startswith("的", start) and HELD_BY.search(text, max(0, start - FAR), start):
        start, context = start + 1, AFTER_MARK
    courtesy = COURTESY.match(text, start) if post.kind == "post" else None
    if courtesy and courtesy[1] not in naming.words and courtesy[1] not in patterns.classes:
        return replace(post, person=Span(*courtesy.span(1)), rule="name-after-post")
    foreign = SHORTEST_AFTER_COUNTRY if OF_STATE.match(text, post.span.start, post.span.end) else SHORTEST_TRANSCRIPTION
    end = naming.end_of_name(text, start, context, foreign=foreign if post.kind == "post" else 0)
    if start in known and not (end is not None and end > known[start] and text[end : end + 1] in BOUNDARY):
        end = known[start]  # a longer name that a mark ends is somebody else's: 刘昆明、 is not 刘昆
    if end is None and post.kind == "post" and (label := LABEL.match(text, start)):
        said = label[0][:2] in naming.words or label[0] in naming.words or label[0][-1] in naming.stops
        end = None if said else label.end()
    if end is not None and (rest := DOTTED.match(text, end)):
        end = rest.end()
    if end is not None and not _is_address(text, start, end, patterns):
        return replace(post, person=Span(start, end), rule="name-after-post")
    before = _name_before(text, post, known, ends, naming)
    if (
        before is None
        and post.kind == "post"
        and (bracket := BRACKET.search(text, max(0, post.span.start - FAR), post.span.start))
    ):
        before = name_ending(text, bracket.start(), naming, marked=False)
        post = replace(post, span=Span(bracket.end() - len(bracket[1]), post.span.end)) if before else post
    return replace(post, person=before, rule="name-before-post") if before else post


def _widened(text: str, post: Post, ends: dict[int, int]) -> Post:
    """Return a held post with the part of a body before it, and that body: 教育部师范教育司副司长, 华为西南区总经理."""
    start = post.span.start
    if post.kind != "post" or post.person is None or post.person.start < start:
        return post
    paper = MARKED.search(text, max(0, start - LONGEST_MARKED), start)
    body = next((end for end in range(start - 1, max(0, start - LONGEST_UNIT), -1) if end in ends), None)
    if paper:
        return replace(post, span=Span(paper.start(), post.span.end), body=paper.group())
    if body is None or not UNIT.fullmatch(text, body, start):
        return post
    return replace(post, span=Span(ends[body], post.span.end), body=text[ends[body] : start])


def _is_address(text: str, start: int, end: int, patterns: Patterns) -> bool:
    """Tell whether a surname and a word for somebody begin here: 村民李大爷, 副局长王主任."""
    return any(text[start + 1 : stop] in patterns.classes for stop in (end, end + 1, end + 2))


def _name_before(text: str, post: Post, known: dict[int, int], ends: dict[int, int], naming: Naming) -> Span | None:
    teacher = post.kind == "people" and text[post.span.start : post.span.end] in TEACHERS
    if post.kind == "people" and not teacher:
        return None
    marked = text[post.span.start - 1 : post.span.start] in ("，", "（", " ", "：")
    end = post.span.start - marked
    listed = next((start for start in range(max(0, end - LONGEST_NAME), end) if known.get(start) == end), None)
    if listed is not None:
        return Span(listed, end)
    for start in range(max(0, end - 3), end - 1):
        if (start in ends or text[start - 1 : start] == "的") and naming.is_name(text[start:end]):
            return Span(start, end)
    if not marked and HEAD_OF_STATE.match(text, post.span.start):
        foreign = naming.start_of_transcription(text, end)
        if foreign is not None:
            return Span(foreign, end)
    return None if teacher else name_ending(text, end, naming, marked=marked)


def name_ending(text: str, end: int, naming: Naming, *, marked: bool) -> Span | None:
    """Return the name that ends at a position and begins after a mark; unless `marked` it may stand in a clause."""
    start = naming.start_of_name(text, end, AFTER_MARK)
    if start is not None and start > 0 and text[start - 1] not in BOUNDARY:
        start = None if marked else naming.start_of_name(text, end, ANYWHERE)
    if start is None or text[start:end] in naming.words:
        return None
    return Span(start, end)
