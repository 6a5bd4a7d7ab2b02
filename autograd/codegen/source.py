"""Source text: a `Program` as straight-line code in some language, one assignment for each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..engine.elementwise import Elementwise
from ..engine.primitive import Primitive
from .lowering import Machine
from .targets.target import Target
from .trace import Trace
from .writer import Text as Text
from .writer import Writer

SHORT = 3  # steps of a recipe that is written where it is used


def written(
    trace: Trace,
    target: Target,
    machine: str = "this language",
    doc: Sequence[str] = (),
    to_run: bool = False,
) -> Text:
    """The text of a traced program in a language, which errors call by the name `machine`.

    What is only there to run makes do with few names.
    """
    if target.functions is None:
        writer = Writer(trace, target, doc, to_run=to_run)
        return writer.text(writer.blocks())
    lowering = Machine(machine, target.spells)
    called = _called(lowering)
    program = lowering.program(trace.program, called)
    writer = Writer(replace(trace, program=program), target, doc)
    blocks = [*_helpers(writer.functions, lowering, called, target), *writer.blocks()]
    return writer.text(blocks)


def _called(machine: Machine) -> Callable[[Primitive], bool]:
    """Whether an operation is worth a function of its own: the others' recipes are short."""

    def called(op: Primitive) -> bool:
        if not isinstance(op, Elementwise) or machine.spelled(op):
            return False
        return len(machine.recipe(op, range(op.arity)).steps) > SHORT

    return called


def _helpers(
    wanted: dict[str, Primitive],
    machine: Machine,
    called: Callable[[Primitive], bool],
    target: Target,
) -> Iterator[str]:
    """A function for each operation that the language lacks, in the order they are called."""
    for name, op in wanted.items():
        if not machine.spelled(op):
            arguments = {x: i for i, x in enumerate("xyzw"[: op.arity])}
            recipe = machine.recipe(op, range(op.arity))
            writer = Writer(Trace(name, arguments, 0, recipe), target, ())
            yield writer.helper()
