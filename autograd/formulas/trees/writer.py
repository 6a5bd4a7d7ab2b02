"""Graphs of symbols written as formulas in the names of a page.

A named node is written as its name, and derivatives as a person would: sigmoid'(z) as a*(1 - a)
where a = sigmoid(z) has a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ...engine.elementwise import Elementwise
from ...engine.node import Node
from ...engine.primitive import Primitive
from ...support.constants import DEGREES, GELU_A, LN2, LN10, RADIANS, ROOT_2PI, ROOT_PI
from ...values.symbol import Symbol
from .algebra import ONE, minus, over, plus, power, times
from .branches import denied, inside, where
from .numerals import decimal
from .tree import Call, Name, Number, Op, Relation, Tree, exchanged, number

LARGEST = 400  # nodes in a formula that anyone would read


class TooLarge(Exception):  # the formula is then not shown
    """The formula would be too long to read, or says what a page cannot."""


class Writer:
    """Writes symbols, given the names of nodes and variables and the numbers of leaves."""

    def __init__(
        self,
        named: Mapping[int, str],
        exact: Mapping[int, Fraction | str],
        rules: Mapping[str, Callable[..., Tree]] | None = None,
        primes: bool = True,
    ) -> None:
        self.named, self.exact, self.primes = named, exact, primes
        self.rules = RULES if rules is None else rules
        self.values: dict[Any, str] = {}

    def know(self, nodes: Mapping[str, Node]) -> Writer:
        """Learn which named node is which function of which argument."""
        for name, node in nodes.items():
            inner = node.args[0] if node.op is not None and node.op.name == "identity" else node
            if isinstance(inner, Node) and inner.op is not None:
                self.values[self._call_key(inner)] = name
        return self

    def _call_key(self, node: Any) -> Any:
        return node.op.name, tuple(x.serial if isinstance(x, Node) else x for x in node.args)

    def tree(self, root: Any, itself: bool = False) -> Tree:
        """The formula of a node; with `itself` the root is spelled out even if it has a name."""
        if not isinstance(root, Node):
            return in_digits(root)
        found: dict[int, Tree] = {}
        order = self._order(root, itself)
        for node in order:
            leaf = self._leaf(node, itself and node is root)
            if leaf is None:
                args = [found[x.serial] if isinstance(x, Node) else in_digits(x) for x in node.args]
                leaf = self._operation(node, args)
            found[node.serial] = leaf
        return found[root.serial]

    def _order(self, root: Node, itself: bool) -> list[Node]:
        waiting, seen = [root], {}
        for node in waiting:
            if node.serial in seen:
                continue
            seen[node.serial] = node
            if self._leaf(node, itself and node is root) is None:
                waiting.extend(x for x in node.args if isinstance(x, Node))
        if len(seen) > LARGEST:
            raise TooLarge
        return [seen[serial] for serial in sorted(seen)]

    def _leaf(self, node: Node, spelled_out: bool) -> Tree | None:
        if node.serial in self.named and not spelled_out:
            return Name(self.named[node.serial])
        if node.serial in self.exact:
            value = self.exact[node.serial]
            return Name("pi") if value == "pi" else _decimal(Fraction(value))
        return None

    def _operation(self, node: Node, args: list[Tree]) -> Tree:
        if node.op is None:  # a variable without a name here
            raise TooLarge
        name = node.op.name
        if name in _NAMED and self._call_key(node) in self.values:
            return Name(self.values[self._call_key(node)])
        key = ({"sigmoid_prime": "sigmoid", "sech2": "tanh"}.get(name), self._call_key(node)[1])
        if key in self.values:
            a = Name(self.values[key])
            one_minus = Op("-", (ONE, a if name == "sigmoid_prime" else power(a, 2)))
            return times(a, one_minus) if name == "sigmoid_prime" else one_minus
        rule = self.rules.get(name)
        if rule is not None:
            return inside(rule, args) if name in _IN_BRANCHES else rule(*args)
        if self.primes and isinstance(node.op, Elementwise) and node.op.slope_of:
            return Call(node.op.slope_of, (args[0],), primes=1)
        if isinstance(node.op, Elementwise) and node.op.slopes_of:
            return _of_order(node.op.slopes_of, *args)
        return Call(name, tuple(args)) if node.op.public else self._defined(node.op, args)

    def _defined(self, op: Primitive, args: list[Tree]) -> Tree:
        """An operation that no page can call, by its definition."""
        if op.definition is None or not args:
            raise TooLarge
        symbols = [Symbol(f"x{k}") for k in range(len(args))]
        inner = Writer({x.serial: x.name for x in symbols}, {}, self.rules, self.primes)
        given: dict[Tree, Tree] = {Name(x.name): arg for x, arg in zip(symbols, args, strict=True)}
        return exchanged(inner.tree(op.definition(*symbols), itself=True), given)


# Functions of whole arrays: long to write, so an entry that has a name is called by it.
_NAMED = (
    "softmax_at",
    "logsumexp_weight_at",
    "log_softmax_at",
    "logsumexp",
    "norm",
    "max",
    "min",
    "mean",
)


def in_digits(value: float) -> Tree:
    """The number that a float in a graph stands for."""
    if value in _IRRATIONAL:
        return _IRRATIONAL[value]
    exact = Fraction(value)
    if exact.denominator.bit_length() > 24:
        n = round(1.0 / value)
        exact = Fraction(1, n) if n and 1.0 / n == value else Fraction(repr(value))
    return number(exact)


def _log(n: int) -> Tree:
    return Call("log", (number(n),))


# What the floats of the rules stand for.
_IRRATIONAL: dict[float, Tree] = {
    LN2: _log(2),
    1.0 / LN2: over(ONE, _log(2)),
    1.0 / LN10: over(ONE, _log(10)),
    2.0**0.5: Call("sqrt", (number(2),)),
    ROOT_PI: Call("sqrt", (Name("pi"),)),
    ROOT_2PI: Call("sqrt", (times(number(2), Name("pi")),)),
    DEGREES: over(number(180), Name("pi")),
    RADIANS: over(Name("pi"), number(180)),
    GELU_A: Call("sqrt", (over(number(8), Name("pi")),)),
}


def _decimal(exact: Fraction) -> Tree:
    """A number of the page: 1/3 as it is, 33333333/100000000 as 0.33333333."""
    return number(exact) if exact.denominator <= 16 else decimal(exact) or number(exact)


def _raise(x: Tree, n: Tree) -> Tree:
    if isinstance(n, Number) and n.value.denominator == 1 and abs(n.value) <= 64:
        return power(x, int(n.value))
    return Op("^", (x, n))


def _pow_dx(x: Tree, n: Tree) -> Tree:
    return times(n, _raise(x, plus(n, number(-1))))


def _softmax_at(i: Tree, *xs: Tree) -> Tree:
    assert isinstance(i, Number)
    exps = [Call("exp", (x,)) for x in xs]
    return over(exps[int(i.value)], plus(*exps))


def _direction_at(i: Tree, y: Tree, *xs: Tree) -> Tree:
    assert isinstance(i, Number)
    return over(xs[int(i.value)], y)


def _of_order(name: str, n: Tree, *xs: Tree) -> Tree:
    if not isinstance(n, Number) or n.value.denominator != 1:
        raise TooLarge
    return Call(name, xs, primes=int(n.value))


def _relation(symbol: str) -> Callable[[Tree, Tree], Tree]:
    return lambda x, y: Relation(symbol, x, y)


def _denied(condition: Tree) -> Tree:
    if not isinstance(condition, Relation):
        raise TooLarge
    return denied(condition)


_IN_BRANCHES = ("add", "sub", "mul", "div", "neg", "sum", "square")  # written in each branch


RULES: dict[str, Callable[..., Tree]] = {
    "identity": lambda x: x,
    "positive": lambda x: x,
    "finite": lambda x: x,
    "add": plus,
    "sub": lambda x, y: plus(x, minus(y)),
    "mul": times,
    "div": over,
    "ratio": over,
    "neg": lambda x: times(number(-1), x),
    "square": lambda x: power(x, 2),
    "reciprocal": lambda x: power(x, -1),
    "pow": _raise,
    "pow_dx": _pow_dx,
    "pow_dn": lambda x, n: times(_raise(x, n), Call("log", (x,))),
    "pow_dxx": lambda x, n: times(n, _pow_dx(x, plus(n, number(-1)))),
    "pow_dxn": lambda x, n: times(
        _raise(x, plus(n, number(-1))), plus(ONE, times(n, Call("log", (x,))))
    ),
    "pow_dnn": lambda x, n: times(_raise(x, n), power(Call("log", (x,)), 2)),
    "one_minus_square": lambda x: plus(ONE, times(number(-1), power(x, 2))),
    "sum": plus,
    "softmax_at": _softmax_at,
    "logsumexp_weight_at": _softmax_at,
    "direction_at": _direction_at,
    "log_softmax_at": lambda i, *xs: Call("log", (_softmax_at(i, *xs),)),
    "sech2": lambda x: over(ONE, power(Call("cosh", (x,)), 2)),
    "hypot_dx": lambda x, y: over(x, Call("hypot", (x, y))),
    "maximum": lambda x, y: Call("max", (x, y)),
    "minimum": lambda x, y: Call("min", (x, y)),
    "exceeds": lambda x, y: Call("step", (plus(x, minus(y)),)),
    "exceeds_or_half": lambda x, y: Call("step", (plus(x, minus(y)),)),
    "logical_not": _denied,
    "where": where,
    "less": _relation("<"),
    "less_equal": _relation("<="),
    "greater": _relation(">"),
    "greater_equal": _relation(">="),
    "equal": _relation("="),
    "not_equal": _relation("!="),
}
