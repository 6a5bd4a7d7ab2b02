"""Right derivations with arrays in awkward forms, and with one slip, from `data/arrays.txt`.

Whether a slip matters is settled here by NumPy on two-dimensional arrays, with measured slopes, and
not by the checker.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from autograd.checking.meaning.scope import builtin
from autograd.formulas.text.grammar import Reader
from autograd.formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Sum,
    Tree,
    as_slope,
    children,
    names,
    rebuilt,
    text,
    walk,
)
from autograd.formulas.trees.tree import number as whole

SOURCE = Path(__file__).parent / "data" / "arrays.txt"
FUNCTIONS = ("grad", "dot", "softmax", "diag", "trace", "delta", "eye")
SIZES = {"n": 3, "m": 2}  # of the pages that leave them open


@dataclass(frozen=True)
class Case:
    """A page whose last line is a claim."""

    page: str
    left: str
    right: Tree

    def text(self, right: Tree | None = None) -> str:
        return f"{self.page}\n{self.left} = {text(right or self.right)}"


def parsed(formula: str) -> Tree:
    def is_function(name):
        return name in FUNCTIONS or builtin(name) is not None

    return Reader(formula, lambda name: name == "delta", is_function, lambda _: True).expression()


def cases() -> Iterator[Case]:
    for block in SOURCE.read_text("utf-8").split("----\n")[1:]:
        lines = block.splitlines()
        page = "\n".join(line for line in lines if not line.startswith("?"))
        for line in lines:
            if line.startswith("? "):
                left, _, right = line[2:].partition(" = ")
                yield Case(page, left, parsed(right))


# ---- Awkward forms ------------------------------------------------------------------------------


def op(symbol: str, *args: Tree) -> Tree:
    return Op(symbol, args)


def awkward(tree: Tree, rng: random.Random, steps: int) -> Tree:
    """The same formula after some rewriting."""
    for _ in range(steps):
        path, part = rng.choice(list(positions(tree)))
        found = _rewritten(part, rng)
        if found is not None and sum(1 for _ in walk(tree)) < 100:
            tree = put(tree, path, found)
    return tree


def _rewritten(part: Tree, rng: random.Random) -> Tree | None:
    match part:
        case Op(symbol="+", args=(a, b)):
            return rng.choice([op("+", b, a), op("-", a, op("neg", b))])
        case Op(symbol="-", args=(a, b)):
            return rng.choice([op("neg", op("-", b, a)), op("+", op("neg", b), a)])
        case Op(symbol="*", args=(a, b)):
            return rng.choice([op("*", b, a), op("*", op("neg", a), op("neg", b))])
        case Op(symbol="@", args=(a, b)):
            turned = op("T", op("@", op("T", b), op("T", a)))
            return rng.choice([turned, op("@", op("neg", a), op("neg", b))])
        case Op(symbol="/", args=(a, b)):
            return op("neg", op("/", op("neg", a), b))
        case Sum(kind="sum", body=body):
            return rng.choice(
                [
                    op("/", replace(part, body=op("*", whole(2), body)), whole(2)),
                    op("neg", replace(part, body=op("neg", body))),
                ]
            )
        case Call(function="sigmoid", args=(x,), primes=1):
            s = Call("sigmoid", (x,))
            return op("*", s, op("-", whole(1), s))
        case Call(function="sum", args=(x,), primes=0):
            return op("neg", Call("sum", (op("neg", x),)))
        case Name(name=name) if name not in SIZES:
            return rng.choice([op("T", op("T", part)), op("+", part, op("-", part, part))])
    return None


# ---- Slips --------------------------------------------------------------------------------------


def positions(tree: Tree, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Tree]]:
    yield path, tree
    if not isinstance(tree, Indexed | Slope | Relation) and as_slope(tree) is None:
        for place, child in enumerate(children(tree)):
            if not (isinstance(tree, Call) and tree.function == "delta"):
                yield from positions(child, (*path, place))


def put(tree: Tree, path: tuple[int, ...], part: Tree) -> Tree:
    if not path:
        return part
    parts = list(children(tree))
    parts[path[0]] = put(parts[path[0]], path[1:], part)
    return rebuilt(tree, tuple(parts))


def slips(tree: Tree, known: list[str]) -> Iterator[tuple[str, Tree]]:
    """Every formula with one slip: what was done, and the formula after it."""
    for path, part in positions(tree):
        for kind, slipped in _slips(part, known):
            yield kind, put(tree, path, slipped)


def _slips(part: Tree, known: list[str]) -> Iterator[tuple[str, Tree]]:
    match part:
        case Op(symbol="T", args=(a,)):
            yield "transpose", a
        case Op(symbol="@", args=(a, b)):
            yield "order", op("@", b, a)
            yield "transpose", op("@", op("T", a), b)
            yield "transpose", op("@", a, op("T", b))
            yield "elementwise", op("*", a, b)
        case Op(symbol="*", args=(a, b)):
            yield "factor", a
            yield "factor", b
        case Op(symbol="+", args=(a, b)):
            yield "sign", op("-", a, b)
            yield "term", a
            yield "term", b
        case Op(symbol="-", args=(a, b)):
            yield "sign", op("+", a, b)
            yield "order", op("-", b, a)
        case Op(symbol="/", args=(a, _)):
            yield "factor", a
        case Op(symbol="neg", args=(a,)):
            yield "sign", a
        case Op(symbol="^", args=(a, _)):
            yield "power", a
        case Sum(body=body):
            yield "sum", body
        case Indexed(indices=(i, j)):
            yield "indices", replace(part, indices=(j, i))
        case Indexed(base=Name(name=name), indices=(_,)):
            for other in known:
                if other != name:
                    yield "name", replace(part, base=Name(other))
        case Call(primes=1):
            yield "prime", replace(part, primes=0)
        case Call(function="sum", args=(_,)):
            yield "mean", replace(part, function="mean")
        case Name(name=name) if name in known:
            for other in known:
                if other != name:
                    yield "name", Name(other)


# ---- Values, by NumPy ---------------------------------------------------------------------------

_PLAIN = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power}
_OF_ALL = {"sum": np.sum, "mean": np.mean, "norm": np.linalg.norm}


class NoValue(Exception):
    """Shapes that do not fit, or an index that means nothing."""


class Values:
    """The names of a page at a random point; a column is an array with one column."""

    def __init__(self, page: str, seed: int) -> None:
        self.rng, self.given, self.drawn = np.random.default_rng(seed), {}, {}
        self.defined, self.fixed = {}, {}
        self.local: dict[str, int] = {}
        for line in page.splitlines():
            left, equals, right = line.partition(" = ")
            if equals:
                name, _, indices = left.rstrip("]").partition("[")
                self.defined[name] = (indices.split(",") if indices else [], parsed(right))
            else:
                self.declare(line)

    def declare(self, line: str) -> None:
        listed, _, where = line.partition(" in ")
        if not where:
            self.given[line.split(maxsplit=1)[0]] = self.rng.uniform(0.3, 1.2)
            return
        sizes = where.rpartition("^")[2].strip("()").replace("x", " ").split()
        shape = [SIZES[s] if s in SIZES else int(s) for s in sizes]
        for name in listed.split(", "):
            shaped = (*shape, 1)[:2]
            inside = where.startswith("[")
            drawn = self.rng.uniform(0.1 if inside else 0.3, 0.9 if inside else 1.4, shaped)
            sign = 1.0 if inside else self.rng.choice([-1.0, 1.0], shaped)
            self.drawn[name] = drawn * sign

    def name(self, name: str):
        computed = {} if self.fixed else self.given
        for known in (self.local, self.fixed, computed, self.drawn, SIZES):
            if name in known:
                return known[name]
        if name not in self.defined:
            raise NoValue(name)
        if self.fixed:
            return self.computed(name)
        return self.given.setdefault(name, self.computed(name))

    def computed(self, name: str):
        outer, self.local = self.local, {}
        try:
            indices, tree = self.defined[name]
            if not indices:
                return self.of(tree)
            (index,) = indices
            count = self.size(tree, index)
            return np.array([[self.bound({index: k}, tree)] for k in range(1, count + 1)])
        finally:
            self.local = outer

    def bound(self, values: dict[str, int], tree: Tree):
        outer, self.local = self.local, {**self.local, **values}
        try:
            return self.of(tree)
        finally:
            self.local = outer

    def size(self, tree: Tree, index: str) -> int:
        found = set()
        for part in walk(tree):
            if isinstance(part, Indexed):
                shape = np.shape(self.of(part.base))
                if len(part.indices) > len(shape):
                    raise NoValue(index)
                found |= {shape[k] for k, i in enumerate(part.indices) if i == Name(index)}
        if len(found) != 1:
            raise NoValue(index)
        return found.pop()

    def of(self, tree: Tree):
        slope = as_slope(tree)
        if slope is not None:
            return self.slope(slope)
        match tree:
            case Number(value=value):
                return float(value)
            case Name(name=name):
                return self.name(name)
            case Op(symbol="neg", args=(a,)):
                return -self.of(a)
            case Op(symbol="T", args=(a,)):
                return np.transpose(self.of(a))
            case Op(symbol="@", args=(a, b)):
                return self.product(self.of(a), self.of(b))
            case Op(symbol=symbol, args=(a, b)):
                x, y = self.of(a), self.of(b)
                if np.ndim(x) and np.ndim(y) and np.shape(x) != np.shape(y):
                    raise NoValue(symbol)
                return _PLAIN[symbol](x, y)
            case Indexed(base=base, indices=indices):
                return self.entry(self.of(base), [self.of(i) for i in indices])
            case Sum(kind="sum", index=index, body=body):
                counts = range(1, self.size(body, index) + 1)
                return sum(self.bound({index: k}, body) for k in counts)
            case Relation(left=left, right=right):
                return self.of(left) == self.of(right)
            case Call():
                return self.call(tree)
        raise NoValue(text(tree))

    def product(self, x, y):
        if not np.ndim(x) or not np.ndim(y) or np.shape(x)[1] != np.shape(y)[0]:
            raise NoValue("@")
        found = x @ y
        return found[0, 0] if found.shape == (1, 1) else found

    def entry(self, array, indices):
        shape = np.shape(array)
        wanted = [size for size in shape if size > 1] if shape[1:] == (1,) else shape
        if not shape or len(indices) != len(wanted):
            raise NoValue("index")
        if any(not 1 <= i <= n for i, n in zip(indices, wanted, strict=True)):
            raise NoValue("index")
        return array[tuple(i - 1 for i in indices) + (0,) * (2 - len(indices))]

    def call(self, tree: Call):
        name, args = tree.function, [self.of(arg) for arg in tree.args]
        match name, args:
            case "delta", [i, j]:
                return float(i == j)
            case "dot", [u, v]:
                return float(np.sum(u * v))
            case "eye", [n]:
                return np.eye(int(n))
            case "diag", [v]:
                return np.diag(v[:, 0])
            case "trace", [a]:
                return np.trace(a)
            case "where", [condition, a, b]:
                return a if condition else b
            case "softmax", [z]:
                return np.exp(z) / np.sum(np.exp(z))
            case "logsumexp", [z]:
                return np.log(np.sum(np.exp(z)))
            case "sigmoid", [x]:
                s = 1 / (1 + np.exp(-x))
                return s * (1 - s) if tree.primes else s
        if name in _OF_ALL:
            return float(_OF_ALL[name](*args))
        return getattr(np, name)(*args)

    def slope(self, tree: Slope):
        """Measured, one entry of a name after the other."""
        (wrt,) = tree.wrt
        base = wrt.base if isinstance(wrt, Indexed) else wrt
        assert isinstance(base, Name)
        x = np.array(self.name(base.name), dtype=float)
        found = np.empty_like(x)
        outer = self.fixed
        for place in np.ndindex(x.shape):
            sides = []
            for step in (1e-6, -1e-6):
                moved = x.copy()
                moved[place] += step
                self.fixed = {**outer, base.name: moved}
                sides.append(self.of(tree.of))
            self.fixed = outer
            if np.ndim(sides[0]):
                raise NoValue("a Jacobian is measured nowhere here")
            found[place] = (sides[0] - sides[1]) / 2e-6
        return self.entry(found, [self.of(i) for i in wrt.indices]) if wrt is not base else found


def differ(case: Case, other: Tree) -> bool | None:
    """Whether another right side is another function; None if that cannot be told."""
    seen = False
    for seed in range(3):
        values = Values(case.page, seed)
        for indices in assignments(case, values):
            try:
                values.local = indices
                right = values.of(case.right)
            except NoValue:
                return None
            try:
                with np.errstate(invalid="ignore"):  # no root here, where the right side has one
                    wrong = values.of(other)
            except (NoValue, ValueError):
                return True
            if np.shape(right) != np.shape(wrong) and np.ndim(wrong):
                return True
            if not np.allclose(right, wrong, 1e-6, 1e-9):
                return True
            seen = True
    return False if seen else None


def assignments(case: Case, values: Values) -> Iterator[dict[str, int]]:
    """The values of the indices that the left side leaves free."""
    left = parsed(case.left)
    found: dict[str, int] = {}
    for part in walk(left):
        if isinstance(part, Indexed):
            shape = np.shape(values.of(part.base))
            for k, index in enumerate(part.indices):
                assert isinstance(index, Name)
                found[index.name] = shape[k]
    for place in np.ndindex(*found.values()):
        yield dict(zip(found, (k + 1 for k in place), strict=True))


def known_names(case: Case) -> list[str]:
    """The arrays that a slip may confuse: those that the page computes, and their inputs."""
    tokens = names(case.right) | names(parsed(case.left))
    lines = [line.partition(" = ")[0].partition("[")[0] for line in case.page.splitlines()]
    return [name for name in lines if name.isidentifier() and len(name) <= 5 and name not in tokens]
