"""Programs as machine code, through LLVM: over rows, several at a time, without Python between.

spelling    operations as LLVM writes them, for one number or several lanes
powers      small whole powers as products
layout      which number waits where: shared ones, those of a row, sums
dots        long products as loops
beyond      the library, where a recipe ends
pieces      a program as functions of bounded length
sums        what rows add up to
descent     gradient descent inside
driver      the loops around them: blocks of rows, and what is left over
cache       machine code on disk
machine     from text to machine code, kept on disk
results     where each result is found after a run
building    a program made ready to run
work        memory for a call, and threads
calling     a call in few steps of Python
running     `Native`: a compiled function that runs so
over_rows   `OverRows`: one that sums over rows
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..compiled import Compiled
from ..over_rows import Engine
from ..trace import Trace


@dataclass(frozen=True)
class Rows:
    """Makes what runs a program over rows. LLVM is loaded when it is called."""

    manner: str = ""
    threads: int = 1

    def __call__(self, traced: Trace, rows: list[int], summed: frozenset[int]) -> Engine:
        from .building import Built
        from .calling import RowsRunner
        from .work import Runner

        built = Built(traced.program, rows, summed, self.manner or "fast")
        return RowsRunner(Runner(built, self.threads))


def native(traced: Trace, following: Callable[[], Compiled], manner: str, threads: int) -> Compiled:
    """A traced function to be run as machine code."""
    from .running import Native

    return Native(traced, following, manner, threads)
