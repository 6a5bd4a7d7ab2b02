"""Sums over rows: two moons through compiled code, and option prices with their derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import autograd
from autograd.ops.elementary import exp, log, sqrt
from autograd.ops.special import normal_cdf

from .measure import Effort, in_turns
from .peers import optional
from .report import Goal, Table

Runs = dict[str, Callable[[], Any]]
HIDDEN = 16
ROWS = (1, 100, 1_000, 10_000)
OURS = "native"
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


def contenders(rows: int) -> Runs:
    """Every way to the value and the summed gradient that is installed."""
    given, draw = parameters(), np.random.default_rng(rows)
    x = draw.uniform(-1.0, 1.0, (rows, 2))
    t = np.sign(x[:, 0])
    runs: Runs = {}
    if optional("llvmlite") is not None:
        native = _compiled("native")
        runs[OURS] = lambda: native(*given, x, t)
    arrays = _compiled("numpy")
    runs["numpy"] = lambda: arrays(*given, x, t)
    return runs | _with_torch(given, x, t) | _with_jax(given, x, t)


def _compiled(target: str) -> Any:
    examples = [*parameters(), np.zeros(2), 0.0]
    by = ("w1", "b1", "w2", "b2", "w3", "b3")  # no more than the peers differentiate by
    return autograd.compile(loss, *examples, grad=by, target=target, rows=("x", "t"))


def _batch(m: Any, p: Any, x: Any, t: Any) -> Any:
    """The same in matrices, as a user of an array library writes it."""
    w1, b1, w2, b2, w3, b3 = p
    h = m.tanh(x @ w1.T + b1)
    h = m.tanh(h @ w2.T + b2)
    return ((h @ w3 + b3 - t) ** 2).sum()


def _with_torch(given: list[Any], x: Any, t: Any) -> Runs:
    torch = optional("torch")
    if torch is None:
        return {}
    torch.set_num_threads(1)
    leaves = [torch.tensor(p, requires_grad=True) for p in given]
    rows, sides = torch.tensor(x), torch.tensor(t)
    return {
        "torch": lambda: torch.autograd.grad(_batch(torch, leaves, rows, sides), leaves),
    }


def _with_jax(given: list[Any], x: Any, t: Any) -> Runs:
    jax = optional("jax")
    if jax is None:
        return {}
    jax.config.update("jax_enable_x64", True)
    slope = jax.jit(jax.value_and_grad(lambda p, x, t: _batch(jax.numpy, p, x, t)))
    arrays = [jax.numpy.array(p) for p in given]
    rows, sides = jax.numpy.array(x), jax.numpy.array(t)
    return {"jax": lambda: jax.block_until_ready(slope(arrays, rows, sides))}


def measure_rows(effort: Effort) -> Table:
    """Microseconds a row, for numbers of rows."""
    found = {n: in_turns(contenders(n), effort.seconds / 4) for n in ROWS if n <= effort.nodes}
    names = list(dict.fromkeys(name for seconds in found.values() for name in seconds))
    title = "Two moons, MLP 2-16-16-1: value and summed gradient, µs a row"
    rows = [
        [f"{n:,} rows".replace(",", " ")]
        + [seconds[name] / n * 1e6 if name in seconds else "" for name in names]
        for n, seconds in found.items()
    ]
    table = Table(title, ["", *names], rows)
    for peer, bounds in GOALS.items():
        for (n, seconds), bound in zip(found.items(), bounds, strict=False):
            if peer in seconds and OURS in seconds:
                ratio = seconds[peer] / seconds[OURS]
                what = f"{peer}'s time over ours, {n:,} rows".replace(",", " ")
                table.goals.append(Goal(what, ratio, bound, "x", at_least=True))
    table.remarks = [f"{name} is not installed" for name in ("torch", "jax") if name not in names]
    return table


def price(s: Any, k: Any, r: Any, v: Any, t: Any) -> Any:
    """The price of a European call (Black & Scholes 1973)."""
    spread = v * sqrt(t)
    d = (log(s / k) + (r + 0.5 * v * v) * t) / spread
    return s * normal_cdf(d) - k * exp(-r * t) * normal_cdf(d - spread)


def measure_greeks(effort: Effort) -> Table:
    """Price and five derivatives of many calls."""
    rows = min(1_000_000, effort.nodes)
    draw = np.random.default_rng(5)
    names = ("s", "k", "r", "v", "t")
    bounds = ((80, 120), (80, 120), (0.0, 0.05), (0.1, 0.4), (0.1, 2.0))
    columns = [draw.uniform(*bound, rows) for bound in bounds]
    runs: Runs = {}
    if optional("llvmlite") is not None:
        native = autograd.compile(price, grad=True, target="native", rows=names, reduce="none")
        runs[OURS] = lambda: native(*columns)
    arrays = autograd.compile(price, grad=True, rows=names, reduce="none")
    runs["numpy"] = lambda: arrays(*columns)
    jax = optional("jax")
    if jax is not None:
        runs["jax"] = _greeks_of_jax(jax, columns)
    seconds = in_turns(runs, effort.seconds)
    cells = [[name, s / rows * 1e9] for name, s in seconds.items()]
    table = Table(f"Price and five Greeks of {rows:,} calls, ns a row", ["", "ns"], cells)
    if jax is not None and OURS in seconds:
        ratio = seconds["jax"] / seconds[OURS]
        table.goals = [Goal("jax's time over ours", ratio, 1.5, "x", at_least=True)]
    return table


def _greeks_of_jax(jax: Any, columns: list[Any]) -> Callable[[], Any]:
    jax.config.update("jax_enable_x64", True)
    m, cdf = jax.numpy, jax.scipy.stats.norm.cdf

    def call(s: Any, k: Any, r: Any, v: Any, t: Any) -> Any:
        spread = v * m.sqrt(t)
        d = (m.log(s / k) + (r + 0.5 * v * v) * t) / spread
        return s * cdf(d) - k * m.exp(-r * t) * cdf(d - spread)

    slopes = jax.jit(jax.vmap(jax.value_and_grad(call, argnums=range(5))))
    given = [m.array(column) for column in columns]
    return lambda: jax.block_until_ready(slopes(*given))
