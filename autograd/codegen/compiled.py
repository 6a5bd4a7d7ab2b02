"""`Compiled`: a function as straight-line code that a person can read, and its gradient with it.

>>> from autograd import compile, exp
>>> f = compile(lambda x, y: x * y + exp(x), grad=True)
>>> f(0.0, 3.0)
(1.0, (4.0, 0.0))
>>> print(f.source)
def f(x, y):
    t1 = x * y
    t2 = exp(x)
    value = t1 + t2
    d_x = t2 + y
    return (value, (d_x, x))
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from ..engine.elementwise import Elementwise
from ..engine.modes import ieee
from ..engine.node import Node
from ..engine.primitive import Primitive
from ..engine.scalars import to_float
from ..errors import OperandError, ShapeError
from ..support.arrays import ieee_arithmetic, numpy
from ..support.containers import leaves_of, like, tree_map
from . import functions
from .formulas import formulas
from .loading import loaded
from .loops import operations
from .numbers import Reader, doubles, reader, total, total_of_gradient
from .source import Text, written
from .targets import ARRAYS, PYTHON, target_of
from .trace import Trace
from .uses import Uses

FLOATS = {float}


class Compiled(Uses):
    """Straight-line code for a function of numbers. Made by `compile`.

    Call it with numbers, or with arrays that hold one number for each row. It never raises for a
    domain: it gives inf and NaN as `with ieee():` does, and the same bits.

    `source` is its text in the language `target`, `names` are its arguments.
    """

    def __init__(
        self,
        traced: Trace,
        following: Callable[[], Compiled] | None = None,
        target: str = "python",
    ) -> None:
        self.trace, self.order, self.target = traced, traced.order, target
        chooses = any(map(_chooses, set(operations(traced.program))))
        self._make_following = following if chooses else None
        self._flat = all(isinstance(tree, int) for tree in traced.arguments.values())
        self._total = total_of_gradient if self._flat and self.order == 1 else total
        self.__name__ = traced.name
        self.names = tuple(traced.arguments)
        self._text = written(traced, PYTHON, to_run=True)
        self._run = loaded(self._text, functions.plain(self._text.functions), self)

    @cached_property
    def source(self) -> str:
        """The text in the language of its target."""
        return self.text(self.target)

    def text(self, target: str) -> str:
        """The same in a language of `autograd.codegen.targets`, by its name there."""
        return self.written(target).source

    def written(self, target: str) -> Text:
        """The text in a language, with what it defines.

        What has no second text to run where the first gives NaN is written with structural zeros.
        """
        language = target_of(target)
        trace = self.everywhere if language.functions is not None else self.trace
        return written(trace, language, target, formulas(self.trace))

    def renamed(self, name: str) -> Compiled:
        """The same program as a function of another name."""
        make = self._make_following
        return Compiled(
            replace(self.trace, name=name), make and (lambda: make().renamed(name)), self.target
        )

    def __call__(self, *args: Any, **named: Any) -> Any:
        """The answer at numbers, or an array of answers at arrays of rows."""
        if named or len(args) != len(self.names):
            args = self._given(args, named)
        numbers = args if self._flat else self._numbers(args)
        if not FLOATS.issuperset(map(type, numbers)):
            return self._converted(numbers)
        try:
            answer = self._run(*args)
        except (ArithmeticError, ValueError):
            answer = self._careful(numbers)
        if self._make_following and (whole := self._total(answer)) != whole:
            return self._following(*args)  # a NaN, or infinities of both signs
        return answer

    def rows(self, table: Any) -> Any:
        """The answers for a table with a row for each point and a column for each number.

        `table` has the shape (rows, numbers). The value has the shape (rows,), the gradient
        (rows, numbers), the Hessian (rows, numbers, numbers).

        >>> from autograd import compile
        >>> value, gradient = compile(lambda x, y: x * y, grad=True).rows([[2, 3], [4, 5]])
        >>> value.tolist(), gradient.tolist()
        ([6.0, 20.0], [[3.0, 2.0], [5.0, 4.0]])
        """
        np = numpy()
        table = doubles(table, "the table")
        wanted = len(self.trace.program.inputs)
        if table.ndim != 2 or table.shape[1] != wanted:
            raise ShapeError(
                f"{self._signature()} wants a table with {wanted} columns; got shape {table.shape}"
            )
        answer = self._on_rows(list(table.T))
        if self.order == 0:
            return answer
        value, gradient, *hessian = answer
        gradient = np.stack(leaves_of(gradient), axis=-1)
        lines = [np.stack(line, axis=-1) for line in (hessian[0] if hessian else ())]
        return (value, gradient, np.stack(lines, axis=-2)) if hessian else (value, gradient)

    def _signature(self) -> str:
        return f"{self.__name__}({', '.join(self.names)})"

    def _given(self, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """The arguments in their order, some of which came by name."""
        rest = self.names[len(args) :]
        if named and set(rest) != set(named):
            wrong = ", ".join(sorted(set(rest) ^ set(named)))
            raise OperandError(f"{self._signature()} was called with other names: see {wrong}")
        if len(args) + len(named) != len(self.names):
            raise OperandError(
                f"{self._signature()} takes {len(self.names)} arguments; got {len(args)}"
            )
        return (*args, *(named[name] for name in rest)) if named else args

    def _numbers(self, args: tuple[Any, ...]) -> list[Any]:
        found: list[Any] = []
        for read, arg in zip(self._readers, args, strict=True):
            read(arg, found)
        return found

    @cached_property
    def _readers(self) -> list[Reader]:
        return [reader(tree, name) for name, tree in self.trace.arguments.items()]

    def _converted(self, numbers: Sequence[Any]) -> Any:
        """The answer at arguments that are not all Python floats."""
        for number in numbers:
            if isinstance(number, Node):
                raise OperandError(
                    "compiled code takes numbers or arrays and records no graph; got the "
                    f"{type(number).__name__} {number.describe()}: pass its .data"
                )
        if any(getattr(number, "shape", ()) for number in numbers):
            return self._on_rows(numbers)
        return self(*self._arguments([to_float(number) for number in numbers]))

    def _arguments(self, numbers: list[Any]) -> Any:
        return like(tuple(self.trace.arguments.values()), numbers)

    def _careful(self, numbers: Sequence[float]) -> Any:
        """The answer where an operation left its domain: operation by operation, as IEEE has it."""
        with ieee(), ieee_arithmetic():
            answer = self._run_carefully(*self._arguments(list(map(numpy().float64, numbers))))
        return tree_map(_python_number, answer)

    def _on_rows(self, numbers: Sequence[Any]) -> Any:
        np = numpy()
        columns = [doubles(number, "an argument")[()] for number in numbers]
        shape = np.broadcast_shapes(*(column.shape for column in columns))
        with ieee(), ieee_arithmetic():
            answer = self._run_on_rows(*self._arguments(columns))
        # A result may be an argument itself, or a constant: every row gets a number of its own.
        answer = tree_map(lambda y: np.array(np.broadcast_to(y, shape)), answer)
        if not self._make_following or not any(np.isnan(y).any() for y in leaves_of(answer)):
            return answer
        again = leaves_of(self._following._on_rows(numbers))
        pairs = zip(leaves_of(answer), again, strict=True)
        return like(answer, [np.where(np.isnan(y), z, y) for y, z in pairs])

    @property
    def everywhere(self) -> Trace:
        """The trace that is right everywhere: with structural zeros, where there are choices."""
        return self._following.trace if self._make_following else self.trace

    @cached_property
    def _following(self) -> Compiled:
        """The code that knows which arguments a choice left out."""
        assert self._make_following is not None
        return self._make_following()

    @cached_property
    def _array_text(self) -> Text:
        return written(self.trace, ARRAYS, to_run=True)

    @cached_property
    def _run_carefully(self) -> Callable[..., Any]:
        return loaded(self._array_text, functions.careful(self._array_text.functions), self)

    @cached_property
    def _run_on_rows(self) -> Callable[..., Any]:
        return loaded(self._array_text, functions.on_rows(self._array_text.functions), self)

    def __repr__(self) -> str:
        steps = len(self.trace.program.steps)
        return f"<compiled {self._signature()}: {steps} operations, order {self.order}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if self._make_following is None:
            return (Compiled, (self.trace, None, self.target))
        return (_with_following, (self.trace, self._following.trace, self.target))


def _chooses(op: Primitive) -> bool:
    """Whether an operation leaves arguments out, or is a step, as the slopes of those that do."""
    return op.chooses or (isinstance(op, Elementwise) and not any(op.rules))


def _with_following(traced: Trace, following: Trace, target: str) -> Compiled:
    return Compiled(traced, lambda: Compiled(following), target)


def _python_number(number: Any) -> Any:
    return number.item() if hasattr(number, "dtype") else number
