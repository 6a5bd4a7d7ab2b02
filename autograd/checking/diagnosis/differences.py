"""What distinguishes two formulas: the least that has to be changed in one to have the other.

>>> from autograd.formulas.trees.tree import Name, Op
>>> from autograd.checking.diagnosis.changes import told
>>> a, b, x, y = map(Name, "abxy")
>>> written = Place(Op("*", (Op("+", (a, b)), x)))
>>> told(differences(written, Op("*", (x, Op("-", (a, b))))))
'the sign of b is wrong'
>>> told(differences(written, Op("*", (y, Op("-", (a, b))))))
'more than one thing is wrong: the sign of b is wrong, and x should be y'
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ...formulas.trees.algebra import ONE, has_minus, minus, over
from ...formulas.trees.tree import Call, Number, Op, Tree, children, is_op
from .changes import Change, Difference, Factor, Term, is_numeric
from .places import Piece, Place, pieces

MOST = 2  # slips that are told apart in one formula


def differences(place: Place, other: Tree) -> list[Difference]:
    """The changes after which `other` stands at a place, but for the order of its parts."""
    part = place.tree
    if part == other:
        return []
    if place.is_exponent() and is_numeric(part) and is_numeric(other):
        return [Change(place, other)]
    if (_is(part, "+-") and _is(other, "+-")) or _is_piece(part, other, "+-"):
        found = _of_sums(place, other)
    elif (_is(part, "*/") and _is(other, "*/")) or _is_piece(part, other, "*/"):
        found = _of_products(place, other)
    else:
        found = _of_children(place, other)
    return [Change(place, other)] if not found or len(found) > MOST else found


def _is(tree: Tree, symbols: str) -> bool:
    if is_op(tree, "neg"):
        return _is(tree.args[0], symbols)
    return is_op(tree, *symbols)


def _is_piece(part: Tree, other: Tree, symbols: str) -> bool:
    """Whether of two formulas one is a factor, or a term, of the other: d of d*x."""
    one, more = sorted((list(pieces(x, symbols)) for x in (part, other)), key=len)
    return len(one) == 1 < len(more) and one[0][1:] in [x[1:] for x in more]


def _of_children(place: Place, other: Tree) -> list[Difference]:
    """The changes in the one argument that differs."""
    part = place.tree
    mine, theirs = children(part), children(other)
    if _head(part) != _head(other) or len(mine) != len(theirs):
        return []
    differ = [k for k, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
    return differences(place.inner(differ[0]), theirs[differ[0]]) if len(differ) == 1 else []


def _head(tree: Tree) -> object:
    match tree:
        case Op(symbol=symbol):
            return symbol
        case Call(function=function, primes=primes):
            return function, primes
    return type(tree)


# ---- Sums and products --------------------------------------------------------------------------


def _matched(
    place: Place, symbols: str, other: Tree
) -> tuple[list[tuple[Piece, Piece]], list[Piece], list[Piece]]:
    """Pieces of both that differ and belong together, then those of either that are left."""
    left, right = (list(pieces(tree, symbols)) for tree in (place.tree, other))
    for piece in left[::-1]:  # of y*y*(1 - y) the first y is another's, y*(1 - y) belongs together
        same = next((x for x in right if x[1:] == piece[1:]), None)
        if same is not None:
            left.remove(piece)
            right.remove(same)
    pairs = []
    for piece in list(left):
        match = _match(place.inner(*piece[0]), piece, right)
        if match is not None:
            pairs.append((piece, match))
            left.remove(piece)
            right.remove(match)
    return pairs, left, right


def _match(place: Place, piece: Piece, others: Sequence[Piece]) -> Piece | None:
    """Of some pieces the one that is most like another: equal but for the side, nearly equal."""
    if equal := [x for x in others if x[1] in (piece[1], minus(piece[1]))]:
        return equal[0]
    beside = [x for x in others if x[2] == piece[2]]
    for other in beside:
        if differences(place, other[1]) != [Change(place, other[1])]:
            return other
    alike = [x for x in beside if isinstance(x[1], Number) == isinstance(piece[1], Number)]
    return alike[0] if len(others) == 1 and alike else None


def _of_sums(place: Place, other: Tree) -> list[Difference]:
    pairs, left, right = _matched(place, "+-", other)
    if not left and not right and _are_all_turned(place.tree, pairs):
        return [Change(place, minus(place.tree))]
    missing = [Term(place, minus(x) if turned else x, True) for _, x, turned in right]
    extra = [Term(place, minus(x) if turned else x, False) for _, x, turned in left]
    inner = chain.from_iterable(_of_terms(place, *pair) for pair in pairs)
    return [*inner, *missing, *extra]


def _are_all_turned(tree: Tree, pairs: Sequence[tuple[Piece, Piece]]) -> bool:
    """Whether the sign of every term is wrong."""
    turned = [a for a, b in pairs if a[1] == b[1] and a[2] != b[2]]
    return len(turned) > 1 and len(turned) == len(list(pieces(tree, "+-")))


def _of_terms(place: Place, piece: Piece, match: Piece) -> list[Difference]:
    """The changes in one term of a sum; that it is added or subtracted is its sign."""
    inner = place.inner(*piece[0])
    if piece[2] == match[2]:
        return differences(inner, match[1])
    return [Change(inner, minus(match[1]))]


def _of_products(place: Place, other: Tree) -> list[Difference]:
    part = place.tree
    if has_minus(part) != has_minus(other):
        return [Change(place, minus(part))] if other == minus(part) else []
    pairs, left, right = _matched(place, "*/", other)
    if any(a[2] != b[2] for a, b in pairs):
        return []
    found = list(chain.from_iterable(differences(place.inner(*a[0]), b[1]) for a, b in pairs))
    missing = [Factor(place, over(ONE, x) if turned else x, True) for _, x, turned in right]
    extra = [Factor(place, over(ONE, x) if turned else x, False) for _, x, turned in left]
    return [*found, *missing, *extra]
