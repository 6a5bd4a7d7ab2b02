r"""Terms of a series as a person writes them: x³/6, and not 0.16666666666666666 x^3.

>>> text(-1 / 6, 3, "x"), latex(-1 / 6, 3, "x"), text(2.5e-7, 1, "x")
('-x³/6', '-\\frac{x^{3}}{6}', '2.5e-07·x')
"""

from __future__ import annotations

import math
from fractions import Fraction

DIGITS = 6
LONGEST, LARGEST = 10**7, 10**8  # a denominator; its product with the numerator
CLOSE = 32 * 2.0**-53  # as far as a coefficient may be rounded

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def fraction(c: float) -> Fraction | None:
    """The small fraction that a coefficient is, but for rounding; None if it is none.

    >>> fraction(1 / 362880), fraction(0.1234567891234)
    (Fraction(1, 362880), None)
    """
    if not math.isfinite(c):
        return None
    found = Fraction(c).limit_denominator(LONGEST)
    small = abs(found.numerator) * found.denominator <= LARGEST
    if found.denominator > 1000 and float(decimal(c)) == c:
        return None  # a few digits say more than x/4000000
    return found if small and abs(c - found) <= CLOSE * abs(c) else None


def decimal(c: float) -> str:
    """A number in a few digits."""
    return f"{c:.{DIGITS}g}"


def raised(k: int) -> str:
    """k as a superscript; nothing for 1.

    >>> raised(12)
    '¹²'
    """
    return "" if k == 1 else str(k).translate(_RAISED)


def text(c: float, k: int, base: str) -> str:
    """A coefficient times a power of `base`."""
    power, found = base + raised(k) if k else "", fraction(c)
    if found is None:
        return "·".join(filter(None, (decimal(c), power)))
    sign, p, q = "-" if found < 0 else "", abs(found.numerator), found.denominator
    top = f"{'' if p == 1 and power else p}{power}"
    return f"{sign}{top}{f'/{q}' if q > 1 else ''}"


def latex(c: float, k: int, base: str) -> str:
    """The same as LaTeX."""
    power = "" if not k else base if k == 1 else f"{base}^{{{k}}}"
    found = fraction(c)
    if found is None:
        return rf"{latex_decimal(c)} {power}".rstrip()
    sign, p, q = "-" if found < 0 else "", abs(found.numerator), found.denominator
    top = power if p == 1 and power else f"{p} {power}".rstrip()
    return sign + (rf"\frac{{{top}}}{{{q}}}" if q > 1 else top)


def latex_decimal(c: float) -> str:
    """The same as LaTeX."""
    if not math.isfinite(c):
        return r"\mathrm{NaN}" if c != c else r"\infty" if c > 0 else r"-\infty"
    mantissa, e, exponent = decimal(c).partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if e else mantissa


def joined(terms: list[str]) -> list[str]:
    """Terms with the signs between them: the first as it is, each other as "+ …" or "- …"."""
    signed = [f"- {term[1:]}" if term.startswith("-") else f"+ {term}" for term in terms]
    return terms[:1] + signed[1:]
