r"""`Series`: the coefficients of a Taylor series, to be read, evaluated and set.

>>> s = Series((0.0, 1.0, 0.0, -1 / 6), variable="t")
>>> print(s)
t - t³/6 + O(t⁴)
>>> s.derivatives, s.latex()
((0.0, 1.0, 0.0, -1.0), 't - \\frac{t^{3}}{6} + O\\left(t^{4}\\right)')
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...engine.node import Node
from ...support.consoles import printed
from . import terms

WIDTH = 80


@dataclass(frozen=True, repr=False)
class Series:
    """The sum of `coefficients[k] * (x - at)**k`, and O((x - at)**(order + 1)) beside it.

    Call it with a number, an array or a node to evaluate the sum there: `series(0.1)`. Printed it
    is the formula, with coefficients as fractions where they are small ones but for rounding; in a
    notebook it is set.
    """

    coefficients: tuple[Any, ...]
    at: Any = 0.0
    variable: str = "x"

    @property
    def order(self) -> int:
        """The highest order that is known."""
        return len(self.coefficients) - 1

    @property
    def derivatives(self) -> tuple[Any, ...]:
        """The value, the slope, the second derivative and so on: k! times each coefficient.

        >>> Series((1.0, 1.0, 0.5)).derivatives
        (1.0, 1.0, 1.0)
        """
        return tuple(
            c * float(math.factorial(k)) if k > 1 else c for k, c in enumerate(self.coefficients)
        )

    def __call__(self, x: Any) -> Any:
        """The sum at x, without what O(…) leaves out.

        >>> Series((1.0, 2.0, 3.0), at=1.0)(3.0)
        17.0
        """
        h = x - self.at if self._is_shifted else x
        total = self.coefficients[-1] + 0.0 * h
        for c in self.coefficients[-2::-1]:
            total = total * h + c
        return total

    @property
    def text(self) -> str:
        """The formula in one line."""
        return " ".join(self._terms())

    def latex(self) -> str:
        """The formula as LaTeX."""
        base = self._base(latex=True)
        said = [_term(c, k, base, terms.latex) for k, c in self._shown()] or ["0"]
        after = terms.latex(1.0, self.order + 1, base)
        return " ".join(terms.joined([*said, rf"O\left({after}\right)"]))

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def __str__(self) -> str:
        lines = [""]
        for term in self._terms():
            if len(lines[-1]) + len(term) >= WIDTH:
                lines.append(" ")
            lines[-1] += f" {term}" if lines[-1] else term
        return printed("\n".join(lines))

    def __repr__(self) -> str:
        return printed(f"Series({self.text})")

    def _terms(self) -> list[str]:
        base = self._base()
        said = [_term(c, k, base, terms.text) for k, c in self._shown()] or ["0"]
        return terms.joined([*said, f"O({terms.text(1.0, self.order + 1, base)})"])

    def _shown(self) -> list[tuple[int, Any]]:
        """The coefficients that are not 0."""
        return [(k, c) for k, c in enumerate(self.coefficients) if _number(c) != 0.0]

    def _base(self, latex: bool = False) -> str:
        """What the powers are of: x, or x - 2 in brackets."""
        if not self._is_shifted:
            return self.variable
        at = _number(self.at)
        written = terms.latex_decimal if latex else terms.decimal
        size = written(abs(at)) if at == at else str(self.at.name or "a")
        shift = f"{self.variable} {'+' if at < 0.0 else '-'} {size}"
        return rf"\left({shift}\right)" if latex else f"({shift})"

    @property
    def _is_shifted(self) -> bool:
        return isinstance(self.at, Node) or bool(self.at)


def _number(c: Any) -> float:
    """A coefficient as a number; NaN for one that is not known yet."""
    known = c.primal if isinstance(c, Node) else c
    return math.nan if known is None else known


def _term(c: Any, k: int, base: str, written: Callable[[float, int, str], str]) -> str:
    """A term; a coefficient that is not known yet is said in words."""
    if isinstance(c, Node) and c.primal is None:
        power = written(1.0, k, base) if k else ""
        return f"({c.describe()}){power}"
    return written(_number(c), k, base)
