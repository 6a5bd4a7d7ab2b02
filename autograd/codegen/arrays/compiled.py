"""`CompiledArrays`: a function of arrays as code of NumPy, JAX or PyTorch.

>>> import numpy as np
>>> from autograd import compile, tanh
>>> f = compile(lambda w, x: tanh(x @ w).sum(), np.zeros(2), np.zeros((3, 2)), target="numpy")
>>> print(f.source)
import numpy as np
<BLANKLINE>
def f(w, x):
    t1 = w.reshape((2, 1))
    t2 = x @ t1
    t3 = t2.reshape((3,))
    t4 = np.tanh(t3)
    t5 = np.add.reduce(t4, axis=None)
    return float(t5)
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from ...errors import OperandError
from ...support.arrays import ieee_arithmetic
from ...support.containers import leaves_of
from ..loading import loaded
from .dialects import JAX, NUMPY
from .given import choosing, gathered, refuse_shapes
from .torch import TORCH
from .tracing import ArrayTrace
from .writing import ArrayText, written

DIALECTS = {"numpy": NUMPY, "jax": JAX, "torch": TORCH}


class CompiledArrays:
    """A function of arrays of certain shapes, and its gradient in theirs. Made by `compile`.

    Call it like the function, on arrays of the shapes of the examples; a model among the arguments
    is a dict of arrays from now on, as `model.state_dict()` is. `source` is its text in the
    language `target`, which calls nothing but that library; `names` are its arguments.
    """

    def __init__(
        self,
        traced: ArrayTrace,
        target: str,
        eager: Callable[..., Any] | None = None,
        products: Callable[[], CompiledArrays] | None = None,
        again: Callable[[], CompiledArrays] | None = None,
    ) -> None:
        self.trace, self.target, self.order = traced, target, traced.order
        self.__name__, self.names = traced.name, tuple(traced.arguments)
        self._eager, self._products, self._again = eager, products, again
        self.choosing = choosing(traced.program)

    @cached_property
    def source(self) -> str:
        """The text in the language of its target."""
        return self.written(self.target).source

    def text(self, target: str) -> str:
        """The same in another language of arrays."""
        return self.written(target).source

    def written(self, target: str) -> ArrayText:
        """The text in a language of arrays."""
        t = self.trace
        return written(t.name, t.arguments, t.answer, t.program, DIALECTS[target])

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The function that the source defines, on arrays of the library."""
        text = self.written(self.target)
        try:
            return loaded(text, dict(text.outside), self)
        except ImportError:
            raise OperandError(
                f"the target {self.target} takes {self.target}, which is not installed: "
                f"pip install {self.target}"
            ) from None

    def __call__(self, *args: Any, **named: Any) -> Any:
        """The answer at arrays."""
        if named or len(args) != len(self.names):
            args = self._ordered(args, named)
        if self.target != "numpy":
            refuse_shapes(self, args)
            return self.function(*args)
        args = gathered(self, args)
        try:
            with ieee_arithmetic():
                answer = self.function(*args)
        except IndexError as error:
            raise OperandError(f"{self._signature()} was given an index outside: {error}") from None
        return self._with_paths(answer, args) if self.order and self._eager else answer

    def _with_paths(self, answer: Any, args: tuple[Any, ...]) -> Any:
        """The answer; where it has NaN, eager code's, which knows what has no path."""
        if any(np.isnan(np.add.reduce(d, None)) for d in leaves_of(answer[1])):
            assert self._eager is not None
            return self._eager(args)
        return answer

    def hvp(self, *args: Any, **named: Any) -> Any:
        """The Hessian times a vector: the arguments, then a direction for each differentiated one.

        >>> from autograd import compile
        >>> f = compile(lambda x: (x * x * x).sum(), np.zeros(2), grad=True, target="numpy")
        >>> f.hvp(np.array([1.0, 2.0]), np.array([1.0, 1.0]))
        (array([ 6., 12.]),)
        """
        return self.products(*args, **named)

    @cached_property
    def products(self) -> CompiledArrays:
        """The function that `hvp` calls."""
        if self._products is None:
            raise OperandError("these are products of a Hessian already: compile f for others")
        return self._products()

    def rows(self, table: Any) -> Any:
        """Refused: a table of numbers has no arrays in it."""
        raise OperandError(
            f"{self._signature()} takes arrays: call it on arrays whose first axis are the rows"
        )

    def _signature(self) -> str:
        return f"{self.__name__}({', '.join(self.names)})"

    def _ordered(self, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        rest = self.names[len(args) :]
        if len(args) + len(named) != len(self.names) or set(rest) != set(named):
            given = f"{len(args)}" + (f" and {', '.join(named)}" if named else "")
            raise OperandError(
                f"{self._signature()} takes {len(self.names)} arguments; got {given}"
            )
        return (*args, *(named[name] for name in rest))

    def __reduce__(self) -> tuple[Any, ...]:
        # It is compiled again where it is loaded, for it needs its function where a slope is NaN.
        return (self._again, ())

    def __repr__(self) -> str:
        calls = len(self.trace.program.calls)
        return f"<compiled {self._signature()}: {calls} calls of arrays, order {self.order}>"
