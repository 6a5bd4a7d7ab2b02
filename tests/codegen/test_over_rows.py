"""Sums over rows: what eager code gives row by row, added, whatever runs it."""

import itertools
import math
import pickle
from importlib.util import find_spec

import numpy as np
import pytest

import autograd
from autograd import dot, exp, grad, maximum, tanh, where
from autograd.errors import OperandError, ShapeError

TARGETS = ["python", pytest.param("native", marks=pytest.mark.skipif(
    not find_spec("llvmlite"), reason="needs llvmlite"))]  # fmt: skip
draw = np.random.default_rng(7)


def unit(w, b, x, t):
    return (tanh(dot(w, x) + b) - t) ** 2 + 0.5 * b


def choice(w, b, x, t):
    return where(x[0] < x[1], maximum(w[0] * x[0], b), exp(-w[1] * t)) + 2.0 * w[0]


FUNCTIONS = {"unit": unit, "choice": choice}
W, B = [0.3, -0.7], 0.2


def rows(n):
    return draw.uniform(-2, 2, (n, 2)), draw.uniform(-1, 1, n)


def by_hand(f, x, t):
    """The values and slopes of each row, by eager code."""
    found = []
    for row, target in zip(x.tolist(), t.tolist(), strict=True):
        slopes = grad(lambda w0, w1, b, x0, x1, t: f([w0, w1], b, [x0, x1], t), range(6))(
            *W, B, *row, target
        )
        found.append([f(W, B, row, target), *slopes])
    return np.array(found).reshape(len(found), 7)


@pytest.mark.parametrize("reduce", ["sum", "mean", "none"])
@pytest.mark.parametrize("n", [1, 3, 4, 129, 2050])
@pytest.mark.parametrize("target", TARGETS)
def test_a_sum_over_rows_is_that_of_its_rows(target, n, reduce):
    name = "unit" if n % 2 else "choice"
    x, t = rows(n)
    compiled = autograd.compile(
        FUNCTIONS[name], W, B, [0.0, 0.0], 0.0, grad=True, target=target, rows=("x", "t"),
        reduce=reduce,
    )  # fmt: skip
    value, (d_w, d_b, d_x, d_t) = compiled(W, B, x, t)
    truth = by_hand(FUNCTIONS[name], x, t)
    share = 1.0 / n if reduce == "mean" else 1.0
    wanted = truth[:, 0] if reduce == "none" else truth[:, 0].sum() * share
    np.testing.assert_allclose(value, wanted, rtol=1e-12)
    np.testing.assert_allclose([*d_w, d_b], truth[:, 1:4].sum(axis=0) * share, rtol=1e-11)
    np.testing.assert_allclose(d_x, truth[:, 4:6] * share, rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(d_t, truth[:, 6] * share, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("target", TARGETS)
def test_arrays_come_and_go_as_arrays(target):
    def f(w, x):
        return ((w @ x) ** 2).sum()

    loss = autograd.compile(f, np.zeros((3, 2)), np.zeros(2), grad=True, target=target, rows=["x"])
    w, x = draw.normal(size=(3, 2)), draw.normal(size=(5, 2))
    value, (d_w, d_x) = loss(w, x)
    assert value == pytest.approx(((x @ w.T) ** 2).sum())
    np.testing.assert_allclose(d_w, 2 * w @ x.T @ x)
    np.testing.assert_allclose(d_x, 2 * x @ w.T @ w)


@pytest.mark.parametrize("target", TARGETS)
def test_arrays_in_any_layout_are_read_as_they_are(target):
    loss = autograd.compile(lambda w, x: w * x * x, grad=True, target=target, rows=["x"])
    plain = draw.normal(size=3000)
    wide = np.zeros((3000, 3))
    wide[:, 1] = plain
    frozen = plain.copy()
    frozen.flags.writeable = False
    backwards = plain[::-1].copy()[::-1]
    expected = loss(2.0, plain)[0]
    for column in (wide[:, 1], frozen, backwards, plain.tolist(), plain.astype(">f8")):
        assert loss(2.0, column)[0] == expected
    single = plain.astype(np.float32)
    assert loss(2.0, single)[0] == loss(2.0, single.astype(float))[0]


@pytest.mark.parametrize("target", TARGETS)
def test_no_rows_give_sums_of_nothing(target):
    loss = autograd.compile(unit, W, B, [0.0, 0.0], 0.0, grad=True, target=target, rows=("x", "t"))
    value, (d_w, d_b, d_x, d_t) = loss(W, B, np.zeros((0, 2)), [])
    assert (value, d_w, d_b, d_x.shape, d_t.shape) == (0.0, [0.0, 0.0], 0.0, (0, 2), (0,))


@pytest.mark.parametrize("target", TARGETS)
def test_it_can_be_pickled(target):
    loss = autograd.compile(unit, W, B, [0.0, 0.0], 0.0, grad=True, target=target, rows=("x", "t"))
    again = pickle.loads(pickle.dumps(loss))  # noqa: S301  # made in the line
    x, t = rows(3)
    assert again(W, B, x, t)[0] == loss(W, B, x, t)[0]


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (
            lambda f: f(W, B, [1.0, 2.0, 3.0], [1.0]),
            ShapeError,
            "x has 2 numbers for each row; got",
        ),
        (lambda f: f(W, B, [[1.0, 2.0]], 1.0), ShapeError, "t has a number for each row; got"),
        (lambda f: f(W, B, [[1.0, 2.0]], [1.0, 2.0]), ShapeError, "x has 1 rows, and t has 2"),
        (lambda f: f([1.0], B, [[1.0, 2.0]], [1.0]), ShapeError, "w was compiled as a list of 2"),
        (lambda f: f(W, B), OperandError, "takes 4 arguments; got 2"),
    ],
)
@pytest.mark.parametrize("target", TARGETS)
def test_a_wrong_call_says_what_was_wanted(target, call, error, said):
    loss = autograd.compile(unit, W, B, [0.0, 0.0], 0.0, grad=True, target=target, rows=("x", "t"))
    with pytest.raises(error) as caught:
        call(loss)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"rows": ["xs"]}, "rows names the arguments that differ from row to row: w, b, x and t"),
        ({"rows": 3}, 'rows wants names of arguments, as rows=("x", "t"); got 3'),
        ({"rows": ["x"], "reduce": "max"}, "reduce is sum, mean or none; got 'max'"),
        ({"rows": ["x"], "order": 2}, "over rows there are values and gradients"),
    ],
)  # fmt: skip
def test_wrong_options_are_refused(options, said):
    with pytest.raises(OperandError) as caught:
        autograd.compile(unit, W, B, [0.0, 0.0], 0.0, **options)
    assert said in str(caught.value)


