"""Recogniser of persons: the name alone, without post.

A name is believed for a reason that the text gives: a speaker's label, the list of well-known people, a post before or
after it, a reporter's line, a verb of saying, a transcription into Chinese characters. Every other occurrence of a name
that was believed once is then a mention as well. No rule cuts a word in two: a name must be the likelier reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit
from kg.lexicon.vocabulary import Vocabulary, load_vocabulary
from kg.lexicon.words import Words
from kg.model import Document, Mention, Span
from kg.recognisers import bodies, posts
from kg.recognisers.naming import AFTER_MARK, AFTER_POST, Naming, load_naming
from kg.values import Struct

REPORTERS = re.compile(r"[0-9电讯](?:(?<=[0-9])日[电讯]|(?<=[电讯])) ?（(?:记者 ?)?")
LIST_GAP = re.compile(r" ?、 ?| (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])和")
TOGETHER = re.compile(
    r"等(?:同志|明星|歌手|演员|艺术家|专家|学者|嘉宾|教授|院士|老师|企业家|运动员|选手|名家|领导|代表|委员|老一辈|先后|分别|"
    r"[0-9一二三四五六七八九十]+[人位名]同志)"
)
# Three names or more in a row need no word beside them: 张作理、王儒贵、袁进琳先后发言.
ROW = re.compile(r"(?<![\u4e00-\u9fff、])[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}(?=[、，。；）]|等)){2,}")
NAMES_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})+\Z")
LONGEST_LIST = 120
# Between names with marks a rare one counts as well: 陈爱林、谈谊、刘传汉.
IN_LIST = re.compile(r"[\u4e00-\u9fff]{2,3}(?=[、，。；）]|陪同|参加)")
AFTER_NAMES = (
    "等",
    "报道",
    "摄",
    "文",
    "图",
    "参加",
    "参会",
    "列席",
    "陪同",
    "分别",
    "一同",
    "一起",
    "共同",
    "也",
    "先后",
    "同志",
    "先生",
    "女士",
)
# What follows a name that stands behind a body without a post: 省政府新闻办公室张竞怡主持.
AFTER_BODY = re.compile(r"[：:，。、）]|主持|介绍|表示|说|指出|认为|同志|先生|女士|教授|老师|$", re.MULTILINE)
BRACKETED = re.compile(
    r"（((?:[\u4e00-\u9fff]{2,4}[ 、])*[\u4e00-\u9fff]{2,4}) ?(?:[摄文图]|摄影|供图)?）(?=\s|$)"
    r"|（([\u4e00-\u9fff]{2,4}) ?(?:摄|供图)）"
)
SIGNED = re.compile(
    r"^[ \u3000]*((?:[\u4e00-\u9fff]{2,4} ){1,8}[\u4e00-\u9fff]{2,4}) ?(?:报道|摄|文|图|摄影|采写)", re.MULTILINE
)
# Where somebody says it: 黄建国在会上表示.
AT_MEETING = re.compile(
    "在(?:会上|会后|现场|致辞[中时]|讲话[中时]|发言[中时]|发布会上|答记者问[中时]?|接受[\u4e00-\u9fff]{2,8}采访时|[\u4e00-\u9fff]{2,6}会上)"
    "(?:表示|介绍|指出|强调|说|透露|坦言|认为|宣布|要求)"
)
HEAD = 2
DOTS = "·•・"
SAFE_LENGTH = 3  # names of two characters occur inside other words


class Patterns(Struct, frozen=True):
    """The tables of persons, compiled."""

    verbs: re.Pattern[str]
    credit: re.Pattern[str]
    after_list: re.Pattern[str]
    dotted: re.Pattern[str]


class Scene(Struct, frozen=True):
    """A document under recognition with the posts in it."""

    document: Document
    text: str
    hits: tuple[Hit, ...]
    posts: tuple[posts.Post, ...]
    bodies: tuple[Mention, ...]
    naming: Naming
    vocabulary: Vocabulary
    patterns: Patterns


def load_patterns(lexicon: Lexicon) -> Patterns:
    """Compile the tables of persons; use as `lexicon.compiled(load_patterns)`."""
    rows = lexicon.rows("speech_verbs", ("verb", "class"))
    verbs = [row["verb"] for row in rows if row["class"] == "speech"]
    acting = [row["verb"] for row in rows if row["class"] == "action" and len(row["verb"]) > 1]
    characters = "".join(row["characters"] for row in lexicon.rows("transliteration_characters", ("characters",)))
    credit = [row["word"] for row in lexicon.rows("credit_words", ("word",), ("word",))]
    verbs.sort(key=lambda verb: (-len(verb), verb))
    return Patterns(
        re.compile("|".join(verbs)),
        re.compile(f"(?:{'|'.join(credit)})[：:/] ?"),
        re.compile("|".join([*verbs, *acting, *AFTER_NAMES])),
        re.compile(f"[{characters}]{{1,8}}(?:[{DOTS}][{characters}不]{{1,8}})+"),
    )


def find(
    document: Document, hits: tuple[Hit, ...], lexicon: Lexicon, named: list[Mention] | None = None
) -> list[Mention]:
    """Propose the persons of a document; `named` are its bodies if they are known already."""
    named = bodies.find(document, hits, lexicon) if named is None else named
    found = posts.find(document, hits, lexicon, named)
    scene = Scene(
        document, document.text, hits, found, tuple(named), lexicon.compiled(load_naming),
        lexicon.compiled(load_vocabulary), lexicon.compiled(load_patterns),
    )  # fmt: skip
    mentions: dict[Span, Mention] = {}
    for rule in RULES:
        for mention in rule(scene):
            mentions.setdefault(mention.span, mention)
    for again in (repeated, addressed):
        for mention in again(scene, list(mentions.values())):
            mentions.setdefault(mention.span, mention)
    return list(mentions.values())


def labelled(scene: Scene) -> Iterator[Mention]:
    """Yield the speakers named in labels."""
    for turn in scene.document.turns:
        label = turn.label.of(scene.text)
        if turn.speaker and turn.speaker in label:
            start = turn.label.start + label.index(turn.speaker)
            yield _person(start, start + len(turn.speaker), "label-name")


def listed(scene: Scene) -> Iterator[Mention]:
    """Yield the well-known people; names that are also words need a post or a title beside them."""
    after_post = {post.span.end for post in scene.posts}
    before_post = {post.span.start for post in scene.posts}
    for hit in scene.hits:
        found = [entity for entity in hit.entities if entity.kind == "person"]
        if not found:
            continue
        form = hit.span.of(scene.text)
        if len(form) < SAFE_LENGTH and not scene.vocabulary.stands(scene.text, hit.span.start, hit.span.end):
            continue
        doubtful = all(form in dict(entity.attributes).get("context", "").split(",") for entity in found)
        if doubtful and hit.span.start not in after_post and hit.span.end not in before_post:
            continue
        yield Mention(hit.span, "person", "listed-person", tuple(entity.key for entity in found))


def posted(scene: Scene) -> Iterator[Mention]:
    """Yield the names beside posts, and those listed after them."""
    for post in scene.posts:
        if post.person is None:
            continue
        yield _person(post.person.start, post.person.end, post.rule)
        if post.rule == "name-after-post":
            yield from _listed_after(scene, post.person.end)


def _listed_after(scene: Scene, position: int) -> Iterator[Mention]:
    """Yield the names that 、 or a space joins to a name that ends at `position`."""
    while True:
        gap = LIST_GAP.match(scene.text, position)
        end = scene.naming.end_of_name(scene.text, gap.end(), AFTER_MARK) if gap else None
        if (
            end is None
            and gap
            and (rare := IN_LIST.match(scene.text, gap.end()))
            and scene.naming.is_name(rare[0], rare=True)
        ):
            end = rare.end()
        if (
            gap is None
            or end is None
            or not (scene.text[end : end + 1] in posts.BOUNDARY or scene.patterns.after_list.match(scene.text, end))
        ):
            return
        yield _person(gap.end(), end, "name-in-list")
        position = end


def together(scene: Scene) -> Iterator[Mention]:
    """Yield the names of a list that 等同志 closes: 杨国强、李素芳等同志."""
    for match in TOGETHER.finditer(scene.text):
        names = NAMES_BEFORE.search(scene.text, max(0, match.start() - LONGEST_LIST), match.start())
        position = names.start() if names else match.start()
        for name in names.group().split("、") if names else ():
            if scene.naming.is_name(name):
                yield _person(position, position + len(name), "name-in-list")
            position += len(name) + 1


def in_row(scene: Scene) -> Iterator[Mention]:
    """Yield the names of a row of three and more of which each is likelier a name than words."""
    for match in ROW.finditer(scene.text):
        names = match.group().split("、")
        if not all(_is_likely(scene.naming, name) for name in names):
            continue
        position = match.start()
        for name in names:
            yield _person(position, position + len(name), "name-in-row")
            position += len(name) + 1
        yield from _listed_after(scene, position - 1)


def _is_likely(naming: Naming, name: str) -> bool:
    return naming.is_name(name) and naming.end_of_name(name, 0, AFTER_MARK) == len(name)


def employed(scene: Scene) -> Iterator[Mention]:
    """Yield the names that stand right behind a body, with what follows a name: 省政府新闻办公室张竞怡主持."""
    for body in scene.bodies:
        start = body.span.end
        end = scene.naming.end_of_name(scene.text, start, AFTER_MARK)
        if end is not None and end - start > 1 and AFTER_BODY.match(scene.text, end):
            yield _person(start, end, "name-after-body")


def signed(scene: Scene) -> Iterator[Mention]:
    """Yield the names with spaces between them that sign a report: 晁玉萍 陆珂羽 程阳 报道, （龚敏）."""
    for match in [*SIGNED.finditer(scene.text), *BRACKETED.finditer(scene.text)]:
        group = match.lastindex or 1
        position = match.start(group)
        for name in re.split("[ 、]", match[group]):
            if _is_likely(scene.naming, name):
                yield _person(position, position + len(name), "credit")
            position += len(name) + 1


def credited(scene: Scene) -> Iterator[Mention]:
    """Yield who made the text: 人民网北京3月16日电 （刘洁妍、苏缨翔）, 责任编辑：张海燕."""
    for match in [*REPORTERS.finditer(scene.text), *scene.patterns.credit.finditer(scene.text)]:
        end = scene.naming.end_of_name(scene.text, match.end(), AFTER_POST)
        if end is not None and scene.text[end : end + 1] in posts.BOUNDARY:
            yield _person(match.end(), end, "credit")
            yield from _listed_after(scene, end)


def speaking(scene: Scene) -> Iterator[Mention]:
    """Yield the names that begin a clause before a verb of saying: 吴春耕表示."""
    for match in (*scene.patterns.verbs.finditer(scene.text), *AT_MEETING.finditer(scene.text)):
        name = posts.name_ending(scene.text, match.start(), scene.naming, marked=True)
        if name is not None:
            yield _person(name.start, name.end, "name-before-verb")


def transcribed(scene: Scene) -> Iterator[Mention]:
    """Yield names in transcription with a dot."""
    if not any(dot in scene.text for dot in DOTS):
        return
    for match in scene.patterns.dotted.finditer(scene.text):
        start = max([match.start(), *(post.span.end for post in _within(scene, match.span()))])
        yield _person(start, match.end(), "dotted-name")


def _within(scene: Scene, span: tuple[int, int]) -> list[posts.Post]:
    return [post for post in scene.posts if span[0] < post.span.end < span[1]]


def repeated(scene: Scene, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield every other occurrence of the names that were believed."""
    names = {mention.span.of(scene.text) for mention in mentions}
    if not names:
        return
    known = {mention.span.start for mention in mentions}
    for start, end in Words(names).find(scene.text):
        if start not in known and scene.vocabulary.stands(scene.text, start, end):
            yield _person(start, end, "name-again")


