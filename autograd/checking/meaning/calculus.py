"""Operations on meanings, folded where exact arithmetic can; and their derivatives."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from ...engine.backward import gradients as swept_gradients
from ...engine.node import Node
from ...engine.walks import ancestors, between
from ...support.deadlines import work
from ..certified.balls import is_plain
from ..decision.kinks import Derivative
from .grids import Misfit, Shape, entries_of, in_words, shape_of, shaped, spread
from .names import Names
from .numbers import Meaning

_OPERATIONS = {"+": "add", "-": "sub", "*": "mul", "/": "div", "^": "pow"}
_FOLDS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda xs: sum(xs, Fraction(0)),
    "prod": lambda xs: math.prod(xs, start=Fraction(1)),
    "mean": lambda xs: sum(xs, Fraction(0)) / len(xs),
    "max": max,
    "min": min,
}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_LARGEST_POWER = 64
_LONGEST_BASE = 512  # bits of a number whose power is computed exactly


def operation(scope: Names, symbol: str, x: Meaning, y: Meaning) -> Meaning:
    """One of + - * / ^, folded on numbers. Raises `Misfit` for shapes that differ."""
    return spread(lambda a, b: _folded(scope, symbol, a, b), [x, y])


def _folded(scope: Names, symbol: str, x: Meaning, y: Meaning) -> Meaning:
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        folded = _exactly(symbol, x, y)
        if folded is not None:
            return folded
    return scope.apply(_OPERATIONS[symbol], [x, y])


def total(scope: Names, terms: Sequence[Meaning]) -> Meaning:
    """The sum of numbers."""
    return collected(scope, "sum", terms)


def collected(scope: Names, name: str, terms: Sequence[Meaning]) -> Meaning:
    """sum, prod, mean, max … of numbers, folded where exact arithmetic can."""
    fold = _FOLDS.get(name)
    if fold is not None and all(isinstance(x, Fraction) for x in terms):
        return fold(terms)
    return terms[0] if len(terms) == 1 and name in _FOLDS else scope.apply(name, terms)


def combined(scope: Names, terms: Sequence[Meaning]) -> Meaning:
    """A sum of multiples of numbers, so many of each that no difference is made up for."""
    random = Random(len(terms))
    shares = [Fraction(2 * random.getrandbits(12) + 1, 2**13) for _ in terms]
    return total(scope, [_folded(scope, "*", x, y) for x, y in zip(shares, terms, strict=True)])


def sum_of_products(scope: Names, xs: Sequence[Meaning], ys: Sequence[Meaning]) -> Meaning:
    """The dot product of numbers."""
    scope.make_room(0, products=len(xs))
    return total(scope, [_folded(scope, "*", x, y) for x, y in zip(xs, ys, strict=True)])


# ---- Derivatives ------------------------------------------------------------------------------


def derivative(scope: Names, y: Meaning, x: Meaning) -> Meaning:
    """dy/dx: for an array x the same shape, for two columns entry [i,j] is dy[i]/dx[j]."""
    shape = _shape_of_derivative(shape_of(y), shape_of(x))
    scope.make_room(math.prod(shape) if shape else 0)
    rows = [gradients(scope, each, entries_of(x)) for each in entries_of(y)]
    return shaped(shape, [slope for row in rows for slope in row])


def gradient(scope: Names, y: Meaning, x: Meaning) -> Meaning:
    """dy/dx of numbers, everything downstream of x moving; 0 if nothing of y is downstream."""
    return gradients(scope, y, [x])[0]


def gradients(scope: Names, y: Meaning, xs: Sequence[Meaning]) -> list[Meaning]:
    """dy/dx for each x, y's unknown functions of x moving with it."""
    plain = _gradients(scope, y, xs)
    if not scope.moving or not isinstance(y, Node):
        return plain
    return [
        total(scope, [slope, *_moved(scope, y, x)]) if _is_clock(scope, x) else slope
        for slope, x in zip(plain, xs, strict=True)
    ]


def _is_clock(scope: Names, x: Meaning) -> bool:
    name = x.name if isinstance(x, Node) else ""
    return name in scope.variables and scope.variables[name] is x and scope.is_clock(name)


def _moved(scope: Names, y: Node, clock: Node) -> Iterator[Meaning]:
    """What comes to dy/dt through each unknown function: dy/dr * dr/dt."""
    above = between([y])
    pairs = [
        (x, rate)
        for name, x in list(scope.variables.items())
        if x.serial in above and (rate := scope.rate_of(name, clock.name)) is not None
    ]
    for slope, (_, rate) in zip(_gradients(scope, y, [x for x, _ in pairs]), pairs, strict=True):
        if isinstance(slope, Node) or slope != 0:
            yield _folded(scope, "*", slope, rate)


def _gradients(scope: Names, y: Meaning, xs: Sequence[Meaning]) -> list[Meaning]:
    """dy/dx for each x, by one sweep; a pair that was met before is not swept again."""
    nodes = [x for x in xs if isinstance(x, Node)] if isinstance(y, Node) else []
    if nodes:
        scope.swept.append(y)
    if missing := [x for x in nodes if (y.serial, x.serial) not in scope.slopes]:
        found = zip(missing, _swept_slopes(scope, y, missing), strict=True)
        for x, slope in found:
            scope.slopes[y.serial, x.serial] = slope
            if isinstance(slope, Node):
                scope.derived.setdefault(slope.serial, Derivative(y, x, slope))
    known = {x.serial for x in nodes}
    return [
        scope.slopes[y.serial, x.serial] if getattr(x, "serial", None) in known else Fraction(0)
        for x in xs
    ]


def _swept_slopes(scope: Names, y: Node, xs: Sequence[Node]) -> Iterator[Meaning]:
    work(6 * len(between([y])))
    slopes = list(swept_gradients(y, xs, record=True, allow_unused=True))
    if any(slope is not None and not _is_exact(slope, y.serial) for slope in slopes):
        # A sweep that starts from a symbol multiplies no floats: each stays what it means.
        one = scope.as_symbol(Fraction(1))
        slopes = list(swept_gradients(y, xs, record=True, seed=one, allow_unused=True))
    for slope in slopes:
        yield Fraction(slope or 0) if slope is None or isinstance(slope, float) else slope


def _shape_of_derivative(of: Shape, wrt: Shape) -> Shape:
    if not of or not wrt:
        return of or wrt
    if len(of) > 1 < of[-1] or len(wrt) > 1 < wrt[-1]:
        raise Misfit(
            f"the derivative of {in_words(of)} in {in_words(wrt)} has more than two indices: "
            "write it for one entry, as in dz[i]/dW[j,k]"
        )
    return (of[0], wrt[0])


def _is_exact(slope: Any, since: int) -> bool:
    """Whether no float in a derivative can be the rounded product of others."""
    if isinstance(slope, float):
        return slope * 2.0**24 % 1.0 == 0.0
    args = (arg for node in ancestors(slope, since + 1).values() for arg in node.args)
    return all(is_plain(arg) for arg in args if isinstance(arg, float))


def _exactly(symbol: str, x: Fraction, y: Fraction) -> Fraction | None:
    """Exact arithmetic on two numbers, where it stays small."""
    if symbol in _ARITHMETIC:
        return _ARITHMETIC[symbol](x, y)  # type: ignore[no-any-return]  # Fractions give Fractions
    if symbol == "/":
        return x / y if y else None
    small = y.denominator == 1 and abs(y) <= _LARGEST_POWER and (x or y >= 0)
    bits = max(x.numerator.bit_length(), x.denominator.bit_length())
    return x ** int(y) if small and bits <= _LONGEST_BASE else None
