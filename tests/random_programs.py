"""Random programs of all registered operations, with kinks, choices, zeros of both signs, inf, NaN.

A program is data: a list of steps, each an operation and the numbers of what it is applied to.
So it runs on floats, Values and symbols alike, and a step can be looked at by itself.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import autograd
import registry
from autograd.engine.elementwise import Elementwise
from autograd.engine.nary import Nary
from autograd.engine.node import Node
from autograd.engine.primitive import REGISTRY

INPUTS = 3
CONSTANTS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, math.inf, -math.inf, math.nan]
EDGES = [*CONSTANTS, 5e-324, 1e-160, 1e160, -710.0]
# They, or their slopes.
ONLY_PYTHON = frozenset(registry.ONLY_PYTHON | {"digamma", "sinc"})


@dataclass(frozen=True)
class Step:
    """An operation and what it is applied to: constants, and places of what stands before."""

    name: str
    call: Callable[..., Any]
    operands: tuple[int | float, ...]

    def __call__(self, known: Sequence[Any]) -> Any:
        """The operation on what is known."""
        return self.call(*(x if isinstance(x, float) else known[x] for x in self.operands))


Steps = list[Step]


def _operations() -> list[tuple[str, int, Callable[..., Any]]]:
    """Every operation with how many operands it is given."""
    unique = [op for name, op in REGISTRY.items() if op.name == name and name != "where"]
    plain = [(op.name, op.arity, op) for op in unique if isinstance(op, Elementwise)]
    many = [(op.name, 3, _of_list(op)) for op in unique if isinstance(op, Nary) and op.columns == 1]
    return [*plain, *many, *CHOICES]


def _of_list(op: Nary) -> Callable[..., Any]:
    if op.name.endswith("_at"):
        return lambda *xs: op([1.0, *xs])
    return lambda *xs: op(list(xs))


CHOICES = [
    ("where <", 4, lambda a, b, x, y: autograd.where(a < b, x, y)),
    ("where >=", 4, lambda a, b, x, y: autograd.where(a >= b, x, y)),
    ("where ==", 3, lambda a, x, y: autograd.where(a == 0.0, x, y)),
    ("where and", 4, lambda a, b, x, y: autograd.where((a > 0.0) & (b > 0.0), x, y)),
    ("where or", 4, lambda a, b, x, y: autograd.where((a > 0.0) | (b <= 0.0), x, y)),
    ("clip", 1, lambda x: autograd.clip(x, -1.0, 2.0)),
    ("clip below", 1, lambda x: autograd.clip(x, 0.0, math.inf)),
]
OPERATIONS = _operations()


def random_steps(draw: random.Random, without: frozenset[str] = frozenset()) -> Steps:
    """A program of 2 to 8 steps; each is applied to what stands before it."""
    steps: Steps = []
    every = [entry for entry in OPERATIONS if entry[0] not in without]
    for _ in range(draw.randint(2, 8)):
        name, arity, call = draw.choice(every)
        places = range(INPUTS + len(steps))
        operands = [
            draw.choice(CONSTANTS) if draw.random() < 0.1 else draw.choice(places)
            for _ in range(arity)
        ]
        if all(isinstance(x, float) for x in operands):
            operands[0] = draw.choice(places)
        steps.append(Step(name, call, tuple(operands)))
    return steps


def values_of(steps: Steps, inputs: Sequence[Any]) -> list[Any]:
    """What every step comes to."""
    known = list(inputs)
    for step in steps:
        known.append(step(known))
    return known[len(inputs) :]


def result_and_slopes(steps: Steps, inputs: Sequence[Any]) -> list[Any]:
    """The last step, and its slopes by the inputs."""
    y = values_of(steps, inputs)[-1]
    if not isinstance(y, Node):
        return [float(y), *[0.0] * len(inputs)]
    return [y, *autograd.gradients(y, list(inputs), record=True, allow_unused=True)]


def random_point(draw: random.Random) -> list[float]:
    """Ordinary numbers, and one in three of the edges."""
    return [
        draw.choice(EDGES) if draw.random() < 0.33 else draw.uniform(-3.0, 3.0)
        for _ in range(INPUTS)
    ]


def shown(steps: Steps) -> str:
    """The program as text, for a failure."""
    lines = [f"x{INPUTS + i} = {s.name} of {s.operands}" for i, s in enumerate(steps)]
    return "; ".join(lines)
