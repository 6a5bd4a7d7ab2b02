"""Where each result of a program is found in the memory of a run.

It is a sum, a number that all rows share (n times itself, where it is summed), or a constant.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .layout import Layout


@dataclass(frozen=True)
class Results:
    """The memory of a run in numbers, and where its results are.

    Memory has the sums, with a place for each lane, those of the rows that fill no group, the
    shared numbers from `shared` on, and the `constants` from `fixed` on; `size` is all of it.
    Result i is found at `where[i]`, and counts for each row where `times[i]`. `apart` maps the
    results that are no sums to the column that has them, None where all rows have the same.
    """

    shared: int
    fixed: int
    constants: tuple[float, ...]
    where: tuple[int, ...]
    times: tuple[bool, ...]
    apart: dict[int, int | None]

    @property
    def size(self) -> int:
        """How many numbers the memory holds."""
        return self.fixed + len(self.constants)


def results_of(layout: Layout, summed: Collection[int]) -> Results:
    """The places of a layout's results, those in `summed` as sums."""
    shared = 2 * layout.lanes * len(layout.sums)
    fixed = shared + len(layout.shared) + layout.lanes
    constants: list[float] = []
    where, times = [], []
    for i, x in enumerate(layout.program.results):
        is_sum = isinstance(x, int) and i in summed and x in layout.sums
        times.append(i in summed and not is_sum)
        if not isinstance(x, int):
            where.append(fixed + len(constants))
            constants.append(x)
        elif is_sum:
            where.append(layout.sums[x])
        else:  # of one that each row has for itself, any number may stand there
            where.append(shared + layout.shared.get(x, 0))
    apart = {
        i: layout.outs.get(x) if isinstance(x, int) else None
        for i, x in enumerate(layout.program.results)
        if i not in summed
    }
    return Results(shared, fixed, tuple(constants), tuple(where), tuple(times), apart)
