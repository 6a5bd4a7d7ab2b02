"""The slips that people make in computing a number, one to a line; and those of the pen.

Each says what stands in the formula, what was computed instead, and that in words, with formulas
in braces. A letter stands for any part. They are tried in this order at each part of a formula, the
whole first. What can be computed is what a page can say, so that a slip needs no code:

>>> next(each for each in IN_PARTS if each.stands == "log(x)").computed
'log10(x)'

Digits may also be exchanged; how many there are says how much may be tried.

>>> significant("-0.10575"), significant("6.0"), significant("100"), significant("1/3")
(5, 2, 1, 2)
>>> exchanged("0.73160", "0.73106")
'the digits 0 and 6 are exchanged'
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Slip(NamedTuple):
    """What stands, what was computed, and what is said of it."""

    stands: str
    computed: str
    words: str


FIRST = Slip("y", "-y", "the sign is wrong")

IN_PARTS = (
    # Signs
    Slip("x - y", "x + y", "this comes out with + for the - before {y}"),
    Slip("x + y", "x - y", "this comes out with - for the + before {y}"),
    Slip("-x", "x", "this comes out without the - before {x}"),
    # What was left out
    Slip("1 - x", "x", "this comes out with {x} for {1 - x}"),
    Slip("x/y", "x", "this comes out without the division by {y}"),
    Slip("x*y", "x", "this comes out without the factor {y}"),
    Slip("x*y", "y", "this comes out without the factor {x}"),
    Slip("x*y*(1 - y)", "x", "this comes out without the factor {y*(1 - y)}"),
    Slip("x*(1 - x)*y", "y", "this comes out without the factor {x*(1 - x)}"),
    Slip("x + y", "x", "this comes out without the term {y}"),
    Slip("x + y", "y", "this comes out without the term {x}"),
    Slip("x - y", "x", "this comes out without the term {y}"),
    Slip("x^n", "x", "this comes out without the exponent {n}"),
    Slip("x^n", "x*x^n", "this comes out with the exponent of {x^n} one too high"),
    Slip("2*x", "2*x^2", "this comes out with {x^2} for {x}"),
    Slip("sqrt(x)", "x", "this comes out without the root"),
    Slip("norm(x)", "dot(x, x)", "this comes out without the root that is in norm"),
    Slip("softmax(x)", "exp(x)", "this comes out without the division by {sum(exp(x))}"),
    Slip("logsumexp(x)", "sum(exp(x))", "this comes out without the logarithm"),
    # A sum, a mean, and how many there are
    Slip("sum(x)", "mean(x)", "this is the mean for the sum"),
    Slip("sum(i: x)", "mean(i: x)", "this is the mean for the sum"),
    Slip("mean(x)", "sum(x)", "this is the sum for the mean"),
    Slip("mean(i: x)", "sum(i: x)", "this is the sum for the mean"),
    Slip("mean(x)", "sum(x)/(sum(x^0) - 1)", "this comes out with one less than n below the sum"),
    Slip("x/n", "x/(n - 1)", "this comes out with the division by {n - 1}, not by {n}"),
    Slip("x/(n - 1)", "x/n", "this comes out with the division by {n}, not by {n - 1}"),
    # Another function
    Slip("log(x)", "log10(x)", "this comes out with log10 for log"),
    Slip("log(x)", "log2(x)", "this comes out with log2 for log"),
    Slip("log10(x)", "log(x)", "this comes out with log for log10"),
    Slip("log2(x)", "log(x)", "this comes out with log for log2"),
    Slip("sin(x)", "sin(x*pi/180)", "this comes out with sin in degrees"),
    Slip("cos(x)", "cos(x*pi/180)", "this comes out with cos in degrees"),
    Slip("tan(x)", "tan(x*pi/180)", "this comes out with tan in degrees"),
    Slip("asin(x)", "asin(x)*180/pi", "this comes out with asin in degrees"),
    Slip("acos(x)", "acos(x)*180/pi", "this comes out with acos in degrees"),
    Slip("atan(x)", "atan(x)*180/pi", "this comes out with atan in degrees"),
    Slip("sin(x)", "cos(x)", "this comes out with cos for sin"),
    Slip("cos(x)", "sin(x)", "this comes out with sin for cos"),
    Slip("sigmoid'(x)", "sigmoid(x)", "this comes out with sigmoid for sigmoid'"),
    Slip("tanh'(x)", "tanh(x)", "this comes out with tanh for tanh'"),
    # Digits of pi
    Slip("pi", "3.14", "this comes out with 3.14 for pi"),
    Slip("pi", "3.1416", "this comes out with 3.1416 for pi"),
    Slip("pi", "22/7", "this comes out with 22/7 for pi"),
    # What a calculator makes of a formula without its brackets
    Slip("x/(y*z)", "x/y*z", "this comes out without the brackets of {y*z}"),
    Slip("x/(y + z)", "x/y + z", "this comes out without the brackets of {y + z}"),
    Slip("x/(y - z)", "x/y - z", "this comes out without the brackets of {y - z}"),
    Slip("(x + y)/z", "x + y/z", "this comes out without the brackets of {x + y}"),
    Slip("(x - y)/z", "x - y/z", "this comes out without the brackets of {x - y}"),
    Slip("x*(y + z)", "x*y + z", "this comes out without the brackets of {y + z}"),
    Slip("x*(y - z)", "x*y - z", "this comes out without the brackets of {y - z}"),
    # One thing for another
    Slip("x^n", "x*n", "this comes out with {x*n} for {x^n}"),
    Slip("x/y", "x*y", "this comes out with * for the / before {y}"),
    Slip("x/y", "y/x", "this comes out with {y/x} for {x/y}"),
    Slip("x - y", "y - x", "this comes out with {y - x} for {x - y}"),
)

# Of the whole number, where nothing better is known; these are few, and always tried.
AT_LAST = (
    Slip("y", "2*y", "this is twice the value"),
    Slip("y", "y/2", "this is half the value"),
    Slip("y", "10*y", "the decimal point is 1 place too far to the right"),
    Slip("y", "y/10", "the decimal point is 1 place too far to the left"),
    Slip("y", "100*y", "the decimal point is 2 places too far to the right"),
    Slip("y", "y/100", "the decimal point is 2 places too far to the left"),
    Slip("y", "1000*y", "the decimal point is 3 places too far to the right"),
    Slip("y", "y/1000", "the decimal point is 3 places too far to the left"),
)


def significant(shown: str) -> int:
    """How many digits a number shows; the zeros at the end of a whole number count for nothing."""
    number = re.split("[eE]", shown)[0]
    digits = re.sub(r"\D", "", number).lstrip("0")
    return len(digits if "." in number else digits.rstrip("0"))


def exchanged(shown: str, right: str) -> str | None:
    """Which two neighbouring digits are exchanged in what is shown, in words."""
    if len(shown) != len(right) or significant(shown) < 3:
        return None
    apart = [k for k, (a, b) in enumerate(zip(shown, right, strict=True)) if a != b]
    if len(apart) != 2:
        return None
    first, last = apart
    between = shown[first + 1 : last]
    if between not in ("", ".") or shown[first] + shown[last] != right[last] + right[first]:
        return None
    return f"the digits {right[first]} and {right[last]} are exchanged"
