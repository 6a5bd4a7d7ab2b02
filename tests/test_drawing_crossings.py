"""Our layout beside Graphviz's: crossing arrows, counted on the curves that are drawn."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest

import autograd
from autograd import Value
from autograd.drawing import Graph, graph_of
from autograd.drawing.cards import size_of
from autograd.drawing.layout import layout
from drawings import network

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
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    apart = max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0])
    return not apart and side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def crossings(lines: list[list[Point]], links: list[Link]) -> int:
    """Crossings of lines that share no card; a hair's shift keeps them from meeting in a corner."""
    moved = [
        [(x + 6.1e-8 * i, y + 1e-7 * (i * 7919 % 97)) for x, y in line]
        for i, line in enumerate(lines)
    ]
    pairs = combinations(zip(moved, links, strict=True), 2)
    return sum(
        crosses(*first, *second)
        for (line, link), (other, where) in pairs
        if not {*link} & {*where}
        for first in pairwise(line)
        for second in pairwise(other)
    )


def ours_and_dots(graph: Graph) -> tuple[int, int]:
    number = {card.id: i for i, card in enumerate(graph.cards)}
    links = [(number[edge.source], number[edge.target]) for edge in graph.edges]
    sizes = [size_of(card) for card in graph.cards]
    ours = crossings([curve(route) for route in layout(sizes, links).routes], links)
    text = ["digraph { rankdir=LR; node [shape=box, fixedsize=true, label=x]"]
    text += [f"{i} [width={w / 72}, height={h / 72}]" for i, (w, h) in enumerate(sizes)]
    text += [*(f"{a} -> {b}" for a, b in links), "}"]
    plain = subprocess.run(
        ["dot", "-Tplain"], input="\n".join(text), capture_output=True, text=True, check=True
    ).stdout
    lines, drawn = [], []
    for words in (line.split() for line in plain.splitlines() if line.startswith("edge")):
        numbers = list(map(float, words[4 : 4 + 2 * int(words[3])]))
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        line = [points[0]]
        for k in range(0, len(points) - 3, 3):
            line += bezier(*points[k : k + 4])
        lines.append(line)
        drawn.append((int(words[1]), int(words[2])))
    return ours, crossings(lines, drawn)


def layers(sizes: list[int]) -> Value:
    layer = [Value(0.1 * i, f"x{i}") for i in range(sizes[0])]
    for n in sizes[1:]:
        layer = [
            autograd.tanh(autograd.dot([Value(0.1) for _ in layer], layer) + Value(0.1))
            for _ in range(n)
        ]
    return autograd.sum(layer)


def steps(count: int) -> Value:
    u, v = Value(0.5, "u"), Value(0.3, "v")
    a, b = Value(0.1), Value(0.2)
    for t in range(count):
        x = Value(0.1 * t, f"x{t}")
        a, b = (u * a + v * b + x).tanh(), (v * a - u * b + x).tanh()
    return a * b


def tangle(seed: int, count: int) -> Value:
    rng = random.Random(seed)
    pool = [Value(rng.random(), f"x{i}") for i in range(6)]
    for _ in range(count):
        a, b = rng.choice(pool[-14:]), rng.choice(pool[-10:])
        pool.append(rng.choice([a + b, a * b, (a - b).tanh()]))
    return autograd.sum(pool[-10:])


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz's program dot")
def test_crossings_are_as_few_as_those_of_dot() -> None:
    roots = [
        network()[0],
        layers([2, 4, 4, 1]),
        layers([3, 5, 1]),
        steps(6),
        tangle(3, 30),
        tangle(5, 50),
    ]
    counts = [ours_and_dots(graph_of(root, limit=None)) for root in roots]
    ours, dots = (sum(column) for column in zip(*counts, strict=True))
    assert ours <= 1.15 * dots, counts
