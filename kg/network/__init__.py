"""The network: what extractions say, as nodes and as facts between them, and the `networkx` graph of both.

Questions and answers, single figures and journalists are folded into weighted edges that carry their facts: an outlet
asks a speaker, a speaker names a policy, a place has an indicator. A fact knows the document and the characters that
it rests on, so that every edge can be opened and read.
"""

from kg.network.communities import Community, divide
from kg.network.facts import Fact, Network, Node, gather
from kg.network.projection import project

__all__ = ["Community", "Fact", "Network", "Node", "divide", "gather", "project"]
