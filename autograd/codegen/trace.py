"""Tracing: run a function once on symbols, differentiate the record, and keep it as a `Program`.

Nothing here knows a derivative: gradients are the same sweep that Values use, recorded.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..engine.backward import gradients
from ..engine.elementwise import Elementwise
from ..engine.modes import ieee
from ..engine.node import Node
from ..engine.scalars import is_real, to_float
from ..errors import OperandError
from ..formulas.text.complaint import listed, suggestion
from ..support.arrays import numpy
from ..support.containers import leaves_of, like, tree_map
from ..values.symbol import Symbol
from .names import checked, distinct, identifier, place_in, refuse_repeated
from .program import Program, program_of


@dataclass(frozen=True)
class Trace:
    """A program with the shape of its arguments and of its answer.

    `arguments` maps each argument's name to a tree of input registers; `answer` is a tree whose
    leaves are positions in `program.results`, with derivatives up to `order`. `shapes` are those
    of the arguments that are arrays, whose trees are lists of lists. `by` are the arguments that
    the gradient is by, all as a rule.
    """

    name: str
    arguments: dict[str, Any]
    answer: Any
    program: Program
    order: int = 0
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    by: tuple[str, ...] = ()

    def inputs_by(self) -> list[int]:
        """The registers that the gradient is by, in its order."""
        return leaves_of([self.arguments[name] for name in self.by])


def trace(
    f: Callable[..., Any], examples: Sequence[Any], order: int, by: Sequence[str] = ()
) -> Trace:
    """`f` recorded on symbols, with its derivatives up to `order`, by all arguments or some.

    The answer is f's own result (order 0), followed by its gradient (1) and its Hessian (2).
    """
    arguments, call = _arguments(f, examples)
    shapes = {name: x.shape for name, x in arguments.items() if hasattr(x, "shape")}
    given = arguments
    arguments = tree_map(_listed, given)
    inputs: list[Symbol] = leaves_of(list(arguments.values()))
    by = tuple(known(name, arguments) for name in by) or tuple(arguments)
    with ieee():
        value = tree_map(_number, _listed(_called(call, given)))
        answer = derivatives(value, [arguments[name] for name in by], order) if order else value
    results = leaves_of(answer)
    registers = iter(range(len(inputs)))
    return Trace(
        identifier(getattr(f, "__name__", ""), otherwise="f"),
        {name: tree_map(lambda _: next(registers), tree) for name, tree in arguments.items()},
        like(answer, list(range(len(results)))),
        program_of(inputs, results),
        order,
        shapes,
        by,
    )


def _called(call: Callable[..., Any], given: Any) -> Any:
    """What the function gives. Raises `OperandError` where it takes numbers for arrays."""
    try:
        return call(given)
    except AttributeError as error:
        if not isinstance(error.obj, Symbol):
            raise
        raise OperandError(
            f"the function asks a number for .{error.name}: where an argument is an array, give "
            "one as an example, as in compile(f, np.zeros(3))"
        ) from error


def known(name: str, arguments: Collection[str]) -> str:
    """An argument that `grad` names."""
    if name in arguments:
        return name
    wanted = f"grad names the arguments to differentiate by: {listed(list(arguments))}"
    raise OperandError(f"{wanted}; got {name!r}{suggestion(str(name), list(arguments))}")


def _listed(answer: Any) -> Any:
    """An answer, an array of symbols as lists."""
    return answer.tolist() if str(getattr(answer, "dtype", "")) == "object" else answer


def derivatives(value: Any, arguments: list[Any], order: int) -> Any:
    """The value, its gradient with the structure of the arguments and, for order 2, the Hessian."""
    inputs: list[Symbol] = leaves_of(arguments)
    if isinstance(value, (list, tuple, dict)):
        raise OperandError(
            f"a gradient needs a function with one number as its result; got a "
            f"{type(value).__name__}: compile without grad=True, or differentiate inside f"
        )
    slopes = _slopes(value, inputs)
    for x, slope in zip(inputs, slopes, strict=True):
        _suggest(slope, f"d_{x.name}")
    _suggest(value, "value")
    gradient = like(tuple(arguments), slopes)
    if order == 1:
        return value, gradient
    return value, gradient, tuple(tuple(_slopes(slope, inputs)) for slope in slopes)


def _slopes(y: Any, inputs: list[Symbol]) -> list[Any]:
    if not isinstance(y, Node):
        return [0.0] * len(inputs)
    return gradients(y, inputs, record=True, allow_unused=True)


def _suggest(node: Any, name: str) -> None:
    if isinstance(node, Node) and node.op is not None and not node.name:
        node.name = name


def _number(leaf: Any) -> Any:
    """A leaf of what `f` returned: a symbol, or a number that depends on none."""
    if isinstance(leaf, Symbol):
        return leaf
    if isinstance(leaf, Node) or not is_real(leaf):
        raise OperandError(
            "a compiled function returns numbers computed from its arguments (or lists, tuples "
            f"and dicts of them); this one returned a {type(leaf).__name__}"
        )
    return to_float(leaf)


def _arguments(
    f: Callable[..., Any], examples: Sequence[Any]
) -> tuple[dict[str, Any], Callable[[dict[str, Any]], Any]]:
    """The symbols to call `f` with, by argument, and how to call it."""
    taken: set[str] = set()
    if hasattr(f, "names"):  # an expression: called by name
        names = [checked(name) for name in f.names]
        refuse_repeated(names)
        return {name: _symbols(name, 0.0, taken) for name in names}, lambda symbols: f(**symbols)
    names = [checked(name) for name in parameters_of(f, examples)]
    trees = list(examples) or [0.0] * len(names)
    symbols = {name: _symbols(name, tree, taken) for name, tree in zip(names, trees, strict=True)}
    return symbols, lambda symbols: f(*symbols.values())


def parameters_of(f: Callable[..., Any], examples: Sequence[Any]) -> list[str]:
    """The arguments to trace: those with a default keep it, unless an example is given."""
    if isinstance(f, Elementwise):
        return list("xyzuvw"[: f.arity])
    try:
        parameters = list(inspect.signature(f).parameters.values())
    except (TypeError, ValueError):
        parameters = [inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL)]
    named = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    gather = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    title = getattr(f, "__name__", "the function")
    for p in parameters:
        if p.kind is p.KEYWORD_ONLY and p.default is p.empty:
            raise OperandError(
                f"{title} wants {p.name} by keyword: compile a lambda that passes it"
            )
    if gather and not examples:
        raise OperandError(
            f"{title} takes any number of arguments: give an example of each, "
            "compile(f, 1.0, 2.0), so that their number is known"
        )
    if not examples:
        return [p.name for p in named if p.default is p.empty]
    least = sum(p.default is p.empty for p in named)
    if len(examples) < least or (len(examples) > len(named) and not gather):
        wanted = f"{least}" if least == len(named) else f"{least} to {len(named)}"
        raise OperandError(f"{title} takes {wanted} arguments; got {len(examples)} examples")
    extra = (f"x{i}" for i in range(len(examples)))
    return [p.name for p in named][: len(examples)] + list(extra)[len(named) :]


def _symbols(name: str, example: Any, taken: set[str]) -> Any:
    """A symbol for each number in an example, named after its place: `w`, `w_0`, `w_0_1`."""
    if isinstance(example, dict):
        return {key: _symbols(place_in(name, key), x, taken) for key, x in example.items()}
    if hasattr(example, "tolist") and example.shape:
        return _array(name, example, taken)
    if isinstance(example, (list, tuple)):
        branches = [_symbols(f"{name}_{i}", x, taken) for i, x in enumerate(example)]
        return branches if isinstance(example, list) else tuple(branches)
    if not is_real(example):
        raise OperandError(
            f"an example argument is a number, or lists, tuples and dicts of numbers; {name} is a "
            f"{type(example).__name__}"
        )
    return Symbol(distinct(name, taken))


def _array(name: str, example: Any, taken: set[str]) -> Any:
    """An array of symbols in the shape of an example."""
    symbols = numpy().empty(example.shape, dtype=object)
    for place in numpy().ndindex(*example.shape):
        symbols[place] = Symbol(distinct("_".join(map(str, (name, *place))), taken))
    return symbols
