"""Squares of secants: the derivatives of tan and tanh that do not cancel.

>>> from autograd.kernels import floats
>>> f"{sech2(20.0, floats):.12g}"  # 1 - tanh(20)**2 gives 0.0
'1.69934170212e-17'
"""

from __future__ import annotations

from autograd.kernels.backend import Backend, Number
from autograd.kernels.polynomial import horner


def sech(x: Number, backend: Backend) -> Number:
    """``1/cosh(x)``, any real x. Derivative -sech(x) tanh(x)."""
    e = backend.exp(-abs(x))
    return 2.0 * e / (1.0 + e * e)


def sech2(x: Number, backend: Backend) -> Number:
    """``1/cosh(x)**2``, the derivative of tanh, any real x. Derivative -2 sech2(x) tanh(x)."""
    e = backend.exp(-2.0 * abs(x))
    return 4.0 * e / (1.0 + e * (2.0 + e))  # (1 + e)**2 would double the rounding error of 1 + e


# (x - tanh(x))/x**3 for |x| <= 1.5 as a polynomial in t = x**2/1.125 - 1.
_TANHSHRINK = (
    3.3579674181516213e-12, -1.045314006169015e-11, 1.407112899799846e-11, -4.64157753998506e-11,
    1.9648774396163363e-10, -6.239109720228671e-10, 1.923514991606077e-09, -6.146983164740276e-09,
    1.9690371099359025e-08, -6.287224761071591e-08, 2.007306154896348e-07, -6.409842280065651e-07,
    2.046833679179161e-06, -6.536041556239322e-06, 2.087118150545567e-05, -6.664680693833837e-05,
    0.00021281965274204127, -0.000679586234006967, 0.0021701033349950114, -0.006930041560310494,
    0.022137085603752604, -0.07085696069441098, 0.23024970214677892,
)  # fmt: skip


def tanhshrink(x: Number, backend: Backend) -> Number:
    """``x - tanh(x)``, any real x, about x**3/3 near 0. Derivative tanh(x)**2.

    >>> from autograd.kernels import floats
    >>> f"{tanhshrink(1e-5, floats):.12g}"
    '3.3333333332e-16'
    """
    near = backend.where(abs(x) < 1.5, x, 1.5)
    square = near * near
    inside = near * (square * horner(_TANHSHRINK, square / 1.125 - 1.0))
    return backend.where(abs(x) < 1.5, inside, x - backend.tanh(x))
