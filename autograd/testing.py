"""Tests of your own: derivatives compared with differences, and derivations checked.

>>> from autograd import sin
>>> slope = numerical_slope(math.sin, 1.0)
>>> abs(slope.value - math.cos(1.0)) <= slope.error
True
>>> assert_gradients(lambda x, y: x * sin(y), 2.0, 1.0)
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

from .support.textfiles import read_text
from .transforms import grad

if TYPE_CHECKING:
    from .checking import Claim


class Slope(NamedTuple):
    """A derivative found by differences, and a bound on its error (inf: none could be found)."""

    value: float
    error: float


def numerical_slope(f: Callable[[float], float], x: float, step: float | None = None) -> Slope:
    """The derivative of a function of one float, from its values alone.

    Central differences with ever smaller steps are extrapolated to step 0, and the estimate with
    the smallest error is kept (Ridders, Advances in Engineering Software 4 (1982), 75-76). `step`
    is the first one, a distance over which `f` is smooth; by default a tenth of `x`, or 0.01 near
    0. Steps where `f` raises or is not finite count for nothing. Where no step is left, and where
    the slopes from the left and from the right differ, the error is inf.

    >>> slope = numerical_slope(lambda x: x**3, 2.0)
    >>> round(slope.value, 9), numerical_slope(abs, 0.0).error
    (12.0, inf)
    """
    h = step or max(0.1 * abs(x), 0.01)
    best, row = Slope(math.nan, math.inf), []
    noise = 4.0 * math.ulp(f(x))  # what the last digits of `f` put into a difference, times h
    for _ in range(12):
        row, before = [_difference(f, x, h)], row
        for k, coarse in enumerate(before):
            row.append(row[k] + (row[k] - coarse) / (4.0 ** (k + 1) - 1.0))
            error = max(abs(row[k + 1] - row[k]), abs(row[k + 1] - coarse)) + noise / h
            if error < best.error:
                best = Slope(row[k + 1], error)
        h *= 0.5
    return Slope(best.value, math.inf) if _is_bent(f, x, h, noise) else best


def _difference(f: Callable[[float], float], x: float, h: float) -> float:
    try:
        return float((f(x + h) - f(x - h)) / ((x + h) - (x - h)))
    except (ArithmeticError, ValueError):
        return math.nan


def _is_bent(f: Callable[[float], float], x: float, h: float, noise: float) -> bool:
    """Whether the difference of the one-sided slopes stays while the step shrinks."""
    wide, close = (_difference(f, x + s, s) - _difference(f, x - s, s) for s in (h, h / 16.0))
    return abs(close) > 0.5 * abs(wide) + 32.0 * noise / h


def assert_gradients(f: Callable[..., Any], *args: float, tolerance: float = 1e-6) -> None:
    """Check every partial of `f`, a function of numbers, at `args` against differences.

    Raises `AssertionError` with both numbers where they differ by more than the error of the
    difference and `tolerance` (relative) allow, and where the difference found no derivative: at
    a kink, or at the edge of the domain.

    >>> assert_gradients(abs, 0.0)
    Traceback (most recent call last):
        ...
    AssertionError: argument 0 at (0.0,): no slope found by differences; is there a kink?
    """
    slopes = grad(f, range(len(args)))(*args)
    for i, got in enumerate(slopes):
        found = numerical_slope(_along(f, args, i), args[i])
        size = max(abs(got), abs(found.value), 1.0)
        assert found.error <= 1e-3 * size, (
            f"argument {i} at {args}: no slope found by differences; is there a kink?"
        )
        assert abs(got - found.value) <= found.error + tolerance * size, (
            f"argument {i} at {args}: the gradient is {got!r}, by differences {found.value!r} "
            f"within {found.error:.1g}"
        )


def _along(f: Callable[..., Any], args: tuple[float, ...], i: int) -> Callable[[float], float]:
    """`f` as a function of argument i alone, from float to float."""

    def f_of_x(x: float) -> float:
        y = f(*args[:i], x, *args[i + 1 :])
        return float(getattr(y, "data", y))

    return f_of_x


_WRONG = re.compile(r"#\s*wrong\b")
_RIGHT = ("proved", "agrees")


def assert_derivation(page: str | PathLike[str]) -> None:
    r"""Check the formulas of a derivation: a text, or a file (a path, or a name ending in .md).

    A claim that is meant to be wrong says so in a comment on its first line: `# wrong`. Raises
    `AssertionError` with the evidence for each claim whose verdict is another, and where there is
    no claim at all. See `autograd.check` for what a page may say.

    >>> assert_derivation("y = x^3\ndy/dx = 3*x^2\ndy/dx = x^2   # wrong: the 3 is lost")
    >>> assert_derivation("y = x^3\ndy/dx = 3*x")
    Traceback (most recent call last):
        ...
    AssertionError: ✗ wrong        line 2: dy/dx = 3*x
        ...
        right is dy/dx = 3*x*x
    """
    from .checking import check

    text = _page(page)
    claims = check(text).claims
    assert claims, "there is no claim in this derivation; dy/dx = … is one"
    lines = text.splitlines()
    surprises = [found for claim in claims if (found := surprise(claim, lines))]
    assert not surprises, "\n".join(surprises)


def surprise(claim: Claim, lines: Sequence[str]) -> str:
    """The evidence for a claim whose verdict is not what its line says; else nothing."""
    wrong = _WRONG.search(lines[claim.line - 1]) is not None
    if claim.status in (("wrong",) if wrong else _RIGHT):
        return ""
    return f"{claim}\n    but its comment calls it wrong" if wrong else str(claim)


def _page(page: str | PathLike[str]) -> str:
    if isinstance(page, str) and ("\n" in page or not page.endswith((".md", ".txt"))):
        return page
    return read_text(page)
