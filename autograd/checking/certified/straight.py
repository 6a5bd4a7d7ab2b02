"""A program as straight-line Python, to be run thousands of times from its own results."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...codegen.loading import loaded
from ...codegen.source import Text
from .balls import Ball
from .program import Program


class Tied(Exception):  # never escapes: the rounds are then made one by one
    """A slope or a value is a convention, because two numbers tie."""


Run = Callable[[list[Ball], int], list[Ball]]

INFIX: dict[Any, str] = {
    operator.add: "+",
    operator.sub: "-",
    operator.mul: "*",
    operator.truediv: "/",
}


def repeated(program: Program, places: Sequence[int], bits: int) -> Run:
    """A function that runs the program so many times; its first roots become inputs, at `places`.

    Its balls are those of `Program.onwards` at this precision, to the bit. It raises `Undefined`
    where a value is undefined, needed or not, and `Tied` where numbers tie.

    >>> from fractions import Fraction
    >>> from autograd.checking.certified.balls import exact, precision
    >>> from autograd.values.symbol import Symbol
    >>> x = Symbol("x")
    >>> with precision(64):
    ...     double = repeated(Program([x + x], [x]), [0], 64)
    ...     double([exact(3)], 10)
    [3072.00000000000000]
    """
    roots = program.roots[: len(places)]
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
    lines.extend(_watch(program, meaning))
    new, made = (", ".join(f"v{slot}" for slot in slots) for slots in (places, roots))
    lines.append(f"        {new} = {made}\n    return [{inputs}]\n")
    return loaded(Text("\n".join(lines), "run", {}), meaning, program)


def _watch(program: Program, meaning: dict[str, Any]) -> Iterator[str]:
    """The lines that notice a tie."""
    meaning["Tied"] = Tied
    for k, (tie, slots) in enumerate(program.ties.values()):
        meaning[f"tie{k}"] = tie
        yield f"        if tie{k}({', '.join(f'v{slot}' for slot in slots)}).is_zero(): raise Tied"
