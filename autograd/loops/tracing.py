"""A loop in a function that is traced: one `Looped` where it is about numbers, else all steps."""

from __future__ import annotations

from typing import Any

from ..engine.node import Node, tick
from ..ops.joining import stack
from ..support.arrays import numpy
from ..support.containers import leaves_of, like
from ..values.symbol import Symbol, counted
from .once import closed_over
from .step import Step
from .symbolic import Body, Column, Entry, Final, looped


def traced(step: Step, leaves: list[Any]) -> tuple[Any, Any]:
    """The results of a loop on symbols."""
    inputs = [*leaves_of(step.carry), *step.lanes.at(0, leaves)]
    numbers = all(isinstance(x, Symbol) or not isinstance(x, Node) for x in inputs)
    if numbers and not any(map(_is_array, inputs)) and step.lanes.steps > 1:
        made = _looped(step, leaves)
        if made is not None:
            return made
    return _unrolled(step, leaves)


def _looped(step: Step, leaves: list[Any]) -> tuple[Any, Any] | None:
    """The loop as one symbol; None where a step is about arrays."""
    steps, begin = step.lanes.steps, leaves_of(step.carry)
    columns = list(zip(*(step.lanes.at(t, leaves) for t in range(steps)), strict=True))
    carry = tuple(Symbol(f"c{i}") for i in range(step.width))
    read = tuple(Symbol(f"x{i}") for i in range(len(columns)))
    start = tick()
    answer = step.answer([*carry, *read])
    after, ys = tuple(map(counted, leaves_of(answer[0]))), leaves_of(answer[1])
    given = tuple(counted(y) for y in ys if y is not None)
    around = closed_over((*after, *given), (*carry, *read), start).values()
    captured = tuple(x for x in around if isinstance(x, Symbol))
    if len(captured) < len(around) or any(map(_is_array, (*after, *given))):
        return None
    body = Body(carry, read, captured, after, (*given, *carry), start)
    lanes = [(Column()(*map(float_or_node, column)), 0) for column in columns]
    whole = looped(step.name, body, steps, begin, lanes, back=False)
    places = iter(range(len(given)))
    rows = [None if y is None else _column(whole, next(places), steps) for y in ys]
    ends = [Final(i)(whole) for i in range(step.width)]
    return like(step.carry, ends), like(answer[1], rows)


def float_or_node(x: Any) -> Any:
    """An entry of a column."""
    return x if isinstance(x, Node) else float(x)


def _is_array(x: Any) -> bool:
    return bool(getattr(x, "on_arrays", False) or getattr(x, "shape", ()))


def _column(whole: Any, place: int, steps: int) -> Any:
    """The entries of a column as an array of symbols."""
    found = numpy().empty(steps, dtype=object)
    found[:] = [Entry(place, t)(whole) for t in range(steps)]
    return found


def _unrolled(step: Step, leaves: list[Any]) -> tuple[Any, Any]:
    """Every step recorded."""
    carry, rows = leaves_of(step.carry), []
    y: Any = None
    for t in range(step.lanes.steps):
        after, y = step.answer([*carry, *step.lanes.at(t, leaves)])
        carry = leaves_of(after)
        rows.append(leaves_of(y))
    columns = [_together(column) for column in zip(*rows, strict=True)]
    return like(step.carry, carry), like(y, columns)


def _together(column: Any) -> Any:
    """What a step gave at each time, as an array."""
    if column[0] is None:
        return None
    if any(map(_is_array, column)):
        return stack(column)
    found = numpy().empty(len(column), dtype=object)
    found[:] = column
    return found
