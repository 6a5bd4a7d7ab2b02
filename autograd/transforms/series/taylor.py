"""`taylor`: the Taylor series of a function at a point.

>>> from autograd import exp, sin
>>> print(taylor(lambda x: exp(sin(x)), 0.0, 5))
1 + x + x²/2 - x⁴/8 - x⁵/15 + O(x⁶)
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence, Set
from operator import index
from typing import Any

from ...engine.node import Node
from ...engine.scalars import is_real, to_float
from ...engine.ties import told
from ...engine.walks import ancestors
from ...errors import DomainError, OperandError
from ...ops.axes import shape_of
from ...support.arrays import numpy
from ...values.value import Value
from ..products import matching
from ..runs import Function, Run, as_node, holds_a_node
from ..unrolling import unrolled
from .polynomial import Series
from .propagation import coefficients

MOST = 170  # the factorial of more is no float


def taylor(f: Function, x: Any, order: int, along: Any = None) -> Series:
    """The Taylor series of `f` at `x` up to an order: all derivatives in one pass.

    `f` takes a number, and its result is one number. The `Series` has `coefficients` and
    `derivatives`, is called to be evaluated, and prints as the formula.

    Of a function of many numbers it is the series along a direction, f(x + t `along`) in powers of
    t: then `x` and `along` are lists, dicts or arrays of one structure, or, for a function of
    several arguments, tuples with one entry for each.

    Called on nodes, or inside another transform, the coefficients are nodes that can be
    differentiated and compiled. Raises `DomainError` at a kink and where a derivative is infinite,
    `OperandError` where `order` is none, `ShapeError` where f has more than one result.

    >>> from autograd import exp, log
    >>> s = taylor(exp, 0.0, 4)
    >>> s
    Series(1 + x + x²/2 + x³/6 + x⁴/24 + O(x⁵))
    >>> s.derivatives, s(0.5)
    ((1.0, 1.0, 1.0, 1.0, 1.0), 1.6484375)
    >>> print(taylor(lambda u, v: u * log(v), (2.0, 1.0), 3, along=(1.0, 1.0)))
    2t + t³/6 + O(t⁴)
    """
    order, direction = _checked(f, order), _direction(x, along)
    y, moves, record = _run(f, x if isinstance(x, tuple) else (x,), direction)
    found = _coefficients(y, moves, order, record)
    if along is not None:
        return Series(found, 0.0, "t")
    return Series(found, x if isinstance(x, Node) else to_float(x), _name(f))


def _checked(f: Any, order: Any) -> int:
    """The order, which is a whole number from 0 to MOST."""
    if not callable(f):
        raise OperandError(f"taylor(f, x, order) takes a function first; got {f!r:.60}")
    if isinstance(order, bool) or not hasattr(order, "__index__"):
        raise OperandError(
            f"the order of a Taylor series is an int, as in taylor(f, x, 3); got {order!r}"
        )
    if not 0 <= index(order) <= MOST:
        raise OperandError(
            f"the order of a Taylor series is 0 to {MOST}, the factorial of more being no float; "
            f"got {order}"
        )
    return index(order)


def _run(
    f: Function, args: tuple[Any, ...], direction: Sequence[Any]
) -> tuple[Node, dict[Node, Any], bool]:
    """The result as a number, how fast its inputs move, and whether the answer is to be nodes."""
    name = _name(f)
    with told() as ties:
        run = Run(lambda *xs: f(*_called(name, xs)), args, range(len(args)))
    if run.y is None:
        raise OperandError(
            "taylor wants a function with one number as its result; this one returned None"
        )
    y = run.scalar("taylor")
    moves = _moves(run, direction)
    _refuse_ties(ties, moves.keys())
    if y.on_arrays or any(x.on_arrays for x in moves):
        y, moves = _in_numbers(run, y, moves)
    return y, moves, run.nested


def _called(name: str, xs: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments, a number alone under the name that the function has for it."""
    if len(xs) == 1 and isinstance(xs[0], Node):
        xs[0].name = name
    return xs


def _direction(x: Any, along: Any) -> Sequence[Any]:
    """The direction as one entry for each argument."""
    several = isinstance(x, tuple)
    if not isinstance(x, (Node, list, dict, tuple)) and not is_real(x) and not shape_of(x):
        raise OperandError(f"taylor expands at a number; got {x!r:.60}")
    if along is None:
        if several or not (isinstance(x, Node) or is_real(x)) or shape_of(x):
            raise OperandError(
                "a function of several numbers has a Taylor series along a direction: give one of "
                "the structure of x, as taylor(f, x, 2, along=…)"
            )
        return (1.0,)
    if several and not isinstance(along, (tuple, list)):
        raise OperandError(
            f"x has {len(x)} arguments, so along is a tuple with a direction for each; got a "
            f"{type(along).__name__}"
        )
    return along if several else (along,)


def _moves(run: Run, direction: Sequence[Any]) -> dict[Node, Any]:
    """How fast each input moves; what moves by the number 0 does not move."""
    run.nested = run.nested or holds_a_node(list(direction))
    pairs = zip(run.xs, matching(run, direction), strict=True)
    return {x: dx for x, dx in pairs if dx.__class__ is not float or dx}


def _refuse_ties(ties: Sequence[tuple[Any, Any]], moves: Set[Node]) -> None:
    """Raise `DomainError` where the function decides by comparing what is equal just here."""
    oldest = min((x.serial for x in moves), default=0)
    for pair in ties:
        for node in pair:
            if isinstance(node, Node) and moves & set(ancestors(node, oldest).values()):
                raise DomainError(
                    f"the function compares {_said(pair[0])} with {_said(pair[1])}, which are "
                    "equal here, and there may be no Taylor series: expand a little beside it"
                )


def _said(x: Any) -> str:
    return x.describe() if isinstance(x, Node) else repr(x)


def _in_numbers(run: Run, y: Node, moves: dict[Node, Any]) -> tuple[Node, dict[Node, Any]]:
    """The graph of a result that was computed with arrays, and what moves in it."""
    if run.nested:
        raise OperandError(
            "inside another transform, or on nodes, taylor takes numbers: this function computes "
            "with arrays"
        )
    given = {x: _elements(x) for x in run.xs}
    (root,) = unrolled([y], given)
    rates = {
        element: float(rate)
        for x, dx in moves.items()
        for element, rate in zip(given[x], numpy().ravel(dx), strict=True)
    }
    (root,) = numpy().ravel(root)
    return as_node(root), {x: dx for x, dx in rates.items() if dx}


def _elements(x: Node) -> list[Node]:
    return [Value(number) for number in x.primal.ravel()] if x.on_arrays else [x]


def _coefficients(y: Node, moves: dict[Node, Any], order: int, record: bool) -> tuple[Any, ...]:
    given = {x: [x if record else x.primal, dx] for x, dx in moves.items()}
    known = [y if record else y.primal]
    found = coefficients(y, given, order, record) if moves else known
    return tuple(0.0 if c is None else c for c in [*found, *[None] * order][: order + 1])


def _name(f: Any) -> str:
    """What the function calls its argument."""
    names = getattr(f, "names", ())  # of an expression
    try:
        return names[0] if names else next(iter(inspect.signature(f).parameters))
    except (TypeError, ValueError, StopIteration):
        return "x"
