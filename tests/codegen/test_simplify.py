"""What simplification makes of a program's steps: fewer of them, and never another bit."""

import math
import struct
from random import Random
from typing import Any

import pytest

from autograd.codegen.program import Operand, Program, Step
from autograd.codegen.simplify import simplified
from autograd.ops.arithmetic import add, div, identity, mul, neg, pow_dx, sub
from autograd.ops.choice import where
from autograd.ops.lengths import direction_at
from autograd.ops.special import ratio
from autograd.values.symbol import NOT

NAN, INF = math.nan, math.inf
INPUTS = ("x", "y", "c")  # the registers 0, 1 and 2; the first step is 3


def program(steps: list[Step], *results: Operand, labels: dict[int, str] | None = None) -> Program:
    return Program(INPUTS, steps, results or (len(INPUTS) + len(steps) - 1,), labels or {})


# Steps, what is left of them, and where the result is then.
REWRITES: list[tuple[list[Step], list[Step], Operand]] = [
    ([(add, (0, 1))], [(add, (0, 1))], 3),
    ([(neg, (1,)), (add, (0, 3))], [(sub, (0, 1))], 3),
    ([(neg, (0,)), (add, (3, 1))], [(sub, (1, 0))], 3),
    ([(neg, (0,)), (neg, (1,)), (add, (3, 4))], [(neg, (0,)), (sub, (3, 1))], 4),
    ([(add, (0, 0.0))], [(add, (0, 0.0))], 3),
    ([(sub, (0, 0.0))], [], 0),
    ([(sub, (0, -0.0))], [(sub, (0, -0.0))], 3),
    ([(sub, (0.0, 0))], [(sub, (0.0, 0))], 3),
    ([(neg, (1,)), (sub, (0, 3))], [(add, (0, 1))], 3),
    ([(neg, (0,)), (sub, (3, 1))], [(neg, (0,)), (sub, (3, 1))], 4),
    ([(mul, (0, 1.0))], [], 0),
    ([(mul, (1.0, 0))], [], 0),
    ([(mul, (0, -1.0))], [(neg, (0,))], 3),
    ([(mul, (-1.0, 0))], [(neg, (0,))], 3),
    ([(neg, (0,)), (mul, (3, -1.0))], [], 0),
    ([(mul, (2.0, 0))], [(mul, (2.0, 0))], 3),
    ([(mul, (0, 2.0))], [(mul, (0, 2.0))], 3),
    ([(mul, (0, 0.0))], [(mul, (0, 0.0))], 3),
    ([(neg, (0,)), (neg, (1,)), (mul, (3, 4))], [(mul, (0, 1))], 3),
    ([(neg, (0,)), (mul, (3, 1))], [(neg, (0,)), (mul, (3, 1))], 4),
    ([(neg, (1,)), (mul, (0, 3))], [(neg, (1,)), (mul, (0, 3))], 4),
    ([(neg, (0,)), (div, (1, 0)), (mul, (3, 4))], [(neg, (0,)), (div, (1, 0)), (mul, (3, 4))], 5),
    ([(div, (0, 1.0))], [], 0),
    ([(div, (0, 2.0))], [(div, (0, 2.0))], 3),
    ([(div, (1.0, 0))], [(div, (1.0, 0))], 3),
    ([(div, (0, 1))], [(div, (0, 1))], 3),
    ([(neg, (0,)), (neg, (3,))], [], 0),
    ([(neg, (0,)), (neg, (3,)), (neg, (4,))], [(neg, (0,))], 3),
    ([(NOT, (2,)), (NOT, (3,))], [], 2),
    ([(NOT, (2,))], [(NOT, (2,))], 3),
    ([(neg, (2,)), (NOT, (3,))], [(neg, (2,)), (NOT, (3,))], 4),
    ([(NOT, (2,)), (neg, (3,))], [(NOT, (2,)), (neg, (3,))], 4),
    ([(where, (2, 0, 1))], [(where, (2, 0, 1))], 3),
    ([(where, (2, 0, 0))], [], 0),
    ([(where, (2, 0.0, 0.0))], [], 0.0),
    ([(where, (2, 0.0, -0.0))], [(where, (2, 0.0, -0.0))], 3),
    ([(NOT, (2,)), (where, (3, 0, 1))], [(where, (2, 1, 0))], 3),
    ([(neg, (2,)), (where, (3, 0, 1))], [(neg, (2,)), (where, (3, 0, 1))], 4),
    ([(where, (2, 0, 1)), (where, (2, 3, 5.0))], [(where, (2, 0, 5.0))], 3),
    ([(where, (2, 0, 1)), (where, (2, 5.0, 3))], [(where, (2, 5.0, 1))], 3),
    ([(where, (2, 0, 1)), (where, (2, 3, 1))], [(where, (2, 0, 1))], 3),
    ([(where, (1, 0, 2)), (where, (2, 3, 5.0))], [(where, (1, 0, 2)), (where, (2, 3, 5.0))], 4),
    ([(where, (1, 0, 2)), (where, (2, 5.0, 3))], [(where, (1, 0, 2)), (where, (2, 5.0, 3))], 4),
    (
        [(add, (2, 0)), (where, (2, 3, 1)), (where, (2, 1, 3))],
        [(add, (2, 0)), (where, (2, 1, 3))],
        4,
    ),
    ([(pow_dx, (0, 2.0))], [(mul, (2.0, 0))], 3),
    ([(pow_dx, (0, 3.0))], [(pow_dx, (0, 3.0))], 3),
    ([(pow_dx, (0, 1))], [(pow_dx, (0, 1))], 3),
    ([(direction_at, (1.0, 2, 0, 1))], [(ratio, (1, 2))], 3),
    ([(direction_at, (0.0, 2, 0, 1))], [(ratio, (0, 2))], 3),
    ([(identity, (1,))], [], 1),
    # What is computed twice is computed once, whichever of two factors comes first.
    ([(add, (0, 1)), (add, (1, 0)), (mul, (3, 4))], [(add, (0, 1)), (mul, (3, 3))], 4),
    ([(mul, (0, 1)), (mul, (1, 0)), (add, (3, 4))], [(mul, (0, 1)), (add, (3, 3))], 4),
    (
        [(sub, (0, 1)), (sub, (1, 0)), (add, (3, 4))],
        [(sub, (0, 1)), (sub, (1, 0)), (add, (3, 4))],
        5,
    ),
    (
        [(div, (0, 1)), (div, (1, 0)), (add, (3, 4))],
        [(div, (0, 1)), (div, (1, 0)), (add, (3, 4))],
        5,
    ),
    ([(add, (0, NAN)), (add, (0, NAN)), (mul, (3, 4))], [(add, (0, NAN)), (mul, (3, 3))], 4),
    (
        [(add, (0, 0.0)), (add, (0, -0.0)), (mul, (3, 4))],
        [(add, (0, 0.0)), (add, (0, -0.0)), (mul, (3, 4))],
        5,
    ),
    ([(neg, (0,)), (neg, (0,)), (div, (3, 4))], [(neg, (0,)), (div, (3, 3))], 4),
    # What the result does not need goes.
    ([(neg, (0,)), (div, (0, 1)), (neg, (1,)), (div, (4, 0))], [(div, (0, 1)), (div, (3, 0))], 4),
]


