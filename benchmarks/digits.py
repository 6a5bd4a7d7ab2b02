"""An epoch of training a classifier of digits, 64-32-10 with Adam, eager and compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import autograd as ag
import nn
from autograd import compile

from .measure import Effort, in_turns
from .report import Goal, Table
from .ways import contenders, duels, optional, way

Epoch = Callable[[], Any]
SAMPLES, BATCH, RATE = 1797, 32, 0.003
GOALS = {"eager": 0.65, "compiled": 4.0}  # torch's time over ours


def model() -> Any:
    """The network, which begins alike for all."""
    return nn.Sequential(nn.Linear(64, 32, seed=0), nn.Tanh(), nn.Linear(32, 10, seed=1))


def batches(samples: int) -> list[tuple[Any, Any]]:
    """Numbers in the place of pictures: what they are does not change the time."""
    draw = np.random.default_rng(0)
    x, labels = draw.normal(size=(samples, 64)), draw.integers(0, 10, samples)
    return [(x[i : i + BATCH], labels[i : i + BATCH]) for i in range(0, samples - BATCH + 1, BATCH)]


def eager(given: list[tuple[Any, Any]]) -> Epoch:
    """As it is written with `nn`."""
    net = model()
    adam = nn.Adam(net.parameters(), lr=RATE)

    def epoch() -> float:
        for x, labels in given:
            loss = nn.cross_entropy(net(x), labels)
            net.zero_grad()
            loss.backward()
            adam.step()
        return float(loss.item())

    return epoch


def logits(p: Any, x: Any) -> Any:
    """The network of parameters in one row."""
    w1, b1 = p[:2048].reshape(64, 32), p[2048:2080]
    w2, b2 = p[2080:2400].reshape(32, 10), p[2400:]
    return ag.tanh(x @ w1 + b1) @ w2 + b2


def moved(p: Any, m: Any, v: Any, k: Any, g: Any) -> Any:
    """Step k of Adam (Kingma & Ba 2015)."""
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * (g * g)
    size = ag.sqrt(v) / ag.sqrt(1.0 - 0.999**k) + 1e-8
    return p - RATE / (1.0 - 0.9**k) * m / size, m, v


def in_numpy(given: list[tuple[Any, Any]]) -> Epoch:
    """A whole step as one text of NumPy."""

    def step(p: Any, m: Any, v: Any, k: Any, x: Any, labels: Any) -> Any:
        loss = nn.cross_entropy(logits(p, x), labels)
        (slope,) = ag.gradients(loss, [p], record=True)
        return (loss, *moved(p, m, v, k, slope))

    p = _start()
    return _epoch(compile(step, p, p, p, 1.0, *given[0], target="numpy"), p, given)


def natively(given: list[tuple[Any, Any]]) -> Epoch:
    """The summed gradient in machine code, the update in NumPy."""

    def loss(p: Any, x: Any, wanted: Any) -> Any:
        return -(ag.log_softmax(logits(p, x)) * wanted).sum()

    p, rows = _start(), [(x, np.eye(10)[labels]) for x, labels in given]
    slope = compile(
        loss, p, *(part[0] for part in rows[0]),
        grad="p", rows=("x", "wanted"), reduce="mean", target="native",
    )  # fmt: skip
    move = compile(moved, p, p, p, 1.0, p, target="numpy")

    def step(p: Any, m: Any, v: Any, k: float, x: Any, wanted: Any) -> Any:
        value, (d,) = slope(p, x, wanted)
        return (value, *move(p, m, v, k, d))

    return _epoch(step, p, rows)


def _start() -> Any:
    return np.concatenate([x.ravel() for x in model().state_dict().values()])


def _epoch(step: Callable[..., Any], p: Any, given: list[tuple[Any, Any]]) -> Epoch:
    state = [p, np.zeros_like(p), np.zeros_like(p)]
    count = 0.0

    def epoch() -> Any:
        nonlocal count
        for part in given:
            count += 1.0
            value, *state[:] = step(*state, count, *part)
        return value

    return epoch


@way("digits", "torch")
def _torch(torch: Any, given: list[tuple[Any, Any]]) -> Epoch:
    """The same in PyTorch, in doubles."""
    layers = torch.nn
    net = layers.Sequential(layers.Linear(64, 32), layers.Tanh(), layers.Linear(32, 10)).double()
    adam, loss = torch.optim.Adam(net.parameters(), lr=RATE), layers.CrossEntropyLoss()
    parts = [(torch.tensor(x), torch.tensor(labels)) for x, labels in given]

    def epoch() -> Any:
        for x, labels in parts:
            adam.zero_grad()
            y = loss(net(x), labels)
            y.backward()
            adam.step()
        return y.item()

    return epoch


def measure_digits(effort: Effort) -> Table:
    """Milliseconds an epoch."""
    given = batches(min(SAMPLES, 32 * max(1, effort.nodes // 100)))
    runs: dict[str, Epoch] = {"eager": eager(given), "compiled, NumPy": in_numpy(given)}
    if optional("llvmlite") is not None:
        runs["compiled, native"] = natively(given)
    others, missing = contenders("digits", given)
    seconds = in_turns(runs | others, effort.seconds)
    rows = [[name, s * 1e3] for name, s in seconds.items()]
    table = Table("Digits, 64-32-10 with Adam: an epoch, ms", ["", "ms"], rows)
    table.duels, table.missing = duels("an epoch of digits", seconds), missing
    for goal, bound in GOALS.items():
        ours = min((s for name, s in seconds.items() if name.startswith(goal)), default=0.0)
        if ours and "torch" in seconds:
            what = f"torch's time over ours, {goal}"
            table.goals.append(Goal(what, seconds["torch"] / ours, bound, "x", at_least=True))
    return table
