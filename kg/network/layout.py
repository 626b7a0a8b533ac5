"""Where nodes stand: positions in pixels, computed once, the same for the same network.

The forces are those of ForceAtlas2 in its LinLog mode (Jacomy et al. 2014; Noack 2009), which sets groups apart, with a
cooling step (Fruchterman and Reingold 1991). Nodes with one neighbour stand in a sunflower around it. At last boxes
that hold node and label are pushed apart until they no longer overlap.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
WORK = 60_000
ROUNDS = (40, 220)
FAR_CELLS = 7
EXACT = 130
FILL = 0.34
PUSHES = 120
SLACK = 0.1
EVEN = 0.55
PAIR = 2
NEIGHBOURS = ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1))  # each pair of cells once

Point = tuple[float, float]
Edge = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Box:
    """What a node needs on the screen, in pixels: node and label together."""

    width: float
    height: float


def place(boxes: dict[str, Box], edges: list[Edge]) -> dict[str, Point]:
    """Return a position for every key of `boxes`, in pixels with one decimal, centred on the origin."""
    links = _links(boxes, edges)
    leaves = {key: next(iter(near)) for key, near in links.items() if len(near) == 1}
    leaves = {key: hub for key, hub in leaves.items() if hub not in leaves}
    core = [key for key in sorted(boxes) if key not in leaves]
    points = _settle(core, links)
    points = _scale(points, boxes)
    _add_leaves(points, leaves, boxes)
    _part(points, boxes)
    return _centre(points)


def _links(boxes: dict[str, Box], edges: list[Edge]) -> dict[str, dict[str, float]]:
    links: dict[str, dict[str, float]] = {key: {} for key in sorted(boxes)}
    for source, target, weight in sorted(edges):
        if source != target and source in links and target in links:
            links[source][target] = links[source].get(target, 0) + weight
            links[target][source] = links[target].get(source, 0) + weight
    return links


def _settle(core: list[str], links: dict[str, dict[str, float]]) -> dict[str, Point]:
    """Let the forces work on the core, best connected nodes starting in the middle."""
    ranked = sorted(core, key=lambda key: (-len(links[key]), key))
    index = {key: number for number, key in enumerate(ranked)}
    xs = [10 * math.sqrt(i + 0.5) * math.cos(i * GOLDEN_ANGLE) for i in range(len(ranked))]
    ys = [10 * math.sqrt(i + 0.5) * math.sin(i * GOLDEN_ANGLE) for i in range(len(ranked))]
    mass = [1 + math.sqrt(len(links[key])) for key in ranked]
    pulls = [
        (index[a], index[b], 1 + math.log(weight))
        for a in ranked
        for b, weight in links[a].items()
        if b in index and index[a] < index[b]
    ]
    rounds = max(ROUNDS[0], min(ROUNDS[1], WORK // max(1, len(ranked))))
    for step in range(rounds):
        heat = 12 * math.sqrt(len(ranked)) * (1 - step / rounds) ** 2 + 0.2
        _move(xs, ys, mass, pulls, heat)
    return {key: (xs[number], ys[number]) for key, number in index.items()}


def _move(
    xs: list[float], ys: list[float], mass: list[float], pulls: list[tuple[int, int, float]], heat: float
) -> None:
    fx, fy = _repulsion(xs, ys, mass) if len(xs) <= EXACT else _coarse_repulsion(xs, ys, mass)
    for a, b, weight in pulls:
        dx, dy = xs[b] - xs[a], ys[b] - ys[a]
        distance = math.sqrt(dx * dx + dy * dy) + 0.01
        force = 3 * weight * math.log1p(distance) / distance
        fx[a] += dx * force
        fy[a] += dy * force
        fx[b] -= dx * force
        fy[b] -= dy * force
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        gx, gy = fx[i] - 0.02 * mass[i] * x, fy[i] - 0.02 * mass[i] * y
        length = math.sqrt(gx * gx + gy * gy) + 0.01
        step = min(heat, length) / length
        xs[i] = x + gx * step
        ys[i] = y + gy * step


def _repulsion(xs: list[float], ys: list[float], mass: list[float]) -> tuple[list[float], list[float]]:
    size = len(xs)
    fx, fy = [0.0] * size, [0.0] * size
    for i in range(size):
        x, y, m = xs[i], ys[i], 30 * mass[i]
        sx = sy = 0.0
        for j in range(i):
            dx, dy = x - xs[j], y - ys[j]
            force = m * mass[j] / (dx * dx + dy * dy + 0.01)
            sx += dx * force
            sy += dy * force
            fx[j] -= dx * force
            fy[j] -= dy * force
        fx[i] += sx
        fy[i] += sy
    return fx, fy


def _coarse_repulsion(xs: list[float], ys: list[float], mass: list[float]) -> tuple[list[float], list[float]]:
    """Repel from the nodes of one's own cell one by one, from other cells as wholes (Barnes and Hut, one level)."""
    cells = _cells(xs, ys)
    centres = []
    for members in cells:
        weight = sum(mass[i] for i in members)
        x = sum(mass[i] * xs[i] for i in members) / weight
        y = sum(mass[i] * ys[i] for i in members) / weight
        centres.append((x, y, weight))
    fx, fy = [0.0] * len(xs), [0.0] * len(xs)
    for number, members in enumerate(cells):
        for i in members:
            near = [(xs[j], ys[j], mass[j]) for j in members if j != i]
            far = centres[:number] + centres[number + 1 :]
            fx[i], fy[i] = _push(xs[i], ys[i], 30 * mass[i], near + far)
    return fx, fy


