"""Sums and products of symbols as one writes them: a number in front, one fraction, shortened.

They are for reading: what is 0 or 1 somewhere is taken for what it is everywhere else.
"""

from __future__ import annotations

from collections import Counter
from functools import partial, reduce
from typing import Any, NamedTuple

from ...engine.node import Node
from ...ops.arithmetic import add, div, mul, neg, pow, sub
from ...values.operators import operate

Operand = Any  # a Symbol, or a number


def applied(op: Any, *args: Operand) -> Operand:
    """An operation on symbols and numbers; on numbers alone it is a number."""
    known = not any(isinstance(arg, Node) for arg in args)
    return float(op.on_floats(*args)) if known else operate(op, *args)


class Product(NamedTuple):
    """A number and factors above a fraction line, and below it."""

    number: float = 1.0
    over: tuple[Node, ...] = ()
    below: float = 1.0
    under: tuple[Node, ...] = ()


def times(a: Operand, b: Operand) -> Operand:
    """a b with one number in front and one fraction line, shortened.

    >>> from autograd.values.symbol import Symbol
    >>> x = Symbol("x")
    >>> times(-1.0, times(2.0, x)), times(1.0, x) is x, times(x, 1.0 / x)
    (Symbol(-2.0 * x), True, 1.0)
    """
    return _written(_multiplied(_split(a), _split(b)))


def _split(x: Operand) -> Product:
    if not isinstance(x, Node):
        return Product(float(x))
    if x.op is neg:
        return _multiplied(Product(-1.0), _split(x.args[0]))
    if x.op is mul:
        return _multiplied(*map(_split, x.args))
    if x.op is div:
        top, bottom = map(_split, x.args)
        return _multiplied(top, Product(bottom.below, bottom.under, bottom.number, bottom.over))
    if x.op is pow and not isinstance(x.args[1], Node) and x.args[1] in (2.0, 3.0):
        return Product(over=(x.args[0],) * int(x.args[1]))
    return Product(over=(x,))


def _multiplied(a: Product, b: Product) -> Product:
    over, under = a.over + b.over, a.under + b.under
    shared = Counter(x.serial for x in over) & Counter(x.serial for x in under)
    return Product(
        a.number * b.number, _without(over, shared), a.below * b.below, _without(under, shared)
    )


def _without(factors: tuple[Node, ...], some: Counter[int]) -> tuple[Node, ...]:
    left = Counter(some)
    kept = []
    for factor in factors:
        left[factor.serial] -= 1
        if left[factor.serial] < 0:
            kept.append(factor)
    return tuple(kept)


def _written(product: Product) -> Operand:
    number, over, below, under = product
    if number == 0.0:
        return 0.0
    if below == -1.0 or (number / below).is_integer():
        number, below = number / below, 1.0
    top, bottom = _factors(number, over), _factors(below, under)
    whole = not isinstance(bottom, Node) and bottom == 1.0
    return top if whole else applied(div, top, bottom)


def _factors(number: float, factors: tuple[Node, ...]) -> Operand:
    """A number times factors, as powers of those that come again, in the order given."""
    counts = Counter(factor.serial for factor in factors)
    powers = [power(f, float(counts.pop(f.serial))) for f in factors if f.serial in counts]
    if not powers or number not in (1.0, -1.0):
        return reduce(partial(applied, mul), powers, number)
    first, *others = powers
    if number == -1.0:
        turned = first.op is sub
        first = applied(sub, first.args[1], first.args[0]) if turned else applied(neg, first)
    return reduce(partial(applied, mul), others, first)


def plus(a: Operand, b: Operand) -> Operand:
    """a + b without terms 0, and what is the same taken together."""
    p, q = _split(a), _split(b)
    if p.number == 0.0 or q.number == 0.0:
        return a if q.number == 0.0 else b
    if _alike(p) == _alike(q):
        return _written(p._replace(number=p.number + q.number))
    if q.number < 0.0:
        return applied(sub, a, _written(q._replace(number=-q.number)))
    return applied(add, a, b)


def _alike(product: Product) -> tuple[object, ...]:
    """What two products have in common that differ in their numbers alone."""
    over, under = (sorted(f.serial for f in part) for part in (product.over, product.under))
    return over, under, product.below


def minus(a: Operand, b: Operand) -> Operand:
    """a - b without terms 0."""
    if not isinstance(b, Node) and b == 0.0:
        return a
    return times(-1.0, b) if not isinstance(a, Node) and a == 0.0 else applied(sub, a, b)


def over(a: Operand, b: Operand) -> Operand:
    """a / b, a itself for b = 1."""
    return a if not isinstance(b, Node) and b == 1.0 else applied(div, a, b)


def power(x: Operand, n: Operand) -> Operand:
    """x to the n, x itself for n = 1."""
    if not isinstance(n, Node) and n in (0.0, 1.0):
        return x if n else 1.0
    return applied(pow, x, n)
