"""Equations f(x) = 0 as data: unknowns and residuals as flat lists, and the slopes between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, prod
from typing import Any

from ..engine.node import Node
from ..errors import DomainError
from ..ops.axes import shape_of
from ..ops.joining import stack
from ..ops.moving import index, reshape
from ..support.arrays import numpy
from .once import Once, primal

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Equations:
    """`residual` takes the leaves of x, of these `shapes`, and gives as many numbers.

    `name` is what people call the solver.
    """

    name: str
    residual: Callable[[list[Any]], list[Any]]
    shapes: tuple[Shape, ...]
    arrays: bool

    def once(self, leaves: Sequence[Any]) -> Once:
        """The residuals at x, recorded."""
        return Once(self.residual, leaves, self.arrays)

    def leaves(self, numbers: Sequence[float]) -> list[Any]:
        """Numbers as the leaves of x."""
        found, start = [], 0
        for shape in self.shapes:
            stop = start + prod(shape)
            part = numbers[start:stop]
            found.append(numpy().reshape(part, shape) if shape or self.arrays else part[0])
            start = stop
        return found

    def values(self, once: Once) -> list[float]:
        """The residuals as numbers. Raises `DomainError` where one is none."""
        found = [float(y) for out in once.outs for y in entries(primal(out))]
        if not all(map(isfinite, found)):
            at = ", ".join(f"{x:.6g}" for node in once.fresh for x in entries(node.primal))
            raise DomainError(
                f"{self.name}: f is {', '.join(f'{y:.6g}' for y in found)} at x = {at}, where "
                "a finite number is wanted: begin nearer to the solution"
            )
        return found

    def slopes(self, once: Once, record: bool = False) -> list[list[Any]]:
        """A row for each residual: its slopes in the unknowns."""
        rows = []
        for seeds in units([shape_of(primal(out)) for out in once.outs]):
            adjoints = once.pull(seeds, record)
            rows.append([x for node in once.fresh for x in _slopes(node, adjoints)])
        return rows


def _slopes(node: Node, adjoints: dict[int, Any]) -> list[Any]:
    """The slopes in each number of a leaf of x."""
    shape, found = shape_of(node.primal), adjoints.get(node.serial)
    if found is None or not shape_of(primal(found)):
        return [0.0 if found is None else found] * prod(shape)
    return entries(found)


def units(shapes: Sequence[Shape]) -> Iterator[list[Any]]:
    """For each number among leaves of these shapes: leaves that are 1 there, and None elsewhere."""
    for i, shape in enumerate(shapes):
        for unit in numpy().eye(prod(shape)).reshape(-1, *shape) if shape else [1.0]:
            yield [unit if j == i else None for j in range(len(shapes))]


def entries(x: Any) -> list[Any]:
    """The numbers in a leaf, row by row; nodes of a node."""
    shape = shape_of(primal(x))
    if not shape:
        return [x]
    if isinstance(x, Node):
        return [index(x, place) for place in numpy().ndindex(*shape)]
    return list(numpy().ravel(x).tolist())


def leaf_of(numbers: Sequence[Any], shape: Shape) -> Any:
    """The leaf that these are the entries of."""
    if not shape:
        return numbers[0]
    if any(isinstance(x, Node) for x in numbers):
        return reshape(stack(numbers), shape)
    return numpy().reshape(numbers, shape)
