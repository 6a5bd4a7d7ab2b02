"""Polynomials by Horner's scheme, for floats and arrays.

The coefficient tables of this package were made by interpolation in Chebyshev points at 40
digits, cut where the next coefficient falls below 1e-18, and expanded in powers of a variable
that runs over [-1, 1] (where the powers are as well conditioned as the Chebyshev polynomials,
because the coefficients fall fast).
"""

from __future__ import annotations

from autograd.kernels.backend import Number


def horner(coefficients: tuple[float, ...], t: Number) -> Number:
    """The polynomial at ``t``, highest coefficient first.

    >>> horner((2.0, 0.0, 1.0), 3.0)
    19.0
    """
    result = t * coefficients[0] + coefficients[1]
    for coefficient in coefficients[2:]:
        result *= t  # in place for an array: half the time of result * t + coefficient
        result += coefficient
    return result
