"""The table of rules against two sources that owe it nothing: power series, and sympy.

Coefficient 1 of the power series of a function at an exact point is its derivative there; the
arithmetic is Arb's, so both sides are enclosures and have to overlap, 60 digits wide at most. sympy
differentiates the same formula on paper, to be evaluated to 30 digits. A third source, numerical
differentiation by mpmath, is in `test_rules.py`.
"""

from __future__ import annotations

import math
from fractions import Fraction

import flint
import pytest
import sympy
from mpmath import mpf

from accuracy import is_close, near_a_tie, sampled
from autograd.checking.certified.balls import exact as ball
from autograd.checking.certified.balls import precision
from autograd.checking.certified.program import UNDEFINED, Program
from autograd.engine.backward import gradients
from autograd.values.symbol import Symbol
from registry import NUMERIC, ORDERED
from textbook import TEXTBOOK

BITS = 256
TERMS = 8
# python-flint has no power series of Bessel functions; these have sympy and mpmath.
NO_SERIES = {"i0e", "i0e_derivative"}


POWERS = [(1.5, 2.25), (0.3, -1.5), (7.0, 0.5), (2.0, 3.0), (0.01, 1.1)]
POINTS = {  # where the samples for accuracy are mostly out of range, or on one side
    "clip": [(0.25, -1.0, 2.0), (3.0, -1.0, 2.0), (-2.0, -1.5, 0.5), (1.1, 1.0, 1.5)],
    "pow": POWERS,
    "pow_dx": POWERS,
    "pow_dn": POWERS,
    "pow_dxx": POWERS,
    "pow_dxn": POWERS,
    "pow_dnn": POWERS,
}


class Series:
    """The functions of a textbook on power series around a point."""

    def __init__(self, variables):
        self.pi = flint.arb.pi()
        self.variables = variables

    def number(self, text):
        return flint.arb(text)

    def one(self, like):
        return 0 * like + 1

    def choose(self, gap, positive, otherwise):
        return positive if constant(gap) > 0 else otherwise

    def size(self, x):
        return x if constant(x) > 0 else -x

    def floor(self, x):
        return flint.arb_series([constant(x).floor()])

    def erfinv(self, x):
        y = constant(x).erfinv()
        moved = flint.arb_series([y, 1]).erf()
        moved = flint.arb_series([0, *(moved[k] for k in range(1, TERMS))])
        return moved.reversion()(x - constant(x)) + y

    def polygamma(self, n, x):
        return self.derived(constant(n) + 1, lambda m, t: t.lgamma(), x)

    def derived(self, n, f, x):
        found = f(self, flint.arb_series([constant(x), 1]))
        for _ in range(int(constant(n).unique_fmpz())):
            found = found.derivative()
        return found(x - constant(x))

    def __getattr__(self, name):
        return lambda x: getattr(x, name)()


def constant(series):
    return series[0] if isinstance(series, flint.arb_series) else flint.arb(series)


class OnPaper:
    """The same in sympy; what depends on a sign is decided at the point."""

    pi = sympy.pi
    lgamma = sympy.loggamma
    erfinv, erf, erfc = sympy.erfinv, sympy.erf, sympy.erfc
    exp, log, sqrt = sympy.exp, sympy.log, staticmethod(sympy.sqrt)
    sin, cos, asin, acos, atan = sympy.sin, sympy.cos, sympy.asin, sympy.acos, sympy.atan

    def __init__(self, at):
        self.at = at

    def number(self, text):
        return sympy.Rational(str(text))

    def one(self, like):
        return sympy.Integer(1)

    def choose(self, gap, positive, otherwise):
        return positive if gap.subs(self.at).evalf() > 0 else otherwise

    def size(self, x):
        return x if x.subs(self.at).evalf() > 0 else -x

    def floor(self, x):
        return sympy.Integer(math.floor(x.subs(self.at)))

    def bessel(self, x):
        return sympy.besseli(0, x)

    def polygamma(self, n, x):
        return sympy.polygamma(n if isinstance(n, int) else int(n.subs(self.at)), x)

    def derived(self, n, f, x):
        return f(self, x).diff(x, int(n.subs(self.at)))


def slopes(name, point):
    """The rules of a primitive in ball arithmetic."""
    op = NUMERIC[name]
    xs = [Symbol(f"x{k}") for k in range(op.arity)]
    found = gradients(op(*xs), xs, record=True, allow_unused=True)
    return Program(list(found), xs).at([Fraction(x) for x in point], BITS)


def usable(name, count):
    if name in POINTS:
        return POINTS[name][:count]
    points = [p for p in sampled(name, 40) if not near_a_tie(name, p) and off_kinks(name, p)]
    return points[:count]


def off_kinks(name, point):
    kink = NUMERIC[name].kink
    return kink is None or abs(kink.gap(*point)) > 1e-3


def places(name):
    return range(1 if name in ORDERED else 0, NUMERIC[name].arity)


@pytest.mark.parametrize("name", sorted(TEXTBOOK.keys() - NO_SERIES))
def test_a_rule_is_the_first_coefficient_of_the_power_series(name):
    checked = 0
    for point in usable(name, 12):
        found = slopes(name, point)
        for place in places(name):
            with precision(BITS):
                flint.ctx.cap, before = TERMS, flint.ctx.cap
                try:
                    xs = [
                        flint.arb_series([ball(Fraction(x)), int(k == place)])
                        for k, x in enumerate(point)
                    ]
                    series = TEXTBOOK[name](Series(xs), *xs)
                finally:
                    flint.ctx.cap = before
                wanted = series[1] if isinstance(series, flint.arb_series) else flint.arb(0)
                if found[place] is UNDEFINED or not wanted.is_finite():
                    continue
                assert found[place].overlaps(wanted), (name, point, place, found[place], wanted)
                for side in (found[place], wanted):
                    assert is_tight(side), (name, point, place, side)
            checked += 1
    assert checked >= 4, name


def is_tight(side):
    return side.rel_accuracy_bits() > 150 or side.rad() < flint.arb(
        Fraction(1, 10**40).numerator
    ) / (flint.arb(10) ** 40)


@pytest.mark.parametrize("name", sorted(TEXTBOOK))
def test_a_rule_is_what_sympy_derives(name):
    checked = 0
    for point in usable(name, 3):
        found = slopes(name, point)
        symbols = sympy.symbols(f"x:{len(point)}", real=True)
        at = {
            x: sympy.Rational(*Fraction(p).as_integer_ratio())
            for x, p in zip(symbols, point, strict=True)
        }
        whole = sympy.sympify(TEXTBOOK[name](OnPaper(at), *symbols))
        for place in places(name):
            wanted = whole.diff(symbols[place]).subs(at).evalf(30)
            if found[place] is UNDEFINED or not wanted.is_real or wanted.has(sympy.nan):
                continue
            assert is_close(found[place], mpf(str(wanted)), 27), (name, point, place, wanted)
            checked += 1
    assert checked >= 2, name


def test_every_primitive_has_two_independent_sources():
    series, paper = TEXTBOOK.keys() - NO_SERIES, set(TEXTBOOK)
    print(f"\n{len(series)} by power series, {len(paper)} by sympy, {len(NUMERIC)} by mpmath")
    assert set(NUMERIC) == paper
