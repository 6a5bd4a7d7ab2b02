"""What may stand in a formula about arrays: names, entries, parts of the page's definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, permutations, product

from ...formulas.trees.algebra import ONE
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Number,
    Op,
    Slope,
    Sum,
    Tree,
    is_op,
    mapped,
    names,
    number,
    walk,
)
from ..meaning.grids import Shape
from ..meaning.indices import free
from ..meaning.scope import Scope
from .entries import entry_of, without_index

REDUCING = ("sum", "mean", "max", "min", "prod")
_MOST_PAIRED = 10  # names of which differences are tried
_LARGEST = 5  # parts of a definition, counted in names, numbers and signs


@dataclass(frozen=True)
class Known:
    """Names with their shapes, functions of names, and short parts of definitions."""

    shapes: dict[str, Shape]
    calls: tuple[Call, ...] = ()
    parts: tuple[Tree, ...] = ()
    sizes: tuple[str, ...] = ()
    constants: tuple[Tree, ...] = ()
    written_calls: tuple[Call, ...] = ()  # with the indices that the page has
    totals: tuple[Tree, ...] = ()  # what the page sums up: norm(x), sum(w), dot(x, x)
    indices: tuple[str, ...] = ()  # that have a meaning where something is looked for

    def quantities(self) -> Iterator[Tree]:
        """Names and entries, one minus them, slopes, sums, parts of definitions, numbers."""
        for name, shape in self.shapes.items():
            for tree in self.written(name, shape):
                yield tree
                if len(shape) < 2:
                    yield from _of_one(tree)
            if len(shape) == 2 and shape[0] == shape[1]:
                both = Op("+", (Name(name), Op("T", (Name(name),))))
                yield both
                yield Op("/", (both, number(2)))
        for call in self.calls:
            for inner in self.spread(call.args[0]):
                yield replace(call, args=(inner,), primes=1)
        for call in self.written_calls:
            if set(free([call])) <= set(self.indices):
                yield replace(call, primes=1)
        for part in self.parts:
            for tree in self.spread(part):
                yield tree
                yield Op("*", (number(2), tree))
        yield from self.totals
        yield from self._totals()
        yield from self._numbers()
        for i, j in combinations(self.indices, 2):
            yield Call("delta", (Name(i), Name(j)))

    def is_size(self, tree: Tree) -> bool:
        """Whether a factor tells how many entries there are: n, 1/n, or 1/4 for R^4."""
        match tree:
            case Op(symbol="/", args=(above, Number(value=size))) if above == ONE:
                return any(size in shape for shape in self.shapes.values())
        return not names(tree).isdisjoint(self.sizes)

    def differences(self) -> Iterator[Tree]:
        """One name less another, where both may stand side by side."""
        flat = [name for name, shape in self.shapes.items() if len(shape) < 2]
        for a, b in permutations(flat, 2) if len(flat) <= _MOST_PAIRED else ():
            if self.shapes[b] in ((), self.shapes[a]):
                yield Op("-", (Name(a), Name(b)))

    def _totals(self) -> Iterator[Tree]:
        """The sums of columns, and of functions of columns."""
        for name, shape in self.shapes.items():
            if len(shape) == 1:
                yield Call("sum", (Name(name),))
        for call in self.calls:
            if call.args[0] in [Name(size) for size in self.sizes]:
                yield from (call, Op("/", (ONE, call)))
            else:
                yield Call("sum", (call,))

    def _numbers(self) -> Iterator[Tree]:
        for constant in self.constants:
            yield constant
            yield Op("/", (ONE, constant))
        for name in self.sizes:
            yield Name(name)
            yield Op("/", (ONE, Name(name)))
            yield Op("/", (number(2), Name(name)))
        for size in sorted({2, *(size for shape in self.shapes.values() for size in shape)}):
            yield number(size)
            yield Op("/", (ONE, number(size)))

    def written(self, name: str, shape: Shape) -> Iterator[Tree]:
        """An array as a whole, and its entries at the indices."""
        yield Name(name)
        for chosen in product(self.indices, repeat=len(shape)) if shape else ():
            yield Indexed(Name(name), tuple(map(Name, chosen)))

    def spread(self, part: Tree) -> Iterator[Tree]:
        """A part of columns as a whole, and for each index: a2 - y, a2[k] - y[k]."""
        yield part
        columns = {name for name in names(part) if len(self.shapes.get(name, ())) == 1}
        for index in self.indices if columns else ():
            yield mapped(part, partial(entry_of, columns, index))

    # ---- Terms ----

    def terms(self) -> Iterator[Tree]:
        """What may be added: arrays times numbers, products of matrices and columns."""
        deltas = [Call("delta", (Name(i), Name(j))) for i, j in combinations(self.indices, 2)]
        scalars: list[Tree] = [Name(name) for name, shape in self.shapes.items() if not shape]
        arrays = [(name, shape) for name, shape in self.shapes.items() if shape]
        entries = [tree for name, shape in arrays for tree in self.written(name, shape)]
        products = [Op("*", (a, b)) for a in scalars for b in [*deltas, *entries]]
        for product_ in products:
            yield product_
            yield Op("*", (number(2), product_))
        yield from (Op("*", (a, b)) for a in entries for b in deltas)
        yield from self._quotients(scalars, [*deltas, *products, *entries])
        yield from self._products()

    def _quotients(self, scalars: Sequence[Tree], above: Sequence[Tree]) -> Iterator[Tree]:
        """The second half of a quotient rule: f/d, 2*f*x/d, u[i]*u[j]/d."""
        columns = [name for name, shape in self.shapes.items() if len(shape) == 1]
        pairs = [
            Op("*", (Indexed(Name(a), (Name(i),)), Indexed(Name(a), (Name(j),))))
            for a in columns
            for i, j in combinations(self.indices, 2)
        ]
        for below in self.totals:
            for tree in [*scalars, *above, *pairs]:
                yield Op("/", (tree, below))
                yield Op("/", (Op("*", (number(2), tree)), below))
            yield from (Op("/", (x, Op("^", (below, number(2))))) for x in self.totals)

    def _products(self) -> Iterator[Tree]:
        columns = [name for name, shape in self.shapes.items() if len(shape) == 1]
        matrices = [Name(name) for name, shape in self.shapes.items() if len(shape) == 2]
        for a, v in product(matrices, columns):
            yield Op("@", (a, Name(v)))
            yield Op("@", (Op("T", (a,)), Name(v)))
            for i in self.indices:
                entry = Indexed(Name(v), (_K,))
                yield Sum("sum", "k", Op("*", (Indexed(a, (Name(i), _K)), entry)))
                yield Sum("sum", "k", Op("*", (Indexed(a, (_K, Name(i))), entry)))
        for u, v in product(columns, columns):
            yield Op("@", (Name(u), Op("T", (Name(v),))))
            for i, j in combinations(self.indices, 2):
                yield Op("*", (Indexed(Name(u), (Name(i),)), Indexed(Name(v), (Name(j),))))


_K = Name("k")


def _of_one(tree: Tree) -> Iterator[Tree]:
    """What functions of one number have for slopes: 1 - a, a*(1 - a), 1 - a^2, 2*a, a^2."""
    rest, square = Op("-", (ONE, tree)), Op("^", (tree, number(2)))
    yield rest
    yield Op("-", (ONE, square))
    yield Op("*", (tree, rest))
    yield Op("*", (number(2), tree))
    yield square


def known_quantities(scope: Scope) -> Known:
    """The names of a page, the functions of names in its definitions, and short parts of them."""
    scalars = [name for name in (*scope.variables, *scope.nodes) if "[" not in name]
    shapes = {name: array.shape for name, array in scope.arrays.items()}
    calls: dict[Call, None] = {}
    parts: dict[Tree, None] = {}
    constants: dict[Tree, None] = {}
    written: dict[Call, None] = {}
    totals: dict[Tree, None] = {}
    for definition in scope.pending.values():
        for part in walk(definition):
            if isinstance(part, Call | Sum) and _is_total(part):
                totals[part] = None
            elif isinstance(part, Call) and _is_of_entries(part):
                written[part] = None
        for part in walk(mapped(definition, without_index)):
            if _is_constant(part):
                constants[part] = None
            elif isinstance(part, Call) and _is_of_a_name(part):
                calls[part] = None
            elif is_op(part, "+", "-", "*") and _is_short(part):
                parts[part] = None
    return Known(
        {**dict.fromkeys(scalars, ()), **shapes},
        tuple(calls),
        tuple(parts),
        tuple(scope.sizes),
        tuple(constants),
        tuple(written),
        tuple(totals),
    )


def _is_constant(part: Tree) -> bool:
    """sqrt(2), 2*pi, 0.5: made of numbers alone."""
    inside = list(walk(part))
    plain = all(
        isinstance(x, Number | Call) or x == Name("pi") or (isinstance(x, Op) and x.symbol != "T")
        for x in inside
    )
    return plain and len(inside) <= _LARGEST and part not in (ONE, number(2))


def _is_total(part: Call | Sum) -> bool:
    """Whether a part is one number made of arrays: norm(x), sum(i: x[i]^2)."""
    if sum(1 for _ in walk(part)) > 2 * _LARGEST or free([part]):
        return False
    return isinstance(part, Sum) or part.function in ("sum", "norm", "dot", "mean", "prod")


def _is_of_entries(call: Call) -> bool:
    """Whether a part is a function of one number in brackets of its own: tanh(sum(j: …))."""
    inside = list(walk(call.args[0])) if len(call.args) == 1 and not call.primes else []
    return any(isinstance(x, Indexed | Sum) or is_op(x, "@") for x in inside)


def _is_of_a_name(call: Call) -> bool:
    plain = not call.primes and call.function not in ("sum", "mean", "grad")
    return plain and len(call.args) == 1 and isinstance(call.args[0], Name)


def _is_short(part: Tree) -> bool:
    inside = list(walk(part))
    return len(inside) <= _LARGEST and not any(isinstance(x, Slope | Call | Sum) for x in inside)
