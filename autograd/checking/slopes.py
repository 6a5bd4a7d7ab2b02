"""Gradients of real graphs against measured slopes: for operations and functions of your own.

A slope is measured by differences at shrinking steps, extrapolated to step 0, and comes with an
estimate of its error (Ridders' method: C. J. F. Ridders, "Accurate computation of F'(x) and
F'(x)F''(x)", Advances in Engineering Software 4 (1982)). Where the slopes on both sides differ
there is a kink, and any number between them is a subgradient.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..backward import gradients
from ..errors import AutogradError, OperandError
from ..node import Node, ancestors
from ..value import Value
from .report import Claim, Report

Function = Callable[[float], float]

SHRINK = 1.4
STEPS = 12
AGREEMENT = 1e-6  # relative; beyond the measured error


@dataclass(frozen=True)
class Slope:
    """A measured slope, the estimate of its error, and the slopes to the left and right."""

    value: float
    error: float
    left: float
    right: float

    @property
    def is_kink(self) -> bool:
        """Whether the two sides clearly differ."""
        return abs(self.left - self.right) > 1e-3 * max(1.0, abs(self.left), abs(self.right))

    def agrees(self, slope: float) -> bool:
        """Whether a slope is this one, as far as it can be measured; at a kink, a subgradient."""
        if self.is_kink:
            low, high = sorted((self.left, self.right))
            slack = 1e-3 * max(1.0, abs(low), abs(high))
            return low - slack <= slope <= high + slack
        size = max(abs(slope), abs(self.value))
        return abs(slope - self.value) <= 10.0 * self.error + AGREEMENT * size


def measured(f: Function, x: float) -> Slope | None:
    """The slope of f at x; None where f has no values around x.

    >>> round(measured(math.exp, 0.0).value, 9), measured(abs, 0.0).is_kink
    (1.0, True)
    """
    central = _extrapolated(lambda h: (f(x + h) - f(x - h)) / (2.0 * h), x, 2.0)
    left = _extrapolated(lambda h: (f(x) - f(x - h)) / h, x, 1.0)
    right = _extrapolated(lambda h: (f(x + h) - f(x)) / h, x, 1.0)
    if central is None or left is None or right is None:
        return None
    return Slope(*central, left[0], right[0])


def _extrapolated(
    quotient: Callable[[float], float], x: float, order: float
) -> tuple[float, float] | None:
    """A difference quotient at step 0, with the error that the last steps show."""
    h, best, error = 0.02 * max(abs(x), 1.0), math.nan, math.inf
    row: list[float] = []
    for _ in range(STEPS):
        try:
            new = [quotient(h)]
        except (ArithmeticError, ValueError):
            h /= SHRINK
            continue
        factor = SHRINK**order
        for k, before in enumerate(row):
            new.append(new[k] + (new[k] - before) / (factor - 1.0))
            factor *= SHRINK**order
            change = max(abs(new[-1] - new[-2]), abs(new[-1] - before))
            if change <= error:
                best, error = new[-1], change
        row, h = new, h / SHRINK
    return (best, error) if math.isfinite(best) else None


def check_gradients(f: Callable[..., Any], *args: float) -> Report:
    """Compare the gradient of a function of numbers, and every edge of its graph, with slopes.

    The first claims are about df/dx for each argument; a wrong edge of the graph follows, with
    the operation whose rule is wrong.

    >>> from autograd.ops.elementary import exp
    >>> print(check_gradients(lambda x: x * exp(x), 1.0))
    ✓ agrees       line 1: df/dx1 = 5.43656365691809
    1 claim: 1 right
    """
    values = [Value(arg, name=f"x{k}") for k, arg in enumerate(args, 1)]
    y = f(*values)
    if not isinstance(y, Node):
        raise OperandError(f"the function returned the {type(y).__name__} {y!r}; wanted a Value")
    report = Report()
    slopes = gradients(y, values, allow_unused=True)
    for place, slope in enumerate(slopes):
        report.claims.append(
            _claim(f"df/dx{place + 1}", slope, _along(f, args, place), args[place])
        )
    for node in ancestors(y).values():
        report.claims.extend(_edges(node))
    return report


def _along(f: Callable[..., Any], args: Sequence[float], place: int) -> Function:
    def function(x: float) -> float:
        moved = [Value(x if k == place else arg) for k, arg in enumerate(args)]
        return float(getattr(y := f(*moved), "primal", y))

    return function


def _claim(name: str, slope: float, function: Function, x: float) -> Claim:
    claim = Claim(1, f"{name} = {slope:.15g}", "agrees", claimed_value=repr(float(slope)))
    found = measured(function, x)
    if found is None:
        claim.status, claim.note = "inconclusive", "the function has no values around this point"
        claim.evidence.append(claim.note)
    elif not found.agrees(float(slope)):
        claim.status, claim.true_value = "wrong", f"{found.value:.10g}"
        claim.counterexample, claim.culprit = {name.partition("/d")[2]: x}, name
        claim.evidence.append(f"measured {found.value:.10g} with an error of {found.error:.1g}")
    elif found.is_kink:
        claim.note = f"a kink: {found.left:.6g} on the left, {found.right:.6g} on the right"
        claim.evidence.append(claim.note)
    return claim


def _edges(node: Node) -> list[Claim]:
    """Claims about the edges into a node that measure differently from what its rule says."""
    op = node.op
    if op is None:
        return []
    try:
        partials = op.partials(node)
    except AutogradError:
        return []
    xs = [arg.primal if isinstance(arg, Node) else arg for arg in node.args]
    found = []
    for place, (arg, d) in enumerate(zip(node.args, partials, strict=True)):
        if not isinstance(arg, Node) or not isinstance(xs[place], float):
            continue
        name = f"d({node.describe()})/d({arg.describe()})"
        claim = _claim(name, 0.0 if d is None else float(d), _moving(op, xs, place), xs[place])
        if claim.status == "wrong":
            claim.culprit = claim.note = f"the rule of {op.name} for argument {place + 1}"
            claim.evidence.append(f"{claim.note} is wrong")
            found.append(claim)
    return found


def _moving(op: Any, xs: Sequence[float], place: int) -> Function:
    return lambda x: float(op.on_floats(*xs[:place], x, *xs[place + 1 :]))
