"""The network as a `networkx` graph: one edge a pair of nodes and relation, weighted by its facts."""

from __future__ import annotations

import networkx as nx

from kg.model import Extraction
from kg.network.facts import Network, gather


def project(extractions: tuple[Extraction, ...]) -> nx.MultiDiGraph[str]:
    """Return the aggregated view of the extractions.

    Nodes carry `kind`, `label`, `type`; an edge's key is its relation and it carries `relation`, `weight` (number of
    facts) and `facts`. The order of nodes and edges depends on the extractions alone.
    """
    return build(gather(extractions))


def build(network: Network) -> nx.MultiDiGraph[str]:
    """Return the graph of what was gathered."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.key, kind=node.kind, label=node.label, type=node.type)
    for fact in network.facts:
        edge = graph.get_edge_data(fact.source, fact.target, fact.relation)
        if edge is None:
            graph.add_edge(fact.source, fact.target, fact.relation, relation=fact.relation, weight=1, facts=[fact])
        else:
            edge["weight"] += 1
            edge["facts"].append(fact)
    return graph
