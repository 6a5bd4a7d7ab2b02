"""Small expressions: what an interactive session builds, again and again."""

from __future__ import annotations

from functools import partial
from typing import Any

from .measure import Effort, in_turns
from .peers import Engine, engines, missing
from .report import Goal, Table, versus


def tiny(engine: Engine) -> Any:
    """Seven nodes, three of them leaves."""
    a, b, c = engine.leaf(2.0), engine.leaf(-3.0), engine.leaf(10.0)
    e = engine.tanh(a * b + c) * a
    e.backward()
    return a


def readme(engine: Engine) -> Any:
    """The expression of micrograd's README, whose gradient at a is 138.8338."""
    a, b = engine.leaf(-4.0), engine.leaf(2.0)
    c = a + b
    d = a * b + b**3
    c = c + c + 1
    c = c + 1 + c + (-a)
    d = d + d * 2 + (b + a).relu()
    d = d + 3 * d + (b - a).relu()
    f = (c - d) ** 2
    g = f / 2.0
    g = g + 10.0 / f
    g.backward()
    return a


def measure_tiny(effort: Effort) -> Table:
    """Build and backward of the seven nodes."""
    runs = {engine.name: partial(tiny, engine) for engine in engines()}
    seconds = in_turns(runs, effort.seconds)
    table = versus("Tiny: (a*b + c).tanh() * a, build and backward", seconds, 1e6, "µs")
    table.missing = missing()
    table.goals.append(Goal("one expression", seconds["autograd-scalar"] * 1e6, 6.0, "µs"))
    if "micrograd" in seconds:
        ratio = seconds["micrograd"] / seconds["autograd-scalar"]
        table.goals.append(Goal("times as fast as micrograd", ratio, 2.0, "x", at_least=True))
    return table


def measure_readme(effort: Effort) -> Table:
    """Build and backward of micrograd's README expression."""
    runs = {engine.name: partial(readme, engine) for engine in engines()}
    seconds = in_turns(runs, effort.seconds)
    table = versus("micrograd's README expression, build and backward", seconds, 1e6, "µs")
    table.missing = missing()
    if "micrograd" in seconds:
        ratio = seconds["micrograd"] / seconds["autograd-scalar"]
        table.goals.append(Goal("times as fast as micrograd", ratio, 2.5, "x", at_least=True))
    return table
