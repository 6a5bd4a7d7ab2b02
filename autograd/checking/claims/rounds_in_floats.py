"""Rounds in floats: quickly done, and enough to see which are worth a certified run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isfinite

from ...codegen.functions import plain
from ...codegen.loading import loaded
from ...codegen.program import program_of
from ...codegen.simplify import simplified
from ...codegen.source import written
from ...codegen.targets import PYTHON
from ...codegen.trace import Trace
from ...engine.walks import between
from ...support.deadlines import OutOfWork, work
from ..certified.balls import nearest, precision
from .updates import Rounds

Floats = list[float]
Step = Callable[[Floats, Floats], Floats]


def in_floats(rounds: Rounds, count: int) -> Floats | None:
    """The numbers after so many rounds in floats; None if they cannot be had."""
    step, given = _compiled(rounds)
    numbers = list(map(nearest, rounds.at.values()))
    state = [numbers[place] for place in rounds.places]
    try:
        for portion in rounds.portions(count):
            work(portion * len(rounds.program.code) // 10)
            state = _onwards(step, state, given, portion)
    except (ArithmeticError, ValueError, OutOfWork):
        return None
    for place, x in zip(rounds.places, state, strict=True):
        numbers[place] = x
    return numbers if all(map(isfinite, numbers)) else None


def _onwards(step: Step, state: Floats, given: Floats, count: int) -> Floats:
    for _ in range(count):
        before, state = state, step(state, given)
        if state == before:
            break
    return state


def _compiled(rounds: Rounds) -> tuple[Step, Floats]:
    """A round as a function of the numbers that change and of the others; and those others."""
    scope, roots = rounds.scope, list(rounds.new.values())
    reached = between(roots, {node.serial for node in rounds.nodes})
    leaves = [node for serial, node in reached.items() if serial in scope.constants]
    with precision(64):
        constants = [float(scope.constants[leaf.serial]()) for leaf in leaves]
    numbers = [*map(nearest, rounds.at.values()), *constants]
    program = program_of([*rounds.nodes, *leaves], roots)
    program = replace(program, inputs=tuple(f"x{k}" for k in range(len(numbers))))
    given = [k for k in range(len(numbers)) if k not in rounds.places]
    arguments = {"state": rounds.places, "given": given}
    text = written(Trace("step", arguments, list(range(len(roots))), simplified(program)), PYTHON)
    return loaded(text, plain(text.functions), scope), [numbers[k] for k in given]
