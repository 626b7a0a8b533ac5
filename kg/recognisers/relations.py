"""Relations that a text states: who received a title, who issued a document, who holds a post, what lies where.

A relation is read from its verb: the object stands right after it, the subjects right before it, joined by 、 or 和
(寿光、诸城入选全国百强县). Where a clause has no subject of its own, that with which the sentence opens is carried on;
where the sentence has none, or has 我市 or 全区, it is the document's home, under the name that the text uses for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Hit, load_names
from kg.model import Document, Kind, Mention, Period, Relation, Span
from kg.recognisers import periods, phrases, tenures, titles
from kg.values import Struct

CLAUSE = re.compile(r"[，。；：！？）\n]")
SENTENCE = re.compile(r"[。；！？\n]")
COUNTED_AFTER = "[0-9一二两三四五六七八九十]+个?(?:地级市|县级市|[市县区镇村州])"  # 甲、乙两县入选…
BRACKETED = r"[（(][^（）()，。]{1,8}[）)]"
JOINT = re.compile(f"(?:{BRACKETED})?(?:{COUNTED_AFTER})?(?:[、和与及 ]|以及)|，")
# What may stand between a subject and its verb without being a subject itself.
FILLER = (
    rf"(?:{BRACKETED}|{COUNTED_AFTER}|等(?:地|市|县|区|部门|单位)?(?:[0-9一二两三四五六七八九十]+个?(?:部门|单位|地级市|县级市|[市县区地家镇村州]))?|联合|共同|分别|先后|陆续|相继|成功|已经?|再次|继续|首次|首批"
    r"|均|都|也|又|还|因此|由此|从而|随后|曾|还曾|并且|而且|光荣|连续[^，。]{0,5}|正式|近日|日前|近期|率先|研究|起草|并|同志|先生|女士|今天|今日|昨天|近年来|于|在|一举|顺利|双双|同时|第[0-9一二三四五六七八九十]+次"
    r"|(?:[0-9一二三四五六七八九十]+|多|屡)次|[0-9]{2,4}年|[0-9]{1,2}月份?|[0-9]{1,2}日|[上下]半年|今年|去年|前年|[年月]?[初底中末])*"
)
# Who makes a list known is not who is on it.
ANNOUNCES = re.compile(f"(?:{FILLER})(?:对外|正式)?(?:公布|发布|通报|宣布|印发|公示|公告|下发|授予|命名|评选)")
BEFORE_VERB = re.compile(FILLER + "$")
ALL_FILLER = re.compile(r"[—\s]*" + FILLER)
SELF_AND_FILLER = re.compile(rf"[—\s]*{FILLER}(?:[我全本][省市区县州旗镇]){FILLER}")
THAT_PLACE = re.compile(rf"[—\s]*{FILLER}该([省市县区州旗镇乡村]){FILLER}")
SELF_ACTING = re.compile(r"(?<![在全])[我本][省市区县州旗镇]")
NOT_YET = re.compile(
    "力争|争取|争创|申报|计划|拟|准备|希望|目标|将(?!近|[^，。]{1,8}[省市县区镇乡村旗州]$)|努力|有望|未能|没有|推荐|参评|如何|怎样"
)
LIST_GAP = re.compile(
    r"(?:”|“?[一二三四五六七八九十]+连[冠贯]”?|等?(?:荣誉)?称号|等|荣誉|奖牌)*(?:、|和|与|及|以及)?[“《]?"
)
TITLE_GAP = re.compile(r"[^，。；：、]{0,8}")
BARE_GAP = re.compile("[了好]?(?:新一轮|新版|新的)?")
ISSUED_GAP = re.compile(r"[^，。；：、《》]{0,12}")
REACH = 200  # characters back to the sentence before
PASSIVE = re.compile("被[^，。；：]{1,24}$")
NATION = "中国"
SUBJECTS: tuple[Kind, ...] = ("place", "organization", "person")


class Grammar(Struct, frozen=True):
    """The compiled verbs."""

    received: re.Pattern[str]
    issued: re.Pattern[str]
    located: re.Pattern[str]


class Party(Struct, frozen=True):
    """A subject: what the text calls it, where, and which entity it is."""

    name: str
    span: Span | None
    key: str | None
    rule: str = "stated"


class Reading(Struct, frozen=True):
    """A document's text with its mentions in order, for looking left and right of a verb."""

    document: Document
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    times: tuple[Period, ...]

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie between two places."""
        first, last = bisect_left(self.starts, start), bisect_right(self.ends, end)
        return self.mentions[first:last]

    def when(self, start: int, end: int) -> str | None:
        """Return the time of what is said at `end`: in its clause, else the last to open a clause before it."""
        text = self.document.text
        clause = _last(CLAUSE, text, start, end)
        last = bisect_right(self.times, end, key=lambda time: time.span.end)
        first = bisect_left(self.times, start, key=lambda time: time.span.start)
        for time in reversed(self.times[first:last]):
            opening = _last(CLAUSE, text, start, time.span.start)
            opens = time.span.start >= clause or ALL_FILLER.fullmatch(text, opening, time.span.start)
            lasting = time.text.startswith("连续")  # tells how long, not when
            if opens and not lasting and not any(other.span.covers(time.span) for other in self.between(start, end)):
                return time.text
        return None


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the verbs; use as `lexicon.compiled(load_grammar)`."""
    rows = lexicon.rows("relation_verbs", ("word", "predicate"), ("word",))
    issued, located = (
        phrases.alternatives(row["word"] for row in rows if row["predicate"] == predicate)
        for predicate in ("issued", "located_in")
    )
    return Grammar(lexicon.compiled(titles.load_grammar).received, re.compile(issued), re.compile(located))


