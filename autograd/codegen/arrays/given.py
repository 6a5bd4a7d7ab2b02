"""What a compiled function of arrays is called with, held against what it was compiled for."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...engine.node import Node
from ...errors import OperandError, ShapeError
from ...support.containers import leaves_of
from ..models import is_model, numbers_of
from .program import KEYED, ArrayProgram, Input, registers_in


def choosing(program: ArrayProgram) -> frozenset[int]:
    """The inputs that choose elements of other arrays."""
    n = len(program.inputs)
    keys = [call.args[KEYED[call.function]] for call in program.calls if call.function in KEYED]
    return frozenset(i for i in registers_in(keys) if i < n)


def gathered(compiled: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments as arrays of doubles, or of whole numbers where such were compiled."""
    trace = compiled.trace
    trees = trace.arguments.items()
    return tuple(
        _checked(x, tree, name, trace.program.inputs, compiled.choosing)
        for x, (name, tree) in zip(args, trees, strict=True)
    )


def _checked(
    x: Any, tree: Any, name: str, inputs: tuple[Input, ...], choosing: frozenset[int]
) -> Any:
    if tree.__class__ is int:
        wanted = inputs[tree]
        if x.__class__ is np.ndarray and x.dtype == wanted.dtype and x.shape == wanted.shape:
            return _from_zero(x, name) if tree in choosing else x
        if x.__class__ is float and wanted.shape == ():
            return x
        x = _array(x, name, wanted)
        return _from_zero(x, name) if tree in choosing else x
    if is_model(x):
        x = numbers_of(x)
    kind: Any = dict if isinstance(tree, dict) else (list, tuple)
    if not isinstance(x, kind) or len(x) != len(tree):
        size = f" of {len(x)}" if hasattr(x, "__len__") else ""
        raise ShapeError(
            f"{name} was compiled as a {type(tree).__name__} of {len(tree)}; got a "
            f"{type(x).__name__}{size}"
        )
    if isinstance(tree, dict):
        if x.keys() != tree.keys():
            wrong = ", ".join(sorted(map(str, x.keys() ^ tree.keys())))
            raise ShapeError(f"{name} was compiled with other keys: see {wrong}")
        pairs = [(key, x[key], t) for key, t in tree.items()]
    else:
        pairs = [(i, y, t) for i, (y, t) in enumerate(zip(x, tree, strict=True))]
    inner = [_checked(y, t, f"{name}[{key!r}]", inputs, choosing) for key, y, t in pairs]
    return dict(zip(tree, inner, strict=True)) if isinstance(tree, dict) else inner


def refuse_shapes(compiled: Any, args: tuple[Any, ...]) -> None:
    """Raise `ShapeError` for arrays of another library whose shapes are not those compiled for."""
    trace = compiled.trace
    for (name, tree), x in zip(trace.arguments.items(), args, strict=True):
        given, places = leaves_of(x), leaves_of(tree)
        if len(given) != len(places):
            raise ShapeError(f"{name} was compiled as {len(places)} arrays; got {len(given)}")
        for array, place in zip(given, places, strict=True):
            _refuse_shape(tuple(getattr(array, "shape", ())), name, trace.program.inputs[place])


def _refuse_shape(shape: tuple[int, ...], name: str, wanted: Input) -> None:
    if shape != wanted.shape:
        raise ShapeError(
            f"{name} was compiled for shape {wanted.shape}; got {shape}: compile it with an "
            "example of that shape, too"
        )


def _array(x: Any, name: str, wanted: Input) -> Any:
    if isinstance(x, Node):
        raise OperandError(
            f"compiled code takes arrays and records no graph; {name} is the {type(x).__name__} "
            f"{x.describe()}: pass its .data"
        )
    try:
        array = np.asarray(x)
    except (TypeError, ValueError) as error:
        raise ShapeError(f"{name} wants an array of shape {wanted.shape}; {error}") from None
    if array.dtype.kind not in "bfiu" or (wanted.dtype != float and array.dtype.kind not in "iu"):
        kinds = "real" if wanted.dtype == float else "whole"
        raise OperandError(f"{name} takes {kinds} numbers; got {array.dtype} elements")
    _refuse_shape(array.shape, name, wanted)
    return array.astype(wanted.dtype)


def _from_zero(x: Any, name: str) -> Any:
    if x.size and x.min() < 0:
        raise OperandError(f"{name} chooses elements, which are counted from 0; got {int(x.min())}")
    return x
