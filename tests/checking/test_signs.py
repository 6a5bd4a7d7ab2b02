"""Absolute values as forms, held against floats, and what is known of signs."""

import random
from fractions import Fraction

import pytest

from autograd.checking.proof.exponentials import exp, log
from autograd.checking.proof.forms import Field
from autograd.checking.proof.signs import is_positive, must_be_positive, size
from form_values import value


@pytest.fixture
def field():
    return Field({}, {})


@pytest.mark.parametrize("seed", range(24))
def test_a_size_is_the_absolute_value(field, seed):
    """At a random point, whichever signs of the factors there are known."""
    rng = random.Random(seed)
    known = {name: rng.choice((-1, 1)) * rng.uniform(0.2, 3.0) for name in "xy"}
    x, y = field.generator("x"), field.generator("y")
    form = field.number(Fraction(rng.randrange(-99, 99), rng.randrange(1, 99)))
    for factor in (x, y, field.sub(y, x), field.add(field.mul(x, x), field.number(1))):
        form = field.mul(form, field.power(factor, rng.randrange(-4, 6)))
        if rng.random() < 0.5:
            field.signs[str(factor.top)] = 1 if value(field, factor, known).real > 0 else -1
    found = size(field, form)
    assert value(field, found, known) == pytest.approx(abs(value(field, form, known)))
    assert size(field, field.neg(form)) == found
    assert size(field, found) == found


def test_the_size_of_0_is_0(field):
    assert size(field, field.number(0)) == field.number(0)


def test_an_even_power_has_no_sign_to_be_known(field):
    x = field.generator("x")
    assert size(field, field.power(x, 4)) == field.power(x, 4)
    assert field.unsigned == {}
    size(field, field.power(x, 3))
    assert field.unsigned == {str(x.top): None}


def test_what_is_positive(field):
    x, y = field.generator("x"), field.generator("y")
    one, square = field.number(1), field.mul(x, x)
    positive = [one, field.add(square, one), exp(field, x), size(field, x), field.generator("pi")]
    for form in positive:
        assert is_positive(field, form)
        assert is_positive(field, field.div(one, form))
        assert not is_positive(field, field.neg(form))
        assert not is_positive(field, field.mul(form, y))
        assert not is_positive(field, field.div(form, y))
        assert not is_positive(field, field.sub(form, y))
    must_be_positive(field, y.top)
    for form in positive:
        assert is_positive(field, field.mul(form, field.power(y, 3)))
        assert is_positive(field, field.div(field.add(form, y), y))
    for form in (x, log(field, square), field.generator(7), field.generator(("erf", x.key))):
        assert not is_positive(field, form)


def test_of_a_number_nothing_has_to_be_assumed(field):
    x = field.generator("x")
    must_be_positive(field, field.number(-1).top)
    assert field.positive == set()
    field.assume = False
    must_be_positive(field, x.top)
    assert field.positive == set()
