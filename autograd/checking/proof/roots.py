"""Generators with a known square: square roots, i and |p|; and whether a form is 0 by them."""

from __future__ import annotations

from typing import Any

from ..certified.balls import flint
from .forms import Field, Form, GiveUp, Poly
from .signs import is_positive_polynomial, must_be_positive, size, size_of_factor


def root(f: Field, a: Form) -> Form:
    """The square root: sqrt(p q)/|q| for p/q, |x| for the root of x**2."""
    if a.top.is_zero():
        return a
    constant, factors = f.times(a.top, a.below).factor()
    outer, inner = _square_part(abs(int(constant)))
    result = f.number(outer)
    rest = f.context.constant(inner if constant > 0 else -inner)
    for factor, times in factors:
        result = f.mul(result, f.power(size_of_factor(f, factor), int(times) // 2))
        if times % 2 and is_positive_polynomial(f, factor):
            result = f.mul(result, _root_of_polynomial(f, factor))
        elif times % 2:
            rest = rest * factor
    must_be_positive(f, rest)
    if not rest.is_one():
        result = f.mul(result, _root_of_polynomial(f, rest))
    return f.div(result, size(f, Form(a.below, f.one)))


def _root_of_polynomial(f: Field, square: Poly) -> Form:
    return f.root_of(("root", str(square)), Form(square, f.one))


def _square_part(n: int) -> tuple[int, int]:
    """(a, b) with n = a**2 b and b free of squares."""
    outer = inner = 1
    for prime, times in flint().fmpz(n).factor() if n > 1 else ():
        outer *= int(prime) ** (times // 2)
        inner *= int(prime) ** (times % 2)
    return outer, inner


def imaginary_unit(f: Field) -> Form:
    """i."""
    return f.root_of("i", f.number(-1))


def is_zero(f: Field, a: Form) -> bool:
    """Whether the form is 0 by the relations between the generators."""
    top, below = a.top, a.below
    # A square may contain generators that were made before it: the last are replaced first.
    for index, square in sorted(f.squares, key=lambda pair: -pair[0]):
        top = _without_square(f, top, index, square)
        below = _without_square(f, below, index, square)
        if below.is_zero():
            raise GiveUp
    return bool(top.is_zero())


def _without_square(f: Field, p: Poly, index: int, square: Form) -> Poly:
    parts: dict[int, dict[Any, Any]] = {}
    for exponents, coefficient in p.to_dict().items():
        power = int(exponents[index])
        rest = (*exponents[:index], power % 2, *exponents[index + 1 :])
        parts.setdefault(power // 2, {})[rest] = coefficient
    most = max(parts, default=0)
    if most == 0:
        return p
    total = f.context.constant(0)
    for power, terms in parts.items():
        factor = square.top**power * square.below ** (most - power)
        total = total + f.times(f.context.from_dict(terms), factor)
    return total
