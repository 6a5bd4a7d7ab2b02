"""What processors have and no formula needs: the parts that recipes of fast functions are made of.

They have no derivative: a program has them only after it was lowered. Each is computed in Python as
well, where a recipe can be tried, and where numbers are folded.

>>> PARTS["fma"].on_floats(0.1, 10.0, -1.0)
5.551115123125783e-17
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..engine.primitive import Primitive
from ..kernels.fast_angles import FAR


class Part(Primitive):
    """An operation of processors, computed by a function of floats."""

    def __init__(self, name: str, arity: int, function: Callable[..., float]) -> None:
        super().__init__(name, total=True, public=False)
        self.arity = arity
        self.on_floats = self.on_arrays = function  # type: ignore[method-assign]

    def __reduce__(self) -> tuple[Any, ...]:
        return (PARTS.__getitem__, (self.name,))


def _fma(a: float, b: float, c: float) -> float:
    """a b + c, rounded once."""
    if not all(map(math.isfinite, (a, b, c))) or a * b == 0.0:
        return a * b + c
    exact = Fraction(a) * Fraction(b) + Fraction(c)
    try:
        return float(exact) if exact else a * b + c
    except OverflowError:
        return math.inf if exact > 0 else -math.inf


def _finite(function: Callable[[float], float]) -> Callable[[float], float]:
    """Of infinities and NaN a processor makes something, which no recipe uses."""
    return lambda x: function(x) if math.isfinite(x) else math.nan


def _beyond(function: Callable[[float], float]) -> Callable[[float, float], float]:
    """A function of the library's where the recipe of angles ends."""
    exact = _finite(function)
    return lambda x, y: exact(x) if abs(x) > FAR else y


PARTS = {
    part.name: part
    for part in (
        Part("copysign", 2, math.copysign),
        Part("fma", 3, _fma),
        Part("power_of_2", 1, _finite(lambda k: math.ldexp(1.0, int(k)))),
        Part("exponent", 1, _finite(lambda x: math.frexp(x)[1] - 1.0)),
        Part("sin_beyond", 2, _beyond(math.sin)),
        Part("cos_beyond", 2, _beyond(math.cos)),
        Part("mantissa", 1, _finite(lambda x: 2.0 * abs(math.frexp(x)[0]))),
    )
}
