"""A text once read: a list of steps for a stack, run in a loop.

`x*y + 1` becomes: x, y, mul, 1, add. Running it needs no recursion, whatever the length of the
text, and a step can do nothing but push a number, push what a name stands for, or apply a
primitive: that is why a hostile text can do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..engine.node import Node
from ..errors import AutogradError, DomainError, ExpressionError
from ..ops.axes import shape_of
from ..ops.choice import where
from .complaint import carets, complaint

Stack = list[Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and the place in the text that asks for it."""

    start: int
    stop: int

    def run(self, stack: Stack, scope: Scope) -> None:
        """Take from the end of the stack what this needs, and leave the result there."""
        raise NotImplementedError


Program = list[Step]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names stand for, and the text for complaints."""

    text: str
    values: Mapping[str, Any]

    @property
    def on_arrays(self) -> bool:
        """Whether an array is among the values."""
        return any(getattr(value, "on_arrays", False) for value in self.values.values())


@dataclass(frozen=True, slots=True)
class Number(Step):
    """Push a number."""

    number: float

    def run(self, stack: Stack, scope: Scope) -> None:
        stack.append(self.number)


@dataclass(frozen=True, slots=True)
class Name(Step):
    """Push what a name stands for."""

    name: str

    def run(self, stack: Stack, scope: Scope) -> None:
        stack.append(scope.values[self.name])


@dataclass(frozen=True, slots=True)
class Collect(Step):
    """Make a list of the last `count`; an array, which is many numbers already, stays itself."""

    count: int

    def run(self, stack: Stack, scope: Scope) -> None:
        if self.count == 1 and shape_of(stack[-1]):
            return
        stack[-self.count :] = [stack[-self.count :]]


@dataclass(frozen=True, slots=True)
class Apply(Step):
    """Apply a primitive or a comparison to the last `count`."""

    op: Callable[..., Any]
    count: int

    def run(self, stack: Stack, scope: Scope) -> None:
        stack[-self.count :] = [self.op(*stack[-self.count :])]


@dataclass(frozen=True, slots=True)
class Choose(Step):
    """Run the branch that a condition takes; both when it is not known, or one for each element.

    So where(x > 0, log(x), 0) is 0 at -1, although log(-1) is an error.
    """

    condition: Program
    then: Program
    otherwise: Program

    def run(self, stack: Stack, scope: Scope) -> None:
        """Put the branch taken on the stack; for an open condition or arrays, a choice of both."""
        condition = run(self.condition, scope)
        unknown = isinstance(condition, Node) and condition.primal is None
        if unknown or scope.on_arrays:
            stack.append(where(condition, run(self.then, scope), run(self.otherwise, scope)))
        else:
            stack.append(run(self.then if condition else self.otherwise, scope))


def run(program: Program, scope: Scope) -> Any:
    """The result of a program. Its errors show the place in the text.

    Raises `DomainError` where an operation leaves its domain, and `ExpressionError` where a
    primitive refuses what it is given.
    """
    stack: Stack = []
    for step in program:
        try:
            step.run(stack, scope)
        except ExpressionError:
            raise
        except DomainError as error:
            if not hasattr(error, "__notes__"):
                error.add_note(carets(scope.text, step.start, step.stop))
            raise
        except AutogradError as error:
            raise complaint(str(error), scope.text, step.start, step.stop) from error
    return stack.pop()
