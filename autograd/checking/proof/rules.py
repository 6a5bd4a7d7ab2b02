"""The primitives in exponential normal form, and the floats that stand for other numbers.

A rule takes the field of forms and the forms of the arguments. A primitive is one line in one of
the four rooms: among the rules that hold everywhere, or among those that hold except at ties.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ...constants import GELU_A, GELU_B, LN2, LN10, ROOT2, ROOT_2PI, ROOT_PI
from . import activations, elementary, sums, ties
from .exponentials import log
from .forms import Field, Form, Rule
from .roots import root

NUMBERS: dict[float, Callable[[Field], Form]] = {
    LN2: lambda f: log(f, f.number(2)),
    LN10: lambda f: log(f, f.number(10)),
    1.0 / LN2: lambda f: f.power(log(f, f.number(2)), -1),
    1.0 / LN10: lambda f: f.power(log(f, f.number(10)), -1),
    ROOT2: lambda f: root(f, f.number(2)),
    ROOT_PI: lambda f: root(f, f.generator("pi")),
    ROOT_2PI: lambda f: root(f, f.mul(f.number(2), f.generator("pi"))),
    GELU_A: lambda f: root(f, f.div(f.number(8), f.generator("pi"))),
    GELU_B: lambda f: f.mul(f.number(Fraction(44715, 10**6)), NUMBERS[GELU_A](f)),
    3.0 * GELU_B: lambda f: f.mul(f.number(3), NUMBERS[GELU_B](f)),
    6.0 * GELU_B: lambda f: f.mul(f.number(6), NUMBERS[GELU_B](f)),
}

EVERYWHERE: dict[str, Rule] = (
    elementary.EVERYWHERE | ties.EVERYWHERE | activations.EVERYWHERE | sums.EVERYWHERE
)
AWAY_FROM_TIES: dict[str, Rule] = (
    elementary.AWAY_FROM_TIES | ties.AWAY_FROM_TIES | activations.AWAY_FROM_TIES
)
