"""log |Gamma| and all its derivatives.

Both start from a polynomial on [1, 3] with the roots taken out, so nothing is lost near them;
recurrences lead there and Stirling's series takes over at 12. Negative arguments are reflected.
NumPy has none of these, so arrays are computed element by element.

>>> from autograd.kernels import floats
>>> lgamma(1.0 + 2.0**-50, floats), digamma(1.0, floats), polygamma(1, 1.0, floats)
(-5.126704970783998e-16, -0.5772156649015329, 1.6449340668482264)
"""

from __future__ import annotations

import functools
import math

from autograd.kernels.namespace import Namespace, Number
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

# B(2k)/(2k) for k = 1 ... 8, highest first, and B(2k)/(2k)! for k = 1 ... 13.
_STIRLING = (
    -0.4432598039215686, 0.08333333333333333, -0.021092796092796094, 0.007575757575757576,
    -0.004166666666666667, 0.003968253968253968, -0.008333333333333333, 0.08333333333333333,
)  # fmt: skip
_EULER_MACLAURIN = (
    0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07,
    2.08767569878681e-08, -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13,
    8.586062056277845e-15, -2.174868698558062e-16, 5.5090028283602295e-18,
    -1.3954464685812522e-19, 3.534707039629467e-21,
)  # fmt: skip
_LARGE = 12.0


def horner(coefficients: tuple[float, ...], t: float) -> float:
    """Horner's scheme on floats, which is all this module computes with."""
    value: float = generic_horner(coefficients, t)
    return value


def lgamma(x: Number, m: Namespace) -> Number:
    """``log |Gamma(x)|``, x not in {0, -1, -2, ...} (ValueError; inf in arrays).

    Derivative digamma(x).
    """
    return m.map_floats(_lgamma, x, pole=math.inf)


def digamma(x: Number, m: Namespace) -> Number:
    """The derivative of lgamma, x not in {0, -1, -2, ...} (ValueError; nan in arrays).

    Derivative polygamma(1, x).
    """
    return m.map_floats(_digamma, x)


def polygamma(n: int, x: Number, m: Namespace) -> Number:
    """The n-th derivative of digamma, n >= 0, x not in {0, -1, -2, ...} (ValueError; nan).

    Derivative polygamma(n + 1, x).
    """
    return m.map_floats(functools.partial(_polygamma, n), x)


def _lgamma(x: float) -> float:
    if x < 0.5:
        return _lgamma_left(x)
    if x < 1.0:
        # lgamma(x + 1) - log(x), with the factor (x + 1 - 2) taken from x itself, exactly
        return x * (x - 1.0) * horner(_LGAMMA, x - 1.0) - math.log(x)
    if x < 3.0:
        return (x - 1.0) * (x - 2.0) * horner(_LGAMMA, x - 2.0)
    if x < _LARGE:
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
    distance = _to_nearest_integer(x)
    return math.log(math.pi / abs(x * math.sin(math.pi * distance))) - _lgamma(-x)


def _stirling_sum(x: float) -> float:
    """1/(12x) - 1/(360x**3) + ...: Abramowitz and Stegun 6.1.41, without the constant."""
    r = 1.0 / x
    s = r * r
    total = 0.0
    for k in range(len(_STIRLING)):
        total = total * s + _STIRLING[k] / (2 * (len(_STIRLING) - k) - 1)
    return total * r


def _to_nearest_integer(x: float) -> float:
    """x minus its nearest integer, exact; poles of the gamma function are errors."""
    distance = x - round(x)
    if distance == 0.0:
        raise ValueError(f"the gamma function has a pole at {x}")
    return distance


def _digamma(x: float) -> float:
    if x < 0.5:
        if 0.0 < abs(x) < 0.25:
            return _digamma(1.0 + x) - 1.0 / x
        if x > 0.0:
            return _digamma_near(1.0 + x) - 1.0 / x
        if x == -math.inf:
            return math.nan
        return _digamma(1.0 - x) - math.pi * _cotangent_of_turns(_to_nearest_integer(x))
    if x < 1.0:
        return _digamma_near(1.0 + x) - 1.0 / x
    if x < _LARGE:
        total = 0.0
        while x >= 3.0:
            x -= 1.0
            total += 1.0 / x
        return total + _digamma_near(x)
    if x == math.inf:
        return x
    r = 1.0 / x
    return math.log(x) - (0.5 * r + r * r * horner(_STIRLING, r * r))


