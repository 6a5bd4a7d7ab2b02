"""Operations on meanings, folded where exact arithmetic can; and their derivatives."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ..backward import gradients
from ..composite import Nary
from ..node import Node
from ..primitive import REGISTRY
from ..symbol import CONDITIONS, Symbol
from .balls import exact, is_plain
from .names import Meaning, Names
from .tree import Tree

_COMPARISONS = {
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
    """What can be done with meanings."""

    def _operation(self, symbol: str, x: Meaning, y: Meaning, tree: Tree) -> Meaning:
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            folded = _folded(symbol, x, y)
            if folded is not None:
                return folded
        name = {"+": "add", "-": "sub", "*": "mul", "/": "div", "^": "pow"}[symbol]
        return self.apply(name, [x, y])

    def apply(self, name: str, args: Sequence[Meaning]) -> Meaning:
        """A primitive on meanings."""
        if name == "neg" and isinstance(args[0], Fraction):
            return -args[0]
        op = REGISTRY[name]
        operands = [self.operand(arg) for arg in args]
        if not any(isinstance(x, Node) for x in operands):
            operands[0] = self.as_symbol(args[0])
        if isinstance(op, Nary):
            return Symbol.record(op, tuple(operands))
        return op(*operands)

    def _condition(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        return Symbol.record(CONDITIONS[_COMPARISONS[symbol]], (self.as_symbol(x), self.operand(y)))

    def gradient(self, y: Meaning, x: Meaning) -> Meaning:
        """dy/dx, everything downstream of x moving; 0 if nothing of y is downstream."""
        if not isinstance(y, Node) or not isinstance(x, Node):
            return Fraction(0)
        self.swept.append(y)
        (slope,) = gradients(y, [x], record=True, allow_unused=True)
        if slope is None:
            return Fraction(0)
        if not _is_exact(slope, y.serial):
            # A sweep that starts from a symbol multiplies no floats: each stays what it means.
            one = self._leaf(Fraction(1), "1", lambda: exact(1))
            (slope,) = gradients(y, [x], record=True, seed=one, allow_unused=True)
        return Fraction(slope) if isinstance(slope, float) else slope


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
