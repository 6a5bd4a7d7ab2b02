"""Formulas as textbooks write them: rules are made to lose no digits, these to be read.

`spelled` writes out the helpers that rules keep their digits with; `tidied` takes away factors 1,
terms 0 and double minuses. Both return a new graph of Symbols and change none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, reduce
from typing import Any

from ...engine.node import Node
from ...ops.activation import sigmoid, sigmoid_prime
from ...ops.arithmetic import add, div, identity, mul, neg, pow, pow_dx, square, sub
from ...ops.elementary import finite, positive
from ...ops.hyperbolic import sech2, tanh
from ...ops.products import dot
from ...ops.reductions import sum
from ...ops.trigonometric import one_minus_square
from .products import Operand, applied, minus, over, plus, power, times

Forms = Mapping[Any, Callable[..., Operand]]  # by operation


def spelled(root: Operand, parts: Iterable[Operand]) -> Operand:
    """`root` without helpers: sech2(x) is 1 - tanh(x)². The `parts` it is made of stay."""
    return _rewritten(root, parts, HELPERS)


def tidied(root: Operand, op: Any, args: Sequence[Operand], result: Operand) -> Operand:
    """A local derivative of `op` as one would write it; what `op` gives for `args` is `result`."""
    parts = (*args, result)

    def itself(*given: Operand) -> Operand:
        pairs = list(zip(given, args, strict=False))
        same = all(a is b or (isinstance(a, float) and a == b) for a, b in pairs)
        same = same and len(given) == len(args)
        return result if same else applied(op, *given)

    return _rewritten(spelled(root, parts), parts, {op: itself, **TIDY})


def _rewritten(root: Operand, parts: Iterable[Operand], forms: Forms) -> Operand:
    """`root` with the form there is for each operation, from the `parts` up."""
    if not isinstance(root, Node):
        return root
    new: dict[int, Operand] = {part.serial: part for part in parts if isinstance(part, Node)}
    waiting, found = [root], dict[int, Node]()
    for node in waiting:
        if node.serial not in new and node.serial not in found:
            found[node.serial] = node
            waiting += (arg for arg in node.args if isinstance(arg, Node))
    for serial, node in sorted(found.items()):
        args = [new[arg.serial] if isinstance(arg, Node) else arg for arg in node.args]
        form = forms.get(node.op) or partial(applied, node.op)
        new[serial] = node if node.op is None else form(*args)
    return new[root.serial]


def _lowered(x: Operand, n: Operand) -> Operand:
    return times(n, power(x, applied(sub, n, 1.0)))


def _bell(x: Operand) -> Operand:
    return 1.0 - power(applied(tanh, x), 2.0)


def _beside_square(x: Operand) -> Operand:
    return 1.0 - power(x, 2.0)


def _logistic(x: Operand) -> Operand:
    y = applied(sigmoid, x)
    return y * (1.0 - y)


def _squared(x: Operand) -> Operand:
    return power(x, 2.0)


def _same(x: Operand) -> Operand:
    return x


def _added(*terms: Operand) -> Operand:
    return reduce(partial(applied, add), terms)


def _dotted(*factors: Operand) -> Operand:
    half = len(factors) // 2
    return _added(*map(partial(applied, mul), factors[:half], factors[half:]))


HELPERS: Forms = {
    sum: _added,
    dot: _dotted,
    square: _squared,
    positive: _same,
    finite: _same,
    identity: _same,
    one_minus_square: _beside_square,
    pow_dx: _lowered,
    sech2: _bell,
    sigmoid_prime: _logistic,
}
TIDY: Forms = {
    mul: times,
    add: plus,
    sub: minus,
    div: over,
    pow: power,
    neg: partial(times, -1.0),
}
