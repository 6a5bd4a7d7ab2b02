"""The numbers in the arguments and in the answer of compiled code."""

from __future__ import annotations

from typing import Any

from ..errors import ShapeError
from ..support.arrays import numpy
from .trace import Trace


def gather(arg: Any, tree: Any, name: str, found: list[Any]) -> None:
    """Collect the numbers of an argument into `found`, in the order of the registers."""
    if isinstance(tree, int):
        found.append(arg)
        return
    if hasattr(arg, "tolist"):
        arg = arg.tolist()
    kind: Any = dict if isinstance(tree, dict) else (list, tuple)
    if not isinstance(arg, kind) or len(arg) != len(tree):
        raise ShapeError(f"{name} was compiled as {_described(tree)}; got {_described(arg)}")
    if isinstance(tree, dict):
        if arg.keys() != tree.keys():
            wrong = ", ".join(map(repr, arg.keys() ^ tree.keys()))
            raise ShapeError(f"{name} was compiled with other keys: see {wrong}")
        arg, tree = [arg[key] for key in tree], list(tree.values())
    if all(x.__class__ is int for x in tree):
        found.extend(arg)
        return
    for i, (part, branch) in enumerate(zip(arg, tree, strict=True)):
        gather(part, branch, f"{name}[{i}]", found)


def as_column(numbers: Any) -> Any:
    """Numbers as machine code reads them: doubles, evenly spaced, in the order of this machine."""
    column = numpy().asarray(numbers, dtype=float)
    return column if not column.strides[0] % 8 else column.copy()


def shaped(answer: Any, trace: Trace) -> Any:
    """An answer with the derivatives by arrays as arrays; the rest as it is."""
    if not trace.order:
        return answer
    value, gradient, *hessian = answer
    np = numpy()
    arrays = [
        np.array(d) if x in trace.shapes else d for x, d in zip(trace.by, gradient, strict=True)
    ]
    return (value, tuple(arrays), *hessian)


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
