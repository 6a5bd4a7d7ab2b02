"""Right derivations in awkward forms, and the same with one slip, made from `data/derivations.txt`.

Whether a slip matters is settled here by mpmath at 50 digits, not by the checker.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from mpmath import mp, mpf

from autograd.checking.meaning.scope import builtin
from autograd.formulas.text.grammar import Reader
from autograd.formulas.trees.tree import (
    Call,
    Name,
    Number,
    Op,
    Slope,
    Tree,
    children,
    names,
    rebuilt,
    text,
    walk,
)
from autograd.formulas.trees.tree import number as whole

ONE, TWO = whole(1), whole(2)
SOURCE = Path(__file__).parent / "data" / "derivations.txt"


@dataclass(frozen=True)
class Case:
    """A page whose last line is a claim."""

    page: str
    left: str
    right: Tree

    def text(self, right: Tree | None = None) -> str:
        """The page, by default with the right claim."""
        return f"{self.page}\n{self.left} = {text(right or self.right)}"


def parsed(formula: str) -> Tree:
    """A formula as a tree; slopes are read as such, primes as calls."""
    reader = Reader(formula, _never, lambda name: builtin(name) is not None or name == "f", _always)
    return reader.expression()


def _never(_: str) -> bool:
    return False


def _always(_: str) -> bool:
    return True


def cases() -> Iterator[Case]:
    """Every claim of the source, each behind the definitions of its page."""
    for block in SOURCE.read_text("utf-8").split("----\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        claims = [line for line in lines if _is_claim(line, lines)]
        page = "\n".join(line for line in lines if line not in claims)
        for claim in claims:
            left, _, right = claim.partition(" = ")
            yield Case(page, left, parsed(right))


def _is_claim(line: str, lines: list[str]) -> bool:
    left, equals, _ = line.partition(" = ")
    if not equals:
        return False
    again = [other for other in lines if other.startswith(f"{left} = ")]
    return "/d" in left or "'" in left or line != again[0]


# ---- Awkward forms ------------------------------------------------------------------------------


def op(symbol: str, *args: Tree) -> Tree:
    return Op(symbol, args)


def call(name: str, *args: Tree) -> Tree:
    return Call(name, args)


def exp(x: Tree) -> Tree:
    return call("exp", x)


def neg(x: Tree) -> Tree:
    return op("neg", x)


def half(x: Tree) -> Tree:
    return op("/", x, TWO)


FORMS: dict[str, list[Callable[..., Tree]]] = {
    "+": [
        lambda a, b: op("+", b, a),
        lambda a, b: op("-", a, neg(b)),
        lambda a, b: neg(op("-", neg(a), b)),
        lambda a, b: half(op("+", op("*", TWO, a), op("*", TWO, b))),
    ],
    "-": [
        lambda a, b: neg(op("-", b, a)),
        lambda a, b: op("+", neg(b), a),
        lambda a, b: op("-", op("+", a, ONE), op("+", b, ONE)),
    ],
    "*": [
        lambda a, b: op("*", b, a),
        lambda a, b: op("*", neg(a), neg(b)),
        lambda a, b: half(op("*", a, op("+", b, b))),
        lambda a, b: op("-", op("*", a, op("+", b, ONE)), a),
    ],
    "/": [
        lambda a, b: op("*", a, op("^", b, neg(ONE))),
        lambda a, b: op("*", op("/", ONE, b), a),
        lambda a, b: neg(op("/", neg(a), b)),
        lambda a, b: op("/", op("*", whole(7), a), op("*", b, whole(7))),
    ],
    "neg": [lambda a: op("*", neg(ONE), a), lambda a: op("-", whole(0), a)],
    "sigmoid": [
        lambda x: op("/", ONE, op("+", ONE, exp(neg(x)))),
        lambda x: op("/", exp(x), op("+", exp(x), ONE)),
        lambda x: half(op("+", ONE, call("tanh", half(x)))),
        lambda x: op("-", ONE, call("sigmoid", neg(x))),
    ],
    "tanh": [
        lambda x: op("/", call("sinh", x), call("cosh", x)),
        lambda x: op("-", op("*", TWO, call("sigmoid", op("*", TWO, x))), ONE),
        lambda x: op("/", op("-", exp(x), exp(neg(x))), op("+", exp(x), exp(neg(x)))),
    ],
    "exp": [
        lambda x: op("^", exp(half(x)), TWO),
        lambda x: op("/", ONE, exp(neg(x))),
        lambda x: op("+", call("cosh", x), call("sinh", x)),
    ],
    "sin": [
        lambda x: op("*", op("*", TWO, call("sin", half(x))), call("cos", half(x))),
        lambda x: neg(call("sin", neg(x))),
        lambda x: call("cos", op("-", x, half(Name("pi")))),
    ],
    "cos": [
        lambda x: op("-", ONE, op("*", TWO, op("^", call("sin", half(x)), TWO))),
        lambda x: call("cos", neg(x)),
    ],
    "cosh": [lambda x: half(op("+", exp(x), exp(neg(x))))],
    "sinh": [lambda x: half(op("-", exp(x), exp(neg(x))))],
    "log": [
        lambda x: neg(call("log", op("/", ONE, x))),
        lambda x: half(call("log", op("^", x, TWO))),
    ],
    "sqrt": [lambda x: op("^", x, half(ONE)), lambda x: op("/", x, call("sqrt", x))],
    "normal_cdf": [
        lambda x: half(op("+", ONE, call("erf", op("/", x, call("sqrt", TWO))))),
        lambda x: op("-", ONE, call("normal_cdf", neg(x))),
    ],
    "normal_pdf": [
        lambda x: op("/", exp(neg(half(op("^", x, TWO)))), call("sqrt", op("*", TWO, Name("pi"))))
    ],
    "tan": [lambda x: op("/", call("sin", x), call("cos", x))],
}
_NEEDS_POSITIVE = {"log", "sqrt"}  # x^2 loses the sign of x; x/sqrt(x) its value at 0


def forms(tree: Tree) -> list[Callable[..., Tree]]:
    """The ways to write a tree's outermost operation differently."""
    if isinstance(tree, Op):
        if tree.symbol == "^" and tree.args[1] == TWO:
            return [lambda a, _: op("*", a, a), lambda a, _: op("/", op("^", a, whole(3)), a)]
        return FORMS.get(tree.symbol, [])
    if isinstance(tree, Call) and not tree.primes:
        return FORMS.get(tree.function, [])
    return []


