"""Checking a Python function's derivative: both are run on symbols, then decided like text.

A function that symbols cannot run (it takes arrays, or looks at its numbers) is run on numbers and
its graph written out in symbols: see `traced.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from ...engine.node import Node
from ...engine.scalars import is_real, to_float
from ...errors import OperandError
from ...formulas.text.page import Statement, statements
from ...formulas.trees.tree import Name, Slope, text
from ...values.symbol import counted
from ..claims.conditional import decided
from ..claims.outline import outlined
from ..claims.statements import Above
from ..meaning.calculus import gradient
from ..meaning.components import Component, Equation
from ..meaning.scope import Scope
from ..pages.definitions import restrict
from ..pages.reading import read
from ..pages.section import Section
from ..pages.statements import Restriction
from ..report.claims import Claim
from .arguments import Arguments, Wrt, arguments, results, shaped
from .rounding import SAID, is_rounding
from .traced import check_traced

Function = Callable[..., Any]
Treated = Callable[[Section, Above, Equation], Claim]


def check_function(
    f: Function, derivative: Function, wrt: Wrt, domain: str
) -> tuple[list[Claim], Callable[[], list[Claim]]]:
    """What is claimed of `f` in its arguments `wrt`, decided; and how it is only read."""
    asked = Asked(f, derivative, wrt, domain)
    if (claims := asked.claims(decided)) is not None:
        return claims, lambda: asked.claims(outlined) or []
    scope, taken = asked.read()
    claims = check_traced(scope, f, derivative, taken, wrt)
    return claims, lambda: claims


@dataclass(frozen=True)
class Asked:
    """A function, what is said to be its derivative in what, and where its arguments may lie."""

    f: Function
    derivative: Function
    wrt: Wrt
    domain: str

    def read(self) -> tuple[Scope, Arguments]:
        """The arguments, and a scope that knows where they may lie."""
        said, scope = statements(self.domain), Scope()
        taken = arguments(self.f, said, self.wrt)
        _restrict(scope, taken, said)
        taken.fit(self.derivative)
        return scope, taken

    def claims(self, treated: Treated) -> list[Claim] | None:
        """Its claims in symbols, each treated; None where symbols cannot run the functions."""
        scope, taken = self.read()
        if taken.hold_arrays:
            return None
        symbols = [scope.variable(name) for name in taken.names]
        try:
            y = _number(taken.call(self.f, symbols), "the function")
            stated = results(taken.call(self.derivative, symbols), taken.chosen(self.wrt))
            meanings = [_number(x[0] if _is_one(x) else x, "the derivative") for x in stated]
        except Exception:  # noqa: BLE001  # symbols do anything to a function made for numbers
            return None
        name = called(self.f, taken.names)
        scope.define(name, y)
        pairs = zip(taken.chosen(self.wrt), map(scope.as_symbol, meanings), strict=True)
        return [
            self._claim(scope, name, x.name, meaning, line, treated)
            for line, (x, meaning) in enumerate(pairs, 1)
        ]

    def _claim(
        self, scope: Scope, y: str, x: str, meaning: Any, line: int, treated: Treated
    ) -> Claim:
        scope = scope.within(swept=[])
        truth = gradient(scope, scope.nodes[y], scope.variables[x])
        asked = Slope(Name(y), (Name(x),))
        said = getattr(self.derivative, "__name__", "the derivative")
        side = scope.written(meaning) or Name(said)
        source = Statement(f"{text(asked)} = {text(side)}", line)
        equation = Equation(scope, source, asked, [side], [Component((truth, meaning))])
        claim = treated(Section(scope), Above(), equation)
        if claim.status == "wrong" and is_rounding(scope, truth, meaning):
            return Claim(line, source.text, "agrees", evidence=[SAID])
        return claim


def _restrict(scope: Scope, taken: Arguments, said: Sequence[Statement]) -> None:
    """Narrow where the arguments may lie; the range of an array is that of each entry."""
    for statement in said:
        if shaped(statement.text):
            continue
        reading = read(statement, scope)
        if not isinstance(reading, Restriction) or not set(reading.names) <= set(taken.names):
            raise OperandError(
                "domain says where the arguments may lie, as in 'x > 0', or the shape of an array, "
                f"as in 'W in R^(2x3)'; got {statement.said!r}"
            )
        restrict(scope, reading)
    ranges = scope.ranges
    for argument in taken.each:
        if argument.shape and argument.name in ranges:
            ranges.update(dict.fromkeys(argument.entries, ranges.pop(argument.name)))


def _is_one(part: Any) -> bool:
    return isinstance(part, list | tuple) and len(part) == 1


def called(f: Function, taken: Sequence[str]) -> str:
    """What the function's value is called in the report."""
    name = getattr(f, "__name__", "f")
    return name if name.isidentifier() and name not in taken else "f" if "f" not in taken else "f_"


def _number(value: Any, what: str) -> Any:
    if isinstance(value, Node):
        return counted(value)
    if not is_real(value):
        raise OperandError(f"{what} gives a {type(value).__name__}; wanted one number")
    if not isfinite(value):
        raise OperandError(f"{what} gives {value}; wanted a finite number")
    return to_float(value)
