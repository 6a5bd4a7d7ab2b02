"""A loop on symbols: its step recorded once, and its derivatives as loops again.

A `Looped` gives a carry at the end, and columns, which have an entry for each step. Its last
columns are the carry before each step: the loop that takes the derivative back reads it, last step
first. The step of that one is this one's sweep, recorded; it is a `Looped` itself, so that every
order follows, and so is the rate of one in forward mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from ..engine.forward import push
from ..engine.masks import settled
from ..engine.node import Node
from ..engine.primitive import Primitive
from ..engine.recorded import Recorded
from ..values.symbol import Symbol
from .once import swept
from .results import Terms

Lane = tuple[Symbol, int]  # a source, which is a `Looped` or a `Column`, and one of its columns


@dataclass(frozen=True)
class Body:
    """A step on symbols: it reads a carry, an entry of each lane and shared numbers.

    It gives the carry `after` it and an entry for each of the `columns`. What is older than `start`
    is of the function around it.
    """

    carry: tuple[Symbol, ...]
    lanes: tuple[Symbol, ...]
    shared: tuple[Symbol, ...]
    after: tuple[Any, ...]
    columns: tuple[Any, ...]
    start: int

    @property
    def inputs(self) -> tuple[Symbol, ...]:
        """All that a step reads."""
        return (*self.carry, *self.lanes, *self.shared)


class LoopPart(Primitive):
    """An operation on more than numbers: a loop, a column, or what is read of them."""

    def __call__(self, *args: Any) -> Symbol:
        """It is recorded, also where all arguments are numbers."""
        return Symbol.record(self, args)


class Final(LoopPart):
    """A number of the carry at the end."""

    arity = 1

    def __init__(self, i: int) -> None:
        super().__init__(f"carry {i}", public=False)
        self.i = i

    def __reduce__(self) -> tuple[Any, ...]:
        return (Final, (self.i,))

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        return [Terms({("carry", self.i): settled(g)})]

    def push(self, node: Recorded, tangents: Sequence[Any], record: bool) -> Any:
        return Final(self.i)(tangents[0])


class Entry(LoopPart):
    """What step t left in a column."""

    arity = 1

    def __init__(self, column: int, t: int) -> None:
        super().__init__(f"column {column}, step {t}", public=False)
        self.column, self.t = column, t

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        return [Terms({("entry", self.column, self.t): settled(g)})]

    def push(self, node: Recorded, tangents: Sequence[Any], record: bool) -> Any:
        return Entry(self.column, self.t)(tangents[0])


class Column(LoopPart):
    """Numbers in a row, an entry for each step."""

    def __init__(self) -> None:
        super().__init__("column", public=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Column, ())

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        lanes = g.parts[("lane", 0)]
        return [
            reduce(add, [Entry(column, t)(source) for source, column in lanes])
            for t in range(len(node.args))
        ]

    def push(self, node: Recorded, tangents: Sequence[Any], record: bool) -> Any:
        return Column()(*(0.0 if dx is None else dx for dx in tangents))


class Looped(LoopPart):
    """`steps` steps of a body. Its arguments are the carry, the shared numbers and the sources.

    `lanes` says of each lane which source it is of, and which column there. With `back` the last
    entries come first.
    """

    def __init__(
        self, name: str, body: Body, steps: int, lanes: Sequence[tuple[int, int]], back: bool
    ) -> None:
        super().__init__(name, public=False, doc=f"{name}, {steps} steps")
        self.title = f"{name} ×{steps}"
        self.body, self.steps, self.lanes, self.back = body, steps, tuple(lanes), back

    def pull(self, node: Any, g: Any, record: bool) -> list[Any]:
        """The adjoints of the arguments: a loop the other way, over the same lanes and more."""
        body = self.body
        given = [_lanes_of(g, c, self.steps) for c in range(len(body.columns))]
        weights = [[Symbol(f"g_{c}") for _ in lanes] for c, lanes in enumerate(given)]
        back = tuple(Symbol(f"g_{x.name}") for x in body.carry)
        sums = tuple(Symbol(f"sum_{x.name}") for x in body.shared)
        seeds = [*back, *(reduce(add, row) if row else None for row in weights)]
        found = swept((*body.after, *body.columns), seeds, True, body.start)
        slopes = [settled(found.get(x.serial, 0.0)) for x in body.inputs]
        before, read, shared = _cut(slopes, len(body.carry), len(body.lanes))
        totals = [s + d for s, d in zip(sums, shared, strict=True)]
        adjoint = Body(
            (*back, *sums),
            (*body.carry, *body.lanes, *(x for row in weights for x in row)),
            body.shared,
            (*before, *totals),
            (*read, *back, *sums),
            body.start,
        )
        count = len(body.columns) - len(body.carry)
        kept = [(node, count + i) for i in range(len(body.carry))]
        lanes = [*kept, *self._lanes(node), *(lane for row in given for lane in row)]
        start = [g.parts.get(("carry", i), 0.0) for i in range(len(back))] + [0.0] * len(sums)
        whole = looped(self.name, adjoint, self.steps, start, lanes, not self.back)
        ends = [Final(i)(whole) for i in range(len(start))]
        terms: list[Any] = [None] * (len(node.args) - len(ends))
        for i, (source, column) in enumerate(self.lanes):
            term = Terms({("lane", column): ((whole, i),)})
            terms[source] = term if terms[source] is None else terms[source] + term
        return [*ends, *terms]

    def push(self, node: Any, tangents: Sequence[Any], record: bool) -> Any:
        """The rates of carry and columns: a loop over the same lanes and their rates."""
        body = self.body
        count = len(body.carry)
        before, shared, sources = _cut(tangents, count, len(body.shared))
        rates: dict[Node, Any] = {x: Symbol(f"d_{x.name}") for x in body.carry}
        moving = [i for i, (source, _) in enumerate(self.lanes) if sources[source] is not None]
        rates |= {body.lanes[i]: Symbol(f"d_{body.lanes[i].name}") for i in moving}
        moves: dict[Node, Any] = {**dict.fromkeys(body.inputs), **rates}
        moves |= {x: dx for x, dx in zip(body.shared, shared, strict=True) if dx is not None}
        outs = [
            push(y, moves, record=True, oldest=body.start) if isinstance(y, Symbol) else None
            for y in (*body.after, *body.columns)
        ]
        outs = [0.0 if dx is None else dx for dx in outs]
        tangent = Body(
            tuple(rates[x] for x in body.carry),
            (*body.carry, *body.lanes, *(rates[body.lanes[i]] for i in moving)),
            tuple(dict.fromkeys([*body.shared, *(x for x in shared if isinstance(x, Symbol))])),
            tuple(outs[:count]),
            tuple(outs[count:]),
            body.start,
        )
        saved = len(body.columns) - count
        also = [(sources[self.lanes[i][0]], self.lanes[i][1]) for i in moving]
        lanes = [*((node, saved + i) for i in range(count)), *self._lanes(node), *also]
        start = [0.0 if dx is None else dx for dx in before]
        return looped(self.name, tangent, self.steps, start, lanes, self.back)

    def _lanes(self, node: Any) -> list[Lane]:
        """The lanes, with the sources themselves."""
        first = len(self.body.carry) + len(self.body.shared)
        return [(node.args[first + source], column) for source, column in self.lanes]


def looped(
    name: str, body: Body, steps: int, start: Sequence[Any], lanes: Sequence[Lane], back: bool
) -> Any:
    """The symbol of a loop that begins with the carry `start`."""
    sources = list(dict.fromkeys(source for source, _ in lanes))
    number = {source: i for i, source in enumerate(sources)}
    places = [(number[source], column) for source, column in lanes]
    return Looped(name, body, steps, places, back)(*start, *body.shared, *sources)


def _cut(items: Sequence[Any], first: int, second: int) -> tuple[list[Any], list[Any], list[Any]]:
    """Items in three parts."""
    rest = first + second
    return list(items[:first]), list(items[first:rest]), list(items[rest:])


def _lanes_of(g: Terms, column: int, steps: int) -> list[Lane]:
    """The adjoints of a column, which may come as lanes of loops and entry by entry."""
    lanes = list(g.parts.get(("lane", column), ()))
    entries = [g.parts.get(("entry", column, t)) for t in range(steps)]
    if any(x is not None for x in entries):
        lanes.append((Column()(*(0.0 if x is None else x for x in entries)), 0))
    return lanes
