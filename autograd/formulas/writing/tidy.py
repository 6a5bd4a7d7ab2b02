"""Derivatives as one would write them by hand: no factor 1, no term 0, one number in front."""

from __future__ import annotations

from collections.abc import Sequence

from .lists import product
from .names import PRODUCT, Written, bracketed, number
from .templates import fill


def tidy(op: str, args: Sequence[Written]) -> Written | None:
    """The operation without what changes nothing (× 1, + 0, ^ 1) and with one number in front.

    None where its template serves as well.
    """
    if op == "neg":
        return scaled(-1.0, args[0])
    if len(args) != 2:
        return None
    left, right = args
    if op == "mul":
        return _times(left, right)
    if op == "add":
        return _plus(left, right)
    if op == "sub":
        return left if right.number == 0.0 else scaled(-1.0, right) if left.number == 0.0 else None
    if op == "div" and right.number == 1.0:
        return left
    return _power(op, left, right)


def scaled(factor: float, part: Written) -> Written | None:
    """A number times a formula, joined with the number in front of it; None if that gets longer."""
    if part.number is not None:
        return _shorter(factor, part.number, None)
    if part.core is None:
        return _with_factor(factor, part)
    return _shorter(factor, part.factor, part.core)


def _shorter(a: float, b: float, core: Written | None) -> Written | None:
    """a b times `core`, unless rounding gave the product many digits."""
    if len(repr(a * b)) > len(repr(a)) + len(repr(b)):
        return None
    return number(a * b) if core is None else _with_factor(a * b, core)


def _with_factor(factor: float, core: Written) -> Written:
    if factor == 0.0:
        return number(0.0)
    if factor == 1.0:
        return core
    if factor == -1.0:
        text = f"-{core.text if core.level >= PRODUCT else bracketed(core)}"
    else:
        text = product([number(factor), core]).text
    return Written(text, PRODUCT, None, factor, core)


def _times(left: Written, right: Written) -> Written | None:
    if right.number is not None:
        left, right = right, left
    if left.number is not None:
        return scaled(left.number, right)
    if left.core is None and right.core is None:
        return None
    cores = product([left.core or left, right.core or right])
    return _shorter(left.factor, right.factor, cores)


def _plus(left: Written, right: Written) -> Written | None:
    if left.number == 0.0 or right.number == 0.0:
        return right if left.number == 0.0 else left
    return scaled(2.0, left) if left.text == right.text else None


def _power(op: str, base: Written, exponent: Written) -> Written | None:
    n = exponent.number
    if op not in ("pow", "pow_dx") or n is None:
        return None
    if op == "pow":
        return base if n == 1.0 else number(1.0) if n == 0.0 else None
    if n == 1.0 or n == 0.0:
        return number(n)
    return scaled(n, base if n == 2.0 else fill("{x}^{{y}}", [base, number(n - 1.0)]))
