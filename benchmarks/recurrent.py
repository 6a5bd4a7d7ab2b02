"""A recurrent network unrolled over 20 times, with 16 hidden numbers: value and gradient."""

from __future__ import annotations

from typing import Any

import numpy as np

import autograd

from .measure import Effort, in_turns
from .report import Table, versus
from .ways import Run, Runs, contenders, optional, way

TIMES, HIDDEN = 20, 16


def loss(w: Any, u: Any, v: Any, x: Any, m: Any = autograd) -> Any:
    """The squared output after all times."""
    h = m.tanh(u * x[0])
    for t in range(1, TIMES):
        h = m.tanh(w @ h + u * x[t])
    return (v @ h) ** 2


def problem() -> list[Any]:
    """Weights and inputs."""
    draw = np.random.default_rng(3)
    shapes = [(HIDDEN, HIDDEN), (HIDDEN,), (HIDDEN,), (TIMES,)]
    return [draw.normal(size=shape) / 4.0 for shape in shapes]


def measure_recurrent(effort: Effort) -> Table:
    """Microseconds a call, by every way."""
    given = problem()
    slope = autograd.value_and_grad(lambda w, u, v: loss(w, u, v, given[3]), argnums=(0, 1, 2))
    runs: Runs = {}
    if optional("llvmlite") is not None:
        native = autograd.compile(loss_of, *given, grad=("w", "u", "v"), target="native")
        runs["native"] = lambda: native(*given)
    arrays = autograd.compile(loss_of, *given, grad=("w", "u", "v"), target="numpy")
    runs |= {"numpy": lambda: arrays(*given), "eager": lambda: slope(*given[:3])}
    others, missing = contenders("recurrent", given)
    seconds = in_turns(runs | others, effort.seconds)
    title = f"Recurrent network, {HIDDEN} hidden, {TIMES} times: value and gradient"
    table = versus(title, seconds, 1e6, "µs")
    table.missing = missing
    return table


def loss_of(w: Any, u: Any, v: Any, x: Any) -> Any:
    """The loss by its four arguments alone."""
    return loss(w, u, v, x)


@way("recurrent", "torch")
def _torch(torch: Any, given: list[Any]) -> Run:
    *weights, x = [torch.tensor(p) for p in given]
    leaves = [w.requires_grad_() for w in weights]
    return lambda: torch.autograd.grad(loss(*leaves, x, torch), leaves)


@way("recurrent", "jax")
def _jax(jax: Any, given: list[Any]) -> Run:
    arrays = [jax.numpy.array(p) for p in given]
    slope = jax.jit(jax.value_and_grad(lambda *p: loss(*p, jax.numpy), argnums=(0, 1, 2)))
    return lambda: jax.block_until_ready(slope(*arrays))
