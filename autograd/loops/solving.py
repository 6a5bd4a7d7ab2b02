"""Where f(x) = 0 by Newton's method, and where x = f(x) by walking there."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from ..errors import DomainError
from .equations import Equations
from .linear import solved

MOST_STEPS = 100
MOST_WALKED = 10_000
FINE = 2.0**-50  # of the largest number on the way: nothing more can be gained in floats
COARSE = 2.0**-36  # where rounding keeps the residual from falling further
Numbers = list[float]


def newton(equations: Equations, guess: Numbers) -> Numbers:
    """x with f(x) = 0: Newton's steps, halved until the residual falls.

    Raises `DomainError` where a slope or the way to a solution is missing.
    """
    x = guess
    y = equations.values(equations.once(equations.leaves(x)))
    largest = _size(x)
    for _ in range(MOST_STEPS):
        if not any(y):
            return x
        slopes = equations.slopes(equations.once(equations.leaves(x)))
        step = solved(slopes, y)
        if step is None:
            raise DomainError(
                f"{equations.name}: the slope of f is singular at x = {_told(x)}, so that no step "
                f"leads on (f is {_told(y)} there): begin from another guess"
            )
        found = _halved(equations, x, y, step)
        largest = max(largest, _size(x))
        if _size(step) <= (FINE if found else COARSE) * largest:
            return found[0] if found else x
        if found is None:
            break
        x, y = found
    raise DomainError(
        f"{equations.name} found no x with f(x) = 0 from the guess {_told(guess)}: it came to x = "
        f"{_told(x)}, where f is {_told(y)}; begin nearer to a solution, if there is one"
    )


def _halved(
    equations: Equations, x: Numbers, y: Numbers, step: Numbers
) -> tuple[Numbers, Numbers] | None:
    """The point after the longest part of a step that brings f nearer to 0; None if none does."""
    part = 1.0
    while part > COARSE:
        moved = [a - part * dx for a, dx in zip(x, step, strict=True)]
        try:
            after = equations.values(equations.once(equations.leaves(moved)))
        except (DomainError, ArithmeticError):  # beyond where f is defined
            after = None
        if after is not None and _length(after) < _length(y):
            return moved, after
        part /= 2.0
    return None


def walked(equations: Equations, guess: Numbers) -> Numbers:
    """x with x - f(x) = 0, by x = f(x) again and again. Raises `DomainError` where it goes on.

    Near the end each move is a fixed part of the one before, so it walks on until rounding stops
    that: a small move alone would leave the sum of all later ones.
    """
    x, largest, moves, before = guess, _size(guess), [], inf
    for _ in range(MOST_WALKED):
        moves = equations.values(equations.once(equations.leaves(x)))
        x = [a - dx for a, dx in zip(x, moves, strict=True)]
        largest, size = max(largest, _size(x)), _size(moves)
        if size == 0.0 or before <= size <= FINE * largest:
            return x
        before = size
    raise DomainError(
        f"{equations.name}: after {MOST_WALKED} times x = f(x) from the guess {_told(guess)}, x = "
        f"{_told(x)} still moves by {_told(moves)}: f does not contract there, or too slowly; "
        "root(lambda x: x - f(x), guess) needs no contraction"
    )


def _size(x: Sequence[float]) -> float:
    return max(map(abs, x), default=0.0)


def _length(x: Sequence[float]) -> float:
    return sum(a * a for a in x)


def _told(x: Sequence[float]) -> str:
    shown = ", ".join(f"{a:.6g}" for a in x[:4])
    return shown if len(x) <= 4 else f"{shown}, …"
