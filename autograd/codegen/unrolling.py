"""Loops written out, for machines that have none here.

>>> from autograd import repeat
>>> from autograd.codegen.trace import trace
>>> program = with_loops(trace(lambda x: repeat(lambda c: c * x, x, 10), (), 0).program)
>>> len(unrolled(program, "a machine").steps)
10
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..errors import OperandError
from ..loops.symbolic import Column, Final
from .loops import Read, Repeated, has_loops
from .loops import with_loops as with_loops
from .program import Program, Step
from .simplify import simplified
from .targets.looping import Place

MOST_UNROLLED = 100_000  # operations: beyond, neither a compiler nor a reader gets through


def unrolled(program: Program, machine: str) -> Program:
    """The program with every step of every loop written out.

    Raises `OperandError`, which calls the machine by its name, where that would be too long.
    """
    if not has_loops(program):
        return program
    count = _length(program)
    if count > MOST_UNROLLED:
        name = next(op.name for op, _ in program.steps if isinstance(op, Repeated))
        raise OperandError(
            f"{name} cannot be compiled to {machine}, which has no loops here: written out it is "
            f"{count} operations, and more than {MOST_UNROLLED} are too many; the targets python, "
            "numpy, c, js, jax and torch have loops"
        )
    steps: list[Step] = []
    now = _run(program, list(range(len(program.inputs))), steps, len(program.inputs))
    labels = {now[r]: name for r, name in program.labels.items() if now[r].__class__ is int}
    results = tuple(now[x] if x.__class__ is int else x for x in program.results)
    return simplified(replace(program, steps=steps, results=results, labels=labels))


def _length(program: Program) -> int:
    """How many operations a program is, written out."""
    return sum(
        op.frame.steps * _length(op.body) if isinstance(op, Repeated) else 1
        for op, _ in program.steps
    )


def _run(program: Program, inputs: list[Any], steps: list[Step], n: int) -> list[Any]:
    """What each register of a program is, its steps written behind others; loops are lists."""
    now = list(inputs)
    for op, args in program.steps:
        operands: list[Any] = [now[x] if isinstance(x, int) else x for x in args]
        if isinstance(op, Repeated):
            now.append(_looped(op, operands, steps, n))
        elif isinstance(op, Column):
            now.append([operands])
        elif isinstance(op, Final):
            now.append(operands[0][op.i])
        elif isinstance(op, Read):
            now.append(_column(operands[0], op.place)[op.t])
        else:
            steps.append((op, tuple(operands)))
            now.append(n + len(steps) - 1)
    return now


def _column(source: Any, place: Place) -> Any:
    return source[place.among]


def _looped(op: Repeated, operands: list[Any], steps: list[Step], n: int) -> list[Any]:
    """The carry at the end of a loop, and its columns."""
    carry, rest = operands[: op.frame.carry], operands[op.frame.carry :]
    shared, sources = rest[: op.frame.shared], rest[op.frame.shared :]
    lanes = [_column(sources[source], place) for source, place in op.frame.lanes]
    columns: list[list[Any]] = [[0.0] * op.frame.steps for _ in range(op.frame.columns)]
    for t in _times(op):
        inputs = [*carry, *(lane[t] for lane in lanes), *shared]
        now = _run(op.body, inputs, steps, n)
        outs = [now[x] if x.__class__ is int else x for x in op.body.results]
        carry = outs[: op.frame.carry]
        for column, y in zip(columns, outs[op.frame.carry :], strict=True):
            column[t] = y
    return [*carry, *columns]


def _times(op: Repeated) -> Iterator[int]:
    times = range(op.frame.steps)
    return reversed(times) if op.frame.back else iter(times)
