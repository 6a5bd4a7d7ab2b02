"""What is known of signs: which polynomials are positive, and absolute values.

An absolute value whose sign is not known is a generator with a known square, and is noted: a proof
may then look at both signs.
"""

from __future__ import annotations

from typing import Any

from .forms import Field, Form, Poly


def is_positive(f: Field, a: Form) -> bool:
    """Whether the form is certainly positive wherever it has a value."""
    return is_positive_polynomial(f, a.top) and is_positive_polynomial(f, a.below)


def is_positive_polynomial(f: Field, p: Poly) -> bool:
    """Whether p > 0 is noted, or plain: positive coefficients of positive monomials."""
    if str(p) in f.positive:
        return True
    positive = {k for key, k in f.named.items() if _is_positive_generator(f, key, k)}
    return all(
        coefficient > 0 and not any(e % 2 and k not in positive for k, e in enumerate(exponents))
        for exponents, coefficient in p.to_dict().items()
    )


def _is_positive_generator(f: Field, key: Any, index: int) -> bool:
    if key == "pi" or (isinstance(key, tuple) and key[0] in ("exp", "size", "root")):
        return True
    return str(f.generators[index]) in f.positive


def must_be_positive(f: Field, p: Poly) -> None:
    """Note what has to be positive for a logarithm or a root to have a value."""
    if f.assume and not p.is_constant():
        f.positive.add(str(p))


def size(f: Field, a: Form) -> Form:
    """|a|, as the product of its factors' absolute values."""
    return f.div(_size_of(f, a.top), _size_of(f, a.below))


def _size_of(f: Field, p: Poly) -> Form:
    if p.is_zero():
        return Form(p, f.one)
    constant, factors = p.factor()
    result = f.number(abs(int(constant)))
    for factor, times in factors:
        even = f.power(Form(factor, f.one), int(times) // 2 * 2)
        result = f.mul(result, even)
        if times % 2:
            result = f.mul(result, size_of_factor(f, factor))
    return result


def size_of_factor(f: Field, factor: Poly) -> Form:
    """|p| of a factor that FLINT gives: p or -p if the sign is known, else a root of p**2.

    The leading coefficient of such a factor is positive, so p and -p have the same one.
    """
    sign = 1 if is_positive_polynomial(f, factor) else f.signs.get(str(factor))
    if sign is not None:
        return Form(sign * factor, f.one)
    f.unsigned[str(factor)] = None
    return f.root_of(("size", str(factor)), Form(factor * factor, f.one))
