"""What is new in a formula written as its author would: one line of a fraction, powers, sign.

>>> from .tree import Name, text
>>> a, b, c = map(Name, "abc")
>>> text(smooth(Op("/", (Op("/", (a, b)), c)), [])), text(smooth(Op("*", (Op("*", (a, b)), b)), []))
('a/(b*c)', 'a*b^2')
>>> text(smooth(Op("/", (Op("neg", (Op("/", (a, b)),)), number(2))), []))
'-a/(2*b)'
>>> written = Op("/", (Op("/", (c, b)), a))
>>> text(smooth(Op("/", (Op("/", (a, b)), c)), [written]))
'a/b/c'
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from .algebra import ONE, minus
from .tree import Call, Number, Op, Tree, folded, number, walk, with_children

TWO = number(2)


def smooth(tree: Tree, author: Iterable[Tree]) -> Tree:
    """The formula without what its author does not write: a/b/c, a/1, x*x, abs'(x).

    `author` are formulas by the same hand: a form that stands in one of them is left.
    """
    parts = [part for each in author for part in walk(each)]
    known, forms = set(parts), set(map(_form, parts))

    def change(part: Tree, inner: tuple[Tree, ...]) -> Tree:
        same = with_children(part, inner)
        return same if same in known or _form(same) in forms else _plain(same)

    return folded(tree, change)


def _form(tree: Tree) -> str:
    """Which of the forms that are avoided a formula has."""
    match tree:
        case Op(symbol="/", args=(Op(symbol="/") | Op(symbol="neg", args=(Op(symbol="/"),)), _)):
            return "a/b/c"
        case Op(symbol="/", args=(_, below)) if below == ONE:
            return "a/1"
        case Op(symbol="*", args=(left, right)) if _meets(left, right):
            return "x*x"
        case Call(function="abs", args=(_,), primes=1):
            return "abs'(x)"
    return ""


def _plain(tree: Tree) -> Tree:
    match _form(tree), tree:
        case "a/b/c", Op(args=(Op(symbol="neg", args=(inner,)), last)):
            return minus(_plain(Op("/", (inner, last))))
        case "a/b/c", Op(args=(Op(args=(above, below)), last)):
            product = (last, below) if isinstance(last, Number) else (below, last)
            return Op("/", (above, Op("*", product)))
        case "a/1", Op(args=(above, _)):
            return above
        case "x*x", Op(args=(left, right)):
            square, *others = Op("^", (_factors(right)[0], TWO)), *_factors(right)[1:]
            return reduce(_times, [*_factors(left)[:-1], square, *others])
        case "abs'(x)", Call(args=args):
            return Call("sign", args)
    return tree


def _meets(left: Tree, right: Tree) -> bool:
    """Whether a product has the same factor twice, side by side."""
    last, first = _factors(left)[-1], _factors(right)[0]
    is_power = isinstance(first, Op) and first.symbol == "^"
    return last == first and not isinstance(first, Number) and not is_power


def _factors(tree: Tree) -> list[Tree]:
    """What a product multiplies, in the order of reading."""
    if not isinstance(tree, Op) or tree.symbol != "*":
        return [tree]
    return [factor for part in tree.args for factor in _factors(part)]


def _times(left: Tree, right: Tree) -> Tree:
    return Op("*", (left, right))
