"""Activation functions of neural networks, with derivatives that keep their digits in the tails.

Where a derivative is ``gate + x * gate'``, the gate and its derivative are kernels too, so that
the next derivative can be written with them.

>>> from autograd.kernels import floats
>>> f"{gelu(-10.0, floats):.12g}"
'-7.61985302416e-23'
"""

from __future__ import annotations

from sys import float_info

from autograd.kernels.backend import Backend, Number
from autograd.kernels.exact import two_product, two_square, two_sum
from autograd.kernels.gaussian import ONE_OVER_SQRT_2PI, ndtr_from_tail, normal_tail
from autograd.kernels.logistic import sigmoid, sigmoid_of_sum, sigmoid_prime
from autograd.support.constants import SELU_ALPHA, SELU_SCALE

_LARGEST = float_info.max


def relu(x: Number, backend: Backend) -> Number:
    """``max(x, 0)``. Derivative step(x), 0 at 0."""
    return backend.maximum(x, 0.0)


def relu_of_floats(x: float) -> float:
    """The same in one call."""
    return x if x >= 0.0 or x != x else 0.0


def leaky_relu(x: Number, slope: float, backend: Backend) -> Number:
    """``x`` for x >= 0, ``slope * x`` below."""
    return backend.where(x < 0.0, slope * x, x)


def leaky_relu_prime(x: Number, slope: float, backend: Backend) -> Number:
    """1 or ``slope``; at 0 the one of minimum norm. Derivative 0."""
    return _slopes(x, slope, 1.0, backend)


def _slopes(x: Number, below: Number, above: float, backend: Backend) -> Number:
    """The slope on x's side of 0; at 0 the smallest number (in size) between the two."""
    at_zero = backend.where(below > 0.0, backend.minimum(below, above), 0.0)
    return backend.where(
        x > 0.0, above, backend.where(x < 0.0, below, at_zero)
    ) + 0.0 * backend.where(x == x, 0.0, x)


def elu(x: Number, alpha: float, backend: Backend) -> Number:
    """``x`` for x > 0, ``alpha (exp(x) - 1)`` below (Clevert et al. 2016, eq. 15)."""
    return backend.where(x > 0.0, x, alpha * backend.expm1(backend.minimum(x, 0.0)))


def elu_prime(x: Number, alpha: float, backend: Backend) -> Number:
    """1 for x > 0, ``alpha exp(x)`` below; at 0 the one of minimum norm.

    Derivative: itself for x < 0, else 0.
    """
    return _slopes(x, alpha * backend.exp(backend.minimum(x, 0.0)), 1.0, backend)


def selu(x: Number, backend: Backend) -> Number:
    """``scale * elu(x, alpha)`` with the constants of Klambauer et al. 2017, eq. 14."""
    return SELU_SCALE * elu(x, SELU_ALPHA, backend)


def selu_prime(x: Number, backend: Backend) -> Number:
    """The derivative of selu; at 0 the smaller slope. Derivative: itself for x < 0, else 0."""
    return SELU_SCALE * elu_prime(x, SELU_ALPHA, backend)


def hardtanh(x: Number, backend: Backend) -> Number:
    """``x`` clipped to [-1, 1]."""
    return backend.minimum(backend.maximum(x, -1.0), 1.0)


def softsign(x: Number, backend: Backend) -> Number:
    """``x / (1 + |x|)``, any real x. Derivative softsign_prime(x)."""
    x = _bounded(x, backend)
    return x / (1.0 + abs(x))


def softsign_prime(x: Number, backend: Backend) -> Number:
    """``1 / (1 + |x|)**2``, any real x. Derivative -2 sign(x) y / (1 + |x|)."""
    d = 1.0 + abs(x)
    return 1.0 / d / d


def silu(x: Number, backend: Backend) -> Number:
    """``x sigmoid(x)``, any real x. Derivative silu_prime(x)."""
    x = backend.maximum(x, -_LARGEST)
    e, a, b = _exponentials(x, backend)
    return x * a * b / (1.0 + e)


def silu_prime(x: Number, backend: Backend) -> Number:
    """``sigmoid(x) (1 + x sigmoid(-x))``, any real x.

    Derivative sigmoid_prime(x) (2 - x tanh(x/2)).
    """
    x = _bounded(x, backend)
    e, a, b = _exponentials(x, backend)
    whole = 1.0 + e
    return a * (1.0 + x * backend.where(x < 0.0, 1.0, e) / whole) * b / whole


def _bounded(x: Number, backend: Backend) -> Number:
    """x, with the largest floats for the infinities: a tail that is 0 stays 0, not inf * 0."""
    return backend.minimum(backend.maximum(x, -_LARGEST), _LARGEST)


def _exponentials(x: Number, backend: Backend) -> tuple[Number, Number, Number]:
    """exp(-|x|), and two factors of exp(min(x, 0)).

    Multiplied one after the other they keep the digits of x exp(x) where exp(x) is subnormal.
    """
    far = x < -700.0
    a = backend.exp(backend.where(far, -0.5, -1.0) * abs(x))
    b = backend.where(far, a, 1.0)
    return a * b, backend.where(x < 0.0, a, 1.0), b


