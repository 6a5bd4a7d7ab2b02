"""`root` and `fixed_point`: the solution of an equation as one node.

The slopes are those of the implicit function theorem: where f(x, p) = 0, x moves with p by
-(∂f/∂x)⁻¹ ∂f/∂p. How x was found does not matter. The rule is made of nodes where it is recorded,
so that it can be differentiated again, to any order.

>>> from autograd import Value
>>> a = Value(2.0, name="a")
>>> x = root(lambda x: x * x - a, 1.0)
>>> x.backward()
>>> round(x.data, 12), round(a.grad, 12)  # of the square root, 1/(2 sqrt(2))
(1.414213562373, 0.353553390593)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any, NoReturn

from ..engine.node import Node
from ..engine.primitive import Primitive
from ..engine.recorded import Recorded
from ..errors import DomainError, GraphError, OperandError, ShapeError
from ..ops.axes import shape_of
from ..support.arrays import ieee_arithmetic
from ..support.containers import leaves_of, like
from ..values.tensor import Tensor
from ..values.value import Value
from .equations import Equations, entries, leaf_of
from .linear import solved
from .once import Once, is_array, primal
from .results import parts, seeds_of, several
from .solving import newton, walked


def root(f: Callable[[Any], Any], guess: Any) -> Any:
    """An x near `guess` with f(x) = 0, to the precision of floats.

    `guess` is a number, an array, or a tuple, list or dict of them, and f gives as many numbers as
    x has; x comes back in its structure. Newton's method finds it, with the slopes of f. Gradients,
    of any order, reach whatever f closes over, by the implicit function theorem; none reaches the
    guess. Meant for few unknowns: a linear system of their number is solved by elimination.

    Raises `DomainError` where f is no finite number, its slope is singular on the way or at the
    solution, or no solution is found; `ShapeError` where f gives another number of numbers; and
    `OperandError` in a function that is being compiled, which cannot know when to stop.

    >>> from autograd import grad, log
    >>> round(root(lambda x: x * log(x) - 1.0, 2.0), 12)
    1.763222834352
    >>> grad(lambda p: root(lambda x: x**3 + p * x - 3.0, 1.0))(2.0)  # -x/(3 x^2 + p), x = 1
    -0.2
    """
    return _found("root", f, guess, newton)


def fixed_point(f: Callable[[Any], Any], guess: Any) -> Any:
    """The x = f(x) that `guess`, f(guess), f(f(guess)) … tend to.

    As `root`, which see for structures, gradients and errors; f gives back the structure of x. It
    raises `DomainError` where 10 000 steps are not enough: then f does not contract there.

    >>> from autograd import cos, grad
    >>> round(fixed_point(cos, 1.0), 12)
    0.739085133215
    >>> grad(lambda p: fixed_point(lambda x: p * x + 1.0, 0.0))(0.5)  # of 1/(1 - p)
    4.0
    """

    def residual(x: Any) -> Any:
        after = leaves_of(f(x))
        _check("fixed_point", len(leaves_of(x)), len(after))
        return [a - b for a, b in zip(leaves_of(x), after, strict=True)]

    return _found("fixed_point", residual, guess, walked)


Solver = Callable[[Equations, list[float]], list[float]]


def _found(name: str, residual: Callable[[Any], Any], guess: Any, solver: Solver) -> Any:
    """The solution in the structure of the guess: nodes if f closes over any, else numbers."""
    if not callable(residual):
        raise OperandError(f"{name} takes a function and a guess: {name}(lambda x: …, 1.0)")
    start = [primal(x) for x in leaves_of(guess)]

    def flat(leaves: list[Any]) -> list[Any]:
        return leaves_of(residual(like(guess, list(leaves))))

    probe = leaves_of(guess) if _traced(leaves_of(guess)) else flat(start)
    if _traced(probe):
        raise OperandError(_no_loop(name))
    arrays = any(map(is_array, [*start, *probe]))
    equations = Equations(name, flat, tuple(map(shape_of, start)), arrays)
    numbers = [float(x) for part in start for x in entries(part)]
    _check(name, len(numbers), sum(len(entries(primal(y))) for y in probe if y is not None))
    with ieee_arithmetic():
        x = equations.leaves(solver(equations, numbers))
    captured = tuple(equations.once(x).captured().values())
    return like(guess, several(Solution(equations), captured, x) if captured else x)


def _traced(leaves: Sequence[Any]) -> bool:
    return any(isinstance(x, Node) and x.primal is None for x in leaves)


def _no_loop(name: str) -> str:
    """Why a program has no such loop, and what has one."""
    what = "x - f(x) / slope(x)" if name == "root" else "f(x)"
    return (
        f"{name} goes on until it has converged, and how long that takes is not known while a "
        f"function is traced: write repeat(lambda x: {what}, guess, 20), a loop of so many steps"
    )


def _check(name: str, unknowns: int, residuals: int) -> None:
    if unknowns != residuals:
        raise ShapeError(
            f"{name} wants as many numbers from f as x has; x has {unknowns}, and f gave "
            f"{residuals}"
        )


class Solution(Primitive):
    """Where equations hold, as a function of what they close over."""

    def __init__(self, equations: Equations) -> None:
        super().__init__(equations.name, public=False, doc="the solution of an equation")
        self.equations = equations

    def __reduce__(self) -> NoReturn:
        raise GraphError(
            f"the result of {self.name} is no data: its f is a function, which cannot be written "
            "to a file; save the parameters, and solve anew"
        )

    def partials(self, node: Recorded, record: bool = False) -> list[Any]:
        alone = isinstance(node, Value) and not any(getattr(x, "on_arrays", 0) for x in node.args)
        return self.pull(node, 1.0, record) if alone else super().partials(node, record)

    def pull(self, node: Any, g: Any, record: bool) -> list[Any]:
        """The adjoints -λ ∂f/∂p, where λ ∂f/∂x = g."""
        once = self._at(node, record)
        matrix = self.equations.slopes(once, record)
        columns = [list(column) for column in zip(*matrix, strict=True)]
        whole = seeds_of(g, len(self.equations.shapes))
        right = [
            x
            for each, s in zip(whole, self.equations.shapes, strict=True)
            for x in _spread(each, s)
        ]
        weights = iter(self._solved(columns, right))
        shapes = [shape_of(primal(out)) for out in once.outs]
        seeds = [leaf_of([-next(weights) for _ in range(prod(shape))], shape) for shape in shapes]
        adjoints = once.pull(seeds, record)
        return [adjoints.get(x.serial) for x in node.args]

    def push(self, node: Any, tangents: Sequence[Any], record: bool) -> Any:
        """The rates -(∂f/∂x)⁻¹ ∂f/∂p dp."""
        once = self._at(node, record)
        pairs = zip(node.args, tangents, strict=True)
        rates = once.push({x: dx for x, dx in pairs if dx is not None}, record)
        shapes = [shape_of(primal(out)) for out in once.outs]
        right = [x for dx, shape in zip(rates, shapes, strict=True) for x in _spread(dx, shape)]
        moves = iter(self._solved(self.equations.slopes(once, record), right))
        found = [leaf_of([-next(moves) for _ in range(prod(s))], s) for s in self.equations.shapes]
        return found if isinstance(node.primal, tuple) else found[0]

    def _at(self, node: Any, record: bool) -> Once:
        """f at the solution; where it is recorded, at the nodes of it."""
        several_of_them = isinstance(node.primal, tuple)
        x = list(node.primal) if several_of_them else [node.primal]
        if record:
            kinds = [Tensor if hasattr(each, "shape") else Value for each in x]
            x = parts(node, kinds) if several_of_them else [node]
        return self.equations.once(x)

    def _solved(self, matrix: list[list[Any]], right: list[Any]) -> list[Any]:
        found = solved(matrix, right)
        if found is None:
            raise DomainError(
                f"the result of {self.name} has no derivative: the slope of f is singular there, "
                "so that the solution is not alone or does not move smoothly"
            )
        return found


def _spread(x: Any, shape: tuple[int, ...]) -> list[Any]:
    """The numbers in an adjoint or a rate; None stands for zeros, a number for all."""
    found = [0.0] if x is None else entries(x)
    return found * prod(shape) if len(found) == 1 else found
