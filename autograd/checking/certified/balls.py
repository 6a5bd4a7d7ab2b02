"""Ball arithmetic: real numbers as certified enclosures, at any precision.

A ball is a midpoint and a radius that holds the exact result; every operation widens the radius by
what it rounded. Two balls that do not overlap are two different numbers, certainly. The arithmetic
is Arb's (F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic",
IEEE Transactions on Computers 66 (2017)), through python-flint.

>>> with precision(128):
...     exact(Fraction(1, 3)) * 3 == 1, overlap(exact(Fraction(1, 3)) * 3, exact(1))
(False, True)

What a program would compute in floats stands beside what is certain, to see which digits it keeps.

>>> from autograd.engine.primitive import REGISTRY
>>> computed(REGISTRY["div"], [1.0, 3.0]), computed(REGISTRY["div"], [1.0, 0.0])
(0.3333333333333333, None)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import inf, isfinite, nan, pi
from typing import Any, Final, TypeAlias

from ...engine.primitive import Primitive
from ...errors import AutogradError
from ...kernels.balls import chosen
from ...kernels.balls.precision import flint as flint
from ...kernels.balls.precision import precision as precision
from ...support.constants import EXACTLY
from ...support.domain import Undefined as Undefined

Ball: TypeAlias = Any  # flint.arb: python-flint is imported when the first ball is made


class _Nothing:
    """The value of an operation outside its domain."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED: Final = _Nothing()


def exact(number: Fraction | int) -> Ball:
    """The tightest ball around a rational number; its radius is 0 if the number is dyadic."""
    if isinstance(number, int):
        return flint().arb(number)
    return flint().arb(flint().fmpq(number.numerator, number.denominator))


def nearest(number: Fraction) -> float:
    """The float nearest to a rational number; an infinity beyond the largest.

    >>> nearest(Fraction(1, 10)), nearest(Fraction(-(10**400)))
    (0.1, -inf)
    """
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


def balls(numbers: Sequence[Any]) -> list[Ball]:
    """Enclosures of numbers, of which some may be balls already."""
    return [exact(x) if isinstance(x, Fraction | int) else x for x in numbers]


def unknown() -> Ball:
    """The ball that says nothing: the whole line, and perhaps no value at all."""
    return flint().arb.nan()


def is_number(value: Any) -> bool:
    """Whether a value is a ball of numbers, neither undefined nor without an end."""
    return value is not UNDEFINED and bool(value.is_finite())


def as_float(value: Any) -> float:
    """The float in the middle of a value, inf beyond the floats; NaN where it is no number."""
    return float(value) if is_number(value) else nan


def overlap(a: Ball, b: Ball) -> bool:
    """Whether two enclosures may hold the same number."""
    return bool(a.overlaps(b))


def from_float(number: float) -> Ball:
    """The number that a float in a rule or a traced function stands for.

    That is itself if it has few bits; else what it rounds: a constant of the rules, 1/n, or the
    shortest decimal that reads as this float.

    >>> with precision(64):
    ...     (from_float(0.1) * 10).contains(1), (from_float(1.0 / 3.0) * 3).contains(1)
    (True, True)
    """
    if number in EXACTLY:
        return EXACTLY[number](flint().arb)
    return exact(meant(number)) if isfinite(number) else flint().arb(number)


def meant(number: float) -> Fraction:
    """The rational number that a float stands for, if it is none of the rules' constants.

    >>> meant(0.1), meant(1.0 / 3.0)
    (Fraction(1, 10), Fraction(1, 3))
    """
    if number * 2.0**24 % 1.0 == 0.0:
        return Fraction(number)
    return Fraction(1, round(1.0 / number)) if _is_reciprocal(number) else Fraction(repr(number))


def is_plain(number: float) -> bool:
    """Whether a float is certainly what was meant: few bits, 1/n, or a constant of the rules.

    >>> is_plain(0.75), is_plain(1 / 3), is_plain(5 * (1 / 3))
    (True, True, False)
    """
    return number * 2.0**24 % 1.0 == 0.0 or number in EXACTLY or _is_reciprocal(number)


def _is_reciprocal(number: float) -> bool:
    return 1e-9 < abs(number) < 1.0 and 1.0 / round(1.0 / number) == number


def taken(condition: bool | None, a: Any, b: Any) -> Any:
    """`where` on values of which some may be undefined: the branch not taken is not needed."""
    if condition is None:
        return unknown() if UNDEFINED in (a, b) else chosen(None, a, b)
    return a if condition else b


# ---- Leaves that are numbers, at whatever precision holds when they are asked for ----------------

Constant = Callable[[], Ball]


class Number:
    """A constant that is a rational number.

    >>> from autograd.checking.certified.balls import precision
    >>> with precision(64):
    ...     Number(Fraction(1, 4))()
    0.250000000000000000
    """

    def __init__(self, number: Fraction) -> None:
        self.number = number

    def __call__(self) -> Ball:
        return exact(self.number)


def constant(number: float | Fraction) -> Constant:
    """The number that is meant: see `balls.from_float`."""
    if isinstance(number, float) and (number in EXACTLY or not isfinite(number)):
        return partial(from_float, number)
    return Number(meant(number) if isinstance(number, float) else Fraction(number))


def computed(op: Primitive, args: Sequence[Any]) -> float | None:
    """What an operation gives; None where it has no value, or one of its arguments has none."""
    if None in args:
        return None
    try:
        return float(op.on_floats(*args))
    except (AutogradError, ArithmeticError, ValueError):
        return None


def nearest_to(number: Fraction | str) -> float:
    """The float of a number that a leaf stands for; the only one with a name is pi."""
    return pi if isinstance(number, str) else nearest(number)
