"""Is a rule wrong, or did it lose digits? What it is as a formula, and how it shakes in floats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ...engine.modes import ieee
from ...engine.nary import Nary
from ...engine.node import Node
from ...engine.primitive import Primitive
from ...values.symbol import Symbol
from ..certified.balls import is_number
from ..certified.program import Program
from .certified import sides

_BITS = 1024
_SAME = 1e-12  # relative: for numbers known to far more digits
_STEADY = 2.0
_ULPS = 16 * 2.0**-52
_MOVES = [0.0, 2.0**-30, -(2.0**-30), 2.0**-20, -(2.0**-20), 2.0**-12, -(2.0**-12), 2.0**-7]


def is_right(
    op: Primitive, args: Sequence[Any], place: int, xs: Sequence[float], true: float
) -> bool | None:
    """Whether the rule is right as a formula, whatever floats make of it; None if it is none.

    `args` are those of the node, of which the numbers are constants of the rule.
    """
    variables = [Symbol(f"x{k}") if isinstance(arg, Node) else arg for k, arg in enumerate(args)]
    try:
        slope = op.partials(Symbol.record(op, tuple(variables)), record=True)[place]
        inputs = [(x, at) for x, at in zip(variables, xs, strict=True) if isinstance(x, Symbol)]
        program = Program([0.0 if slope is None else slope], [x for x, _ in inputs])
        (found,) = program.at([Fraction(at) for _, at in inputs], _BITS)
    except Exception:  # noqa: BLE001  # a rule of the user's own may take numbers only
        return None
    return math.isclose(float(found), true, rel_tol=_SAME) if is_number(found) else None


def loses_digits(
    op: Any, args: Sequence[Any], place: int, xs: Sequence[float], program: Program
) -> bool:
    """Whether the rule is off here and there next to this point, as rounding is."""
    errors = []
    with ieee():
        for row in ([*xs[:place], x, *xs[place + 1 :]] for x in near(xs[place])):
            side = sides(program, row, place)[0]
            if side is not None and math.isfinite(side.value):
                slope = _slope(op, args, place, [*row, op.on_floats(*row)])
                errors.append(relative_error(slope, side.value))
    return is_erratic(errors)


def is_lost(slope: float, true: float, x: float, y: float) -> bool:
    """Whether a slope is off by no more than what floats of the size of y may lose at x."""
    return abs(slope - true) <= _ULPS * abs(y) / min(abs(x) or 1.0, 1.0)


def near(x: Any) -> list[Any]:
    """A number or an array, and others next to it."""
    return [x + move * (abs(x) + (x == 0.0)) for move in _MOVES]


def relative_error(found: float, true: float) -> float:
    """Relative to the right number; to the other where that is 0."""
    return (found - true) / (abs(true) or abs(found) or 1.0)


def is_erratic(errors: Sequence[float]) -> bool:
    """Whether errors go here and there: what is wrong is wrong next to a point in the same way.

    >>> is_erratic([1e-6, -1e-6, 3e-7]), is_erratic([1e-6, 1.01e-6, 1e-6])
    (True, False)
    """
    sizes = list(map(abs, errors))
    return not errors or min(errors) <= 0.0 <= max(errors) or max(sizes) > _STEADY * min(sizes)


def _slope(op: Any, args: Sequence[Any], place: int, row: Sequence[float]) -> float:
    if isinstance(op, Nary):
        return float(op.rule(row[:-1], row[-1])[place])
    try:
        return float(op.rules_at(args)[place](*row))
    except (ArithmeticError, ValueError):
        return math.nan
