"""Speaker labels: what the words before a colon, in brackets or on a line of their own say about who speaks.

`read` judges the words alone, by the first rule of `RULES` that fits. Some rules (`DOUBTFUL`) fit words that open no
turn as often (成效：, 江苏：); `transcript.openings` asks the text for evidence before it believes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kg.errors import DataFileError
from kg.lexicon import Lexicon
from kg.lexicon import names as lists
from kg.lexicon.vocabulary import load_vocabulary
from kg.model import Role
from kg.values import Struct

COLUMNS = ("class", "words")
CLASSES = (
    "question", "answer", "host", "journalist", "official", "audience", "courtesy", "medium", "anonymous", "field",
    "greeting", "spoken", "midway", "leading", "saying",
)  # fmt: skip
EXACT: tuple[tuple[str, Role], ...] = (
    ("question", "journalist"), ("journalist", "journalist"), ("answer", "official"), ("official", "official"),
    ("host", "host"), ("audience", "unknown"),
)  # fmt: skip
DOUBTFUL = frozenset(("name", "odd-name", "post-and-odd-name", "medium", "body-and-role", "body-and-name", "audience"))
LONGEST_NAME = 4
# Of 10,000 people so many bear a surname that makes a name by itself; words begin with the rarer ones (者问, 招待会).
RAREST = 0.3

_CHINESE_NAME = r"[\u3400-\u9fff]{2,4}?"
_FOREIGN_NAME = (
    r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fffA-Z.]{1,10}){1,4}|[A-Z][A-Za-z.'-]{1,20}(?: [A-Z][A-Za-z.'-]{0,20}){1,3}"
)
# Characters of grammar, of which no name is made.
_NO_NAME = re.compile(r"[的了吗呢吧们着是把被个]")
# The number of a question in a list of them (1.问, 一、记者), and the verb of an answer (刘运回答).
_NUMBER = re.compile(
    r"(?:[0-9]{1,2}[.、]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}、) ?(?=.)"
)
_ANSWERS = "(?: ?(?:补充)?(?:回答|作答|答复|答))?"
_NAME = f"(?P<name>{_CHINESE_NAME}|{_FOREIGN_NAME})"


class Label(Struct, frozen=True):
    """Who speaks, as the words of a label say it."""

    role: Role
    rule: str
    speaker: str | None = None
    outlet: str | None = None
    post: str | None = None


class Words(Struct, frozen=True):
    """The words that labels are made of, and the patterns made of them."""

    classes: dict[str, frozenset[str]]
    surnames: frozenset[str]
    hosts: tuple[str, ...]
    common: frozenset[str]
    outlets: frozenset[str]
    posts: str
    journalist: re.Pattern[str]
    role: re.Pattern[str]
    post_first: re.Pattern[str]
    name_first: re.Pattern[str]
    short: re.Pattern[str]
    remark: re.Pattern[str]
    name: re.Pattern[str]
    medium: re.Pattern[str]
    body_first: re.Pattern[str]

    def is_name(self, words: str) -> bool:
        """Tell whether the words have the form of a person's name: a surname and one or two characters, or foreign."""
        return self.might_be_name(words) and self.bears_surname(words)

    def bears_surname(self, words: str) -> bool:
        """Tell whether the words have the form of a name, be they a common word or not (李四)."""
        if not self.name.fullmatch(words):
            return False
        if not "\u3400" <= words[-1] <= "\u9fff" or "·" in words:
            return True
        return (words[0] in self.surnames and len(words) < LONGEST_NAME) or words[:2] in self.surnames

    def is_outlet(self, words: str) -> bool:
        """Tell whether the words are a listed medium, or end as the names of media do."""
        return words in self.outlets or bool(self.medium.fullmatch(words))

    def might_be_name(self, words: str) -> bool:
        """Tell whether the words could be a name, surname or not (玛依拉): no common word, no field of a form."""
        if not self.name.fullmatch(words) or words in self.common or words in self.classes["field"]:
            return False
        return not _NO_NAME.search(words) and not self.short.fullmatch(words)


