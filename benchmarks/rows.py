"""Sums over rows: two moons through compiled code."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd

from .island import Island
from .measure import Effort, in_turns
from .report import Goal, Table
from .ways import Run, Runs, contenders, duels, optional, way

HIDDEN = 16
ROWS = (1, 100, 1_000, 10_000)
OURS = "native"
BY = ("w1", "b1", "w2", "b2", "w3", "b3")  # no more than the peers differentiate by
# Time of the peer over ours: at 1, 100, 1 000 and 10 000 rows.
GOALS = {"torch": (15.0, 8.0, 3.0, 2.3), "jax": (5.0, 3.5, 1.7, 1.15)}


def loss(w1: Any, b1: Any, w2: Any, b2: Any, w3: Any, b3: Any, x: Any, t: Any) -> Any:
    """The squared error of a perceptron 2-16-16-1 at one row, of arrays of symbols."""
    h = np.tanh(w1 @ x + b1)
    h = np.tanh(w2 @ h + b2)
    return (w3 @ h + b3[0] - t) ** 2


def parameters() -> list[Any]:
    """Weights and biases."""
    draw = np.random.default_rng(2)
    shapes = [(HIDDEN, 2), (HIDDEN,), (HIDDEN, HIDDEN), (HIDDEN,), (HIDDEN,), (1,)]
    return [draw.uniform(-1.0, 1.0, shape) for shape in shapes]


def runs_of(rows: int) -> tuple[Runs, list[str]]:
    """Every way to the value and the summed gradient that is installed, and who is missing."""
    given, draw = parameters(), np.random.default_rng(rows)
    x = draw.uniform(-1.0, 1.0, (rows, 2))
    t = np.sign(x[:, 0])
    runs: Runs = {}
    if optional("llvmlite") is not None:
        native = _compiled("native")
        runs[OURS] = lambda: native(*given, x, t)
    arrays = _compiled("numpy")
    runs["numpy"] = lambda: arrays(*given, x, t)
    if rows == 1:
        python = autograd.compile(loss, *parameters(), np.zeros(2), 0.0, grad=BY)
        lists, point, side = [p.tolist() for p in given], x[0].tolist(), float(t[0])
        runs["python"] = lambda: python(*lists, point, side)
    others, missing = contenders("rows", (given, x, t))
    return runs | others, missing


def _compiled(target: str) -> Any:
    examples = [*parameters(), np.zeros(2), 0.0]
    return autograd.compile(loss, *examples, grad=BY, target=target, rows=("x", "t"))


def _batch(m: Any, p: Any, x: Any, t: Any) -> Any:
    """The same in matrices, as a user of an array library writes it."""
    w1, b1, w2, b2, w3, b3 = p
    h = m.tanh(x @ w1.T + b1)
    h = m.tanh(h @ w2.T + b2)
    return ((h @ w3 + b3 - t) ** 2).sum()


@way("rows", "torch")
def _torch(torch: Any, problem: Any) -> Run:
    given, x, t = problem
    leaves = [torch.tensor(p, requires_grad=True) for p in given]
    rows, sides = torch.tensor(x), torch.tensor(t)
    return lambda: torch.autograd.grad(_batch(torch, leaves, rows, sides), leaves)


@way("rows", "jax")
def _jax(jax: Any, problem: Any) -> Run:
    given, x, t = problem
    slope = jax.jit(jax.value_and_grad(lambda p, x, t: _batch(jax.numpy, p, x, t)))
    arrays = [jax.numpy.array(p) for p in given]
    rows, sides = jax.numpy.array(x), jax.numpy.array(t)
    return lambda: jax.block_until_ready(slope(arrays, rows, sides))


@way("rows", "HIPS autograd")
def _hips(python: str, problem: Any) -> Run:
    given, x, t = [[part.tolist() for part in problem[0]], *(part.tolist() for part in problem[1:])]
    return Island(python, f"""
import autograd.numpy as np
from autograd import value_and_grad
def loss(p, x, t):
    w1, b1, w2, b2, w3, b3 = p
    h = np.tanh(np.dot(np.tanh(np.dot(x, w1.T) + b1), w2.T) + b2)
    return np.sum((np.dot(h, w3) + b3 - t)**2)
slope = value_and_grad(loss)
given, x, t = [np.array(p) for p in {given!r}], np.array({x!r}), np.array({t!r})
run = lambda: slope(given, x, t)
""")  # fmt: skip


def measure_rows(effort: Effort) -> Table:
    """Microseconds a row, for numbers of rows."""
    found, missing = {}, []
    for n in ROWS:
        if n <= effort.nodes:
            runs, missing = runs_of(n)
            found[n] = in_turns(runs, effort.seconds / 4)
    names = list(dict.fromkeys(name for seconds in found.values() for name in seconds))
    title = "Two moons, MLP 2-16-16-1: value and summed gradient, µs a row"
    rows = [
        [counted(n), *(seconds[name] / n * 1e6 if name in seconds else "" for name in names)]
        for n, seconds in found.items()
    ]
    table = Table(title, ["", *names], rows, missing=missing)
    for i, (n, seconds) in enumerate(found.items()):
        table.duels += duels(f"two moons, {counted(n)}", seconds)
        for peer, bounds in GOALS.items():
            if peer in seconds and OURS in seconds:
                what, ratio = (
                    f"{peer}'s time over ours, {counted(n)}",
                    seconds[peer] / seconds[OURS],
                )
                table.goals.append(Goal(what, ratio, bounds[i], "x", at_least=True))
    one = found[min(found)]
    if "torch" in one:
        ratio = one["torch"] / one["python"]
        table.goals.append(Goal("torch's time over Python text's, 1 row", ratio, 3.0, "x", True))
    last = max(found)
    per_row = found[last]["numpy"] / last * 1e6
    table.goals.append(Goal(f"NumPy text, {counted(last)}", per_row, 3.0, "µs"))
    return table


def counted(n: int) -> str:
    """A number of rows, as the tables have it."""
    return f"{n:,} row{'s' * (n > 1)}".replace(",", " ")