def _push(x: float, y: float, strength: float, others: list[tuple[float, float, float]]) -> Point:
    sx = sy = 0.0
    for ox, oy, weight in others:
        dx, dy = x - ox, y - oy
        force = strength * weight / (dx * dx + dy * dy + 0.01)
        sx += dx * force
        sy += dy * force
    return sx, sy


def _cells(xs: list[float], ys: list[float]) -> list[list[int]]:
    """Group nodes into columns of equal numbers, and each column into cells of equal numbers."""
    side = max(FAR_CELLS, round(len(xs) ** 0.25 * 2))
    by_x = sorted(range(len(xs)), key=lambda i: (xs[i], i))
    cells = []
    for column in _slices(by_x, side):
        cells.extend(_slices(sorted(column, key=lambda i: (ys[i], i)), side))
    return [cell for cell in cells if cell]


def _slices(items: list[int], count: int) -> list[list[int]]:
    step = max(1, math.ceil(len(items) / count))
    return [items[start : start + step] for start in range(0, len(items), step)]


def _scale(points: dict[str, Point], boxes: dict[str, Box]) -> dict[str, Point]:
    """Stretch the core to a square in which all boxes, leaves too, fill about a third."""
    keys = list(points)
    side = math.sqrt(sum(box.width * box.height for box in boxes.values()) / FILL)
    xs = _even([points[key][0] for key in keys])
    ys = _even([points[key][1] for key in keys])
    return {key: (side * x, side * y) for key, x, y in zip(keys, xs, ys, strict=True)}


def _even(values: list[float]) -> list[float]:
    """Return values between 0 and 1, half where they were and half by rank: crowds spread, outliers come nearer."""
    if len(values) < PAIR:
        return [0.5 for _ in values]
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    least, most = values[order[0]], values[order[-1]]
    share = {i: place / (len(values) - 1) for place, i in enumerate(order)}
    return [EVEN * share[i] + (1 - EVEN) * (value - least) / max(1e-9, most - least) for i, value in enumerate(values)]


def _add_leaves(points: dict[str, Point], leaves: dict[str, str], boxes: dict[str, Box]) -> None:
    taken: dict[str, int] = {}
    for key in sorted(leaves):
        hub = leaves[key]
        number = taken[hub] = taken.get(hub, 0) + 1
        radius = 46 + 34 * math.sqrt(number)
        angle = number * GOLDEN_ANGLE
        x, y = points[hub]
        points[key] = (x + 1.25 * radius * math.cos(angle), y + radius * math.sin(angle))
    for key in boxes:
        points.setdefault(key, (0.0, 0.0))


def _part(points: dict[str, Point], boxes: dict[str, Box]) -> None:
    """Push overlapping boxes apart along the shorter way, again and again, until none overlap."""
    keys = sorted(points)
    places = [[*points[key], boxes[key].width / 2, boxes[key].height / 2] for key in keys]
    for _ in range(min(PUSHES, WORK // max(1, len(keys)))):
        if not _part_once(places):
            break
    for key, (x, y, _, _) in zip(keys, places, strict=True):
        points[key] = (x, y)


def _part_once(places: list[list[float]]) -> bool:
    """Part all pairs that share a cell of a grid or lie in neighbouring ones; tell whether any overlapped."""
    across = 2 * max((width for _, _, width, _ in places), default=1)
    along = 2 * max((height for _, _, _, height in places), default=1)
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (x, y, _, _) in enumerate(places):
        cells.setdefault((int(x // across), int(y // along)), []).append(number)
    moved = False
    for (column, row), members in cells.items():
        for step in NEIGHBOURS:
            others = members if step == (0, 0) else cells.get((column + step[0], row + step[1]), ())
            for one in members:
                for two in others:
                    if one != two and (one < two or others is not members):
                        moved |= _part_pair(places[one], places[two])
    return moved


def _part_pair(one: list[float], two: list[float]) -> bool:
    dx, dy = two[0] - one[0], two[1] - one[1]
    across = one[2] + two[2] - abs(dx)
    if across <= SLACK:
        return False
    along = one[3] + two[3] - abs(dy)
    if along <= SLACK:
        return False
    axis, shift, away = (0, across, dx) if across < along else (1, along, dy)
    push = (shift / 2 + SLACK) * (1 if away >= 0 else -1)
    one[axis] -= push
    two[axis] += push
    return True


def _centre(points: dict[str, Point]) -> dict[str, Point]:
    xs = [x for x, _ in points.values()] or [0.0]
    ys = [y for _, y in points.values()] or [0.0]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {key: (round(x - middle_x, 1), round(y - middle_y, 1)) for key, (x, y) in sorted(points.items())}
