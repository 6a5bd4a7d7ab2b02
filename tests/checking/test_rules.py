"""The reference that claims are judged by, against mpmath: enclosures, and the rules' derivatives.

The truth of a derivative claim is the engine's own sweep in ball arithmetic, so both have to be
right for reasons that are not the engine's.
"""

import random
from fractions import Fraction

import pytest
from mpmath import mp, mpf

from accuracy import is_close, near_a_tie, number, sampled
from autograd.checking.certified.balls import Undefined, flint, precision
from autograd.checking.certified.balls import exact as ball
from autograd.checking.certified.enclosures import definition, enclosure
from autograd.checking.certified.program import UNDEFINED, Program
from autograd.engine.backward import gradients
from autograd.values.symbol import Symbol
from exact import EXACT
from registry import ELEMENTWISE, NARY, ORDERED

pytestmark = pytest.mark.board
BITS = 320
NAMES = sorted(EXACT)
# Here the tie itself is a hole: on both sides the function is smooth.
SMOOTH = [name for name in NAMES if name not in ("where", *ORDERED)]


def enclosed(name, *balls):
    xs = [Symbol(f"x{k}") for k in range(len(balls))]
    program = Program([ELEMENTWISE[name](*xs)], xs)
    y = program.onwards(list(balls), flint().ctx.prec)[program.roots[0]]
    if y is UNDEFINED:
        raise Undefined
    return y


@pytest.mark.parametrize("name", NAMES)
def test_an_enclosure_holds_the_value(name):
    for point in sampled(name, 30):
        with precision(BITS):
            found = enclosed(name, *map(ball, map(Fraction, point)))
        wanted = EXACT[name].value(*map(mpf, point))
        assert is_close(found, wanted, 40), (name, point, found, wanted)


@pytest.mark.parametrize("name", [name for name in NAMES if ELEMENTWISE[name].arity == 1])
def test_an_enclosure_of_a_wide_ball_holds_all_values(name):
    rng = random.Random(9)
    for (x,) in sampled(name, 15):
        radius = Fraction(1, 2 ** rng.randrange(2, 30))
        with precision(128):
            wide = ball(Fraction(x) - radius).union(ball(Fraction(x) + radius))
            found = enclosed(name, wide)
            for share in (-1, -0.5, 0, 0.25, 1):
                inside = Fraction(x) + Fraction(share) * radius
                try:
                    value = enclosed(name, ball(inside))
                except Undefined:
                    continue
                assert not found.is_finite() or found.overlaps(value), (name, x, radius, share)


@pytest.mark.parametrize("name", SMOOTH)
def test_a_rule_s_derivative_is_the_numerical_one(name):
    op = ELEMENTWISE[name]
    inputs = [Symbol(f"x{k}") for k in range(op.arity)]
    y = op(*inputs)
    slopes = gradients(y, inputs, record=True, allow_unused=True)
    program = Program(list(slopes), inputs)
    checked = 0
    for point in sampled(name, 40):
        if near_a_tie(name, point):
            continue
        found = program.at([Fraction(x) for x in point], BITS)
        for place, slope in enumerate(found):
            if slope is UNDEFINED or EXACT[name].partials[place] is None:
                continue
            wanted = _measured(EXACT[name].value, point, place)
            if wanted is not None:
                assert is_close(slope, wanted, 15), (name, point, place, slope, wanted)
                checked += 1
    assert checked >= 5 or op.arity > 2, name


def _measured(function, point, place):
    """A partial derivative by mpmath's differences; None where the function bends or ends."""

    def along(x):
        return function(*(x if k == place else mpf(p) for k, p in enumerate(point)))

    x, h = mpf(point[place]), mpf(10) ** -12
    try:
        left, right = (along(x) - along(x - h)) / h, (along(x + h) - along(x)) / h
        if abs(left - right) > mpf(10) ** -6 * (1 + abs(left)) or not mp.isfinite(left):
            return None
        with mp.workdps(80):
            slope = mp.diff(along, x)
        return slope if isinstance(slope, mpf) else None
    except (ValueError, ZeroDivisionError, TypeError):
        return None


def slopes(f, at):
    """Enclosures of the first and the second derivative."""
    x = Symbol("x")
    (first,) = gradients(f(x), [x], record=True)
    (second,) = gradients(first, [x], record=True) if isinstance(first, Symbol) else [0.0]
    return Program([first, second], [x]).at([Fraction(at)], BITS)


UNARY = [name for name in SMOOTH if ELEMENTWISE[name].arity == 1]
DEFINED = [name for name in UNARY if definition(ELEMENTWISE[name], 1)]


@pytest.mark.parametrize("at", [-1000, -100, 100, 1000])
@pytest.mark.parametrize("name", DEFINED)
def test_a_rule_is_that_of_the_definition_also_where_floats_are_0_or_infinite(name, at):
    op = ELEMENTWISE[name]
    for a, b in zip(slopes(op, at), slopes(op.definition, at), strict=True):
        if UNDEFINED not in (a, b):
            found, wanted = number(a), number(b)
            # The slopes of a definition divide by constants in floats.
            close = a.overlaps(b) or abs(found - wanted) <= 1e-12 * abs(wanted)
            assert close, (found, wanted)


def test_every_scalar_primitive_has_an_enclosure_and_a_reference():
    for op in (*ELEMENTWISE.values(), *NARY.values()):
        assert definition(op, op.arity or 2) or callable(enclosure(op))
    assert not ELEMENTWISE.keys() - EXACT.keys() - {"where", "identity"}
