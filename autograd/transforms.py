"""Derivatives of functions: `grad`, `jacobian`, `hessian`, and products with vectors.

Each takes a function of numbers or arrays (or lists and dicts of them) and returns a function of
the same arguments. They nest to any order: inside another transform, or called on nodes, they
return nodes, which depend on whatever the function read, what it closes over included. Called on
plain numbers and outside all others, they return plain numbers: then a node that the function
closes over has been a constant.

>>> w = Value(2.0)
>>> f = lambda x: w * x * x
>>> grad(f)(3.0), gradients(grad(f)(Value(3.0)), [w])
(12.0, [6.0])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from .engine.backward import gradients
from .engine.blocks import Block, Mode
from .engine.forward import push
from .engine.node import Node
from .engine.scalars import is_real
from .errors import OperandError, ShapeError
from .ops.arithmetic import identity
from .ops.axes import shape_of
from .ops.joining import stack
from .ops.moving import reshape
from .support.arrays import numpy
from .support.containers import leaves_of, like, tree_map
from .values.tensor import Tensor
from .values.value import Value

Function = Callable[..., Any]

_inside = Mode("inside_a_transform", set())


# A nested transform must tell its own x from the same x outside: it differentiates with respect
# to a fresh node, so d/dx [x * d/dy(x*y) at y=x] is 6 at 3, not 12.
def _fresh(leaf: Any) -> Node:
    if isinstance(leaf, Node):
        return identity(leaf)  # type: ignore[no-any-return]
    return Value(leaf) if is_real(leaf) else Tensor(leaf)


class _Run:
    """One evaluation of a function with fresh nodes for the arguments of interest."""

    def __init__(self, f: Function, args: Sequence[Any], argnums: int | Sequence[int]) -> None:
        self.nested = _inside.innermost() is not None or _holds_a_node(list(args))
        chosen = (argnums,) if isinstance(argnums, int) else tuple(argnums)
        for i in chosen:
            if not -len(args) <= i < len(args):
                raise OperandError(f"argnums asks for argument {i} of {len(args)}")
        trees = [tree_map(_fresh, args[i]) for i in chosen]
        self.tree = trees[0] if isinstance(argnums, int) else tuple(trees)
        self.xs: list[Node] = leaves_of(self.tree)
        replaced = list(args)
        for i, tree in zip(chosen, trees, strict=True):
            replaced[i] = tree
        with Block(_inside):
            self.y = f(*replaced)

    def scalar(self, name: str) -> Node:
        """The result, which must be one number."""
        if isinstance(self.y, (list, tuple, dict)):
            kind = type(self.y).__name__
            raise ShapeError(f"{name} wants one number as the result; got a {kind}")
        y = _as_node(self.y)
        if shape_of(y.primal) not in {(), (1,)}:
            raise ShapeError(
                f"{name} wants a function with one number as its result; got shape "
                f"{shape_of(y.primal)}: use jacobian, or reduce it with .sum()"
            )
        return y

    def slopes(self, y: Node, *, record: bool, seed: Any = None) -> list[Any]:
        """dy/dx for every x."""
        return gradients(y, self.xs, record=record, seed=seed, allow_unused=True)

    def out(self, tree: Any, nested: bool = False) -> Any:
        """A result as the caller sees it: plain numbers and arrays unless nested."""
        return tree if nested or self.nested else tree_map(_plain, tree)


def _holds_a_node(tree: Any) -> bool:
    return any(isinstance(leaf, Node) for leaf in leaves_of(tree))


def _as_node(y: Any) -> Node:
    """A result as a node: what a function returns without having computed it is a constant."""
    if isinstance(y, Node):
        return y
    return Tensor(y) if shape_of(y) else Value(y)


def _plain(leaf: Any) -> Any:
    return leaf.primal if isinstance(leaf, Node) else leaf


def value_and_grad(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns `f(*args)` and its gradient with respect to `args[argnums]`.

    The gradient has the structure of that argument (of a tuple of them, for several argnums).

    >>> value_and_grad(lambda x: x * x)(3.0)
    (9.0, 6.0)
    """

    @wraps(f)
    def evaluated(*args: Any) -> Any:
        run = _Run(f, args, argnums)
        y = run.scalar("grad")
        slopes = run.slopes(y, record=run.nested)
        return run.out(y), run.out(like(run.tree, slopes))

    return evaluated


