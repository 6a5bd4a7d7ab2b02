"""The operations: names, domains, derivatives.

The derivatives are no table: each rule is run on symbols, and what comes out is printed. Give
names for all there is to say about these operations.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from ..composite import Nary
from ..elementwise import Elementwise
from ..errors import ExpressionError, OperandError
from ..expression import suggestion, written
from ..labels import visible
from ..latex import formula
from ..primitive import PUBLIC, Primitive
from ..symbol import Symbol
from .usage import Parser
from .writing import Paint, table

EXAMPLE = "autograd ops\nautograd ops tanh hypot"
VARIABLES = ("x", "y", "z")
WIDTHS = (20, 22, 34)


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="such as tanh; none: the table")


def run(options: Any) -> None:
    """Print the table, or the operations in full."""
    paint = Paint(sys.stdout)
    if options.names:
        print("\n\n".join("\n".join(in_full(found(name), paint)) for name in options.names))
        return
    ops = [op for name, op in sorted(PUBLIC.items()) if name == op.name]
    numbers = [op for op in ops if isinstance(op, Elementwise)]
    many = [op for op in ops if isinstance(op, Nary)]
    arrays = [op for op in ops if op not in numbers and op not in many]
    print("\n".join(section("functions of numbers", numbers, paint)))
    print("\n" + "\n".join(section("functions of many numbers", many, paint)))
    print("\n" + paint.bold("functions that move the elements of a Tensor"))
    print("\n".join(table([[op.name, op.__doc__ or ""] for op in arrays], (24, 54))))


def found(name: str) -> Primitive:
    """The operation with this name or alias."""
    if name in PUBLIC:
        return PUBLIC[name]
    close = suggestion(name, PUBLIC) or "; `autograd ops` lists them"
    raise ExpressionError(f"there is no operation called {visible(name, 60)}{close}")


def section(title: str, ops: Sequence[Primitive], paint: Paint) -> list[str]:
    """A table of operations under its title."""
    header = table([["operation", "defined for", "derivative"]], WIDTHS)
    rows = [[", ".join((op.name, *op.aliases)), defined(op), derivative(op)] for op in ops]
    return [paint.bold(title), *map(paint.dim, header), *table(rows, WIDTHS, tallest=3)]


def defined(op: Primitive) -> str:
    """Where the operation has a value, in words."""
    return (op.domain and op.domain.sentence()) or "all numbers"


def derivative(op: Primitive) -> str:
    """The rule in words: one line for each argument that has a slope."""
    partials = slopes(op)
    moving = [f"d/d{name} = {slope}" for name, slope in partials if slope != "0"]
    return partials[0][1] if len(partials) == 1 else "\n".join(moving) or "0"


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
    try:
        partials = op.partials(y, record=True)
    except OperandError:  # the first argument is an index, which has to be known
        y, xs = applied(op, 0.0)
        partials = op.partials(y, record=True)
    pairs = zip(xs, partials, strict=True)
    return [(x.name, written(0.0 if d is None else d)) for x, d in pairs if isinstance(x, Symbol)]


def definition(op: Primitive) -> str:
    """The formula of other primitives that defines the operation; empty if it is no such."""
    return written(op.definition(*applied(op)[1])) if op.definition else ""


def in_full(op: Primitive, paint: Paint) -> list[str]:
    """All there is to say about an operation."""
    if not isinstance(op, (Elementwise, Nary)):
        return [paint.bold(op.name), f"  {op.__doc__}", "  It moves the elements of a Tensor."]
    y, _ = applied(op)
    facts = [
        ("also", ", ".join(op.aliases)),
        ("means", definition(op)),
        ("defined for", defined(op)),
    ]
    facts += [(f"d/d{name}", slope) for name, slope in slopes(op)]
    if op.kink:
        facts.append(("corner", f"{op.kink.text}: of its slopes, the smallest is taken"))
    rows = [[f"  {name}", text] for name, text in facts if text]
    doc = [] if op.__doc__ in {None, op.name} else [f"  {op.__doc__}"]
    latex = f"  {'LaTeX':<11}  {formula(y)}"  # in one piece, to be copied
    return [paint.bold(written(y)), *doc, *table(rows, (13, 65)), latex]
