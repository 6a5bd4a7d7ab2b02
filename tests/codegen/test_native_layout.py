"""What native code makes of a program before LLVM sees it: an order, places, products, sums."""

import math
import random
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
import pytest

import autograd
from autograd import dot, exp, sin, tanh, where
from autograd.codegen.native.layout import PIECE, layout_of
from autograd.codegen.native.ordering import ordered
from autograd.codegen.native.powers import INVERSE, LARGEST, without_powers
from autograd.codegen.simplify import simplified
from autograd.codegen.trace import trace
from effort import at_most
from machines import ulps

native = pytest.mark.skipif(not find_spec("llvmlite"), reason="needs llvmlite")
SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.0, 5e-324, -1e-310, 1e-160, 1e160, -1e308, math.inf, -math.inf]


def tangled(seed):
    """A function of three numbers that reads anything computed before at any time."""

    def f(x, y, z):
        draw, made = random.Random(seed), [x, y, z]
        for _ in range(60):
            a, b = draw.choices(made[-12:], k=2)
            made.append(draw.choice([a + b, a * b, tanh(a), a - 2.0 * b]))
        return sum(made[-3:], 0.0)

    return f


@pytest.mark.parametrize("seed", range(20))
def test_an_order_does_every_step_once_after_what_it_reads(seed):
    program = simplified(trace(tangled(seed), (), 1).program)
    n, steps = len(program.inputs), range(len(program.steps))
    order = ordered(program, steps, range(n + len(steps)))
    assert sorted(order) == list(steps)
    made = set(range(n))
    for k in order:
        assert made.issuperset(x for x in program.steps[k][1] if isinstance(x, int))
        made.add(n + k)


def longest_wait(program, order):
    """How many numbers wait at a time, at most."""
    n, last = len(program.inputs), {}
    for at, k in enumerate(order):
        last |= dict.fromkeys((x for x in program.steps[k][1] if isinstance(x, int)), at)
    alive, most = set(), 0
    for at, k in enumerate(order):
        alive = {x for x in alive | {n + k} if last.get(x, -1) > at}
        most = max(most, len(alive))
    return most


def test_a_slope_is_done_beside_its_value():
    def wide(*xs):
        return sum((tanh(x) * tanh(y) for x, y in pairwise(xs)), 0.0)

    program = simplified(trace(wide, [0.0] * 20, 1).program)
    steps = range(len(program.steps))
    order = ordered(program, steps, range(len(program.inputs) + len(steps)))
    assert longest_wait(program, order) < 0.8 * longest_wait(program, steps)


def test_an_order_takes_time_in_proportion_to_its_steps():
    def shared(x):  # one number that thousands of steps read
        return sum((x * k + tanh(x + k) for k in range(2000)), 0.0)

    program = simplified(trace(shared, (), 0).program)
    steps = range(len(program.steps))
    with at_most(40 * len(steps)):
        ordered(program, steps, range(1 + len(steps)))


def test_a_product_that_is_only_summed_waits_as_its_factors():
    def f(w, x, t):
        return dot(w, x) * t

    program = simplified(trace(f, [[0.0] * 3, [0.0] * 3, 0.0], 1).program)
    layout = layout_of(program, [3, 4, 5, 6], range(4))
    assert [len(term) for term in layout.terms] == [2, 2, 2, 2]
    kept = layout_of(program, [3, 4, 5, 6], range(1, 4))  # the values are wanted, row by row
    assert [len(term) for term in kept.terms] == [2, 2, 2]
    assert len(kept.outs) == 5


@native
@pytest.mark.parametrize("k", range(-INVERSE - 1, LARGEST + 2))
def test_whole_powers_are_the_library_s_to_4_ulp(k):
    draw = random.Random(k)
    points = [
        *SPECIAL,
        math.nan,
        *(draw.gauss(0, 1) * 10 ** draw.uniform(-30, 30) for _ in range(80)),
    ]
    power = autograd.compile(lambda x: x ** float(k), target="native")
    plain = autograd.compile(lambda x: x ** float(k))
    for x, y in zip(points, power.rows([[x] for x in points]).tolist(), strict=True):
        assert ulps(y, plain(x)) <= 4.0, (x, y)
        assert math.copysign(1.0, y) == math.copysign(1.0, plain(x)) or y != y, (x, y)


