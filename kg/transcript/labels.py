"""Speaker labels: what the words before a colon, in brackets or on a line of their own say about who speaks.

`Labels.read` judges the words alone, by the first rule of `RULES` that fits. A bare name (`name`) may as well be a
word (成效：, 江苏：), so `transcript.turns` asks the text for evidence before it believes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import DataFileError
from kg.lexicon import Lexicon
from kg.lexicon.vocabulary import load_vocabulary
from kg.model import Role

COLUMNS = ("class", "words")
CLASSES = (
    "question", "answer", "host", "journalist", "official", "audience", "post", "courtesy", "medium", "field",
)  # fmt: skip

_NAME = r"[\u3400-\u9fff]{2,4}"
_FOREIGN = (
    r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fffA-Z.]{1,10}){1,4}|[A-Z][A-Za-z.'-]{1,20}(?: [A-Z][A-Za-z.'-]{0,20}){1,3}"
)


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks, as the words of a label say it."""

    role: Role
    rule: str
    speaker: str | None = None
    outlet: str | None = None
    post: str | None = None


class Labels:
    """The words of labels, compiled."""

    def __init__(self, words: dict[str, tuple[str, ...]], common: frozenset[str]) -> None:
        """Compile the patterns; `common` are words that are no name."""
        self.words = {name: frozenset(members) for name, members in words.items()}
        self.common = common
        posts, courtesy = _either(words["post"]), _either(words["courtesy"])
        name = f"(?P<name>{_NAME}|{_FOREIGN})"
        self._journalist = re.compile(
            rf"(?P<outlet>.*?)(?:驻[\u4e00-\u9fff]{{1,4}}|特约|特派|见习|首席|本网|现场)?记者(?:[ :：/]?{name})?"
            r"(?:[（(].*)?(?:问|提问)?[0-9A-Za-z一二三四五六七八九十]{0,2}"
        )
        self._role = re.compile(rf"(?P<body>.*?)(?P<word>{_either((*words['official'], *words['host']))})[ ]?{name}?")
        self._post_first = re.compile(rf"(?P<post>.*(?:{posts})) ?{name}(?: ?(?:{courtesy}))?")
        self._name_first = re.compile(rf"{name} ?(?P<post>[^，]*(?:{posts}))")
        self._remark = re.compile(rf"{name} ?[（(](?P<post>[^）)]{{2,60}})[）)]?")
        self._name = re.compile(rf"{name}(?: ?(?:{courtesy}))?")
        self._medium = re.compile(rf".{{2,40}}(?:{_either(words['medium'])})|{_either(words['medium'])}")

    def read(self, words: str) -> Label | None:
        """Return what the words say, or None if no label looks like this."""
        words = words.strip(" *_#>-")
        if not words or words in self.words["field"]:
            return None
        return next((label for label in (rule(self, words) for rule in RULES) if label), None)

    def is_name(self, words: str) -> bool:
        """Tell whether the words could be a person's name and are no common word."""
        return bool(self._name.fullmatch(words)) and words not in self.common and words not in self.words["field"]


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _exact(labels: Labels, words: str) -> Label | None:
    plain = re.sub(r"[0-9一二三四五六七八九十]{0,2}\Z", "", words) or words
    roles: tuple[tuple[str, Role], ...] = (
        ("question", "journalist"), ("journalist", "journalist"), ("answer", "official"), ("official", "official"),
        ("host", "host"), ("audience", "unknown"),
    )  # fmt: skip
    return next((Label(role, name) for name, role in roles if plain in labels.words[name]), None)


def _journalist(labels: Labels, words: str) -> Label | None:
    match = labels._journalist.fullmatch(words)
    if not match or match["outlet"].endswith(("答", "向", "对", "与")):
        return None
    return Label("journalist", "journalist-label", match["name"], _outlet(match["outlet"]))


def _outlet(words: str) -> str | None:
    words = words.strip(" （(")
    if words.startswith("《") and words.endswith("》") and words.count("《") == 1:
        words = words[1:-1]
    return (
        words if words not in {"", "有", "多家媒体", "一位", "一名", "现场", "另一位", "媒体", "外国", "境外"} else None
    )


def _role(labels: Labels, words: str) -> Label | None:
    match = labels._role.fullmatch(words)
    if not match or "，" in words:
        return None
    role: Role = "host" if match["word"] in labels.words["host"] else "official"
    post = match["body"] + match["word"] if match["body"] else None
    return Label(role, "role-label", match["name"], post=post)


def _remark(labels: Labels, words: str) -> Label | None:
    match = labels._remark.fullmatch(words)
    if not match or not labels.is_name(match["name"]):
        return None
    if any(word in match["post"] for word in labels.words["host"]):
        return Label("host", "name-with-post", match["name"])
    if match["post"].endswith("记者"):
        return Label("journalist", "name-with-post", match["name"], _outlet(match["post"][:-2]))
    return Label("official", "name-with-post", match["name"], post=match["post"])


def _posted(labels: Labels, words: str) -> Label | None:
    for pattern in (labels._post_first, labels._name_first):
        match = pattern.fullmatch(words)
        if match and labels.is_name(match["name"]) and "，" not in words:
            return Label("official", "post-and-name", match["name"], post=match["post"])
    return None


def _medium(labels: Labels, words: str) -> Label | None:
    if labels._medium.fullmatch(words) and not re.search(r"[，。；！？]", words):
        return Label("journalist", "medium", outlet=_outlet(words))
    return None


def _name(labels: Labels, words: str) -> Label | None:
    match = labels._name.fullmatch(words)
    return Label("official", "name", match["name"]) if match and labels.is_name(match["name"]) else None


RULES: tuple[Callable[[Labels, str], Label | None], ...] = (
    _exact, _journalist, _role, _remark, _posted, _name, _medium,
)  # fmt: skip


def load_labels(lexicon: Lexicon) -> Labels:
    """Compile the table of label words; use as `lexicon.compiled(load_labels)`."""
    words = {row["class"]: row.many("words") for row in lexicon.rows("speech_words", COLUMNS, key=("class",))}
    if tuple(sorted(words)) != tuple(sorted(CLASSES)):
        raise DataFileError("speech_words.tsv", 1, f"the classes must be {', '.join(CLASSES)}")
    return Labels(words, frozenset(lexicon.compiled(load_vocabulary).costs))
