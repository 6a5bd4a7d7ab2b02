"""The slope of a function of floats, measured.

A slope is measured by differences at shrinking steps, extrapolated to step 0, and comes with an
estimate of its error (Ridders' method: C. J. F. Ridders, "Accurate computation of F'(x) and
F'(x)F''(x)", Advances in Engineering Software 4 (1982)). Where the slopes on both sides differ
there is a kink, and any number between them is a subgradient.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

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