def test_other_powers_stay_as_they_are():
    for k in (0.5, 2.5, -4.0, 9.0, math.inf):
        program = trace(lambda x, k=k: x**k, (), 0).program
        assert [op.name for op, _ in without_powers(program).steps] == ["pow"]


@native
@pytest.mark.parametrize("manner", ["exact", "fast"])
@pytest.mark.parametrize("n", [1, 7, 8, 9, 128, 137, 1025, 3000])
def test_sums_count_every_row_once(n, manner):
    f = autograd.compile(
        lambda w, x, y: w * x * y + x, grad=True, rows=("x", "y"), target="native", manner=manner
    )
    x, y = np.arange(1.0, n + 1), np.arange(n) % 3 - 1.0  # whole numbers: no sum is rounded
    value, (d_w, _, _) = f(2.0, x, y)
    assert (value, d_w) == ((2.0 * x * y + x).sum(), (x * y).sum())


@native
@pytest.mark.parametrize("lanes", [4, 8])
def test_any_number_of_lanes_gives_the_same_rows(lanes, monkeypatch):
    monkeypatch.setattr("autograd.codegen.native.building.lanes", lambda: lanes)

    def f(w, x):
        return where(x > w, sin(x) * tanh(w * x), exp(-x) / (1.0 + x * x)) ** 3

    fast, exact = (
        autograd.compile(f, grad=True, rows=["x"], target="native", manner=manner)
        for manner in ("fast", "exact")
    )
    for n in (1, 4, 7, 12, 300):
        x = np.linspace(-3.0, 3.0, n)
        value, (d_w, d_x) = fast(0.3, x)
        truth, (truth_w, truth_x) = exact(0.3, x)
        np.testing.assert_allclose([value, d_w], [truth, truth_w], rtol=1e-13)
        np.testing.assert_allclose(d_x, truth_x, rtol=1e-13)
    assert fast._engine.runner.built.layout.lanes == lanes
    assert exact._engine.runner.built.layout.lanes == 4


@native
@pytest.mark.parametrize("manner", ["exact", "fast"])
@pytest.mark.parametrize("n", [1, 11, 12, 23, 24, 25, 50])
def test_sums_beside_one_another_are_each_their_own(n, manner):
    row = [0.0] * n
    f = autograd.compile(
        lambda w, v, x, t: dot(w, x) * t + dot(v, x) * x[0], row, row, row, 0.0,
        grad=("w", "v"), rows=("x", "t"), target="native", manner=manner,
    )  # fmt: skip
    x, t = np.round(np.random.default_rng(n).normal(size=(21, n)) * 9), np.arange(21.0) % 5 - 2.0
    _, (d_w, d_v) = f([1.0] * n, [2.0] * n, x, t)  # whole numbers: no sum is rounded
    assert d_w == (x * t[:, None]).sum(axis=0).tolist()
    assert d_v == (x * x[:, :1]).sum(axis=0).tolist()


@native
def test_a_row_of_sums_is_one_function():
    def texts(n):
        row = [0.0] * n
        f = autograd.compile(
            lambda w, x, t: dot(w, x) * t, row, row, 0.0, grad="w", rows=("x", "t"), target="native"
        )
        return len(f._engine.runner.built.text)

    assert texts(480) < 1.2 * texts(240)


def test_no_function_is_long_for_a_point_either():
    def f(x, y):
        for k in range(400):
            x = autograd.tanh(x * y + 0.01 * k)
        return x

    native = autograd.compile(f, grad=True, target="native")
    assert native(0.3, 0.7) == autograd.compile(f, grad=True)(0.3, 0.7)
    functions = native.source.split("define ")
    assert max(text.count("\n") for text in functions) < 3 * PIECE
    assert sum(text.startswith("void @once") for text in functions) > 3
