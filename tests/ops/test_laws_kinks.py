"""Where a slope is a convention: one rule for all, the subgradient of least norm.

Elsewhere the slope continues: sqrt'(0) is inf, from either zero.
"""

import math

import numpy as np
import pytest

import autograd as ag
from autograd import Tensor, Value

inf, third = math.inf, 1.0 / 3.0

TABLE = {
    "abs at 0": (ag.abs, (0.0,), (0.0,)),
    "abs at -0": (ag.abs, (-0.0,), (0.0,)),
    "relu at 0": (ag.relu, (0.0,), (0.0,)),
    "leaky_relu at 0, the smaller slope": (ag.leaky_relu, (0.0,), (0.01,)),
    "leaky_relu at 0, steeper on the left": (lambda x: ag.leaky_relu(x, 3.0), (0.0,), (1.0,)),
    "elu at 0, alpha 1: no kink": (ag.elu, (0.0,), (1.0,)),
    "elu at 0, alpha 2": (lambda x: ag.elu(x, 2.0), (0.0,), (1.0,)),
    "elu at 0, alpha 0.5": (lambda x: ag.elu(x, 0.5), (0.0,), (0.5,)),
    "selu at 0": (ag.selu, (0.0,), (1.0507009873554805,)),
    "softsign at 0: no kink": (ag.softsign, (0.0,), (1.0,)),
    "clip at its lower end": (lambda x: ag.clip(x, 0.0, 1.0), (0.0,), (0.0,)),
    "clip at its upper end": (lambda x: ag.clip(x, 0.0, 1.0), (1.0,), (0.0,)),
    "hardtanh at 1": (ag.hardtanh, (1.0,), (0.0,)),
    "hardtanh at -1": (ag.hardtanh, (-1.0,), (0.0,)),
    "hypot at the origin": (ag.hypot, (0.0, 0.0), (0.0, 0.0)),
    "maximum of two at a tie": (ag.maximum, (2.0, 2.0), (0.5, 0.5)),
    "minimum of two at a tie": (ag.minimum, (2.0, 2.0), (0.5, 0.5)),
    "maximum of x and a number at the tie": (lambda x: ag.maximum(x, 0.0), (0.0,), (0.0,)),
    "minimum of a number and x at the tie": (lambda x: ag.minimum(0.0, x), (0.0,), (0.0,)),
    "sqrt at 0": (ag.sqrt, (0.0,), (inf,)),
    "sqrt at -0": (ag.sqrt, (-0.0,), (inf,)),
    "cbrt at 0": (ag.cbrt, (0.0,), (inf,)),
    "acos at 1": (ag.acos, (1.0,), (-inf,)),
    "acosh at 1": (ag.acosh, (1.0,), (inf,)),
    "x**0 at 0": (lambda x: x**0, (0.0,), (0.0,)),
    "x**1 at 0": (lambda x: x**1, (0.0,), (1.0,)),
    "x**n at 0, n = 0": (lambda x, n: x**n, (0.0, 0.0), (0.0, 0.0)),
    "0**n": (lambda n: 0.0**n, (2.0,), (0.0,)),
    "x**3 at -2": (lambda x: x**3, (-2.0,), (12.0,)),
    "sign and step are flat": (lambda x: ag.sign(x) + ag.step(x) + ag.floor(x), (0.0,), (0.0,)),
    "xlogy at the origin": (ag.xlogy, (0.0, 0.0), (-inf, 0.0)),
}
SEVERAL = {
    "norm of zeros": (ag.norm, [0.0, 0.0], [0.0, 0.0]),
    "max of three at a tie": (ag.max, [1.0, 1.0, 1.0], [third, third, third]),
    "max with two of three at a tie": (ag.max, [1.0, 0.0, 1.0], [0.5, 0.0, 0.5]),
    "min of three at a tie": (ag.min, [1.0, 1.0, 1.0], [third, third, third]),
    "std of equal numbers": (ag.std, [1.0, 1.0], [0.0, 0.0]),
    "logsumexp of -infs": (ag.logsumexp, [-inf, -inf], [0.5, 0.5]),
    "prod with two zeros": (ag.prod, [0.0, 0.0, 3.0], [0.0, 0.0, 0.0]),
    "prod with one zero": (ag.prod, [0.0, 2.0, 3.0], [6.0, 0.0, 0.0]),
}


@pytest.mark.parametrize("case", TABLE)
def test_slopes_of_values(case):
    f, point, slopes = TABLE[case]
    assert ag.grad(f, range(len(point)))(*point) == slopes


@pytest.mark.parametrize("case", TABLE)
def test_slopes_of_tensors(case):
    f, point, slopes = TABLE[case]
    xs = [Tensor([x, x]) for x in point]
    rows = ag.gradients(f(*xs).sum(), xs, allow_unused=True)
    assert [row.tolist() for row in rows] == [[slope, slope] for slope in slopes]


@pytest.mark.parametrize("case", SEVERAL)
def test_slopes_of_lists_of_values(case):
    f, xs, slopes = SEVERAL[case]
    assert ag.grad(lambda row: f(row))(xs) == slopes


@pytest.mark.parametrize("case", [case for case in SEVERAL if not case.startswith("prod")])
def test_slopes_along_an_axis(case):
    f, xs, slopes = SEVERAL[case]
    x = Tensor([xs, xs])
    (got,) = ag.gradients(f(x, axis=1).sum(), [x])
    assert got.tolist() == [slopes, slopes]


def test_second_slopes_at_a_kink_are_zero():
    for f in (ag.abs, ag.relu, ag.hardtanh, ag.leaky_relu, lambda x: ag.maximum(x, 0.0)):
        assert ag.grad(ag.grad(f))(0.0) == 0.0


@pytest.mark.parametrize("power", [0, 1, 2, 3])
def test_powers_are_flat_at_zero_beyond_their_order(power):
    slope = lambda x: x**power  # noqa: E731
    for order in range(1, 6):
        slope = ag.grad(slope)
        assert slope(0.0) == (math.factorial(power) if order == power else 0.0)


def test_where_keeps_the_branch_not_taken_out_of_the_graph():
    x = Value(0.0)
    y = ag.where(x > 0, 1.0 / (x + 1.0), x + 1.0)
    assert [arg.op.name for arg in y.args] == ["add"]
    assert ag.gradients(y, [x]) == [1.0]


def test_a_masked_element_brings_no_nan_whatever_the_branch_not_taken_holds():
    x = Tensor([0.0, 4.0])
    y = ag.where(x.data > 0, ag.log(x) / x, x)
    (slope,) = ag.gradients(y.sum(), [x])
    assert slope[0] == 1.0
    assert slope[1] == pytest.approx((1.0 - math.log(4.0)) / 16.0)
    assert np.isfinite(slope).all()
