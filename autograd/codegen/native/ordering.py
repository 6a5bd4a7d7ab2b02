"""Steps in an order in which few numbers wait: each as soon as it takes the place of an operand.

What waits for long fills the registers and has to be stored. A slope is recorded in the sweep, far
from the value that it shares most of its steps with; here both are done together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from ..program import Program


def ordered(program: Program, steps: Sequence[int], varying: Collection[int]) -> list[int]:
    """Some steps of a program, in an order in which they can be done.

    `varying` are the registers that wait in rows: all others cost nothing to keep.
    """
    return list(_Order(program, steps, varying).done)


class _Order:
    """`readers` has for each register the steps yet to read it, `missing` how much a step lacks."""

    def __init__(self, program: Program, steps: Sequence[int], varying: Collection[int]) -> None:
        self.inputs = len(program.inputs)
        self.operands = {
            k: {x for x in program.steps[k][1] if isinstance(x, int) and x in varying}
            for k in steps
        }
        self.results = {x for x in program.results if isinstance(x, int)}
        self.readers: dict[int, dict[int, None]] = defaultdict(dict)
        self.missing: Counter[int] = Counter()
        made = {self.inputs + k for k in steps}
        for k in steps:
            for x in self.operands[k]:
                self.readers[x][k] = None
                self.missing[k] += x in made
        self.done: dict[int, None] = {}
        for k in steps:
            self._do(k)

    def _do(self, first: int) -> None:
        """Do a step, and then whatever takes the place of an operand."""
        waiting = [first]
        while waiting:
            k = waiting.pop()
            if k in self.done:
                continue
            self.done[k] = None
            readers = list(self.readers[self.inputs + k])
            self.missing.subtract(readers)
            for x in self.operands[k]:
                del self.readers[x][k]
                if len(self.readers[x]) == 1:
                    readers.append(next(iter(self.readers[x])))
            waiting += filter(self._takes_a_place, reversed(readers))

    def _takes_a_place(self, k: int) -> bool:
        """Whether a step can be done, and is the last to read one of its operands."""
        if self.missing[k]:
            return False
        return any(len(self.readers[x]) == 1 and x not in self.results for x in self.operands[k])