def _cotangent_of_turns(d: float) -> float:
    """``cot(pi d)`` for |d| <= 1/2, exactly 0 at the ends."""
    if abs(d) < 0.25:
        return 1.0 / math.tan(math.pi * d)
    return math.copysign(math.tan(math.pi * (0.5 - abs(d))), d)


def _digamma_near(x: float) -> float:
    """digamma on [1, 3]."""
    return ((x - _ROOT) - _ROOT_REST) * horner(_DIGAMMA, x - 2.0)


def _polygamma(n: int, x: float) -> float:
    """(-1)**(n+1) n! zeta(n+1, x): Abramowitz and Stegun 6.4.10."""
    if n == 0:
        return _digamma(x)
    if n > 170:  # said before the time for it is spent
        raise OverflowError(f"{n}! is too large for a float")
    s = n + 1
    value = math.factorial(n) * _zeta(s, x)
    return value if s % 2 == 0 else -value


def _zeta(s: int, x: float) -> float:
    """The Hurwitz zeta function, the sum of (x + k)**-s over k >= 0, for an integer s >= 2.

    For x < 0 it is the sum over *all* integers, which depends only on x's distance to them,
    without the terms below x.
    """
    if x > 0.0:
        return _zeta_right(s, x)
    d = _to_nearest_integer(x)
    if d > 0.0:
        right, left = _zeta_right(s, d), _zeta_right(s, 1.0 - d)
    else:
        right, left = _zeta_right(s, 1.0 + d), _zeta_right(s, -d)
    below = _zeta_right(s, 1.0 - x)
    return right + (left - below) if s % 2 == 0 else _odd_difference(s, d, right, left) + below


def _odd_difference(s: int, d: float, right: float, left: float) -> float:
    """right - left for an odd s, an odd function of what d is short of a half.

    Where it cancels it is pi**s / (s-1)! times a polynomial in cot(pi d), the (s-1)-th derivative
    of the cotangent (Abramowitz and Stegun 6.4.7), whose coefficients are all of one sign.
    """
    if abs(d) < 0.5 - 0.75 / s or s > 100:
        return right - left
    c = _cotangent_of_turns(d)
    return math.pi**s * c * horner(_cotangent_derivative(s - 1), c * c)


@functools.cache
def _cotangent_derivative(n: int) -> tuple[float, ...]:
    """The n-th derivative of cot over n! c, n even, in powers of c**2, c = cot, the highest first.

    >>> _cotangent_derivative(2)  # c (1 + c**2)
    (1.0, 1.0)
    """
    terms = [0.0, 1.0]  # in powers of c, the lowest first
    for k in range(1, n + 1):
        slope = [i * a / k for i, a in enumerate(terms)][1:]
        terms = [a + b for a, b in zip([*slope, 0.0, 0.0], [0.0, 0.0, *slope], strict=True)]
    return tuple(terms[:0:-2])


def _zeta_right(s: int, x: float) -> float:
    """Euler-Maclaurin summation from the first x + k that is large against s."""
    if x == math.inf:
        return 0.0
    terms = []
    first, k = x, 0
    while x < _LARGE + s:
        terms.append(_inverse_power(x, s))
        k += 1
        x = first + k
    tail = _inverse_power(x, s)
    terms += [_inverse_power(x, s - 1) / (s - 1), 0.5 * tail]
    power = s * tail / x
    for k, coefficient in enumerate(_EULER_MACLAURIN):
        terms.append(coefficient * power)
        power *= (s + 2 * k + 1) * (s + 2 * k + 2) / (x * x)
    return math.fsum(terms)


def _inverse_power(x: float, s: int) -> float:
    """``x**-s``, and inf where Python would raise: next to a pole."""
    try:
        return float(x**-s)
    except OverflowError:
        return math.inf
