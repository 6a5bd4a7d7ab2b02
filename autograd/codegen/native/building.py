"""A traced program made ready to run: lowered, laid out, compiled.

Two manners: `exact` calls the library of mathematics, and has the bits of eager code but where sums
are rounded differently; `fast` has functions of its own, over lanes, each within 4 ulp.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, partial

from ...engine.primitive import Primitive
from ...errors import OperandError
from ...kernels import fast, fast_angles, portable
from ..lowering import Machine
from ..processor import PARTS
from ..program import Program
from .descent import DESCEND
from .dots import gathered, is_loop
from .driver import driver
from .layout import Layout, layout_of
from .machine import Loaded, has_lanes, lanes
from .pieces import declarations, once, piece
from .powers import without_powers
from .results import results_of
from .spelling import HELD
from .sums import added

RECIPES = (fast, fast_angles, portable)
OWN = frozenset(["cos", "erf", "exp", "expm1", "log", "log1p", "sin", "tanh"])  # of those
MANNERS = ("exact", "fast")


def _held(op: Primitive) -> bool:
    return op.name in HELD


def _held_fast(op: Primitive) -> bool:
    return op.name in HELD and op.name not in OWN


def _is_fast(manner: str) -> bool:
    return manner == "fast" and has_lanes()


@cache
def _machine(manner: str) -> Machine:
    if _is_fast(manner):
        return Machine("native", _held_fast, RECIPES)
    return Machine("native", _held)


class Built:
    """Machine code, and where its numbers wait."""

    def __init__(
        self, program: Program, rows: Collection[int], summed: Collection[int], manner: str
    ) -> None:
        if manner not in MANNERS:
            raise OperandError(f"the manner of native code is exact or fast; got {manner!r}")
        fast = _is_fast(manner)
        if fast:
            loops = partial(is_loop, inputs=len(program.inputs), rows=frozenset(rows))
            lowered = without_powers(_machine(manner).program(program, kept=loops))
            lowered = gathered(lowered, frozenset(rows))
        else:
            lowered = _machine(manner).program(program)
        self.layout = layout_of(lowered, rows, summed, lanes() if fast else 4)
        self.text = _text(self.layout, fused=fast)
        self.loaded = Loaded(self.text)
        self.results = results_of(self.layout, summed)


def _text(layout: Layout, fused: bool) -> str:
    """The whole module in LLVM's language."""
    pieces = [line for i in range(len(layout.pieces)) for line in piece(layout, i)]
    also = [PARTS["fma"]] if fused else []
    lines = [*once(layout), *pieces, *added(layout, fused), *declarations(layout, also)]
    return "\n".join(lines) + "\n" + DESCEND + driver(layout, fused)
