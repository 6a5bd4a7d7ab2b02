"""The 2-2-2 network that many have worked by hand: 5 000 updates, eager and compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import autograd
from autograd import Value, sigmoid, square

from .measure import Effort, in_turns
from .report import Goal, Table, versus
from .ways import Run, Runs, contenders, duels, optional, way

START = (0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55)
RATE, UPDATES = 0.5, 5_000

Squash = Callable[[Any], Any]


def loss(*w: Any, squash: Squash = sigmoid, squared: Squash = square) -> Any:
    """Half the squared error of the one published sample; the biases 0.35 and 0.60 stay fixed."""
    h1 = squash(w[0] * 0.05 + w[1] * 0.10 + 0.35)
    h2 = squash(w[2] * 0.05 + w[3] * 0.10 + 0.35)
    o1 = squash(w[4] * h1 + w[5] * h2 + 0.60)
    o2 = squash(w[6] * h1 + w[7] * h2 + 0.60)
    return (squared(0.01 - o1) + squared(0.99 - o2)) / 2


def eager(updates: int) -> list[float]:
    """The weights after so many updates of a graph that is built anew for each."""
    weights = [Value(w) for w in START]
    for _ in range(updates):
        for w in weights:
            w.grad = None
        loss(*weights).backward()
        for w in weights:
            w.data -= RATE * w.grad
    return [w.data for w in weights]


def error(a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any, h: Any) -> Any:
    """The loss of eight named weights, which is what a program can be made of."""
    return loss(a, b, c, d, e, f, g, h)


def compiled(updates: int, step: Callable[..., Any]) -> list[float]:
    """The same with value and gradient as straight-line code."""
    weights = list(START)
    for _ in range(updates):
        _, slopes = step(*weights)
        weights = [w - RATE * g for w, g in zip(weights, slopes, strict=True)]
    return weights


@way("loop", "torch")
def _torch(torch: Any, updates: int) -> Run:
    """The same with scalar tensors."""

    def run() -> list[float]:
        weights = [torch.tensor(w, dtype=torch.float64, requires_grad=True) for w in START]
        for _ in range(updates):
            loss(*weights, squash=torch.sigmoid, squared=torch.square).backward()
            with torch.no_grad():
                for w in weights:
                    w.sub_(RATE * w.grad)
                    w.grad = None
        return [w.item() for w in weights]

    return run


@way("loop", "jax")
def _jax(jax: Any, updates: int) -> Run:
    """The loop inside what is compiled, too."""
    slope = jax.grad(lambda w: loss(*w, squash=jax.nn.sigmoid, squared=jax.numpy.square))
    descended = jax.jit(
        lambda w: jax.lax.fori_loop(0, updates, lambda _, w: w - RATE * slope(w), w)
    )
    start = jax.numpy.array(START)
    return lambda: jax.block_until_ready(descended(start))


def measure_loop(effort: Effort) -> Table:
    """All updates, by every way."""
    updates = min(UPDATES, effort.nodes)
    step = autograd.compile(error, grad=True)
    runs: Runs = {}
    if optional("llvmlite") is not None:
        native = autograd.compile(error, grad=True, target="native")
        runs["native, the loop inside"] = lambda: native.descend(*START, rate=RATE, steps=updates)
    runs |= {
        "compiled": lambda: compiled(updates, step),
        "eager": lambda: eager(updates),
        "compiling, once": lambda: autograd.compile(error, grad=True),
    }
    others, missing = contenders("loop", updates)
    seconds = in_turns(runs | others, effort.seconds)
    table = versus(f"2-2-2 network, {updates:,} updates", seconds, 1e3, "ms")
    table.missing = missing
    del seconds["compiling, once"]
    table.duels = duels(table.title, seconds)
    bounds = {"native, the loop inside": 1.0, "compiled": 15.0, "eager": 400.0}
    for name, bound in bounds.items():
        if name in seconds:
            table.goals.append(Goal(name, seconds[name] * 1e3, bound, "ms"))
    return table
