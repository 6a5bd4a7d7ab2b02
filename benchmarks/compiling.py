"""Compiling: how its time grows with the program, and a large network of numbers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any
from unittest import mock

import numpy as np

import autograd
from autograd import tanh
from autograd.codegen.native.machine import Loaded

from .measure import Effort, in_turns, timed
from .report import Goal, Table
from .ways import Run, Runs, contenders, duels, optional, way

SIZES = (100, 1_000, 10_000, 100_000)  # operations
PIXELS, HIDDEN, CLASSES, BATCH = 784, 50, 10, 32


def chained(terms: int) -> Any:
    """A function of about three operations a term."""

    def f(x: Any, y: Any) -> Any:
        for k in range(terms):
            x = tanh(x * y + 0.01 * k)
        return x

    return f


@contextmanager
def _empty_cache() -> Iterator[None]:
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict("os.environ", AUTOGRAD_CACHE=folder),
    ):
        yield


def measure_compiling(effort: Effort) -> Table:
    """Seconds from a function to its first answer, gradient included, and from the cache."""
    table = Table(
        "Compiling a function with its gradient: ms for a first answer",
        ["operations", "python", "native", "from cache"],
        [],
    )
    largest = min(effort.nodes // 10, SIZES[-1] if effort.seconds > 1.0 else 10_000)
    with _empty_cache():
        table.rows = [_row(n) for n in SIZES if n <= max(largest, SIZES[0])]
    last = table.rows[-1]
    each = last[0] / 1_000
    table.goals = [Goal("Python, 1 000 operations", last[1] / each, 15.0, "ms")]
    if optional("llvmlite") is not None:
        table.goals += [
            Goal("native, 1 000 operations", last[2] / each, 150.0, "ms"),
            Goal("from the cache, 1 000 operations", last[3] / each, 10.0, "ms"),
        ]
    table.remarks = ["from cache: the machine code alone, read and ready to be called"]
    return table


def _row(operations: int) -> list[Any]:
    f = chained(operations // 8)
    compiled = autograd.compile(f, grad=True)
    counted = len(compiled.trace.program.steps)
    row = [counted, _first(f, "python")]
    if optional("llvmlite") is None:
        return [*row, "", ""]
    native = _first(f, "native")
    text = autograd.compile(f, grad=True, target="native").source
    return [*row, native, timed(lambda: Loaded(text)) * 1e3]


def _first(f: Any, target: str) -> float:
    """Milliseconds to the first answer."""
    return timed(lambda: autograd.compile(f, grad=True, target=target)(0.3, 0.7)) * 1e3


def loss(w: Any, b: Any, u: Any, c: Any, x: Any, t: Any) -> Any:
    """Cross entropy of a network 784-50-10 at one picture."""
    scores = u @ tanh(w @ x + b) + c
    return -(autograd.log_softmax(scores) * t).sum()


def measure_net(effort: Effort) -> Table:
    """Pictures a second: loss and summed gradient over a batch of 32."""
    draw = np.random.default_rng(0)
    shapes = [(HIDDEN, PIXELS), (HIDDEN,), (CLASSES, HIDDEN), (CLASSES,)]
    given = [draw.normal(size=shape) * 0.1 for shape in shapes]
    x, t = draw.uniform(size=(BATCH, PIXELS)), np.eye(CLASSES)[draw.integers(0, CLASSES, BATCH)]
    lacking = "" if optional("llvmlite") is not None else "llvmlite"
    title = "784-50-10, batch of 32: value and summed gradient"
    if lacking or effort.nodes < 100_000:
        return Table(title, ["", "images/s"], [], lacking=lacking or "100 000 nodes")
    began = perf_counter()
    native = autograd.compile(
        loss, *given, x[0], t[0], grad=("w", "b", "u", "c"), rows=("x", "t"), target="native"
    )
    with _empty_cache():
        native(*given, x, t)
    took = perf_counter() - began
    runs: Runs = {"native": lambda: native(*given, x, t)}
    others, missing = contenders("net", (given, x, t))
    seconds = in_turns(runs | others, effort.seconds)
    rows = [[name, BATCH / s] for name, s in seconds.items()]
    table = Table(title, ["", "images/s"], rows, duels=duels("784-50-10", seconds))
    table.missing = missing
    table.goals = [
        Goal("images a second", BATCH / seconds["native"], 15_000.0, "", at_least=True),
        Goal("to compile", took, 45.0, "s"),
    ]
    return table


def _matrices(m: Any, p: Any, x: Any, t: Any, log_softmax: Any) -> Any:
    w, b, u, c = p
    return -(log_softmax(m.tanh(x @ w.T + b) @ u.T + c) * t).sum()


@way("net", "torch")
def _torch(torch: Any, problem: Any) -> Run:
    given, x, t = problem
    leaves = [torch.tensor(p, requires_grad=True) for p in given]
    rows, sides = torch.tensor(x), torch.tensor(t)
    last = lambda z: torch.log_softmax(z, -1)  # noqa: E731
    return lambda: torch.autograd.grad(_matrices(torch, leaves, rows, sides, last), leaves)


@way("net", "jax")
def _jax(jax: Any, problem: Any) -> Run:
    given, x, t = problem
    slope = jax.jit(
        jax.value_and_grad(lambda p, x, t: _matrices(jax.numpy, p, x, t, jax.nn.log_softmax))
    )
    arrays, rows, sides = (
        [jax.numpy.array(p) for p in given],
        jax.numpy.array(x),
        jax.numpy.array(t),
    )
    return lambda: jax.block_until_ready(slope(arrays, rows, sides))
