"""One-character names: 来潍, 赴鲁, 中美, 苏鲁豫皖.

A single character is a place only in the frames that show it. Joined ones are one name, as 港澳台 and 京津冀 are, and
the places that they stand for are kept as what that name includes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.names import Names, load_names
from kg.lexicon.vocabulary import load_vocabulary
from kg.model import Document, Entity, Span
from kg.recognisers import place_evidence
from kg.recognisers.place_evidence import Named
from kg.values import Struct

USES = ("province", "common", "city", "line", "country")
# A character this rare in ordinary words may abbreviate a place that the document names in full.
RARE = 105
# A phrase such as 赴台 and 进疆 is as frequent as a listed name at best.
PHRASE = 100


class Letters(Struct, frozen=True):
    """One-character names by use, and the patterns of the frames in which they count."""

    places: dict[str, dict[str, str]]
    lines: frozenset[str]
    single: re.Pattern[str]
    framed: re.Pattern[str]
    nations: re.Pattern[str]
    provinces: re.Pattern[str]


def load_letters(lexicon: Lexicon) -> Letters:
    """Compile the tables; use as `lexicon.compiled(load_letters)`."""
    places: dict[str, dict[str, str]] = {use: {} for use in USES}
    for row in lexicon.rows("place_abbreviations", ("letter", "place", "use"), key=("letter", "use")):
        if row["use"] not in places or len(row["letter"]) != 1:
            raise row.refuse(f"a row has one character, a place and one of the uses {', '.join(USES)}")
        places[row["use"]][row["letter"]] = row["place"]
    frames: dict[str, list[str]] = {}
    for row in lexicon.rows("place_frames", ("side", "word"), key=("side", "word")):
        frames.setdefault(row["side"], []).append(re.escape(row["word"]))
    nations, provinces = "".join(places["country"]), "".join({**places["province"], **places["common"]})
    return Letters(
        places,
        frozenset(letter for use in USES[:4] for letter in places[use]),
        re.compile(rf"[{''.join(frames['letter'])}](?=[\u4e00-\u9fff](?![美日俄英法德欧韩]))"),
        re.compile("|".join(frames["phrase"])),
        re.compile(f"[{nations}][{nations}]{{1,3}}(?={'|'.join(frames['nations'])})"),
        re.compile(f"[{provinces}][{provinces}]{{1,5}}(?=[0-9]{{1,2}}省|{'|'.join(frames['provinces'])})"),
    )


def find(document: Document, listed: list[Named], lexicon: Lexicon) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield one-character names with the key of the place, and joined ones (中美, 鲁豫) with the keys of all."""
    letters = lexicon.compiled(load_letters)
    stands = lexicon.compiled(load_vocabulary).stands
    text = document.text
    known = _known(
        [entity for named in listed for entity in _only(named)] + place_evidence.given_home(document, lexicon), lexicon
    )
    single = {**known, **letters.places["province"]}
    for match in letters.single.finditer(text):
        at = match.end()
        key = single.get(text[at])
        if key and stands(text, at, at + 1):
            yield Span(at, at + 1), (key,)
    anywhere = {**letters.places["common"], **letters.places["province"]}
    for match in letters.framed.finditer(text):
        if match[0][-1] in anywhere and stands(text, *match.span(), PHRASE):
            yield Span(match.end() - 1, match.end()), (anywhere[match[0][-1]],)
    for pattern, uses in ((letters.nations, ("country",)), (letters.provinces, ("province", "common"))):
        for match in pattern.finditer(text):
            if stands(text, *match.span()) and _is_telling(match[0], letters, uses):
                places = {letter: key for use in uses for letter, key in letters.places[use].items()}
                yield Span(*match.span()), tuple(places[letter] for letter in match[0])


def _is_telling(word: str, letters: Letters, uses: tuple[str, ...]) -> bool:
    """Tell whether letters are places: of nations the first is 中, 美 or such; of provinces one has no other use."""
    if len(set(word)) < len(word):
        return False
    if "country" in uses:
        return word[0] in "中美日俄英朝巴伊欧"
    return any(letter in letters.places["province"] for letter in word)


def _only(named: Named) -> tuple[Entity, ...]:
    return named.entities if len(named.entities) == 1 else ()


def _known(places: list[Entity], lexicon: Lexicon) -> dict[str, str]:
    """Return the rare first characters of the prefectures and counties that the text names, where only one has it."""
    costs = lexicon.compiled(load_vocabulary).costs
    names: Names = lexicon.compiled(load_names)
    owners: dict[str, set[str]] = {}
    for entity in places:
        if _is_local(entity) and costs.get(entity.label[0], RARE) >= RARE:
            owners.setdefault(entity.label[0], set()).add(entity.key)
    cities = lexicon.compiled(load_letters).places["city"]
    alone = {letter: min(keys) for letter, keys in owners.items() if len(keys) == 1}
    named_cities = {letter: key for letter, key in cities.items() if any(key in keys for keys in owners.values())}
    return {letter: key for letter, key in {**alone, **named_cities}.items() if key in names.by_key}


def _is_local(entity: Entity) -> bool:
    return any(fact in entity.attributes for fact in (("level", "prefecture"), ("level", "county")))
