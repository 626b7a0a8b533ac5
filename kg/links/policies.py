"""Linking of policies, titles and events: listed names, documents and their short forms, and names of the text's own.

A listed name, with or without its marks, is the listed entity. A document in 《》 is known by its title; a short form
(《条例》) is the document that the text introduces with 以下简称, or else the only one whose title ends like that.
Every other name is an entity of its own; where it is one of the document's home, its key says so, because 黄金十条 of
one district is not that of another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.model import Document, Entity, Kind, Mention
from kg.recognisers import events, phrases, policy_words
from kg.values import Struct, field, replace

KINDS: tuple[Kind, ...] = ("policy", "title", "event")
NATION = "中国"
SHORT = 8  # characters: a title of at most that many may be a short form of a longer one
MARKS = str.maketrans("", "", "“”‘’《》 \u3000\n")
NUMBER = re.compile(r"[（(]?([\u4e00-\u9fff]{1,10}[〔［\[（(](\d{4})[〕］\]）)]第?\d{1,5}号)")
ISSUER = re.compile(r"((?:(?!关于|印发).){2,40})(?:关于|印发)")
FIVE_YEAR = re.compile(r"([一二三四五六七八九]五|十[一二三四五]?五)(?:规划|计划|时期|期间|末|以来|开局)?")
# An edition of a fair or a forum is the listed fair or forum; censuses and sessions are listed one by one.
EDITION = re.compile(r"^(?:\d{4}年?)?第[一二三四五六七八九十百\d]{1,4}届")
STATE = re.compile("中华人民共和国|(?:[（(](?:草案|试行|送审稿|征求意见稿|修订)[）)])$")
ABOVE_HOME = re.compile("国家|全国|中国|中央|国务院|世界|国际|联合国|党的|习近平|中华|全球|两岸")
LOCAL_TITLE = re.compile("全[省市区县]|[省市县区]级|我[省市区县]")
LAW = re.compile(r"(?:法|法典|条例|规定|规则|办法|宪法)(?:[（(].{1,12}[）)])?$")
DOCUMENTS = frozenset(("policy.unmarked", "policy.enumerated"))  # rules that find documents without marks
DEFAULTS: dict[Kind, str] = {"policy": "Policy", "title": "Honour", "event": "Event"}


class Register(Struct, frozen=True):
    """The full names of one kind in a document, in order forwards and backwards: looking one up is logarithmic."""

    forwards: tuple[str, ...]
    backwards: tuple[tuple[str, str], ...]

    def beginning(self, words: str) -> list[str]:
        """Return up to two longer names that begin with these words."""
        at = bisect_right(self.forwards, words)
        return [name for name in self.forwards[at : at + 2] if name.startswith(words)]

    def ending(self, words: str) -> list[str]:
        """Return up to two longer names that end with these words, a bracket like （试行） aside."""
        turned = words[::-1]
        at = bisect_right(self.backwards, (turned, "\U0010ffff"))
        return [name for key, name in self.backwards[at : at + 2] if key.startswith(turned)]


def register(names: Iterable[str]) -> Register:
    """Put names in order."""
    distinct = sorted(set(names))
    return Register(tuple(distinct), tuple(sorted((STATE.sub("", name)[::-1], name) for name in distinct)))


class Known(Struct):
    """What a document has named so far: full names by their plain form, and the short forms it introduces."""

    names: Names
    types: dict[str, str]
    generic: frozenset[str]
    home: str | None
    full: dict[Kind, Register] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)


def link(
    mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions with policies, titles and events linked, and the entities linked to."""
    known = _survey(mentions, document, lexicon)
    entities: dict[str, Entity] = {}
    linked = []
    for mention in mentions:
        done = mention
        if mention.kind in KINDS:
            entity, note = _resolve(mention, document.text, known)
            done = replace(mention, note=note)
            if entity is not None:
                entities[entity.key] = _merged(entities.get(entity.key), entity)
                done = replace(done, entity=entity.key, label=entity.label)
        linked.append(done)
    return tuple(linked), tuple(entities.values())


def _merged(before: Entity | None, entity: Entity) -> Entity:
    """Return the entity with what earlier mentions told of it: aliases and attributes add up."""
    if before is None or before.listed:
        return entity
    aliases = dict.fromkeys((*before.aliases, *entity.aliases))
    attributes = {**dict(entity.attributes), **dict(before.attributes)}
    return replace(before, aliases=tuple(aliases), attributes=tuple(attributes.items()))


def _survey(mentions: tuple[Mention, ...], document: Document, lexicon: Lexicon) -> Known:
    """Return the full names of a document and the short forms that it says it will use."""
    text = document.text
    home = document.home.value if document.home and document.home.value != NATION else None
    known = Known(lexicon.compiled(load_names), lexicon.compiled(load_types), lexicon.compiled(load_generic), home)
    for kind in KINDS:
        plain = (_plain(mention.span.of(text)) for mention in mentions if mention.kind == kind)
        known.full[kind] = register(plain)
    for mention in mentions:
        match = phrases.ABBREVIATED.match(text, mention.span.end) if mention.kind in KINDS else None
        if match:
            known.short[_plain(match[1])] = _plain(mention.span.of(text))
    return known


