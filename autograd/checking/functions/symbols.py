"""Checking a Python function's derivative: both are run on symbols, then decided like text.

A function that symbols cannot run (it takes arrays, or looks at its numbers) is run on numbers and
its graph written out in symbols: see `traced.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any

from ...engine.node import Node
from ...engine.scalars import is_real, to_float
from ...errors import OperandError
from ...formulas.text.page import Statement, statements
from ...formulas.trees.tree import Name, Slope, text
from ...values.symbol import counted
from ..claims.checker import Checker
from ..claims.outline import Outline
from ..pages.definitions import restrict
from ..pages.reading import read
from ..pages.statements import Restriction
from ..report.claims import Claim
from ..report.reports import Report
from .arguments import Arguments, Wrt, arguments, results, shaped
from .componentwise import in_names
from .rounding import SAID, is_rounding
from .traced import check_traced

Function = Callable[..., Any]


def check_function(f: Function, derivative: Function, wrt: Wrt, domain: str) -> Report:
    """Check that `derivative` gives the slopes of `f` in its arguments `wrt`."""
    report = _run(Checker(), f, derivative, wrt, domain)
    report.outline = lambda: _run(Outline(), f, derivative, wrt, domain).claims
    return report


def _run(checker: Checker, f: Function, derivative: Function, wrt: Wrt, domain: str) -> Report:
    said = statements(domain)
    taken = arguments(f, said, wrt)
    _restrict(checker, taken, said)
    taken.fit(derivative)
    if not taken.hold_arrays:
        symbols = [checker.scope.variable(name) for name in taken.names]
        try:
            y = _number(taken.call(f, symbols), "the function")
            claims = _claims(taken, wrt, taken.call(derivative, symbols))
        except Exception:  # noqa: BLE001  # symbols do anything to a function made for numbers
            return check_traced(checker, f, derivative, taken, wrt)
        return _check_symbols(checker, f, derivative, taken, wrt, y, claims)
    return check_traced(checker, f, derivative, taken, wrt)


def _restrict(checker: Checker, taken: Arguments, said: Sequence[Statement]) -> None:
    """Narrow where the arguments may lie; the range of an array is that of each entry."""
    for statement in said:
        if shaped(statement.text):
            continue
        reading = read(statement, checker.scope)
        if not isinstance(reading, Restriction) or not set(reading.names) <= set(taken.names):
            raise OperandError(
                "domain says where the arguments may lie, as in 'x > 0', or the shape of an array, "
                f"as in 'W in R^(2x3)'; got {statement.said!r}"
            )
        restrict(checker.scope, reading)
    ranges = checker.scope.ranges
    for argument in taken.each:
        if argument.shape and argument.name in ranges:
            ranges.update(dict.fromkeys(argument.entries, ranges.pop(argument.name)))


def _claims(taken: Arguments, wrt: Wrt, stated: Any) -> list[Any]:
    parts = results(stated, taken.chosen(wrt))
    return [_number(each[0] if _is_one(each) else each, "the derivative") for each in parts]


def _is_one(part: Any) -> bool:
    return isinstance(part, list | tuple) and len(part) == 1


def _check_symbols(
    checker: Checker,
    f: Function,
    derivative: Function,
    taken: Arguments,
    wrt: Wrt,
    y: Any,
    claims: Sequence[Any],
) -> Report:
    scope = checker.scope
    name = called(f, taken.names)
    scope.define(name, y)
    root = scope.nodes[name]
    for line, (x, claim) in enumerate(zip(taken.chosen(wrt), claims, strict=True), 1):
        scope.swept = []
        truth = scope.gradient(root, scope.variables[x.name])
        meaning = scope.as_symbol(claim)
        asked = Slope(Name(name), (Name(x.name),))
        side = in_names(checker, meaning, getattr(derivative, "__name__", "the derivative"))
        source = Statement(f"{text(asked)} = {text(side)}", line)
        checker.judge(source, asked, [side], truth, [meaning])
        if checker.report.claims[-1].status == "wrong" and is_rounding(checker, truth, meaning):
            checker.report.claims[-1] = Claim(line, source.text, "agrees", evidence=[SAID])
    return checker.report


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
