"""Values of formulas at a few points, and known quantities looked up by their values.

Where a value is needed, NaN says that at this point any would do, or that floats cannot tell.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from ...engine.elementwise import Elementwise
from ...engine.primitive import REGISTRY
from ...formulas.trees.algebra import minus, over, power, times
from ...formulas.trees.tree import Call, Name, Number, Op, Slope, Tree
from ...support.deadlines import work

Found = TypeVar("Found")
Values = tuple[float, ...]
PLACES = 3  # at which quantities are compared
MOST_PAIRED = 200  # quantities of which all products and quotients are looked up
TOLERANCE = 1e-9  # of the search; what it finds is then decided in certified arithmetic

_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": math.pow,
}


def evaluate(
    tree: Tree,
    values: dict[Tree, Values],
    other: Callable[[Tree], Values | None],
    count: int = PLACES,
) -> Values | None:
    """Values at `count` points by Python's arithmetic; `other` serves calls and derivatives."""
    left: list[Op] = []  # a long sum leans to the left: its signs are no calls inside calls
    while tree not in values and isinstance(tree, Op) and tree.symbol in _OPERATIONS:
        left.append(tree)
        tree = tree.args[0]
    work(1 + 2 * len(left))
    found = _evaluated(tree, values, other, count)
    while left and found is not None:
        op = left.pop()
        second = evaluate(op.args[1], values, other, count)
        found = None if second is None else _each(_OPERATIONS[op.symbol], found, second)
    return found


def _evaluated(
    tree: Tree, values: dict[Tree, Values], other: Callable[[Tree], Values | None], count: int
) -> Values | None:
    if tree in values:
        return values[tree]
    if isinstance(tree, Number):
        return _everywhere(tree, count)
    if isinstance(tree, Op) and tree.symbol == "neg":
        inner = evaluate(tree.args[0], values, other, count)
        return None if inner is None else tuple(-x for x in inner)
    return other(tree) if isinstance(tree, Call | Slope | Name) else None


def _each(operation: Callable[[float, float], float], a: Values, b: Values) -> Values | None:
    try:
        return tuple(map(operation, a, b))
    except (ArithmeticError, ValueError):
        return None


def _everywhere(number: Number, count: int) -> Values | None:
    """A number at all points; None if it is beyond the floats, as 1e400 is."""
    try:
        return (float(number.value),) * count
    except OverflowError:
        return None


def through(function: str, values: Values) -> Values | None:
    """What a built-in function of one number makes of values."""
    op = REGISTRY.get(function)
    if not isinstance(op, Elementwise) or op.arity - len(op.defaults) > 1:
        return None
    try:
        return tuple(float(op.on_floats(x, *op.defaults)) for x in values)
    except (ArithmeticError, ValueError):
        return None


class Index:
    """A library to be searched by value: by the logarithm of its first value, that is."""

    def __init__(self, library: Mapping[Tree, Values]) -> None:
        self.entries = [
            (tree, values) for tree, values in library.items() if values and is_usable(values)
        ]
        self.logs = [_log(values[0]) for _, values in self.entries]
        self.table: dict[int, list[int]] = {}
        for place, log in enumerate(self.logs):
            if not math.isnan(log):
                self.table.setdefault(round(log), []).append(place)
        self.of_two: dict[int, list[tuple[int, int, bool]]] = {}

    def find(self, wanted: Values, pairs: bool = False) -> Iterator[Tree]:
        """The trees with these values: single quantities, or products and quotients of two."""
        if not is_usable(wanted):
            return
        if pairs:
            yield from self._pairs(wanted)
            return
        yield from self._single(wanted)
        yield from (power(t, -1) for t in self._single(tuple(1.0 / x for x in wanted)))

    def exactly(self, wanted: Values) -> Iterator[Tree]:
        """The quantities that have these values."""
        return self._single(wanted) if is_usable(wanted) else iter(())

    def _single(self, wanted: Values) -> Iterator[Tree]:
        is_known = not math.isnan(wanted[0])
        for place in _near(self.table, wanted[0]) if is_known else range(len(self.entries)):
            tree, values = self.entries[place]
            if close(values, wanted):
                yield tree

    def _pairs(self, wanted: Values) -> Iterator[Tree]:
        if math.isnan(wanted[0]):
            return
        for i, j, divided in _near(self._table_of_two(), wanted[0]):
            (first, a), (second, b) = self.entries[i], self.entries[j]
            values = tuple(x / y if divided else x * y for x, y in zip(a, b, strict=True))
            tree = over if divided else times
            if close(values, wanted):
                yield tree(first, second)
            elif close(tuple(-x for x in values), wanted):
                yield minus(tree(first, second))

    def _table_of_two(self) -> dict[int, list[tuple[int, int, bool]]]:
        table = self.of_two
        if not table:
            work(len(self.logs[:MOST_PAIRED]) ** 2)
            known = enumerate(self.logs[:MOST_PAIRED])
            logs = [(place, log) for place, log in known if not math.isnan(log)]
            for i, a in logs:
                for j, b in logs:
                    if i <= j:
                        table.setdefault(round(a + b), []).append((i, j, False))
                    if i != j:
                        table.setdefault(round(a - b), []).append((i, j, True))
        return table


def _log(x: float) -> float:
    return math.log(abs(x)) / (10.0 * TOLERANCE)


def _near(table: Mapping[int, list[Found]], x: float) -> Iterator[Found]:
    """What a table has for numbers of about this size."""
    key = round(_log(x))
    for near in (key, key - 1, key + 1):
        yield from table.get(near, ())


def is_usable(needed: Values) -> bool:
    """Whether values can be looked up: none is 0 or beyond the floats, some are known."""
    known = [x for x in needed if not math.isnan(x)]
    return len(known) >= min(2, len(needed)) and all(known) and all(map(math.isfinite, known))


def gone(needed: Values, has: Values | None) -> bool:
    """Whether nothing is needed, as far as floats can tell, where there is something now."""
    pairs = [(x, y) for x, y in zip(needed, has or needed, strict=True) if not math.isnan(x)]
    return bool(pairs) and all(abs(x) <= TOLERANCE * abs(y) for x, y in pairs)


def close(a: Values, needed: Values) -> bool:
    """Whether values are those that are needed, as far as floats can tell."""
    return all(
        math.isclose(x, y, rel_tol=TOLERANCE, abs_tol=1e-300) or math.isnan(y)
        for x, y in zip(a, needed, strict=True)
    )


def ratios(needed: Values, has: Values) -> Values | None:
    """What a part would have to be multiplied by; None where that is no number."""
    pairs = list(zip(needed, has, strict=True))
    if any(not y and x and not math.isnan(x) for x, y in pairs):
        return None
    return tuple(x / y if x and y else math.nan for x, y in pairs)
