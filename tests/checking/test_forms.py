"""Forms are the functions that they stand for: held against arithmetic with fractions.

Whatever is proved rests on these sums and products; and what would take long is given up, neither
before its limit nor beyond it.
"""

import random
from fractions import Fraction

import pytest

from autograd.checking.proof import forms
from autograd.checking.proof.forms import Field, GiveUp, constant, total, unknown
from autograd.support.deadlines import done
from form_values import is_given_up, value

NAMES = "xyz"


@pytest.fixture
def field():
    return Field({}, {})


@pytest.fixture
def x(field):
    return field.generator("x")


# ---- Quotients ----------------------------------------------------------------------------------


def grown(field, rng, pairs):
    """A form and its numbers at some points, made from such pairs by one operation."""
    (a, at), (b, bt) = rng.choice(pairs), rng.choice(pairs)
    n = rng.randrange(-2, 4)
    k = rng.choice((a, b, pairs[0][0]))
    kt = next(numbers for form, numbers in pairs if form is k)
    ways = {
        "add": lambda: (field.add(a, b), [p + q for p, q in zip(at, bt, strict=True)]),
        "sub": lambda: (field.sub(a, b), [p - q for p, q in zip(at, bt, strict=True)]),
        "mul": lambda: (field.mul(a, b), [p * q for p, q in zip(at, bt, strict=True)]),
        "div": lambda: (field.div(a, b), [p / q for p, q in zip(at, bt, strict=True)]),
        "neg": lambda: (field.neg(a), [-p for p in at]),
        "power": lambda: (field.power(a, n), [p**n for p in at]),
        "total": lambda: (
            total(field, (a, b, k)),
            [p + q + r for p, q, r in zip(at, bt, kt, strict=True)],
        ),
    }
    return ways[rng.choice(list(ways))]()


@pytest.mark.parametrize("seed", range(12))
def test_a_form_is_the_fraction_that_arithmetic_gives_and_in_lowest_terms(field, seed):
    rng = random.Random(seed)
    points = [[Fraction(rng.randrange(1, 99), rng.randrange(1, 99)) for _ in NAMES] for _ in "abc"]
    pairs = [(field.generator(n), [p[i] for p in points]) for i, n in enumerate(NAMES)]
    pairs += [(field.number(q), [q] * 3) for q in (Fraction(0), Fraction(-3, 4), Fraction(2))]
    for _ in range(40):
        try:
            form, numbers = grown(field, rng, pairs)
        except (GiveUp, ZeroDivisionError):
            continue
        assert [value(field, form, dict(zip(NAMES, p, strict=True))) for p in points] == numbers
        assert form.top.gcd(form.below).is_one()
        assert form.below.leading_coefficient() > 0
        assert (form == field.number(0)) == (form.top.is_zero()) == (numbers == [0, 0, 0])
        if len(form.top) + len(form.below) < 12:
            pairs.append((form, numbers))
    assert len(pairs) > 12


def test_equal_forms_have_one_key_and_others_have_another(field, x):
    y, one = field.generator("y"), field.number(1)
    same = field.add(x, y), field.sub(y, field.neg(x)), field.div(field.add(x, y), one)
    others = field.mul(x, y), field.add(x, one), field.div(x, y), field.div(y, x), one
    assert len({form.key for form in same}) == 1
    assert len({form.key for form in (same[0], *others)}) == 1 + len(others)


def test_an_unknown_function_is_one_generator_for_equal_arguments(field, x):
    y = field.generator("y")
    assert unknown(field, "erf", field.add(x, y)) == unknown(field, "erf", field.add(y, x))
    each = [unknown(field, *of) for of in (("erf", x), ("erf", y), ("f", x), ("f", x, y))]
    assert len({form.key for form in each}) == 4


def test_nothing_is_divided_by_0(field, x):
    nothing = field.sub(x, x)
    assert constant(nothing.top) == 0
    assert nothing == field.number(0)
    for divide in (lambda: field.div(x, nothing), lambda: field.power(nothing, -1)):
        with pytest.raises(GiveUp):
            divide()
    assert field.power(nothing, 0) == field.power(x, 0) == field.number(1)


