"""Checking a Python function's derivative: both are run once on symbols, then decided like text."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from ..errors import OperandError
from ..node import Node
from ..scalars import is_real
from .algebra import tidy
from .checker import Checker
from .definitions import restrict
from .page import Statement, statements
from .reading import read
from .report import Report
from .statements import Restriction
from .tree import Name, Slope, Tree, text
from .writer import TooLarge, Writer


def check_function(
    f: Callable[..., Any],
    derivative: Callable[..., Any],
    wrt: str | int | Sequence[str | int] | None,
    domain: str,
) -> Report:
    """Check that `derivative` gives the slopes of `f` in its arguments `wrt`."""
    names = _parameters(f)
    chosen = _chosen(names, wrt)
    checker = Checker()
    scope = checker.scope
    for statement in statements(domain):
        reading = read(statement, scope)
        if not isinstance(reading, Restriction) or not set(reading.names) <= set(names):
            raise OperandError(
                f"domain says where the arguments may lie, as in 'x > 0'; got {statement.said!r}"
            )
        restrict(scope, reading)
    symbols = [scope.variable(name) for name in names]
    name = _name(f, names)
    scope.define(name, _number(f(*symbols), "the function"))
    y = scope.nodes[name]
    claims = derivative(*symbols)
    if not isinstance(claims, list | tuple):
        claims = [claims]
    if len(claims) != len(chosen):
        raise OperandError(
            f"the derivative gives {len(claims)} numbers for {len(chosen)} arguments: "
            f"{', '.join(chosen)}; wrt says which are meant"
        )
    for place, (x, claim) in enumerate(zip(chosen, claims, strict=True), 1):
        scope.swept = []
        truth = scope.gradient(y, scope.variables[x])
        meaning = scope.as_symbol(_number(claim, "the derivative"))
        asked = Slope(Name(name), (Name(x),))
        side = _written(checker, meaning, derivative)
        source = Statement(f"{text(asked)} = {text(side)}", place)
        checker.judge(source, asked, [side], truth, [meaning])
    return checker.report


def _parameters(f: Callable[..., Any]) -> list[str]:
    """The names of the arguments that a function has to be given."""
    try:
        parameters = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):
        raise OperandError(
            f"{f!r} does not say which arguments it takes; wrap it in a def"
        ) from None
    if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
        raise OperandError(f"{f!r} takes any number of arguments; wrap it in a def that names them")
    return [p.name for p in parameters if p.default is p.empty]


def _chosen(names: Sequence[str], wrt: str | int | Sequence[str | int] | None) -> list[str]:
    if wrt is None:
        return list(names)
    found = []
    for which in [wrt] if isinstance(wrt, str | int) else wrt:
        if which not in names and not (isinstance(which, int) and 0 <= which < len(names)):
            raise OperandError(f"wrt is one of {', '.join(names)} or its place; got {which!r}")
        found.append(names[which] if isinstance(which, int) else which)
    return found


def _name(f: Callable[..., Any], taken: Sequence[str]) -> str:
    """What the function's value is called in the report."""
    name = getattr(f, "__name__", "f")
    return name if name.isidentifier() and name not in taken else "f" if "f" not in taken else "f_"


def _number(value: Any, what: str) -> Any:
    if isinstance(value, Node):
        return value
    if not is_real(value):
        raise OperandError(f"{what} gives a {type(value).__name__}; wanted one number")
    return float(value)


def _written(checker: Checker, meaning: Any, derivative: Callable[..., Any]) -> Tree:
    """The claim as a formula in the names of the arguments."""
    scope = checker.scope
    named = {node.serial: name for name, node in scope.variables.items()}
    try:
        return tidy(Writer(named, scope.exact).tree(meaning, itself=True))
    except TooLarge:
        return Name(getattr(derivative, "__name__", "the derivative"))