def find(
    document: Document,
    mentions: tuple[Mention, ...],
    lexicon: Lexicon,
    times: tuple[Period, ...] | None = None,
    hits: tuple[Hit, ...] | None = None,
) -> tuple[Relation, ...]:
    """Return the relations of a document in the order of the text, each once.

    `times` are the document's time expressions and `hits` its listed names, if they are known already.
    """
    grammar = lexicon.compiled(load_grammar)
    ordered = tuple(sorted(mentions, key=lambda mention: mention.span))
    starts = tuple(mention.span.start for mention in ordered)
    ends = tuple(mention.span.end for mention in ordered)
    times = periods.find(document, lexicon) if times is None else times
    reading = Reading(document, ordered, starts, ends, tuple(sorted(times, key=lambda time: time.span)))
    found = [
        *received(reading, grammar),
        *issued(reading, grammar),
        *located(reading, grammar),
        *tenures.held(
            document, ordered, lexicon.compiled(load_names).scan(document.text) if hits is None else hits, lexicon
        ),
    ]
    first: dict[tuple[str, str, str], Relation] = {}
    for relation in sorted(found, key=lambda relation: (relation.span, relation.predicate, relation.subject)):
        subject = relation.subject_key or relation.subject
        first.setdefault((subject, relation.predicate, relation.object), relation)
    return tuple(first.values())


def received(reading: Reading, grammar: Grammar) -> Iterator[Relation]:
    """Yield who received a title: every title of a list for every subject of its verb, with 分别 each its own."""
    for verb, listed in _lists(reading, grammar):
        for place, mention in enumerate(listed):
            yield from _stated(reading, verb, mention, "received_title", (place, len(listed)))


def _lists(reading: Reading, grammar: Grammar) -> Iterator[tuple[Span, list[Mention]]]:
    """Yield the lists of titles, each with the verb that governs it."""
    text = reading.document.text
    listed: list[Mention] = []
    verb: Span | None = None
    for mention in reading.mentions:
        if mention.kind != "title":
            continue
        joined = listed and LIST_GAP.fullmatch(text, listed[-1].span.end, mention.span.start)
        if not joined:
            if verb is not None:
                yield verb, listed
            verb, listed = _verb_before(text, mention.span.start, grammar.received, TITLE_GAP), []
        listed.append(mention)
    if verb is not None:
        yield verb, listed


def issued(reading: Reading, grammar: Grammar) -> Iterator[Relation]:
    """Yield which body issued a policy."""
    text = reading.document.text
    for mention in reading.mentions:
        if mention.kind == "policy":
            marked = text[mention.span.start] == "《" or text[mention.span.start - 1] == "“"
            if not marked and text.startswith("的", mention.span.end):
                continue  # 制定实施民族区域自治法的规定: the name only tells what kind of rules
            verb = _verb_before(text, mention.span.start, grammar.issued, ISSUED_GAP if marked else BARE_GAP)
            if verb is not None:
                yield from _stated(reading, verb, mention, "issued")


