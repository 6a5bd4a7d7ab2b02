"""What there is to say about an operation: `help(autograd.tanh)`, and the table `autograd ops`.

Nothing of it is written twice. The derivatives are the rules, run on symbols, and written in what a
page of formulas can call; an example is computed where it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from typing import Any

from ..engine.elementwise import Elementwise
from ..engine.nary import Nary
from ..engine.primitive import PUBLIC, Primitive
from ..errors import AutogradError, OperandError
from ..expression import written
from ..formulas.trees.tree_text import text
from ..formulas.trees.writer import TooLarge, Writer
from ..formulas.writing import formula
from ..ops.orders import unknown
from ..values.symbol import Symbol

VARIABLES = ("x", "y", "z", "w")
# Where an example is tried, until the operation has an ordinary value there.
POINTS = (
    (0.5, 2.0, 3.0, 4.0),
    (1.5, 2.0, 3.0, 4.0),
    (1.0, 2.0, 3.0, 4.0),
    (2.0, 3.0, 0.4, 4.0),
)


def documentation(op: Primitive) -> str:
    """The docstring of an operation: what it is, where, its derivative, and an example."""
    head = f"{op.name}{op.__signature__}"
    facts = "\n".join(f"{name + ':':<13}{said}" for name, said in facts_of(op))
    told = op.summary in {"", op.name} or facts.startswith("formula:     " + op.summary)
    said = "" if told else f"{op.summary}\n\n"
    return f"{head}\n\n{said}{facts}\n\n{example(op)}"


def facts_of(op: Primitive) -> list[tuple[str, str]]:
    """Pairs of a heading and what is said under it."""
    if not isinstance(op, (Elementwise, Nary)):
        back = f"the gradient of the result comes back {getattr(op, 'back', '')}"
        return [("formula", op.summary), ("domain", "arrays"), ("derivative", back)]
    y, _ = applied(op)
    facts = [("formula", definition(op) or formula(y)), ("domain", defined(op))]
    partials = slopes(op)
    for name, slope in partials:
        facts.append(("derivative" if len(partials) == 1 else f"d/d{name}", slope))
    if op.kink:
        facts.append(("corner", f"{op.kink.text}: of its slopes, the smallest is taken"))
    return facts


def example(op: Primitive) -> str:
    """Lines as one types them, with what comes back."""
    call = op.example or _tried(op)
    names = sorted({name for name in re.findall(r"[A-Za-z_]\w*", call) if name in _ours()})
    lines = [f">>> from autograd import {', '.join(names)}", f">>> {call}", repr(_evaluated(call))]
    return "\n".join(lines)


def _ours() -> dict[str, Any]:
    import autograd

    return {name: getattr(autograd, name) for name in (*PUBLIC, "Tensor", "grad")}


def _evaluated(call: str) -> Any:
    return eval(call, {"__builtins__": {}, "True": True}, _ours())  # noqa: S307  # of an entry


def _tried(op: Primitive) -> str:
    """A call of the operation at the first of some points where its value is ordinary."""
    for point in POINTS:
        if isinstance(op, Nary):
            args: list[Any] = [list(point[:2])] * op.columns
        else:
            args = list(point[: op.arity])
        try:
            if isfinite(op(*args)):
                return f"{op.name}({', '.join(map(repr, args))})"
        except AutogradError:
            continue
    raise OperandError(f"{op.name} needs an example in its entry: example=…")


def defined(op: Primitive) -> str:
    """Where the operation has a value, in words."""
    return (op.domain and op.domain.sentence()) or "all numbers"


def applied(op: Primitive, *first: float) -> tuple[Any, list[Any]]:
    """The operation on symbols, after the numbers that come `first`, and its arguments."""
    if not isinstance(op, Nary):
        xs = [Symbol(name) for name in VARIABLES[: op.arity]]
        return op(*xs), xs
    pair: list[Any] = [*first, Symbol("x"), Symbol("y")]
    columns = [pair, [Symbol("z"), Symbol("w")]][: op.columns]
    return op(*columns), [x for column in columns for x in column]


def slopes(op: Primitive) -> list[tuple[str, str]]:
    """Each argument and the partial with respect to it, 0 where there is no path."""
    y, xs = applied(op)
    rows = zip(xs, op.partials(y, record=True), op.rules or [None] * len(xs), strict=True)
    return [
        (x.name, "not known: NaN" if rule is unknown else words(0.0 if d is None else d, xs))
        for x, d, rule in rows
    ]


def definition(op: Primitive) -> str:
    """The formula of other operations that defines this one; empty if it is no such."""
    xs = applied(op)[1]
    return words(op.definition(*xs), xs) if op.definition else ""


def words(y: Any, xs: Sequence[Symbol]) -> str:
    """A formula in public names: as an expression or as a page has it, whichever is shorter."""
    as_expression = written(y)
    named = {x.serial: x.name for x in xs}
    try:
        # What a page writes as sigmoid'(x) is spelled out where sigmoid' is to be explained.
        on_a_page = text(Writer(named, {}, primes=False).tree(y))
    except TooLarge:
        return as_expression
    public = set(re.findall(r"[A-Za-z_]\w*", as_expression)) <= {*PUBLIC, *named.values()}
    return min(as_expression, on_a_page, key=len) if public else on_a_page
