"""Exponentials as products over the terms of a sum, logarithms as sums over irreducible factors.

Each undoes the other here: exp(log p) is |p|, and the logarithm of the generator exp(u) is u.
"""

from __future__ import annotations

import functools
import math
from fractions import Fraction

from ..certified.balls import flint
from .forms import Field, Form, GiveUp, Poly
from .roots import imaginary_unit, root
from .signs import is_positive_polynomial, must_be_positive, size

FINEST_STEP = 64


class Finer(Exception):  # the proof starts again with a finer generator
    """exp(m) is needed in smaller steps than its generator stands for."""


def exp(f: Field, a: Form, imaginary: bool = False) -> Form:
    """exp(a), or exp(i a), split over the terms of a."""
    if not a.below.is_constant():
        if a.top.leading_coefficient() < 0:
            return f.power(_exp_of(f, f.neg(a), Fraction(1), imaginary), -1)
        return _exp_of(f, a, Fraction(1), imaginary)
    below = int(a.below.leading_coefficient())
    result = f.number(1)
    for exponents, coefficient in a.top.to_dict().items():
        monomial = f.context.from_dict({exponents: 1})
        rate = Fraction(int(coefficient), below)
        result = f.mul(result, _exp_of_term(f, monomial, rate, imaginary))
    return result


def _exp_of_term(f: Field, monomial: Poly, rate: Fraction, imaginary: bool) -> Form:
    if not imaginary and (inside := _inside_log(f, monomial)) is not None:
        if rate.denominator == 1:
            return f.power(size(f, inside), int(rate))
        if rate.denominator == 2:
            return f.power(root(f, size(f, inside)), int(2 * rate))
    if imaginary and monomial == f.generator("pi").top:
        return _turn(f, rate)
    return _exp_of(f, Form(monomial, f.one), rate, imaginary)


def _inside_log(f: Field, monomial: Poly) -> Form | None:
    for index, inside in f.logs.items():
        if monomial == f.generators[index]:
            return inside
    return None


def _turn(f: Field, rate: Fraction) -> Form:
    """exp(i pi rate) for multiples of a quarter turn."""
    if (2 * rate).denominator != 1:
        return _exp_of(f, f.generator("pi"), rate, True)
    return f.power(imaginary_unit(f), int(2 * rate) % 4)


def _exp_of(f: Field, a: Form, rate: Fraction, imaginary: bool) -> Form:
    """exp(rate a) or exp(i rate a), a power of the generator that stands for one step of it."""
    kind = "turn" if imaginary else "exp"
    name = f"{kind} {a.key}"
    step = f.steps.setdefault(name, 1)
    times = rate * step
    if times.denominator != 1:
        f.steps[name] = math.lcm(step, rate.denominator)
        if f.steps[name] > FINEST_STEP:
            raise GiveUp
        raise Finer
    found = f.generator((kind, a.key))
    if not imaginary:
        f.exponents[f.named[kind, a.key]] = f.div(a, f.number(step))
    return f.power(found, int(times))


def log(f: Field, a: Form) -> Form:
    """The logarithm as a sum over irreducible factors (of their absolute values)."""
    if a.top.is_zero():
        raise GiveUp
    if is_positive_polynomial(f, a.below):
        must_be_positive(f, _odd_part(f, a.top))
    return f.sub(_log_of(f, a.top), _log_of(f, a.below))


def _odd_part(f: Field, p: Poly) -> Poly:
    """The product of the factors that p has an odd number of times, up to a constant."""
    constant, factors = p.factor()
    odd = (factor for factor, times in factors if times % 2)
    return functools.reduce(lambda a, b: a * b, odd, f.one if constant > 0 else -f.one)


def _log_of(f: Field, p: Poly) -> Form:
    constant, factors = p.factor()
    terms = [_log_of_number(f, abs(int(constant)))]
    for factor, times in factors:
        terms.append(f.mul(f.number(int(times)), _log_of_factor(f, factor)))
    return functools.reduce(f.add, terms)


def _log_of_factor(f: Field, factor: Poly) -> Form:
    for index, exponent in f.exponents.items():
        if factor == f.generators[index]:
            return exponent
    return _log_generator(f, Form(factor, f.one))


def _log_of_number(f: Field, n: int) -> Form:
    if n == 1:
        return f.number(0)
    terms = []
    for prime, times in flint().fmpz(n).factor():
        found = _log_generator(f, f.number(int(prime)))
        terms.append(f.mul(f.number(int(times)), found))
    return functools.reduce(f.add, terms)


def _log_generator(f: Field, inside: Form) -> Form:
    key = ("log", str(inside.top))
    found = f.generator(key)
    f.logs[f.named[key]] = inside
    return found