@pytest.mark.skipif(not find_spec("llvmlite"), reason="needs llvmlite")
def test_threads_and_long_programs_give_the_same():
    def f(w, x):
        y = x
        for k in range(700):
            y = where(y < 0.3, y * w + 0.1, tanh(y - 0.01 * k))
        return y

    x = draw.uniform(-1, 1, 5000)
    one, two = (
        autograd.compile(f, 0.0, 0.0, grad=True, target="native", rows=["x"], threads=k)
        for k in (1, 2)
    )
    value, (d_w, d_x) = one(0.9, x)
    again, (d_w2, d_x2) = two(0.9, x)
    assert (again, d_w2) == pytest.approx((value, d_w), rel=1e-12)
    np.testing.assert_array_equal(d_x, d_x2)
    _, (plain_w, plain_x) = autograd.compile(f, 0.0, 0.0, grad=True, rows=["x"])(0.9, x)
    assert d_w == pytest.approx(plain_w, rel=1e-9)
    np.testing.assert_allclose(d_x, plain_x, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("target", TARGETS)
def test_a_descent_over_rows_moves_what_they_share(target):
    loss = autograd.compile(
        lambda w, x, t: (w * x - t) ** 2, grad=True, target=target, rows=["x", "t"], reduce="mean"
    )
    x = draw.uniform(0.5, 1.5, 50)
    w, same, _ = loss.descend(0.0, x, 3.0 * x, rate=0.4, steps=60)
    assert w == pytest.approx(3.0)
    assert same is x


def test_not_a_number_stays_in_its_row():
    for target, manner in itertools.product(["python", "native"], ["", "exact"]):
        if target == "native" and not find_spec("llvmlite"):
            continue
        f = autograd.compile(
            lambda w, x: where(x > 0.0, w * x, 0.0), grad=True, rows=["x"], reduce="none",
            target=target, manner=manner,
        )  # fmt: skip
        value, (_, d_x) = f(2.0, [1.0, math.nan, -math.inf, math.inf])
        assert value.tolist() == [2.0, 0.0, 0.0, math.inf]
        assert d_x.tolist() == [2.0, 0.0, 0.0, 2.0]
