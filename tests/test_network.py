"""The network holds what extractions say, once, and stands where it can be read."""

from __future__ import annotations

from itertools import combinations

from page_material import conferences
from small_graph import TEXT, small

from kg.network import divide, gather, project
from kg.network.layout import Box, place


def test_questions_and_figures_are_folded_into_edges() -> None:
    graph = project((small(),))
    asked = graph.get_edge_data("outlet/大众日报", "person/刘运", "asks")
    measured = graph.get_edge_data("place/潍坊港", "indicator/港口吞吐量", "measures")
    assert asked["weight"] == 1
    assert measured["weight"] == 2
    assert graph.nodes["place/潍坊港"]["label"] == "潍坊港"
    assert graph.get_edge_data("place/370783", "title/全国百强县", "received_title")


def test_every_fact_quotes_its_words() -> None:
    quotes = {
        (fact.relation, fact.source, fact.span.of(TEXT)) for fact in gather((small(),)).facts if fact.span is not None
    }
    assert ("mentions", "person/刘运", "潍坊港") in quotes
    assert ("measures", "place/潍坊港", "5400万吨") in quotes
    assert ("asks", "outlet/大众日报", "大众日报记者:") in quotes


def test_labels_of_turns_are_no_mentions() -> None:
    facts = gather((small(),)).facts
    assert not [fact for fact in facts if fact.relation == "mentions" and fact.target == "person/刘运"]


def test_scopes_belong_to_their_home() -> None:
    keys = {node.key: node for node in gather((small(),)).nodes}
    assert keys["place/潍坊市~中心城区"].label == "中心城区"
    assert keys["place/潍坊市~中心城区"].parent == "place/370700"


def test_what_two_documents_name_is_one_node() -> None:
    one, two = small("one.txt"), small("two.txt", TEXT + "完。")
    assert len(gather((one, two)).nodes) <= len(gather((one,)).nodes) + 1
    assert len(gather((one, two)).facts) > len(gather((one,)).facts)


def test_nothing_gives_an_empty_network() -> None:
    assert gather(()).nodes == ()
    assert project(()).number_of_nodes() == 0


def test_communities_hold_every_node_once_and_are_the_same_every_time() -> None:
    network = gather(conferences(12))
    communities = divide(network, largest=100)
    members = [key for community in communities for part in community.parts for key in part]
    assert sorted(members) == [node.key for node in network.nodes]
    assert communities == divide(network, largest=100)
    assert all(community.named_by[0].startswith("place/") for community in communities[:3])
    assert [community.size for community in communities] == sorted(
        (community.size for community in communities), reverse=True
    )


def test_labels_have_room() -> None:
    boxes = {f"n{i:02}": Box(80 + 10 * (i % 5), 44) for i in range(60)}
    edges = [(f"n{i:02}", f"n{(i * i + 1) % 60:02}", 1.0 + i % 3) for i in range(60)]
    points = place(boxes, edges)
    met = [
        (a, b)
        for a, b in combinations(boxes, 2)
        if abs(points[a][0] - points[b][0]) < (boxes[a].width + boxes[b].width) / 2 - 1
        and abs(points[a][1] - points[b][1]) < (boxes[a].height + boxes[b].height) / 2 - 1
    ]
    assert len({key for pair in met for key in pair}) <= 0.05 * len(boxes)


def test_neighbours_stand_nearer_than_strangers() -> None:
    boxes = {f"{group}{i}": Box(40, 30) for group in "ab" for i in range(10)}
    edges = [(f"{group}{i}", f"{group}{j}", 1.0) for group in "ab" for i, j in combinations(range(10), 2)]
    points = place(boxes, [*edges, ("a0", "b0", 1.0)])

    def centre(group: str) -> tuple[float, float]:
        own = [points[key] for key in points if key.startswith(group)]
        return sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own)

    (ax, ay), (bx, by) = centre("a"), centre("b")
    apart = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
    spread = max(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5 for key, (x, y) in points.items() if key.startswith("a"))
    assert apart > spread


def test_layout_takes_anything() -> None:
    assert place({}, []) == {}
    assert place({"one": Box(10, 10)}, []) == {"one": (0.0, 0.0)}
    assert len(place({"one": Box(10, 10), "two": Box(10, 10)}, [("one", "two", 1.0), ("one", "one", 2.0)])) == 2
