"""Communities of a large network: Louvain's method (Blondel et al. 2008), seeded, so that it always divides alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from kg.network.facts import Network

SEED = 20121108
LARGEST = 400


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that belong together, in parts that can be drawn at once, biggest part first.

    `named_by` are the keys of the members that name it: a place and themes where there are any.
    """

    parts: tuple[tuple[str, ...], ...]
    named_by: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return the number of members."""
        return sum(len(part) for part in self.parts)


def divide(network: Network, largest: int = LARGEST) -> tuple[Community, ...]:
    """Divide the network into communities, biggest first, and each into parts of at most about `largest` nodes."""
    graph = _weighted(network)
    kinds = {node.key: node.kind for node in network.nodes}
    found = []
    for members in _split(graph, sorted(graph), len(graph)):
        parts = sorted((tuple(part) for part in _split(graph, members, largest)), key=lambda part: (-len(part), part))
        found.append(Community(tuple(parts), _name(graph, kinds, members)))
    return tuple(sorted(found, key=lambda community: (-community.size, community.parts)))


def parts(things: list[str], weights: Mapping[tuple[str, str], int]) -> list[list[str]]:
    """Divide things that are tied by weights once, biggest part first."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(things))
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(weights.items()))
    found = [sorted(part) for part in nx.community.louvain_communities(graph, seed=SEED)]
    return sorted(found, key=lambda part: (-len(part), part))


def _weighted(network: Network) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.key for node in network.nodes)
    weights: dict[tuple[str, str], int] = {}
    for fact in network.facts:
        pair = (fact.source, fact.target)
        weights[pair] = weights.get(pair, 0) + 1
    graph.add_weighted_edges_from((source, target, weight) for (source, target), weight in weights.items())
    return graph


def _split(graph: nx.Graph[str], members: list[str], largest: int) -> list[list[str]]:
    """Divide until no part exceeds `largest` or Louvain finds nothing more to divide."""
    if len(members) <= largest and len(members) < len(graph):
        return [members]
    parts = nx.community.louvain_communities(graph.subgraph(members), seed=SEED)
    done: list[list[str]] = []
    for part in sorted((sorted(part) for part in parts), key=lambda part: part[0]):
        if len(part) <= largest or len(part) == len(members):
            done.append(part)
        else:
            done.extend(_split(graph, part, largest))
    return done


def _name(graph: nx.Graph[str], kinds: dict[str, str], part: list[str]) -> tuple[str, ...]:
    """Choose the best connected place and the two best connected themes."""
    ranked = sorted(part, key=lambda key: (-graph.degree(key), key))
    places = [key for key in ranked if kinds[key] == "place"][:1]
    themes = [key for key in ranked if kinds[key] in ("indicator", "policy", "title")]
    return tuple(dict.fromkeys([*places, *themes[: 3 - len(places)], *ranked[:3]]))[:3]
