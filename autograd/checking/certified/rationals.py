"""Rational numbers among the values of a program: whether two numbers tie there is decided.

An enclosure of 0.3 - 3*0.1 holds 0 and more, at any precision. Computed in rational numbers it is
0, and a kink is there. An enclosure that is arithmetic on balls serves rational numbers as well.

>>> from autograd.values.symbol import Symbol
>>> from autograd.checking.certified.program import Program
>>> x = Symbol("x")
>>> program = Program([(x - 0.1).relu(), x.exp()], [x])
>>> values = rationals(program, [Fraction(3, 10)])
>>> [values[root] for root in program.roots]
[Rational(1, 5), undefined]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ...engine.primitive import Primitive
from ...ops.choice import where
from .balls import UNDEFINED, Undefined

if TYPE_CHECKING:
    from .program import Program

LONGEST = 4096  # bits of a number that is kept: repeated squaring has no end otherwise


class Rational(Fraction):
    """A rational number that is asked what a ball is asked: its radius is 0."""

    __slots__ = ()

    def __pow__(self, exponent: Any) -> Any:
        size = self.numerator.bit_length() + self.denominator.bit_length()
        if size * abs(exponent) > 2 * LONGEST:
            raise OverflowError
        return Rational(super().__pow__(exponent))

    def is_zero(self) -> bool:
        """Whether it is 0."""
        return self == 0

    def is_exact(self) -> bool:
        """Always: there is no radius."""
        return True

    def is_finite(self) -> bool:
        """Always."""
        return True

    def contains(self, number: int) -> bool:
        """Whether it is this number."""
        return self == number

    def is_integer(self) -> bool:
        """Whether it is whole."""
        return self.denominator == 1

    def unique_fmpz(self) -> int:
        """The integer that it is."""
        return self.numerator

    def sgn(self) -> Rational:
        """-1, 0 or 1."""
        return Rational((self > 0) - (self < 0))

    def max(self, other: Fraction) -> Fraction:
        """The larger of two."""
        return max(self, other)

    def min(self, other: Fraction) -> Fraction:
        """The smaller of two."""
        return min(self, other)

    def floor(self) -> Rational:
        """The largest integer below."""
        return Rational(self.numerator // self.denominator)


def _closed(operation: str) -> Callable[..., Any]:
    """An operation of fractions whose result is one of ours."""
    of_fractions = getattr(Fraction, operation)

    def of_rationals(*xs: Fraction) -> Any:
        value = of_fractions(*xs)
        return value if value is NotImplemented else Rational(value)

    return of_rationals


for _each in ("add", "sub", "mul", "truediv"):
    setattr(Rational, f"__{_each}__", _closed(f"__{_each}__"))
    setattr(Rational, f"__r{_each}__", _closed(f"__r{_each}__"))
for _each in ("neg", "abs", "pos"):
    setattr(Rational, f"__{_each}__", _closed(f"__{_each}__"))


def rationals(program: Program, inputs: Sequence[Fraction | None]) -> list[Any]:
    """Every value that is a rational number, or a condition on them; `UNDEFINED` for the others."""
    numbers = [*inputs, *(getattr(make, "number", None) for make in program.constants)]
    values: list[Any] = [UNDEFINED if x is None else Rational(x) for x in numbers]
    for function, slots, op in program.code:
        args = [values[i] for i in slots]
        if op is where and isinstance(args[0], bool):
            values.append(args[1] if args[0] else args[2])
        else:
            known = UNDEFINED not in args and _is_written(op)
            values.append(_value(function, args) if known else UNDEFINED)
    return values


def _is_written(op: Primitive) -> bool:
    """Whether the enclosure is written in Python; a method of balls takes nothing but balls."""
    return op.ball is not None or op.definition is not None


def _value(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """The function's value if it is arithmetic, and not too long."""
    try:
        value = function(*args)
    except (ArithmeticError, AttributeError, TypeError, ValueError, Undefined):
        return UNDEFINED
    if isinstance(value, bool) or not isinstance(value, Fraction | int):
        return value if isinstance(value, bool) else UNDEFINED
    short = max(value.numerator.bit_length(), value.denominator.bit_length()) <= LONGEST
    return Rational(value) if short else UNDEFINED
