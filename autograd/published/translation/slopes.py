"""Derivatives, in the shape of what they are taken in."""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ...formulas.trees.tree import Indexed, Name, Number, Op, Slope, Sum, Tree, number
from ..problems import Misfit, Unread
from ..shapes.kinds import COLUMN, MATRIX, NUMBER, ROW
from .powers import turned
from .readings import IN_A_ROW, LAYOUT, OF_MATRICES, Question
from .translator import Made, Translator, translates

ALONG = "along"  # the index of the sum that a chain over arrays is


@translates("slope")
def slope(at: Translator, node: Node) -> Made:
    """A derivative."""
    of, *wrt = node.parts
    if of == NOTHING:
        raise Unread("a derivative without what it is of")
    tree, kind = at.made(of)
    is_number = kind == NUMBER
    if any(_is_power(each) for each in wrt):
        return _in_powers(at, tree, kind, wrt)
    variables = []
    for each in wrt:
        variable, other = _variable(at, each)
        if other == ROW and isinstance(variable, Op) and variable.symbol == "T":
            return _by_row(at, tree, kind, variable.args[0], len(wrt))
        if kind == NUMBER:
            kind = other
        elif other != NUMBER:
            if (kind, other) != (COLUMN, COLUMN):
                raise Unread(f"the derivative of a {kind} in a {other} has more than two indices")
            kind = MATRIX
        variables.append(variable)
    if kind == ROW:
        raise Unread("a derivative of or in a row")
    made = Slope(tree, tuple(variables), is_partial=node.text == "partial")
    asked = OF_MATRICES if is_number and len(variables) == 1 and kind == MATRIX else LAYOUT
    return laid_out(at, made, kind, asked)


def _variable(at: Translator, node: Node) -> Made:
    """What is differentiated in; a letter that counts layers, times or samples is none."""
    variable, kind = at.made(node)
    if isinstance(variable, Number):
        raise Unread(f"a derivative in {node.text}, which counts here")
    return variable, kind


def laid_out(at: Translator, tree: Tree, kind: str, asked: Question) -> Made:
    """A derivative in the shape of what it is taken in, or transposed where the page has it so."""
    if kind == NUMBER or at.pick.is_usual(asked):
        return tree, kind
    return turned(tree, kind)


def _is_power(node: Node) -> bool:
    r"""Whether \sigma^2 is what is differentiated in."""
    return node.kind == "scripted" and node.parts[2].kind == "number"


def _in_powers(at: Translator, tree: Tree, kind: str, wrt: list[Node]) -> Made:
    r"""One derivative after another, in \sigma^2 that in \sigma over 2\sigma."""
    if kind != NUMBER:
        raise Unread("a derivative in a power, of what is no number")
    for each in wrt:
        bare = replace(each, parts=(*each.parts[:2], NOTHING)) if _is_power(each) else each
        variable, own = _variable(at, bare)
        if own != NUMBER:
            raise Unread("a derivative in a power of what is no number")
        tree = Slope(tree, (variable,))
        if _is_power(each):
            by = number(int(each.parts[2].text))
            inner = Op("*", (by, Op("^", (variable, number(int(each.parts[2].text) - 1)))))
            tree = Op("/", (tree, inner))
    return tree, NUMBER


def _by_row(at: Translator, tree: Tree, kind: str, variable: Tree, order: int) -> Made:
    """The derivative in a row is a row."""
    if kind != NUMBER or order > 1:
        raise Unread("a derivative in a row, of what is no number")
    if at.pick.is_usual(IN_A_ROW):
        return Op("T", (Slope(tree, (variable,)),)), ROW
    return Slope(tree, (variable,)), COLUMN


def through_entries(at: Translator, outer: Made, inner: Node) -> Made | None:
    """∂L/∂z ∂z/∂W: the sum over the entries of z; None where W is no matrix, or z no column."""
    of, *wrt = inner.parts
    if outer[1] not in (COLUMN, ROW) or of == NOTHING or len(wrt) != 1 or _is_power(wrt[0]):
        return None
    (tree, kind), (variable, other) = at.made(of), _variable(at, wrt[0])
    if (kind, other) != (COLUMN, MATRIX):
        return None
    weights = outer[0] if outer[1] == COLUMN else Op("T", (outer[0],))
    entry = (Name(ALONG),)
    term = Op("*", (Indexed(weights, entry), Slope(Indexed(tree, entry), (variable,))))
    return Sum("sum", ALONG, term), MATRIX


@translates("nabla")
def nabla(at: Translator, node: Node) -> Made:
    """A gradient, or a matrix of second derivatives."""
    of, wrt = node.parts
    if wrt == NOTHING or of == NOTHING:
        raise Unread("∇ does not say in what: write ∇_w")
    tree, kind = at.made(of)
    if kind != NUMBER:
        raise Misfit("∇ is of a number")
    variable, own = _variable(at, wrt)
    if node.text == "2":
        return Slope(tree, (variable, variable)), NUMBER if own == NUMBER else MATRIX
    asked = OF_MATRICES if own == MATRIX else LAYOUT
    return laid_out(at, Slope(tree, (variable,)), own, asked)
