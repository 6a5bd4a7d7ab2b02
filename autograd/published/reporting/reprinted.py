r"""What the checker says of a formula, as a printed formula in the names and signs of the page.

>>> from autograd.formulas.printed.shown import shown
>>> from autograd.formulas.trees.tree import Op
>>> W, z = (Node("scripted", "", (Node("symbol", x), Node("number", "2"), NOTHING)) for x in "Wz")
>>> right = Op("@", (Op("T", (Name("W2"),)), Name("z2")))
>>> shown(reprinted([Slope(Name("L"), (Name("z2"),)), right], Notation({"W2": W, "z2": z})))
'∂L/∂z₂ = W₂ᵀ z₂'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ...formulas.printed import Node, Printed
from ...formulas.printed.node import NOTHING
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Sum,
    Tree,
    as_slope,
    text,
)

_BARS = {"abs": "|", "norm": r"\|"}
_TURNED = Node("symbol", "T")
_OF_ARRAYS = frozenset({"sum", "dot", "norm", "mean", "max", "min", "trace", "det", "prod"})


@dataclass(frozen=True)
class Notation:
    """How a page prints: its names, which of them are arrays, and some of its signs."""

    names: Mapping[str, Node] = field(default_factory=dict)
    arrays: frozenset[str] = frozenset()
    slope: str = "partial"
    has_powers_of_e: bool = False  # else it says exp(x)

    def is_array(self, tree: Tree) -> bool:
        """Whether what stands there has entries, as far as its names say."""
        match tree:
            case Name(name=name):
                return name in self.arrays
            case Call(function=function, args=args):
                return function not in _OF_ARRAYS and any(map(self.is_array, args))
            case Op(symbol="@", args=(Op(symbol="T"), right)):
                return isinstance(right, Op) and right.symbol == "T"
            case Op(args=args):
                return any(map(self.is_array, args))
            case Slope(of=of, wrt=wrt):
                return self.is_array(of) or any(map(self.is_array, wrt))
        return False


def reprinted(sides: Sequence[Tree], by: Notation) -> Printed:
    """Sides that `=` joins, as they would stand on the page."""
    found = tuple(_node(side, by) for side in sides)
    return Printed(" = ".join(map(text, sides)), found, ("=",) * (len(found) - 1))


def _node(tree: Tree, by: Notation) -> Node:
    slope = as_slope(tree)
    if slope is not None:
        return Node("slope", by.slope, tuple(_node(x, by) for x in (slope.of, *slope.wrt)))
    match tree:
        case Number(written=written):
            return _number(written)
        case Name(name=name):
            return by.names.get(name) or _named(name, by)
        case Op(symbol=symbol, args=args):
            return _OPERATORS[symbol](by, *args)
        case Indexed(base=base, indices=indices):
            return _entry(_atom(base, by), [_node(x, by) for x in indices])
        case Call():
            return _call(tree, by)
        case Sum():
            return _sum(tree, by)
        case Listing(items=items):
            return Node("bracket", "[", (_listed(items, by),))
        case Relation(symbol=symbol, left=left, right=right):
            return Node("relation", symbol, (_node(left, by), _node(right, by)))
    return Node("words", text(tree))


def _named(name: str, by: Notation) -> Node:
    """A name that is none of the page: that of an entry has the indices behind it."""
    base, bracket, inside = name.partition("[")
    if not bracket:
        return Node("symbol", name)
    indices = [Node("number", each.strip()) for each in inside.rstrip("]").split(",")]
    return _entry(by.names.get(base, Node("symbol", base)), indices)


def _number(written: str) -> Node:
    if written.startswith("-"):
        return Node("neg", "", (_number(written[1:]),))
    above, stroke, below = written.partition("/")
    parts = (Node("number", above), Node("number", below))
    return Node("quotient", "frac", parts) if stroke else parts[0]


def _atom(tree: Tree, by: Notation) -> Node:
    """A part that something is set on: in brackets, unless it is one symbol."""
    found = _node(tree, by)
    is_one = found.kind in ("symbol", "number", "bracket") or isinstance(tree, Name)
    return found if is_one else Node("bracket", "(", (found,))


def _factor(tree: Tree, by: Notation) -> Node:
    """A part of a product: in brackets, if it is a sum."""
    found = _node(tree, by)
    is_sum = found.kind in ("+", "-", "neg", "relation") or isinstance(tree, Sum)
    return Node("bracket", "(", (found,)) if is_sum else found


def _product(by: Notation, left: Tree, right: Tree, sign: str = "") -> Node:
    """Two factors, those of the first side by side with the second."""
    first, second = _node(left, by), _factor(right, by)
    if first.kind != "product":
        first = _factor(left, by)
    before = first.parts if first.kind == "product" else (first,)
    signs = first.signs if first.kind == "product" else []
    is_digits = second.kind == "number" and not sign
    return Node("product", "|".join([*signs, "cdot" if is_digits else sign]), (*before, second))


def _times(by: Notation, left: Tree, right: Tree) -> Node:
    by_entries = by.is_array(left) and by.is_array(right)
    return _product(by, left, right, "odot" if by_entries else "")


def _power(by: Notation, base: Tree, power: Tree) -> Node:
    below, above = _atom(base, by), _node(power, by)
    return _raised(below, above)


def _raised(base: Node, above: Node) -> Node:
    """A name with something above it, beside what stands below it; brackets where that is taken."""
    if base.kind == "scripted" and base.parts[2] == NOTHING and not base.text:
        return Node("scripted", "", (*base.parts[:2], above))
    if base.kind == "scripted" and above != _TURNED:
        base = Node("bracket", "(", (base,))
    return Node("scripted", "", (base, NOTHING, above))


def _entry(base: Node, indices: Sequence[Node]) -> Node:
    signs = "|".join([""] * (len(indices) - 1))
    is_short = all(len(each.text) == 1 for each in indices)  # as i and j of W_{ij}
    kind = ("product", signs) if is_short else ("list", "")
    below = indices[0] if len(indices) == 1 else Node(*kind, tuple(indices))
    if base.kind == "scripted" and base.parts[1] == NOTHING:
        return Node("scripted", base.text, (base.parts[0], below, base.parts[2]))
    if base.kind == "scripted":
        base = Node("bracket", "(", (base,))
    return Node("scripted", "", (base, below, NOTHING))


def _quotient(by: Notation, above: Tree, below: Tree) -> Node:
    return Node("quotient", "frac", (_node(above, by), _node(below, by)))


def _added(sign: str) -> Callable[[Notation, Tree, Tree], Node]:
    def added(by: Notation, left: Tree, right: Tree) -> Node:
        second = _node(right, by)
        if second.kind in ("+", "-", "neg") and (sign == "-" or second.kind == "neg"):
            second = Node("bracket", "(", (second,))
        return Node(sign, "", (_node(left, by), second))

    return added


_OPERATORS: dict[str, Callable[..., Node]] = {
    "+": _added("+"), "-": _added("-"), "*": _times, "@": _product, "/": _quotient, "^": _power,
    "neg": lambda by, x: Node("neg", "", (_factor(x, by),)),
    "T": lambda by, x: _raised(_atom(x, by), _TURNED),
}  # fmt: skip


def _listed(trees: Sequence[Tree], by: Notation) -> Node:
    found = tuple(_node(each, by) for each in trees)
    return found[0] if len(found) == 1 else Node("list", "", found)


def _call(tree: Call, by: Notation) -> Node:
    inside = _listed(tree.args, by)
    if tree.function == "sqrt" and not tree.primes:
        return Node("root", "", (inside, NOTHING))
    if tree.function in ("sum", "prod") and len(tree.args) == 1:
        return Node("large", tree.function, (_factor(tree.args[0], by), NOTHING, NOTHING))
    if tree.function == "exp" and not tree.primes and by.has_powers_of_e:
        return _raised(Node("symbol", "e"), inside)
    if tree.function in _BARS and not tree.primes:
        return Node("bracket", _BARS[tree.function], (inside,))
    if tree.function == "delta":
        return _entry(Node("symbol", "delta"), [_node(each, by) for each in tree.args])
    name = by.names.get(tree.function)
    said = name.text if name is not None and name.kind == "symbol" else tree.function
    return Node(
        "call", said + "'" * tree.primes, (Node("bracket", "(", (inside,)), NOTHING, NOTHING)
    )


def _sum(tree: Sum, by: Notation) -> Node:
    """A sum over an index, with its ends where they are said."""
    index = Node("symbol", tree.index)
    below, above = index, NOTHING
    if tree.but:
        below = Node("relation", "!=", (index, Node("symbol", tree.but)))
    if tree.low is not None and tree.high is not None:
        below, above = Node("relation", "=", (index, _node(tree.low, by))), _node(tree.high, by)
    return Node("large", tree.kind, (_factor(tree.body, by), below, above))
