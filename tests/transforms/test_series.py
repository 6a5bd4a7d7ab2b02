"""Taylor series: held against closed forms, nested gradients, 60 digits, and remainders."""

import math
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp, mpf

import autograd
import exact
import registry
from autograd import (
    DomainError,
    OperandError,
    ShapeError,
    Symbol,
    Tensor,
    Value,
    grad,
    gradients,
    taylor,
)  # fmt: skip
from autograd.ops.orders import unknown
from autograd.transforms.series.terms import fraction
from effort import at_most

EPS = 2.0**-53
ORDER = 30


def bernoulli(n: int) -> Fraction:
    row = [Fraction(0)] * (n + 1)
    for m in range(n + 1):
        row[m] = Fraction(1, m + 1)
        for j in range(m, 0, -1):
            row[j - 1] = j * (row[j - 1] - row[j])
    return row[0]


def of_tanh(k: int) -> Fraction:
    if k % 2 == 0:
        return Fraction(0)
    return 2 ** (k + 1) * (2 ** (k + 1) - 1) * bernoulli(k + 1) / math.factorial(k + 1)


def binomial(a: Fraction, k: int) -> Fraction:
    return math.prod((a - i for i in range(k)), start=Fraction(1)) / math.factorial(k)


def alternating(k: int) -> int:
    return [0, 1, 0, -1][k % 4]


