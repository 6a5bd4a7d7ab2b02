"""Rosenbrock's valley in n variables: gradient and Hessian of a function of many arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import autograd

from .measure import Effort, in_turns
from .peers import optional
from .report import Table, versus

SIZE = 10


def valley(x: Sequence[Any]) -> Any:
    """The sum of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2."""
    steps = range(len(x) - 1)
    terms = [100.0 * (x[i + 1] - x[i] * x[i]) ** 2 + (1.0 - x[i]) ** 2 for i in steps]
    return sum(terms[1:], terms[0])


def start(n: int) -> list[float]:
    """A point on the slope."""
    return [-1.2 if i % 2 == 0 else 1.0 for i in range(n)]


Runs = dict[str, Callable[[], Any]]


def gradients(x: list[float]) -> Runs:
    """Every way to the gradient that is installed."""
    slope, fast = autograd.grad(valley), autograd.compile(valley, x, grad=True)
    runs: Runs = {"autograd-scalar, eager": lambda: slope(x), "compiled": lambda: fast(x)}
    return runs | _with_torch(x, 1) | _with_jax(x, 1) | _with_casadi(x, 1)


def hessians(x: list[float]) -> Runs:
    """Every way to the Hessian that is installed."""
    bend, fast = autograd.hessian(valley), autograd.compile(valley, x, order=2)
    runs: Runs = {"autograd-scalar, eager": lambda: bend(x), "compiled": lambda: fast(x)}
    return runs | _with_torch(x, 2) | _with_jax(x, 2) | _with_casadi(x, 2)


def _with_torch(x: list[float], order: int) -> Runs:
    torch = optional("torch")
    if torch is None:
        return {}
    torch.set_num_threads(1)
    functional = torch.autograd.functional
    derivative = functional.jacobian if order == 1 else functional.hessian
    point = torch.tensor(x, dtype=torch.float64)
    return {"torch, eager": lambda: derivative(valley, point)}


def _with_jax(x: list[float], order: int) -> Runs:
    jax = optional("jax")
    if jax is None:
        return {}
    jax.config.update("jax_enable_x64", True)
    derivative = jax.jit(jax.grad(valley) if order == 1 else jax.hessian(valley))
    point = jax.numpy.array(x)
    return {"jax, jit": lambda: derivative(point).block_until_ready()}


def _with_casadi(x: list[float], order: int) -> Runs:
    casadi = optional("casadi")
    if casadi is None:
        return {}
    symbols = casadi.SX.sym("x", len(x))
    y = valley([symbols[i] for i in range(len(x))])
    wanted = casadi.gradient(y, symbols) if order == 1 else casadi.hessian(y, symbols)[0]
    function = casadi.Function("derivative", [symbols], [wanted])
    return {"casadi, SX": lambda: function(x)}


def measure_gradient(effort: Effort) -> Table:
    """The gradient, by every way."""
    seconds = in_turns(gradients(start(SIZE)), effort.seconds)
    return versus(f"Rosenbrock in {SIZE} variables: gradient", seconds, 1e6, "µs")


def measure_hessian(effort: Effort) -> Table:
    """The Hessian, by every way."""
    seconds = in_turns(hessians(start(SIZE)), effort.seconds)
    return versus(f"Rosenbrock in {SIZE} variables: Hessian", seconds, 1e6, "µs")
