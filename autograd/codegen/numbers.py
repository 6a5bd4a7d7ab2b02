"""The numbers in the arguments and in the answer of compiled code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ..errors import OperandError, ShapeError
from ..support.arrays import numpy
from .trace import Trace

Reader: TypeAlias = Callable[[Any, list[Any]], None]  # of an argument, into a list


def reader(tree: Any, name: str) -> Reader:
    """What collects the numbers of an argument, in the order of the registers.

    Raises `ShapeError` for an argument of another structure.
    """
    if isinstance(tree, int):
        return lambda arg, found: found.append(arg)
    kinds: Any = dict if isinstance(tree, dict) else (list, tuple)
    kind, count, keys = type(tree), len(tree), tree.keys() if isinstance(tree, dict) else None
    branches = list(tree.values()) if keys is not None else list(tree)
    flat = all(isinstance(branch, int) for branch in branches)
    parts = [] if flat else [reader(x, f"{name}[{i}]") for i, x in enumerate(branches)]

    def read(arg: Any, found: list[Any]) -> None:
        if arg.__class__ is not kind or keys is not None:
            arg = _listed(arg)
        if len(arg) != count:
            raise ShapeError(_structure(arg))
        if flat:
            found.extend(arg)
            return
        for part, x in zip(parts, arg, strict=True):
            part(x, found)

    def _listed(arg: Any) -> Any:
        if hasattr(arg, "tolist"):
            arg = arg.tolist()
        if not isinstance(arg, kinds) or len(arg) != count:
            raise ShapeError(_structure(arg))
        if keys is None:
            return arg
        if arg.keys() != keys:
            wrong = ", ".join(map(repr, arg.keys() ^ keys))
            raise ShapeError(f"{name} was compiled with other keys: see {wrong}")
        return [arg[key] for key in keys]

    def _structure(arg: Any) -> str:
        return f"{name} was compiled as {_described(tree)}; got {_described(arg)}"

    return read


def gather(arg: Any, tree: Any, name: str, found: list[Any]) -> None:
    """Collect the numbers of an argument once: see `reader`."""
    reader(tree, name)(arg, found)


def doubles(numbers: Any, name: str) -> Any:
    """An array of doubles; `OperandError` where these are no real numbers."""
    np = numpy()
    try:
        array = np.asarray(numbers)
        if array.dtype.kind in "biufO":
            return array.astype(float, copy=False)
    except (TypeError, ValueError, OverflowError):
        pass
    raise OperandError(f"{name} has to be real numbers, as many in each row; got {numbers!r:.60}")


def as_column(numbers: Any) -> Any:
    """Numbers as machine code reads them: doubles, evenly spaced, in the order of this machine."""
    column = numpy().asarray(numbers, dtype=float)
    return column if not column.strides[0] % 8 else column.copy()


def shaped(answer: Any, trace: Trace) -> Any:
    """An answer with the derivatives by arrays, and the Hessian, as arrays; the rest as it is."""
    if not trace.order:
        return answer
    value, gradient, *hessian = answer
    np = numpy()
    arrays = [
        np.array(d) if x in trace.shapes else d for x, d in zip(trace.by, gradient, strict=True)
    ]
    return (value, tuple(arrays), *map(np.array, hessian))


def _described(tree: Any) -> str:
    sized = isinstance(tree, (list, tuple, dict))
    return f"a {type(tree).__name__} of {len(tree)}" if sized else f"a {type(tree).__name__}"


def total(tree: Any) -> Any:
    """The sum of all numbers of an answer, which shows a NaN in it at once."""
    if tree.__class__ is float:
        return tree
    branches = tree.values() if isinstance(tree, dict) else tree
    try:
        return sum(branches)
    except TypeError:
        return sum(map(total, branches))


def total_of_gradient(answer: tuple[float, tuple[float, ...]]) -> float:
    """The same of the value and a gradient of floats, for code that is called very often."""
    return sum(answer[1])
