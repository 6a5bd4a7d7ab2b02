"""log |Gamma| and its derivative.

Both start from a polynomial on [1, 3] with the roots taken out, so nothing is lost near them;
recurrences lead there and Stirling's series takes over at 12. Negative arguments are reflected.

>>> from autograd.kernels import floats
>>> lgamma(1.0 + 2.0**-50, floats), digamma(1.0, floats)
(-5.126704970783998e-16, -0.5772156649015329)
"""

from __future__ import annotations

import math

from autograd.kernels import floats
from autograd.kernels.backend import Backend, Number
from autograd.kernels.polynomial import horner

# lgamma(2 + t) / ((t + 1) t) for |t| <= 1.
_LGAMMA = (
    4.2453673576593125e-10, -8.190037783551156e-10, -1.38994451662441e-09, 2.4694237633377504e-09,
    4.927878685807231e-09, -8.952022836709702e-09, -7.603161817337265e-10, -7.860744687083056e-10,
    2.6247261052647615e-08, -5.2038665332275675e-08, 8.745972665553556e-08, -1.861315818147291e-07,
    4.055632887824375e-07, -8.554816957122729e-07, 1.8074596187759183e-06, -3.846514242663473e-06,
    8.22234752455359e-06, -1.76618554743359e-05, 3.816886281372433e-05, -8.30950999467849e-05,
    0.0001825526419770573, -0.0004057073999387517, 0.0009153769220606788, -0.0021081308338291313,
    0.004998641164703877, -0.012384192193374355, 0.03296500062115574, -0.1003173016743539,
    0.42278433509846713,
)  # fmt: skip

# digamma(2 + t) / (2 + t - root) for |t| <= 1, where root is digamma's positive zero.
_DIGAMMA = (
    2.944930002207525e-09, -5.495315942645068e-09, -1.183257077685753e-08, 2.070604694120438e-08,
    3.846913846622345e-08, -6.695140151139414e-08, -3.299171559966835e-08, 4.594744120460249e-08,
    1.3990472099665014e-07, -2.532281805799342e-07, 2.8091189744546605e-07, -5.864278463317367e-07,
    1.3308629411671011e-06, -2.645871409092003e-06, 5.212445133891106e-06, -1.0435770943228892e-05,
    2.091081451447697e-05, -4.184787693054116e-05, 8.377508659378348e-05, -0.00016781483194783505,
    0.0003364331278986385, -0.0006753134209495447, 0.0013581421098813344, -0.0027395728785465467,
    0.005552254176536144, -0.011338432553570059, 0.023447309597549766, -0.04955103291766727,
    0.10899991701762858, -0.26073895468300146, 0.7853075386041053,
)  # fmt: skip
_ROOT, _ROOT_REST = 1.4616321449683622, 9.549995429965697e-17

# B(2k)/(2k) for k = 1 ... 8, highest first.
_STIRLING = (
    -0.4432598039215686, 0.08333333333333333, -0.021092796092796094, 0.007575757575757576,
    -0.004166666666666667, 0.003968253968253968, -0.008333333333333333, 0.08333333333333333,
)  # fmt: skip
LARGE = 12.0


_LOG_PI_TERM = 0.4189385332046727


def lgamma(x: Number, backend: Backend) -> Number:
    """``log |Gamma(x)|``, x not in {0, -1, -2, ...}, where it is inf. Derivative digamma(x)."""
    left = x <= -0.5  # Euler's reflection: of -x, and of the distance to the nearest integer
    beside = (x > -0.5) & (x < 0.0)  # the recurrence, twice
    z = backend.where(left, -x, x)
    y, product = _shifted(z, backend)
    below = (z > 0.0) & (z < 1.0)
    t = backend.where(beside, x, backend.where(below, z - 1.0, y - 2.0))
    factor = backend.where(beside, x * (x + 1.0), (y - 1.0) * (y - 2.0))
    factor = backend.where(below, z * (z - 1.0), factor)
    logs = backend.log(backend.where(below, z, backend.where(beside, -x, 1.0)))
    logs = logs + backend.log1p(backend.where(beside, x, 0.0)) - backend.log(product)
    usual = factor * horner(_LGAMMA, backend.where(z < LARGE, t, 0.0)) - logs
    value = backend.where(z < LARGE, usual, _log_stirling(z, backend))
    value = backend.where(left, _log_reflected(x, backend) - value, value)
    value = backend.where((x == 0.0) | (abs(x) == backend.inf), backend.inf, value)
    return backend.where(x == x, value, x)