def _verb_before(text: str, end: int, verbs: re.Pattern[str], gap: re.Pattern[str]) -> Span | None:
    """Return the verb that governs what begins at `end`, None where there is none or it speaks of the future."""
    low = _last(CLAUSE, text, max(0, end - 60), end)
    found = None
    for match in verbs.finditer(text, max(low, end - 24), end):
        if gap.fullmatch(text, match.end(), end):
            found = Span(*match.span())
    return None if found is None or NOT_YET.search(text, low, found.start) else found


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return phrases.last_end(pattern, text, start, end) or start


def _stated(
    reading: Reading, verb: Span, mention: Mention, predicate: str, place: tuple[int, int] = (0, 1)
) -> Iterator[Relation]:
    text = reading.document.text
    sentence = _last(SENTENCE, text, max(0, verb.start - 200), verb.start)
    attributive = text.startswith("的", mention.span.end) and predicate == "received_title"
    parties = _granted(reading, verb, mention)
    if not parties:
        parties = _parties(reading, sentence, verb.start, attributive=attributive, predicate=predicate)
    for party in _share(text, parties, verb, place):
        start = party.span.start if party.span and party.span.start >= sentence else verb.start
        if party.span is not None and party.span.covers(mention.span):
            continue
        yield Relation(
            subject=party.name,
            predicate=predicate,
            object=mention.span.of(text),
            span=Span(start, mention.span.end),
            rule=f"{predicate}.{party.rule}",
            when=reading.when(sentence, verb.start),
            subject_span=party.span,
            object_span=mention.span,
            subject_key=party.key,
            object_key=mention.entity,
        )


def _granted(reading: Reading, verb: Span, title: Mention) -> list[Party]:
    """Return those to whom a title is granted, which stand between verb and title (授予谷城县“…”称号)."""
    text = reading.document.text
    if title.kind != "title" or not text.endswith("授予", verb.start, verb.end):
        return []
    between = reading.between(verb.end, title.span.start)
    return [Party(other.span.of(text), other.span, other.entity) for other in between if other.kind in SUBJECTS]


def _share(text: str, parties: list[Party], verb: Span, place: tuple[int, int]) -> list[Party]:
    """Return the subjects of the object at a place in its list: all, or with 分别 the one at the same place."""
    at, count = place
    last = parties[-1].span if parties else None
    each = last is not None and "分别" in text[last.end : verb.start] and len(parties) == count
    return parties[at : at + 1] if each else parties


def _parties(reading: Reading, sentence: int, verb: int, *, attributive: bool, predicate: str) -> list[Party]:
    """Return the subjects of a verb: those right before it, else those carried on, else the home."""
    text = reading.document.text
    clause = _last(CLAUSE, text, sentence, verb)
    own = _coordinated(reading, sentence, verb)
    while own and text[own[0].span.start - 1] in "被由经获":
        verb = own[0].span.start - 1
        own = _coordinated(reading, sentence, verb)
    passive = None if own else PASSIVE.search(text, clause, verb)
    if passive:  # by a body that is not known: 双柏县被某某学会命名为
        own = _coordinated(reading, sentence, passive.start())
    if own:
        return [Party(mention.span.of(text), mention.span, mention.entity) for mention in own]
    words = text[clause:verb]
    that = THAT_PLACE.fullmatch(words)
    if that:
        return _last_such(reading, clause, that[1])
    empty = ALL_FILLER.fullmatch(words) or SELF_AND_FILLER.fullmatch(words)
    if not (empty or attributive):
        return []
    return _carried(reading, sentence, clause, predicate)


def _last_such(reading: Reading, end: int, level: str) -> list[Party]:
    """Return the last place before that is a county, a city and so on: 该县 after 谷城县."""
    for mention in reversed(reading.between(max(0, end - 3 * REACH), end)):
        if mention.kind == "place" and mention.span.of(reading.document.text).endswith(level):
            return [Party(mention.span.of(reading.document.text), mention.span, mention.entity, "carried")]
    return []


def _coordinated(reading: Reading, start: int, verb: int) -> list[Mention]:
    """Return the mentions joined by 、 or 和 that stand right before a verb."""
    text = reading.document.text
    subjects: list[Mention] = []
    left = verb
    for mention in reversed(reading.between(start, verb)):
        gap = text[mention.span.end : left]
        if subjects and not gap and mention.kind == subjects[-1].kind == "place":
            left = mention.span.start  # 沾化区 in 沾化区下洼镇
            continue
        joined = JOINT.fullmatch(gap) and gap != "，" if subjects else BEFORE_VERB.match(gap)
        if mention.kind not in SUBJECTS or not joined or (subjects and subjects[-1].kind != mention.kind):
            break
        subjects.append(mention)
        left = mention.span.start
    return subjects[::-1]


