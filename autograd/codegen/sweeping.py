"""A compiled function over many points, by whatever `concurrent.futures` or its kin can offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..errors import OperandError


@dataclass(frozen=True)
class Point:
    """A point of a sweep, with the answer there, or the error that came instead.

    >>> print(Point({"x": 1.0}, error=ZeroDivisionError("float division by zero")))
    at x = 1.0: ZeroDivisionError: float division by zero
    """

    inputs: Mapping[str, Any]
    answer: Any = None
    error: Exception | None = None

    def __str__(self) -> str:
        inputs = ", ".join(f"{name} = {value!r}" for name, value in self.inputs.items())
        if self.error is not None:
            return f"at {inputs}: {type(self.error).__name__}: {self.error}"
        return f"at {inputs}: {self.answer!r}"


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

    `executor` is anything with the `submit` of `concurrent.futures`: threads or processes, a client
    of Dask or the pool of mpi4py. What fails there, a worker that dies included, fails its points.
    """
    listed = grid(points) if isinstance(points, Mapping) else list(points)
    for each in listed:
        if not isinstance(each, Mapping):
            raise OperandError(
                f"a point of a sweep is a dict of arguments by name; got {each!r:.60}"
            )
    if executor is None:
        return [_at(f, inputs) for inputs in listed]
    if not hasattr(executor, "submit"):
        raise OperandError(
            "an executor has a submit, as those of concurrent.futures have; got a "
            f"{type(executor).__name__}"
        )
    jobs = [executor.submit(_at, f, inputs) for inputs in listed]
    return [_of_job(job, inputs) for job, inputs in zip(jobs, listed, strict=True)]


def _of_job(job: Any, inputs: Mapping[str, Any]) -> Point:
    try:
        point: Point = job.result()
    except Exception as error:  # noqa: BLE001  # of the worker: the other points have theirs
        return Point(inputs, error=error)
    return point


def _at(f: Callable[..., Any], inputs: Mapping[str, Any]) -> Point:
    try:
        return Point(inputs, answer=f(**inputs))
    except Exception as error:  # noqa: BLE001  # one point that fails leaves the others
        return Point(inputs, error=error)
