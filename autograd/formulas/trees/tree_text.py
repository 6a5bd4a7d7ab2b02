"""A tree written out as a derivation states it.

>>> text(Sum("sum", "j", Op("*", (Name("a"), Op("+", (Name("b"), Name("c")))))))
'sum(j: a*(b + c))'
"""

from __future__ import annotations

from ...support.deadlines import work
from .tree_kinds import (
    Call,
    Family,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Sum,
    Tree,
)

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "@": 2, "neg": 2, "^": 4, "T": 5}
_ATOM = 6
_PRODUCTS = ("*", "/", "@")
_NESTED = ("sum", "prod", "max", "min")  # one inside the other is one over both indices


def text(tree: Tree) -> str:
    """The tree as a derivation states it, with no more parentheses than needed."""
    left: list[Op] = []  # a long sum leans to the left: its signs are no calls inside calls
    while isinstance(tree, Op) and len(tree.args) == 2:
        left.append(tree)
        tree = tree.args[0]
    work(1 + len(left))
    found = _text(tree)
    for op in reversed(left):
        found = _op(op, found)
    return found


def _text(tree: Tree) -> str:
    match tree:
        case Number(written=written):
            return written
        case Name(name=name):
            return name
        case Call(function=function, args=args, primes=primes):
            return f"{function}{chr(39) * primes}({', '.join(map(text, args))})"
        case Indexed(base=base, indices=indices):
            return f"{_inside(base, 5)}[{','.join(map(text, indices))}]"
        case Relation(symbol=symbol, left=left, right=right):
            return f"{text(left)} {symbol} {text(right)}"
        case Slope():
            return _slope(tree)
        case Sum():
            return _sum(tree)
        case Listing(items=items):
            return f"[{', '.join(map(text, items))}]"
        case Family(indices=indices, body=body):
            return f"{text(body)} for all {', '.join(indices)}"
        case Op(symbol="neg", args=(inner,)):
            return f"-{_inside(inner, 2)}"
        case Op():
            return f"{_inside(tree.args[0], 5)}.T"


def _op(tree: Op, first: str) -> str:
    """An operation on two, of which the first is written already."""
    symbol, args = tree.symbol, tree.args
    strength = _STRENGTH[symbol]
    if symbol == "^":
        return f"{_bracketed(first, args[0], 5)}^{_inside(args[1], 5)}"
    least = 1 if symbol in "+-" else strength + _mixes(symbol, args[0])
    left = _bracketed(first, args[0], least)
    written = text(args[1])
    least = strength + (symbol in "-/@" or written.startswith("-") or _mixes(symbol, args[1]))
    right = written if _strength(args[1]) >= least else f"({written})"
    space = " " if symbol in "+-@" else ""
    return f"{left}{space}{symbol}{space}{right}"


def _mixes(symbol: str, inner: Tree) -> bool:
    """Whether a matrix product stands beside a product of numbers, where brackets help."""
    return (
        isinstance(inner, Op)
        and symbol in _PRODUCTS
        and inner.symbol in _PRODUCTS
        and ((symbol == "@") != (inner.symbol == "@"))
    )


def _inside(tree: Tree, least: int) -> str:
    return _bracketed(text(tree), tree, least)


def _bracketed(written: str, tree: Tree, least: int) -> str:
    return written if _strength(tree) >= least else f"({written})"


def _strength(tree: Tree) -> int:
    match tree:
        case Op(symbol=symbol):
            return _STRENGTH[symbol]
        case Number(written=written) if written.startswith("-"):
            return 3
        case Number(written=written) if "/" in written:
            return 2
        case Relation() | Family():
            return 0
        case Name(name=name) if "/" in name:  # dr/dt, where r is an unknown function
            return 2
        case Slope(of=of) if not isinstance(of, Name | Indexed):
            return 2
        case Slope():
            return 2
    return _ATOM


def _slope(tree: Slope) -> str:
    order = "" if len(tree.wrt) == 1 else str(len(tree.wrt))
    below = [f"d{text(x)}" for x in tree.wrt]
    if len(below) > 1:
        same = len(set(below)) == 1 and not below[0].endswith("]")
        power = f"^{order}" if below[0][-1].isdigit() else order
        below = [f"{below[0]}{power}"] if same else [f"({' '.join(below)})"]
    if isinstance(tree.of, Name | Indexed):
        return f"d{order}{text(tree.of)}/{below[0]}"
    return f"d{order}/{below[0]}({text(tree.of)})"


def _sum(tree: Sum) -> str:
    indices, body = [_counted(tree)], tree.body
    while isinstance(body, Sum) and body.kind == tree.kind and tree.kind in _NESTED:
        indices.append(_counted(body))
        body = body.body
    return f"{tree.kind}({', '.join(indices)}: {text(body)})"


def _counted(tree: Sum) -> str:
    bounds = f"={text(tree.low)}..{text(tree.high)}" if tree.low and tree.high else ""
    but = f"!={tree.but}" if tree.but else ""
    return f"{tree.index}{bounds}{but}"
