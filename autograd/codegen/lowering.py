"""Lowering: from the operations that have a derivative to those that a machine has.

No machine has a sigmoid. Its kernel runs once on symbols, and the operations it leaves stand in its
place: so every language computes by the recipe that floats and arrays are computed by.

>>> from autograd import sigmoid
>>> from autograd.codegen.trace import trace
>>> program = trace(lambda x: sigmoid(x), (), 0).program
>>> machine = Machine("a machine without it", lambda op: op.name != "sigmoid")
>>> lowered = machine.program(program)
>>> [op.name for op, _ in lowered.steps]
['abs', 'neg', 'exp', 'less', 'where', 'add', 'div']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..engine.modes import ieee
from ..engine.nary import Nary
from ..engine.primitive import Primitive
from ..errors import OperandError
from ..kernels import portable
from ..loops.symbolic import LoopPart
from ..values.symbol import Condition, Symbol
from .loops import lowered
from .program import Operand, Program, Step, program_of
from .recording import Recording, Unrecorded
from .simplify import simplified


class Machine:
    """What has the operations that are `spelled`, and no others; errors call it by its `name`.

    `recipes` are modules of recipes: the first that has one counts.
    """

    def __init__(
        self,
        name: str,
        spelled: Callable[[Primitive], bool],
        recipes: Sequence[Any] = (portable,),
    ) -> None:
        self.name, self.spelled = name, spelled
        self.backend = Recording(spelled, recipes)
        self._recipes: dict[object, Program] = {}

    def program(
        self,
        program: Program,
        called: Callable[[Primitive], bool] = lambda op: False,
        kept: Callable[[Primitive, Sequence[Operand]], bool] = lambda op, args: False,
    ) -> Program:
        """The program in spelled operations: recipes stand in the place of all others.

        Those that are to be `called` stay: see `function`; so do those that are `kept` with these
        operands. Raises `OperandError` for an operation that no recipe makes.
        """
        inputs = len(program.inputs)
        steps: list[Step] = []
        now: list[Operand] = list(range(inputs))  # what each register has become
        for op, args in program.steps:
            operands = tuple([x if x.__class__ is float else now[x] for x in args])  # type: ignore[index]
            if isinstance(op, LoopPart):
                steps.append((lowered(op, lambda body: self.program(body, called)), operands))
                now.append(inputs + len(steps) - 1)
            elif self.spelled(op) or isinstance(op, Condition) or called(op) or kept(op, operands):
                steps.append((op, operands))
                now.append(inputs + len(steps) - 1)
            else:
                now.append(_inlined(self.recipe(op, args), operands, steps, inputs))
        results = tuple(now[x] if x.__class__ is int else x for x in program.results)
        labels = {now[r]: name for r, name in program.labels.items() if now[r].__class__ is int}
        return simplified(replace(program, steps=steps, results=results, labels=labels))  # type: ignore[arg-type]

    def recipe(self, op: Primitive, args: Sequence[Operand]) -> Program:
        """What an operation is made of, its arguments being inputs."""
        key = (op, *_kept(op, args), len(args))
        if key not in self._recipes:
            symbols = [Symbol(f"x{i}") for i in range(len(args))]
            kept = _kept(op, args)
            try:
                with ieee():
                    y = self._recorded(op, [*kept, *symbols[len(kept) :]])
            except OperandError as refusal:
                known = isinstance(refusal, Unrecorded)
                lack = refusal if known else "no such function, and its recipe decides by numbers"
                raise OperandError(
                    f"{op.name} cannot be compiled to {self.name}, which has {lack}"
                ) from None
            self._recipes[key] = self.program(simplified(program_of(symbols, [y])))
        return self._recipes[key]

    def _recorded(self, op: Primitive, operands: list[Any]) -> Any:
        own = self.backend.faster(op.name)
        if own is not None:
            return own(*operands, self.backend)
        kernel = getattr(op, "kernel", None)
        if kernel is not None:
            return (
                kernel(operands, self.backend)
                if isinstance(op, Nary)
                else kernel(*operands, self.backend)
            )
        if op.definition is not None and not hasattr(portable, op.name):
            return op.definition(*operands)
        return self.backend.recipe(op.name)(*operands, self.backend)


def _kept(op: Primitive, args: Sequence[Operand]) -> tuple[float, ...]:
    """The number that says which function is meant, such as the i of softmax_i."""
    return (args[0],) if isinstance(op, Nary) and args and args[0].__class__ is float else ()


def _inlined(
    template: Program, operands: tuple[Operand, ...], steps: list[Step], n: int
) -> Operand:
    """The steps of a template among those of a program; the answer is where its result is."""
    now: list[Operand] = list(operands)
    for op, args in template.steps:
        steps.append((op, tuple([x if x.__class__ is float else now[x] for x in args])))  # type: ignore[index]
        now.append(n + len(steps) - 1)
    (result,) = template.results
    return now[result] if isinstance(result, int) else result
