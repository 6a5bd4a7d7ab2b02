"""Operations on meanings, folded where exact arithmetic can; and their derivatives."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from ...engine.backward import gradients
from ...engine.nary import Nary
from ...engine.node import Node
from ...engine.primitive import REGISTRY
from ...engine.walks import between
from ...support.deadlines import work
from ...values.symbol import CONDITIONS, Symbol
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
COMPARISONS = {
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
    "!=": "not_equal",
    "=": "equal",
}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_LARGEST_POWER = 64
_LONGEST_BASE = 512  # bits of a number whose power is computed exactly


class Calculus(Names):
    """What can be done with meanings; with arrays, entry by entry."""

    def operation(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        """One of + - * / ^, folded on numbers. Raises `Misfit` for shapes that differ."""
        return spread(lambda a, b: self._folded(symbol, a, b), [x, y])

    def _folded(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            folded = _folded(symbol, x, y)
            if folded is not None:
                return folded
        return self.apply(_OPERATIONS[symbol], [x, y])

    def apply(self, name: str, args: Sequence[Meaning]) -> Meaning:
        """A primitive on numbers."""
        work(6)
        if name == "neg" and isinstance(args[0], Fraction):
            return -args[0]
        op = REGISTRY[name]
        operands = [self.operand(arg) for arg in args]
        if not any(isinstance(x, Node) for x in operands):
            operands[0] = self.as_symbol(args[0])
        if isinstance(op, Nary):
            return Symbol.record(op, tuple(operands))
        return op(*operands)

    def total(self, terms: Sequence[Meaning]) -> Meaning:
        """The sum of numbers."""
        return self.collected("sum", terms)

    def collected(self, name: str, terms: Sequence[Meaning]) -> Meaning:
        """sum, prod, mean, max … of numbers, folded where exact arithmetic can."""
        fold = _FOLDS.get(name)
        if fold is not None and all(isinstance(x, Fraction) for x in terms):
            return fold(terms)
        return terms[0] if len(terms) == 1 and name in _FOLDS else self.apply(name, terms)

    def combined(self, terms: Sequence[Meaning]) -> Meaning:
        """A sum of multiples of numbers, so many of each that no difference is made up for."""
        random = Random(len(terms))
        shares = [Fraction(2 * random.getrandbits(12) + 1, 2**13) for _ in terms]
        return self.total([self._folded("*", x, y) for x, y in zip(shares, terms, strict=True)])

    def sum_of_products(self, xs: Sequence[Meaning], ys: Sequence[Meaning]) -> Meaning:
        """The dot product of numbers."""
        self.make_room(0, products=len(xs))
        return self.total([self._folded("*", x, y) for x, y in zip(xs, ys, strict=True)])

    def condition(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        """A comparison; of two numbers it is True or False at once."""
        name = COMPARISONS[symbol]
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            return CONDITIONS[name].on_floats(x, y)
        return Symbol.record(CONDITIONS[name], (self.as_symbol(x), self.operand(y)))

    # ---- Derivatives ----

    def derivative(self, y: Meaning, x: Meaning) -> Meaning:
        """dy/dx: for an array x the same shape, for two columns entry [i,j] is dy[i]/dx[j]."""
        shape = _shape_of_derivative(shape_of(y), shape_of(x))
        self.make_room(math.prod(shape) if shape else 0)
        rows = [self.gradients(each, entries_of(x)) for each in entries_of(y)]
        return shaped(shape, [slope for row in rows for slope in row])

    def gradient(self, y: Meaning, x: Meaning) -> Meaning:
        """dy/dx of numbers, everything downstream of x moving; 0 if nothing of y is downstream."""
        return self.gradients(y, [x])[0]

    def gradients(self, y: Meaning, xs: Sequence[Meaning]) -> list[Meaning]:
        """dy/dx for each x, by one sweep; a pair that was met before is not swept again."""
        nodes = [x for x in xs if isinstance(x, Node)] if isinstance(y, Node) else []
        if nodes:
            self.swept.append(y)
        if missing := [x for x in nodes if (y.serial, x.serial) not in self._slopes]:
            found = zip(missing, self._swept_slopes(y, missing), strict=True)
            for x, slope in found:
                self._slopes[y.serial, x.serial] = slope
                if isinstance(slope, Node):
                    self.derived.setdefault(slope.serial, Derivative(y, x, slope))
        known = {x.serial for x in nodes}
        return [
            self._slopes[y.serial, x.serial] if getattr(x, "serial", None) in known else Fraction(0)
            for x in xs
        ]

    def _swept_slopes(self, y: Node, xs: Sequence[Node]) -> Iterator[Meaning]:
        work(6 * len(between([y])))
        slopes = list(gradients(y, xs, record=True, allow_unused=True))
        if any(slope is not None and not _is_exact(slope, y.serial) for slope in slopes):
            # A sweep that starts from a symbol multiplies no floats: each stays what it means.
            one = self.as_symbol(Fraction(1))
            slopes = list(gradients(y, xs, record=True, seed=one, allow_unused=True))
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
    waiting, seen = [slope], {slope.serial}
    for node in waiting:
        for arg in node.args:
            if not isinstance(arg, Node):
                if isinstance(arg, float) and not is_plain(arg):
                    return False
            elif arg.serial > since and arg.serial not in seen:
                seen.add(arg.serial)
                waiting.append(arg)
    return True


def _folded(symbol: str, x: Fraction, y: Fraction) -> Fraction | None:
    """Exact arithmetic on two numbers, where it stays small."""
    if symbol in _ARITHMETIC:
        return _ARITHMETIC[symbol](x, y)  # type: ignore[no-any-return]  # Fractions give Fractions
    if symbol == "/":
        return x / y if y else None
    small = y.denominator == 1 and abs(y) <= _LARGEST_POWER and (x or y >= 0)
    bits = max(x.numerator.bit_length(), x.denominator.bit_length())
    return x ** int(y) if small and bits <= _LONGEST_BASE else None
