"""How things are tied: by the sentences that name both, or claim something of both, and by questions and answers.

Pairs are counted here: as a join in SPARQL they take minutes where some things stand in thousands of sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from kg.web.lookup import Row, node, prepared, rows
from kg.web.service import Service

KINDS = ("person", "outlet", "place", "organization", "policy", "title", "indicator", "event", "post", "speaker")
TIES = 160  # edges among many things: the strongest, more would hide them
PLACES = 1500  # sentences of one thing that its neighbours are counted in
FRONTIER = 150  # things that a path is followed through at each step
STEPS = 6
EVIDENCE = 20
RELATIONS = 500
_WHERE = re.compile(r"(?:text|turn)/([0-9a-f]+)(?:#char=(\d+),(\d+)|-(\d+)-(\d+))$")
_SLOT = "{ UNDEF }"


def is_thing(service: Service, iri: str) -> bool:
    """Tell whether an IRI names something that the network shows."""
    kind, _, name = iri.removeprefix(service.base).partition("/")
    return iri.startswith(service.base) and kind in KINDS and bool(name)


def places(service: Service, things: Iterable[str]) -> dict[str, list[str]]:
    """Return where each thing stands: sentences and questions, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _ask(service, "ties", things):
        found[str(row["thing"])].append(str(row["where"]))
    return {thing: sorted(where) for thing, where in found.items()}


def ties(service: Service, things: Iterable[str]) -> list[Row]:
    """Return the strongest ties among things, each pair once, with the number of sentences and questions of both."""
    together: dict[str, list[str]] = defaultdict(list)
    for thing, found in places(service, things).items():
        for where in found:
            together[where].append(thing)
    counted = Counter(pair for found in together.values() for pair in combinations(sorted(found), 2))
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [{"thing": one, "other": other, "sentences": count} for (one, other), count in ordered[:TIES]]


def neighbours(service: Service, thing: str) -> list[Row]:
    """Return what stands where a thing stands, the most frequent first.

    A thing that stands in very many sentences is counted in the first of them; they are ordered by their documents'
    hashes, so that these are a sample.
    """
    counted = _around(service, {thing: places(service, [thing]).get(thing, [])[:PLACES]}, {thing})
    ordered = sorted(((other, len(where)) for other, where in counted.items()), key=lambda item: (-item[1], item[0]))
    names = labels(service, [other for other, _ in ordered])
    return [{"other": other, "label": names[other], "sentences": count} for other, count in ordered if other in names]


def _around(service: Service, found: dict[str, list[str]], known: set[str]) -> dict[str, set[str]]:
    """Return what else stands in the places of things, by thing, with these places."""
    wanted = sorted({where for some in found.values() for where in some})
    near: dict[str, set[str]] = defaultdict(set)
    for row in _ask(service, "neighbours", wanted):
        other = str(row["other"])
        if other not in known and is_thing(service, other):
            near[other].add(str(row["where"]))
    return near


def labels(service: Service, things: Iterable[str]) -> dict[str, str]:
    """Return the Chinese label of each thing that has one."""
    return {str(row["thing"]): str(row["label"]) for row in _ask(service, "labels", things)}


def between(service: Service, one: str, other: str) -> dict[str, object]:
    """Return what two things are tied by: shared claims, and sentences that name both, with the words that do."""
    found = places(service, [one, other])
    both = sorted(set(found.get(one, ())) & set(found.get(other, ())))
    marks: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in _ask(service, "between", both[:EVIDENCE]):
        if row["thing"] in (one, other):
            marks[str(row["where"])].add((int(row["begin"]), int(row["end"])))
    sentences = [_sentence(service, where, sorted(marks[where])) for where in both[:EVIDENCE]]
    return {
        "count": len(both),
        "sentences": [item for item in sentences if item],
        "claims": _shared(service, "claims", one, other),
        "relations": _shared(service, "relations", one, other),
    }


