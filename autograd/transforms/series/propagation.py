"""Coefficients of Taylor series, one order after the other, by the rules of the operations.

With y = sum y_k t^k and the slopes d_i = dy/da_i, themselves series, y' = sum d_i a_i' says that

    k y_k = sum over arguments i and j = 1..k of  j a_ij d_i(k-j)

Products and quotients need no slopes: their series are multiplied and divided. No operation beside
them is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from ...engine.modes import is_ieee
from ...engine.node import Node
from ...engine.primitive import added
from ...errors import DomainError
from ...ops.arithmetic import div, mul
from .recording import Moving, Record

# Coefficients as far as they are known; what is left out, or None, is exactly 0.
Coefficients: TypeAlias = list[Any]
Number = Callable[[Any], Any]


def coefficients(
    root: Node, given: Mapping[Node, Coefficients], order: int, record: bool
) -> Coefficients:
    """The series of `root` when those of some nodes are given, which it was computed from.

    With `record` the coefficients are nodes. Raises `DomainError` at a kink, and where a derivative
    is infinite.
    """
    record_of = Record(root, list(given), order)
    number: Number = (lambda x: x) if record else (lambda x: x.primal if isinstance(x, Node) else x)
    series = {x.serial: known for x, known in given.items()}
    for each in record_of.moving:
        series[each.node.serial] = [number(each.node)]

    def of(x: Any) -> Coefficients:
        place = record_of.place(x)
        return [number(x)] if place is None else series[place]

    for k in range(1, order + 1):
        for each in record_of.moving:
            if each.depth <= order - k:
                own = series[each.node.serial]
                own.append(_next(each, k, own, of, record))
                if not each.depth:
                    _refuse_infinite(each.node, own[-1], k)
    return of(root)


def _next(
    each: Moving, k: int, own: Coefficients, of: Callable[[Any], Coefficients], record: bool
) -> Any:
    """Coefficient k of a node; those before it are known, its own and those of its slopes."""
    series = [of(arg) for arg in each.node.args]
    op, moves = each.node.op, [len(a) > 1 for a in series]
    if op is mul:
        return added(_products(series[0], series[1], range(k + 1), k))
    if op is div:
        taken = added(_products(series[1], own, range(1, k + 1), k))
        rest = _difference(_at(series[0], k), taken)
        return rest if rest is None else rest / series[1][0]
    slopes = [of(d) if m and d is not None else () for d, m in zip(each.slopes, moves, strict=True)]
    if all(len(d) < 2 for d in slopes):  # linear in what moves
        rates = [_at(a, k) if m else None for a, m in zip(series, moves, strict=True)]
        return None if all(r is None for r in rates) else op.push(each.node, rates, record)  # type: ignore[union-attr]
    pairs = list(zip(series, slopes, strict=True))
    last = added(y for a, d in pairs for y in _products(a, d, [k], k))
    before = added(
        y if j == 1 else j * y
        for a, d in pairs
        for j in range(1, k)
        for y in _products(a, d, [j], k)
    )
    return _sum(last, before if before is None else before / k)


def _at(series: Sequence[Any], k: int) -> Any:
    return series[k] if k < len(series) else None


def _products(a: Sequence[Any], b: Sequence[Any], js: Sequence[int], k: int) -> Iterator[Any]:
    """The terms a_j b_(k-j) that are not exactly 0."""
    for j in js:
        x, y = _at(a, j), _at(b, k - j)
        if x is not None and y is not None:
            yield x * y


def _sum(a: Any, b: Any) -> Any:
    return b if a is None else a if b is None else a + b


def _difference(a: Any, b: Any) -> Any:
    return a if b is None else -b if a is None else a - b


def _refuse_infinite(node: Node, coefficient: Any, k: int) -> None:
    known = coefficient.primal if isinstance(coefficient, Node) else coefficient
    if known is None or known - known == 0.0 or is_ieee():
        return
    raise DomainError(
        f"{node.describe()} has no Taylor series here: its derivative of order {k} is "
        f"{'no number' if known != known else 'infinite, or leaves the range of floats'}"
    )
