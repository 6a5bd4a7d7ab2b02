"""NumPy's protocol for ufuncs: `np.sin(x)` and `array * x` keep the gradient."""

from __future__ import annotations

from typing import Any

from ..engine.array_names import FUNCTIONS
from ..engine.node import Node
from ..engine.primitive import PUBLIC, Primitive, kind_of
from ..engine.recorded import Recorded
from ..engine.scalars import is_real
from ..errors import OperandError
from ..support.arrays import numpy
from .operators import COMPARISONS, refuse_foreign

REDUCED = {"add": "sum", "multiply": "prod", "maximum": "max", "minimum": "min"}
TESTS = ("isfinite", "isinf", "isnan", "signbit")


def array_ufunc(self: Node, ufunc: Any, how: str, *inputs: Any, **options: Any) -> Any:
    """What a ufunc gives of nodes; a Value among arrays of numbers makes an array of Values."""
    name = ufunc.__name__
    _refuse_ways(name, how, options)
    inputs = tuple(numpy().asarray(x) if x.__class__ in (list, tuple) else x for x in inputs)
    if name in COMPARISONS and not any(isinstance(x, Node) and x.primal is None for x in inputs):
        return _compared(ufunc, inputs)
    op, kind = PUBLIC.get(name), kind_of(inputs)
    if kind is not None and not all(isinstance(x, Node) or kind.accepts(x) for x in inputs):
        return _element_by_element(ufunc, op, kind, inputs)
    if name in COMPARISONS:  # of symbols, which record it
        return COMPARISONS[name](*(x if isinstance(x, Node) else _native(x) for x in inputs))
    if name in TESTS:
        return ufunc(*map(_data, inputs))
    if name == "positive":
        return +inputs[0]
    if name in FUNCTIONS:  # those with two results
        return FUNCTIONS[name](*inputs)
    if op is None:
        raise OperandError(
            f"np.{name} has no derivative here: build it from the primitives that `autograd ops` "
            f"lists, or call np.{name} on .data to leave the graph"
        )
    return op(*inputs)


def _refuse_ways(name: str, how: str, options: dict[str, Any]) -> None:
    """Refuse what a ufunc does beside being called, which would lose the gradient."""
    if how == "reduce" and name in REDUCED:
        short = REDUCED[name]
        raise OperandError(
            f"np.{name}.reduce, which np.{short} calls, takes arrays of plain numbers: write "
            f"autograd.{short}([x, y, …])"
        )
    if how != "__call__" or options:
        call = name if how == "__call__" else f"{name}.{how}"
        given = "".join(f", {option}=…" for option in options)
        raise OperandError(
            f"np.{call}(…{given}) would lose the gradient: write y = a + b instead of an operation "
            "in place, and .data for plain arrays"
        )


def _element_by_element(
    ufunc: Any, op: Primitive | None, kind: type[Recorded], inputs: tuple[Any, ...]
) -> Any:
    """An array of nodes, of what only an array of objects can hold."""
    for x in inputs:
        if op is not None and not isinstance(x, Node) and not kind.accepts(x):
            refuse_foreign(op.sketch("x", "y"), kind, x)
    # NumPy's own loop over objects would ask the plain floats among them for methods.
    loop = numpy().frompyfunc(op, len(inputs), 1) if op else ufunc
    return loop(*map(_boxed, inputs))


def _compared(ufunc: Any, inputs: tuple[Any, ...]) -> Any:
    """What is compared is data: element by element, or as Python's bool for two numbers."""
    verdict = ufunc(*map(_data, inputs))
    return verdict if getattr(verdict, "shape", ()) else bool(verdict)


def _data(x: Any) -> Any:
    return x.primal if isinstance(x, Node) else x


def _native(x: Any) -> Any:
    return float(x) if is_real(x) else x


def _boxed(x: Any) -> Any:
    if not isinstance(x, Node):
        return x
    box = numpy().empty((), dtype=object)
    box[()] = x
    return box
