"""Exact numbers among symbols: 0.1*3 is 0.3, and pi is pi."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...formulas.text.tokens import DerivationError
from ...values.symbol import Symbol
from ..certified.balls import flint
from ..certified.constants import Constant, Number
from .grids import Grid, in_words

Meaning = Any  # a Fraction, a Symbol, a condition on symbols, or a Grid of them


@dataclass
class Numbers:
    """Leaves that stand for numbers, by the serial of the leaf: how to enclose one, and which."""

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

    def pi(self) -> Symbol:
        """The number pi."""
        return self._leaf("pi", "pi", flint().arb.pi)


def _is_plain(number: Fraction) -> bool:
    bits = number.denominator.bit_length()
    return number.denominator == 1 << (bits - 1) and bits <= 24 and abs(number.numerator) < 1 << 40
