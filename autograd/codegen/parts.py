"""A long program in parts, and in few names.

Python's compiler needs far more time for one very long function, and a call makes room for all its
names: where they are more than fit into what is at hand, that takes longer than thousands of steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .program import Program

LINES = 2000  # of one function: twice as many take more than twice the time
LEGIBLE = 300  # steps: up to so many a traceback shows the lines of the source


def divided(program: Program) -> Iterator[range]:
    """Runs of steps of at most LINES lines; a step with many operands counts for several."""
    start, weight = 0, 0
    for k, (_, args) in enumerate(program.steps):
        weight += 1 + len(args) // 16
        if weight >= LINES:
            yield range(start, k + 1)
            start, weight = k + 1, 0
    if start < len(program.steps) or not start:
        yield range(start, len(program.steps))


def results_made(program: Program) -> list[int]:
    """The results that are computed, each once."""
    n = len(program.inputs)
    return list(dict.fromkeys(x for x in program.results if isinstance(x, int) and x >= n))


def crossings(program: Program, parts: list[range]) -> tuple[list[list[int]], dict[int, int]]:
    """For each part the registers it reads from outside; and a slot for each that crosses."""
    n, loads = len(program.inputs), []
    for part in parts:
        read = (x for k in part for x in program.steps[k][1] if isinstance(x, int))
        loads.append(list(dict.fromkeys(x for x in read if x < n + part.start)))
    crossing = dict.fromkeys(x for read in [*loads, results_made(program)] for x in read)
    return loads, {register: slot for slot, register in enumerate(crossing)}


def few_names(program: Program, names: Sequence[str]) -> list[str]:
    """Names for the steps, of those given: one that nothing reads any more is taken again."""
    if len(program.steps) <= LEGIBLE:
        return list(names)
    n, kept = len(program.inputs), set(results_made(program))
    last = {x: k for k, (_, args) in enumerate(program.steps) for x in args if isinstance(x, int)}
    ends: dict[int, list[int]] = defaultdict(list)
    for x, k in last.items():
        if x >= n and x not in kept:
            ends[k].append(x - n)
    free: list[str] = []
    few: list[str] = []
    for k, name in enumerate(names):
        free += [few[step] for step in ends[k]]
        few.append(free.pop() if free and n + k not in kept else name)
    return few
