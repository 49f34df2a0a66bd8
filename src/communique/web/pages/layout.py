"""A network drawn: nodes that have to do with each other near each other.

Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991), from a circle on, so that the same
network is always drawn the same.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.analysis import Network
from communique.analysis.network import Edge, Node

#: Width and height of the drawing, in its units; a margin for names.
SIZE = (1000, 560)
_MARGIN = (110, 40)
_STEPS = 120
#: How strongly all are drawn to the middle, so that those who have nothing to do with the rest stay near.
_GRAVITY = 1.2
#: How far nodes push each other away, in ideal distances: beyond, it would only part who is parted anyway.
_REACH = 3.0
_LEAST, _MOST = 4.0, 15.0

Points = NDArray[np.float64]


class Dot(NamedTuple):
    """A node on the drawing."""

    node: Node
    x: float
    y: float
    radius: float


class Line(NamedTuple):
    """An edge on the drawing; `width` grows with the documents that have it."""

    edge: Edge
    source: Dot
    target: Dot
    width: float


class Drawing(NamedTuple):
    """A network on its drawing."""

    dots: list[Dot]
    lines: list[Line]


def drawn(found: Network) -> Drawing:
    """Where nodes and edges are."""
    number = {node.identity: n for n, node in enumerate(found.nodes)}
    pairs = np.array([(number[edge.source], number[edge.target]) for edge in found.edges], dtype=np.int_)
    pairs = pairs.reshape(-1, 2)
    weights = np.array([float(edge.documents) for edge in found.edges])
    points = _fitted(_placed(len(found.nodes), pairs, np.sqrt(weights)))
    most = max(node.entries for node in found.nodes)
    dots = [
        Dot(node, round(float(x), 1), round(float(y), 1), _radius(node.entries, most))
        for node, (x, y) in zip(found.nodes, points, strict=True)
    ]
    heaviest = float(weights.max(initial=1.0))
    lines = [
        Line(edge, dots[a], dots[b], round(1 + 4 * edge.documents / heaviest, 1))
        for edge, (a, b) in zip(found.edges, pairs.tolist(), strict=True)
    ]
    return Drawing(dots, lines)


def _placed(count: int, pairs: NDArray[np.int_], weights: Points) -> Points:
    angles = np.arange(count) * (math.pi * (3 - math.sqrt(5)))  # the golden angle spreads them evenly
    radii = np.sqrt((np.arange(count) + 0.5) / count)
    points = np.stack([np.cos(angles) * radii, np.sin(angles) * radii], axis=1)
    ideal = math.sqrt(4 / count)
    for step in range(_STEPS):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        push = np.where(distance < _REACH * ideal, ideal**2 / distance**2, 0.0)
        moves = (apart * push[:, :, None]).sum(axis=1) - points * _GRAVITY * ideal
        pull = points[pairs[:, 0]] - points[pairs[:, 1]]
        force = pull * (np.linalg.norm(pull, axis=1) / ideal * np.minimum(weights, 3.0))[:, None]
        np.add.at(moves, pairs[:, 0], -force)
        np.add.at(moves, pairs[:, 1], force)
        length = np.maximum(np.linalg.norm(moves, axis=1), 1e-9)
        heat = 0.2 * (1 - step / _STEPS)
        points = points + moves * (np.minimum(length, heat) / length)[:, None]
    return points


def _fitted(points: Points) -> Points:
    """The points spread over the drawing."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array(SIZE) - 2 * np.array(_MARGIN)
    spread = np.maximum(high - low, 1e-9)
    fitted: Points = np.array(_MARGIN) + (points - low) / spread * room
    return fitted if len(points) > 1 else np.array([[SIZE[0] / 2, SIZE[1] / 2]])


def _radius(entries: int, most: int) -> float:
    return round(_LEAST + (_MOST - _LEAST) * math.sqrt(entries / max(most, 1)), 1)
