"""Ties that are no kinks: what is differentiated in can move, and the numbers stay tied.

The slope of where(n > 0, x, 2*x) in x is 2 at n = 0, for x never moves n. That of relu(n*x) is 0
there, for n*x stays 0. So a slope at such a point is a number like any other. It is a convention
only where numbers tie here and no longer beside.

>>> from autograd.engine.backward import gradients
>>> from autograd.values.symbol import Symbol
>>> x, n = Symbol("x"), Symbol("n")
>>> slope = gradients((x * n).relu(), [x], record=True)[0]
>>> found = Movers([slope], [x, n], {}, [x])
>>> found.part([Fraction(1), Fraction(0)], 64), found.part([Fraction(0), Fraction(1)], 64)
(False, True)
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from operator import add
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...ops.arithmetic import identity
from ..certified.balls import Constant, balls, exact, precision
from ..certified.program import Program
from .kinks import Ties, ties
from .sides import Derivative

_BESIDE = Fraction(1, 2**40)


def movers(roots: Sequence[Any], derived: Mapping[int, Derivative]) -> list[Node]:
    """What the slopes inside some formulas are taken in."""
    found = {derived[k].wrt.serial: derived[k].wrt for k in between(roots) if k in derived}
    return list(map(_bare, found.values()))


def _bare(node: Node) -> Node:
    while node.op is identity:
        node = node.args[0]
    return node


def leave_every_tie(movers: Sequence[Node], roots: Sequence[Any], discrete: Container[int]) -> bool:
    """Whether every tie inside some formulas is left as soon as one of the movers moves.

    Not so, as far as this looks, where a number takes part that has few values, as n in n*x.
    """
    moved, fixed = {x.serial for x in movers}, set[int]()
    for serial, node in between(roots).items():
        inside = {x.serial for x in node.args if isinstance(x, Node)}
        if inside & moved:
            moved.add(serial)
        if serial in discrete or inside & fixed:
            fixed.add(serial)
        tied = node.op is not None and node.op.kink is not None
        if tied and (serial not in moved or serial in fixed):
            return False
    return True


class Movers:
    """Formulas of some inputs, in which the movers can be moved alone."""

    def __init__(
        self,
        roots: Sequence[Any],
        inputs: Sequence[Node],
        constants: Mapping[int, Constant],
        movers: Sequence[Node],
    ) -> None:
        inside = between(roots, {node.serial for node in inputs})
        own = [x for x in movers if x.serial in inside]
        above = {x.serial for x in movers} - inside.keys()  # these move inputs, we know not how
        moved = [k for k, x in enumerate(inputs) if above and above & between([x]).keys()]
        self.program = Program([*roots, *own], inputs, constants)
        places = dict.fromkeys([*moved, *self.program.roots[len(roots) :]])
        self.reached = {place: self.program.reached(place) for place in places}

    def part(self, point: Sequence[Fraction], bits: int) -> bool:
        """Whether numbers that tie at a point tie no longer once a mover has moved."""
        with precision(bits):
            found = ties(self.program, point, self.program.values(point, bits))
            return any(not tied <= beside for tied, beside in self._moved(found, point, bits))

    def _moved(
        self, found: Ties, point: Sequence[Fraction], bits: int
    ) -> Iterator[tuple[set[Any], set[Any]]]:
        """What ties of the numbers that a mover moves, and what ties once it has."""
        for place, reached in self.reached.items():
            tied = {(op, slots) for op, slots in found if not reached.isdisjoint(slots)}
            for step in (_BESIDE, -_BESIDE) if tied else ():
                yield tied, set(self._beside(point, place, step, bits))

    def _beside(self, point: Sequence[Fraction], place: int, step: Fraction, bits: int) -> Ties:
        if place < self.program.inputs:
            moved = [x + step if k == place else x for k, x in enumerate(point)]
            return ties(self.program, moved, self.program.values(moved, bits))
        changes = {place: partial(add, exact(step))}
        values = self.program.onwards(balls(point), bits, changes)
        return [(op, slots) for op, slots, gap in self.program.gaps(values) if gap.is_zero()]
