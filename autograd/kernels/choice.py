"""Signs, steps and comparisons as numbers; nan stays nan.

>>> from autograd.kernels import floats
>>> sign(-3.0, floats), step(0.0, floats)
(-1.0, 0.0)
>>> exceeds_or_half(1.0, 1.0, floats), exceeds(1.0, 1.0, floats)
(0.5, 0.0)
"""

from __future__ import annotations

from autograd.kernels.backend import Backend, Number


def sign(x: Number, backend: Backend) -> Number:
    """-1, 0 or 1."""
    return backend.where(x > 0.0, 1.0, backend.where(x < 0.0, -1.0, _zero(x, backend)))


def step(x: Number, backend: Backend) -> Number:
    """1 where x > 0, else 0."""
    return backend.where(x > 0.0, 1.0, _zero(x, backend))


def step_of_floats(x: float) -> float:
    """The same in one call: the slope of relu, asked for at every unit of a network."""
    return 1.0 if x > 0.0 else 0.0 if x == x else x


def exceeds(a: Number, b: Number, backend: Backend) -> Number:
    """1 where a > b, else 0."""
    return backend.where(a > b, 1.0, _zero(a, backend) + _zero(b, backend))


def exceeds_or_half(a: Number, b: Number, backend: Backend) -> Number:
    """1 where a > b, 1/2 where they are equal, else 0."""
    return backend.where(a == b, 0.5, exceeds(a, b, backend))


def maximum(a: Number, b: Number, backend: Backend) -> Number:
    """The larger of two numbers."""
    return backend.maximum(a, b)


def minimum(a: Number, b: Number, backend: Backend) -> Number:
    """The smaller of two numbers."""
    return backend.minimum(a, b)


def clip(x: Number, low: Number, high: Number, backend: Backend) -> Number:
    """x moved to the nearest number in [low, high]."""
    return backend.minimum(backend.maximum(x, low), high)


def _zero(x: Number, backend: Backend) -> Number:
    return backend.where(x == x, 0.0, x)
