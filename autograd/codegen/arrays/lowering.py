"""From a graph of array symbols to calls of NumPy: the forward of each operation notes its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...engine.node import Node
from ...engine.primitive import Primitive
from ...errors import OperandError
from ...support.arrays import ieee_arithmetic
from ...support.containers import leaves_of, tree_map
from ...values.array_symbol import ArraySymbol
from ..recording import Unrecorded
from ..simplify import REWRITES
from .program import ArrayProgram, Ref, live
from .recorder import Recorder, Tape


def program_of(inputs: Sequence[ArraySymbol], results: Sequence[Any]) -> ArrayProgram:
    """The calls that compute `results` from `inputs`."""
    tape = Tape()
    found: dict[int, Any] = {x.serial: tape.input(x.name, x.shape, x.dtype) for x in inputs}
    labels: dict[int, str] = {}
    for node in ordered(results, found):
        found[node.serial] = y = _noted(node, found, tape)
        if node.name and isinstance(y, Recorder):
            labels.setdefault(y.register, node.name)
    answers = tuple(_reference(_value(y, found)) for y in results)
    labels = {r: name for r, name in labels.items() if r >= len(inputs)}
    return live(ArrayProgram(tuple(tape.inputs), tape.calls, answers, labels))


def _reference(x: Any) -> Any:
    return Ref(x.register) if isinstance(x, Recorder) else x


def ordered(roots: Sequence[Any], known: Any) -> list[Node]:
    """What the roots were computed from, in order, up to what is known."""
    waiting = [x for x in roots if isinstance(x, Node)]
    found = {x.serial: x for x in waiting}
    for node in waiting:
        for arg in leaves_of(list(node.args)):
            if isinstance(arg, Node) and arg.serial not in found and arg.serial not in known:
                found[arg.serial] = arg
                waiting.append(arg)
    return [found[serial] for serial in sorted(found) if serial not in known]


def _noted(node: Node, found: dict[int, Any], tape: Tape) -> Any:
    """The result of a node, noted on the tape; what is constant is computed."""
    if node.op is None:
        return constant(node, min(found, default=0))
    op, args = _rewritten(node.op, tuple(_value(x, found) for x in node.args))
    if op is None:
        return args[0]
    if not any(isinstance(x, Recorder) for x in leaves_of(list(args))):
        with ieee_arithmetic():
            return op.on_arrays(*args)
    tape.note = op.name
    return recorded(op, args, tape)


def _rewritten(op: Primitive, args: tuple[Any, ...]) -> tuple[Primitive | None, tuple[Any, ...]]:
    """The operation beside its constants, as for numbers; None where an operand is the result."""
    if op not in REWRITES or not any(x.__class__ is float for x in args):
        return op, args
    places = tuple(x if x.__class__ is float else i for i, x in enumerate(args))
    step = REWRITES[op](places, lambda _: None)
    new, left = step if isinstance(step, tuple) else (None, (step,))
    return new, tuple(x if x.__class__ is float else args[x] for x in left)  # type: ignore[index]


def recorded(op: Primitive, args: tuple[Any, ...], tape: Tape) -> Any:
    """What an operation asks NumPy to do; else a call of the operation itself."""
    before = len(tape.calls)
    try:
        with ieee_arithmetic():
            return op.on_arrays(*args)
    except (Unrecorded, AttributeError, TypeError):  # an operation of a user may ask for anything
        tape.undo(before)
        return tape.call(op.name, op.on_arrays, args, {}, op.on_arrays)


def _value(x: Any, found: dict[int, Any]) -> Any:
    """An argument of a node, and the arrays inside of a key, by what stands for them."""
    return tree_map(lambda leaf: found[leaf.serial] if isinstance(leaf, Node) else leaf, x)


def constant(node: Node, start: int) -> Any:
    """The numbers of a leaf that is no argument, if it was made on the way."""
    if isinstance(node, ArraySymbol):
        return node._like
    if node.serial < start:
        raise OperandError(
            f"{node.describe()} came into a function that is being traced; pass it as an argument, "
            "its model too, or use its .data as a constant"
        )
    return node.primal
