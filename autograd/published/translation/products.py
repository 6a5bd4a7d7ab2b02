"""Sums, products and quotients; which product it is, the kinds of the factors say."""

from __future__ import annotations

from fractions import Fraction

from ...formulas.printed import Node
from ...formulas.trees.tree import Number, Op, Tree
from ...formulas.trees.tree import number as whole
from ..names.references import reference
from ..problems import Misfit, Unread
from ..shapes.kinds import COLUMN, MATRIX, MATRIX_PRODUCTS, NUMBER, ROW, chained, entrywise, is_ones
from .columns import ones
from .readings import BESIDE, DOT, TENSOR
from .slopes import through_entries
from .translator import Made, Translator, translates


@translates("number")
def number(at: Translator, node: Node) -> Made:
    """A number."""
    return Number(Fraction(node.text), node.text), NUMBER


@translates("+", "-")
def added(at: Translator, node: Node) -> Made:
    """A sum or difference."""
    left, right = (term(at, part) for part in node.parts)
    kind = left[1] if right[1] == NUMBER else right[1] if left[1] == NUMBER else ""
    if not kind and left[1] == right[1]:
        kind = left[1]
    if not kind:
        left, right, kind = _stretched(at, node.parts, (left, right))
    return Op(node.kind, (left[0], right[0])), kind


def term(at: Translator, node: Node) -> Made:
    """A term; ones go to every entry, of whatever shape."""
    return (whole(1), NUMBER) if is_ones(node) else at.made(node)


def _stretched(
    at: Translator, parts: tuple[Node, ...], made: tuple[Made, Made]
) -> tuple[Made, Made, str]:
    """Two terms, of which one is added to each row or column of the other."""
    kinds = [own for _, own in made]
    if MATRIX not in kinds or not {ROW, COLUMN} & set(kinds):
        raise Misfit(f"a sum of a {kinds[0]} and a {kinds[1]}")
    left, right = ((_repeated(at, *each), MATRIX) for each in zip(parts, made, strict=True))
    return left, right, MATRIX


def _repeated(at: Translator, part: Node, made: Made) -> Tree:
    """A matrix of which each row, or each column, is the same; a matrix as it is."""
    tree, own = made
    if own == MATRIX:
        return tree
    found = reference(part, at.letters)
    lies = at.biases.get(found.sort, "") if found is not None else ""
    if not lies or (own == ROW and lies == COLUMN):
        raise Misfit(f"a sum of a matrix and a {own}")
    if lies == ROW:
        return Op("@", (ones(at), tree if own == ROW else Op("T", (tree,))))
    return Op("@", (tree, Op("T", (ones(at),))))


@translates("neg")
def neg(at: Translator, node: Node) -> Made:
    """A minus."""
    tree, kind = at.made(node.parts[0])
    return Op("neg", (tree,)), kind


@translates("product")
def product(at: Translator, node: Node) -> Made:
    """Factors."""
    found = at.made(node.parts[0])
    for sign, before, part in zip(node.signs, node.parts, node.parts[1:], strict=False):
        if chained(before, part) and (whole := through_entries(at, found, part)):
            found = whole
            continue
        other = at.made(part)
        by_entries = found[1] == other[1] == COLUMN and sign == "" and entrywise(node)
        found = _multiplied(at, "odot" if by_entries else sign, before, part, found, other)
    return found


def _multiplied(
    at: Translator, sign: str, before: Node, part: Node, one: Made, other: Made
) -> Made:
    kinds = one[1], other[1]
    if sign in ("odot", "circ") or NUMBER in kinds:
        if NUMBER not in kinds and one[1] != other[1]:
            raise Misfit(f"a product entry by entry of a {one[1]} and a {other[1]}")
        return Op("*", (one[0], other[0])), one[1] if one[1] != NUMBER else other[1]
    if sign == "otimes" and kinds == (COLUMN, COLUMN):
        return _tensor(at, one[0], other[0])
    if sign in ("otimes", "oplus", "wedge"):
        raise Unread(f"the sign \\{sign} is not read")
    if chained(before, part):
        return _chained(at, before, part, one, other)
    if kinds == (COLUMN, COLUMN):
        return _two_columns(at, sign, one[0], other[0])
    kind = MATRIX_PRODUCTS.get(kinds)
    if kind is None:
        raise Misfit(f"a product of a {one[1]} and a {other[1]}")
    return Op("@", (one[0], other[0])), kind


def _tensor(at: Translator, one: Tree, other: Tree) -> Made:
    if at.pick.is_usual(TENSOR):
        return Op("@", (one, Op("T", (other,)))), MATRIX
    return Op("*", (one, other)), COLUMN


def _two_columns(at: Translator, sign: str, one: Tree, other: Tree) -> Made:
    inner = at.pick.is_usual(DOT) if sign in ("cdot", "times") else not at.pick.is_usual(BESIDE)
    if inner:
        return Op("@", (Op("T", (one,)), other)), NUMBER
    return Op("*", (one, other)), COLUMN


def _chained(at: Translator, before: Node, part: Node, one: Made, other: Made) -> Made:
    """∂L/∂a beside ∂a/∂z, put together along a, in whichever order they stand."""
    if before.parts[1] != part.parts[0]:
        one, other = other, one
    if (one[1], other[1]) == (COLUMN, MATRIX):
        return Op("@", (Op("T", (other[0],)), one[0])), COLUMN
    if (one[1], other[1]) == (COLUMN, COLUMN):
        return Op("@", (Op("T", (one[0],)), other[0])), NUMBER
    if (one[1], other[1]) == (MATRIX, MATRIX) or (one[1], other[1]) == (MATRIX, COLUMN):
        return Op("@", (one[0], other[0])), other[1]
    raise Misfit("a product of derivatives that do not fit")


@translates("quotient")
def quotient(at: Translator, node: Node) -> Made:
    """A quotient."""
    above, below = (at.made(part) for part in node.parts)
    if below[1] == ROW or (below[1] != NUMBER and above[1] not in (NUMBER, below[1])):
        raise Misfit(f"a {above[1]} over a {below[1]}")
    return Op("/", (above[0], below[0])), above[1] if above[1] != NUMBER else below[1]
