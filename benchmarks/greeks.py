"""The price of a call option and its five derivatives, for many options."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

import autograd
from autograd.ops.elementary import exp, log, sqrt
from autograd.ops.special import normal_cdf

from .measure import Effort, in_turns
from .report import Goal, Table
from .ways import Run, Runs, contenders, duels, optional, way

NAMES = ("s", "k", "r", "v", "t")
BOUNDS = ((80, 120), (80, 120), (0.0, 0.05), (0.1, 0.4), (0.1, 2.0))
GOALS = {"jax": 1.5, "scipy": 1.8}  # their time over ours


def price(s: Any, k: Any, r: Any, v: Any, t: Any) -> Any:
    """The price of a European call (Black & Scholes 1973)."""
    spread = v * sqrt(t)
    d = (log(s / k) + (r + 0.5 * v * v) * t) / spread
    return s * normal_cdf(d) - k * exp(-r * t) * normal_cdf(d - spread)


def columns_of(rows: int) -> list[Any]:
    """Numbers of so many options."""
    draw = np.random.default_rng(5)
    return [draw.uniform(*bound, rows) for bound in BOUNDS]


def runs_of(columns: list[Any]) -> tuple[Runs, list[str]]:
    """Every way that is installed, and who is missing."""
    runs: Runs = {}
    if optional("llvmlite") is not None:
        native = autograd.compile(price, grad=True, target="native", rows=NAMES, reduce="none")
        runs["native"] = lambda: native(*columns)
    arrays = autograd.compile(price, grad=True, rows=NAMES, reduce="none")
    runs["numpy"] = lambda: arrays(*columns)
    others, missing = contenders("greeks", columns)
    return runs | others, missing


def measure_greeks(effort: Effort) -> Table:
    """Nanoseconds an option."""
    rows = min(1_000_000, effort.nodes)
    runs, missing = runs_of(columns_of(rows))
    seconds = in_turns(runs, effort.seconds)
    cells = [[name, s / rows * 1e9] for name, s in seconds.items()]
    title = f"Price and five Greeks of {rows:,} calls, ns a row"
    table = Table(title, ["", "ns"], cells, duels=duels("price and Greeks", seconds))
    table.missing = missing
    table.remarks = ["scipy, numba and sympy: the closed form of all six, by hand or by diff"]
    for peer, bound in GOALS.items():
        if peer in seconds and "native" in seconds:
            ratio = seconds[peer] / seconds["native"]
            table.goals.append(Goal(f"{peer}'s time over ours", ratio, bound, "x", at_least=True))
    return table


@way("greeks", "jax")
def _jax(jax: Any, columns: list[Any]) -> Run:
    m, cdf = jax.numpy, jax.scipy.stats.norm.cdf

    def call(s: Any, k: Any, r: Any, v: Any, t: Any) -> Any:
        spread = v * m.sqrt(t)
        d = (m.log(s / k) + (r + 0.5 * v * v) * t) / spread
        return s * cdf(d) - k * m.exp(-r * t) * cdf(d - spread)

    slopes = jax.jit(jax.vmap(jax.value_and_grad(call, argnums=range(5))))
    given = [m.array(column) for column in columns]
    return lambda: jax.block_until_ready(slopes(*given))


@way("greeks", "torch")
def _torch(torch: Any, columns: list[Any]) -> Run:
    leaves = [torch.tensor(column, requires_grad=True) for column in columns]
    cdf = torch.special.ndtr

    def run() -> Any:
        s, k, r, v, t = leaves
        spread = v * torch.sqrt(t)
        d = (torch.log(s / k) + (r + 0.5 * v * v) * t) / spread
        y = s * cdf(d) - k * torch.exp(-r * t) * cdf(d - spread)
        return torch.autograd.grad(y.sum(), leaves)

    return run


def closed(m: Any, cdf: Any, s: Any, k: Any, r: Any, v: Any, t: Any) -> Any:
    """Price and derivatives by s, k, r, v and t, as textbooks have them."""
    root = m.sqrt(t)
    d = (m.log(s / k) + (r + 0.5 * v * v) * t) / (v * root)
    e = d - v * root
    left, right, density = cdf(d), cdf(e), m.exp(-0.5 * d * d) / math.sqrt(2.0 * math.pi)
    paid = k * m.exp(-r * t) * right
    price = s * left - paid
    by_t = 0.5 * s * density * v / root + r * paid
    return price, left, -paid / k, t * paid, s * density * root, by_t


@way("greeks", "scipy")
def _scipy(scipy: Any, columns: list[Any]) -> Run:
    return lambda: closed(np, scipy.ndtr, *columns)


@way("greeks", "numba")
def _numba(numba: Any, columns: list[Any]) -> Run:
    @numba.njit
    def cdf(x: Any) -> Any:
        return 0.5 * math.erfc(-x / math.sqrt(2.0))

    one = numba.njit(closed_of_one)

    @numba.njit
    def every(s: Any, k: Any, r: Any, v: Any, t: Any, out: Any) -> Any:
        for i in range(len(s)):
            found = one(cdf, s[i], k[i], r[i], v[i], t[i])
            for j in range(6):
                out[j, i] = found[j]
        return out

    out = np.zeros((6, len(columns[0])))
    return lambda: every(*columns, out)


def closed_of_one(cdf: Any, s: Any, k: Any, r: Any, v: Any, t: Any) -> Any:
    """The same for one option."""
    root = math.sqrt(t)
    d = (math.log(s / k) + (r + 0.5 * v * v) * t) / (v * root)
    e = d - v * root
    left, right, density = cdf(d), cdf(e), math.exp(-0.5 * d * d) / math.sqrt(2.0 * math.pi)
    paid = k * math.exp(-r * t) * right
    by_t = 0.5 * s * density * v / root + r * paid
    return s * left - paid, left, -paid / k, t * paid, s * density * root, by_t


@way("greeks", "sympy")
def _sympy(sympy: Any, columns: list[Any]) -> Run:
    s, k, r, v, t = symbols = sympy.symbols("s k r v t", positive=True)
    cdf = lambda x: (1 + sympy.erf(x / sympy.sqrt(2))) / 2  # noqa: E731
    spread = v * sympy.sqrt(t)
    d = (sympy.log(s / k) + (r + v * v / 2) * t) / spread
    y = s * cdf(d) - k * sympy.exp(-r * t) * cdf(d - spread)
    slopes = sympy.lambdify(
        symbols, [y, *(y.diff(x) for x in symbols)], ["scipy", "numpy"], cse=True
    )
    return lambda: slopes(*columns)
