"""Simplification: fewer steps, the same bits.

A rewrite is admitted only if every float gives the identical result, signed zeros, infinities and
NaN included: x * 1 is x, but x + 0 is not (-0.0 + 0.0 is 0.0), and 0 * x is not 0 (inf).
"""

from __future__ import annotations

from math import copysign

from ..ops.arithmetic import add, div, mul, neg, sub
from ..ops.choice import where
from ..primitive import Primitive
from ..symbol import NOT
from ..transforms import identity
from .program import Operand, Program, Step

COMMUTATIVE = {add, mul}


def simplified(program: Program) -> Program:
    """The program without repeated, neutral and unused steps."""
    return _without_unused(_shared(program))


def _shared(program: Program) -> Program:
    """One pass forwards: rewrite each step, and look it up among those already there."""
    n = len(program.inputs)
    steps: list[Step] = []
    places: dict[tuple[object, ...], int] = {}
    now: list[Operand] = list(range(n))  # what each register of `program` has become

    def emit(op: Primitive, args: tuple[Operand, ...]) -> int:
        place = places.setdefault(_key(op, args), n + len(steps))
        if place == n + len(steps):
            steps.append((op, args))
        return place

    def source(operand: Operand) -> Step | None:
        return steps[operand - n] if operand.__class__ is int and operand >= n else None  # type: ignore[index]

    for op, args in program.steps:
        moved = tuple([now[x] if x.__class__ is int else x for x in args])  # type: ignore[index]
        step = _rewritten(op, moved, source)
        now.append(step if not isinstance(step, tuple) else emit(*step))
    labels: dict[int, str] = {}
    for register, label in program.labels.items():
        place = now[register]
        if isinstance(place, int) and place >= n:
            labels.setdefault(place, label)
    results = tuple(now[x] if isinstance(x, int) else x for x in program.results)
    return Program(program.inputs, steps, results, labels)


def _key(op: Primitive, args: tuple[Operand, ...]) -> tuple[object, ...]:
    # repr tells 0.0 from -0.0 and finds nan equal to nan, as the text to be printed does.
    parts = [x if x.__class__ is int else repr(x) for x in args]
    return (op, *(sorted(parts, key=str) if op in COMMUTATIVE else parts))


def _rewritten(op: Primitive, args: tuple[Operand, ...], source: object) -> Step | Operand:
    """A shorter step with the same bits, an operand that already holds them, or the step itself."""
    rewrite = REWRITES.get(op)
    return rewrite(args, source) if rewrite else (op, args)  # type: ignore[operator, no-any-return]
