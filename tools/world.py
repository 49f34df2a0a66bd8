"""Make the desk's map of the world: `python -m tools.world countries-110m.json`.

The file is of the package world-atlas on npm (2.0.2, ISC licence), made of Natural Earth's 1:110 million countries
(public domain): `npm pack world-atlas@2.0.2`. Written is one path of all countries in the desk's projection, in
whole tenths of a unit, each step relative to the one before it; Antarctica is left out. TopoJSON after its
specification (https://github.com/topojson/topojson-specification).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from communique.web.pages.projection import WIDTH, projected

OUT = Path(__file__).parents[1] / "src/communique/web/templates/world.path.jinja"
#: What `npm pack world-atlas@2.0.2` has.
SHA256 = "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"
HEAD = (
    "{# Countries of Natural Earth (public domain, 1:110 million), by world-atlas 2.0.2 (ISC licence, Copyright "
    "2013-2019 Michael Bostock); made by tools/world.py, in tenths of a unit. #}\n"
)
#: ISO 3166-1 numeric, as the file has it.
ANTARCTICA = "010"
#: A step as wide as this is none along an outline.
_FAR = WIDTH * 10 // 3
Point = tuple[int, int]


def main() -> None:
    """Write the template that holds the path."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topology", type=Path, help="countries-110m.json of world-atlas")
    data = parser.parse_args().topology.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit("this is another file than the one of world-atlas 2.0.2")
    OUT.write_text(HEAD + "".join(map(drawn, rings(json.loads(data)))) + "\n", "utf-8")


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The outlines of all countries, on the map."""
    arcs = [list(_arc(topology, arc)) for arc in topology["arcs"]]
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") == ANTARCTICA:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                yield from _cut(_ring(arcs, ring))


def drawn(ring: list[Point]) -> str:
    """An outline as a part of an SVG path; nothing of one that is smaller than a unit."""
    steps = [ring[0], *(point for before, point in pairwise(ring) if point != before)]
    if len(steps) < 4:
        return ""
    moves = ((x - a, y - b) for (a, b), (x, y) in pairwise(steps[:-1]))
    return f"M{_pair(steps[0])}l{_pair(next(moves))}{''.join(map(_joined, moves))}z"


def _cut(ring: list[Point]) -> Iterator[list[Point]]:
    """An outline in parts, where it goes over the edge of the map at 180 degrees."""
    ends = [n for n, (one, next) in enumerate(pairwise(ring), 1) if abs(one[0] - next[0]) > _FAR]
    if not ends:
        yield ring
        return
    turned = ring[ends[0] : -1] + ring[: ends[0]]
    edges = [0, *(end - ends[0] for end in ends[1:]), len(turned)]
    for start, end in pairwise(edges):
        yield [*turned[start:end], turned[start]]


def _ring(arcs: list[list[Point]], numbers: Iterable[int]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _arc(topology: dict[str, Any], arc: list[list[int]]) -> Iterator[Point]:
    (scale_x, scale_y), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        left, top = projected(y * scale_y + y0, x * scale_x + x0)
        yield round(left * 10), round(top * 10)


def _pair(point: Point) -> str:
    return f"{point[0]}{_next(point[1])}"


def _joined(point: Point) -> str:
    return f"{_next(point[0])}{_next(point[1])}"


def _next(number: int) -> str:
    """A number behind another: a minus sign parts them as well as a blank."""
    return str(number) if number < 0 else f" {number}"


if __name__ == "__main__":
    main()
