"""Squares of secants: the derivatives of tan and tanh that do not cancel.

>>> from autograd.kernels import floats
>>> sech2(20.0, floats)  # 1 - tanh(20)**2 gives 0.0
1.6993417021166355e-17
"""

from __future__ import annotations

from autograd.kernels.namespace import Namespace, Number


def sech(x: Number, m: Namespace) -> Number:
    """``1/cosh(x)``, any real x. Derivative -sech(x) tanh(x)."""
    e = m.exp(-abs(x))
    return 2.0 * e / (1.0 + e * e)


def sech2(x: Number, m: Namespace) -> Number:
    """``1/cosh(x)**2``, the derivative of tanh, any real x. Derivative -2 sech2(x) tanh(x)."""
    e = m.exp(-2.0 * abs(x))
    return 4.0 * e / (1.0 + e * (2.0 + e))  # (1 + e)**2 would double the rounding error of 1 + e


def csch2(x: Number, m: Namespace) -> Number:
    """``1/sinh(x)**2``, x != 0. Derivative -2 csch2(x) / tanh(x)."""
    x = -2.0 * abs(x)
    d = m.expm1(x)
    return 4.0 * m.exp(x) / d / d


def sec2(x: Number, m: Namespace) -> Number:
    """``1/cos(x)**2``, the derivative of tan; finite for every float. Derivative 2 sec2 tan."""
    c = m.cos(x)
    return 1.0 / (c * c)
