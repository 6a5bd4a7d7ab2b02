"""The floats that stand for other numbers, as forms: what balls are made from, forms are, too.

>>> field = Field({}, {})
>>> form_of(0.5, field) == field.number(Fraction(1, 2))
True
>>> from autograd.support.constants import ROOT2
>>> str(form_of(ROOT2, field).top)
'g0'
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

from ...support.constants import EXACTLY
from .exponentials import log
from .forms import Field, Form, GiveUp
from .roots import root

LARGEST = 2**53  # a whole number whose reciprocal a float stands for: larger ones are rounded


def form_of(number: float, field: Field) -> Form:
    """The number that a float stands for: one that it rounds, a reciprocal, or a decimal."""
    exactly = EXACTLY.get(number)
    if exactly is not None:
        return exactly(Numbers(field)).form  # type: ignore[no-any-return]  # a Quantity
    if not isfinite(number):
        raise GiveUp
    reciprocal = round(1.0 / number) if 0.0 < abs(number) < 1.0 else 0
    if 0 < abs(reciprocal) < LARGEST and 1.0 / reciprocal == number:
        return field.number(Fraction(1, reciprocal))
    dyadic = number * 2.0**24 % 1.0 == 0.0
    return field.number(Fraction(number) if dyadic else Fraction(repr(number)))


@dataclass(frozen=True)
class Numbers:
    """Makes numbers as forms, with the words of the type of balls."""

    field: Field

    def __call__(self, value: int | str) -> Quantity:
        """A whole number, or a decimal."""
        return Quantity(self.field, self.field.number(Fraction(value)))

    def pi(self) -> Quantity:
        """The number pi."""
        return Quantity(self.field, self.field.generator("pi"))

    def const_log2(self) -> Quantity:
        """The logarithm of 2."""
        return Quantity(self.field, log(self.field, self.field.number(2)))

    def const_log10(self) -> Quantity:
        """The logarithm of 10."""
        return Quantity(self.field, log(self.field, self.field.number(10)))


@dataclass(frozen=True)
class Quantity:
    """A form that computes like a ball."""

    field: Field
    form: Form

    def _of(self, other: Quantity | int) -> Form:
        return other.form if isinstance(other, Quantity) else self.field.number(other)

    def __mul__(self, other: Quantity | int) -> Quantity:
        return Quantity(self.field, self.field.mul(self.form, self._of(other)))

    __rmul__ = __mul__

    def __truediv__(self, other: Quantity | int) -> Quantity:
        return Quantity(self.field, self.field.div(self.form, self._of(other)))

    def __rtruediv__(self, other: int) -> Quantity:
        return Quantity(self.field, self.field.div(self._of(other), self.form))

    def sqrt(self) -> Quantity:
        """The square root."""
        return Quantity(self.field, root(self.field, self.form))