def load_types(lexicon: Lexicon) -> dict[str, str]:
    """Return the class of the ontology by last word, longest first; use as `lexicon.compiled(load_types)`."""
    suffixes = {
        **lexicon.compiled(policy_words.load_grammar).suffixes,
        **lexicon.compiled(events.load_grammar).suffixes,
    }
    return {suffix: suffixes[suffix]["type"] for suffix in sorted(suffixes, key=lambda word: (-len(word), word))}


def load_generic(lexicon: Lexicon) -> frozenset[str]:
    """Return the words for documents (条例, 通知), which alone name none; use as `lexicon.compiled(load_generic)`."""
    return frozenset(phrases.words(lexicon.rows("policy_documents", ("word",), ("word",))))


def _plain(name: str) -> str:
    return name.translate(MARKS)


def _resolve(mention: Mention, text: str, known: Known) -> tuple[Entity | None, str | None]:
    """Return what a mention means, or None and why."""
    if len(mention.candidates) > 1:
        return None, f"{len(mention.candidates)} entities bear this name"
    if mention.candidates:
        return known.names.by_key[mention.candidates[0]], None
    words = mention.span.of(text)
    plain = _plain(words)
    name = known.short.get(plain, plain)
    listed = _listed(mention.kind, words, known) or (_listed(mention.kind, name, known) if name != words else None)
    if listed is not None:
        return listed, None
    if words.startswith("《") or mention.rule in DOCUMENTS:
        return _document(mention, name, text, known)
    return _own(mention, _unabridged(name, known.full[mention.kind]), known), None


def _listed(kind: Kind, words: str, known: Known) -> Entity | None:
    """Return the listed entity of a kind that has these words as one of its forms, if exactly one has."""
    plain = _plain(words)
    five = FIVE_YEAR.fullmatch(words.strip("“”")) or FIVE_YEAR.fullmatch(plain)
    forms = [words, plain, STATE.sub("", plain), EDITION.sub("", words)]
    if kind == "policy" and five:
        forms += [f"“{five[1]}”规划", f"“{five[1]}”计划"]
    for form in forms:
        found = [entity for entity in known.names.by_form.get(form, ()) if entity.kind == kind]
        if len(found) == 1:
            return found[0]
    return None


def _document(mention: Mention, name: str, text: str, known: Known) -> tuple[Entity | None, str | None]:
    """Return the document of a title in 《》; a short title is that of the only longer one that ends like it."""
    if len(name) <= SHORT:
        longer = known.full["policy"].ending(STATE.sub("", name))
        if len(longer) == 1:
            return _listed("policy", longer[0], known) or _titled(longer[0], (f"《{name}》",), ()), None
        if STATE.sub("", name) in known.generic:
            return None, "several documents end like this" if longer else "short title of a document not named"
    number = NUMBER.match(text, mention.span.end)
    marks = (("number", number[1]), ("year", number[2])) if number else ()
    return _titled(name, (), marks), None


def _titled(title: str, aliases: tuple[str, ...], marks: tuple[tuple[str, str], ...]) -> Entity:
    issuer = ISSUER.match(title)
    attributes = ((("issuer", issuer[1]),) if issuer else ()) + marks
    type_ = "Law" if LAW.search(title) else "Document"
    return Entity(f"policy/{title}", "policy", title, type_, aliases, None, attributes)


def _unabridged(name: str, names: Register) -> str:
    """Return the only longer name of the text that begins or ends with this one, else the name itself."""
    if len(name) < 4:  # noqa: PLR2004  # shorter ones begin or end too much
        return name
    longer = [*names.beginning(name), *names.ending(name)]
    return longer[0] if len(longer) == 1 and len(longer[0]) - len(name) <= SHORT else name


def _own(mention: Mention, name: str, known: Known) -> Entity:
    """Return the entity of an unlisted name."""
    five = FIVE_YEAR.fullmatch(name)
    if five and mention.kind == "policy":
        return Entity(f"policy/“{five[1]}”计划", "policy", f"“{five[1]}”计划", "Plan")
    local = known.home if _is_local(mention.kind, name) else None
    key = f"{mention.kind}/{local}:{name}" if local else f"{mention.kind}/{name}"
    attributes = (("home", local),) if local else ()
    return Entity(key, mention.kind, name, _type(mention.kind, name, known), (), None, attributes)


def _is_local(kind: Kind, name: str) -> bool:
    if kind == "policy":
        return not ABOVE_HOME.search(name)
    return kind == "title" and bool(LOCAL_TITLE.match(name))


def _type(kind: Kind, name: str, known: Known) -> str:
    if kind == "title":
        return next((type_ for words, type_ in TITLE_TYPES if re.search(words, name)), DEFAULTS[kind])
    suffixes = (name[start:] for start in range(len(name)))
    return next((known.types[suffix] for suffix in suffixes if suffix in known.types), DEFAULTS[kind])


TITLE_TYPES = (
    ("[奖章]|金牌|激励", "Award"),
    ("试点|试验区|先行区|先导区", "Pilot"),
    ("强|榜|名[单录]|目录|遗产", "List"),
)