CLOSED = {
    "exp": (autograd.exp, lambda k: Fraction(1, math.factorial(k))),
    "sin": (autograd.sin, lambda k: Fraction(alternating(k), math.factorial(k))),
    "cos": (autograd.cos, lambda k: Fraction(alternating(k + 1), math.factorial(k))),
    "tanh": (autograd.tanh, of_tanh),
    "log(1+x)": (lambda x: autograd.log(1.0 + x), lambda k: k and Fraction((-1) ** (k + 1), k)),
    "atan": (autograd.atan, lambda k: Fraction(alternating(k), k) if k else Fraction(0)),
    "1/(1-x)": (lambda x: 1.0 / (1.0 - x), lambda k: Fraction(1)),
    "1/(1+x^2)": (lambda x: 1.0 / (1.0 + x**2), lambda k: Fraction(alternating(k + 1))),
    "sqrt(1+x)": (lambda x: autograd.sqrt(1.0 + x), lambda k: binomial(Fraction(1, 2), k)),
    "(1+x)^-3": (lambda x: (1.0 + x) ** -3, lambda k: binomial(Fraction(-3), k)),
    "x^7": (lambda x: x**7, lambda k: Fraction(k == 7)),
    "x exp(x)": (
        lambda x: x * autograd.exp(x), lambda k: k and Fraction(1, math.factorial(k - 1))),
    "exp(x^2)": (
        lambda x: autograd.exp(x * x), lambda k: Fraction((k + 1) % 2, math.factorial(k // 2))),
}  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_closed_forms(name):
    """Each coefficient is a sum of at most k products of such: a few roundings for each order."""
    f, wanted = CLOSED[name]
    series = taylor(f, 0.0, ORDER)
    for k, c in enumerate(series.coefficients):
        assert abs(c - wanted(k)) <= 2 * (k + 1) * EPS * abs(wanted(k)), (name, k)


SMOOTH = {name: op for name, op in registry.ELEMENTWISE.items() if any(op.rules)}
PLACES = {"acosh": 2.3, "log": 1.3, "atanh": 0.3, "asin": 0.3, "acos": 0.3, "logit": 0.3,
          "logit_prime": 0.3, "erfinv": 0.3, "erfinv_prime": 0.3, "zeta": 2.3,
          "cosh": 0.7}  # fmt: skip


def along_a_line(op):
    """A function of one number, and where it is smooth."""
    if op.name in registry.ORDERED or op.rules[-1] is None:
        tried = registry.within(op, [1.3] * op.arity)
        place = 1.3 if op.domain is None or op.domain.contains(*tried) else 0.3
        fixed = registry.within(op, [place] * op.arity)
        moves = [rule not in (None, unknown) for rule in op.rules]
        return lambda t: op(*[t if m else x for m, x in zip(moves, fixed, strict=True)]), place
    if op.arity == 1:
        return op, PLACES.get(op.name, 0.7)
    if op.name == "where":
        return lambda t: op(t > 0.0, t * t, -t), 0.7
    if op.name == "clip":
        return lambda t: op(t * t, -1.0, 2.0), 0.7
    if op.name in ("atan2_dy", "ratio"):
        return lambda t: op(1.3 + t, 0.8 + 0.5 * t), 0.7
    return lambda t: op(*(1.3 + t, 0.8 + 0.5 * t, 0.3 + 0.1 * t)[: op.arity]), 0.7


@pytest.mark.parametrize("name", SMOOTH)
def test_derivatives_are_those_of_nested_gradients(name):
    f, x = along_a_line(SMOOTH[name])
    derivatives = taylor(f, x, 3).derivatives
    wanted, d = [f(x)], f
    for _ in range(3):
        d = grad(d)
        wanted.append(d(x))
    scale = max(map(abs, wanted))
    np.testing.assert_allclose(derivatives, wanted, rtol=1e-13, atol=1e-13 * scale)


@pytest.mark.parametrize(
    "name", ["tan", "asin", "atanh", "erf", "softplus", "mish", "pow", "hypot"]
)
def test_twenty_orders_against_sixty_digits(name):
    op, value = registry.ELEMENTWISE[name], exact.EXACT[name].value
    f, x = along_a_line(op)
    series = taylor(f, x, 20).coefficients
    with mp.workdps(60):
        exactly = value if op.arity == 1 else lambda t: value(mpf(1.3) + t, mpf(0.8) + t / 2)
        wanted = mp.taylor(exactly, mpf(x), 20)
    for k in range(21):
        near = max(abs(c) for c in wanted[max(0, k - 1) : k + 2])
        assert abs(mpf(series[k]) - wanted[k]) <= 64 * EPS * near, k


def test_what_is_left_out_is_of_the_next_order():
    f = lambda x: autograd.exp(autograd.sin(x)) / (2.0 + autograd.cos(x))  # noqa: E731
    s = taylor(f, 0.4, 6)
    left = [abs(f(0.4 + h) - s(0.4 + h)) for h in (0.1, 0.2)]
    assert 100 < left[1] / left[0] < 160  # 2^7, but for the orders after it


def test_along_a_direction():
    f = lambda u, v: u * u * autograd.sin(v) + v  # noqa: E731
    by_arguments = taylor(f, (2.0, 0.5), 4, along=(1.0, -3.0))
    by_list = taylor(lambda x: f(*x), [2.0, 0.5], 4, along=[1.0, -3.0])
    by_hand = taylor(lambda t: f(2.0 + t, 0.5 - 3.0 * t), 0.0, 4)
    assert by_arguments == by_list
    np.testing.assert_allclose(by_list.coefficients, by_hand.coefficients, rtol=1e-14)
    assert by_list.variable == "t"
    still = taylor(lambda u, v: autograd.sqrt(u) + v, (0.0, 1.0), 2, along=(0.0, 1.0))
    assert still.coefficients == (1.0, 1.0, 0.0)  # the slope of sqrt at 0 is not asked for


def test_arrays_on_the_way():
    w, x, d = np.array([[1.0, 2.0], [3.0, -4.0]]), np.array([0.1, 0.2]), np.array([1.0, -1.0])
    loss = lambda x: (autograd.tanh(w @ x).square() * autograd.softmax(x)).sum()  # noqa: E731
    s = taylor(loss, x, 5, along=d)
    line = taylor(lambda t: loss(Tensor(x) + t * Tensor(d)), 0.0, 5)
    np.testing.assert_allclose(s.coefficients, line.coefficients, rtol=1e-13)
    left = [abs(loss(Tensor(x + h * d)).data - s(h)) for h in (0.01, 0.02)]
    assert 50 < left[1] / left[0] < 80  # 2^6


def test_inside_other_transforms():
    assert grad(lambda x: taylor(autograd.sin, x, 3).coefficients[3])(0.3) == pytest.approx(
        math.sin(0.3) / 6, rel=1e-14
    )
    outer = taylor(lambda x: grad(lambda y: autograd.sin(x * y))(2.0), 0.3, 2).derivatives
    twice = taylor(lambda x: x * autograd.cos(2.0 * x), 0.3, 2).derivatives
    np.testing.assert_allclose(outer, twice, rtol=1e-14)
    mixed = taylor(lambda x: taylor(lambda y: x * y * y, x, 2).derivatives[1], 3.0, 2)
    assert mixed.derivatives == (18.0, 12.0, 4.0)  # each y is its own


def test_coefficients_of_nodes_are_nodes():
    x, w = Value(2.0), Value(5.0)
    s = taylor(lambda t: w * t**3, x, 3)
    assert gradients(s.coefficients[2], [x, w]) == [15.0, 6.0]
    assert [c.data for c in s.coefficients] == [40.0, 60.0, 30.0, 5.0]
    assert s(3.0).data == 135.0


def test_series_are_compiled():
    f = autograd.compile(lambda x: taylor(lambda t: autograd.exp(t) * t, x, 4).derivatives)
    assert f(0.5) == pytest.approx([(k + 0.5) * math.exp(0.5) for k in range(5)], rel=1e-14)


REFUSED = {
    "abs(x) has one here (that of abs, at x = 0)": (autograd.abs, 0.0, 2),
    "relu(…) has one here": (lambda x: autograd.relu(x - 1.0), 1.0, 1),
    "floor(x) has one here (that of floor, at x an integer)": (autograd.floor, 2.0, 1),
    "maximum(x, …) has one here (that of maximum, at x = y)": (
        lambda x: autograd.maximum(x, x * x), 1.0, 3),
    "softsign_prime(x) has one here": (autograd.softsign, 0.0, 2),
    "the function compares x with 0.0": (lambda x: x if x > 0.0 else -x, 0.0, 2),
    "compares 2 * x with x * x": (lambda x: autograd.where(2.0 * x < x * x, x, 2.0), 2.0, 1),
    "sqrt(x) has no Taylor series here: its derivative of order 1 is infinite": (
        autograd.sqrt, 0.0, 2),
    "x ** 2.5 has no Taylor series here: its derivative of order 3": (lambda x: x**2.5, 0.0, 4),
    "1 / x has no Taylor series here: its derivative of order 10": (lambda x: 1 / x, 1e-30, 20),
    "log is defined for x > 0": (autograd.log, -1.0, 2),
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED)
def test_where_there_is_no_series(words):
    with pytest.raises(DomainError) as refused:
        taylor(*REFUSED[words])
    assert words in str(refused.value)


def test_order_0_is_the_value_and_beside_a_kink_there_is_a_series():
    assert taylor(autograd.abs, 0.0, 0).coefficients == (0.0,)
    assert taylor(lambda x: x if x > 0.0 else -x, -1.0, 2).coefficients == (1.0, -1.0, 0.0)
    assert taylor(lambda x: 5.0, 1.0, 2).coefficients == (5.0, 0.0, 0.0)


WRONG = {
    "the order of a Taylor series is 0 to 170": [(autograd.exp, 0.0, -1), (autograd.exp, 0.0, 171)],
    "the order of a Taylor series is an int": [(autograd.exp, 0.0, 2.5), (autograd.exp, 0.0, True)],
    "takes a function first": [(3.0, autograd.exp, 2)],
    "taylor expands at a number": [(autograd.exp, x, 2) for x in ("1", None, 1j)],
    "along a direction: give one": [(lambda x: x[0], [1.0, 2.0], 2), (max, (1.0, 2.0), 2)],
    "with a direction for each; got a float": [(lambda x, y: x, (1.0, 2.0), 2, 1.0)],
    "2 arguments came with 1 tangents": [(lambda x: x[0], [1.0, 2.0], 2, [1.0])],
    "this one returned None": [(lambda x: None, 1.0, 2)],
    "wanted a real number; got the text": [(lambda x: "x", 1.0, 2)],
}  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_what_is_refused(words):
    for given in WRONG[words]:
        with pytest.raises(OperandError) as refused:
            taylor(*given)
        assert words in str(refused.value)


@pytest.mark.parametrize(
    "result", [lambda x: [x, x], lambda x: {"a": x}, lambda x: Tensor([1.0, 2.0]) * x]
)
def test_one_number_is_wanted(result):
    with pytest.raises(ShapeError, match=r"one number as \w+ result"):
        taylor(result, 1.0, 2)


def test_as_text_and_set():
    s = taylor(lambda q: autograd.tanh(q), 0.0, 9)
    assert str(s) == "q - q³/3 + 2q⁵/15 - 17q⁷/315 + 62q⁹/2835 + O(q¹⁰)"
    about = taylor(lambda x: x**3, -2.0, 3)
    assert repr(about) == "Series(-8 + 12(x + 2) - 6(x + 2)² + (x + 2)³ + O((x + 2)⁴))"
    assert about._repr_latex_() == (
        r"$-8 + 12 \left(x + 2\right) - 6 \left(x + 2\right)^{2} + \left(x + 2\right)^{3} + "
        r"O\left(\left(x + 2\right)^{4}\right)$"
    )
    assert str(taylor(lambda x: 1e-9 * autograd.exp(x), 0.0, 1)) == "1e-09 + 1e-09·x + O(x²)"
    assert r"1 \cdot 10^{-9} x" in taylor(lambda x: 1e-9 * x, 0.0, 1).latex()
    assert str(taylor(lambda x: 0.0 * x, 0.0, 1)) == "0 + O(x²)"
    assert str(taylor(lambda x: x * x, Symbol("a"), 1)) == "(x * x) + (… + …)(x - a) + O((x - a)²)"
    lines = str(taylor(autograd.exp, 0.0, 20)).splitlines()
    assert max(map(len, lines)) <= 80
    assert all(line.startswith("  + ") for line in lines[1:])


def test_a_fraction_is_only_shown_where_the_coefficient_is_one():
    assert fraction(1 / 3) == Fraction(1, 3)
    assert fraction(1 / 3 + 1e-12) is None
    assert fraction(math.pi) is fraction(math.inf) is None


def test_a_long_computation_takes_as_many_steps_as_it_has_operations():
    def repeated(n):
        def f(x):
            for _ in range(n):
                x = autograd.tanh(1.01 * x)
            return x

        return f  # fmt: skip

    with at_most(400_000):
        taylor(repeated(500), 0.5, 4)
    with at_most(800_000):
        taylor(repeated(1000), 0.5, 4)


def test_moving_exponents_do_not_multiply():
    with at_most(600_000):
        taylor(lambda x: x**x, 1.5, 20)