@pytest.mark.parametrize(("steps", "left", "result"), REWRITES)
def test_what_is_left_of_some_steps(steps, left, result):
    found = simplified(program(steps))
    assert repr(found.steps) == repr(left)
    assert repr(found.results) == repr((result,))
    assert found.inputs == INPUTS


def test_results_may_be_inputs_numbers_and_steps():
    found = simplified(program([(neg, (0,)), (neg, (1,)), (div, (4, 1))], 1, 2.5, 5, 5))
    assert (found.steps, found.results) == ([(neg, (1,)), (div, (3, 1))], (1, 2.5, 4, 4))
    assert simplified(program([(neg, (0,))], 2)).steps == []


def test_names_stay_with_what_is_left_and_the_first_one_wins():
    steps: list[Step] = [(neg, (0,)), (div, (0, 1)), (div, (0, 1)), (mul, (5, 1.0)), (neg, (6,))]
    labels = {3: "gone", 4: "first", 5: "second", 6: "third", 7: "last", 0: "x"}
    found = simplified(program(steps, labels=labels))
    assert found.steps == [(div, (0, 1)), (neg, (3,))]
    assert found.labels == {3: "first", 4: "last"}
    assert simplified(program([(mul, (0, 1.0)), (neg, (3,))], labels={3: "z"})).labels == {}


# The same bits, by running programs of all that is rewritten on the numbers that tell.

RUN: dict[Any, Any] = {
    add: lambda a, b: a + b,
    sub: lambda a, b: a - b,
    mul: lambda a, b: a * b,
    neg: lambda a: -a,
    identity: lambda a: a,
    where: lambda c, a, b: a if c else b,
    NOT: lambda c: float(not c),
}
TELLING = (0.0, -0.0, 1.0, -1.0, INF, -INF, NAN, 0.1, 5e-324, 1e308)


def run(ran: Program, values: tuple[float, ...]) -> list[bytes]:
    registers = list(values)
    for op, args in ran.steps:
        registers.append(RUN[op](*[registers[x] if isinstance(x, int) else x for x in args]))
    found = [registers[x] if isinstance(x, int) else x for x in ran.results]
    return [b"nan" if math.isnan(x) else struct.pack("d", x) for x in found]


def test_every_result_has_the_same_bits():
    random, saved = Random(0), 0
    for _ in range(300):
        steps: list[Step] = []
        conditions: list[Operand] = [2]
        for place in range(3, 3 + random.randint(2, 12)):
            op = random.choice([add, sub, mul, neg, neg, identity, where, where, NOT])
            numbers = [*(x for x in range(place) if x not in conditions), *TELLING[:4]]
            args = {neg: 1, identity: 1, NOT: 0, where: 2}.get(op, 2)
            chosen: tuple[Operand, ...] = tuple(random.choices(numbers, k=args))
            if op in (where, NOT):
                chosen = (random.choice(conditions), *chosen)
            if op is NOT:
                conditions.append(place)
            steps.append((op, chosen))
        before = program(steps, *range(3, 3 + len(steps)))
        after = simplified(before)
        saved += len(before.steps) - len(after.steps)
        for _ in range(8):
            values = (random.choice(TELLING), random.choice(TELLING), float(random.random() < 0.5))
            assert run(before, values) == run(after, values)
    assert saved > 300
