"""Roots and the numbers that floats stand for, as forms: held against floats."""

import cmath
import math
import random
from fractions import Fraction

import pytest

from autograd.checking.proof.exactly import Numbers, Quantity, form_of
from autograd.checking.proof.exponentials import log
from autograd.checking.proof.forms import Field, constant, total
from autograd.checking.proof.roots import imaginary_unit, is_zero, root
from autograd.checking.proof.signs import is_positive, size
from autograd.support.constants import EXACTLY
from form_values import is_given_up, value


@pytest.fixture
def field():
    return Field({}, {})


@pytest.fixture
def x(field):
    return field.generator("x")


# ---- Roots --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(24))
def test_a_root_is_the_root_and_its_square_is_what_it_is_of(field, seed):
    """At a random point, whichever signs of the factors there are known."""
    rng = random.Random(seed)
    known = {name: rng.choice((-1, 1)) * rng.uniform(0.2, 3.0) for name in "xy"}
    x, y = field.generator("x"), field.generator("y")
    factors = [x, y, field.sub(x, y), field.add(field.mul(x, x), field.number(1))]
    form = field.number(Fraction(rng.randrange(1, 99), rng.randrange(1, 99)))
    for factor in factors:
        form = field.mul(form, field.power(factor, rng.randrange(-3, 5)))
        if rng.random() < 0.5:
            field.signs[str(factor.top)] = 1 if value(field, factor, known).real > 0 else -1
    if value(field, form, known).real < 0:
        form = field.neg(form)
    found = root(field, form)
    square = field.mul(found, found)
    assert value(field, found, known) == pytest.approx(cmath.sqrt(value(field, form, known)))
    assert is_zero(field, field.sub(square, form))
    assert not is_zero(field, field.add(square, form))
    assert not is_zero(field, field.sub(square, field.mul(form, field.number(2))))


@pytest.mark.parametrize("n", [*range(13), 16, 27, 32, 48, 64, 72, 97, 128, 243, 360])
def test_the_root_of_an_integer_is_a_number_times_a_root_free_of_squares(field, n):
    found = root(field, field.number(n))
    assert value(field, found, {}) == pytest.approx(math.sqrt(n))
    inside = [int(constant(square.top)) for _, square in field.squares]
    assert not any(k % (p * p) == 0 for k in inside for p in range(2, 20))
    assert is_zero(field, field.sub(field.mul(found, found), field.number(n)))
    below = value(field, root(field, field.number(Fraction(-n - 1, 3))), {})
    assert below == pytest.approx(cmath.sqrt(Fraction(-n - 1, 3)))


def test_i_and_roots_within_roots_are_replaced_by_their_squares(field, x):
    i = imaginary_unit(field)
    assert imaginary_unit(field) == i
    assert [is_zero(field, field.add(field.power(i, n), field.number(1))) for n in range(7)] == [
        n % 4 == 2 for n in range(7)
    ]
    inner = root(field, x)
    outer = root(field, field.add(inner, field.number(2)))
    fourth = field.power(field.sub(field.power(outer, 2), field.number(2)), 2)
    assert is_zero(field, field.sub(fourth, x))
    assert not is_zero(field, field.sub(outer, x))
    half = root(field, field.div(x, field.number(2)))
    assert is_zero(field, field.sub(field.mul(half, field.power(half, 3)), field.power(half, 4)))
    assert is_zero(
        field, field.sub(field.power(half, 4), field.div(field.mul(x, x), field.number(4)))
    )


def test_a_square_may_be_a_fraction(field, x):
    third = field.div(x, field.number(3))
    found = field.root_of("a root", third)
    evens = [field.power(found, 2 * n) for n in range(4)]
    powers = [field.power(third, n) for n in range(4)]
    assert is_zero(field, field.sub(total(field, evens), total(field, powers)))
    for n, (even, power) in enumerate(zip(evens, powers, strict=True)):
        assert is_zero(field, field.sub(even, power))
        assert not is_zero(field, field.sub(field.add(even, evens[1]), field.add(power, x)))
        assert is_zero(field, field.div(field.sub(even, power), field.add(evens[1], x))), n


