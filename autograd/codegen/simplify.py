"""Simplification: fewer steps, the same bits.

A rewrite is admitted only if every float gives the identical result, signed zeros, infinities and
NaN included: x * 1 is x, but x + 0 is not (-0.0 + 0.0 is 0.0), and 0 * x is not 0 (inf).
"""

from __future__ import annotations

from ..engine.elementwise import Elementwise
from ..engine.modes import ieee
from ..engine.primitive import Primitive
from ..loops.symbolic import LoopPart
from ..ops.arithmetic import add, div, identity, mul, neg, pow, pow_dx, sub
from ..ops.lengths import direction_at
from ..ops.special import ratio
from .choices import CHOICES, Args, Rewrite, Source
from .program import Operand, Program, Step


def simplified(program: Program) -> Program:
    """The program without repeated, neutral and unused steps.

    >>> from autograd.codegen.trace import trace
    >>> program = trace(lambda x, y: (x * y) * (y * x) * 1.0, (), 0).program
    >>> len(program.steps), len(simplified(program).steps)
    (4, 2)
    """
    return _without_unused(_shared(program))


def _shared(program: Program) -> Program:
    """One pass forwards: rewrite each step, and look it up among those already there."""
    n = len(program.inputs)
    steps: list[Step] = []
    places: dict[tuple[object, ...], int] = {}
    now: list[Operand] = list(range(n))  # what each register of `program` has become

    def source(operand: Operand) -> Step | None:
        if operand.__class__ is float or operand < n:
            return None
        return steps[operand - n]  # type: ignore[index]  # an int: registers are

    for op, args in program.steps:
        step: Step | Operand = (op, tuple([x if x.__class__ is float else now[x] for x in args]))  # type: ignore[index]
        rewrite = REWRITES.get(op)
        if isinstance(op, LoopPart):
            pass  # its arguments, and what it gives, are more than numbers
        elif all(x.__class__ is float for x in step[1]) and args:  # type: ignore[index]
            step = _folded(op, step[1])  # type: ignore[index]
        elif rewrite is not None:
            step = rewrite(step[1], source)  # type: ignore[index]
        if step.__class__ is tuple:
            place = places.setdefault(_key(*step), n + len(steps))
            if place == n + len(steps):
                steps.append(step)
            step = place
        now.append(step)  # type: ignore[arg-type]
    return Program(program.inputs, steps, _moved(program.results, now), _labels(program, now))


def _folded(op: Primitive, args: Args) -> float:
    """What a step of numbers alone comes to; a condition is 1.0 where it holds, else 0.0."""
    with ieee():
        return float(op.compute(args))


def _key(op: Primitive, args: Args) -> tuple[object, ...]:
    """What two steps have in common when they compute the same."""
    if len(args) == 2 and float not in map(type, args):
        a, b = args
        return (op, b, a) if b < a and is_symmetric(op) else (op, a, b)
    # repr tells 0.0 from -0.0 and finds nan equal to nan, as the text to be printed does.
    return (op, *(repr(x) if x.__class__ is float else x for x in args))


def is_symmetric(op: Primitive) -> bool:
    """Whether an operation gives the same bits with its two arguments exchanged."""
    return isinstance(op, Elementwise) and op.symmetric


def _moved(operands: tuple[Operand, ...], now: list[Operand]) -> tuple[Operand, ...]:
    return tuple([now[x] if x.__class__ is int else x for x in operands])


def _labels(program: Program, now: list[Operand]) -> dict[int, str]:
    """The names of steps that are still there; the first name wins."""
    labels: dict[int, str] = {}
    for register, label in program.labels.items():
        place = now[register]
        if isinstance(place, int) and place >= len(program.inputs):
            labels.setdefault(place, label)
    return labels


def _without_unused(program: Program) -> Program:
    """One pass backwards finds what the results need; one forwards closes the ranks."""
    n, steps = len(program.inputs), program.steps
    needed = bytearray(n + len(steps))
    for x in program.results:
        if isinstance(x, int):
            needed[x] = True
    for k in range(len(steps) - 1, -1, -1):
        if needed[n + k]:
            for x in steps[k][1]:
                if x.__class__ is int:
                    needed[x] = True
    if all(needed[n:]):
        return program
    now: list[Operand] = list(range(n))
    kept: list[Step] = []
    for k, (op, args) in enumerate(steps):
        now.append(n + len(kept))
        if needed[n + k]:
            kept.append((op, _moved(args, now)))
    labels = {now[r]: label for r, label in program.labels.items() if needed[r]}
    return Program(program.inputs, kept, _moved(program.results, now), labels)  # type: ignore[arg-type]


def _add(args: Args, source: Source) -> Step | Operand:
    a, b = args
    from_a, from_b = source(a), source(b)
    if from_b and from_b[0] is neg:  # a + -b
        return sub, (a, from_b[1][0])
    if from_a and from_a[0] is neg:  # -a + b
        return sub, (b, from_a[1][0])
    return add, args


def _sub(args: Args, source: Source) -> Step | Operand:
    a, b = args
    from_b = source(b)
    if repr(b) == "0.0":  # also -0.0 - 0.0 is -0.0
        return a
    return (add, (a, from_b[1][0])) if from_b and from_b[0] is neg else (sub, args)


def _mul(args: Args, source: Source) -> Step | Operand:
    a, b = args
    if a.__class__ is float:
        a, b = b, a
    if b.__class__ is float:
        if b == 1.0:
            return a
        if b == -1.0:
            return _neg((a,), source)
        return mul, args
    from_a, from_b = source(a), source(b)
    if from_a and from_b and from_a[0] is from_b[0] is neg:
        return mul, (from_a[1][0], from_b[1][0])
    return mul, args


def _div(args: Args, source: Source) -> Step | Operand:
    return args[0] if args[1].__class__ is float and args[1] == 1.0 else (div, args)


def _neg(args: Args, source: Source) -> Step | Operand:
    step = source(args[0])
    return step[1][0] if step and step[0] is neg else (neg, args)


def _pow(args: Args, source: Source) -> Step | Operand:
    x, n = args
    return x if n.__class__ is float and n == 1.0 else (pow, args)


def _pow_dx(args: Args, source: Source) -> Step | Operand:
    """The slope of a square, 2 x^1."""
    x, n = args
    return (mul, (2.0, x)) if n.__class__ is float and n == 2.0 else (pow_dx, args)


def _direction(args: Args, source: Source) -> Step | Operand:
    """x_i / |x|: only its slopes need the other numbers, and they have been taken by now."""
    i, length, *xs = args
    return ratio, (xs[int(i)], length)


def _itself(args: Args, source: Source) -> Step | Operand:
    return args[0]


REWRITES: dict[Primitive, Rewrite] = {
    add: _add,
    sub: _sub,
    mul: _mul,
    div: _div,
    neg: _neg,
    **CHOICES,
    pow: _pow,
    pow_dx: _pow_dx,
    direction_at: _direction,
    identity: _itself,
}
