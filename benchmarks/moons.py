"""micrograd's demo: two half moons, a perceptron 2-16-16-1, a batch of 20, hinge loss."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import autograd
from autograd import Value
from nn import MLP

from .measure import Effort, in_turns
from .peers import OURS, Engine, engines, missing
from .report import Goal, Table, versus

SIZES = [2, 16, 16, 1]
DOT = "ours through nn.MLP (dot)"
Net = list[list[tuple[list[Any], Any]]]


def moons(n: int) -> tuple[list[list[float]], list[float]]:
    """Points on two half circles with noise, and their sides, -1 or 1."""
    rng = random.Random(1)
    points, sides = [], []
    for i in range(n):
        angle, upper = math.pi * rng.random(), i % 2 == 0
        x, y = math.cos(angle), math.sin(angle)
        spot = (x, y) if upper else (1.0 - x, 0.5 - y)
        points.append([c + rng.gauss(0.0, 0.1) for c in spot])
        sides.append(-1.0 if upper else 1.0)
    return points, sides


def network(leaf: Callable[[float], Any]) -> Net:
    """Weights and a bias for each unit, the same for every engine."""
    rng = random.Random(2)
    return [
        [([leaf(rng.uniform(-1.0, 1.0)) for _ in range(n)], leaf(0.0)) for _ in range(m)]
        for n, m in pairwise(SIZES)
    ]


def score(net: Net, xs: Sequence[Any]) -> Any:
    """The network at one point, every product and every sum a node, as micrograd writes it."""
    signal = list(xs)
    for depth, layer in enumerate(net, start=1):
        sums = [sum((w * x for w, x in zip(ws, signal, strict=True)), b) for ws, b in layer]
        signal = [s.relu() for s in sums] if depth < len(net) else sums
    return signal[0]


def scalar_step(engine: Engine) -> Callable[[], Any]:
    """One loss and backward, scalar by scalar."""
    net, (points, sides) = network(engine.leaf), moons(20)
    parameters = [p for layer in net for ws, b in layer for p in (*ws, b)]

    def step() -> Any:
        inputs = [[engine.leaf(x) for x in point] for point in points]
        losses = [(1 + -y * score(net, xs)).relu() for y, xs in zip(sides, inputs, strict=True)]
        loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in parameters)
        for p in parameters:
            p.grad = _nothing(engine)
        loss.backward()
        return loss

    return step


def _nothing(engine: Engine) -> Any:
    return 0 if engine.name == "micrograd" else None


def dot_step() -> Callable[[], Any]:
    """The same step through `nn.MLP`, whose weighted sums are single nodes."""
    model, (points, sides) = MLP(2, SIZES[1:]), moons(20)
    for layer, rows in zip(model.layers, network(float), strict=True):
        for neuron, (ws, b) in zip(layer.neurons, rows, strict=True):
            neuron.bias.data = b
            for weight, w in zip(neuron.weights, ws, strict=True):
                weight.data = w
    parameters = model.parameters()

    def step() -> Value:
        losses = [autograd.relu(1 - y * model(x)) for y, x in zip(sides, points, strict=True)]
        loss: Any = autograd.mean(losses) + 1e-4 * autograd.dot(parameters, parameters)
        for p in parameters:
            p.zero_grad()
        loss.backward()
        return loss  # type: ignore[no-any-return]

    return step


def measure_moons(effort: Effort) -> Table:
    """Loss and gradient of the batch, both ways, beside the peers."""
    runs: dict[str, Callable[[], Any]] = {e.name: scalar_step(e) for e in engines()}
    runs[DOT] = dot_step()
    seconds = in_turns(runs, effort.seconds)
    title = "Two moons, MLP 2-16-16-1, batch of 20: loss and gradient"
    table = versus(title, seconds, 1e3, "ms")
    table.missing = missing()
    if "micrograd" in seconds:
        peer, ours = seconds["micrograd"], seconds[OURS.name]
        dot = seconds[DOT]
        table.goals = [
            Goal("times micrograd, scalar by scalar", peer / ours, 4.0, "x", at_least=True),
            Goal("times micrograd, with dot nodes", peer / dot, 10.0, "x", at_least=True),
        ]
        table.remarks = [_as_users_run_it(runs, effort)]
    return table


def _as_users_run_it(runs: dict[str, Callable[[], Any]], effort: Effort) -> str:
    """The same ratios where micrograd's cycles cost what they do in a process full of objects."""
    found = in_turns(runs, effort.seconds, at_rest=False)
    scalar, dot = (found["micrograd"] / found[name] for name in (OURS.name, DOT))
    return f"with the collector as Python has it: {scalar:.1f} and {dot:.1f} times micrograd"
