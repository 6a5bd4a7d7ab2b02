"""Exponential normal form: formulas as quotients of polynomials in a few generators.

A generator is a variable, an exponential exp(m/d) of a monomial m, the logarithm of an irreducible
polynomial, a square root, pi, i, or an unknown function of a form. Exponentials of sums are split
into products, logarithms of products into sums, sin and cos are written with exp(i u): two
formulas of calculus are then equal when the numerator of their difference is the polynomial 0.
That direction is a proof; the other is not attempted here. This module knows quotients and which
generators there are; what roots, sizes, exponentials and logarithms are follows in the next.

The polynomials are FLINT's (W. Hart et al., "FLINT: Fast Library for Number Theory").
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from ...support.deadlines import work
from ..certified.balls import flint

Poly: TypeAlias = Any  # flint.fmpz_mpoly
Rule: TypeAlias = Callable[..., "Form"]  # of the field and the arguments of a primitive
MOST_TERMS = 1200  # of a polynomial, before a proof is given up
MOST_GENERATORS = 48
LARGEST_EXPONENT = 4096
LARGEST_DEGREE = 1_000_000  # greatest common divisors of higher ones fill the memory


class GiveUp(Exception):  # not an error: the formula is decided by points instead
    """No proof within the limits."""


@dataclass(frozen=True)
class Form:
    """A quotient of two polynomials in lowest terms."""

    top: Poly
    below: Poly

    @property
    def key(self) -> str:
        """A text that equal forms share."""
        return f"{self.top}/{self.below}"


@functools.cache
def _ring() -> tuple[Any, tuple[Poly, ...]]:
    names = tuple(f"g{k}" for k in range(MOST_GENERATORS))
    context = flint().fmpz_mpoly_ctx.get(names, "lex")
    return context, context.gens()


class Field:
    """The forms over the generators met so far, and what the generators satisfy."""

    def __init__(self, steps: dict[str, int], signs: dict[str, int]) -> None:
        self.context, self.generators = _ring()
        self.steps = steps  # of the exponential of each monomial
        self.signs = signs  # of polynomials, in the case that is looked at
        self.assume = True  # that log and sqrt have values wherever they stand
        self.positive: set[str] = set()  # polynomials
        self.unsigned: dict[str, None] = {}  # polynomials whose absolute value was needed
        self.named: dict[Any, int] = {}
        self.squares: list[tuple[int, Form]] = []  # generator number, its square
        self.logs: dict[int, Form] = {}  # log|f| -> f
        self.exponents: dict[int, Form] = {}  # exp(u) -> u

    def number(self, value: Fraction | int) -> Form:
        """A rational number."""
        value = Fraction(value)
        return Form(
            self.context.constant(value.numerator), self.context.constant(value.denominator)
        )

    def add(self, a: Form, b: Form) -> Form:
        """a + b."""
        if a.below == b.below:
            return self.reduced(a.top + b.top, a.below)
        return self.reduced(
            self.times(a.top, b.below) + self.times(b.top, a.below), self.times(a.below, b.below)
        )

    def neg(self, a: Form) -> Form:
        """-a."""
        return Form(-a.top, a.below)

    def sub(self, a: Form, b: Form) -> Form:
        """a - b."""
        return self.add(a, self.neg(b))

    def mul(self, a: Form, b: Form) -> Form:
        """a b."""
        return self.reduced(self.times(a.top, b.top), self.times(a.below, b.below))

    def div(self, a: Form, b: Form) -> Form:
        """a / b."""
        if b.top.is_zero():
            raise GiveUp
        return self.reduced(self.times(a.top, b.below), self.times(a.below, b.top))

    def power(self, a: Form, n: int) -> Form:
        """a**n for an integer n."""
        many = max(len(a.top), len(a.below))
        if abs(n) * max(a.top.total_degree(), a.below.total_degree()) > LARGEST_DEGREE:
            raise GiveUp
        if abs(n) > LARGEST_EXPONENT or math.comb(abs(n) + many - 1, many - 1) > MOST_TERMS:
            raise GiveUp
        top, below = (a.top, a.below) if n >= 0 else (a.below, a.top)
        if below.is_zero():
            raise GiveUp
        return self.reduced(top ** abs(n), below ** abs(n))

    def times(self, p: Poly, q: Poly) -> Poly:
        """p q, while it is not too long."""
        if len(p) * len(q) > 40 * MOST_TERMS:
            raise GiveUp
        work(4 + len(p) * len(q) // 20)
        product = p * q
        if len(product) > MOST_TERMS:
            raise GiveUp
        return product

    def reduced(self, top: Poly, below: Poly) -> Form:
        """top / below in lowest terms, the leading coefficient below positive."""
        long = min(len(top), len(below)) > 1
        work(10 + (10 if long else 1) * (len(top) + len(below)))  # of the greatest common divisor
        if top.is_zero():
            return Form(top, self.context.constant(1))
        common = top.gcd(below)
        if not common.is_one():
            top, below = top // common, below // common
        if below.leading_coefficient() < 0:
            top, below = -top, -below
        return Form(top, below)

    def generator(self, key: Any) -> Form:
        """The generator of this key, as a form."""
        return Form(self.generators[self._index(key)], self.context.constant(1))

    def _index(self, key: Any) -> int:
        if key not in self.named:
            if len(self.named) == MOST_GENERATORS:
                raise GiveUp
            self.named[key] = len(self.named)
        return self.named[key]

    def root_of(self, key: Any, square: Form) -> Form:
        """The generator of this key, which stands for a root of `square`."""
        new = key not in self.named
        found = self.generator(key)
        if new:
            self.squares.append((self.named[key], square))
        return found

    @property
    def one(self) -> Poly:
        """The polynomial 1."""
        return self.context.constant(1)

    def whole_part(self, a: Form) -> int:
        """The integer that a sum has as a term; 0 if there is none."""
        if not a.below.is_constant():
            return 0
        constant = a.top.to_dict().get((0,) * MOST_GENERATORS, 0)
        below = int(a.below.leading_coefficient())
        return int(constant) // below if int(constant) % below == 0 else 0


def total(field: Field, forms: Iterable[Form]) -> Form:
    """The sum of forms."""
    return functools.reduce(field.add, forms, field.number(0))


def constant(p: Poly) -> Any:
    """The number that a constant polynomial is."""
    return 0 if p.is_zero() else p.leading_coefficient()


def unknown(field: Field, name: str, *args: Form) -> Form:
    """A function of which nothing is known but that equal arguments give equal values."""
    return field.generator((name, *(arg.key for arg in args)))
