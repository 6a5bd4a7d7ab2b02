"""What a primitive is on balls, where it is neither a method of balls nor a formula.

A ball is an `arb` of python-flint, an enclosure of a real number. A function of balls returns a
ball that holds its value for every choice of arguments in the balls; it raises `Undefined` where
there certainly is none, and returns a ball that is not finite where this precision cannot tell.
Where a value jumps, a ball that straddles the jump gives a ball over both sides, and an exact tie
gives the convention of `ops/choice.py`.

Only methods of the balls themselves are called, so nothing here loads python-flint.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, TypeAlias

from autograd.domain import Undefined

Ball: TypeAlias = Any  # flint.arb
Truth: TypeAlias = bool | None  # None when this precision cannot tell


# ---- Sums and products --------------------------------------------------------------------------


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


def _integer(n: Ball) -> Any:
    """The integer that the ball is exactly, or None."""
    return n.unique_fmpz() if n.is_exact() and n.is_integer() else None


def power(x: Ball, n: Ball) -> Ball:
    """x**n for x > 0, for x = 0 with n >= 0 (0**0 = 1), and for x < 0 with an integer n."""
    k = _integer(n)
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


def power_dxn(k: Ball, x: Ball, n: Ball) -> Ball:
    """n (n - 1) … (n - k + 1) x**(n - k), and 0 where a factor is 0."""
    factor = product(n - i for i in range(_order(k)))
    if factor == 0:
        return factor
    if _integer(n) is None and x < 0 and not n.contains_integer():
        raise Undefined
    return factor * power(x, n - k)


def power_dn(x: Ball, n: Ball) -> Ball:
    """x**n log(x); 0 for x = 0 with n > 0, by continuity."""
    if x.is_zero() and n > 0:
        return x
    return power(x, n) * x.log()


def cbrt(x: Ball) -> Ball:
    """The real cube root."""
    if x.contains(0):
        return x if x.is_zero() else x.nan()
    return sign(x) * abs(x).root(3)


# ---- Choices ------------------------------------------------------------------------------------


def _between(x: Ball, low: int, high: int) -> Ball:
    ball = type(x)
    return ball(low).union(ball(high))


def sign(x: Ball) -> Ball:
    """-1, 0 or 1."""
    return _between(x, -1, 1) if x.contains(0) and not x.is_zero() else x.sgn()


def beats(a: Ball, b: Ball) -> Ball:
    """1 where a > b, else 0."""
    if a > b:
        return type(b)(1)
    return type(b)(0) if a <= b else _between(b, 0, 1)


def wins(a: Ball, b: Ball) -> Ball:
    """1 where a > b, 1/2 where a = b, else 0."""
    if a > b:
        return type(a)(1)
    if a < b:
        return type(a)(0)
    return type(a)(1) / 2 if (a - b).is_zero() else _between(a, 0, 1)


def largest(xs: Iterable[Ball]) -> Ball:
    """The largest of several."""
    return reduce(lambda a, b: a.max(b), xs)


def smallest(xs: Iterable[Ball]) -> Ball:
    """The smallest of several."""
    return reduce(lambda a, b: a.min(b), xs)


def chosen(condition: Truth, a: Ball, b: Ball) -> Ball:
    """`where(condition, a, b)`; over both when the condition is undecided."""
    if condition is None:
        return a.union(b) if a.is_finite() and b.is_finite() else a.nan()
    return a if condition else b


# ---- Conditions ---------------------------------------------------------------------------------


def decided(yes: Callable[[Ball, Ball], bool], no: Callable[[Ball, Ball], bool]) -> Any:
    """A comparison that certainly holds, certainly does not, or is open."""

    def comparison(x: Ball, y: Ball) -> Truth:
        if yes(x, y):
            return True
        return False if no(x, y) else None

    return comparison


def equal(x: Ball, y: Ball) -> Truth:
    """Whether x = y."""
    if (x - y).is_zero():
        return True
    return None if x.overlaps(y) else False


def negated(condition: Truth) -> Truth:
    """Whether a condition fails."""
    return None if condition is None else not condition


def both(a: Truth, b: Truth) -> Truth:
    """Whether two conditions hold."""
    return negated(either(negated(a), negated(b)))


def either(a: Truth, b: Truth) -> Truth:
    """Whether one of two conditions holds."""
    return True if a or b else (None if a is None or b is None else False)


# ---- Rounding -----------------------------------------------------------------------------------


def above_integer(x: Ball) -> Ball:
    """How far x is above an integer; exactly 0 at an integer, and nowhere else."""
    return x - x.floor() if x.is_exact() else x.nan()


def rounded(x: Ball) -> Ball:
    """The nearest integer, ties to even."""
    half = type(x)(1) / 2
    near = (x + half).floor()
    return near - 1 if above_integer(x + half).is_zero() and near.unique_fmpz() % 2 else near


# ---- Special functions --------------------------------------------------------------------------


def _order(n: Ball) -> int:
    """An order of differentiation; it has to be a whole number."""
    k = _integer(n)
    if k is None or k < 0:
        raise Undefined
    return int(k)


def lgamma(x: Ball) -> Ball:
    """log |Gamma(x)|."""
    return x.lgamma() if x > 0 else abs(x.gamma()).log()


def polygamma(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of digamma."""
    from flint import acb  # real balls have no polygamma; python-flint is loaded, it made x

    return acb(x).polygamma(acb(_order(n))).real


