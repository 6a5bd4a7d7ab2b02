"""What is shown of a number after rounds: in floats first, which are quick, then for certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import isfinite
from typing import Any

from ...codegen.functions import plain
from ...codegen.loading import loaded
from ...codegen.program import program_of
from ...codegen.simplify import simplified
from ...codegen.source import written
from ...codegen.targets import PYTHON
from ...codegen.trace import Trace
from ...engine.walks import between
from ...support.deadlines import OutOfWork, work
from ..certified.balls import is_number, nearest, precision
from ..certified.digits import midpoint
from ..certified.program import UNDEFINED
from ..decision.judge import PRECISIONS
from .updates import Rounds
from .worked_numbers import WorkedNumber


def comes_of(number: WorkedNumber, rounds: Rounds, count: int, bits: int) -> bool:
    """Whether so many of these rounds certainly lead to what is shown."""
    value = after(number, rounds, count, bits)
    return value is not UNDEFINED and number.fits(value, bits) is True


def after(number: WorkedNumber, rounds: Rounds, count: int, bits: int) -> Any:
    """The number's value after so many of these rounds."""
    return number.at(rounds.after(count, bits), bits)


def may_come_of(number: WorkedNumber, rough: Sequence[float] | None) -> bool:
    """Whether floats leave it open that they lead there."""
    if rough is None:
        return False
    value = number.at([*map(Fraction, rough)], PRECISIONS[0])
    if not is_number(value):
        return False
    slack = number.unit + abs(number.shown) / 10**6
    return abs(midpoint(value) - number.shown) <= slack


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
