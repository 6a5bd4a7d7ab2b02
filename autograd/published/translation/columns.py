"""Columns that need no definition: of ones, and of the unit matrix."""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING
from ...formulas.trees.tree import Call, Name, Tree
from ...formulas.trees.tree import number as whole
from ..shapes.kinds import COLUMN
from .indices import index_of
from .translator import Made, Translator, translates


@translates("column")
def column(at: Translator, node: Node) -> Made:
    r"""\mathbf 1_n and \mathbf e_i, as long as where they stand."""
    below = node.parts[0] if node.parts else NOTHING
    if node.text == "basis":
        return Call("basis", (index_of(at, below), at.naming.length())), COLUMN
    return ones(at, below), COLUMN


def ones(at: Translator, size: Node = NOTHING) -> Tree:
    """A column of ones; of a size that is left open if none is said."""
    if size == NOTHING:
        return Call("ones", (at.naming.length(),))
    said = whole(int(size.text)) if size.kind == "number" else Name(size.text)
    return Call("ones", (said,))
