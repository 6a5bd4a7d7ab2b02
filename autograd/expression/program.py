"""A text once read: a list of steps for a stack, run in a loop.

`x*y + 1` becomes: x, y, mul, 1, add. Running it needs no recursion, whatever the length of the
text, and a step can do nothing but push a number, push what a name stands for, or apply a
primitive: that is why a hostile text can do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..engine.backward import gradients
from ..engine.node import Node
from ..engine.walks import ancestors
from ..errors import AutogradError, DomainError, ExpressionError
from ..formulas.text.complaint import carets, complaint
from ..ops.arithmetic import identity
from ..ops.axes import shape_of
from ..ops.choice import where
from ..values.value import Value
from .arrays import collected, element, fitted

Stack = list[Any]
MOST_NODES = 100_000  # of a derivative, before it is differentiated again
MOST_TERMS = 10_000  # of all that runs over an index, one inside the other


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
    """What the names stand for, the text for complaints, and whether there are arrays."""

    text: str
    values: Mapping[str, Any]
    on_arrays: bool
    terms: int = 1  # how often this is run


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
class Apply(Step):
    """Apply a function to the last `count`; one that goes `by_entry` treats columns alike."""

    op: Callable[..., Any]
    count: int
    by_entry: bool = False

    def run(self, stack: Stack, scope: Scope) -> None:
        args = stack[-self.count :]
        if self.by_entry and scope.on_arrays:
            args = [*fitted(args)]
        stack[-self.count :] = [self.op(*args)]


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
        if unknown or shape_of(condition):
            stack.append(where(condition, run(self.then, scope), run(self.otherwise, scope)))
        else:
            stack.append(run(self.then if condition else self.otherwise, scope))


@dataclass(frozen=True, slots=True)
class Over(Step):
    """sum(j: …), prod(j=1..3: …), max(j!=k: …): a function of what `body` is at each index.

    Without bounds an index counts as far as the arrays do of which it is an index: `counted` are
    their programs, each with the how-manieth index it is there.
    """

    op: Any
    index: str
    body: Program
    bounds: tuple[Program, ...]
    but: str
    counted: tuple[tuple[Program, int], ...]

    def run(self, stack: Stack, scope: Scope) -> None:
        indices = [i for i in self._range(scope) if not self.but or i != scope.values[self.but]]
        terms = scope.terms * max(1, len(indices))
        if terms > MOST_TERMS:
            raise ExpressionError(f"what runs over an index has at most {MOST_TERMS} terms in all")
        if not indices:
            stack.append(_empty(self.op.name, self.index))
            return
        inner = (
            replace(scope, values={**scope.values, self.index: float(i)}, terms=terms)
            for i in indices
        )
        stack.append(collected(self.op, [run(self.body, each) for each in inner]))

    def _range(self, scope: Scope) -> range:
        if self.bounds:
            low, high = (_whole(run(bound, scope)) for bound in self.bounds)
            if high - low >= MOST_TERMS:
                high = low + MOST_TERMS
            return range(low, high + 1)
        shapes = [(shape_of(run(program, scope)), place) for program, place in self.counted]
        sizes = {shape[place] for shape, place in shapes if place < len(shape)}
        if len(sizes) == 1:
            return range(1, sizes.pop() + 1)
        if sizes:
            raise ExpressionError(f"{self.index} counts to {min(sizes)} and to {max(sizes)} here")
        if shapes:
            raise ExpressionError(
                f"what {self.index} is an index of is a number here: give an array for it"
            )
        raise ExpressionError(
            f"nothing says how far {self.index} counts: it is no index of an array here; "
            f"write {self.op.name}({self.index}=1..3: …)"
        )


def _whole(x: Any) -> int:
    number = float(x.primal if isinstance(x, Node) else x)
    if not number.is_integer():
        raise ExpressionError(f"a sum runs between whole numbers; got {number:g}")
    return int(number)


def _empty(name: str, index: str) -> float:
    if name not in ("sum", "prod"):
        raise ExpressionError(f"{index} takes no value here")
    return 0.0 if name == "sum" else 1.0


@dataclass(frozen=True, slots=True)
class Prime(Step):
    """The derivative of a function of one argument at the last of the stack."""

    op: Callable[..., Any]
    order: int

    def run(self, stack: Stack, scope: Scope) -> None:
        x = stack.pop()
        x = identity(x if isinstance(x, Node) else Value(x))
        y = self.op(x)
        for _ in range(self.order):
            y = _slope(y, x)
        stack.append(y)


@dataclass(frozen=True, slots=True)
class Derive(Step):
    """dy/dx of y, the last of the stack, by each of `wrt`: a name, or an entry of one."""

    wrt: tuple[tuple[Program, tuple[Program, ...]], ...]

    def run(self, stack: Stack, scope: Scope) -> None:
        y = stack.pop()
        for base, place in self.wrt:
            if shape_of(y):
                raise ExpressionError("what is differentiated is a number here: take an entry")
            x = run(base, scope)
            y = _slope(y, x)
            if place and shape_of(y):
                y = element(y, *(run(index, scope) for index in place))
        stack.append(y)


def _slope(y: Any, x: Any) -> Any:
    """dy/dx as a node; 0 where no path leads from x to y."""
    if not isinstance(y, Node) or not isinstance(x, Node):
        return 0.0
    (slope,) = gradients(y, [x], record=True, allow_unused=True)
    if slope is None:
        return 0.0
    if isinstance(slope, Node) and len(ancestors(slope)) > MOST_NODES:
        raise ExpressionError(f"this derivative takes more than {MOST_NODES} operations")
    return slope


def run(program: Program, scope: Scope) -> Any:
    """The result of a program. Its errors show the place in the text.

    Raises `DomainError` where an operation leaves its domain, and `ExpressionError` where a
    primitive refuses what it is given.
    """
    stack: Stack = []
    for step in program:
        try:
            step.run(stack, scope)
        except DomainError as error:
            if not hasattr(error, "__notes__"):
                error.add_note(carets(scope.text, step.start, step.stop))
            raise
        except AutogradError as error:
            if isinstance(error, ExpressionError) and error.column:
                raise
            raise complaint(str(error), scope.text, step.start, step.stop) from error
    return stack.pop()
