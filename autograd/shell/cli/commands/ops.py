"""The operations: names, domains, derivatives.

The derivatives are no table: each rule is run on symbols, and what comes out is printed. Give
names for all there is to say about these operations.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from inspect import Signature, getdoc, signature
from typing import Any

from ....engine.array_names import FUNCTIONS
from ....engine.elementwise import Elementwise
from ....engine.labels import visible
from ....engine.nary import Nary
from ....engine.primitive import PUBLIC, Primitive
from ....errors import ExpressionError
from ....expression import suggestion, written
from ....formulas.text.builtins import WRITTEN
from ....formulas.writing import formula
from ...documentation import applied, defined, definition, slopes
from ..usage import Parser
from ..writing import Paint, table

EXAMPLE = "autograd ops\nautograd ops tanh hypot\nautograd ops bessel"
SHORTEST_WORD = 3  # that is searched for
WIDTHS = (20, 22, 34)


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help="such as tanh, or a word such as bessel; none: the table",
    )


def run(options: Any) -> None:
    """Print the table, or the operations in full."""
    paint = Paint(sys.stdout)
    if options.names:
        print("\n\n".join("\n".join(told(name, paint)) for name in options.names))
        return
    numbers = [op for op in ops() if isinstance(op, Elementwise)]
    many = [op for op in ops() if isinstance(op, Nary)]
    arrays = [op for op in ops() if op not in numbers and op not in many]
    print("\n".join(section("functions of numbers", numbers, paint)))
    print("\n" + "\n".join(section("functions of many numbers", many, paint)))
    print("\n" + paint.bold("functions that move the elements of a Tensor"))
    print("\n".join(table([[op.name, op.summary] for op in arrays], (24, 54))))
    rows = [[name, (getdoc(f) or "").split("\n")[0]] for name, f in sorted(FUNCTIONS.items())]
    print("\n" + paint.bold("functions made of these"))
    print("\n".join(table(rows, (24, 54))))


def told(name: str, paint: Paint) -> list[str]:
    """All of the operation with this name, or a line for each whose entry has the word in it."""
    op = FUNCTIONS.get(name) or PUBLIC.get(name) or WRITTEN.get(name)
    if op is not None:
        return in_full(op, paint)
    rows = list(about(name.lower())) if len(name) >= SHORTEST_WORD else []
    if rows:
        return [paint.bold(f"operations with {visible(name, 60)}"), *table(rows, (24, 54))]
    close = suggestion(name, [*PUBLIC, *FUNCTIONS]) or "; `autograd ops` lists them"
    raise ExpressionError(f"there is no operation called {visible(name, 60)}{close}")


def about(word: str) -> Iterator[list[str]]:
    """The operations and functions of which a name, or what is said of them, has a word in it."""
    said = {op.name: (", ".join((op.name, *op.aliases)), op.summary, *op.written) for op in ops()}
    said |= {name: (name, (getdoc(f) or "").partition("\n")[0]) for name, f in FUNCTIONS.items()}
    for _, (names, summary, *more) in sorted(said.items()):
        if any(word in text.lower() for text in (names, summary, *more)):
            yield [names, summary]


def ops() -> list[Primitive]:
    """The operations in alphabetical order, each once."""
    return [op for name, op in sorted(PUBLIC.items()) if name == op.name]


def section(title: str, ops: Sequence[Primitive], paint: Paint) -> list[str]:
    """A table of operations under its title."""
    header = table([["operation", "defined for", "derivative"]], WIDTHS)
    rows = [[", ".join((op.name, *op.aliases)), defined(op), derivative(op)] for op in ops]
    return [paint.bold(title), *map(paint.dim, header), *table(rows, WIDTHS, tallest=3)]


def derivative(op: Primitive) -> str:
    """The rule in words: one line for each argument that has a slope."""
    partials = slopes(op)
    moving = [f"d/d{name} = {slope}" for name, slope in partials if slope != "0"]
    return partials[0][1] if len(partials) == 1 else "\n".join(moving) or "0"


def in_full(op: Any, paint: Paint) -> list[str]:
    """All there is to say about an operation."""
    if not isinstance(op, (Elementwise, Nary)):
        names = [each.replace(annotation=each.empty) for each in signature(op).parameters.values()]
        return [paint.bold(f"{op.__name__}{Signature(names)}"), *_indented(getdoc(op) or "")]
    y, _ = applied(op)
    facts = [
        ("also", ", ".join((*op.aliases, *op.written))),
        ("means", definition(op)),
        ("defined for", defined(op)),
    ]
    facts += [(f"d/d{name}", slope) for name, slope in slopes(op)]
    if op.kink:
        facts.append(("corner", f"{op.kink.text}: of its slopes, the smallest is taken"))
    rows = [[f"  {name}", text] for name, text in facts if text]
    doc = [] if op.summary == op.name else [f"  {op.summary}"]
    latex = f"  {'LaTeX':<11}  {formula(y)}"  # in one piece, to be copied
    return [paint.bold(written(y)), *doc, *table(rows, (13, 65)), latex]


def _indented(doc: str) -> list[str]:
    return [f"  {line}".rstrip() for line in doc.splitlines()]