def gelu(x: Number, backend: Backend) -> Number:
    """``x ndtr(x)``, any real x (Hendrycks and Gimpel 2016). Derivative gelu_prime(x)."""
    x = backend.maximum(x, -_LARGEST)
    density, ratio = normal_tail(x, backend)
    return backend.where(
        x < -0.7, x * ratio * density, x * ndtr_from_tail(x, ratio * density, backend)
    )


def gelu_prime(x: Number, backend: Backend) -> Number:
    """``ndtr(x) + x normal_pdf(x)``, any real x.

    Derivative (2 - x**2) normal_pdf(x), which for huge x is finite as 2 p - x (x p).
    """
    x = _bounded(x, backend)
    density, ratio = normal_tail(x, backend)
    slope = ONE_OVER_SQRT_2PI * x
    right = ndtr_from_tail(x, ratio * density, backend) + slope * density
    return backend.where(x < -0.7, density * (ratio + slope), right)


# 2 u(x) = x (A + B x**2) is gelu_tanh's argument: A = 2 sqrt(2/pi), B = 0.044715 A, in two floats.
_A, _A_REST = 1.5957691216057308, -9.96930880911092e-17
_B, _B_REST = 0.07135481627260025, -6.175149918155315e-19
_THREE_B = 0.21406444881780073


def _gelu_tanh_argument(x: Number, backend: Backend) -> tuple[Number, Number]:
    x = backend.maximum(backend.minimum(x, 40.0), -40.0)
    square, square_rest = two_square(x)
    cubic, cubic_rest = two_product(_B, square)
    slope, slope_rest = two_sum(_A, cubic)
    slope_rest = slope_rest + (cubic_rest + _B * square_rest + _B_REST * square + _A_REST)
    high, rest = two_product(x, slope)
    return high, rest + x * slope_rest


def gelu_tanh_gate(x: Number, backend: Backend) -> Number:
    """``(1 + tanh(u)) / 2 = sigmoid(2u)`` with u = sqrt(2/pi) (x + 0.044715 x**3), any real x.

    Derivative gelu_tanh_gate_prime(x).
    """
    return sigmoid_of_sum(*_gelu_tanh_argument(x, backend), backend)


def gelu_tanh_gate_prime(x: Number, backend: Backend) -> Number:
    """The derivative of gelu_tanh_gate, any real x."""
    high, rest = _gelu_tanh_argument(x, backend)
    slope = sigmoid_prime(high, backend)
    slope = slope + slope * ((1.0 - 2.0 * sigmoid(high, backend)) * rest)
    x = backend.minimum(abs(x), 40.0)
    return slope * (_A + _THREE_B * (x * x))


def gelu_tanh(x: Number, backend: Backend) -> Number:
    """``x (1 + tanh(u)) / 2``, the common approximation of gelu. Derivative gelu_tanh_prime(x)."""
    return backend.maximum(x, -_LARGEST) * gelu_tanh_gate(x, backend)


def gelu_tanh_prime(x: Number, backend: Backend) -> Number:
    """``gate + x gate'``, any real x."""
    return gelu_tanh_gate(x, backend) + _bounded(x, backend) * gelu_tanh_gate_prime(x, backend)


def _mish_ratio(left: Number, e: Number, backend: Backend) -> tuple[Number, Number]:
    """gate = top/(1 + rest), times e where x < 0, with e = exp(-|x|).

    tanh(log(1 + u)) = u (u + 2) / (u (u + 2) + 2) with u = exp(x), divided by 2 or by u**2.
    """
    top = 1.0 + backend.where(left, 0.5, 2.0) * e
    return top, e * backend.where(left, top, 2.0 + 2.0 * e)


def mish_gate_prime(x: Number, backend: Backend) -> Number:
    """``sech2(softplus(x)) sigmoid(x)``, any real x. Derivative y (1 - sigmoid (1 + 2 gate))."""
    left, e = x < 0.0, backend.exp(-abs(x))
    _, rest = _mish_ratio(left, e, backend)
    return e * backend.where(left, 1.0, 4.0 * e) * (1.0 + e) / (1.0 + rest * (2.0 + rest))


def mish(x: Number, backend: Backend) -> Number:
    """``x tanh(softplus(x))``, any real x (Misra 2019). Derivative mish_prime(x)."""
    x = backend.maximum(x, -_LARGEST)
    e, a, b = _exponentials(x, backend)
    top, rest = _mish_ratio(x < 0.0, e, backend)
    return x * a * (top / (1.0 + rest)) * b


def mish_prime(x: Number, backend: Backend) -> Number:
    """``gate + x gate'``, any real x. Derivative gate' (2 + x (1 - sigmoid(x) (1 + 2 gate)))."""
    x = backend.minimum(
        backend.maximum(x, -800.0), _LARGEST
    )  # beyond, the answer is 0 and x times the slope may overflow
    e, a, b = _exponentials(x, backend)
    top, rest = _mish_ratio(x < 0.0, e, backend)
    slope = backend.where(x < 0.0, 1.0, 4.0 * e * e) * (1.0 + e) / (1.0 + rest)
    return a * ((top + x * slope) / (1.0 + rest)) * b
