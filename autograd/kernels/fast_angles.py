"""Sine and cosine of many numbers at once: beside `fast`, of what that is made of.

Up to `FAR` an angle is a whole number of right angles and a rest, the rest in two floats, so that
next to a zero no digit is lost. Beyond, `backend.sin_beyond(x, y)` gives the library's sine, and y
elsewhere; `cos_beyond` likewise.
"""

from __future__ import annotations

from autograd.kernels.backend import Backend, Number
from autograd.kernels.fast import horner

FAR = 2.0**20
_RIGHT_ANGLES = 0.6366197723675814  # 2/pi
# pi/2 in three parts; the first two end in 20 zeros, so that k times each is exact.
_FIRST, _SECOND, _THIRD = 1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21

# (sin(r)/r - 1)/r**2 and (cos(r) - 1 + r**2/2)/r**4 for |r| <= pi/4, in r**2, highest first.
_SIN = (
    1.591810123027412e-10, -2.5051131455427946e-08, 2.755731610068303e-06, -0.0001984126983675497,
    0.008333333333330946, -0.16666666666666666,
)  # fmt: skip
_COS = (
    -1.1382614868556325e-11, 2.0876146024689747e-09, -2.7557317270560326e-07,
    2.4801587298763433e-05, -0.0013888888888887395, 0.041666666666666664,
)  # fmt: skip
_TINY = 2.0**-27  # below, sin(x) is x


def sin(x: Number, backend: Backend) -> Number:
    """The sine; nan of an infinity."""
    turns, in_sin, in_cos = _of_angle(x, backend)
    half, odd = _halved(turns, backend)
    y = _signed(backend.where(odd, in_cos, in_sin), half, backend)
    return backend.sin_beyond(x, backend.where(abs(x) < _TINY, x, y))


def cos(x: Number, backend: Backend) -> Number:
    """The cosine: the sine of a right angle more."""
    turns, in_sin, in_cos = _of_angle(x, backend)
    _, odd = _halved(turns, backend)
    half, _ = _halved(turns + 1.0, backend)
    return backend.cos_beyond(x, _signed(backend.where(odd, in_sin, in_cos), half, backend))


def _of_angle(x: Number, backend: Backend) -> tuple[Number, Number, Number]:
    """How many right angles there are in x, and sine and cosine of the rest."""
    k = backend.rint(x * _RIGHT_ANGLES)
    far = backend.fma(k, -_FIRST, x)  # exact
    near = backend.fma(k, -_SECOND, far)
    lost = backend.fma(k, -_THIRD, backend.fma(k, -_SECOND, far - near))
    r = near + lost
    rest = (near - r) + lost
    square = r * r
    cubic = r * square
    in_sin = r + backend.fma(
        cubic, horner(_SIN, square, backend), backend.fma(-0.5 * square, rest, rest)
    )
    less = backend.fma(-0.5, square, 1.0)
    missing = backend.fma(-0.5, square, 1.0 - less)
    quartic = horner(_COS, square, backend) * square * square
    in_cos = less + backend.fma(-r, rest, missing + quartic)
    return k, in_sin, in_cos


def _halved(k: Number, backend: Backend) -> tuple[Number, Number]:
    """The whole number below k/2, and whether k is odd."""
    half = 0.5 * k
    whole = backend.floor(half)
    return whole, whole != half


def _signed(y: Number, half: Number, backend: Backend) -> Number:
    """y, or -y if a number is odd."""
    return backend.where(_halved(half, backend)[1], -y, y)
