"""Gradients, and all partials of first and second order.

>>> grad(lambda x: x * x)(3.0)
6.0
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps
from typing import Any

from ..ops.axes import shape_of
from ..ops.joining import stack
from ..ops.moving import reshape
from ..support.arrays import numpy
from ..support.containers import like, tree_map
from .runs import Function, Run, as_node


def value_and_grad(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns `f(*args)` and its gradient with respect to `args[argnums]`.

    The gradient has the structure of that argument (of a tuple of them, for several argnums).

    >>> value_and_grad(lambda x: x * x)(3.0)
    (9.0, 6.0)
    """

    @wraps(f)
    def evaluated(*args: Any) -> Any:
        run = Run(f, args, argnums)
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
        run = Run(f, args, argnums)
        return run.out(tree_map(lambda y: _rows(run, y), run.y))

    return evaluated


def _rows(run: Run, y: Any) -> Any:
    """The gradient of one result; of an array, one gradient for each element, stacked."""
    y = as_node(y)
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
