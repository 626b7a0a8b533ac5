"""The word tables of the clause model, compiled for lookup at either end of a stretch of text.

A stretch before a number is read from its two ends inward: words that belong to the claim (增长, 达到, 分别) are taken
off its right end, words that belong to the sentence (其中, 全市, 累计) off its left end, and what is left is the phrase
that names the indicator. Each end has one table of words; the longest word wins, and words of `claim_nouns` are
there to keep their characters together (公共 does not end in the verb 共), as are those of `claim_compounds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.lexicon import Lexicon
from kg.lexicon.words import Words as Matcher
from kg.values import Struct, replace

COLUMNS = {
    "change_verbs": ("word", "direction", "use"),
    "reach_verbs": ("word", "role"),
    "claim_adverbs": ("word", "field", "value"),
    "claim_openers": ("word",),
    "claim_nouns": ("word",),
    "claim_compounds": ("word",),
    "action_verbs": ("word", "role", "cut"),
    "scope_words": ("word", "meaning", "use"),
    "ranks": ("word", "role"),
    "shares": ("word", "role"),
    "targets": ("word", "role"),
    "measure_heads": ("word",),
    "relative_nouns": ("word", "kind", "direction"),
    "discourse_nouns": ("word",),
    "phrase_breaks": ("word", "role"),
    "asked_words": ("word", "role"),
    "bare_units": ("word", "unit"),
}


class Word(Struct, frozen=True):
    """A word of a claim: what it does there, and the value that it gives."""

    text: str
    role: str
    value: str = ""


class Table:
    """Words that are looked up at the start or the end of a stretch, longest first."""

    def __init__(self, words: Iterable[Word], *, at_end: bool) -> None:
        """Index the words by their two outermost characters."""
        self.words = {word.text: word for word in words}
        lengths: dict[str, set[int]] = {}
        for text in self.words:
            lengths.setdefault(text[-2:] if at_end else text[:2], set()).add(len(text))
        self._lengths = {
            edge: tuple(sorted(value | lengths.get(edge[-1] if at_end else edge[0], set()), reverse=True))
            for edge, value in lengths.items()
        }

    def before(self, text: str, floor: int, end: int) -> Word | None:
        """Return the longest word that ends at `end` and starts at or behind `floor`."""
        for length in self._lengths.get(text[max(0, end - 2) : end]) or self._lengths.get(text[end - 1], ()):
            start = end - length
            if start >= floor:
                word = self.words.get(text[start:end])
                if word is not None:
                    return word
        return None

    def after(self, text: str, start: int, ceiling: int) -> Word | None:
        """Return the longest word that starts at `start` and ends at or before `ceiling`."""
        for length in self._lengths.get(text[start : start + 2]) or self._lengths.get(text[start], ()):
            if start + length <= ceiling:
                word = self.words.get(text[start : start + length])
                if word is not None:
                    return word
        return None


class Finder:
    """Words that are looked for inside a stretch; words of role `guard` are passed over as a whole."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Build the matcher."""
        self.words: dict[str, Word] = {}
        for word in words:
            if word.role != "guard" or word.text not in self.words:
                self.words[word.text] = word
        self._matcher = Matcher(self.words)

    def each(self, text: str, start: int, end: int) -> Iterator[tuple[Word, int]]:
        """Yield the words of a stretch with their positions."""
        stretch = text[start:end]
        for first, last in self._matcher.find(stretch):
            word = self.words[stretch[first:last]]
            if word.role != "guard":
                yield word, start + first

    def first(self, text: str, start: int, end: int) -> tuple[Word, int] | None:
        """Return the first word of a stretch."""
        return next(self.each(text, start, end), None)

    def last(self, text: str, start: int, end: int) -> tuple[Word, int] | None:
        """Return the last word of a stretch."""
        found = None
        for each in self.each(text, start, end):
            found = each
        return found


class Words(Struct, frozen=True):
    """All tables of the clause model.

    `tail` holds the words taken off before a number, `head` those taken off at the start of a clause, `actions` verbs
    whose object is counted, `rest` the words with which no noun begins. The finders find words inside a stretch.
    """

    tail: Table
    head: Table
    actions: Table
    rest: Table
    heads: Table
    relatives: Table
    fields: Table
    discourse: Finder
    verbs: Finder
    stops: Finder
    predicates: Finder
    compares: Finder
    changes: dict[str, str]
    closing: Table
    ranks: Finder
    shares: Finder
    share_nouns: Table
    basis: Finder
    targets: Finder
    asked: Finder
    bare_units: Finder
    being: Finder


class Lists(Struct, frozen=True):
    """The rows of the tables as words, before they are laid out for lookup."""

    guards: list[Word]
    nouns: list[Word]
    openers: list[Word]
    adverbs: list[Word]
    reach: list[Word]
    change: list[Word]
    actions: list[Word]
    scope: list[Word]
    ranks: list[Word]
    shares: list[Word]
    breaks: list[Word]