@pytest.mark.parametrize("number", [0, 3, -4, 10**20 + 1, Fraction(1, 2), Fraction(-9, 2)])
def test_the_whole_part_is_an_integer_that_stands_as_a_term(field, x, number):
    whole = number if Fraction(number).denominator == 1 else 0
    third = field.div(x, field.number(3))
    for rest in (field.number(0), x, third, field.sub(field.mul(x, x), third)):
        assert field.whole_part(field.add(rest, field.number(number))) == whole
    assert constant(field.number(number).top) == Fraction(number).numerator
    assert field.whole_part(field.div(field.number(1), x)) == 0
    assert field.whole_part(field.div(field.add(x, field.number(1)), field.add(x, x))) == 0


# ---- Limits -------------------------------------------------------------------------------------


def many(field, terms):
    """A sum of so many generators."""
    return total(field, (field.generator(k) for k in range(terms)))


@pytest.mark.parametrize("terms", [1, 2, 3, 4])
@pytest.mark.parametrize("most", [4, 10, 15])
def test_a_power_has_as_many_terms_as_are_allowed_and_no_more(field, monkeypatch, terms, most):
    form = many(field, terms)
    powers = {n: field.power(form, n) for n in range(1, 7)}
    monkeypatch.setattr(forms, "MOST_TERMS", most)
    for n, power in powers.items():
        long = len(power.top) > most
        assert is_given_up(lambda n=n: field.power(form, n)) == long
        assert is_given_up(lambda n=n: field.power(form, -n)) == long


def test_an_exponent_has_a_limit_of_its_own(field, x, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST_EXPONENT", 9)
    assert not is_given_up(lambda: field.power(x, 9))
    assert not is_given_up(lambda: field.power(x, -9))
    assert is_given_up(lambda: field.power(x, 10))
    assert is_given_up(lambda: field.power(x, -10))


def test_a_product_has_as_many_terms_as_are_allowed_and_no_more(field, x, monkeypatch):
    one, row = field.number(1), field.number(1)
    for _ in range(39):
        row = field.add(field.mul(row, x), one)  # 40 terms
    longer = field.add(field.mul(row, x), one)
    monkeypatch.setattr(forms, "MOST_TERMS", 2)
    short = field.mul(field.sub(one, x), row)  # 1 - x^40, of two terms
    assert len(short.top) == 2
    assert is_given_up(lambda: field.mul(field.sub(one, x), longer))  # 82 pairs, not looked at
    assert is_given_up(lambda: field.mul(field.add(one, x), field.add(one, x)))  # three terms


def test_there_are_so_many_generators_and_no_more(field):
    made = [field.generator(k) for k in range(forms.MOST_GENERATORS)]
    assert len({form.key for form in made}) == len(made)
    assert [field.generator(k) for k in range(len(made))] == made
    assert is_given_up(lambda: field.generator("one more"))


def spent(compute):
    before = done()
    compute()
    return done() - before


def test_work_is_counted_as_it_grows(field):
    """Of a product by pairs of terms; of a fraction by terms, and more where both are long."""
    short, long = many(field, 2).top, many(field, 40).top
    times = [spent(lambda p=p, q=q: field.times(p, q)) for p, q in ((short, short), (long, long))]
    assert 0 < times[0] < times[1] / 5
    cost = {
        name: spent(lambda q=q: field.reduced(long, q))
        for name, q in {"whole": field.one, "short": short, "long": long}.items()
    }
    assert 40 < cost["whole"] < cost["short"] / 5
    assert cost["whole"] == spent(lambda: field.reduced(field.one, long))
    assert cost["short"] < cost["long"] / 1.5


def test_a_power_of_a_power_may_not_grow_beyond_what_can_be_divided(field):
    """Their greatest common divisor would take gigabytes."""
    tall = unknown(field, "x")
    for _ in range(3):
        tall = field.power(tall, 64)
    assert tall.top.total_degree() == 64**3
    with pytest.raises(GiveUp):
        field.power(tall, 64)