def _carried(reading: Reading, sentence: int, clause: int, predicate: str) -> list[Party]:
    """Return the subject with which the nearest clause before opens, or the home where none does."""
    text = reading.document.text
    kinds = ("organization", "place") if predicate == "issued" else SUBJECTS
    for mention in reversed(reading.between(sentence, clause)):
        opening = _last(CLAUSE, text, sentence, mention.span.start)
        opens = mention.kind in kinds and bool(ALL_FILLER.fullmatch(text, opening, mention.span.start))
        other = predicate == "received_title" and ANNOUNCES.match(text, mention.span.end)
        topic = text.startswith("，", mention.span.end) and text.endswith("的", 0, mention.span.start)
        opens = opens or (mention.kind in kinds and topic)  # 来自某地的某公司，荣获…
        if opens and not other and not text.startswith(("的", "、"), mention.span.end):
            return [Party(mention.span.of(text), mention.span, mention.entity, "carried")]
    home = _home(reading)
    if home is None and predicate == "received_title":
        return _topic(reading, sentence)
    spoken = predicate == "received_title" or _speaks_of_self(reading, sentence, clause)
    return [home] if home and spoken else []


def _topic(reading: Reading, sentence: int) -> list[Party]:
    """Return the place or body with which the sentence before opens, in the same paragraph, where no home is known."""
    text = reading.document.text
    start = _last(SENTENCE, text, max(0, sentence - REACH), sentence - 1)
    opening = next((mention for mention in reading.between(start, sentence) if mention.kind in SUBJECTS), None)
    if opening is None or "\n" in text[start:sentence].strip():
        return []
    opens = ALL_FILLER.fullmatch(text, start, opening.span.start)
    return [Party(opening.span.of(text), opening.span, opening.entity, "carried")] if opens else []


def _speaks_of_self(reading: Reading, sentence: int, clause: int) -> bool:
    """Tell whether 我市 or the like is the subject so far, in this sentence or, with no body since, the ones before."""
    text = reading.document.text
    if SELF_ACTING.search(text, sentence, clause + 8):
        return True
    start = max(text.rfind("\n", 0, sentence) + 1, sentence - 160)
    bodies = any(mention.kind == "organization" for mention in reading.between(start, sentence))
    return sentence == clause and not bodies and bool(SELF_ACTING.search(text, start, sentence))


def _home(reading: Reading) -> Party | None:
    """Return the document's home under the name that the text uses most for it; the nation is nobody's home here."""
    home = reading.document.home
    if home is None or home.value == NATION:
        return None
    names = [
        mention for mention in reading.mentions if mention.kind == "place" and _is_home(reading, mention, home.value)
    ]
    if not names:
        return Party(home.value, None, None, "home")
    written = [mention.span.of(reading.document.text) for mention in names]
    name = max(dict.fromkeys(written), key=written.count)
    mention = names[written.index(name)]
    return Party(name, mention.span, mention.entity, "home")


def _is_home(reading: Reading, mention: Mention, home: str) -> bool:
    words = mention.span.of(reading.document.text)
    return len(words) > 1 and home.startswith(words)


def located(reading: Reading, grammar: Grammar) -> Iterator[Relation]:
    """Yield which place lies in which, where a verb says it."""
    text = reading.document.text
    for match in grammar.located.finditer(text):
        subjects = _coordinated(reading, max(0, match.start() - 60), match.start())
        after = reading.between(match.end(), match.end() + 24)
        if not after or after[0].kind != "place" or after[0].span.start - match.end() > 3:  # noqa: PLR2004
            continue
        for subject in subjects:
            if subject.kind in ("place", "organization"):
                yield _relation(text, subject, "located_in", after[0], f"located_in.{match[0]}")


def _relation(text: str, subject: Mention, predicate: str, value: Mention, rule: str) -> Relation:
    return Relation(
        subject=subject.span.of(text),
        predicate=predicate,
        object=value.span.of(text),
        span=Span(subject.span.start, value.span.end),
        rule=rule,
        subject_span=subject.span,
        object_span=value.span,
        subject_key=subject.entity,
        object_key=value.entity,
    )
