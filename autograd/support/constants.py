"""Floats that stand for another number: the irrational one, or the decimal, that they round.

Certified arithmetic computes with what is meant. `constant(x, exactly)` is x itself, entered with
a function that makes the number from the type of balls: `ball.pi()`, `ball(2).sqrt()`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

EXACTLY: dict[float, Callable[[Any], Any]] = {}


def constant(number: float, exactly: Callable[[Any], Any]) -> float:
    """`number`, remembered as the rounding of `exactly(ball)`."""
    EXACTLY[number] = exactly
    return number


LN2 = constant(math.log(2.0), lambda ball: ball.const_log2())
LN10 = constant(math.log(10.0), lambda ball: ball.const_log10())
LOG2_E = constant(1.0 / LN2, lambda ball: 1 / ball.const_log2())
LOG10_E = constant(1.0 / LN10, lambda ball: 1 / ball.const_log10())
DEGREES = constant(180.0 / math.pi, lambda ball: 180 / ball.pi())
RADIANS = constant(math.pi / 180.0, lambda ball: ball.pi() / 180)
ROOT2 = constant(math.sqrt(2.0), lambda ball: ball(2).sqrt())
ROOT_PI = constant(math.sqrt(math.pi), lambda ball: ball.pi().sqrt())
ROOT_2PI = constant(math.sqrt(2.0 * math.pi), lambda ball: (2 * ball.pi()).sqrt())

# The gate of gelu's approximation is sigmoid(A x + B x**3); its slopes take multiples of B.
GELU_A = constant(2.0 * math.sqrt(2.0 / math.pi), lambda ball: (8 / ball.pi()).sqrt())
GELU_B = 0.044715 * GELU_A


def _times_b(k: int) -> Callable[[Any], Any]:
    return lambda ball: k * ball("0.044715") * (8 / ball.pi()).sqrt()


for _k in (1, 3, 6):
    constant(_k * GELU_B, _times_b(_k))

# Klambauer et al. (2017), appendix 1.
SELU_SCALE = constant(1.0507009873554805, lambda ball: ball("1.0507009873554804934193349852946"))
SELU_ALPHA = constant(1.6732632423543772, lambda ball: ball("1.6732632423543772848170429916717"))