def sinc_derivative(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of sin(pi x)/(pi x), the mean of that of cos(pi t x) over t in [0, 1].

    Away from 0 by x s_n + n s_(n-1) = (sin(pi x)/pi)^(n); around 0 by its series, whose rest is
    smaller than the first term left out.
    """
    k = _order(n)
    return _sinc_recurred(k, x) if not x.contains(0) else _sinc_at_zero(k, x)


def _sinc_recurred(n: int, x: Ball) -> Ball:
    pi, last = x.pi(), x.sinc_pi()
    turns = (x.cos_pi(), -x.sin_pi(), -x.cos_pi(), x.sin_pi())
    for k in range(1, n + 1):
        last = (pi ** (k - 1) * turns[(k - 1) % 4] - k * last) / x
    return last


def _sinc_at_zero(n: int, x: Ball) -> Ball:
    """At 0, ± pi**n/(n + 1) or 0; beside 0 the derivative differs by at most pi**(n+1) |x|."""
    pi = x.pi()
    middle = 0 * x if n % 2 else (-1) ** (n // 2) * pi**n / (n + 1)
    slack = abs(x).abs_upper() * pi ** (n + 1) / (n + 2)
    return middle + (-slack).union(slack)


def i0e_derivative(n: Ball, x: Ball) -> Ball:
    """The n-th derivative of exp(-|x|) I0(x), the integral of `kernels/bessel.py`.

    For x > 0 that is (-2)**n (1/2)_n / n! M(n + 1/2, n + 1, -2x) with Kummer's function M.
    """
    k, half = _order(n), type(x)(1) / 2
    if k % 2 and x.contains(0):
        return x if x.is_zero() else x.nan()
    scale = (-2) ** k * half.rising(type(x)(k)) / type(x)(k).fac()
    value = scale * (-2 * abs(x)).hypgeom_1f1(n + half, n + 1)
    return value * sign(x) if k % 2 else value


def softmax_at(row: Iterable[Ball]) -> Ball:
    """1 / sum exp(x_k - x_i), from [i, x_0, x_1, …]."""
    i, *xs = row
    at = xs[_order(i)]
    return 1 / total((x - at).exp() for x in xs)


def logsumexp(xs: Iterable[Ball]) -> Ball:
    """log(sum exp(x_k))."""
    return total(x.exp() for x in xs).log()


def log_softmax_at(row: Iterable[Ball]) -> Ball:
    """x_i - log(sum exp(x_k)), from [i, x_0, x_1, …]."""
    i, *xs = row
    return xs[_order(i)] - logsumexp(xs)
