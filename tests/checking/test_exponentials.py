"""Exponentials and logarithms as forms: held against floats, and what they note on the way."""

import cmath
import math
import random
from fractions import Fraction

import pytest

from autograd.checking.proof.exponentials import FINEST_STEP, Finer, exp, log
from autograd.checking.proof.forms import LARGEST_EXPONENT, Field, total
from form_values import is_given_up, value


@pytest.fixture
def field():
    return Field({}, {})


@pytest.fixture
def x(field):
    return field.generator("x")


def in_steps(make):
    """What is made in a field, anew with finer generators while it asks for them."""
    steps = {}
    while True:
        field = Field(steps, {})
        try:
            return field, make(field)
        except Finer:
            continue


def summands(field):
    x, y = field.generator("x"), field.generator("y")
    return [x, field.mul(x, y), log(field, y), field.generator("pi"), field.number(1)]


def exponent(field, seed):
    """A sum of rational multiples of these, or one over a polynomial."""
    rng = random.Random(seed)
    rates = [Fraction(rng.randrange(-4, 5), rng.choice((1, 2, 2, 3))) for _ in range(5)]
    pairs = zip(summands(field), rates, strict=True)
    form = total(field, (field.mul(a, field.number(rate)) for a, rate in pairs))
    y_less_x = field.sub(field.generator("y"), field.generator("x"))
    return field.div(form, y_less_x) if seed % 4 == 0 else form


def known(field, turned=()):
    """The values of variables and of the generators exp(i u/n), one for each u that is turned."""
    found = {"x": -0.4, "y": 1.3, "pi": math.pi}
    found |= {key: math.nan for key in field.named if key[0] == "turn"}
    for u in turned:
        step = field.steps.get(f"turn {u.key}", 1)
        found["turn", u.key] = cmath.exp(1j * value(field, u, found) / step)
    return found


@pytest.mark.parametrize("seed", range(24))
def test_an_exponential_is_one(seed):
    field, (inside, found) = in_steps(lambda f: ((a := exponent(f, seed)), exp(f, a)))
    wanted = cmath.exp(value(field, inside, known(field)))
    assert value(field, found, known(field)) == pytest.approx(wanted)
    inverse = exp(field, field.neg(inside))
    assert field.mul(found, inverse) == field.number(1)


@pytest.mark.parametrize("seed", range(24))
def test_a_turn_is_one(seed):
    field, (inside, found) = in_steps(lambda f: ((a := exponent(f, seed)), exp(f, a, True)))
    values = known(field, [*summands(field), inside, field.neg(inside)])
    wanted = cmath.exp(1j * value(field, inside, values))
    assert value(field, found, values) == pytest.approx(wanted)


@pytest.mark.parametrize("seed", range(24))
def test_a_logarithm_is_one(field, seed):
    rng = random.Random(seed)
    x, y = field.generator("x"), field.generator("y")
    form = field.number(Fraction(rng.randrange(1, 99) * rng.choice((1, -1)), rng.randrange(1, 99)))
    for factor in (x, y, field.sub(y, x), exp(field, field.mul(x, y))):
        form = field.mul(form, field.power(factor, rng.randrange(-3, 4)))
    found = log(field, form)
    wanted = math.log(abs(value(field, form, known(field))))
    assert value(field, found, known(field)) == pytest.approx(wanted)
    assert log(field, field.mul(form, form)) == field.mul(field.number(2), found)


def test_each_undoes_the_other(field, x):
    assert exp(field, x) == field.generator(("exp", x.key))
    assert log(field, exp(field, x)) == x
    square = field.add(field.mul(x, x), field.number(1))
    assert exp(field, log(field, square)) == square
    assert is_given_up(lambda: log(field, field.number(0)))


def test_steps_are_as_fine_as_is_asked_for_within_limits(field, x):

    def part(n):
        return field.mul(x, field.number(Fraction(1, n)))

    with pytest.raises(Finer):
        exp(field, part(FINEST_STEP))
    finest = exp(field, part(FINEST_STEP))
    assert field.power(finest, FINEST_STEP) == exp(field, x)
    most = Fraction(LARGEST_EXPONENT, FINEST_STEP)
    assert exp(field, field.mul(x, field.number(most))) == field.power(finest, LARGEST_EXPONENT)
    assert is_given_up(lambda: exp(field, field.mul(x, field.number(2 * most))))
    assert is_given_up(lambda: exp(field, part(3)))
    assert is_given_up(lambda: exp(Field({}, {}), part(FINEST_STEP + 1)))


def test_what_has_a_logarithm_is_positive(field, x):
    y = field.generator("y")
    square = field.add(field.mul(y, y), field.number(1))
    noted = {
        "x": (x, x),
        "-x": (field.neg(x), field.neg(x)),
        "x^3/(y^2 + 1)": (field.div(field.power(x, 3), square), x),
        "x^2 y/2": (field.mul(field.mul(x, x), field.div(y, field.number(2))), y),
        "x y": (field.mul(x, y), field.mul(x, y)),
    }
    for form, positive in noted.values():
        field.positive.clear()
        log(field, form)
        assert field.positive == {str(positive.top)}
    field.positive.clear()
    log(field, field.div(x, y))
    assert field.positive == set()