def positions(tree: Tree, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Tree]]:
    """Every part of a tree with the way to it."""
    yield path, tree
    if not isinstance(tree, Slope):
        for place, child in enumerate(children(tree)):
            yield from positions(child, (*path, place))


def put(tree: Tree, path: tuple[int, ...], part: Tree) -> Tree:
    """The tree with another part at the end of a way."""
    if not path:
        return part
    parts = list(children(tree))
    parts[path[0]] = put(parts[path[0]], path[1:], part)
    return rebuilt(tree, tuple(parts))


def awkward(tree: Tree, rng: random.Random, steps: int) -> Tree:
    """The same formula after some rewriting."""
    for _ in range(steps):
        choices = [(path, part) for path, part in positions(tree) if forms(part)]
        if not choices or sum(1 for _ in walk(tree)) > 160:
            break
        path, part = rng.choice(choices)
        tree = put(tree, path, rng.choice(forms(part))(*children(part)))
    return tree


# ---- Slips --------------------------------------------------------------------------------------

_LIKE = {
    "sin": "cos", "cos": "sin", "exp": "log", "tanh": "sigmoid", "sigmoid": "tanh", "log": "sqrt",
    "sqrt": "log", "sinh": "cosh", "cosh": "sinh", "normal_cdf": "normal_pdf", "relu": "step",
    "normal_pdf": "normal_cdf", "digamma": "log", "step": "relu", "acos": "asin", "tan": "sin",
}  # fmt: skip


def slips(tree: Tree, known: list[str], rng: random.Random) -> Iterator[tuple[str, Tree]]:
    """Single slips, in a random order without end: what was done, and the formula after it."""
    places = list(positions(tree))
    while True:
        path, part = rng.choice(places)
        found = _slip(part, known, rng)
        if found is not None:
            yield found[0], put(tree, path, found[1])


def _slip(part: Tree, known: list[str], rng: random.Random) -> tuple[str, Tree] | None:
    match part:
        case Number(value=value):
            other = rng.choice([value + 1, value - 1, value * 2, -value])
            return "number", whole(other)
        case Name(name=name) if name != "pi":
            return rng.choice(
                [
                    ("name", Name(rng.choice(known))),
                    ("sign", neg(part)),
                    ("factor", op("*", part, Name(rng.choice(known)))),
                    ("one minus", op("-", ONE, part)),
                ]
            )
        case Op(symbol="+" | "-", args=(a, b)):
            turned = "-" if part.symbol == "+" else "+"
            return rng.choice([("sign", op(turned, a, b)), ("term", a), ("term", b)])
        case Op(symbol="*", args=(a, b)):
            return rng.choice([("factor", a), ("factor", b), ("inverse", op("/", a, b))])
        case Op(symbol="/", args=(a, b)):
            return rng.choice([("factor", a), ("inverse", op("*", a, b))])
        case Op(symbol="neg", args=(a,)):
            return "sign", a
        case Op(symbol="^", args=(a, n)):
            return rng.choice(
                [("power", a), ("power", op("^", a, op("+", n, ONE))), ("factor", op("*", n, part))]
            )
        case Call(function=function, args=(x,), primes=0) if function in _LIKE:
            return rng.choice(
                [("function", call(_LIKE[function], x)), ("sign", call(function, neg(x)))]
            )
        case Call(primes=primes) if primes:
            return "prime", Call(part.function, part.args, primes - 1)
    return None