def test_a_root_is_no_negative_number_and_i_is_no_number_of_a_sign(field, x):
    assert is_positive(field, root(field, x))
    assert is_positive(field, root(field, field.number(2)))
    assert not is_positive(field, imaginary_unit(field))
    assert size(field, root(field, x)) == root(field, x)


def test_a_fraction_over_what_is_0_is_given_up(field, x):
    found = root(field, x)
    nothing = field.sub(field.mul(found, found), x)  # 0 by the relation, not as a polynomial
    assert is_given_up(lambda: is_zero(field, field.div(x, nothing)))
    assert is_zero(field, field.div(nothing, x))


@pytest.mark.parametrize("assume", [True, False])
def test_what_has_a_root_is_positive_where_that_may_be_concluded(field, x, assume):
    """As it may, unless one says that it may not."""
    if not assume:
        field.assume = False
    assert root(field, x) == root(field, x)
    assert field.positive == ({str(x.top)} if assume else set())
    squares = list(field.squares)
    assert root(field, x) == root(field, x)
    assert field.squares[len(squares) :] == []


# ---- Numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", EXACTLY)
def test_a_float_that_rounds_a_known_number_is_that_number(field, number):
    form = form_of(number, field)
    assert value(field, form, {"pi": math.pi}) == pytest.approx(number, rel=4e-16)
    assert form != field.number(Fraction(number))


@pytest.mark.parametrize("n", [3, 7, 10, 49, 1000, 12345])
def test_a_float_next_to_a_reciprocal_or_a_decimal_is_that(field, n):
    for sign in (1, -1):
        assert form_of(sign / n, field) == field.number(Fraction(sign, n))
        assert form_of(float(sign * n), field) == field.number(sign * n)
        assert form_of(float(f"{sign * n}.7"), field) == field.number(Fraction(f"{sign * n}.7"))
        assert form_of(sign * n / 1024, field) == field.number(Fraction(sign * n, 1024))
        assert form_of(sign * 0.7, field) == field.number(Fraction(7 * sign, 10))


def test_a_float_of_few_bits_is_itself_and_one_of_many_is_its_decimal(field):
    for number in (2.0**-24, 1.0, -1.0, 0.0, 1.0 + 2.0**-24, 3 * 2.0**-24, 2.0**60, 0.75):
        assert form_of(number, field) == field.number(Fraction(number))
    for number in (1.0 + 2.0**-25, 2.2, 0.3333, 123.4):
        assert form_of(number, field) == field.number(Fraction(repr(number)))


@pytest.mark.parametrize("power", [-30, -23, -16, -5])
def test_a_decimal_far_below_1_is_no_rounded_reciprocal(field, power):
    assert form_of(float(f"1e{power}"), field) == field.number(Fraction(10) ** power)


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_what_is_no_number_is_given_up(field, number):
    assert is_given_up(lambda: form_of(number, field))


def test_a_quantity_computes_like_a_number(field):
    numbers = Numbers(field)
    known = {"pi": math.pi}
    pi, two, log2, log10 = numbers.pi(), numbers(2), numbers.const_log2(), numbers.const_log10()
    for quantity, number in (
        (pi, math.pi),
        (log2, math.log(2)),
        (log10, math.log(10)),
        (pi * two, 2 * math.pi),
        (3 * pi, 3 * math.pi),
        (pi / 3, math.pi / 3),
        (3 / pi, 3 / math.pi),
        (pi / log2, math.pi / math.log(2)),
        ((pi * 8).sqrt(), math.sqrt(8 * math.pi)),
        (numbers("0.3") / numbers(7), 0.3 / 7),
    ):
        assert isinstance(quantity, Quantity)
        assert value(field, quantity.form, known) == pytest.approx(number)
    assert log2.form == log(field, field.number(2))
    assert pi.form == field.generator("pi")