def grad(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """The derivative of a function whose result is one number.

    `f` takes numbers, arrays, or lists and dicts of them; the result has the structure of
    `args[argnums]`. `.grad` of no node is touched. An argument without influence has slope 0.

    >>> grad(lambda x: x**3)(2.0), grad(grad(lambda x: x**3))(2.0)
    (12.0, 12.0)
    """
    both = value_and_grad(f, argnums)
    return wraps(f)(lambda *args: both(*args)[1])


def jacobian(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """Every partial of every result: for each result, the structure of the argument.

    An array result of shape s and an array argument of shape t give an array of shape s + t.

    >>> jacobian(lambda x: [x[0] * x[1], x[0] + x[1]])([2.0, 3.0])
    [[3.0, 2.0], [1.0, 1.0]]
    """

    @wraps(f)
    def evaluated(*args: Any) -> Any:
        run = _Run(f, args, argnums)
        return run.out(tree_map(lambda y: _rows(run, y), run.y))

    return evaluated


def _rows(run: _Run, y: Any) -> Any:
    """The gradient of one result; of an array, one gradient for each element, stacked."""
    y = _as_node(y)
    shape = shape_of(y.primal)
    if not shape:
        return like(run.tree, run.slopes(y, record=run.nested))
    n = y.primal.size
    if not n:
        return like(run.tree, [numpy().zeros((*shape, *shape_of(x.primal))) for x in run.xs])
    units = numpy().eye(n).reshape(n, *shape)
    rows = [run.slopes(y, record=run.nested, seed=unit) for unit in units]
    columns = zip(*rows, strict=True)
    whole = [reshape(stack(column), shape + shape_of(column[0])) for column in columns]
    return like(run.tree, whole)


def hessian(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """Every second partial of a function whose result is one number.

    For an argument with n numbers, n rows of n; for an array of shape s, an array of shape s + s.

    >>> hessian(lambda x: x[0] * x[0] * x[1])([3.0, 2.0])
    [[4.0, 6.0], [6.0, 0.0]]
    """
    return jacobian(grad(f, argnums), argnums)


def jvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any]) -> tuple[Any, Any]:
    """Forward mode: `f(*primals)` and its rate of change when each argument moves by its tangent.

    >>> jvp(lambda x, y: x * y, [2.0, 3.0], [1.0, 0.0])
    (6.0, 3.0)
    """
    run = _Run(f, primals, range(len(primals)))
    run.nested = run.nested or _holds_a_node(list(tangents))
    pairs = zip(run.xs, _matching(run, tangents), strict=True)
    # What moves by the number 0 does not move: its partial may be infinite.
    moves = {x: dx for x, dx in pairs if dx.__class__ is not float or dx}
    rates = tree_map(lambda y: _rate(y, moves, run.nested), run.y)
    return run.out(run.y), run.out(rates)


def _rate(y: Any, moves: dict[Node, Any], record: bool) -> Any:
    if not isinstance(y, Node):
        return numpy().zeros(shape_of(y)) if shape_of(y) else 0.0
    return y.as_gradient(push(y, moves, record=record), record)


def _matching(run: _Run, tangents: Sequence[Any]) -> list[Any]:
    moves = [_move(dx) for dx in leaves_of(list(tangents))]
    if len(moves) != len(run.xs):
        raise OperandError(f"{len(run.xs)} arguments came with {len(moves)} tangents")
    for x, dx in zip(run.xs, moves, strict=True):
        if shape_of(x.primal) != shape_of(dx):
            raise ShapeError(f"an argument of shape {shape_of(x.primal)} has tangent {dx!r}")
    return moves


def _move(dx: Any) -> Any:
    if isinstance(dx, Node):
        return dx
    return float(dx) if is_real(dx) else numpy().asarray(dx, dtype=float)


def vjp(f: Function, *primals: Any) -> tuple[Any, Function]:
    """Reverse mode: `f(*primals)` and a function from a weight of the result to the gradients.

    >>> y, pull = vjp(lambda x, y: x * y, 2.0, 3.0)
    >>> y, pull(1.0)
    (6.0, (3.0, 2.0))
    """
    run = _Run(f, primals, range(len(primals)))

    def pull(weight: Any) -> Any:
        nested = run.nested or _holds_a_node(weight)
        ys, weights = leaves_of(run.y), leaves_of(weight)
        if len(ys) != len(weights):
            raise OperandError(f"{len(ys)} results came with {len(weights)} weights")
        pairs = [(y, g) for y, g in zip(ys, weights, strict=True) if isinstance(y, Node)]
        rows = [run.slopes(y, record=nested, seed=g) for y, g in pairs]
        sums = [sum(column[1:], column[0]) for column in zip(*rows, strict=True)]
        return run.out(
            like(run.tree, sums or [x.as_gradient(None, nested) for x in run.xs]), nested
        )

    return run.out(run.y), pull


def hvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any]) -> Any:
    """The Hessian of a scalar function times a vector, at the cost of a few gradients.

    >>> hvp(lambda x, y: x * x * y, [3.0, 2.0], [1.0, 0.0])
    (4.0, 6.0)
    """
    every = range(len(primals))
    return jvp(grad(f, every), primals, tangents)[1]
