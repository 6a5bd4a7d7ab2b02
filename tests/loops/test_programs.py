"""Loops in compiled code: a loop in every language, with the numbers and slopes of eager code."""

import pickle
import re

import numpy as np
import pytest

import autograd
from autograd import (
    OperandError,
    Tensor,
    Value,
    compile,
    grad,
    hessian,
    hvp,
    odeint,
    repeat,
    scan,
    sin,
)
from machines import MACHINES, ulps
from recurrences import LOOPS, POINT, unrolled

TRACED = [name for name in LOOPS if name not in ("a step of its own", "one step")]


def both(name):
    """A function by a loop, and by all its steps."""
    return (lambda p, q: LOOPS[name](scan, p, q)), (lambda p, q: LOOPS[name](unrolled, p, q))


@pytest.mark.parametrize("name", LOOPS)
def test_python_has_the_bits_of_eager_code_and_its_derivatives(name):
    f, g = both(name)
    value, slopes, second = compile(f, order=2)(*POINT)
    assert value == f(*map(Value, POINT)).data
    near = lambda x: pytest.approx(x, rel=1e-12, abs=1e-14)  # noqa: E731
    assert slopes == near(grad(g, (0, 1))(*POINT))
    for row, right in zip(second, hessian(lambda x: g(*x))(list(POINT)), strict=True):
        assert row == near(list(map(float, right)))
    assert compile(f).hvp(*POINT, 0.3, 1.1) == near(hvp(g, POINT, (0.3, 1.1)))


@pytest.mark.parametrize("name", TRACED)
def test_the_text_has_a_loop_and_rows_have_their_numbers(name):
    f = compile(both(name)[0], grad=True)
    assert "range(" in f.source
    value, gradient = f.rows([POINT, (0.2, 1.5)])
    for i, point in enumerate([POINT, (0.2, 1.5)]):
        one, slopes = f(*point)
        assert (value[i], *gradient[i]) == pytest.approx((one, *slopes), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("machine", MACHINES)
def test_other_machines_have_the_numbers(machine, tmp_path):
    chosen = ["both", "a tuple", "carry and outputs", "loops in loops", "a kink"]

    def everything(p, q):
        found = []
        for name in chosen:
            f = both(name)[0]
            y = f(p, q)
            found += [y, *autograd.gradients(y, [p, q], record=True, allow_unused=True)]
        return found

    points = [list(POINT), [0.2, 1.5], [-0.3, 0.6]]
    python = compile(everything, *POINT)
    for row, point in zip(MACHINES[machine](everything, points, tmp_path), points, strict=True):
        for a, b in zip(row, python(*point), strict=True):
            assert a == pytest.approx(b, rel=1e-12, abs=1e-14)


def test_a_long_loop_is_a_short_text():
    f = compile(lambda g: repeat(lambda c: c + 0.001 * sin(g * c), 0.5, 10_000), grad=True)
    assert len(f.source.splitlines()) < 50
    assert f(0.7)[1][0] == pytest.approx((f(0.7 + 1e-5)[0] - f(0.7 - 1e-5)[0]) / 2e-5, rel=1e-7)


def test_a_program_with_loops_can_be_pickled():
    f = compile(both("loops in loops")[0], grad=True)
    again = pickle.loads(pickle.dumps(f))  # noqa: S301  # our own
    assert (again(*POINT), again.source) == (f(*POINT), f.source)


def test_a_function_of_arrays_is_compiled_with_all_steps():
    begin = np.array([0.1, 0.2])
    f = compile(
        lambda w, h: repeat(lambda h: autograd.tanh(w * h), h, 3).sum(),
        np.ones(2), begin, grad=True, target="numpy",
    )  # fmt: skip
    plain = lambda w, h: autograd.tanh(w * autograd.tanh(w * autograd.tanh(w * h))).sum()  # noqa: E731
    value, slopes = f(np.array([0.5, -1.5]), begin)
    at = (np.array([0.5, -1.5]), begin)
    assert value == pytest.approx(float(plain(*map(Tensor, at)).data), rel=1e-14)
    for slope, right in zip(slopes, grad(plain, (0, 1))(*at), strict=True):
        np.testing.assert_allclose(slope, right, rtol=1e-13)


def test_only_what_is_read_is_kept():
    step = lambda c, x: ((sin(c[0]) + x * c[1], c[1] * 0.5), c[0])  # noqa: E731
    run = lambda p: scan(step, (p, p), [1.0, 2.0, 3.0])  # noqa: E731
    assert "kept" not in compile(lambda p: run(p)[0][0]).source
    assert compile(lambda p: run(p)[1][2]).source.count("[None]") == 1


def test_a_domain_that_is_left_gives_what_ieee_arithmetic_gives():
    f = compile(lambda p: repeat(lambda c: 1.0 / (c - p), 0.0, 3), grad=True)
    value, (slope,) = f(0.0)
    assert (value, slope != slope or abs(slope) == float("inf")) == (float("inf"), True)


def test_a_choice_leaves_no_nan_behind():
    f = lambda p: repeat(lambda c: autograd.where(c > 0, c, autograd.sqrt(c)) + p, -0.0, 3)  # noqa: E731
    plain = lambda p: unrolled(  # noqa: E731
        lambda c, x: (autograd.where(c > 0, c, autograd.sqrt(c)) + p, None), -0.0, [1.0] * 3
    )[0]
    assert compile(f, grad=True)(2.0) == compile(plain, grad=True)(2.0)


def test_an_equation_in_time_is_a_program():
    f = lambda rate: odeint(lambda y, t: rate * y, 1.0, [0.0, 0.5, 1.0], substeps=4)[2]  # noqa: E731
    value, (slope,) = compile(f, grad=True)(-0.7)
    assert value == float(f(Value(-0.7)).data)
    assert slope == pytest.approx(float(grad(f)(-0.7)), rel=1e-13)


def test_a_machine_without_loops_says_what_is_too_long():
    f = lambda p: repeat(lambda c: c * p + 1.0, p, 200_000)  # noqa: E731
    with pytest.raises(
        OperandError, match=r"repeat cannot be compiled to native, .* written out it"
    ):
        compile(f, target="native")


def test_an_if_in_a_step_is_refused_with_advice():
    with pytest.raises(OperandError, match=re.escape("write where(condition, a, b) instead of if")):
        compile(lambda p: repeat(lambda c: c if c > 0 else p, p, 3))


def test_numbers_agree_to_the_last_place_in_c(tmp_path):
    f = lambda p, q: [both("both")[0](p, q)]  # noqa: E731
    (row,) = MACHINES["c"](f, [list(POINT)], tmp_path)
    assert ulps(row[0], both("both")[0](*map(Value, POINT)).data) <= 4