def load_words(lexicon: Lexicon) -> Words:
    """Compile the tables; use as `lexicon.compiled(load_words)`."""
    lists = read_lists(lexicon)
    # Compounds are least of all: what another list calls a word of a claim is one.
    lists = replace(lists, guards=[*_guard(_words(lexicon, "claim_compounds")), *lists.guards])
    guards, actions = lists.guards, lists.actions
    return Words(
        tail=_tail(lists),
        head=_head(lists),
        actions=Table(actions, at_end=False),
        rest=_rest(lists),
        heads=Table(_words(lexicon, "measure_heads"), at_end=True),
        relatives=Table(lists.nouns, at_end=True),
        fields=Table(_of(lists.ranks, "field"), at_end=True),
        discourse=Finder(_words(lexicon, "discourse_nouns")),
        verbs=Finder([*guards, *_guard(lists.nouns), *_guard(actions), *_cut(actions)]),
        stops=_stops(lists),
        predicates=_predicates(lists),
        changes={word.text: word.value for word in _of(lists.change, "change")},
        closing=Table([word for word in actions if word.role != "light"], at_end=True),
        compares=Finder(_of(lists.change, "compare")),
        ranks=Finder([*guards, *_of(lists.ranks, "verb")]),
        shares=Finder([*guards, *_guard(_of(lists.shares, "noun")), *_of(lists.shares, "verb")]),
        share_nouns=Table(_of(lists.shares, "noun"), at_end=True),
        basis=Finder(_of(lists.adverbs, "basis")),
        targets=Finder([*guards, *_words(lexicon, "targets", "role")]),
        asked=Finder(_words(lexicon, "asked_words", "role")),
        being=Finder([*guards, *lists.reach, *_of(actions, "light", "affect")]),
        bare_units=Finder(_words(lexicon, "bare_units", "unit")),
    )


def read_lists(lexicon: Lexicon) -> Lists:
    """Read the tables, without the compounds that are derived with their help."""
    adverbs = _words(lexicon, "claim_adverbs", "field", "value")
    scope = _words(lexicon, "scope_words", "use", "meaning")
    return Lists(
        guards=_guard(_words(lexicon, "claim_nouns")),
        nouns=_words(lexicon, "relative_nouns", "kind", "direction"),
        openers=[Word(word.text, "opener") for word in _words(lexicon, "claim_openers")],
        adverbs=[Word(word.text, word.role or "adverb", word.value) for word in adverbs],
        reach=_words(lexicon, "reach_verbs", "role"),
        change=_words(lexicon, "change_verbs", "use", "direction"),
        actions=_words(lexicon, "action_verbs", "role", "cut"),
        scope=[Word(word.text, f"scope {word.role}", word.value) for word in scope],
        ranks=_words(lexicon, "ranks", "role"),
        shares=_words(lexicon, "shares", "role"),
        breaks=_words(lexicon, "phrase_breaks", "role"),
    )


REACHING = ("到", "至", "为", "成", "到了", "成了")


def _measures(lists: Lists) -> list[Word]:
    """Return the relative nouns that measure something; 计划 and 目标 are words of a claim as well."""
    return _of(lists.nouns, "growth", "index", "whole", "part")


def _arrivals(lists: Lists) -> list[Word]:
    """Return the verbs of change with 到 and its like behind them: 增加到, 降至, 转变为."""
    change = _of(lists.change, "change")
    return [Word(word.text + end, "to") for word in change for end in REACHING]


def _tail(lists: Lists) -> Table:
    """Lay out the words of a claim before its number; a word of several lists is what the last of them says."""
    small = [Word(word, "from") for word in ("由", "从", "自")] + [Word(word, "than") for word in ("比", "较", "相比")]
    kept = [*lists.guards, *_guard(lists.actions), *_of(lists.actions, "light")]
    ends = [*_arrivals(lists), *_of(lists.reach, "to")]
    return Table(
        [*kept, *_guard(_measures(lists)), *lists.adverbs, *small, *lists.reach, *lists.change, *ends], at_end=True
    )


def _head(lists: Lists) -> Table:
    told = [word for word in lists.adverbs if word.role != "adverb"]
    kept = [*lists.guards, *_guard(_measures(lists))]
    return Table([*_of(lists.actions, "light"), *told, *lists.openers, *kept, *lists.scope], at_end=False)


def _rest(lists: Lists) -> Table:
    nouns = [*lists.guards, *_guard(lists.nouns)]
    return Table([*nouns, *lists.openers, *lists.reach, *_of(lists.change, "change"), *lists.actions], at_end=False)


def _stops(lists: Lists) -> Finder:
    kept = [*lists.guards, *_guard(lists.nouns), *_guard(lists.actions)]
    breaks = [word for word in lists.breaks if word.role != "degree"]
    changes = _long(_of(lists.change, "change"))
    return Finder([*kept, *_cut(lists.actions), *breaks, *_long(lists.adverbs), *changes])


def _predicates(lists: Lists) -> Finder:
    kept = [*lists.guards, *_guard(lists.nouns)]
    breaks = [word for word in lists.breaks if word.role != "conjunction"]
    verbs = [*_long(lists.adverbs), *_long(lists.change), *lists.reach]
    return Finder([*kept, *_cut(lists.actions), *breaks, *verbs])


def _of(words: list[Word], *roles: str) -> list[Word]:
    return [word for word in words if word.role in roles]


def _guard(words: list[Word]) -> list[Word]:
    """Return words as guards, which keep their characters together."""
    return [Word(word.text, "guard") for word in words]


def _cut(actions: list[Word]) -> list[Word]:
    """Return the verbs that are verbs even inside a phrase."""
    return [word for word in actions if word.value == "cut"]


def _long(words: list[Word]) -> list[Word]:
    """Return the words that are unmistakable inside a phrase."""
    return [word for word in words if len(word.text) > 1]


def _words(lexicon: Lexicon, name: str, role: str = "", value: str = "") -> list[Word]:
    rows = lexicon.rows(name, COLUMNS[name], ("word",))
    return [Word(row["word"], row[role] if role else "", row[value] if value else "") for row in rows]
