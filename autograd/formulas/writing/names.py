r"""Names, numbers and plain text as LaTeX; and `Written`, a piece of a formula.

Nothing a name contains can become a command: `escape` is the one way into a document.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import NamedTuple
from unicodedata import normalize

from ...engine.labels import NUMBERED, visible
from ..latex.characters import GREEK

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4  # how tightly a text holds together


_GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|"
    "upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
_LETTERS = "".join(GREEK)
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
} | {character: f"\\{character}" for character in "{}$&#_%"}


class Written(NamedTuple):
    """A formula and how tightly it holds together.

    `number` is its value if it is a plain number. A `factor` in front of a `core` is remembered, so
    that further factors can join it.
    """

    text: str
    level: int
    number: float | None = None
    factor: float = 1.0
    core: Written | None = None

    @property
    def negative(self) -> bool:
        """Whether it begins with a minus sign."""
        return self.text.startswith("-")


def escape(text: str) -> str:
    r"""`text` inside `\text{…}`: every character shown, none in command.

    >>> print(escape(r"50% of {x} \N"))
    50\% of \{x\} \textbackslash{}N
    """
    return "".join(_SPECIAL.get(character, character) for character in visible(text))


def name(text: str) -> str:
    r"""A name as a mathematician writes it.

    >>> print(name("w1"), name("theta_hid"), name("θ2"), name("loss"), name("a<b"))
    w_{1} \theta_{\mathrm{hid}} \theta_{2} \mathrm{loss} \text{a\textless{}b}
    """
    return symbol(text).text


def symbol(text: str) -> Written:
    r"""A name in a formula; the number that tells it from others of its name is a raised index.

    >>> print(symbol("w1⁽²⁾").text)
    w_{1}^{(2)}
    """
    of_several = NUMBERED.fullmatch(text)
    if of_several is None:
        return Written(_unnumbered(text), ATOM)
    own, index = of_several.groups()
    return Written(f"{_unnumbered(own)}^{{({normalize('NFKC', index)})}}", POWER)


def _unnumbered(text: str) -> str:
    parts = re.fullmatch(rf"([A-Za-z]+|[{_LETTERS}])(?:_([A-Za-z0-9]+)|(\d+))?", text)
    if parts is None or len(text) > 40:
        single = len(text) == 1 and text.isalpha()
        return text if single else rf"\text{{{escape(text)}}}"
    base, below, digits = parts.groups()
    index = below or digits
    return _word(base) + (rf"_{{{_word(index)}}}" if index else "")


def _word(text: str) -> str:
    if text in GREEK:
        return rf"\{GREEK[text]}"
    if len(text) == 1 or text.isdigit():
        return text
    return rf"\{text}" if _GREEK.fullmatch(text) else rf"\mathrm{{{text}}}"


def number(x: float) -> Written:
    r"""A number with all its digits.

    >>> number(0.1).text, number(-2.0).text, number(1.5e-7).text
    ('0.1', '-2', '1.5 \\cdot 10^{-7}')
    """
    if not isfinite(x):
        text = r"\mathrm{NaN}" if x != x else r"\infty" if x > 0 else r"-\infty"
        return Written(text, PRODUCT if x < 0 else ATOM, x)
    text = repr(x).removesuffix(".0")
    if "e" not in text:
        return Written(text, PRODUCT if text.startswith("-") else ATOM, x)
    mantissa, exponent = text.split("e")
    power = f"10^{{{int(exponent)}}}"
    if mantissa in ("1", "-1"):
        return Written(mantissa.removesuffix("1") + power, PRODUCT if x < 0 else POWER, x)
    return Written(rf"{mantissa} \cdot {power}", PRODUCT, x)


def bracketed(part: Written) -> str:
    """A formula in brackets."""
    return rf"\left({part.text}\right)"
