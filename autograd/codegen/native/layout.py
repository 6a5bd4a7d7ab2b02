"""Which number waits where: what all rows share, what is one row's, and what is summed.

Steps that depend on shared numbers alone are done once, not for every row. The others go over the
rows in pieces; what one piece leaves to another waits in a place for each row of a block.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..program import Operand, Program

PIECE = 500  # steps of a function: twice as many take LLVM more than twice the time
LANES = 4
BLOCK = 128  # rows
STRIDE = BLOCK + LANES + 2  # no power of two, which caches map on top of each other


@dataclass(frozen=True)
class Layout:
    """Where the registers of a program wait.

    `once` are the steps done once, `pieces` runs of the others. `shared` gives places in the array
    of shared numbers, `places` in that of rows, `outs` in that of rows too, after those, `sums` in
    that of sums; each by register. The first places are those of the inputs.
    """

    program: Program
    once: tuple[int, ...]
    pieces: tuple[tuple[int, ...], ...]
    shared: dict[int, int]
    places: dict[int, int]
    outs: dict[int, int]
    sums: dict[int, int]

    @property
    def inputs(self) -> int:
        """The number of inputs, which are the first registers."""
        return len(self.program.inputs)

    @property
    def columns(self) -> list[int]:
        """The inputs that differ from row to row."""
        return [x for x in self.places if x < self.inputs]


def layout_of(program: Program, rows: Collection[int], summed: Collection[int]) -> Layout:
    """Places for a program.

    `rows` are the inputs that differ from row to row, `summed` the results that are summed over
    rows, by their numbers among the results.
    """
    n = len(program.inputs)
    varying = set(rows)
    once, later = [], []
    for k, (_, args) in enumerate(program.steps):
        if any(x.__class__ is int and x in varying for x in args):
            varying.add(n + k)
            later.append(k)
        else:
            once.append(k)
    pieces = tuple(tuple(later[i : i + PIECE]) for i in range(0, len(later), PIECE))
    made = [(i, x) for i, x in enumerate(program.results) if _is_made(x, varying, n)]
    sums = [x for i, x in made if i in summed]
    apart = [x for i, x in made if i not in summed]
    return Layout(
        program,
        tuple(once),
        pieces,
        _numbered(_shared(program, rows, once, later)),
        _numbered([*sorted(rows), *_crossing(program, pieces, n)]),
        _numbered(apart),  # type: ignore[arg-type]  # no numbers: those are made by no step
        _numbered(sums),  # type: ignore[arg-type]
    )


def _is_made(x: Operand, varying: Collection[int], n: int) -> bool:
    """Whether a result comes of a step that is done for every row."""
    return isinstance(x, int) and x in varying and x >= n


def _numbered(registers: Collection[int]) -> dict[int, int]:
    return {x: i for i, x in enumerate(dict.fromkeys(registers))}


def _shared(
    program: Program, rows: Collection[int], once: list[int], later: list[int]
) -> list[int]:
    """The shared inputs, and what of the steps done once is read later or handed back."""
    n = len(program.inputs)
    made = {n + k for k in once}
    read = [x for k in later for x in program.steps[k][1] if x in made]
    given = [x for x in range(n) if x not in rows]
    return [*given, *read, *(x for x in program.results if x in made)]  # type: ignore[list-item]


def _crossing(program: Program, pieces: tuple[tuple[int, ...], ...], n: int) -> list[int]:
    """What one piece makes and another reads."""
    piece_of = {n + k: i for i, piece in enumerate(pieces) for k in piece}
    return [
        x
        for i, piece in enumerate(pieces)
        for k in piece
        for x in program.steps[k][1]
        if isinstance(x, int) and x in piece_of and piece_of[x] != i
    ]