def tiny(tree: Tree, rng: random.Random) -> Tree:
    """The formula off by a share between 1e-14 and 1e9 of one of its parts."""
    path, part = rng.choice(list(positions(tree)))
    share = whole(Fraction(10) ** rng.randrange(-14, 10))
    return put(tree, path, op("*", part, op("+", ONE, share)))


# ---- Values, by mpmath --------------------------------------------------------------------------

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "softplus": lambda x: mp.log(1 + mp.exp(x)),
    "normal_cdf": mp.ncdf,
    "normal_pdf": mp.npdf,
    "lgamma": mp.loggamma,
    "relu": lambda x: max(x, mpf(0)),
    "step": lambda x: mpf(x > 0),
    "abs": abs,
    "max": max,
    "digamma": mp.digamma,
}


class Values:
    """The names of a page at a random point."""

    def __init__(self, page: str, rng: random.Random) -> None:
        self.rng, self.known = rng, {"pi": mp.pi}
        self.defined, self.functions, self.ranges = {}, {}, {}
        for line in page.splitlines():
            left, equals, right = line.partition(" = ")
            if equals and "(" in left:
                self.functions[left.partition("(")[0]] = (left[2:-1], parsed(right))
            elif equals:
                self.defined[left] = parsed(right)
            else:
                self.ranges[line.split()[0]] = line

    def of(self, tree: Tree) -> Any:
        """A tree's value."""
        match tree:
            case Number(value=value):
                return mpf(value.numerator) / value.denominator
            case Name(name=name):
                return self.name(name)
            case Op(symbol="neg", args=(x,)):
                return -self.of(x)
            case Op(symbol=symbol, args=(x, y)):
                return OPERATORS[symbol](self.of(x), self.of(y))
            case Call(function="f", args=(x,), primes=primes):
                return mp.diff(self.declared, self.of(x), primes) if primes else self.declared(x)
            case Call(function=function, args=args, primes=primes):
                f = _FUNCTIONS.get(function) or getattr(mp, function)
                values = [self.of(arg) for arg in args]
                return mp.diff(f, values[0], primes) if primes else f(*values)
        raise ValueError(f"{tree} has no value here")

    def declared(self, x: Any) -> Any:
        parameter, body = self.functions["f"]
        before, self.known = self.known, {**self.known, parameter: x}
        try:
            return self.of(body)
        finally:
            self.known = before

    def name(self, name: str) -> Any:
        if name not in self.known:
            tree = self.defined.get(name)
            self.known[name] = self.drawn(name) if tree is None else self.of(tree)
        return self.known[name]

    def drawn(self, name: str) -> Any:
        said = self.ranges.get(name, "")
        if "in" in said:
            low, high = said.split(" in ")[1].strip("[]()").split(",")
            return mpf(low) + (mpf(high) - mpf(low)) * self.rng.uniform(0.05, 0.95)
        x = mpf(self.rng.uniform(0.2, 2.5))
        return x if said or self.rng.random() < 0.5 else -x


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
}


def differ(case: Case, other: Tree) -> bool | None:
    """Whether another right side is another function; None if that cannot be told."""
    seen = 0
    with mp.workdps(50):
        for seed in range(40):
            values = Values(case.page, random.Random(seed))
            try:
                a, b = values.of(case.right), values.of(other)
            except (ValueError, ZeroDivisionError, TypeError, OverflowError):
                continue
            if not isinstance(a, mpf) or not isinstance(b, mpf) or not mp.isfinite(a + b):
                continue
            if abs(a - b) > mpf(10) ** -38 * (abs(a) + abs(b)):
                return True
            seen += 1
            if seen == 6:
                return False
    return None


def page_names(case: Case) -> list[str]:
    """The names that a slip may confuse."""
    found: dict[str, None] = {}
    for line in case.page.splitlines():
        left, equals, right = line.partition(" = ")
        if equals and "(" not in left:
            found[left] = None
            found.update(dict.fromkeys(sorted(names(parsed(right)) - {"pi"})))
        elif not equals:
            found[line.split()[0]] = None
    for name in sorted(names(case.right) - {"pi"}):
        found[name] = None
    return list(found)
