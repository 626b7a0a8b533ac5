"""Communities of a served graph: things that stand in the same sentences, told by Louvain's method, kept on disk.

The things most spoken of are divided; everything else joins the community that it stands beside most often. Counted is
in the store itself: as an answer to a query, all the sentences of a large graph would be too long.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import Any

import pyoxigraph as ox

from kg.network import communities as louvain
from kg.outputs import stage_file
from kg.triples.vocabulary import term
from kg.web.service import COMMUNITIES, Service
from kg.web.ties import KINDS, TIES

_CONTEXT = get_context("forkserver")
CORE = 3000  # things that are divided by Louvain's method: the rest follows them
CROWD = 12  # things of one sentence that count as tied: a list of fifty names ties nobody
SMALLEST, MOST = 4, 40  # members that make a community, and communities of their own; what is left is the last one
LISTED = 500  # members of a community that can be asked for, those most spoken of first
NAMED_BY = ("indicator", "policy", "title", "organization")
Divided = tuple[Mapping[str, int], Mapping[tuple[str, str], int]]  # the group of each thing, and the ties' weights
NAMES, REST = 3, "其余 others"
SPOKEN = ("itsrdf:taIdentRef", "kg:place", "kg:indicator", "kg:speaker")


def known(service: Service) -> dict[str, Any] | None:
    """Return the communities of a graph and their ties, the biggest first; None while they are being found."""
    path = service.settings.folder / COMMUNITIES
    if path.is_file():
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found
    Thread(target=_keep, args=(service, path), daemon=True).start()
    return None


def _keep(service: Service, path: Path) -> None:
    """Have the communities found by a process of its own, which ends with the server: others are answered meanwhile."""
    if not service.dividing.acquire(blocking=False):
        return  # somebody is at it
    try:
        at_work = _CONTEXT.Process(target=keep, args=(service.store_folder, service.base, path), daemon=True)
        at_work.start()
        at_work.join()
    finally:
        service.dividing.release()


def keep(folder: Path, base: str, path: Path) -> None:
    """Find the communities of a store on disk and write them to a file, whole or not at all."""
    found = find(folder, base)
    with stage_file(path) as staging:
        staging.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def find(folder: Path, base: str) -> dict[str, Any]:
    """Return the communities of a store on disk with their members, and how many sentences tie each two of them."""
    store = ox.Store.read_only(str(folder))
    together = _together(store, base)
    uses = Counter(thing for things in together for thing in things)
    core = set(sorted(uses, key=lambda thing: (-uses[thing], thing))[:CORE])
    weights = _pairs(together, core)
    groups = _divide(core, weights)
    homes = {thing: number for number, group in enumerate(groups) for thing in group}
    rest = len(groups) - 1
    _join_rest(together, homes, rest)
    return {"communities": _described(store, base, uses, (homes, weights), rest), "ties": _ties(homes, weights)}


def _together(store: ox.Store, base: str) -> list[tuple[str, ...]]:
    """Return the things that stand together: named or claimed of in one sentence, or asking and answering."""
    found: dict[str, set[str]] = defaultdict(set)
    kinds = tuple(f"{base}{kind}/" for kind in KINDS)
    for about, thing in _spoken(store):
        if thing.startswith(kinds):
            found[about].add(thing)
    return [tuple(sorted(found[where])) for where in sorted(found)]


def _spoken(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Yield each sentence or question with what is spoken of there."""
    sentences = dict(_pointing(store, "kg:sentence"))
    questions = dict(_pointing(store, "kg:answers"))
    for name in SPOKEN:
        yield from ((sentences[about], thing) for about, thing in _pointing(store, name) if about in sentences)
    yield from _pointing(store, "kg:outlet")
    yield from ((questions[turn], thing) for turn, thing in _pointing(store, "kg:speaker") if turn in questions)


def _pointing(store: ox.Store, name: str) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, term(name), None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.object.value


def _pairs(together: Iterable[tuple[str, ...]], core: set[str]) -> Counter[tuple[str, str]]:
    weights: Counter[tuple[str, str]] = Counter()
    for things in together:
        weights.update(combinations([thing for thing in things if thing in core][:CROWD], 2))
    return weights


def _divide(core: set[str], weights: Mapping[tuple[str, str], int]) -> list[list[str]]:
    """Return the groups, biggest first; the last one holds what belongs to no group of a readable size."""
    large = [part for part in louvain.parts(sorted(core), weights) if len(part) >= SMALLEST][:MOST]
    kept = {thing for part in large for thing in part}
    return [*large, sorted(core - kept)]


def _join_rest(together: Iterable[tuple[str, ...]], homes: dict[str, int], rest: int) -> None:
    """Put everything that is not divided yet into the group that it stands beside most often, else into the rest."""
    beside: dict[str, Counter[int]] = defaultdict(Counter)
    for things in together:
        here = Counter(homes[thing] for thing in things if thing in homes)
        for thing in things:
            if thing not in homes:
                beside[thing].update(here)
    for thing in sorted(beside):
        counted = beside[thing]
        homes[thing] = min(counted, key=lambda number: (-counted[number], number)) if counted else rest


def _described(store: ox.Store, base: str, uses: Counter[str], divided: Divided, rest: int) -> list[dict[str, Any]]:
    """Return each community with its name, its size and the members most spoken of."""
    homes, weights = divided
    members: dict[int, list[str]] = defaultdict(list)
    for thing, number in homes.items():
        members[number].append(thing)
    degrees: Counter[str] = Counter()
    for (one, other), weight in weights.items():
        if homes[one] == homes[other]:
            degrees.update({one: weight, other: weight})
    described = []
    for number in sorted(members):
        ranked = sorted(members[number], key=lambda thing: (-degrees[thing], -uses[thing], thing))
        most = sorted(members[number], key=lambda thing: (-uses[thing], thing))[:LISTED]
        described.append(
            {
                "community": f"{base}community/{number}",
                "label": REST if number == rest else "、".join(_names(store, base, ranked)),
                "size": len(members[number]),
                "members": [
                    {"other": thing, "label": _label(store, thing), "sentences": uses[thing]} for thing in most
                ],
            }
        )
    return described


def _names(store: ox.Store, base: str, ranked: list[str]) -> list[str]:
    """Return the labels of the best tied place and the two best tied themes."""
    places = [thing for thing in ranked if thing.startswith(f"{base}place/")][:1]
    themes = [thing for thing in ranked if thing.startswith(tuple(f"{base}{kind}/" for kind in NAMED_BY))]
    chosen = [*places, *themes[:NAMES], *ranked[:NAMES]]
    return list(dict.fromkeys(_label(store, thing) for thing in chosen))[:NAMES]


def _label(store: ox.Store, thing: str) -> str:
    """Return the Chinese label of a thing, the last part of its IRI where it has none."""
    found = store.quads_for_pattern(ox.NamedNode(thing), term("rdfs:label"), None, None)
    labels = sorted(q.object.value for q in found if isinstance(q.object, ox.Literal) and q.object.language == "zh")
    return labels[0] if labels else thing.rpartition("/")[2]


def _ties(homes: Mapping[str, int], weights: Mapping[tuple[str, str], int]) -> list[dict[str, int]]:
    """Return the strongest ties between communities."""
    counted: Counter[tuple[int, int]] = Counter()
    for (one, other), weight in weights.items():
        if homes[one] != homes[other]:
            first, second = sorted((homes[one], homes[other]))
            counted[first, second] += weight
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:TIES]
    return [{"one": one, "other": other, "sentences": count} for (one, other), count in ordered]
