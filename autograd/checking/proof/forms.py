"""Exponential normal form: formulas as quotients of polynomials in a few generators.

A generator is a variable, an exponential exp(m/d) of a monomial m, the logarithm of an irreducible
polynomial, a square root, pi, i, or an unknown function of a form. Exponentials of sums are split
into products, logarithms of products into sums, sin and cos are written with exp(i u): two
formulas of calculus are then equal when the numerator of their difference is the polynomial 0.
That direction is a proof; the other is not attempted here.

The polynomials are FLINT's (W. Hart et al., "FLINT: Fast Library for Number Theory").
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from time import perf_counter
from typing import Any, TypeAlias

from ..certified.balls import flint

Poly: TypeAlias = Any  # flint.fmpz_mpoly
MOST_TERMS = 1200  # of a polynomial, before a proof is given up
MOST_GENERATORS = 48
LARGEST_EXPONENT = 4096


class GiveUp(Exception):  # not an error: the formula is decided by points instead
    """No proof within the limits."""


class Finer(Exception):  # the proof starts again with a finer generator
    """exp(m) is needed in smaller steps than its generator stands for."""


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

    def __init__(
        self, steps: dict[str, int], signs: dict[str, int], deadline: float = math.inf
    ) -> None:
        self.context, self.generators = _ring()
        self.deadline = deadline
        self.steps = steps  # of the exponential of each monomial
        self.signs = signs  # of polynomials, in the case that is looked at
        self.assume = True  # that log and sqrt have values wherever they stand
        self.positive: set[str] = set()  # polynomials
        self.unsigned: dict[str, None] = {}  # polynomials whose absolute value was needed
        self.named: dict[Any, int] = {}
        self.squares: list[tuple[int, Form]] = []  # generator number, its square
        self.logs: dict[int, Form] = {}  # log|f| -> f
        self.exponents: dict[int, Form] = {}  # exp(u) -> u

    # ---- Arithmetic ----

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
            self._times(a.top, b.below) + self._times(b.top, a.below), self._times(a.below, b.below)
        )

    def neg(self, a: Form) -> Form:
        """-a."""
        return Form(-a.top, a.below)

    def sub(self, a: Form, b: Form) -> Form:
        """a - b."""
        return self.add(a, self.neg(b))

    def mul(self, a: Form, b: Form) -> Form:
        """a b."""
        return self.reduced(self._times(a.top, b.top), self._times(a.below, b.below))

    def div(self, a: Form, b: Form) -> Form:
        """a / b."""
        if b.top.is_zero():
            raise GiveUp
        return self.reduced(self._times(a.top, b.below), self._times(a.below, b.top))

    def power(self, a: Form, n: int) -> Form:
        """a**n for an integer n."""
        many = max(len(a.top), len(a.below))
        if abs(n) > LARGEST_EXPONENT or math.comb(abs(n) + many - 1, many - 1) > MOST_TERMS:
            raise GiveUp
        top, below = (a.top, a.below) if n >= 0 else (a.below, a.top)
        if below.is_zero():
            raise GiveUp
        return self.reduced(top ** abs(n), below ** abs(n))

    def _times(self, p: Poly, q: Poly) -> Poly:
        if len(p) * len(q) > 40 * MOST_TERMS:
            raise GiveUp
        product = p * q
        if len(product) > MOST_TERMS:
            raise GiveUp
        return product

    def reduced(self, top: Poly, below: Poly) -> Form:
        """top / below in lowest terms, the leading coefficient below positive."""
        if perf_counter() > self.deadline:
            raise GiveUp
        if top.is_zero():
            return Form(top, self.context.constant(1))
        common = top.gcd(below)
        if not common.is_one():
            top, below = top // common, below // common
        if below.leading_coefficient() < 0:
            top, below = -top, -below
        return Form(top, below)

    # ---- Generators ----

    def generator(self, key: Any) -> Form:
        """The generator of this key, as a form."""
        return Form(self.generators[self._index(key)], self.context.constant(1))

    def _index(self, key: Any) -> int:
        if key not in self.named:
            if len(self.named) == MOST_GENERATORS:
                raise GiveUp
            self.named[key] = len(self.named)
        return self.named[key]

    def root(self, a: Form) -> Form:
        """The square root: sqrt(p q)/|q| for p/q, |x| for the root of x**2."""
        if a.top.is_zero():
            return a
        constant, factors = self._times(a.top, a.below).factor()
        outer, inner = _square_part(abs(int(constant)))
        result = self.number(outer)
        rest = self.context.constant(inner if constant > 0 else -inner)
        for factor, times in factors:
            result = self.mul(result, self.power(self._size_of_factor(factor), int(times) // 2))
            if times % 2 and self._is_positive(factor):
                result = self.mul(result, self._square_root(factor))
            elif times % 2:
                rest = rest * factor
        self._must_be_positive(rest)
        if not rest.is_one():
            result = self.mul(result, self._square_root(rest))
        return self.div(result, self.size(Form(a.below, self._one)))

    def _square_root(self, square: Poly) -> Form:
        key = ("root", str(square))
        new = key not in self.named
        found = self.generator(key)
        if new:
            self.squares.append((self.named[key], Form(square, self._one)))
        return found

    @property
    def _one(self) -> Poly:
        return self.context.constant(1)

    def size(self, a: Form) -> Form:
        """|a|, as the product of its factors' absolute values."""
        return self.div(self._size_of(a.top), self._size_of(a.below))

    def _size_of(self, p: Poly) -> Form:
        if p.is_zero():
            return Form(p, self._one)
        constant, factors = p.factor()
        result = self.number(abs(int(constant)))
        for factor, times in factors:
            even = self.power(Form(factor, self._one), int(times) // 2 * 2)
            result = self.mul(result, even)
            if times % 2:
                result = self.mul(result, self._size_of_factor(factor))
        return result

    def _size_of_factor(self, factor: Poly) -> Form:
        """|f|: f or -f where the sign is known, else a generator whose square is f**2."""
        if factor.leading_coefficient() < 0:
            factor = -factor
        sign = 1 if self._is_positive(factor) else self.signs.get(str(factor))
        if sign is not None:
            return Form(sign * factor, self._one)
        self.unsigned[str(factor)] = None
        key = ("size", str(factor))
        new = key not in self.named
        found = self.generator(key)
        if new:
            self.squares.append((self.named[key], Form(factor * factor, self._one)))
        return found

    def _must_be_positive(self, p: Poly) -> None:
        """Note what has to be positive for a logarithm or a root to have a value."""
        if self.assume and not p.is_constant():
            self.positive.add(str(p))

    def _is_positive(self, p: Poly) -> bool:
        """Whether p > 0 is noted, or plain: positive coefficients of positive monomials."""
        if str(p) in self.positive:
            return True
        positive = {k for key, k in self.named.items() if self._is_positive_generator(key, k)}
        return all(
            coefficient > 0
            and not any(e % 2 and k not in positive for k, e in enumerate(exponents))
            for exponents, coefficient in p.to_dict().items()
        )

    def is_positive(self, a: Form) -> bool:
        """Whether the form is certainly positive wherever it has a value."""
        return self._is_positive(a.top) and self._is_positive(a.below)

    def whole_part(self, a: Form) -> int:
        """The integer that a sum has as a term; 0 if there is none."""
        if not a.below.is_constant():
            return 0
        constant = a.top.to_dict().get((0,) * MOST_GENERATORS, 0)
        below = int(a.below.leading_coefficient())
        return int(constant) // below if int(constant) % below == 0 else 0

    def _is_positive_generator(self, key: Any, index: int) -> bool:
        if key == "pi" or (isinstance(key, tuple) and key[0] in ("exp", "size", "root")):
            return True
        return str(self.generators[index]) in self.positive

    # ---- Exponentials and logarithms ----

    def exp(self, a: Form, imaginary: bool = False) -> Form:
        """exp(a), or exp(i a), split over the terms of a."""
        if not a.below.is_constant():
            if a.top.leading_coefficient() < 0:
                return self.power(self._exp_of(self.neg(a), Fraction(1), imaginary), -1)
            return self._exp_of(a, Fraction(1), imaginary)
        below = int(a.below.leading_coefficient())
        result = self.number(1)
        for exponents, coefficient in a.top.to_dict().items():
            monomial = self.context.from_dict({exponents: 1})
            rate = Fraction(int(coefficient), below)
            result = self.mul(result, self._exp_of_term(monomial, rate, imaginary))
        return result

    def _exp_of_term(self, monomial: Poly, rate: Fraction, imaginary: bool) -> Form:
        if not imaginary and (inside := self._inside_log(monomial)) is not None:
            if rate.denominator == 1:
                return self.power(self.size(inside), int(rate))
            if rate.denominator == 2:
                return self.power(self.root(self.size(inside)), int(2 * rate))
        if imaginary and monomial == self.generator("pi").top:
            return self._turn(rate)
        return self._exp_of(Form(monomial, self._one), rate, imaginary)

    def _inside_log(self, monomial: Poly) -> Form | None:
        for index, inside in self.logs.items():
            if monomial == self.generators[index]:
                return inside
        return None

    def _turn(self, rate: Fraction) -> Form:
        """exp(i pi rate) for multiples of a quarter turn."""
        if (2 * rate).denominator != 1:
            return self._exp_of(self.generator("pi"), rate, True)
        return self.power(self.imaginary(), int(2 * rate) % 4)

    def imaginary(self) -> Form:
        """i."""
        new = "i" not in self.named
        found = self.generator("i")
        if new:
            self.squares.append((self.named["i"], self.number(-1)))
        return found

    def _exp_of(self, a: Form, rate: Fraction, imaginary: bool) -> Form:
        kind = "turn" if imaginary else "exp"
        name = f"{kind} {a.key}"
        step = self.steps.setdefault(name, 1)
        times = rate * step
        if times.denominator != 1:
            self.steps[name] = math.lcm(step, rate.denominator)
            if self.steps[name] > 64:
                raise GiveUp
            raise Finer
        if abs(times) > LARGEST_EXPONENT:
            raise GiveUp
        found = self.generator((kind, a.key))
        if not imaginary:
            self.exponents[self.named[kind, a.key]] = self.div(a, self.number(step))
        return self.power(found, int(times))

    def log(self, a: Form) -> Form:
        """The logarithm as a sum over irreducible factors (of their absolute values)."""
        if a.top.is_zero():
            raise GiveUp
        if a.below.is_constant() or self._is_positive(a.below):
            self._must_be_positive(_without_squares(a.top, self._one))
        return self.sub(self._log_of(a.top), self._log_of(a.below))

    def _log_of(self, p: Poly) -> Form:
        constant, factors = p.factor()
        terms = [self._log_of_number(abs(int(constant)))]
        for factor, times in factors:
            terms.append(self.mul(self.number(int(times)), self._log_of_factor(factor)))
        return functools.reduce(self.add, terms)

    def _log_of_factor(self, factor: Poly) -> Form:
        if factor.leading_coefficient() < 0:
            factor = -factor
        for index, exponent in self.exponents.items():
            if factor == self.generators[index]:
                return exponent
        key = ("log", str(factor))
        found = self.generator(key)
        self.logs[self.named[key]] = Form(factor, self._one)
        return found

    def _log_of_number(self, n: int) -> Form:
        if n == 1:
            return self.number(0)
        terms = []
        for prime, times in flint().fmpz(n).factor():
            found = self.generator(("log", str(prime)))
            self.logs[self.named["log", str(prime)]] = self.number(int(prime))
            terms.append(self.mul(self.number(int(times)), found))
        return functools.reduce(self.add, terms)

    # ---- The verdict ----

    def is_zero(self, a: Form) -> bool:
        """Whether the form is 0 by the relations between the generators."""
        top, below = a.top, a.below
        # A square may contain generators that were made before it: the last are replaced first.
        for index, square in sorted(self.squares, key=lambda pair: -pair[0]):
            top = self._without_square(top, index, square)
            below = self._without_square(below, index, square)
            if below.is_zero():
                raise GiveUp
        return bool(top.is_zero())

    def _without_square(self, p: Poly, index: int, square: Form) -> Poly:
        parts: dict[int, dict[Any, Any]] = {}
        for exponents, coefficient in p.to_dict().items():
            power = int(exponents[index])
            rest = (*exponents[:index], power % 2, *exponents[index + 1 :])
            parts.setdefault(power // 2, {})[rest] = coefficient
        most = max(parts, default=0)
        if most == 0:
            return p
        total = self.context.constant(0)
        for power, terms in parts.items():
            factor = square.top**power * square.below ** (most - power)
            total = total + self._times(self.context.from_dict(terms), factor)
        return total


def _without_squares(p: Poly, one: Poly) -> Poly:
    """The product of the factors that p has an odd number of times, up to a constant."""
    constant, factors = p.factor()
    odd = (factor for factor, times in factors if times % 2)
    return functools.reduce(lambda a, b: a * b, odd, one if constant > 0 else -one)


def _square_part(n: int) -> tuple[int, int]:
    """(a, b) with n = a**2 b and b free of squares."""
    outer = inner = 1
    for prime, times in flint().fmpz(n).factor() if n > 1 else ():
        outer *= int(prime) ** (times // 2)
        inner *= int(prime) ** (times % 2)
    return outer, inner


def total(field: Field, forms: Iterable[Form]) -> Form:
    """The sum of forms."""
    return functools.reduce(field.add, forms, field.number(0))
