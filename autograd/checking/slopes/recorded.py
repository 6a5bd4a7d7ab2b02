"""A function as the graph that it recorded, for as long as that is all the function is.

Where its leaves move a little and it records the same again, the graph is the function around here,
and its slope can be found in certified arithmetic. Where it does not, it branched, or computed
something in plain numbers, and only its values tell.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...engine.backward import gradients
from ...engine.custom import Custom
from ...engine.node import Node
from ...engine.walks import ancestors
from ...support.arrays import numpy
from ..certified.program import Program
from ..functions.arguments import Shape, weights
from ..functions.expansion import signature
from .certified import SAME_VALUE, of_graph, sides, value
from .rules import is_erratic, is_lost, near, relative_error
from .sides import Sides

_LITTLE = 2.0**-30  # relative


class Recorded:
    """The graph of `f` at its leaves."""

    def __init__(self, f: Callable[..., Any], y: Node, leaves: Sequence[Any]) -> None:
        self.f, self.leaves = f, leaves
        self.made = signature([y], leaves)
        distinct = list({id(leaf): leaf for leaf in leaves}.values())
        self.program = of_graph(y, distinct)
        self.start: dict[int, int] = {}  # by id: where the entries of a leaf begin in the point
        self.point: list[float] = []
        for leaf in distinct:
            self.start[id(leaf)] = len(self.point)
            self.point.extend(map(float, numpy().ravel(leaf.data)))
        self.value = float((weights(y.primal.shape) * y.primal).sum() if y.on_arrays else y.primal)
        if self.program is not None and not self._is_described(y, self.program):
            self.program = None

    def _is_described(self, y: Node, program: Program) -> bool:
        """Whether the definitions of the user's own operations have the value of the graph."""
        own = any(isinstance(node.op, Custom) for node in ancestors(y).values())
        return not own or math.isclose(value(program, self.point), self.value, rel_tol=SAME_VALUE)

    def sides(self, leaf: Any, at: Shape) -> Sides | None:
        """The slope in an entry of a leaf; None where the graph is too large to be written out."""
        return None if self.program is None else self._sides(self.program, leaf, at, leaf.data)

    def _sides(self, program: Program, leaf: Any, at: Shape, data: Any) -> Sides:
        """The same where the leaf has these numbers."""
        start = self.start[id(leaf)]
        numbers = list(map(float, numpy().ravel(data)))
        point = [*self.point[:start], *numbers, *self.point[start + len(numbers) :]]
        inside = int(numpy().ravel_multi_index(at, data.shape)) if at else 0
        return sides(program, point, start + inside)

    def loses_digits(self, leaf: Any, at: Shape, slope: float, true: float) -> bool:
        """Whether the gradient is off by rounding: by little, or here and there near this point."""
        assert self.program is not None  # else nothing is known of the truth
        x = float(leaf.data[at] if at else leaf.data)
        if is_lost(slope, true, x, self.value):
            return True
        errors = []
        for data, gradient in self._gradients(leaf):
            side = self._sides(self.program, leaf, at, data)[0]
            if side is not None and math.isfinite(side.value):
                errors.append(relative_error(float(gradient[at] if at else gradient), side.value))
        return is_erratic(errors)

    def _gradients(self, leaf: Any) -> Iterator[tuple[Any, Any]]:
        """The numbers of a leaf and others next to them, and the gradients there."""
        data = leaf.data
        try:
            for moved in near(data):
                leaf.data = moved
                y = self.f(*self.leaves)
                seed = weights(y.primal.shape) if y.on_arrays else None
                yield moved, gradients(y, [leaf], seed=seed, allow_unused=True)[0]
        except (ArithmeticError, ValueError):
            return
        finally:
            leaf.data = data

    def is_all(self, leaf: Any) -> bool:
        """Whether the same is recorded where this leaf has moved a little."""
        data = leaf.data
        found = []
        try:
            for sign in (1, -1):
                leaf.data = data + sign * _LITTLE * (abs(data) + (data == 0))
                found.append(self._again())
        finally:
            leaf.data = data
        known = [made for made in found if made is not None]
        return bool(known) and all(made == self.made for made in known)

    def _again(self) -> Any:
        """What is recorded now; None where the function has no value."""
        try:
            return signature([self.f(*self.leaves)], self.leaves)
        except (ArithmeticError, ValueError):
            return None
