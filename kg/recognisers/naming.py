"""How likely a stretch of Chinese characters is a person's name: surnames and given names against words.

A few characters from a place where a name may begin are read in two ways, as words alone and as a name followed by
words; the cheaper reading wins (unigram model, Viterbi; costs as in `lexicon.vocabulary`). 高大伟介绍 begins with a
name, 高度重视 does not.
"""

from __future__ import annotations

import math
import re

from kg.lexicon import Lexicon
from kg.lexicon.vocabulary import LONGEST, UNKNOWN, load_vocabulary
from kg.values import Struct

SURNAME_COLUMNS = ("surname", "per_10000")
GIVEN_COLUMNS = ("names", "characters")
STOP_COLUMNS = ("characters",)
WINDOW = 12  # a name of eight characters and the word or two after it
UNSEEN_GIVEN = 95  # a character that stands in no listed name
TRANSCRIBED, FOREIGN = 52, 20  # a character of a transcription is one of some 200; one name in eight is foreign
SHORTEST_TRANSCRIPTION, SHORTEST_AFTER_COUNTRY = 3, 2
SHORT_GIVEN, LONG_GIVEN = 19, 2  # given names of one and of two characters are as 15 to 80 of 100
# After a post, a word as rare as one in 70,000 (李娜 is in the table of words) gives way to a name that is as likely.
RARE, RARE_NAME = 112, 22
WHOLE = 25  # what stands alone between a post and a mark or a verb is the likelier to be a name
SAYING = re.compile("表示|介绍|指出|强调|认为|透露|告诉|出席|致辞|主持|参加|宣布|回应|解读|通报|回答|坦言|呼吁")
# What precedes tells how likely a name is to follow: after a post nearly always, after a mark now and then.
AFTER_POST, AFTER_MARK, AFTER_PEOPLE, ANYWHERE = 5, 30, 45, 70
_HAN = re.compile(r"[\u4e00-\u9fff]*")
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fff]*\Z")


