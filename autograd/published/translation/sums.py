"""Sums and products over an index; those over layers, times and samples are written out."""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Node
from ...formulas.printed.node import NOTHING, walk
from ...formulas.trees.tree import Op, Sum, Tree
from ...formulas.trees.tree import number as whole
from ..names.letters import limits, shifted
from ..names.references import reference
from ..problems import Unread
from .indices import value_of
from .translator import Made, Translator, translates

MOST = 40  # terms of a sum that is written out


Letters = list[tuple[str, int | None]]  # each with the value it begins at, where that is said


@translates("large")
def large(at: Translator, node: Node) -> Made:
    """A sum or product over an index."""
    if node.text not in ("sum", "prod"):
        what = {"int": "an integral", "lim": "a limit"}.get(node.text, node.text)
        raise Unread(f"{what} cannot be checked")
    body, below, _ = node.parts
    letters: Letters = limits(below)
    if below == NOTHING and (only := _only_index(at, body)):
        letters = [(only, None)]
    if not letters:
        raise Unread("over which index does this sum run?")
    return _over(at, letters, node)


def _only_index(at: Translator, body: Node) -> str:
    """The one index in what a sum without one is over."""
    known = at.bound | set(at.values)
    found = {
        index.text
        for part in walk(body)
        if (name := reference(part, at.letters)) is not None
        for index in (*name.entries, *name.family)
        if index.kind == "symbol" and index.text not in known
    }
    return found.pop() if len(found) == 1 else ""


def _over(at: Translator, letters: Letters, node: Node) -> Made:
    """The sum over some letters, the first of them outermost."""
    if not letters:
        return at.made(node.parts[0])
    (letter, first), *rest = letters
    body, below, above = node.parts
    if _counts(at, letter, body):
        return _written_out(at, letters, node)
    free = {name: value for name, value in at.values.items() if name != letter}
    tree, kind = _over(replace(at, bound=at.bound | {letter}, values=free), rest, node)
    low, high = _bounds(at, first, above)
    return Sum(node.text, letter, tree, low, high, _but(below, letter)), kind


def _bounds(at: Translator, first: int | None, above: Node) -> tuple[Tree | None, Tree | None]:
    """The bounds of a sum over entries, left out where it is over all of them."""
    if first is None or above == NOTHING:
        return None, None
    if above.kind == "symbol" and above.text not in at.ends and first == 1:
        return None, None
    return whole(first), at.tree(above)


def _but(below: Node, letter: str) -> str:
    """The index that is left out of a sum over j ≠ i."""
    if below.kind == "relation" and below.text == "!=" and below.parts[0].text == letter:
        return below.parts[1].text
    return ""


def _counts(at: Translator, letter: str, body: Node) -> bool:
    """Whether a sum runs over layers, times or samples, which are written out."""
    return any(
        letter in (index.text, shifted(index))
        for part in walk(body)
        if (name := reference(part, at.letters)) is not None
        for index in name.family
    )


def _written_out(at: Translator, letters: Letters, node: Node) -> Made:
    (letter, first), *rest = letters
    terms = [
        _over(replace(at, values={**at.values, letter: value}), rest, node)
        for value in _values(at, letter, first, node)
    ]
    found, kind = terms[0]
    for tree, _ in terms[1:]:
        found = Op("+" if node.text == "sum" else "*", (found, tree))
    return found, kind


def _values(at: Translator, letter: str, first: int | None, node: Node) -> list[int]:
    """The values that a letter of a sum takes."""
    _, below, above = node.parts
    low = 1 if first is None else first
    high = value_of(at, above) if above != NOTHING else at.ends.get(letter, 0)
    avoided = _but(below, letter)
    found = [value for value in range(low, high + 1) if value != at.values.get(avoided)]
    if not found or len(found) > MOST:
        raise Unread("a sum without terms" if not found else f"a sum of more than {MOST} terms")
    return found
