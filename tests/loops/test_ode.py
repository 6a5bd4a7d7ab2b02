"""`odeint`: its order, its gradients, and what it refuses."""

import math

import numpy as np
import pytest

from autograd import OperandError, ShapeError, Tensor, Value, grad, hvp, odeint, sin
from autograd.loops.ode import runge_kutta

TIMES = [0.0, 0.5, 1.0]


def test_half_a_step_has_a_sixteenth_of_the_error():
    errors = [
        abs(odeint(lambda y, t: -2.0 * t * y, 1.0, [0.0, 1.0], substeps=n)[-1] - math.exp(-1.0))
        for n in (8, 16)
    ]
    assert 14.0 < errors[0] / errors[1] < 18.0


def test_it_is_the_method_step_by_step():
    field = lambda y, t: {"a": y["b"], "b": -sin(y["a"]) + t}  # noqa: E731
    y, rows = {"a": 1.0, "b": 0.5}, []
    for t in (0.0, 0.25, 0.5, 0.75):
        rows.append(y)
        y = runge_kutta(field, y, t, 0.25)
    found = odeint(field, rows[0], [0.0, 0.25, 0.5, 0.75, 1.0])
    for key in "ab":
        assert found[key].tolist() == [float(row[key]) for row in [*rows, y]]
    assert odeint(field, rows[0], TIMES, substeps=2)["a"][-1] == pytest.approx(found["a"][-1])


def test_gradients_by_where_it_begins_and_by_what_the_field_reads():
    last = lambda rate, y: odeint(lambda y, t: rate * y, y, TIMES, substeps=20)[-1]  # noqa: E731
    e = math.exp(-0.7)
    assert grad(last, (0, 1))(-0.7, 3.0) == pytest.approx((3.0 * e, e), rel=1e-6)
    assert hvp(last, (-0.7, 3.0), (1.0, 0.0)) == pytest.approx((3.0 * e, e), rel=1e-6)
    begin = Tensor([1.0, 0.0], "begin")
    turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    odeint(lambda y, t: turn @ y, begin, [0.0, math.pi], substeps=100)[-1].sum().backward()
    np.testing.assert_allclose(begin.grad, [-1.0, -1.0], rtol=1e-7)


def test_back_in_time_is_the_way_back():
    there = odeint(lambda y, t: y * t, 1.0, [0.0, 1.0], substeps=50)[-1]
    back = odeint(lambda y, t: y * t, there, [1.0, 0.0], substeps=50)[-1]
    assert back == pytest.approx(1.0, rel=1e-8)
    assert isinstance(odeint(lambda y, t: y, Value(1.0), TIMES), Tensor)


@pytest.mark.parametrize("times", [[0.0], [0.0, 0.0], [0.0, 1.0, 0.5], ["0", 1.0], [0.0, math.nan]])
def test_times_are_numbers_in_order(times):
    with pytest.raises(OperandError, match="two numbers or more, all rising or all falling; got"):
        odeint(lambda y, t: y, 1.0, times)


def test_the_field_gives_a_rate_for_each_number():
    with pytest.raises(ShapeError, match="y has 2, and f gave 1"):
        odeint(lambda y, t: y[0], (1.0, 2.0), TIMES)


def test_substeps_are_counted():
    with pytest.raises(OperandError, match="substeps is a whole number from 1 on; got 0"):
        odeint(lambda y, t: y, 1.0, TIMES, substeps=0)
