"""Elementary functions for many numbers at once: polynomials, without a branch or a table.

A processor computes four of these in the time that a library takes for one. Each is within 4 ulp,
with the NaN, the infinities and the signed zeros of the library's. They are made of what processors
have, which `backend` gives beside the usual: `fma(a, b, c)`, rounded once; `power_of_2(k)` of a
whole k in [-1022, 1023]; `exponent(x)` and `mantissa(x)`, in [1, 2), of a normal x > 0.

Reductions: Cody & Waite, Software Manual for the Elementary Functions (1980). Coefficients: see
`polynomial`.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograd.kernels.backend import Backend, Number

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 0.693147180369123816490  # its last 32 bits are 0, so that k times it is exact
_LN2_LOW = 1.90821492927058770002e-10

# (exp(r) - 1 - r)/r**2 for |r| <= log(2)/2, highest first.
_EXPM1 = (
    2.0914686968086876e-09, 2.5105217004720745e-08, 2.75572736431103e-07, 2.7557255400206422e-06,
    2.4801587325547743e-05, 0.00019841269874820627, 0.0013888888888883748, 0.008333333333326136,
    0.04166666666666667, 0.1666666666666667, 0.5,
)  # fmt: skip

# 2 (atanh(s)/s - 1)/s**2 as a polynomial in s**2, |s| <= 3 - sqrt(8).
_ATANH = (
    0.13088034850927555, 0.13268638369266825, 0.15386244737621665, 0.18181795547521137,
    0.22222222392581045, 0.28571428570799784, 0.40000000000000885, 0.6666666666666666,
)  # fmt: skip
_TINY = 2.0**-60  # below, expm1(x) and tanh(x) are x, whose last bits no product may lose
_ROOT2 = 1.4142135623730951


def horner(coefficients: tuple[float, ...], t: Number, backend: Backend) -> Number:
    """The polynomial at t, highest coefficient first, rounded once a step."""
    result = backend.fma(t, coefficients[0], coefficients[1])
    for coefficient in coefficients[2:]:
        result = backend.fma(result, t, coefficient)
    return result


def _at_least(x: Number, low: float, backend: Backend) -> Number:
    """x, or a limit below it; nan stays nan, which no comparison holds for."""
    return backend.where(x < low, low, x)


def _clamped(x: Number, low: float, high: float, backend: Backend) -> Number:
    """x within limits."""
    x = _at_least(x, low, backend)
    return backend.where(x > high, high, x)


def _reduced(x: Number, backend: Backend) -> tuple[Number, Number]:
    """k and exp(r) - 1, where x = k log(2) + r and |r| is small."""
    k = backend.rint(x * _LOG2_E)
    r = backend.fma(k, -_LN2_LOW, backend.fma(k, -_LN2_HIGH, x))
    return k, backend.fma(r * r, horner(_EXPM1, r, backend), r)


def exp(x: Number, backend: Backend) -> Number:
    """The exponential. Two factors scale it, so that results below the normal range are rounded."""
    k, p = _reduced(_clamped(x, -746.0, 710.0, backend), backend)
    half = backend.rint(0.5 * k)
    scale = backend.power_of_2(half)
    return backend.fma(scale, p, scale) * backend.power_of_2(k - half)


def expm1(x: Number, backend: Backend) -> Number:
    """exp(x) - 1, right also next to 0."""
    k, p = _reduced(_clamped(x, -746.0, 710.0, backend), backend)
    k = backend.where(k < -60.0, -60.0, k)  # beyond, the power of 2 does not count beside 1
    half = backend.power_of_2(k - 1.0)
    y = 2.0 * backend.fma(half, p, half - 0.5)
    return backend.where(abs(x) < _TINY, x, backend.where(x < -42.0, -1.0, y))


def log(x: Number, backend: Backend) -> Number:
    """The natural logarithm: of a number below the normal range, of 2**54 times it."""
    small = x < 2.0**-1022
    y = _log_of_normal(
        backend.where(small, x * 2.0**54, x), backend.where(small, 54.0, 0.0), backend
    )
    inside = (x > 0.0) & (x < backend.inf)
    edge = backend.where(x == 0.0, -backend.inf, backend.where(x > 0.0, x, backend.nan))
    return backend.where(inside, y, edge)


def _log_of_normal(x: Number, less: Number, backend: Backend) -> Number:
    k, f = _split(x, backend)
    return _log_of_parts(k - less, f, 0.0, backend)


def _split(x: Number, backend: Backend) -> tuple[Number, Number]:
    """k and f, where x = 2**k (1 + f) and 1 + f lies around 1."""
    k, m = backend.exponent(x), backend.mantissa(x)
    large = m > _ROOT2
    return k + backend.where(large, 1.0, 0.0), backend.where(large, 0.5 * m, m) - 1.0


def _log_of_parts(k: Number, f: Number, rest: Number, backend: Backend) -> Number:
    """k log(2) + log(1 + f) + rest, the large parts added last."""
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    series = z * horner(_ATANH, z, backend)
    low = backend.fma(k, _LN2_LOW, rest)
    small = half_square - backend.fma(s, half_square + series, low)
    return backend.fma(k, _LN2_HIGH, f - small)


def log1p(x: Number, backend: Backend) -> Number:
    """log(1 + x), with what 1 + x was rounded by."""
    whole = 1.0 + x
    usual = backend.where(whole > 0.0, whole, 1.0)
    k, f = _split(usual, backend)
    lost = backend.where(x < 1.0, x - (whole - 1.0), 1.0 - (whole - x)) / usual
    near = k == 0.0
    y = _log_of_parts(k, backend.where(near, x, f), backend.where(near, 0.0, lost), backend)
    inside = (x > -1.0) & (x < backend.inf)
    edge = backend.where(x == -1.0, -backend.inf, backend.where(x > 0.0, x, backend.nan))
    return backend.where(x == 0.0, x, backend.where(inside, y, edge))


def tanh(x: Number, backend: Backend) -> Number:
    """The hyperbolic tangent, (1 - e)/(1 + e) of e = exp(-2|x|)."""
    scale, p, _, share, _ = _of_tanh(x, backend)
    return backend.copysign(backend.fma(scale, p, scale - 1.0) * share, x)


def sech2(x: Number, backend: Backend) -> Number:
    """The slope of tanh, 4 e/(1 + e)**2 of the same e.

    The share 1/(1 + e) counts twice; so does what it was rounded by, which is taken off again.
    """
    scale, p, whole, share, unit = _of_tanh(x, backend)
    lost = backend.fma(-whole, share, 1.0)
    exact = backend.fma(share, lost + lost, share)
    return unit * (backend.fma(scale, p, scale) * share * exact)


def _of_tanh(x: Number, backend: Backend) -> tuple[Number, Number, Number, Number, Number]:
    """What e = exp(-2|x|) is made of, scale (1 + p), then 1 + e, its share of 1, and 4 as a unit.

    Where e leaves the normal range its unit is 2**-100, so that it is rounded once, in the end.
    """
    far = abs(x) > 350.0
    size = abs(x)
    k, p = _reduced(_at_least(-(size + size), -760.0, backend), backend)
    scale = backend.power_of_2(k + backend.where(far, 100.0, 0.0))
    whole = backend.fma(scale, p, scale + 1.0)
    return scale, p, whole, 1.0 / whole, backend.where(far, 2.0**-98, 4.0)


def total(xs: Sequence[Number], backend: Backend) -> Number:
    """The sum by halves: its error grows with the logarithm of their number."""
    terms = list(xs)
    while len(terms) > 1:
        pairs = [a + b for a, b in zip(terms[::2], terms[1::2], strict=False)]
        terms = [*pairs, *terms[-1:]] if len(terms) % 2 else pairs
    return terms[0] if terms else 0.0
