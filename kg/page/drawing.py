"""What is drawn first and where: ranks, the readable start, positions."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict

from kg.network.communities import Community
from kg.network.facts import Network, Node
from kg.network.layout import Box, Point, place
from kg.page.content import Json, Numbering

START = {
    "person": 8,
    "outlet": 10,
    "document": 8,
    "place": 11,
    "title": 9,
    "policy": 9,
    "indicator": 13,
    "organization": 5,
    "event": 3,
    "post": 0,
}
WEIGHT = {
    "person": 5.0,
    "outlet": 3.0,
    "document": 4.0,
    "place": 3.0,
    "organization": 2.4,
    "policy": 2.0,
    "title": 2.2,
    "indicator": 1.8,
    "event": 1.6,
    "post": 1.0,
}
CUT = 12
TIES = 3
UNSAID = frozenset({"computes", "within"})
LETTER = 13.0
WIDE = ("W", "F", "A")


def rank(network: Network) -> list[int]:
    """Return node numbers by importance: kind and number of facts; speakers and outlets that ask come first."""
    counts = count_facts(network)
    return sorted(range(len(network.nodes)), key=lambda index: _importance(network.nodes[index], counts))


def count_facts(network: Network) -> Counter[str]:
    """Return the number of facts that were said of each node, by key."""
    counts: Counter[str] = Counter()
    for fact in network.facts:
        if fact.relation not in UNSAID:
            counts[fact.source] += 1
            counts[fact.target] += 1
    return counts


def _importance(node: Node, counts: Counter[str]) -> tuple[float, str]:
    voice = 2.0 if node.speaks else 1.0
    return -WEIGHT.get(node.kind, 1.0) * voice * math.log(1.5 + counts[node.key]), node.key


def choose_start(network: Network, ranked: list[int]) -> list[int]:
    """Return the numbers of the few dozen nodes of the first view, each joined to another of them."""
    left = dict(START)
    chosen = []
    for index in ranked:
        kind = network.nodes[index].kind
        if left.get(kind, 0) > 0:
            left[kind] -= 1
            chosen.append(index)
    keys = {network.nodes[index].key for index in chosen}
    joined = {
        key
        for fact in network.facts
        if fact.source in keys and fact.target in keys
        for key in (fact.source, fact.target)
    }
    return sorted(index for index in chosen if network.nodes[index].key in joined) or sorted(chosen)


def place_nodes(network: Network, chosen: list[int] | None = None) -> dict[str, Point]:
    """Return positions of the chosen nodes, of all nodes where none are chosen."""
    nodes = network.nodes if chosen is None else tuple(network.nodes[index] for index in chosen)
    counts = count_facts(network)
    boxes = {node.key: measure(node, counts[node.key]) for node in nodes}
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for fact in network.facts:
        if fact.source in boxes and fact.target in boxes:
            weights[fact.source, fact.target] += 1
    return place(boxes, [(source, target, weight) for (source, target), weight in weights.items()])


def measure(node: Node, facts: int) -> Box:
    """Return the room that a node and its label take, in pixels; the page cuts long labels and sizes nodes alike."""
    label = node.label[:CUT]
    width = sum(LETTER if unicodedata.east_asian_width(letter) in WIDE else LETTER * 0.58 for letter in label)
    radius = 8 + min(11, 1.25 * math.sqrt(facts))
    return Box(max(2 * radius, width) + 12, 2 * radius + 26)


def draw_start(network: Network, chosen: list[int], numbers: Numbering) -> tuple[list[Json], list[Json]]:
    """Return the nodes and edges of the first view of a network that is not large."""
    points = place_nodes(network, chosen)
    nodes = []
    for index in chosen:
        node = network.nodes[index]
        x, y = points[node.key]
        nodes.append({"id": index, "label": node.label, "kind": node.kind, "x": x, "y": y})
    weights: Counter[tuple[int, int]] = Counter()
    for fact in network.facts:
        if fact.source in points and fact.target in points:
            weights[numbers.of[fact.source], numbers.of[fact.target]] += 1
    return nodes, [{"from": a, "to": b, "value": weight} for (a, b), weight in weights.items()]


def draw_communities(network: Network, communities: tuple[Community, ...]) -> tuple[list[Json], list[Json]]:
    """Return communities as nodes, joined where facts join their members; numbers count communities."""
    home = {key: index for index, each in enumerate(communities) for part in each.parts for key in part}
    labels = {node.key: node.label for node in network.nodes}
    weights: Counter[tuple[int, int]] = Counter()
    for fact in network.facts:
        pair = sorted((home[fact.source], home[fact.target]))
        if pair[0] != pair[1]:
            weights[pair[0], pair[1]] += 1
    names = [" · ".join(labels[key][:CUT] for key in community.named_by) for community in communities]
    boxes = {f"{index:06}": Box(150.0, 64.0) for index in range(len(communities))}
    points = place(boxes, [(f"{a:06}", f"{b:06}", float(weight)) for (a, b), weight in weights.items()])
    nodes = []
    for index, community in enumerate(communities):
        x, y = points[f"{index:06}"]
        nodes.append({"id": index, "label": names[index], "kind": "community", "size": community.size, "x": x, "y": y})
    return nodes, [{"from": a, "to": b, "value": weight} for (a, b), weight in _strongest(weights)]


def _strongest(weights: Counter[tuple[int, int]]) -> list[tuple[tuple[int, int], int]]:
    """Keep, of the ties between communities, those that are among the strongest of one of the two."""
    ties: Counter[int] = Counter()
    kept = []
    for (a, b), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if min(ties[a], ties[b]) < TIES:
            kept.append(((a, b), weight))
            ties[a] += 1
            ties[b] += 1
    return kept
