"""A traced program made ready to run: lowered, laid out, compiled.

Two manners: `exact` calls the library of mathematics, and has the bits of eager code but where sums
are rounded differently; `fast` has functions of its own, over lanes, each within 4 ulp.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from ...engine.primitive import Primitive
from ...errors import OperandError
from ...kernels import fast, portable
from ..lowering import Machine
from ..program import Program
from .driver import DESCEND, driver
from .layout import Layout, layout_of
from .machine import Loaded, has_lanes
from .pieces import declarations, once, piece
from .results import Results
from .spelling import HELD

OWN = frozenset({"exp", "expm1", "log", "log1p", "tanh"})  # the recipes of `fast`
MANNERS = ("exact", "fast")


def _held(op: Primitive) -> bool:
    return op.name in HELD


def _held_fast(op: Primitive) -> bool:
    return op.name in HELD and op.name not in OWN


@cache
def _machine(manner: str) -> Machine:
    if manner == "fast" and has_lanes():
        return Machine("native", _held_fast, (fast, portable))
    return Machine("native", _held)


class Built:
    """Machine code, and where its numbers wait."""

    def __init__(
        self, program: Program, rows: Collection[int], summed: Collection[int], manner: str
    ) -> None:
        if manner not in MANNERS:
            raise OperandError(f"the manner of native code is exact or fast; got {manner!r}")
        self.layout = layout_of(_machine(manner).program(program), rows, summed)
        self.loaded = Loaded(text(self.layout))
        self.results = Results(self.layout, summed)


def text(layout: Layout) -> str:
    """The whole module in LLVM's language."""
    pieces = [line for i in range(len(layout.pieces)) for line in piece(layout, i)]
    lines = [*once(layout), *pieces, *declarations(layout.program)]
    return "\n".join(lines) + "\n" + DESCEND + driver(layout)
