"""Which arrows of a graph a wrong derivative has wrong, found out from numbers alone.

A derivative is a sum over paths of products over arrows. So most slips are one of a few changes:
an arrow's factor left out or taken twice, a path left out, counted twice or with the wrong sign, a
whole stretch of the way left out or walked twice. A change is blamed if it explains the claim at
several ordinary points at once. This only chooses what a picture tints; the verdict is not its
business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isclose, isfinite
from typing import Any

from ...engine.backward import sweep
from ...engine.node import Node

# The place of a node among those on the way, and of the argument from which the arrow comes: the
# same for the same graph at other numbers.
Arrow = tuple[int, int]


@dataclass(frozen=True)
class Blame:
    """The arrows to tint and what happened to them, in words; whether they are whole paths."""

    arrows: frozenset[Arrow]
    words: str
    paths: bool = False
    guessed: bool = False  # it explains no number; it is but the only place for a mistake


@dataclass
class Case:
    """dy/dx at one point, with the number that the claim gives for it."""

    y: Node
    x: Node
    claimed: float
    nodes: list[Node] = field(init=False)  # those on the way, in order
    arrows: list[Arrow] = field(init=False)

    def __post_init__(self) -> None:
        swept, adjoints = sweep(self.y, 1.0)
        on_the_way = {self.x.serial: self.x}
        self.nodes, self.arrows = [self.x], []
        for serial in sorted(swept):
            node = swept[serial]
            if serial not in adjoints or node.op is None or node is self.x:
                continue
            came = [
                (len(self.nodes), place)
                for place, (arg, d) in enumerate(zip(node.args, _partials(node), strict=True))
                if isinstance(arg, Node) and arg.serial in on_the_way and d is not None
            ]
            if came:
                on_the_way[serial] = node
                self.nodes.append(node)
                self.arrows += came
        self._adjoints = {node.serial: _adjoints(node) for node in self.nodes}

    @property
    def true(self) -> float:
        """The derivative itself."""
        return self.slope(self.y, self.x)

    def slope(self, y: Node, x: Node) -> float:
        """dy/dx of two nodes on the way."""
        return self._adjoints[y.serial].get(x.serial, 0.0) if y is not x else 1.0

    def ends(self, arrow: Arrow) -> tuple[Node, Node]:
        """The nodes from which and to which an arrow leads."""
        target = self.nodes[arrow[0]]
        return target.args[arrow[1]], target

    def factor(self, arrow: Arrow) -> float:
        """The local derivative on an arrow."""
        d: float = _partials(self.nodes[arrow[0]])[arrow[1]]
        return d

    def through(self, arrow: Arrow) -> float:
        """What the paths through an arrow contribute."""
        source, target = self.ends(arrow)
        return self.slope(self.y, target) * self.factor(arrow) * self.slope(source, self.x)

    def between(self, start: Node, end: Node) -> frozenset[Arrow]:
        """The arrows on paths from one node to another, as far as they are on the way."""
        reach = self._adjoints.get(end.serial, {})
        after = {node.serial for node in self.nodes if start.serial in self._adjoints[node.serial]}
        return frozenset(
            arrow
            for arrow in self.arrows
            if self.nodes[arrow[0]].serial in reach and self.ends(arrow)[0].serial in after
        )


def _partials(node: Node) -> Sequence[Any]:
    return node.op.partials(node) if node.op is not None else ()


def _adjoints(y: Node) -> dict[int, float]:
    _, found = sweep(y, 1.0)
    numbers = ((serial, getattr(g, "settled", g)) for serial, g in found.items())
    return {serial: float(g) for serial, g in numbers if g is not None}


# ---- The changes --------------------------------------------------------------------------------

Change = Callable[[Case, Any], float]

ONE_FACTOR: list[tuple[str, Change]] = [
    ("is left out", lambda case, e: case.true - case.through(e) + case.through(e) / case.factor(e)),
    ("is taken twice", lambda case, e: case.true + case.through(e) * (case.factor(e) - 1.0)),
]
ONE_PATH: list[tuple[str, Change]] = [
    ("is left out", lambda case, e: case.true - case.through(e)),
    ("counts twice", lambda case, e: case.true + case.through(e)),
    ("has the wrong sign", lambda case, e: case.true - 2.0 * case.through(e)),
]


def _between(case: Case, ends: tuple[int, int]) -> float:
    start, end = (case.nodes[place] for place in ends)
    return case.slope(end, start)


def _around(case: Case, ends: tuple[int, int]) -> float:
    start, end = (case.nodes[place] for place in ends)
    return case.slope(case.y, end) * case.slope(start, case.x)


ONE_STRETCH: list[tuple[str, Change]] = [
    ("is left out", _around),
    ("is taken twice", lambda case, ends: case.true * _between(case, ends)),
]


ALL: list[tuple[str, Change]] = [
    ("has the wrong sign", lambda case, _: -case.true),
    ("is left out", lambda case, _: 0.0),
]


def blame(cases: Sequence[Case]) -> Blame | None:
    """The smallest change that explains the claim at every point; None if there is none."""
    counts = {len(case.arrows) for case in cases}
    if len(counts) != 1 or counts == {0}:  # other branches at other points, or no way at all
        return None
    return next(_explanations(cases), None)


def _explanations(cases: Sequence[Case]) -> Iterator[Blame]:
    first = cases[0]
    places = range(len(first.arrows))
    for words, change in ONE_FACTOR:
        for place in places:
            if _explains(cases, change, lambda case, place=place: case.arrows[place]):
                yield Blame(frozenset([first.arrows[place]]), words)
    for words, change in ONE_PATH:
        found = [
            first.arrows[place]
            for place in places
            if _explains(cases, change, lambda case, place=place: case.arrows[place])
        ]
        if 0 < len(found) < len(first.arrows):
            yield Blame(frozenset(found), words, paths=True)
    last = len(first.nodes)
    stretches = [(i, j) for i in range(last) for j in range(i + 1, last)]
    for ends in sorted(stretches, key=lambda ends: ends[1] - ends[0]):
        for words, change in ONE_STRETCH:
            if _explains(cases, change, lambda case, ends=ends: ends):
                start, end = (first.nodes[place] for place in ends)
                yield Blame(first.between(start, end), words)
    for words, change in ALL:
        if _explains(cases, change, id):
            yield Blame(frozenset(first.arrows), words, paths=True)
    necks = [first.arrows[place] for place in places if _is_neck(cases, place)]
    if len(necks) == 1:
        yield Blame(frozenset(necks), "is not what the claim has there", guessed=True)


def _is_neck(cases: Sequence[Case], place: int) -> bool:
    """Whether all paths share an arrow, and its factor is no constant that one cannot mistake."""
    arrows = [case.arrows[place] for case in cases]
    pairs = list(zip(cases, arrows, strict=True))
    factors = {case.factor(arrow) for case, arrow in pairs}
    shared = all(isclose(case.through(arrow), case.true, rel_tol=1e-9) for case, arrow in pairs)
    return shared and len(factors) > 1


def _explains(cases: Sequence[Case], change: Change, where: Callable[..., Any]) -> bool:
    try:
        values = [change(case, where(case)) for case in cases]
    except ArithmeticError:
        return False
    pairs = zip(values, cases, strict=True)
    return all(isfinite(x) and isclose(x, case.claimed, rel_tol=1e-9) for x, case in pairs)
