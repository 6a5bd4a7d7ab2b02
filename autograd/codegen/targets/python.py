"""Python, on floats and on arrays."""

from __future__ import annotations

import keyword
from dataclasses import replace

from ...ops.choice import abs as absolute
from ...ops.choice import where
from ...ops.products import dot
from ...ops.reductions import mean, sum
from ...values.symbol import AND, NOT, OR
from .. import functions
from .looping import in_lists
from .target import Target, bracketed, infix


def _products(*items: str) -> str:
    half = len(items) // 2
    pairs = zip(items[:half], items[half:], strict=True)
    return bracketed(f"{a} * {b}" for a, b in pairs)


# The sums of eager code are `math.fsum`; where it raises, the text is run again with care.
PYTHON = Target(
    operations={
        NOT: lambda a: f"not {a}",
        AND: infix("and"),
        OR: infix("or"),
        where: lambda c, a, b: f"{a} if {c} else {b}",
        absolute: lambda a: f"abs({a})",
        sum: lambda *xs: f"fsum({bracketed(xs)})",
        dot: lambda *xs: f"fsum({_products(*xs)})",
        mean: lambda *xs: f"fsum({bracketed(xs)}) / {len(xs)}",
    },
    reserved=(*keyword.kwlist, "abs", "fsum", "inf", "nan")
    + ("logical_and", "logical_not", "logical_or", "where"),
    meaning=functions.plain,
)
# Choices and connectives are functions here, since `a if c else b` wants a single condition; and a
# mean is a float where the sum may be none, which only what runs on floats need not know.
ARRAYS = replace(
    PYTHON,
    operations={
        **{op: spelled for op, spelled in PYTHON.operations.items() if op is not mean},
        NOT: lambda a: f"logical_not({a})",
        AND: lambda a, b: f"logical_and({a}, {b})",
        OR: lambda a, b: f"logical_or({a}, {b})",
        where: lambda c, a, b: f"where({c}, {a}, {b})",
    },
    meaning=functions.on_rows,
    reserved=(*PYTHON.reserved, "float64"),
    looping=in_lists(lambda x: f"float64({x})"),
)
