"""Crossing arrows in our layout and in Graphviz's, counted on the curves that are drawn."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from autograd import Value
from autograd.drawing import Graph
from autograd.drawing.layout.layered import layout
from autograd.drawing.shapes.cards import size_of
from autograd.shell.demo.network import forward, starting_weights

from .graphs import layers, steps, tangle

Point = tuple[float, float]
Link = tuple[int, int]
STEPS = 13


def bezier(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    """Points of a cubic after its start."""
    points = []
    for i in range(1, STEPS + 1):
        t = i / STEPS
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        x, y = (sum(w * p[k] for w, p in zip(weights, (a, b, c, d), strict=True)) for k in (0, 1))
        points.append((x, y))
    return points


def curve(route: Sequence[Point]) -> list[Point]:
    """A route of ours as `arrows.curve` draws it."""
    points = [route[0]]
    for start, end in pairwise(route):
        half = (end[0] - start[0]) / 2
        points += bezier(start, (start[0] + half, start[1]), (end[0] - half, end[1]), end)
    return points


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the stretches from a to b and from c to d cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def apart(line: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether the boxes around two lines have nothing in common."""
    (ax, ay), (bx, by) = (tuple(zip(*points, strict=True)) for points in (line, other))
    across = max(ax) < min(bx) or max(bx) < min(ax)
    return across or max(ay) < min(by) or max(by) < min(ay)


def crossings(lines: Sequence[Sequence[Point]], links: Sequence[Link]) -> int:
    """Crossings of lines that share no card; a hair's shift keeps them from meeting in a corner."""
    moved = [
        [(x + 6.1e-8 * i, y + 1e-7 * (i * 7919 % 97)) for x, y in line]
        for i, line in enumerate(lines)
    ]
    pairs = combinations(zip(moved, links, strict=True), 2)
    return sum(
        crosses(*first, *second)
        for (line, link), (other, where) in pairs
        if not {*link} & {*where} and not apart(line, other)
        for first in pairwise(line)
        for second in pairwise(other)
        if not apart(first, second)
    )


def ours_and_dots(graph: Graph) -> tuple[int, int]:
    """The crossings of our drawing of a graph, and of what the program `dot` makes of it."""
    number = {card.id: i for i, card in enumerate(graph.cards)}
    links = [(number[edge.source], number[edge.target]) for edge in graph.edges]
    sizes = [size_of(card) for card in graph.cards]
    ours = [curve(route) for route in layout(sizes, links).routes]
    return crossings(ours, links), crossings(*dots(sizes, links))


def dots(sizes: Sequence[Point], links: list[Link]) -> tuple[list[list[Point]], list[Link]]:
    """The arrows of `dot`, and what each connects."""
    text = ["digraph { rankdir=LR; node [shape=box, fixedsize=true, label=x]"]
    text += [f"{i} [width={w / 72}, height={h / 72}]" for i, (w, h) in enumerate(sizes)]
    text += [*(f"{a} -> {b}" for a, b in links), "}"]
    plain = subprocess.run(
        ["dot", "-Tplain"], input="\n".join(text), capture_output=True, text=True, check=True
    ).stdout
    edges = [line.split() for line in plain.splitlines() if line.startswith("edge")]
    return [spline(words) for words in edges], [(int(a), int(b)) for _, a, b, *_ in edges]


def spline(words: Sequence[str]) -> list[Point]:
    """The points of an arrow in dot's plain output: `edge tail head n x1 y1 … xn yn`."""
    numbers = list(map(float, words[4 : 4 + 2 * int(words[3])]))
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    line = [points[0]]
    for k in range(0, len(points) - 3, 3):
        line += bezier(points[k], *points[k + 1 : k + 4])
    return line


SIX: dict[str, Callable[[], Value]] = {
    "the 2-2-2 network": lambda: forward(starting_weights())["E"],
    "layers 2-4-4-1": lambda: layers([2, 4, 4, 1]),
    "layers 3-5-1": lambda: layers([3, 5, 1]),
    "six steps in time": lambda: steps(6),
    "a tangle of 30": lambda: tangle(3, 30),
    "a tangle of 50": lambda: tangle(5, 50),
}
