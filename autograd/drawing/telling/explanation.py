"""`explain(y, x)`: why dy/dx is the number it is.

The chain rule says it in one sentence: dy/dx is the sum, over all paths from x to y, of the
products of the local derivatives along each. This writes the sentence out with its numbers. Where
paths are too many to read, it sums over the places where x is used instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Any

from ...engine.backward import sweep
from ...engine.node import Node
from ...errors import OperandError, UnreachableError
from ...formulas.escape import terminal
from ...support.consoles import printed
from ..graph.names import labels_in
from ..graph.recorded import local_partials
from ..signs.figures import figure
from ..signs.formulas import formula_text

MOST_PATHS = 20
MOST_TERMS = 20
SHOWN_FACTORS = 14
MOST_DEFINED = 14
COUNTLESS = 10**12
WIDTH = 80
WHERE = "  where "


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of dy/dx: the nodes passed from y down to x, and a factor for every step."""

    labels: tuple[str, ...]
    factors: tuple[float, ...]

    @property
    def product(self) -> float:
        """The product of the factors."""
        return prod(self.factors)


@dataclass(frozen=True, slots=True)
class Explanation:
    """dy/dx as a sum of products.

    `paths` counts all paths; `folded` tells that each term begins with dy/dc for a use c of x
    instead of running all the way. `where` says how the nodes on the way are computed, if they are
    few.
    """

    y: str
    x: str
    terms: tuple[Term, ...]
    total: float
    paths: int
    folded: bool
    where: tuple[str, ...] = ()

    def __str__(self) -> str:
        return printed("\n".join(self._lines()))

    __repr__ = __str__

    def _lines(self) -> list[str]:
        y, x = terminal(self.y), terminal(self.x)
        lines = [f"∂{y}/∂{x} = {figure(self.total)}{self._because()}"]
        for term in self.terms[:MOST_TERMS]:
            lines += _written(term)
        if len(self.terms) > MOST_TERMS:
            rest = sum(term.product for term in self.terms[MOST_TERMS:])
            lines.append(f"  … and {len(self.terms) - MOST_TERMS} more uses: {figure(rest)}")
        if len(self.terms) > 1:
            lines.append(f"  sum = {self.total!r}")
        if self.where:
            lines += _filled(WHERE, self.where, ", ")
        return lines

    def _because(self) -> str:
        many = f"more than {COUNTLESS:.0e}" if self.paths >= COUNTLESS else str(self.paths)
        if self.folded:
            return f": {many} paths, summed here over the uses of {terminal(self.x)}"
        if not self.paths:
            return ": no path of derivatives leads there"
        return ", the sum over these paths:" if self.paths > 1 else ", along the only path:"


def _written(term: Term) -> list[str]:
    labels = [terminal(label) for label in term.labels]
    steps = [f"∂{a}/∂{b}" for a, b in pairwise(labels)] or [f"∂{labels[0]}/∂{labels[0]}"]
    numbers = _middle_out([_bracketed(factor) for factor in term.factors]) or ["1"]
    if len(numbers) > 1:
        numbers[-1] += f" = {figure(term.product)}"
    return [*_filled("  ", _middle_out(steps), " · "), *_filled("    = ", numbers, " · ")]


def _filled(start: str, items: Sequence[str], between: str) -> list[str]:
    """Items on lines that a terminal has room for, where they are not longer than that."""
    pieces = [*(f"{item}{between}" for item in items[:-1]), items[-1]]
    lines = [start]
    for piece in pieces:
        if len(lines[-1] + piece.rstrip()) > WIDTH and lines[-1] != start:
            lines.append(" " * len(start))
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _middle_out(items: list[str]) -> list[str]:
    if len(items) <= SHOWN_FACTORS:
        return items
    return [*items[:4], f"… {len(items) - 7} more …", *items[-3:]]


def _bracketed(x: float) -> str:
    text = figure(x)
    return f"({text})" if text.startswith("−") else text


