"""log |Gamma| and its derivative.

Both start from a polynomial on [1, 3] with the roots taken out, so nothing is lost near them;
recurrences lead there and Stirling's series takes over at 12. Negative arguments are reflected.
NumPy has none of these, so arrays are computed element by element.

>>> from autograd.kernels import floats
>>> lgamma(1.0 + 2.0**-50, floats), digamma(1.0, floats)
(-5.126704970783998e-16, -0.5772156649015329)
"""

from __future__ import annotations

import math

from autograd.kernels.backend import Backend, Number
from autograd.kernels.polynomial import horner as generic_horner

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


def horner(coefficients: tuple[float, ...], t: float) -> float:
    """Horner's scheme on floats, which is all this module computes with."""
    value: float = generic_horner(coefficients, t)
    return value


def lgamma(x: Number, backend: Backend) -> Number:
    """``log |Gamma(x)|``, x not in {0, -1, -2, ...} (ValueError; inf in arrays).

    Derivative digamma(x).
    """
    return backend.map_floats(_lgamma, x, pole=math.inf)


def digamma(x: Number, backend: Backend) -> Number:
    """The derivative of lgamma, x not in {0, -1, -2, ...} (ValueError; nan in arrays).

    Derivative polygamma(1, x).
    """
    return backend.map_floats(digamma_of_floats, x)


def _lgamma(x: float) -> float:
    if x < 0.5:
        return _lgamma_left(x)
    if x < 1.0:
        # lgamma(x + 1) - log(x), with the factor (x + 1 - 2) taken from x itself, exactly
        return x * (x - 1.0) * horner(_LGAMMA, x - 1.0) - math.log(x)
    if x < 3.0:
        return (x - 1.0) * (x - 2.0) * horner(_LGAMMA, x - 2.0)
    if x < LARGE:
        product = 1.0
        while x >= 3.0:
            x -= 1.0
            product *= x
        return math.log(product) + (x - 1.0) * (x - 2.0) * horner(_LGAMMA, x - 2.0)
    if x > 1e306:  # the product below may overflow although half of it does not
        return x * (math.log(x) - 1.0)
    return (x - 0.5) * (math.log(x) - 1.0) + (0.4189385332046727 + _stirling_sum(x))


def _lgamma_left(x: float) -> float:
    """lgamma for x < 1/2: the recurrence near 0, Euler's reflection beyond -1/2."""
    if x > 0.0:
        return x * (x - 1.0) * horner(_LGAMMA, x - 1.0) - math.log(x)
    if -0.5 < x < 0.0:
        return x * (x + 1.0) * horner(_LGAMMA, x) - math.log1p(x) - math.log(-x)
    if x == -math.inf:
        return math.inf
    distance = to_nearest_integer(x)
    return math.log(math.pi / abs(x * math.sin(math.pi * distance))) - _lgamma(-x)


def _stirling_sum(x: float) -> float:
    """1/(12x) - 1/(360x**3) + ...: Abramowitz and Stegun 6.1.41, without the constant."""
    r = 1.0 / x
    s = r * r
    total = 0.0
    for k in range(len(_STIRLING)):
        total = total * s + _STIRLING[k] / (2 * (len(_STIRLING) - k) - 1)
    return total * r


def to_nearest_integer(x: float) -> float:
    """x minus its nearest integer, exact; poles of the gamma function are errors."""
    distance = x - round(x)
    if distance == 0.0:
        raise ValueError(f"the gamma function has a pole at {x}")
    return distance


def digamma_of_floats(x: float) -> float:
    """`digamma` of a float."""
    if x < 0.5:
        if 0.0 < abs(x) < 0.25:
            return digamma_of_floats(1.0 + x) - 1.0 / x
        if x > 0.0:
            return _digamma_near(1.0 + x) - 1.0 / x
        if x == -math.inf:
            return math.nan
        return digamma_of_floats(1.0 - x) - math.pi * cotangent_of_turns(to_nearest_integer(x))
    if x < 1.0:
        return _digamma_near(1.0 + x) - 1.0 / x
    if x < LARGE:
        total = 0.0
        while x >= 3.0:
            x -= 1.0
            total += 1.0 / x
        return total + _digamma_near(x)
    if x == math.inf:
        return x
    r = 1.0 / x
    return math.log(x) - (0.5 * r + r * r * horner(_STIRLING, r * r))


def cotangent_of_turns(d: float) -> float:
    """``cot(pi d)`` for |d| <= 1/2, exactly 0 at the ends."""
    if abs(d) < 0.25:
        return 1.0 / math.tan(math.pi * d)
    return math.copysign(math.tan(math.pi * (0.5 - abs(d))), d)


def _digamma_near(x: float) -> float:
    """digamma on [1, 3]."""
    return ((x - _ROOT) - _ROOT_REST) * horner(_DIGAMMA, x - 2.0)