class Naming(Struct, frozen=True):
    """Costs (ten times the negative natural logarithm of a relative frequency) of words, surnames and given names."""

    words: dict[str, int]
    surnames: dict[str, int]
    given: dict[str, int]
    stops: frozenset[str]
    transcription: re.Pattern[str]

    def end_of_name(self, text: str, start: int, context: int, *, foreign: int = 0) -> int | None:
        """Return where the name that begins at `start` ends, or None if words are the likelier reading.

        `foreign` admits names in transcription of so many characters and more.
        """
        han = _HAN.match(text, start, start + WINDOW)
        window = han.group() if han else ""
        names = self._names(window) + (self._transcriptions(window, foreign) if foreign else [])
        if not names:
            return None
        rest = self._costs_to_end(window)
        best, best_length = rest[0], 0
        for length, plain in names:
            if window[length - 1] in self.stops and length < len(window):
                continue
            cost = plain + context + rest[length]
            if context == AFTER_POST:
                cost -= RARE_NAME if max(self.words.get(window[:size], 0) for size in (2, length)) > RARE else 0
                whole = length == len(window) < WINDOW and window[-1] not in self.stops
                cost -= WHOLE if whole or (length > 1 and SAYING.match(window, length)) else 0
            if cost < best:
                best, best_length = cost, length
        return start + best_length if best_length else None

    def _transcriptions(self, window: str, least: int) -> list[tuple[int, int]]:
        """Return length and cost of each transcription that the window could begin with."""
        run = self.transcription.match(window)
        longest = run.end() if run else 0
        lengths = range(least if longest == least else max(least, SHORTEST_TRANSCRIPTION), longest + 1)
        return [(length, FOREIGN + length * TRANSCRIBED) for length in lengths]

    def start_of_transcription(self, text: str, end: int) -> int | None:
        """Return where the name in transcription that ends at `end` begins, or None if words are likelier."""
        start = end
        while start > max(0, end - WINDOW) and self.transcription.match(text, start - 1, start):
            start -= 1
        length = end - start
        is_name = length >= SHORTEST_TRANSCRIPTION and FOREIGN + length * TRANSCRIBED < self.cost_of_words(
            text[start:end]
        )
        return start if is_name else None

    def start_of_name(self, text: str, end: int, context: int) -> int | None:
        """Return where the name that ends at `end` begins, or None if words are the likelier reading."""
        han = _HAN_BEFORE.search(text, max(0, end - WINDOW), end)
        window = han.group() if han else ""
        tails = [window[-length:] for length in (2, 3, 4) if length <= len(window)]
        names = [name for tail in tails for name in self._names(tail) if name[0] == len(tail)]
        if not names:
            return None
        costs = self._costs_from_start(window)
        best, best_length = costs[-1], 0
        for length, cost in names:
            if costs[len(window) - length] + cost + context < best:
                best, best_length = costs[len(window) - length] + cost + context, length
        return end - best_length if best_length else None

    def is_name(self, words: str, *, rare: bool = False) -> bool:
        """Tell whether the words have the form of a Chinese name and are no common word, or with `rare` a rare one."""
        if not words.isalpha() or (words in self.words and not (rare and self.words[words] > RARE)):
            return False
        return any(len(words) == length for length, _ in self._names(words))

    def cost_of_words(self, window: str) -> int:
        """Return the cost of the cheapest reading as words alone."""
        return self._costs_to_end(window)[0]

    def _names(self, window: str) -> list[tuple[int, int]]:
        """Return length and cost of each name that the window could begin with."""
        found = []
        for head in (1, 2):
            cost = self.surnames.get(window[:head])
            if cost is None or len(window) <= head:
                continue
            first = cost + self.given.get(window[head], UNSEEN_GIVEN)
            found.append((head + 1, first + SHORT_GIVEN))
            if len(window) > head + 1:
                found.append((head + 2, first + LONG_GIVEN + self.given.get(window[head + 1], UNSEEN_GIVEN)))
        return found

    def _costs_from_start(self, window: str) -> list[int]:
        """Return for each position the cost of the best segmentation up to it."""
        costs = [0]
        for end in range(1, len(window) + 1):
            best = costs[end - 1] + self.words.get(window[end - 1], UNKNOWN)
            for begin in range(max(0, end - LONGEST), end - 1):
                cost = self.words.get(window[begin:end])
                if cost is not None:
                    best = min(best, costs[begin] + cost)
            costs.append(best)
        return costs

    def _costs_to_end(self, window: str) -> list[int]:
        """Return for each position the cost of the best segmentation from it to the window's end."""
        rest = [0] * (len(window) + 1)
        for begin in range(len(window) - 1, -1, -1):
            rest[begin] = self.words.get(window[begin], UNKNOWN) + rest[begin + 1]
            for end in range(begin + 2, min(begin + LONGEST, len(window)) + 1):
                cost = self.words.get(window[begin:end])
                if cost is not None and cost + rest[end] < rest[begin]:
                    rest[begin] = cost + rest[end]
        return rest


def load_naming(lexicon: Lexicon) -> Naming:
    """Compile the tables of names; use as `lexicon.compiled(load_naming)`."""
    bearers = {
        row["surname"]: float(row["per_10000"]) for row in lexicon.rows("surnames", SURNAME_COLUMNS, ("surname",))
    }
    everybody = sum(bearers.values())
    counts = {
        character: int(row["names"]) for row in lexicon.rows("given", GIVEN_COLUMNS) for character in row["characters"]
    }
    characters = sum(counts.values())
    given = {character: _cost(count / characters) for character, count in counts.items()}
    stops = frozenset("".join(row["characters"] for row in lexicon.rows("given_name_stops", STOP_COLUMNS)))
    transcribing = "".join(row["characters"] for row in lexicon.rows("transliteration_characters", STOP_COLUMNS))
    return Naming(
        lexicon.compiled(load_vocabulary).costs,
        {surname: _cost(count / everybody) for surname, count in bearers.items()},
        given,
        stops,
        re.compile(f"[{transcribing}]+"),
    )


def _cost(share: float) -> int:
    return round(-10 * math.log(share))
