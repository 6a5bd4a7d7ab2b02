"""Every kernel against 50-digit arithmetic, over the whole float64 domain, on floats and arrays.

A case names a kernel, the exact function and where to sample it. The error is counted in units in
the last place (ulp) of the exact value. Next to a root of a sum, no formula in floats can keep
relative accuracy: such a case gives a ``scale``, the size of the larger summand, and the error is
counted in ulps of that. The same holds for the last floats before underflow of gelu and its kin,
where a subnormal density times x is a normal number.

``python tests/ops/test_kernels.py [points]`` prints the worst error of every case.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from autograd.kernels import (
    activation,
    arrays,
    edges,
    floats,
    gamma,
    gaussian,
    hyperbolic,
    inverse,
    logistic,
    logsumexp,
    powers,
    sinc,
)

mp.dps = 50
inf, nan = math.inf, math.nan
Points = list[tuple[float, ...]]

# ------------------------------------------------------------------------------------------------
# Where to sample


def logs(rng: random.Random, n: int, low: float = 5e-324, high: float = 1.79e308) -> list[float]:
    """Log-uniform magnitudes."""
    a, b = math.log10(low), math.log10(high)
    return [float(10 ** mpf(rng.uniform(a, b))) for _ in range(n)]


LANDMARKS = (
    [0.0, 5e-324, 2.0**-1022, 1e-300, 1e-160, 1e-20, 2.0**-53, 1e-8, 1e-3, 0.25, 0.5, 0.75, 1.0]
    + [1 - 2.0**-53, 1 + 2.0**-52, 1.5, 2.0, 3.0, 6.0, 10.0, 20.0, 30.0, 36.7, 40.0, 100.0, 354.9]
    + [700.0, 708.3, 709.7, 744.0, 745.2, 1000.0, 1e8, 2.0**53, 1e20, 1e155, 1e200, 1.79e308]
)


def real(rng: random.Random, n: int) -> Points:
    """The whole line: landmarks, log-uniform magnitudes, and the stretches where things happen."""
    xs = logs(rng, n // 4) + logs(rng, n // 4, 1e-6, 800.0)
    xs = [rng.choice((-1, 1)) * x for x in xs]
    xs += [rng.uniform(-reach, reach) for reach in (4, 40) for _ in range(n // 4)]
    return [(x,) for x in xs + LANDMARKS + [-x for x in LANDMARKS]]


def positive(rng: random.Random, n: int) -> Points:
    return [(abs(x),) for (x,) in real(rng, n) if x]


def between(low: float, high: float) -> Callable[[random.Random, int], Points]:
    """A finite interval: uniform inside, log-uniform towards both ends and towards 0."""

    def sample(rng: random.Random, n: int) -> Points:
        xs = [rng.uniform(low, high) for _ in range(n // 2)]
        for d in logs(rng, n // 4, 1e-17, 1.0):
            xs += [low + d * (high - low), high - d * (high - low)]
        xs += [x * s for x in logs(rng, n // 8) for s in (1, -1)]
        return [(x,) for x in [*xs, *LANDMARKS] if low < x < high]

    return sample


def plane(rng: random.Random, n: int) -> Points:
    """Pairs of any two magnitudes, and pairs of the same."""
    a, b = logs(rng, n), logs(rng, n)
    near = [(x, x * rng.uniform(0.1, 10)) for x in logs(rng, n, 1e-322, 1e307)]
    signs = [(rng.choice((-1, 1)), rng.choice((-1, 1))) for _ in range(2 * n)]
    return [
        (s * x, t * y)
        for (s, t), (x, y) in zip(signs, [*zip(a, b, strict=True), *near], strict=True)
    ]


def line_pairs(rng: random.Random, n: int) -> Points:
    """Pairs of logarithms: the same scale, and very different."""
    pairs = [(rng.uniform(-800, 800), rng.uniform(-800, 800)) for _ in range(n)]
    for _ in range(n):
        x = rng.uniform(-1e4, 1e4)
        pairs.append((x, x + rng.uniform(-40, 40)))
    for x, y in zip(logs(rng, n), logs(rng, n), strict=True):
        pairs += [(x, -y), (-x, y)]
    return pairs


COMMON_EXPONENTS = (2.0, 3.0, -1.0, 0.5, 0.1, 1.5, -0.5, 1 / 3)


def powers_of_positive(rng: random.Random, n: int) -> Points:
    """(x, y), x > 0, with x**y mostly in range, and exponents that people write."""
    points: Points = []
    for x in logs(rng, n):
        reach = 800 / max(abs(math.log(x)), 1e-17)
        points += [(x, rng.uniform(-reach, reach)), (x, rng.choice(COMMON_EXPONENTS))]
    for d in logs(rng, n // 2, 1e-16, 0.5):
        for x in (1 + d, 1 - d):
            points.append((x, rng.uniform(-740, 740) / math.log(x) if x != 1 else 7.0))
    return points + [(x, y) for (x, _) in points[:n] for y in (rng.uniform(-3, 3),)]


def powers_of_negative(rng: random.Random, n: int) -> Points:
    return [(-x, float(rng.randint(-20, 20))) for x in logs(rng, n, 1e-20, 1e20)]


# ------------------------------------------------------------------------------------------------
# The table


@dataclass(frozen=True)
class Case:
    """A kernel, the exact function it stands for, where to sample, and how errors are counted."""

    name: str
    kernel: Callable[..., object]
    exact: Callable[..., mpf]
    sample: Callable[[random.Random, int], Points] = real
    scale: Callable[..., mpf] | None = None
    limit: float = 4.0


def tanh_half(x: mpf) -> mpf:
    return mp.tanh(x / 2)


def sigmoid(x: mpf) -> mpf:
    return 1 / (1 + mp.exp(-x)) if x > 0 else mp.exp(x) / (1 + mp.exp(x))


def softplus(x: mpf) -> mpf:
    return max(x, mpf(0)) + mp.log1p(mp.exp(-abs(x)))


def erfc(x: mpf) -> mpf:
    return mp.erfc(x) if x < 1e4 else mpf(0)


def phi(x: mpf) -> mpf:
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def ndtr(x: mpf) -> mpf:
    return erfc(-x / mp.sqrt(2)) / 2


def log_ndtr(x: mpf) -> mpf:
    if x < -1e4:
        return -x * x / 2 - mp.log(-x) - mp.log(2 * mp.pi) / 2 - 1 / x**2
    return mp.log(ndtr(x)) if x < 0 else mp.log1p(-ndtr(-x))


def mills(x: mpf) -> mpf:
    return -x - 1 / x if x < -1e15 else mp.exp(mp.log(phi(x)) - log_ndtr(x))


def gelu_tanh_argument(x: mpf) -> mpf:
    return 2 * mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3)


def gelu_tanh_gate_prime(x: mpf) -> mpf:
    v = gelu_tanh_argument(x)
    slope = 2 * mp.sqrt(2 / mp.pi) * (1 + 3 * mpf("0.044715") * x**2)
    return sigmoid(v) * sigmoid(-v) * slope


def mish_gate(x: mpf) -> mpf:
    return mp.tanh(softplus(x))


def mish_gate_prime(x: mpf) -> mpf:
    return sigmoid(x) / mp.cosh(softplus(x)) ** 2


def partial_power(n: int) -> Callable[[mpf, mpf], mpf]:
    return lambda x, y: mp.fprod(y - k for k in range(n)) * mp.power(x, y - n)


def logaddexp(a: mpf, b: mpf) -> mpf:
    return max(a, b) + mp.log1p(mp.exp(-abs(a - b)))


def sinc_slope(x: mpf) -> mpf:
    if abs(x) < mpf("1e-15"):
        return -(mp.pi**2) * x / 3
    return (mp.cospi(x) - mp.sincpi(x)) / x


def sinc_curvature(x: mpf) -> mpf:
    if abs(x) < mpf("1e-12"):
        return -(mp.pi**2) / 3 + mp.pi**4 * x**2 / 10
    return -(mp.pi**2) * mp.sincpi(x) - 2 * sinc_slope(x) / x


FAINT = mpf(2) ** -1010  # 1e-304


def largest(*terms: mpf) -> mpf:
    return max(abs(t) for t in terms)


CASES = [
    # powers
    Case("exp2", powers.exp2, lambda x: mp.power(2, x)),
    Case("square", powers.square, lambda x: x * x),
    Case("reciprocal", powers.reciprocal, lambda x: 1 / x, positive),
    Case("log_prime", powers.log_prime, lambda x: 1 / x, positive),
    Case("sqrt_prime", powers.sqrt_prime, lambda x: 1 / (2 * mp.sqrt(x)), positive),
    Case("rsqrt", powers.rsqrt, lambda x: 1 / mp.sqrt(x), positive),
    Case("cbrt", powers.cbrt, lambda x: mp.sign(x) * mp.cbrt(abs(x))),
    Case("cbrt_prime", powers.cbrt_prime, lambda x: 1 / (3 * mp.cbrt(x) ** 2), positive),
    Case("power", powers.power, mp.power, powers_of_positive),
    Case("power_dx", powers.power_dx, partial_power(1), powers_of_positive),
    Case("power_dx, x < 0", powers.power_dx, partial_power(1), powers_of_negative),
    Case("power_dxn 2", lambda x, y, m: powers.power_dxn(x, y, 2, m), partial_power(2),
         powers_of_positive),
    Case("power_dxn 2, x < 0", lambda x, y, m: powers.power_dxn(x, y, 2, m), partial_power(2),
         powers_of_negative),
    Case("power_dxn 3", lambda x, y, m: powers.power_dxn(x, y, 3, m), partial_power(3),
         powers_of_positive),
    Case("power_dy", powers.power_dy, lambda x, y: mp.power(x, y) * mp.log(x), powers_of_positive),
    Case("xlogy", edges.xlogy, lambda x, y: x * mp.log(y),
         lambda rng, n: [(x, abs(y)) for x, y in plane(rng, n)]),
    Case("xlogy_dx", edges.xlogy_dx, lambda x, y: mp.log(y),
         lambda rng, n: [(x, abs(y)) for x, y in plane(rng, n)]),
    Case("xlogy_dy", edges.xlogy_dy, lambda x, y: x / y,
         lambda rng, n: [(x, abs(y)) for x, y in plane(rng, n)]),
    # inverse
    Case("asin_prime", inverse.asin_prime, lambda x: 1 / mp.sqrt(1 - x * x), between(-1, 1)),
    Case("atan_prime", inverse.atan_prime, lambda x: 1 / (1 + x * x)),
    Case("asinh_prime", inverse.asinh_prime, lambda x: 1 / mp.sqrt(1 + x * x)),
    Case("acosh_prime", inverse.acosh_prime, lambda x: 1 / mp.sqrt((x - 1) * (x + 1)),
         lambda rng, n: [(1 + x,) for (x,) in positive(rng, n) if x > 2e-16]),
    Case("atanh_prime", inverse.atanh_prime, lambda x: 1 / ((1 - x) * (1 + x)), between(-1, 1)),
    Case("hypot_dx", inverse.hypot_dx, lambda x, y: x / mp.sqrt(x * x + y * y), plane),
    Case("hypot_dxy", inverse.hypot_dxy, lambda x, y: -x * y / mp.hypot(x, y) ** 3, plane),
    Case("atan2_dy", inverse.atan2_dy, lambda y, x: x / (x * x + y * y), plane),
    Case("atan2_dx", inverse.atan2_dx, lambda y, x: -y / (x * x + y * y), plane),
    # hyperbolic
    Case("sech", hyperbolic.sech, mp.sech),
    Case("sech2", hyperbolic.sech2, lambda x: mp.sech(x) ** 2),
    Case("csch2", hyperbolic.csch2, lambda x: mp.csch(x) ** 2, positive),
    Case("sec2", hyperbolic.sec2, lambda x: mp.sec(x) ** 2),
    # logistic
    Case("sigmoid", logistic.sigmoid, sigmoid),
    Case("sigmoid_prime", logistic.sigmoid_prime, lambda x: sigmoid(x) * sigmoid(-x)),
    Case("softplus", logistic.softplus, softplus),
    Case("log_sigmoid", logistic.log_sigmoid, lambda x: -softplus(-x)),
    Case("logit", logistic.logit, lambda p: mp.log(p / (1 - p)), between(0, 1)),
    Case("logit_prime", logistic.logit_prime, lambda p: 1 / (p * (1 - p)), between(0, 1)),
    Case("logaddexp", logistic.logaddexp, logaddexp, line_pairs,
         lambda a, b: largest(logaddexp(a, b), max(a, b) if max(a, b) < 0 else 0)),
    Case("logaddexp_da", logistic.logaddexp_da, lambda a, b: sigmoid(a - b), line_pairs),
    Case("logsumexp", lambda *xs_m: logsumexp.logsumexp(xs_m[:-1], xs_m[-1]), logaddexp, line_pairs,
         lambda a, b: largest(logaddexp(a, b), max(a, b) if max(a, b) < 0 else 0)),
    Case("logsumexp_weights", lambda *xs_m: logsumexp.logsumexp_weights(xs_m[:-1], xs_m[-1])[0],
         lambda a, b: sigmoid(a - b), line_pairs),
    # gaussian
    Case("erf", gaussian.erf, lambda x: mp.erf(x) if abs(x) < 1e3 else mp.sign(x)),
    Case("erfc", gaussian.erfc, erfc),
    Case("erf_prime", gaussian.erf_prime, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x)),
    Case("normal_pdf", gaussian.normal_pdf, phi),
    Case("ndtr", gaussian.ndtr, ndtr),
    Case("log_ndtr", gaussian.log_ndtr, log_ndtr),
    Case("log_ndtr_prime", gaussian.log_ndtr_prime, mills),
    # gamma
    Case("lgamma", gamma.lgamma, mp.loggamma, positive),
    Case("digamma", gamma.digamma, mp.digamma, positive),
    Case("polygamma 1", lambda x, m: gamma.polygamma(1, x, m), lambda x: mp.psi(1, x), positive),
    Case("polygamma 2", lambda x, m: gamma.polygamma(2, x, m), lambda x: mp.psi(2, x), positive),
    Case("polygamma 3", lambda x, m: gamma.polygamma(3, x, m), lambda x: mp.psi(3, x), positive),
    # activation
    Case("relu", activation.relu, lambda x: max(x, mpf(0))),
    Case("leaky_relu", lambda x, m: activation.leaky_relu(x, 0.01, m),
         lambda x: x if x > 0 else x * mpf(0.01)),
    Case("elu", lambda x, m: activation.elu(x, 1.3, m),
         lambda x: x if x > 0 else mpf(1.3) * mp.expm1(x)),
    Case("elu_prime", lambda x, m: activation.elu_prime(x, 1.3, m),
         lambda x: mpf(1) if x >= 0 else mpf(1.3) * mp.exp(x)),
    Case("selu", activation.selu, lambda x: activation.SELU_SCALE * (
        x if x > 0 else activation.SELU_ALPHA * mp.expm1(x))),
    Case("selu_prime", activation.selu_prime, lambda x: mpf(activation.SELU_SCALE) * (
        1 if x >= 0 else activation.SELU_ALPHA * mp.exp(x))),
    Case("softsign", activation.softsign, lambda x: x / (1 + abs(x))),
    Case("softsign_prime", activation.softsign_prime, lambda x: 1 / (1 + abs(x)) ** 2),
    Case("silu", activation.silu, lambda x: x * sigmoid(x)),
    Case("silu_prime", activation.silu_prime, lambda x: sigmoid(x) * (1 + x * sigmoid(-x)),
         scale=lambda x: largest(sigmoid(x), x * sigmoid(x) * sigmoid(-x))),
    Case("gelu", activation.gelu, lambda x: x * ndtr(x)),
    Case("gelu_prime", activation.gelu_prime, lambda x: ndtr(x) + x * phi(x),
         scale=lambda x: largest(ndtr(x), x * phi(x), FAINT)),
    Case("gelu_tanh_gate", activation.gelu_tanh_gate, lambda x: sigmoid(gelu_tanh_argument(x))),
    Case("gelu_tanh_gate_prime", activation.gelu_tanh_gate_prime, gelu_tanh_gate_prime,
         scale=lambda x: largest(gelu_tanh_gate_prime(x), FAINT)),
    Case("gelu_tanh", activation.gelu_tanh, lambda x: x * sigmoid(gelu_tanh_argument(x)),
         scale=lambda x: largest(x * sigmoid(gelu_tanh_argument(x)), FAINT)),
    Case("gelu_tanh_prime", activation.gelu_tanh_prime,
         lambda x: sigmoid(gelu_tanh_argument(x)) + x * gelu_tanh_gate_prime(x),
         scale=lambda x: largest(
             sigmoid(gelu_tanh_argument(x)), x * gelu_tanh_gate_prime(x), FAINT)),
    Case("mish_gate", activation.mish_gate, mish_gate),
    Case("mish_gate_prime", activation.mish_gate_prime, mish_gate_prime),
    Case("mish", activation.mish, lambda x: x * mish_gate(x)),
    Case("mish_prime", activation.mish_prime, lambda x: mish_gate(x) + x * mish_gate_prime(x),
         scale=lambda x: largest(mish_gate(x), x * mish_gate_prime(x))),
    # sinc
    Case("sinc", sinc.sinc, lambda x: mp.sincpi(x), between(-1e4, 1e4)),
    Case("sinc_derivative 1", lambda x, m: sinc.sinc_derivative(1, x, m), sinc_slope,
         between(-60, 60), lambda x: largest(sinc_slope(x), 1 / (abs(x) + 1))),
    Case("sinc_derivative 2", lambda x, m: sinc.sinc_derivative(2, x, m), sinc_curvature,
         between(-60, 60), lambda x: largest(sinc_curvature(x), 3 / (abs(x) + 1))),
]  # fmt: skip

# ------------------------------------------------------------------------------------------------
# Counting the error

_LARGEST = mpf(sys.float_info.max)


def ulps(got: float, exact: mpf, scale: mpf) -> float:
    """The distance from got to the exact value in ulps of the scale."""
    if abs(exact) > _LARGEST:
        return 0.0 if got == math.copysign(inf, exact) or abs(got) == _LARGEST else inf
    if not math.isfinite(got):
        return 0.0 if abs(exact) > _LARGEST * (1 - mpf(2) ** -51) and abs(got) == inf else inf
    return float(abs(mpf(got) - exact) / mpf(math.ulp(float(min(scale, _LARGEST)))))


def worst(case: Case, values: Iterable[float], points: Points) -> tuple[float, tuple[float, ...]]:
    """The largest error over the points, and where it is."""
    found = (0.0, ())
    for value, point in zip(values, points, strict=True):
        numbers = [mpf(x) for x in point]
        exact = case.exact(*numbers)
        scale = abs(case.scale(*numbers)) if case.scale else abs(exact)
        found = max(found, (ulps(float(value), exact, scale), point), key=lambda pair: pair[0])
    return found


def on_floats(case: Case, points: Points) -> list[float]:
    """The kernel on each point; an overflow that math reports is the infinity it stands for."""

    def value(point: tuple[float, ...]) -> float:
        try:
            return case.kernel(*point, floats)
        except OverflowError:
            return math.copysign(inf, case.exact(*map(mpf, point)))

    return [value(point) for point in points]


def on_arrays(case: Case, points: Points) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.asarray(case.kernel(*np.array(points).T, arrays))


def points_of(case: Case, n: int) -> Points:
    return case.sample(random.Random(case.name), n)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_kernel_is_accurate_on_floats(case):
    points = points_of(case, 300)
    error, point = worst(case, on_floats(case, points), points)
    assert error <= case.limit, f"{case.name}{point} is off by {error:.2f} ulp"


@pytest.mark.board
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_kernel_is_accurate_on_arrays(case):
    points = points_of(case, 300)
    error, point = worst(case, on_arrays(case, points), points)
    assert error <= case.limit, f"{case.name}{point} is off by {error:.2f} ulp"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_kernel_takes_numpy_scalars(case):
    point = (0.3, 0.7)[: len(case.sample(random.Random(0), 8)[0])]
    point = tuple(np.float64(x + case.name.startswith("acosh")) for x in point)
    got = case.kernel(*point, arrays)
    assert isinstance(got, float)
    assert got == pytest.approx(case.kernel(*map(float, point), floats), rel=1e-14)


CONVENTIONS = [
    # kernel, arguments, value on floats and arrays
    (powers.log_prime, (0.0,), inf),
    (powers.log_prime, (-1.0,), nan),
    (powers.sqrt_prime, (-0.0,), inf),
    (powers.cbrt, (-inf,), -inf),
    (powers.cbrt, (-0.0,), -0.0),
    (powers.cbrt_prime, (0.0,), inf),
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
    (edges.xlogy_dx, (0.0, 0.0), -inf),
    (edges.xlogy_dy, (0.0, 0.0), 0.0),
    (inverse.asin_prime, (-1.0,), inf),
    (inverse.acosh_prime, (1.0,), inf),
    (inverse.atanh_prime, (1.0,), inf),
    (inverse.atanh_prime, (2.0,), nan),
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
    (activation.hardtanh_prime, (1.0,), 0.0),
    (sinc.sinc, (0.0,), 1.0),
    (sinc.sinc, (4.0,), 0.0),
    (gaussian.ndtr, (-inf,), 0.0),
    (gaussian.erfc, (-inf,), 2.0),
    (gamma.digamma, (inf,), inf),
    (gamma.lgamma, (nan,), nan),
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
    (powers.sqrt_prime, (-1.0,), nan),
    (powers.power, (-8.0, 1 / 3), nan),
    (inverse.asin_prime, (2.0,), nan),
    (inverse.acosh_prime, (0.5,), nan),
    (hyperbolic.csch2, (0.0,), inf),
    (logistic.logit, (1.5,), nan),
    (gamma.lgamma, (-3.0,), inf),
    (gamma.digamma, (0.0,), nan),
    (gamma.digamma, (-3.0,), nan),
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
        (gamma.polygamma(1, x, floats), mp.psi(1, x)),
        (gamma.polygamma(2, x, floats), mp.psi(2, x)),
    ]:
        in_range = abs(exact) <= _LARGEST
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


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    names = sys.argv[2:]
    for case in CASES:
        if names and case.name not in names:
            continue
        points = points_of(case, size)
        a = worst(case, on_floats(case, points), points)
        b = worst(case, on_arrays(case, points), points)
        print(f"{case.name:24} {a[0]:8.2f} {b[0]:8.2f}   at {a[1]} {b[1]}", flush=True)
