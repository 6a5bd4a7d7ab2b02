"""Rosenbrock's valley in n variables: gradient and Hessian of a function of many arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

import autograd

from .island import Island
from .measure import Effort, in_turns
from .report import Goal, Table, versus
from .ways import Run, Runs, contenders, optional, way

SIZE = 100


def valley(x: Sequence[Any]) -> Any:
    """The sum of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2."""
    steps = range(len(x) - 1)
    terms = [100.0 * (x[i + 1] - x[i] * x[i]) ** 2 + (1.0 - x[i]) ** 2 for i in steps]
    return sum(terms[1:], terms[0])


def in_arrays(x: Any) -> Any:
    """The same, as a user of an array library writes it."""
    return (100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2).sum()


def start(n: int) -> list[float]:
    """A point on the slope."""
    return [-1.2 if i % 2 == 0 else 1.0 for i in range(n)]


def _ours(x: list[float], order: int) -> Runs:
    """Compiled code, the fastest first."""
    runs: Runs = {}
    if optional("llvmlite") is not None:
        point = np.array(x)
        native = autograd.compile(valley, point, order=order, target="native")
        runs["native"] = lambda: native(point)
    python = autograd.compile(valley, x, order=order)
    return runs | {"python": lambda: python(x)}


def gradients(x: list[float]) -> tuple[Runs, list[str]]:
    """Every way to the gradient that is installed, and who is missing."""
    slope = autograd.grad(valley)
    others, missing = contenders("gradient", x)
    return _ours(x, 1) | {"eager": lambda: slope(x)} | others, missing


def hessians(x: list[float]) -> tuple[Runs, list[str]]:
    """Every way to the Hessian that is installed, and who is missing."""
    bend = autograd.hessian(valley)
    others, missing = contenders("hessian", x)
    return _ours(x, 2) | {"eager": lambda: bend(x)} | others, missing


@way("gradient", "torch")
def _torch_slope(torch: Any, x: list[float]) -> Run:
    point = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    return lambda: torch.autograd.grad(in_arrays(point), point)


@way("hessian", "torch")
def _torch_bend(torch: Any, x: list[float]) -> Run:
    point = torch.tensor(x, dtype=torch.float64)
    return lambda: torch.autograd.functional.hessian(in_arrays, point)


@way("gradient", "jax")
def _jax_slope(jax: Any, x: list[float]) -> Run:
    slope, point = jax.jit(jax.value_and_grad(in_arrays)), jax.numpy.array(x)
    return lambda: jax.block_until_ready(slope(point))


@way("hessian", "jax")
def _jax_bend(jax: Any, x: list[float]) -> Run:
    bend, point = jax.jit(jax.hessian(in_arrays)), jax.numpy.array(x)
    return lambda: jax.block_until_ready(bend(point))


@way("gradient", "casadi")
def _casadi_slope(casadi: Any, x: list[float]) -> Run:
    symbols = casadi.SX.sym("x", len(x))
    y = valley([symbols[i] for i in range(len(x))])
    return _buffered(casadi.Function("f", [symbols], [y, casadi.gradient(y, symbols)]), x)


@way("hessian", "casadi")
def _casadi_bend(casadi: Any, x: list[float]) -> Run:
    symbols = casadi.SX.sym("x", len(x))
    y = valley([symbols[i] for i in range(len(x))])
    bend, slope = casadi.hessian(y, symbols)
    return _buffered(casadi.Function("f", [symbols], [y, slope, casadi.densify(bend)]), x)


def _buffered(function: Any, x: list[float]) -> Run:
    """CasADi's fastest call: into memory that stays where it is."""
    buffer, call = function.buffer()
    given = np.array(x)
    outs = [np.zeros(function.size_out(i)) for i in range(function.n_out())]
    buffer.set_arg(0, memoryview(given))
    for i, out in enumerate(outs):
        buffer.set_res(i, memoryview(out))
    alive = (function, buffer, given)  # it keeps none of them itself

    def run() -> Any:
        call()
        return outs, alive

    return run


@way("gradient", "sympy")
def _sympy_slope(sympy: Any, x: list[float]) -> Run:
    symbols = sympy.symbols(f"x:{len(x)}")
    y = valley(symbols)
    slopes = sympy.lambdify(symbols, [y, *(y.diff(s) for s in symbols)], cse=True)
    return lambda: slopes(*x)


@way("gradient", "numba")
def _numba_slope(numba: Any, x: list[float]) -> Run:
    @numba.njit
    def slope(x: Any, d: Any) -> Any:
        """The gradient written by hand: numba differentiates nothing."""
        y, d[:] = 0.0, 0.0
        for i in range(len(x) - 1):
            up, left = x[i + 1] - x[i] * x[i], 1.0 - x[i]
            y += 100.0 * up * up + left * left
            d[i] -= 400.0 * up * x[i] + 2.0 * left
            d[i + 1] += 200.0 * up
        return y

    point, d = np.array(x), np.zeros(len(x))
    return lambda: (slope(point, d), d)


@way("gradient", "HIPS autograd")
def _hips_slope(python: str, x: list[float]) -> Run:
    return Island(python, f"""
import autograd.numpy as np
from autograd import value_and_grad
def valley(x):
    return np.sum(100.0*(x[1:] - x[:-1]**2)**2 + (1.0 - x[:-1])**2)
slope, point = value_and_grad(valley), np.array({x!r})
run = lambda: slope(point)
""")  # fmt: skip


# CasADi's time over ours.
GOALS = {"gradient": 1.3, "Hessian": 2.5}


def measure_gradient(effort: Effort) -> Table:
    """Value and gradient, by every way."""
    return _table("gradient", gradients(start(SIZE)), effort)


def measure_hessian(effort: Effort) -> Table:
    """Value, gradient and dense Hessian, by every way."""
    return _table("Hessian", hessians(start(SIZE)), effort)


def _table(what: str, ways: tuple[Runs, list[str]], effort: Effort) -> Table:
    runs, missing = ways
    seconds = in_turns(runs, effort.seconds)
    table = versus(f"Rosenbrock in {SIZE} variables: {what}", seconds, 1e6, "µs")
    table.missing = missing
    if "numba" in seconds:
        table.remarks = [
            "numba differentiates nothing: its gradient was written by hand, in a loop"
        ]
    if "casadi" in seconds:
        ratio = seconds["casadi"] / next(iter(seconds.values()))
        table.goals = [Goal(f"casadi's time over ours, {what}", ratio, GOALS[what], "x", True)]
    return table