def read(words: str, known: Words) -> Label | None:
    """Return what the words of a label say, or None if no label looks like this."""
    words = _NUMBER.sub("", words.strip(" *_#>-·"))
    if not words or words in known.classes["field"]:
        return None
    return next((label for label in (rule(words, known) for rule in RULES) if label), None)


def _exact(words: str, known: Words) -> Label | None:
    plain = re.sub(r"[0-9一二三四五六七八九十]{1,2}\Z", "", words) or words
    first, _, name = words.partition(" ")
    if name and first in known.classes["audience"]:
        return Label("unknown", "audience", name)
    return next((Label(role, name) for name, role in EXACT if plain in known.classes[name]), None)


def _journalist(words: str, known: Words) -> Label | None:
    match = known.journalist.fullmatch(words)
    if not match or match["outlet"].endswith(("答", "向", "对", "与", "的")) or len(match["outlet"]) == 1:
        return None
    if match["name"] and not known.bears_surname(match["name"]):
        return None
    outlet = match["outlet"] or (match["remark"] if known.is_outlet(match["remark"] or "") else "")
    return Label("journalist", "journalist-label", match["name"], name_outlet(outlet, known))


def name_outlet(words: str, known: Words) -> str | None:
    """Return the medium as written, without title marks around the whole; None for words that name no medium."""
    words = words.strip(" （(、")
    if words.startswith("《") and words.endswith("》") and words.count("《") == 1:
        words = words[1:-1]
    return words if words and words not in known.classes["anonymous"] else None


def _role(words: str, known: Words) -> Label | None:
    match = known.role.fullmatch(words)
    if not match or (match["name"] and not known.bears_surname(match["name"])):
        return _host(words, known)
    role: Role = "host" if match["word"] in known.classes["host"] else "official"
    named = bool(match["name"]) or not match["body"]
    rule = "role-label" if named or role == "host" else "body-and-role"
    if role == "host":
        return Label(role, rule, match["name"]) if match["name"] else _host(words, known)
    return Label(role, rule, match["name"], post=match["body"] + match["word"] if match["body"] else None)


def _host(words: str, known: Words) -> Label | None:
    """Read 主持人 with a post and a name behind it, in brackets or not."""
    lead = next((word for word in known.hosts if word in words), None)
    if lead is None:
        return None
    inside = words.partition(lead)[2].strip(" （()）:：")
    label = (_posted(inside, known) or _name(inside, known)) if inside else None
    return Label("host", "role-label", label.speaker if label else None) if label or not inside else None


def _remark(words: str, known: Words) -> Label | None:
    match = known.remark.fullmatch(words)
    if not match or not known.might_be_name(match["name"]):
        return None
    if any(word in match["post"] for word in known.classes["host"]):
        return Label("host", "name-with-remark", match["name"])
    if match["post"].endswith("记者"):
        return Label("journalist", "name-with-remark", match["name"], name_outlet(match["post"][:-2], known))
    return Label("official", "name-with-remark", match["name"], post=match["post"])


def _posted(words: str, known: Words) -> Label | None:
    for pattern in (known.post_first, known.name_first):
        match = pattern.fullmatch(words)
        if match and known.bears_surname(match["name"]) and not match["post"].endswith(tuple(known.classes["field"])):
            return Label("official", "post-and-name", match["name"], post=match["post"].strip())
    match = known.post_first.fullmatch(words)
    if match and known.might_be_name(match["name"]):
        return Label("official", "post-and-odd-name", match["name"], post=match["post"].strip())
    return None


def _surname(words: str, known: Words) -> Label | None:
    """Read a surname with a post (刘局长): who it is, is for the text to tell."""
    match = known.short.fullmatch(words)
    surname = words[: match.start("post")] if match else ""
    return Label("official", "surname-and-post", post=match["post"]) if match and surname in known.surnames else None


def _name(words: str, known: Words) -> Label | None:
    match = known.name.fullmatch(words)
    if not match or not known.might_be_name(match["name"]):
        return None
    return Label("official", "name" if known.is_name(match["name"]) else "odd-name", match["name"])