def explain(y: Node, x: Node) -> Explanation:
    """Every path from `x` to `y` as a product of local derivatives, and their sum dy/dx.

    Beyond 20 paths the terms are dy/dc · ∂c/∂x for the uses c of x. Raises `OperandError` for
    arrays, which have no single number on their edges, and `UnreachableError` for an x that y was
    not computed from.

    >>> from autograd.values.value import Value
    >>> x = Value(3.0, "x")
    >>> y = x * x
    >>> y.name = "y"
    >>> explain(y, x)
    ∂y/∂x = 6, the sum over these paths:
      ∂y/∂x
        = 3
      ∂y/∂x
        = 3
      sum = 6.0
      where y = x·x
    """
    _check(x, y)
    nodes, adjoints = sweep(y, 1.0)
    if x.serial not in nodes:
        raise UnreachableError(
            f"{y.describe()} was not computed from {x.describe()}, so there is nothing to explain"
        )
    _check(*nodes.values())
    labels = labels_in({serial: nodes[serial] for serial in sorted(nodes)})
    below = _steps(nodes, x)
    paths = _count(below, x)
    found = x.as_gradient(adjoints.get(x.serial), False)
    few = paths.get(y.serial, 0) <= MOST_PATHS
    terms = _paths(below, y, x, labels) if few else _uses(below, adjoints, y, x, labels)
    number = paths.get(y.serial, 0)
    where = _definitions(nodes, labels, terms)
    return Explanation(
        labels[y.serial], labels[x.serial], tuple(terms), found, number, not few, where
    )


def _definitions(
    nodes: dict[int, Node], labels: dict[int, str], terms: Sequence[Term]
) -> tuple[str, ...]:
    """How each node on the way is computed, in the labels of its operands; nothing if many are."""
    named = {label for term in terms for label in term.labels}
    passed = [node for s, node in sorted(nodes.items()) if node.op and labels[s] in named]
    if len(passed) > MOST_DEFINED:
        return ()
    told = ((terminal(labels[node.serial]), formula_text(node, labels)) for node in passed)
    lines = (f"{label} = {text}" for label, text in told if text)
    return tuple(line for line in lines if len(line) < WIDTH - len(WHERE))


def _check(*nodes: Node) -> None:
    for node in nodes:
        if not isinstance(node, Node):
            raise OperandError(f"explain takes two Values; got a {type(node).__name__}")
        if not isinstance(node.primal, float):
            raise OperandError(
                f"explain follows numbers, and {node.describe()} is a {type(node).__name__}: "
                "build the expression from Values to see its paths"
            )


Steps = dict[int, list[tuple[int, float]]]


def _steps(nodes: dict[int, Node], x: Node) -> Steps:
    """For each node that depends on x: its arguments that do, with the local derivative."""
    below: Steps = {x.serial: []}
    for serial in sorted(nodes):
        node = nodes[serial]
        if serial <= x.serial or node.op is None:
            continue
        depends = [isinstance(arg, Node) and arg.serial in below for arg in node.args]
        if any(depends):
            pairs = zip(node.args, depends, local_partials(node, {}), strict=True)
            steps = [(arg.serial, float(d)) for arg, on, d in pairs if on and d is not None]
            if steps:
                below[serial] = steps
    return below


def _count(below: Steps, x: Node) -> dict[int, int]:
    """How many paths lead from each node to x; beyond counting, `COUNTLESS`."""
    paths = {x.serial: 1}
    for serial, steps in below.items():
        if serial != x.serial:
            paths[serial] = min(COUNTLESS, sum(paths[to] for to, _ in steps))
    return paths


def _paths(below: Steps, y: Node, x: Node, labels: dict[int, str]) -> list[Term]:
    """All paths from y down to x, depth first, in the order of the operands."""
    if y.serial not in below:
        return []
    terms: list[Term] = []
    way, factors = [y.serial], [1.0]
    open_steps = [iter(below[y.serial])]
    while open_steps:
        if way[-1] == x.serial:
            terms.append(Term(tuple(labels[s] for s in way), tuple(factors[1:])))
        step = next(open_steps[-1], None)
        if step is None:
            open_steps.pop(), way.pop(), factors.pop()
        else:
            way.append(step[0])
            factors.append(step[1])
            open_steps.append(iter(below[step[0]]))
    return terms


def _uses(
    below: Steps, adjoints: dict[int, Any], y: Node, x: Node, labels: dict[int, str]
) -> list[Term]:
    """A term dy/dc · ∂c/∂x for every use c of x."""
    terms = []
    for serial, steps in below.items():
        for to, d in steps:
            if to == x.serial and serial in adjoints:
                g = float(getattr(adjoints[serial], "settled", adjoints[serial]))
                way = (labels[y.serial], labels[serial], labels[to])
                terms.append(Term(way, (g, d)) if serial != y.serial else Term(way[1:], (d,)))
    return terms
