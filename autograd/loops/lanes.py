"""What each step of a loop reads of `xs`: an element of every array and of every list in it.

>>> lanes, leaves = lanes_of({"force": [1.0, 2.0, 3.0], "time": [0.0, 0.1, 0.2]})
>>> lanes.steps, lanes.at(1, leaves)
(3, [np.float64(2.0), np.float64(0.1)])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..engine.node import Node
from ..engine.scalars import is_real
from ..errors import OperandError, ShapeError
from ..ops.axes import shape_of
from ..support.arrays import numpy
from ..support.containers import leaves_of, tree_map


@dataclass(frozen=True)
class Lane:
    """A sequence along which a loop goes: its leaves are `count` of all, from `first` on.

    It is a list whose elements have `width` leaves each, or an array (`width` 0).
    """

    first: int
    count: int
    width: int

    def at(self, t: int, leaves: Sequence[Any]) -> list[Any]:
        """What step t reads."""
        if not self.width:
            return [leaves[self.first][t]]
        start = self.first + t * self.width
        return list(leaves[start : start + self.width])

    def each_at(self, t: int, facts: Sequence[Any]) -> list[Any]:
        """What is known of the leaves that step t reads."""
        start = self.first + t * self.width
        return list(facts[start : start + (self.width or 1)])

    def joined(self, slopes: Sequence[Sequence[Any]], leaves: Sequence[Any]) -> list[Any]:
        """The slopes of what each step read as slopes of the leaves."""
        if self.width:
            return [slope for row in slopes for slope in row]
        whole = numpy().zeros(shape_of(leaves[self.first]))
        for t, (slope,) in enumerate(slopes):
            if slope is not None:
                whole[t] = slope
        return [whole]


@dataclass(frozen=True)
class Lanes:
    """All lanes, the number of steps, and the tree that a step is handed."""

    each: tuple[Lane, ...]
    steps: int
    tree: Any

    def at(self, t: int, leaves: Sequence[Any]) -> list[Any]:
        """What step t reads, in the order of the tree's leaves."""
        return [x for lane in self.each for x in lane.at(t, leaves)]

    def each_at(self, t: int, facts: Sequence[Any]) -> list[Any]:
        """The same of a list with an entry for each leaf, the arrays among them too."""
        return [fact for lane in self.each for fact in lane.each_at(t, facts)]

    def joined(self, slopes: Sequence[Sequence[Any]], leaves: Sequence[Any]) -> list[Any]:
        """A slope for each leaf, given those of what each step read."""
        found, start = [], 0
        for lane in self.each:
            stop = start + (lane.width or 1)
            found += lane.joined([row[start:stop] for row in slopes], leaves)
            start = stop
        return found


def lanes_of(xs: Any) -> tuple[Lanes, list[Any]]:
    """The lanes of `xs`, and its leaves.

    Raises `OperandError` for what is no sequence, and `ShapeError` where lengths differ.
    """
    lanes: list[Lane] = []
    leaves: list[Any] = []
    sequences: list[Any] = []
    _sequences(xs, sequences)
    trees = [_entered(sequence, lanes, leaves) for sequence in sequences]
    lengths = sorted({len(sequence) for sequence in sequences})
    if len(lengths) != 1:
        told = " and ".join(map(str, lengths)) or "no sequence"
        raise ShapeError(f"all sequences in xs have one length; got {told}")
    return Lanes(tuple(lanes), lengths[0], _handed(xs, iter(trees))), leaves


def _sequences(branch: Any, found: list[Any]) -> None:
    """The lists and arrays in tuples and dicts."""
    if isinstance(branch, (dict, tuple)):
        for inner in branch.values() if isinstance(branch, dict) else branch:
            _sequences(inner, found)
    elif isinstance(branch, (list, range)) or shape_of(branch):
        found.append(branch)
    else:
        raise OperandError(
            "xs holds an element for each step: an array, a list, or tuples and dicts of them; got "
            f"a {type(branch).__name__}: write repeat(step, carry, n) where a step reads nothing"
        )


def _handed(branch: Any, trees: Any) -> Any:
    """What a step is handed: `xs` with an element in the place of each sequence."""
    if isinstance(branch, dict):
        return {key: _handed(inner, trees) for key, inner in branch.items()}
    if isinstance(branch, tuple):
        inner = [_handed(x, trees) for x in branch]
        return type(branch)(*inner) if hasattr(branch, "_fields") else tuple(inner)
    return next(trees)


def _entered(sequence: Any, lanes: list[Lane], leaves: list[Any]) -> Any:
    """Enter a sequence with its leaves; the tree of one element."""
    if not len(sequence):
        raise ShapeError("xs has no elements, so that nobody knows what a step would give")
    if isinstance(sequence, (list, range)) and all(map(_is_number, sequence)):
        sequence = numpy().array(sequence, dtype=float)
    of_symbols = str(getattr(sequence, "dtype", "")) == "object"
    if not (of_symbols or isinstance(sequence, list)):
        lanes.append(Lane(len(leaves), 1, 0))
        leaves.append(sequence)
        return None
    tree = _shape(sequence[0])
    for element in sequence:
        if _shape(element) != tree:
            raise OperandError("the elements of a list in xs have one structure; these differ")
    rows = [leaves_of(element) for element in sequence]
    lanes.append(Lane(len(leaves), len(rows) * len(rows[0]), len(rows[0])))
    leaves.extend(x for row in rows for x in row)
    return tree


def _is_number(x: Any) -> bool:
    return is_real(x) and not isinstance(x, Node)


def _shape(element: Any) -> Any:
    return tree_map(lambda _: None, element)
