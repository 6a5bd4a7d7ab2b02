"""The value of an expression and all its derivatives.

Second derivatives too with --order 2. With --json every number has all its digits, and those that
JSON has no word for are the texts "inf", "-inf" and "nan".
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

from ....engine.backward import gradients
from ....engine.node import Node
from ....engine.walks import ancestors
from ....errors import ExpressionError
from ....expression import Lines, written
from ....ops.axes import shape_of
from ....values.array_operands import primal_of
from ..usage import Parser, declare_expression, evaluated
from ..writing import WIDTH, Paint, aligned, short

EXAMPLE = 'autograd grad "sin(x*y) + exp(x)" x=2 y=3 --order 2'

Rows = list[list[float]]


def declare(parser: Parser) -> None:
    """What the command takes."""
    declare_expression(parser)
    parser.add_argument(
        "--order", type=int, choices=(1, 2), default=1, help="2: the Hessian as well"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for other programs")


def run(options: Any) -> None:
    """Print the table, or the JSON."""
    f, y, leaves = evaluated(options)
    check_shapes(y, leaves, options.order)
    slopes, hessian = derivatives(y, list(leaves.values()), options.order)
    if options.json:
        print(as_json(f.text, y.item(), leaves, slopes, hessian))
        return
    print(as_table(f, y.item(), leaves, slopes))
    if hessian:
        print("\n" + as_matrix(list(leaves), hessian))
    corners = kinks(y)
    if corners:
        print("\n" + "\n".join(corners))


def check_shapes(y: Any, leaves: dict[str, Any], order: int) -> None:
    """Refuse what there is no table for: derivatives of arrays, second ones by arrays."""
    if shape_of(y):
        raise ExpressionError(
            f"the result has {prod(shape_of(y))} entries: write a sum of them, or one of them"
        )
    arrays = [name for name, leaf in leaves.items() if shape_of(leaf)]
    if arrays and order > 1:
        raise ExpressionError(f"--order 2 is for numbers, and {arrays[0]} is an array")


def derivatives(y: Any, xs: list[Any], order: int) -> tuple[list[Any], Rows | None]:
    """The gradient, and the Hessian if it was asked for."""
    slopes = gradients(y, xs, record=order > 1, allow_unused=True)
    if order == 1:
        return slopes, None
    return [d.item() for d in slopes], [gradients(d, xs, allow_unused=True) for d in slopes]


def entries(name: str, x: Any) -> Iterator[tuple[str, float]]:
    """The numbers of a leaf or of its gradient, and what each is called: W[1,2]."""
    if not shape_of(x):
        yield name, float(x.item() if hasattr(x, "item") else x)
        return
    for place in product(*map(range, shape_of(x))):
        indices = ",".join(str(index + 1) for index in place)
        yield f"{name}[{indices}]", float(primal_of(x)[place])


def as_table(f: Lines, value: float, leaves: dict[str, Any], slopes: list[Any]) -> str:
    """One line for the value and one for each partial, with the decimal points aligned."""
    paint = Paint(sys.stdout)
    at = [entry for name, leaf in leaves.items() for entry in entries(name, leaf)]
    partials = [d for slope in slopes for _, d in entries("", slope)]
    labels = [f.result, *(f"∂{f.result}/∂{name}" for name, _ in at)]
    places = ["", *(f"at {name} = {short(x)}" for name, x in at)]
    width = max(map(len, labels))
    numbers = aligned([value, *partials])
    lines = [
        f"{label:<{width}}  {paint.bold(number)}   {paint.dim(place)}".rstrip()
        for label, number, place in zip(labels, numbers, places, strict=True)
    ]
    said = [" ".join(line.split()) for line in str(f).splitlines()]
    return "\n".join([*said, "", *lines])


def as_matrix(names: list[str], hessian: Rows) -> str:
    """The Hessian as a square; where that is too wide, a line for each pair of names."""
    columns = [aligned(column) for column in zip(*hessian, strict=True)]
    margin = max(map(len, names))
    widths = [max(len(column[0]), len(name)) for column, name in zip(columns, names, strict=True)]
    if margin + sum(width + 3 for width in widths) > WIDTH:
        return as_pairs(names, hessian)
    header = "".join(f"   {name:>{width}}" for name, width in zip(names, widths, strict=True))
    lines = [
        f"{name:<{margin}}"
        + "".join(f"   {column[i]:>{width}}" for column, width in zip(columns, widths, strict=True))
        for i, name in enumerate(names)
    ]
    return "\n".join(["second derivatives", "", " " * margin + header, *map(str.rstrip, lines)])


def as_pairs(names: list[str], hessian: Rows) -> str:
    """The upper half of the Hessian, a line for each pair of names."""
    pairs = [(i, j) for i in range(len(names)) for j in range(i, len(names))]
    labels = [f"{names[i]} {names[j]}" for i, j in pairs]
    numbers = aligned([hessian[i][j] for i, j in pairs])
    margin = max(map(len, labels))
    lines = [f"{a:<{margin}}   {b}".rstrip() for a, b in zip(labels, numbers, strict=True)]
    return "\n".join(["second derivatives", "", *lines])


def as_json(
    text: str, value: float, leaves: dict[str, Any], slopes: list[Any], hessian: Rows | None
) -> str:
    """The same for a program to read."""
    names = list(leaves)
    answer: dict[str, Any] = {
        "expression": text,
        "at": {name: _in_json(primal_of(leaf)) for name, leaf in leaves.items()},
        "value": _in_json(value),
        "gradient": dict(zip(names, map(_in_json, slopes), strict=True)),
    }
    if hessian is not None:
        rows = [dict(zip(names, map(_in_json, row), strict=True)) for row in hessian]
        answer["hessian"] = dict(zip(names, rows, strict=True))
    return json.dumps(answer, indent=2, allow_nan=False)


def _in_json(x: Any) -> Any:
    if shape_of(x):
        return [_in_json(part) for part in x]
    return float(x) if math.isfinite(x) else str(float(x))


def kinks(y: Node) -> list[str]:
    """A sentence for every operation whose slope here is a convention."""
    return [
        f"{written(node, 40)} has a corner here: of its slopes, the smallest is taken."
        for node in ancestors(y).values()
        if node.op
        and node.op.kink
        and not any(map(shape_of, node.args))
        and node.op.kink.gap(*map(_number, node.args)) == 0.0
    ]


def _number(arg: Any) -> float:
    return float(arg.primal if isinstance(arg, Node) else arg)