def claims(service: Service, thing: str, page: tuple[int, int]) -> list[Row]:
    """Return the metric claims of a thing, or the claim that it is; `page` is a limit and an offset."""
    return _ask(service, "claims", _about(service, thing, "claim", page))


def relations(service: Service, thing: str, page: tuple[int, int] = (RELATIONS, 0)) -> list[Row]:
    """Return what is stated of a thing in relation to others, in either direction."""
    return _ask(service, "relations", _about(service, thing, "relation", page))


def _about(service: Service, thing: str, kind: str, page: tuple[int, int]) -> list[str]:
    """Return the IRIs of a page of the claims or relations of a thing, in the order of documents and texts."""
    limit, offset = page
    return sorted(_made_of(service, thing, kind), key=_order)[offset : offset + limit]


def _made_of(service: Service, thing: str, kind: str) -> set[str]:
    found = {thing, *(str(row["claim"]) for row in _ask(service, "about", [thing]))}
    return {iri for iri in found if iri.startswith(f"{service.base}{kind}/")}


def _order(iri: str) -> tuple[str, list[int], str]:
    document, *numbers = iri.rpartition("/")[2].split("-")
    return document, [int(number) for number in numbers if number.isdecimal()], iri


def _shared(service: Service, name: str, one: str, other: str) -> list[Row]:
    """Return the claims or relations that are of both things."""
    kind = name.removesuffix("s")
    both = _made_of(service, one, kind) & _made_of(service, other, kind)
    return _ask(service, name, sorted(both, key=_order)[:EVIDENCE])


def _sentence(service: Service, where: str, marks: list[tuple[int, int]]) -> dict[str, object] | None:
    """Return the words of a sentence or a question, None where the build has no text of them."""
    found = _WHERE.search(where)
    text = service.text(found[1]) if found else None
    if found is None or text is None:
        return None
    begin, end = (int(number) for number in (found[2] or found[4], found[3] or found[5]))
    return {"document": found[1], "begin": begin, "end": end, "text": text[begin:end], "marks": marks}


def path(service: Service, start: str, goal: str) -> list[str] | None:
    """Return the shortest way between two things, None where none has at most six steps.

    Both sides grow in turn, the smaller first; of a side's outermost things the first 150 by IRI are followed.
    """
    sides: tuple[dict[str, str | None], dict[str, str | None]] = ({start: None}, {goal: None})
    edges: list[list[str]] = [[start], [goal]]
    for _ in range(STEPS):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        edges[side] = _grow(service, edges[side], sides[side])
        met = sorted(set(edges[side]) & set(sides[1 - side]))
        if met or start == goal:
            middle = met[0] if met else start
            return [*reversed(_trace(middle, sides[0])), *_trace(middle, sides[1])[1:]]
        if not edges[side]:
            return None
    return None


def _grow(service: Service, edge: list[str], came: dict[str, str | None]) -> list[str]:
    """Note from where each new thing is reached, and return the new things."""
    found = {thing: where[: PLACES // 10] for thing, where in places(service, edge[:FRONTIER]).items()}
    first: dict[str, str] = {}
    for thing in sorted(found, reverse=True):
        first |= dict.fromkeys(found[thing], thing)
    near = _around(service, found, set(came))
    for other in sorted(near):
        came[other] = first[min(near[other])]
    return sorted(near)


def _trace(thing: str, came: dict[str, str | None]) -> list[str]:
    """Return a thing and what it was reached from, back to where the search began."""
    way = [thing]
    while (before := came[way[-1]]) is not None:
        way.append(before)
    return way


def _ask(service: Service, name: str, given: Iterable[str]) -> list[Row]:
    """Return the rows of a prepared query about many things, which stand in each of its slots."""
    terms = " ".join(node(iri) for iri in given)
    return rows(service, prepared(name).replace(_SLOT, f"{{ {terms} }}")) if terms else []
