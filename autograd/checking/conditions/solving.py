"""An equation solved for one of its variables: where it is linear in one, or else quadratic.

>>> scope = Scope()
>>> x, y = scope.variable("x"), scope.variable("y")
>>> len(list(solved(scope, scope.apply("add", [x, y]), Fraction(1), ())))
1

What is solved for is then replaced; all of a graph that does not hang on it is shared.

>>> product = x * (y + 1.0)
>>> replayed([product, y], {x.serial: y})[product.serial].args[0] is y
True
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...support.deadlines import work
from ...values.symbol import Symbol
from ..decision.deciding import certain
from ..decision.ranges import Range
from ..meaning.calculus import gradient, gradients, operation
from ..meaning.numbers import Meaning
from ..meaning.questions import question
from ..meaning.scope import Scope


@dataclass(frozen=True)
class Solution:
    """What a variable is, where `inside` has a value.

    `apart` from 0 is what was divided by, None where that is a number.
    """

    leaf: Node
    value: Any
    apart: Node | None = None
    inside: tuple[Any, ...] = ()


def solved(
    scope: Scope, left: Meaning, right: Meaning, first: Collection[str]
) -> list[Solution] | None:
    """The solutions of `left = right`, [] if none is needed; None if it cannot be solved.

    Of the variables it is solved for one named in `first` if it can be.
    """
    scope = scope.within(swept=[], slopes={})  # nothing is claimed of these derivatives
    gap = operation(scope, "-", left, right)
    if not isinstance(gap, Node):
        return [] if gap == 0 else None
    above = between([gap])
    names = [name for name, x in scope.variables.items() if x.serial in above]
    names = [name for name in names if not scope.ranges.get(name, Range()).is_discrete]
    slopes = dict(zip(names, _slopes(scope, gap, names), strict=True))
    linear = {name: slope for name in reversed(names) if (slope := slopes[name]) is not None}
    if linear:
        name = min(linear, key=lambda each: _rank(scope, each, linear[each], first))
        return [_linear(scope, gap, scope.variables[name], linear[name])]
    return next(_quadratic(scope, gap, names), None)


def _slopes(scope: Scope, gap: Node, names: Collection[str]) -> list[Meaning | None]:
    """For each variable its factor in a formula that is linear in it, else None."""
    xs = [scope.variables[name] for name in names]
    slopes = gradients(scope, gap, xs)
    return [_free_of(scope, slope, x) for slope, x in zip(slopes, xs, strict=True)]


def _rank(
    scope: Scope, name: str, slope: Meaning, first: Collection[str]
) -> tuple[int, bool, bool, bool]:
    """How little one would want to do without a variable: last those that are confined.

    A law of motion says what the highest derivatives are.
    """
    order = len(scope.rates[name].by) if name in scope.rates else 0
    is_free = scope.ranges.get(name, Range()).is_all
    is_wanted = name in first
    divides = _divisor(scope, slope) is not None
    return -order, divides and not is_wanted, not is_free, not is_wanted


def _linear(scope: Scope, gap: Node, x: Node, slope: Meaning) -> Solution:
    """The x at which gap = slope*x + rest is 0, where the slope is free of x."""
    value = _joined(scope, "/", _at_zero(scope, gap, x), _joined(scope, "*", Fraction(-1), slope))
    return Solution(x, scope.as_symbol(value), _divisor(scope, slope))


def _quadratic(scope: Scope, gap: Node, names: Collection[str]) -> Iterator[list[Solution]]:
    """gap = a*x^2 + b*x + c, where a is free of x: both solutions."""
    for name in names:
        x = scope.variables[name]
        slope = gradient(scope, gap, x)
        twice = _free_of(scope, gradient(scope, slope, x), x)
        if twice is None:
            continue
        yield _roots(scope, x, twice, _at_zero(scope, slope, x), _at_zero(scope, gap, x))


def _roots(scope: Scope, x: Node, twice: Meaning, b: Meaning, c: Meaning) -> list[Solution]:
    join = partial(_joined, scope)
    square = join("-", join("*", b, b), join("*", join("*", Fraction(2), twice), c))
    root = scope.apply("sqrt", [square])
    tops = (join(sign, join("*", Fraction(-1), b), root) for sign in "+-")
    values = (scope.as_symbol(join("/", top, twice)) for top in tops)
    inside, divisor = (scope.as_symbol(root),), _divisor(scope, twice)
    return [Solution(x, value, divisor, inside) for value in values]


def _joined(scope: Scope, symbol: str, x: Meaning, y: Meaning) -> Meaning:
    return operation(scope, symbol, x, y)


def _divisor(scope: Scope, y: Meaning) -> Node | None:
    """What is divided by, if it is 0 for some of the variables, perhaps."""
    return y if _has(y, scope.variables.values()) else None


def _free_of(scope: Scope, y: Meaning, x: Node) -> Meaning | None:
    """A number other than 0 written without x; None if it hangs on x, or is 0."""
    if not isinstance(y, Node):
        return y or None
    at_zero = _at_zero(scope, y, x)
    if at_zero is y:
        return y
    return at_zero if certain(question(scope, y, at_zero)) else None


def _has(y: Meaning, variables: Iterable[Node]) -> bool:
    """Whether any of some variables has a part in a number."""
    above = between([y])
    return any(x.serial in above for x in variables)


def _at_zero(scope: Scope, y: Meaning, x: Node) -> Meaning:
    zero = scope.as_symbol(Fraction(0))
    return replayed([y], {x.serial: zero}).get(y.serial, y) if isinstance(y, Node) else y


Replaced = Mapping[int, Symbol]  # by serial


def replayed(roots: Iterable[Any], new: Replaced) -> dict[int, Symbol]:
    """By serial what becomes of the nodes that hang on replaced ones, and of these."""
    found = dict(new)
    for serial, node in between(roots, new).items():
        if serial not in found and any(_serial(arg) in found for arg in node.args):
            work(6)
            assert node.op is not None
            args = tuple(found.get(_serial(arg), arg) for arg in node.args)
            found[serial] = Symbol.record(node.op, args)
    return found


def _serial(arg: Any) -> int:
    return arg.serial if isinstance(arg, Node) else -1
