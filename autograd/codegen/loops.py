"""Loops in programs: what a loop on symbols becomes, for those that print it or write it out.

A loop leaves its carry and those of its columns that somebody reads; a body is a program.

>>> from autograd import repeat
>>> from autograd.codegen.trace import trace
>>> program = with_loops(trace(lambda x: repeat(lambda c: c * x, x, 10), (), 0).program)
>>> [op.name for op, _ in program.steps], [op.name for op, _ in program.steps[0][0].body.steps]
(['repeat', 'carry 0'], ['mul'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..engine.node import Node
from ..engine.primitive import Primitive
from ..loops.symbolic import Entry, Looped, LoopPart
from .program import Operand, Program, Step, program_of
from .simplify import simplified
from .targets.looping import Place


@dataclass(frozen=True)
class Frame:
    """What is the same of a loop whatever its body is lowered to.

    `carry` and `shared` are how many numbers there are of each; `lanes` are the source of each lane
    and the place in it; `columns` is how many of these the loop fills.
    """

    name: str
    steps: int
    back: bool
    carry: int
    shared: int
    lanes: tuple[tuple[int, Place], ...]
    columns: int

    @property
    def size(self) -> int:
        """How many numbers the loop leaves."""
        return self.carry + self.columns * self.steps


class Repeated(LoopPart):
    """A loop whose body is a program of the carry, an entry of each lane and the shared numbers.

    The results of the body are the carry after a step and an entry for each column. The arguments
    are the carry, the shared numbers and the sources.
    """

    def __init__(self, frame: Frame, body: Program) -> None:
        super().__init__(frame.name, public=False, doc=f"{frame.name}, {frame.steps} steps")
        self.frame, self.body = frame, body

    def __reduce__(self) -> tuple[Any, ...]:
        return (Repeated, (self.frame, self.body))


class Read(LoopPart):
    """What step t left in a column."""

    arity = 1

    def __init__(self, place: Place, t: int) -> None:
        super().__init__(f"column {place.column}, step {t}", public=False)
        self.place, self.t = place, t

    def __reduce__(self) -> tuple[Any, ...]:
        return (Read, (self.place, self.t))


def lowered(op: LoopPart, change: Callable[[Program], Program]) -> LoopPart:
    """The same, the body of a loop changed."""
    if not isinstance(op, Repeated):
        return op
    return Repeated(op.frame, change(op.body))


def operations(program: Program) -> Iterator[Primitive]:
    """All operations of a program, those in its loops included."""
    for op, _ in program.steps:
        yield op
        if isinstance(op, Repeated):
            yield from operations(op.body)


def has_loops(program: Program) -> bool:
    """Whether there is a loop among the steps."""
    return any(isinstance(op, LoopPart) for op, _ in program.steps)


def with_loops(program: Program) -> Program:
    """The program with its loops as `Repeated`, each with the columns that are read."""
    if not has_loops(program):
        return program
    n = len(program.inputs)
    read: dict[int, dict[int, None]] = {}  # of each loop the columns
    bodies: dict[int, tuple[Program, list[int], list[int]]] = {}
    for k in reversed(range(len(program.steps))):
        op, args = program.steps[k]
        if isinstance(op, Entry):
            read.setdefault(_register(args[0]), {})[op.column] = None
        elif isinstance(op, Looped):
            columns = sorted(read.get(n + k, ()))
            bodies[k] = _body(op, columns)
            for i in bodies[k][1]:
                source, column = op.lanes[i]
                read.setdefault(_register(args[_first(op) + source]), {})[column] = None
    steps = [_step(program, k, bodies, read) for k in range(len(program.steps))]
    return simplified(replace(program, steps=steps))


def _register(x: Operand) -> int:
    assert isinstance(x, int), "a column is no number"
    return x


def _first(op: Looped) -> int:
    """Where the sources begin among the arguments."""
    return len(op.body.carry) + len(op.body.shared)


def _body(op: Looped, columns: Sequence[int]) -> tuple[Program, list[int], list[int]]:
    """The body with the columns that are read; those of its lanes and shared numbers it reads."""
    body = op.body
    outs = [*body.after, *(body.columns[c] for c in columns)]
    whole = with_loops(simplified(program_of(body.inputs, outs)))
    used = {x for _, args in whole.steps for x in args if x.__class__ is int}
    used |= {x for x in whole.results if x.__class__ is int}
    start = len(body.carry)
    stop = start + len(body.lanes)
    lanes = [i for i in range(len(body.lanes)) if start + i in used]
    shared = [i for i in range(len(body.shared)) if stop + i in used]
    kept = [*(body.lanes[i] for i in lanes), *(body.shared[i] for i in shared)]
    inputs: list[Node] = [*body.carry, *kept]
    return with_loops(simplified(program_of(inputs, outs))), lanes, shared


def _step(program: Program, k: int, bodies: Any, read: dict[int, dict[int, None]]) -> Step:
    """A step of the program, where it is about loops in their new form."""
    n = len(program.inputs)
    op, args = program.steps[k]

    def place(source: int, column: int) -> Place:
        """Where a column of the loop in a register is."""
        made_by = program.steps[source - n][0]
        if not isinstance(made_by, Looped):
            return Place(None, 0, len(program.steps[source - n][1]))
        order = sorted(read[source]).index(column)
        return Place(len(made_by.body.carry), order, made_by.steps)

    if isinstance(op, Entry):
        return Read(place(_register(args[0]), op.column), op.t), args
    if not isinstance(op, Looped):
        return op, args
    body, kept, shared = bodies[k]
    sources = [_register(args[_first(op) + op.lanes[i][0]]) for i in kept]
    distinct = list(dict.fromkeys(sources))
    lanes = [
        (distinct.index(source), place(source, op.lanes[i][1]))
        for source, i in zip(sources, kept, strict=True)
    ]
    carry, columns = len(op.body.carry), len(read.get(n + k, ()))
    frame = Frame(op.name, op.steps, op.back, carry, len(shared), tuple(lanes), columns)
    return Repeated(frame, body), (*args[:carry], *(args[carry + i] for i in shared), *distinct)
