"""Measuring: contenders in turns, medians, memory by allocation, processes of their own."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from .island import Island

ROOT = Path(__file__).resolve().parent.parent
TURN = 0.01  # seconds: a turn shorter than this would measure the clock and the collector


@dataclass(frozen=True)
class Effort:
    """How long to measure: seconds for the contenders of a workload, nodes of the largest graph."""

    seconds: float
    nodes: int
    processes: int  # fresh interpreters for the time of an import


FULL = Effort(seconds=8.0, nodes=1_000_000, processes=15)
QUICK = Effort(seconds=0.8, nodes=1_000_000, processes=5)
TINY = Effort(seconds=0.01, nodes=1_000, processes=1)


def in_turns(
    contenders: Mapping[str, Callable[[], Any]], seconds: float, at_rest: bool = True
) -> dict[str, float]:
    """The median seconds of one call of each contender; at least three turns each.

    `at_rest=False` leaves the collector as Python has it: cycles are paid for when it strikes.
    """
    calls = {name: _calls_in_a_turn(run, seconds) for name, run in contenders.items()}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    turn = _turn if at_rest else timed
    with collector_at_rest() if at_rest else nullcontext():
        end = perf_counter() + seconds
        while perf_counter() < end or len(min(times.values(), key=len)) < 3:
            for name, run in contenders.items():
                times[name].append(turn(run, calls[name]) / calls[name])
    return {name: median(turns) for name, turns in times.items()}


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """A block in which the collector, still on, passes over all that was there before.

    Otherwise each contender pays for walking through the objects of every package that happens to
    be imported: with torch in the process, several times its own work. What somebody had frozen
    before stays so.
    """
    thaw = gc.unfreeze if gc.get_freeze_count() == 0 else lambda: None
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        thaw()


def _turn(run: Callable[[], Any], calls: int) -> float:
    """The seconds of a turn and of collecting its cycles, which the next turn would pay for."""
    spent = timed(run, calls)
    began = perf_counter()
    gc.collect()
    return spent + perf_counter() - began


def timed(run: Callable[[], Any], calls: int = 1) -> float:
    """The seconds that `calls` calls take, by a clock of its own where it runs elsewhere."""
    if isinstance(run, Island):
        return run.timed(calls)
    began = perf_counter()
    for _ in range(calls):
        run()
    return perf_counter() - began


def _calls_in_a_turn(run: Callable[[], Any], seconds: float) -> int:
    run()
    calls, turn = 1, min(TURN, seconds / 10)
    while timed(run, calls) < turn:
        calls *= 2
    return calls


def bytes_held(make: Callable[[], Any]) -> int:
    """The bytes that stay allocated while the result of `make` is alive."""
    gc.collect()
    tracemalloc.start()
    try:
        held = make()
        size, _ = tracemalloc.get_traced_memory()
        del held
    finally:
        tracemalloc.stop()
    return size


def python(code: str) -> str:
    """What a fresh interpreter prints that runs `code` beside this checkout."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout
