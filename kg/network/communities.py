"""Communities of a large network: Louvain's method (Blondel et al. 2008), seeded, so that it always divides alike."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from kg.network.facts import Network

SEED = 20121108
LARGEST = 400


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that belong together, and the keys of those that name it: a place and themes where there are any."""

    members: tuple[str, ...]
    named_by: tuple[str, ...]


def divide(network: Network, largest: int = LARGEST) -> tuple[Community, ...]:
    """Divide the network; communities of more than `largest` nodes are divided again, biggest come first."""
    graph = _weighted(network)
    kinds = {node.key: node.kind for node in network.nodes}
    parts = _split(graph, sorted(graph), largest)
    found = [Community(tuple(part), _name(graph, kinds, part)) for part in parts]
    return tuple(sorted(found, key=lambda community: (-len(community.members), community.members[0])))


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
