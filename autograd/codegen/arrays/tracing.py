"""A function of arrays run once on symbols that have a shape, and differentiated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...engine.backward import gradients
from ...engine.node import Node
from ...engine.scalars import is_real
from ...errors import OperandError
from ...ops.moving import index, place
from ...support.containers import leaves_of, like, tree_map
from ...values.array_symbol import ArraySymbol
from ..models import filled, is_model, numbers_of
from ..names import checked, distinct, identifier, place_in
from ..trace import known, parameters_of
from .lowering import ordered, program_of
from .program import ArrayProgram


@dataclass(frozen=True)
class ArrayTrace:
    """A program over arrays with the shape of its arguments and of its answer.

    `arguments` maps each name to a tree of input registers; `answer` is a tree of positions in
    `program.results`. `by` names the arguments that are differentiated in, if any.
    """

    name: str
    arguments: dict[str, Any]
    answer: Any
    program: ArrayProgram
    order: int
    by: tuple[str, ...]


def trace(
    f: Callable[..., Any],
    examples: Sequence[Any],
    order: int,
    by: Sequence[str],
    products: bool = False,
) -> ArrayTrace:
    """`f` recorded on symbols, with its gradient (order 1) or its Hessian-vector `products`."""
    trees, value, examples = graph(f, examples)
    by = _differentiated(trees, examples, by) if order or products else ()
    taken = {x.name for x in leaves_of(list(trees.values()))}
    directions = {f"v_{n}": _symbols(f"v_{n}", trees[n], taken) for n in by if products}
    answer = tree_map(as_symbol, value)
    inputs = leaves_of(list(trees.values()))
    if order or products:
        moving = {name: trees[name] for name in by}
        y, slopes = _gradient(answer, moving)
        if products:
            inputs += leaves_of(list(directions.values()))
            answer = _along(slopes, moving, leaves_of(list(directions.values())))
        else:
            answer = y, like(tuple(moving.values()), slopes)
    results = leaves_of(answer)
    registers = iter(range(len(inputs)))
    arguments = tree_map(lambda _: next(registers), {**trees, **directions})
    name = identifier(getattr(f, "__name__", ""), otherwise="f")
    places = like(answer, list(range(len(results))))
    return ArrayTrace(name, arguments, places, program_of(inputs, results), order, tuple(by))


def graph(
    f: Callable[..., Any], examples: Sequence[Any]
) -> tuple[dict[str, Any], Any, Sequence[Any]]:
    """The symbols of each argument, what `f` makes of them, and the examples they were made of."""
    names = [checked(name) for name in parameters_of(f, examples)]
    taken: set[str] = set()
    trees = {n: _symbols(n, x, taken) for n, x in zip(names, examples, strict=True)}
    value = f(*map(filled, examples, trees.values()))
    unused = _numbers_after_all(value, leaves_of(list(trees.values())))
    return graph(f, _as_floats(examples, unused)) if unused else (trees, value, examples)


def _numbers_after_all(value: Any, inputs: list[Any]) -> set[int]:
    """Where arrays of whole numbers stand that choose no elements: these are numbers as others."""
    whole = {x.serial: i for i, x in enumerate(inputs) if x.dtype != float}
    nodes = ordered(leaves_of(value), ()) if whole else []
    keys = [node.args[1] for node in nodes if node.op in (index, place)]
    used = {node.serial for node in ordered(leaves_of(keys), ())}
    return {i for serial, i in whole.items() if serial not in used}


def _as_floats(examples: Sequence[Any], places: set[int]) -> list[Any]:
    """The examples, with arrays of doubles at these places."""
    given = [numbers_of(x) if is_model(x) else x for x in examples]
    count = iter(range(len(leaves_of(given))))
    changed = tree_map(lambda x: np.asarray(x, float) if next(count) in places else x, given)
    return [x if is_model(x) else y for x, y in zip(examples, changed, strict=True)]


def _symbols(name: str, example: Any, taken: set[str]) -> Any:
    """A symbol for each array of an example: the parameters of a model are a dict of them."""
    if is_model(example):
        example = numbers_of(example)
    if isinstance(example, dict):
        return {key: _symbols(place_in(name, key), x, taken) for key, x in example.items()}
    if isinstance(example, (list, tuple)):
        return type(example)([_symbols(f"{name}_{i}", x, taken) for i, x in enumerate(example)])
    if not is_real(example) and not hasattr(example, "shape"):
        raise OperandError(
            f"an example argument is an array, a number, a model, or lists, tuples and dicts of "
            f"them; {name} is a {type(example).__name__}"
        )
    if isinstance(example, ArraySymbol):
        return ArraySymbol(distinct(name, taken), example.shape)
    array = np.asarray(example.primal if isinstance(example, Node) else example)
    if array.dtype.kind not in "bfiu":
        raise OperandError(f"{name} is an array of real numbers; got {array.dtype} elements")
    whole = array.dtype.kind in "iu" and array.shape != ()
    return ArraySymbol(distinct(name, taken), array.shape, int if whole else float)


def as_symbol(leaf: Any) -> Any:
    """A leaf of what `f` returned."""
    if isinstance(leaf, ArraySymbol):
        return leaf
    if isinstance(leaf, Node):
        return leaf
    if is_real(leaf) or isinstance(leaf, np.ndarray):
        return ArraySymbol.known(leaf)
    raise OperandError(
        "a compiled function returns arrays and numbers computed from its arguments (or lists, "
        f"tuples and dicts of them); this one returned a {type(leaf).__name__}"
    )


def _differentiated(
    trees: dict[str, Any], examples: Sequence[Any], by: Sequence[str]
) -> tuple[str, ...]:
    """The arguments to differentiate in: those named, else the models, else all that are smooth."""
    for name in by:
        if not _smooth(trees[known(name, trees)]):
            raise OperandError(f"{name} holds whole numbers, which have no derivative")
    models = [n for n, x in zip(trees, examples, strict=True) if is_model(x)]
    return tuple(by or models or [name for name in trees if _smooth(trees[name])])


def _smooth(tree: Any) -> bool:
    return all(x.dtype == float for x in leaves_of(tree))


def _gradient(value: Any, moving: dict[str, Any]) -> tuple[Any, list[Any]]:
    """The value and its slopes in each array."""
    if not isinstance(value, Node) or value.size != 1:  # type: ignore[attr-defined]
        what = f"an array of shape {value.shape}" if hasattr(value, "shape") else "several results"
        raise OperandError(
            f"a gradient needs a function with one number as its result; got {what}: sum it, "
            "compile without grad=True, or differentiate inside f"
        )
    inputs = leaves_of(list(moving.values()))
    if not isinstance(value, ArraySymbol):
        return value, [x.as_gradient(None, True) for x in inputs]
    slopes = gradients(value, inputs, record=True, allow_unused=True)
    for x, slope in zip(inputs, slopes, strict=True):
        _suggest(slope, f"d_{x.name}")
    _suggest(value, "value")
    return value, slopes


def _suggest(node: Any, name: str) -> None:
    if node.op is not None and not node.name:
        node.name = name


def _along(slopes: list[Any], moving: dict[str, Any], directions: list[Any]) -> Any:
    """The derivative of the gradient along directions."""
    inputs = leaves_of(list(moving.values()))
    along = sum((g * v).sum() for g, v in zip(slopes, directions, strict=True))
    rows = gradients(along, inputs, record=True, allow_unused=True)
    return like(tuple(moving.values()), rows)
