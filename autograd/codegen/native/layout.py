"""Which number waits where: what all rows share, what is one row's, and what is summed.

Steps that depend on shared numbers alone are done once, not for every row. The others go over the
rows in pieces; what one piece leaves to another waits in a place for each row of a block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from ...ops.arithmetic import mul
from ..program import Program
from .ordering import ordered

PIECE = 700  # steps of a function: twice as many take LLVM more than twice the time
BLOCK = 128  # rows


@dataclass(frozen=True)
class Layout:
    """Where the registers of a program wait.

    `once` are runs of steps done once, `pieces` of the others. `shared` gives places in the array
    of shared numbers, `places` in that of rows, `outs` numbers the results that each row has of its
    own, `sums` those that are summed; each by register. The first places are those of the inputs.
    `terms` is what is added to each sum: the product of one or two registers of a row.
    """

    program: Program
    once: tuple[tuple[int, ...], ...]
    pieces: tuple[tuple[int, ...], ...]
    shared: dict[int, int]
    places: dict[int, int]
    outs: dict[int, int]
    sums: dict[int, int]
    terms: tuple[tuple[int, ...], ...]
    lanes: int

    @property
    def stride(self) -> int:
        """From one place to the next: no power of two, which caches map on top of each other."""
        return BLOCK + self.lanes + 2

    @property
    def inputs(self) -> int:
        """The number of inputs, which are the first registers."""
        return len(self.program.inputs)

    @property
    def columns(self) -> list[int]:
        """The inputs that differ from row to row."""
        return [x for x in self.places if x < self.inputs]


def layout_of(
    program: Program, rows: Collection[int], summed: Collection[int], lanes: int = 4
) -> Layout:
    """Places for a program that does `lanes` rows at a time.

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
    own = [(i, x) for i, x in enumerate(program.results) if isinstance(x, int) and x in varying]
    sums = _numbered([x for i, x in own if i in summed])
    apart = [x for i, x in own if i not in summed]
    terms = _terms(program, sums, varying)
    products = {x for x, term in zip(sums, terms, strict=True) if term != (x,)}
    later = ordered(program, [k for k in later if n + k not in products], varying)
    pieces, at_first = _cut(later), _cut(once)
    waiting = [x for term in terms for x in term]
    return Layout(
        program,
        at_first,
        pieces,
        _numbered([*_shared(program, rows, once, later), *_crossing(program, at_first, n)]),
        _numbered([*sorted(rows), *_crossing(program, pieces, n), *apart, *waiting]),
        _numbered(apart),
        sums,
        terms,
        lanes,
    )


def _cut(steps: list[int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(steps[i : i + PIECE]) for i in range(0, len(steps), PIECE))


def _terms(
    program: Program, sums: Collection[int], varying: set[int]
) -> tuple[tuple[int, ...], ...]:
    """What each sum adds up: a product that nothing else reads is never kept, but its factors."""
    n = len(program.inputs)
    uses = Counter(x for _, args in program.steps for x in args if x.__class__ is int)
    uses.update(x for x in program.results if x.__class__ is int)

    def term(x: int) -> tuple[int, ...]:
        op, args = program.steps[x - n] if x >= n else (None, ())
        alone = (
            op is mul and uses[x] == 1 and varying.issuperset(args) and float not in map(type, args)
        )
        return args if alone else (x,)  # type: ignore[return-value]  # registers: they vary

    return tuple(map(term, sums))


def _numbered(registers: Collection[int]) -> dict[int, int]:
    return {x: i for i, x in enumerate(dict.fromkeys(registers))}


def _shared(
    program: Program, rows: Collection[int], once: list[int], later: list[int]
) -> list[int]:
    """The shared inputs, and what of the steps done once is read later or handed back."""
    n = len(program.inputs)
    made = {n + k for k in once}
    given = [x for x in range(n) if x not in rows]
    read = [x for k in later for x in program.steps[k][1]]
    # A constant 3.0 is no register 3, though a set takes it for one.
    return [*given, *(x for x in [*read, *program.results] if x.__class__ is int and x in made)]


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
