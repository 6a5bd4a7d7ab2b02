"""A compiled function over many points, by whatever `concurrent.futures` or its kin can offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

from ..errors import OperandError


@dataclass(frozen=True)
class Point:
    """A point of a sweep, with the answer there, or the error that came instead."""

    inputs: Mapping[str, Any]
    answer: Any = None
    error: Exception | None = None


def grid(values: Mapping[str, Iterable[Any]]) -> list[dict[str, Any]]:
    """All combinations, the last name varying fastest.

    >>> grid({"x": [1, 2], "y": [5, 6]})[1]
    {'x': 1, 'y': 6}
    """
    names = list(values)
    return [dict(zip(names, each, strict=True)) for each in product(*values.values())]


def sweep(
    f: Callable[..., Any], points: Mapping[str, Iterable[Any]] | Iterable[Any], executor: Any = None
) -> list[Point]:
    """`f` at each point: a grid of values by name, or a sequence of such dicts; in their order.

    `executor` is anything with the `map` of `concurrent.futures`: threads or processes, Dask's or
    MPI's.
    """
    listed = grid(points) if isinstance(points, Mapping) else list(points)
    for each in listed:
        if not isinstance(each, Mapping):
            raise OperandError(
                f"a point of a sweep is a dict of arguments by name; got {each!r:.60}"
            )
    run = map if executor is None else executor.map
    return list(run(partial(_at, f), listed))


def _at(f: Callable[..., Any], inputs: Mapping[str, Any]) -> Point:
    try:
        return Point(inputs, answer=f(**inputs))
    except Exception as error:  # noqa: BLE001  # one point that fails leaves the others
        return Point(inputs, error=error)
