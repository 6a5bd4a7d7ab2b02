"""Indices: of entries, and of layers, times and samples."""

from __future__ import annotations

from ...formulas.printed import Node
from ...formulas.trees.tree import Family, Indexed, Name, Op, Tree
from ...formulas.trees.tree import number as whole
from ..names.letters import shifted
from ..problems import Misfit, Unread
from ..shapes.kinds import COLUMN, MATRIX, NUMBER
from .translator import Made, Translator, plain

ACROSS = "across"  # the index of the entries of a row
ROW_OF = "#row"  # a name that no page has


def value_of(at: Translator, index: Node) -> int:
    """The number of a layer, time or sample."""
    if index.kind == "number" and index.text.isdigit():
        return int(index.text)
    if index.kind == "symbol" and index.text in at.values:
        return at.values[index.text]
    if index.kind == "symbol" and index.text in at.ends and not _is_free(at, index.text):
        return at.ends[index.text]
    if (letter := shifted(index)) and (letter in at.values or letter in at.ends):
        by = int(next(part.text for part in index.parts if part.kind == "number"))
        start = at.values.get(letter, at.ends.get(letter, 0))
        return start - by if index.kind == "-" else start + by
    raise Unread(f"which one is meant by the index {plain(index)}?")


def entry(tree: Tree, kind: str, indices: tuple[Tree, ...], said: str) -> Made:
    """An entry of a column or matrix; of a matrix with one index a row, as a column."""
    if (kind, len(indices)) in ((COLUMN, 1), (MATRIX, 2)):
        return Indexed(tree, indices, tree.span), NUMBER
    if (kind, len(indices)) == (MATRIX, 1):
        body = Indexed(tree, (*indices, Name(ACROSS)), tree.span)
        return Family(ROW_OF, (ACROSS,), body), COLUMN
    many = f"{len(indices)} indices" if len(indices) > 1 else "an index"
    raise Misfit(f"{said} is a {kind} and has {many}")


def _is_free(at: Translator, letter: str) -> bool:
    """Whether a letter counts and nothing says how far: the i of b_i, where j is meant."""
    known = at.letters
    return letter in known.above | known.below and letter not in known.ends.values()


def index_of(at: Translator, index: Node) -> Tree:
    """The index of an entry."""
    if index.kind == "number" and index.text.isdigit():
        return whole(int(index.text))
    if index.kind == "symbol":
        if index.text in at.values:
            return whole(at.values[index.text])
        return Name(index.text)
    if index.kind in "+-" and len(index.parts) == 2:
        return Op(index.kind, (index_of(at, index.parts[0]), index_of(at, index.parts[1])))
    raise Unread(f"the index {plain(index)} is not understood")