def addressed(scene: Scene, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield surnames with a post or a form of address that one person of the document bears: 宁局长, 贾女士."""
    names = {mention.span.of(scene.text) for mention in mentions}
    names |= {turn.speaker for turn in scene.document.turns if turn.speaker}
    held = {(post.person.of(scene.text), head) for post in scene.posts if post.person for head in _heads(scene, post)}
    for post in scene.posts:
        surname = surname_before(scene.text, post.span.start, scene.naming) if post.person is None else None
        found = bearers(surname.of(scene.text), names) if surname is not None else []
        if len(found) > 1:
            found = [name for name in found if any((name, head) in held for head in _heads(scene, post))]
        if surname is not None and len(found) == 1:
            yield _person(surname.start, surname.end, "surname-with-post")


def _heads(scene: Scene, post: posts.Post) -> list[str]:
    """Return the last two characters of each post that is written: 局长, 主任."""
    return [part[-HEAD:] for part in re.split("[、兼]", post.span.of(scene.text)) if part]


def surname_before(text: str, end: int, naming: Naming) -> Span | None:
    """Return the surname that ends at a position, if it is no part of a word before it."""
    for length in (2, 1):
        start = end - length
        if start >= 0 and text[start:end] in naming.surnames and text[start - 1 : start + 1] not in naming.words:
            return Span(start, end)
    return None


def bearers(surname: str, names: set[str]) -> list[str]:
    """Return the full Chinese names that begin with a surname."""
    return sorted(name for name in names if name.startswith(surname) and len(name) > len(surname) and "·" not in name)


def _person(start: int, end: int, rule: str) -> Mention:
    return Mention(Span(start, end), "person", rule)


RULES: tuple[Callable[[Scene], Iterator[Mention]], ...] = (
    listed, labelled, posted, together, in_row, employed, signed, credited, speaking, transcribed,
)  # fmt: skip
