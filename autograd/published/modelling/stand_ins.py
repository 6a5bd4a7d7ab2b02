"""What stands in the place of a function of which a page says nothing.

A polynomial with free coefficients: what holds for these holds for the values and slopes of any
function. What fails is tried with functions that are known.
"""

from __future__ import annotations

from ...formulas.trees.tree import Call, Name, Op, Tree
from ...formulas.trees.tree import number as whole
from .judging import Equation

PARAMETER = Name("at_")
KNOWN = ("sigmoid", "tanh", "exp", "softplus", "sin", "identity")
DEGREE = 3


def stand_in(name: str, known: str = "") -> Equation:
    """Any function as a polynomial, or one that is known, in the place of one that is not."""
    if known == "identity":
        body: Tree = PARAMETER
    elif known:
        body = Call(known, (PARAMETER,))
    else:
        body = Name(f"{name}_0_")
        for power in range(1, DEGREE + 1):
            term = Op("*", (Name(f"{name}_{power}_"), Op("^", (PARAMETER, whole(power)))))
            body = Op("+", (body, term))
    return Equation(Call(name, (PARAMETER,)), body, -1)