def _medium(words: str, known: Words) -> Label | None:
    outlet, _, name = words.rpartition(" ")
    if name and known.is_name(name) and known.is_outlet(outlet):
        return Label("journalist", "medium-and-name", name, name_outlet(outlet, known))
    if not known.is_outlet(words):
        return None
    return Label("journalist", "listed-medium" if words in known.outlets else "medium", None, name_outlet(words, known))


def _bodied(words: str, known: Words) -> Label | None:
    """Read a body with a name and no post (陕西省人民政府新闻办公室张竞怡)."""
    match = known.body_first.fullmatch(words)
    return Label("official", "body-and-name", match["name"]) if match and known.is_name(match["name"]) else None


RULES: tuple[Callable[[str, Words], Label | None], ...] = (
    _exact, _journalist, _remark, _role, _posted, _surname, _medium, _name, _bodied,
)  # fmt: skip


def load_words(lexicon: Lexicon) -> Words:
    """Compile the tables of label words, posts, surnames and outlets; use as `lexicon.compiled(load_words)`."""
    rows = lexicon.rows("speech_words", COLUMNS, key=("class",))
    classes = {row["class"]: frozenset(row.many("words")) for row in rows}
    if set(classes) != set(CLASSES):
        raise DataFileError("speech_words.tsv", 1, f"the classes must be {', '.join(CLASSES)}")
    posts = either(row["word"] for row in lexicon.rows("posts", ("word", "class")) if row["class"] == "post")
    deputies = either(
        row["word"] for row in lexicon.rows("post_modifiers", ("word", "class")) if row["class"] == "part"
    )
    bodies = either(row["suffix"] for row in lexicon.rows("body_suffixes", ("suffix", "class", "type")))
    courtesy, medium = either(classes["courtesy"]), either(classes["medium"])
    return Words(
        classes=classes,
        hosts=tuple(sorted(classes["host"], key=lambda word: (-len(word), word))),
        surnames=frozenset(
            row["surname"]
            for row in lexicon.rows("surnames", ("surname", "per_10000"))
            if float(row["per_10000"]) >= RAREST
        ),
        common=frozenset((*lexicon.compiled(load_vocabulary).costs, *_listed(lexicon, "places"))),
        outlets=frozenset(_listed(lexicon, "outlets")),
        posts=posts,
        journalist=re.compile(
            r"(?P<outlet>.*?)(?:驻[\u4e00-\u9fff]{1,4}|特约|特派|见习|首席|现场|全媒体|融媒体){0,2}记者"
            rf"(?:(?:问|提问)\Z|(?:[ :：/]?{_NAME})?(?: ?[（(](?P<remark>[^（()）]*)[)）]?)?"
            r"(?:问|提问)?[0-9A-Za-z]{0,2})"
        ),
        role=re.compile(
            rf"(?P<body>.{{0,30}}?)(?P<word>{either(classes['official'] | classes['host'])}) ?"
            rf"(?:{_NAME}{_ANSWERS}|[（(](?P<remark>[^（()）]*)[)）]?)?"
        ),
        post_first=re.compile(rf"(?P<post>.*(?:{posts})) ?{_NAME}(?: ?(?:{courtesy}))?{_ANSWERS}"),
        name_first=re.compile(rf"{_NAME}(?P<post>(?:{deputies})?(?:{posts})| .*(?:{posts}))"),
        short=re.compile(rf".{{1,2}}?(?P<post>{posts})"),
        remark=re.compile(rf"{_NAME} ?[（(](?P<post>[^）)]{{2,60}})[）)]?"),
        name=re.compile(rf"{_NAME}(?: ?(?:{courtesy}))?{_ANSWERS}"),
        medium=re.compile(rf".{{2,40}}(?:{medium})"),
        body_first=re.compile(rf".{{2,40}}(?:{bodies}) ?(?P<name>[\u3400-\u9fff]{{2,4}})(?: ?(?:{courtesy}))?"),
    )


def _listed(lexicon: Lexicon, name: str) -> Iterator[str]:
    for row in lexicon.rows(name, lists.COLUMNS):
        yield row["label"]
        yield from row.many("aliases")


def either(words: Iterable[str]) -> str:
    """Return the pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
