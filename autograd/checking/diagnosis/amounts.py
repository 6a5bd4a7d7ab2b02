"""Numbers that should be others: the exponent of a power, and a number that stands by itself."""

from __future__ import annotations

import math
from fractions import Fraction

from ...formulas.trees.algebra import value_of
from ...formulas.trees.tree import Number, Tree
from .edits import is_exponent, power_of
from .lookup import Values, close
from .parts import Part, each

SIMPLE = 100  # denominator of a number that is looked for
_POWERS = tuple(map(Fraction, ("-1", "1/2", "2", "3", "1/3", "3/2", "2/3", "3/4", "4/3", "4")))
LARGEST, HIGHEST = 20, 24  # denominator and size of an exponent that is looked for


def amount(part: Part) -> Fraction | None:
    """The number that a number should be: 156 for 144."""
    first = next((x for x in part.needed if not math.isnan(x)), 0.0)
    if not isinstance(part.tree, Number) or is_exponent(part) or not 0.0 < first < math.inf:
        return None
    if part.inside is not None and value_of(part.inside) is not None:
        return None  # 5/9 is a number
    value = Fraction(first).limit_denominator(SIMPLE)
    is_broken = value.denominator > 1 and part.tree.value.denominator == 1
    is_one = value == 1  # then the number is one too many
    if is_broken or is_one or not close((float(value),) * len(part.needed), part.needed):
        return None
    return value


def exponent(tree: Tree, has: Values, needed: Values) -> Fraction | None:
    """The exponent with which a formula has the values needed, if it is one that people mistake."""
    known = [
        (x, y)
        for x, y in zip(has, needed, strict=True)
        if x and math.isfinite(x) and math.isfinite(y)
    ]
    if not known or abs(abs(known[0][0]) - 1.0) < 1e-6 or not all(needed):
        return None
    _, old = power_of(tree)
    rate = math.log(abs(known[0][1])) / math.log(abs(known[0][0]))
    new = Fraction(float(old) * rate).limit_denominator(LARGEST)
    plain = old.denominator == new.denominator or new / old in _POWERS or new in _POWERS
    if not plain or abs(new) > HIGHEST:
        return None
    found = each(lambda x: math.pow(abs(x), float(new / old)), has)
    return new if found is not None and close(found, tuple(map(abs, needed))) else None