def _shifted(z: Number, backend: Backend) -> tuple[Number, Number]:
    """z brought below 3 by the recurrence, and the product of what it was brought down by."""
    y, product = backend.where((z >= 1.0) & (z < LARGE), z, 2.0), 1.0
    for _ in range(int(LARGE) - 3):
        high = y >= 3.0
        y = backend.where(high, y - 1.0, y)
        product = backend.where(high, product * y, product)
    return y, product


def _log_stirling(z: Number, backend: Backend) -> Number:
    """The asymptotic series, z >= 12 (Abramowitz and Stegun 6.1.41)."""
    z = backend.where(z >= LARGE, z, LARGE)
    r = 1.0 / z
    s, total = r * r, 0.0
    for k, coefficient in enumerate(_STIRLING):
        total = total * s + coefficient / (2 * (len(_STIRLING) - k) - 1)
    logarithm = backend.log(z) - 1.0
    # Near the end of the range the product may overflow although half of it does not.
    half = 0.5 * (z - 0.5) * logarithm
    return half + (half + (_LOG_PI_TERM + total * r))


def _log_reflected(x: Number, backend: Backend) -> Number:
    """log(pi/|x sin(pi x)|), inf at an integer."""
    turns = backend.where((x <= -0.5) & (abs(x) < backend.inf), x, -0.5)
    distance = turns - backend.rint(turns)
    sine = abs(turns * backend.sin(math.pi * distance))
    return backend.log(backend.divide(math.pi, sine))


def digamma(x: Number, backend: Backend) -> Number:
    """The derivative of lgamma, x not in {0, -1, -2, ...}, where it is nan.

    Derivative polygamma(1, x).
    """
    left, beside = x <= -0.25, abs(x) < 0.25
    z = backend.where(left, 1.0 - x, backend.where(beside, 1.0 + x, x))
    finite = abs(z) < backend.inf
    z = backend.where(finite, z, 1.0)
    y, total = _summed(z, backend)
    below = z < 1.0
    near = _digamma_near(backend.where(below, 1.0 + z, y))
    usual = near + backend.where(below, -1.0 / backend.where(below, z, 1.0), total)
    value = backend.where(z < LARGE, usual, _stirling(z, backend))
    value = value - backend.where(beside, 1.0 / backend.where(x == 0.0, 1.0, x), 0.0)
    turns = backend.where(left & finite, x, -0.5)
    distance = turns - backend.rint(turns)
    value = backend.where(left, value - math.pi * _cotangent(distance, backend), value)
    pole = (distance == 0.0) | (x == 0.0) | (x == -backend.inf)
    value = backend.where(pole, backend.nan, value)
    return backend.where(x == backend.inf, x, backend.where(x == x, value, x))


def _summed(z: Number, backend: Backend) -> tuple[Number, Number]:
    """z brought below 3 by the recurrence, and the sum of the reciprocals."""
    y, total = backend.where((z >= 1.0) & (z < LARGE), z, 2.0), 0.0
    for _ in range(int(LARGE) - 3):
        high = y >= 3.0
        y = backend.where(high, y - 1.0, y)
        total = total + backend.where(high, 1.0 / y, 0.0)
    return y, total


def _stirling(z: Number, backend: Backend) -> Number:
    """The asymptotic series, z >= 12 (Abramowitz and Stegun 6.3.18)."""
    z = backend.where(z >= LARGE, z, LARGE)
    r = 1.0 / z
    return backend.log(z) - (0.5 * r + r * r * horner(_STIRLING, r * r))


def _cotangent(d: Number, backend: Backend) -> Number:
    """``cot(pi d)`` for |d| <= 1/2, exactly 0 at the ends."""
    small = (abs(d) < 0.25) & (d != 0.0)
    tangent = backend.tan(math.pi * backend.where(small, d, 0.5 - abs(d)))
    return backend.where(
        small, 1.0 / backend.where(small, tangent, 1.0), backend.copysign(tangent, d)
    )


def _digamma_near(x: Number) -> Number:
    """digamma on [1, 3]."""
    return ((x - _ROOT) - _ROOT_REST) * horner(_DIGAMMA, x - 2.0)


def to_nearest_integer(x: float) -> float:
    """x minus its nearest integer, exact; poles of the gamma function are errors."""
    distance = x - round(x)
    if distance == 0.0:
        raise ValueError(f"the gamma function has a pole at {x}")
    return distance


def cotangent_of_turns(d: float) -> float:
    """``cot(pi d)`` of a float, |d| <= 1/2."""
    return float(_cotangent(d, floats))
