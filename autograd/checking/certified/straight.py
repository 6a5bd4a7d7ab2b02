"""A program as straight-line Python, to be run thousands of times from its own results."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from ...codegen.loading import loaded
from ...codegen.source import Text
from .balls import Ball
from .program import Program

Run = Callable[[list[Ball], int], list[Ball]]

INFIX: dict[Any, str] = {
    operator.add: "+",
    operator.sub: "-",
    operator.mul: "*",
    operator.truediv: "/",
}


def repeated(program: Program, places: Sequence[int], bits: int) -> Run:
    """A function that runs the program so many times; each root becomes the input at its place.

    Its balls are those of `Program.onwards` at this precision, to the bit. It raises `Undefined`
    where a value is undefined, needed or not.

    >>> from fractions import Fraction
    >>> from autograd.checking.certified.balls import exact, precision
    >>> from autograd.symbol import Symbol
    >>> x = Symbol("x")
    >>> with precision(64):
    ...     double = repeated(Program([x + x], [x]), [0], 64)
    ...     double([exact(3)], 10)
    [3072.00000000000000]
    """
    inputs = ", ".join(f"v{place}" for place in range(program.inputs))
    numbers = program.numbers(bits)
    meaning: dict[str, Any] = {f"v{program.inputs + k}": x for k, x in enumerate(numbers)}
    lines = [f"def run(state, count):\n    [{inputs}] = state\n    for _ in range(count):"]
    for result, (function, slots, _) in enumerate(program.code, program.inputs + len(numbers)):
        names = [f"v{slot}" for slot in slots]
        if function in INFIX:
            formula = f" {INFIX[function]} ".join(names)
        else:
            meaning[f"f{result}"] = function
            formula = f"f{result}({', '.join(names)})"
        lines.append(f"        v{result} = {formula}")
    new, made = (", ".join(f"v{slot}" for slot in slots) for slots in (places, program.roots))
    lines.append(f"        {new} = {made}\n    return [{inputs}]\n")
    return loaded(Text("\n".join(lines), "run", {}), meaning, program)
