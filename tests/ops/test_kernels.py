"""What kernels give at edges, on floats and arrays, and the two forms of one at the same numbers.

That they are right to 4 ulp over all floats is seen in what is made of them: `test_accuracy.py`.
"""

import math
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from autograd.kernels import (
    activation,
    arrays,
    edges,
    floats,
    gamma,
    gaussian,
    inverse,
    logistic,
    logsumexp,
    polygamma,
    powers,
    sinc,
)

mp.dps = 50
inf, nan = math.inf, math.nan
LARGEST = sys.float_info.max


CONVENTIONS = [
    # kernel, arguments, value on floats and arrays
    (powers.cbrt, (-inf,), -inf),
    (powers.cbrt, (-0.0,), -0.0),
    (powers.power, (0.0, 0.0), 1.0),
    (powers.power_dx, (0.0, 0.0), 0.0),
    (powers.power_dx, (0.0, 1.0), 1.0),
    (powers.power_dx, (0.0, 2.0), 0.0),
    (powers.power_dx, (-0.0, 0.5), inf),
    (powers.power_dx, (0.0, 0.1), inf),
    (powers.power_dx, (nan, 2.0), nan),
    (powers.power_dy, (0.0, 0.0), 0.0),
    (powers.power_dy, (0.0, 2.0), 0.0),
    (powers.power_dy, (-2.0, 3.0), nan),
    (powers.power_dy, (nan, 3.0), nan),
    (edges.xlogy, (0.0, 0.0), 0.0),
    (edges.xlogy, (0.0, nan), nan),
    (inverse.hypot_dx, (0.0, 0.0), 0.0),
    (inverse.hypot_dx, (1.7e308, 1.7e308), math.sqrt(0.5)),
    (inverse.atan2_dy, (0.0, 0.0), nan),
    (logistic.sigmoid, (-inf,), 0.0),
    (logistic.sigmoid, (nan,), nan),
    (logistic.softplus, (inf,), inf),
    (logistic.softplus, (-inf,), 0.0),
    (logistic.logit_prime, (0.0,), inf),
    (logistic.logit_prime, (1.5,), nan),
    (logistic.logaddexp, (inf, inf), inf),
    (logistic.logaddexp, (-inf, -inf), -inf),
    (logistic.logaddexp_da, (inf, inf), 0.5),
    (logistic.logaddexp_da, (-inf, -inf), 0.5),
    (logistic.logaddexp_da, (inf, 0.0), 1.0),
    (logistic.logaddexp_da, (-inf, 0.0), 0.0),
    (activation.relu, (nan,), nan),
    (activation.elu_prime, (0.0, 0.5), 0.5),
    (activation.elu_prime, (0.0, -1.0), 0.0),
    (activation.leaky_relu_prime, (0.0, 0.01), 0.01),
    (activation.leaky_relu_prime, (nan, 0.01), nan),
    (activation.selu_prime, (0.0,), activation.SELU_SCALE),
    (sinc.sinc, (0.0,), 1.0),
    (sinc.sinc, (4.0,), 0.0),
    (gaussian.ndtr, (-inf,), 0.0),
    (gaussian.erfc, (-inf,), 2.0),
    (gamma.digamma, (inf,), inf),
    (gamma.lgamma, (nan,), nan),
]


CONVENTIONS += [
    (gamma.lgamma, (-3.0,), inf),
    (gamma.digamma, (0.0,), nan),
    (gamma.digamma, (-3.0,), nan),
]


@pytest.mark.parametrize("m", [floats, arrays], ids=["floats", "arrays"])
@pytest.mark.parametrize(("kernel", "arguments", "value"), CONVENTIONS)
def test_convention(kernel, arguments, value, m):
    arguments = arguments if m is floats else tuple(map(np.float64, arguments))
    with np.errstate(all="ignore"):
        got = kernel(*arguments, m)
    assert got == pytest.approx(value, rel=1e-15, abs=0.0, nan_ok=True)
    assert math.isnan(value) or math.copysign(1, got) == math.copysign(1, value)


OUTSIDE = [
    (powers.rsqrt, (-1.0,), nan),
    (powers.power, (-8.0, 1 / 3), nan),
    (logistic.logit, (1.5,), nan),
]


@pytest.mark.parametrize(("kernel", "arguments", "value"), OUTSIDE)
def test_outside_the_domain_floats_raise_and_arrays_are_ieee(kernel, arguments, value):
    with pytest.raises((ValueError, ZeroDivisionError)):
        kernel(*arguments, floats)
    with np.errstate(all="ignore"):
        got = kernel(*(np.array([a]) for a in arguments), arrays)
    assert got[0] == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize("x", [-1e-300, -0.01, -0.3, -0.5, -0.999999, -1.5, -7.25, -20.4, -100.7])
def test_gamma_family_left_of_zero(x):
    """By reflection, which loses digits only next to a root: there the error is absolute."""
    for got, exact in [
        (gamma.lgamma(x, floats), mp.loggamma(x).real),
        (gamma.digamma(x, floats), mp.digamma(x)),
        (polygamma.polygamma(1, x, floats), mp.psi(1, x)),
        (polygamma.polygamma(2, x, floats), mp.psi(2, x)),
    ]:
        in_range = abs(exact) <= LARGEST
        expected = float(exact) if in_range else math.copysign(inf, exact)
        assert got == pytest.approx(expected, rel=3e-15, abs=1e-14)


INFINITE_ROWS = [[-inf, -inf, -inf], [inf, 0.0, 1.0], [inf, inf, 0.0], [1.0, 2.0, 2.0]]


@pytest.mark.parametrize("row", INFINITE_ROWS)
def test_logsumexp_along_an_axis_agrees_with_the_sequence(row):
    block = np.array([row, row]).T
    value, weights = logsumexp.logsumexp(row, floats), logsumexp.logsumexp_weights(row, floats)
    with np.errstate(all="ignore"):
        assert logsumexp.logsumexp_along(block, 0, arrays).tolist() == [[value, value]]
        assert logsumexp.logsumexp_weights_along(block, 0, arrays)[:, 1].tolist() == weights
        soft = logsumexp.softmax_along(block, 0, arrays)[:, 0]
    np.testing.assert_array_equal(soft, logsumexp.softmax(row, floats))
    assert sum(weights) == pytest.approx(1.0)


@given(st.floats())
def test_the_quick_forms_on_floats_have_the_bits_of_the_kernels(x):
    assert repr(logistic.sigmoid_of_floats(x)) == repr(logistic.sigmoid(x, floats))
    assert repr(logistic.sigmoid_prime_of_floats(x)) == repr(logistic.sigmoid_prime(x, floats))
    assert repr(powers.power_dx_of_floats(x, 2.0)) == repr(2.0 * x)
