"""Signs, steps and comparisons as numbers; nan stays nan.

>>> from autograd.kernels import floats
>>> sign(-3.0, floats), step(0.0, floats), wins(1.0, 1.0, floats), beats(1.0, 1.0, floats)
(-1.0, 0.0, 0.5, 0.0)
"""

from __future__ import annotations

from autograd.kernels.namespace import Namespace, Number


def sign(x: Number, m: Namespace) -> Number:
    """-1, 0 or 1."""
    return m.where(x > 0.0, 1.0, m.where(x < 0.0, -1.0, _zero(x, m)))


def step(x: Number, m: Namespace) -> Number:
    """1 where x > 0, else 0."""
    return m.where(x > 0.0, 1.0, _zero(x, m))


def step_of_floats(x: float) -> float:
    """The same in one call: the slope of relu, asked for at every unit of a network."""
    return 1.0 if x > 0.0 else 0.0 if x == x else x


def beats(a: Number, b: Number, m: Namespace) -> Number:
    """1 where a > b, else 0."""
    return m.where(a > b, 1.0, _zero(a, m) + _zero(b, m))


def wins(a: Number, b: Number, m: Namespace) -> Number:
    """1 where a > b, 1/2 where they are equal, else 0."""
    return m.where(a == b, 0.5, beats(a, b, m))


def maximum(a: Number, b: Number, m: Namespace) -> Number:
    """The larger of two numbers."""
    return m.maximum(a, b)


def minimum(a: Number, b: Number, m: Namespace) -> Number:
    """The smaller of two numbers."""
    return m.minimum(a, b)


def clip(x: Number, low: Number, high: Number, m: Namespace) -> Number:
    """x moved to the nearest number in [low, high]."""
    return m.minimum(m.maximum(x, low), high)


def _zero(x: Number, m: Namespace) -> Number:
    return m.where(x == x, 0.0, x)
