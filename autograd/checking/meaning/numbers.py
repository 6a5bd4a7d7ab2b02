"""Exact numbers among symbols: 0.1*3 is 0.3, and pi is pi."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...engine.nary import Nary
from ...engine.node import Node
from ...engine.primitive import REGISTRY
from ...formulas.text.tokens import DerivationError
from ...support.deadlines import work
from ...values.symbol import CONDITIONS, Symbol
from ..certified.balls import flint
from ..certified.constants import Constant, Number
from .grids import Grid, in_words

COMPARISONS = {
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
    "!=": "not_equal",
    "=": "equal",
}

Meaning = Any  # a Fraction, a Symbol, a condition on symbols, or a Grid of them


@dataclass(frozen=True)
class ExactNumbers:
    """Leaves that stand for numbers, and operations on numbers.

    By the serial of a leaf `constants` says how to enclose its number, and `exact` which it is.
    """

    constants: dict[int, Constant] = field(default_factory=dict)
    exact: dict[int, Fraction | str] = field(default_factory=dict)
    _numbers: dict[Any, Symbol] = field(default_factory=dict)

    def as_symbol(self, meaning: Meaning) -> Symbol:
        """A meaning as a symbol; a number becomes a leaf that stands for it exactly."""
        if isinstance(meaning, Symbol):
            return meaning
        if isinstance(meaning, float):
            meaning = Fraction(meaning)
        if isinstance(meaning, Fraction):
            return self._leaf(meaning, str(meaning), Number(meaning))
        if isinstance(meaning, Grid):
            raise DerivationError(f"a number is wanted here; got {in_words(meaning.shape)}")
        return meaning  # type: ignore[no-any-return]  # a condition on symbols is a Symbol too

    def _leaf(self, key: Any, name: str, make: Constant) -> Symbol:
        if key not in self._numbers:
            leaf = self._numbers[key] = Symbol(name)
            self.constants[leaf.serial] = make
            self.exact[leaf.serial] = key
        return self._numbers[key]

    def number(self, meaning: Meaning) -> Fraction | None:
        """The number that a meaning is, also by the name of one (n = 3); None if it is none."""
        while isinstance(meaning, Symbol) and meaning.op is not None:
            if meaning.op.name != "identity":
                return None
            meaning = meaning.args[0]
        value = self.exact.get(meaning.serial) if isinstance(meaning, Symbol) else meaning
        return value if isinstance(value, Fraction) else None

    def operand(self, meaning: Meaning) -> Any:
        """A meaning as an operation takes it: floats for the numbers that they hold exactly."""
        if isinstance(meaning, Fraction) and _is_plain(meaning):
            return float(meaning)
        return self.as_symbol(meaning)

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

    def condition(self, symbol: str, x: Meaning, y: Meaning) -> Meaning:
        """A comparison; of two numbers it is True or False at once."""
        name = COMPARISONS[symbol]
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            return CONDITIONS[name].on_floats(x, y)
        return Symbol.record(CONDITIONS[name], (self.as_symbol(x), self.operand(y)))

    def pi(self) -> Symbol:
        """The number pi."""
        return self._leaf("pi", "pi", flint().arb.pi)


def _is_plain(number: Fraction) -> bool:
    bits = number.denominator.bit_length()
    return number.denominator == 1 << (bits - 1) and bits <= 24 and abs(number.numerator) < 1 << 40
