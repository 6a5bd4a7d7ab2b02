"""Sums, products, ratios and powers of balls; which integer a ball is."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from functools import reduce
from typing import Any, TypeAlias

from autograd.kernels.power_partials import log_polynomial
from autograd.support.domain import Undefined

Ball: TypeAlias = Any  # flint.arb


def total(xs: Iterable[Ball]) -> Ball:
    """The sum."""
    return reduce(operator.add, xs, 0)


def product(xs: Iterable[Ball]) -> Ball:
    """The product."""
    return reduce(operator.mul, xs, 1)


def ratio(a: Ball, b: Ball) -> Ball:
    """a / b, and 0 where a = 0, whatever b is."""
    if a.is_zero():
        return a
    if b.is_zero():
        raise Undefined
    return a / b


def xlogy(a: Ball, b: Ball) -> Ball:
    """a log(b), and 0 for a = b = 0."""
    if not b.is_zero():
        return a * b.log()
    if a.is_zero():
        return a
    raise Undefined


# ---- Powers -------------------------------------------------------------------------------------


def integer(n: Ball) -> Any:
    """The integer that the ball is exactly, or None."""
    return n.unique_fmpz() if n.is_exact() and n.is_integer() else None


HIGHEST_ORDER = 1023  # 2 to this power is a float still


def order(n: Ball) -> int:
    """An order of differentiation, a whole number; nobody waits for a very high one."""
    k = integer(n)
    if k is None or not 0 <= k <= HIGHEST_ORDER:
        raise Undefined
    return int(k)


def power(x: Ball, n: Ball) -> Ball:
    """x**n for x > 0, for x = 0 with n >= 0 (0**0 = 1), and for x < 0 with an integer n."""
    k = integer(n)
    if k is not None:
        if k < 0 and x.is_zero():
            raise Undefined
        return x**n if k <= 0 or not x.contains(0) else _power_about_zero(x, n, k % 2 == 0)
    if x < 0 and not n.contains_integer():
        raise Undefined
    if x.is_zero():
        return _power_of_zero(x, n)
    return (n * x.log()).exp() if x > 0 else x.nan()


def _power_of_zero(zero: Ball, n: Ball) -> Ball:
    """0**n for an n that is no exact integer."""
    if n < 0:
        raise Undefined
    return zero if n > 0 else zero.nan()


def _power_about_zero(x: Ball, n: Ball, even: bool) -> Ball:
    """x**n for a ball around 0 and an integer n > 0, on which python-flint gives up."""
    if x.is_zero():
        return x
    largest = x.abs_upper() ** n
    return (0 * largest if even else -largest).union(largest)


def power_dx(x: Ball, n: Ball) -> Ball:
    """n x**(n - 1), and 0 for n = 0."""
    return n if n.is_zero() else n * power(x, n - 1)


def power_dn(x: Ball, n: Ball) -> Ball:
    """x**n log(x); 0 for x = 0 with n > 0, by continuity."""
    if x.is_zero() and n > 0:
        return x
    return power(x, n) * x.log()


def power_partial(k: int, j: int, x: Ball, n: Ball) -> Ball:
    """The partial of x**n, k times in x and j times in n; at x = 0 its limit, where that is 0."""
    terms = log_polynomial(k, j, n)
    if all(c.is_zero() for c in terms) or (x.is_zero() and n > k):
        return 0 * n
    whole = terms[-1]
    for c in terms[-2::-1]:
        whole = whole * x.log() + c
    return power(x, n - k) * whole


def cbrt(x: Ball) -> Ball:
    """The real cube root."""
    if x.contains(0):
        return x if x.is_zero() else x.nan()
    return x.sgn() * abs(x).root(3)
