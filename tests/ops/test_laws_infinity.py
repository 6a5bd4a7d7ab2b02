"""Values, first and second derivatives at infinity are their limits, wherever there are such.

The limit is read off the function itself, far out: what is the same from 1e30 to 1e90 is so at
infinity, and what grows all the way is infinite there. Of the rest, as of sin, nothing is asked.
"""

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as ag
from autograd import Tensor, Value, ieee
from registry import NUMERIC, ORDERED

inf = math.inf
FAR = (1e30, 1e50, 1e70, 1e90)
SMALL = 1e-20  # what a limit of 0 may still be, far out

# The remainder of infinity is not a number, whatever it looks like far out: a stretch of a saw.
SAW = {"mod", "fmod", "floor_divide"}
OTHERWISE = {"nan_to_num"}  # what is there to give something else at infinity
SMOOTH_FAR_OUT = [
    name for name, op in NUMERIC.items() if op.public and name not in ORDERED | SAW | OTHERWISE
]

Point = tuple[float, ...]
Partials = dict[tuple[int, ...], float]  # the value (), the first (i,), the second (i, j)


def on_values(op: Any, point: Point) -> Partials:
    with ieee():
        xs = [Value(x) for x in point]
        y = op(*xs)
        found: Partials = {(): y.data}
        firsts = ag.gradients(y, xs, record=True, allow_unused=True)
        for i, first in enumerate(firsts):
            found[i,] = float(getattr(first, "data", first))
            row = ag.gradients(first, xs, allow_unused=True) if isinstance(first, Value) else []
            found |= {(i, j): second for j, second in enumerate(row)}
    return found


def on_tensors(op: Any, point: Point) -> Partials:
    xs = [Tensor([x]) for x in point]
    found: Partials = {(): op(*xs).data[0]}
    firsts = ag.gradients(op(*xs).sum(), xs, record=True, allow_unused=True)
    for i, first in enumerate(firsts):
        row = ag.gradients(first.sum(), xs, allow_unused=True)
        found |= {(i,): first.data[0], **{(i, j): d[0] for j, d in enumerate(row)}}
    return found


def compiled(op: Any, arity: int) -> Callable[[Any, Point], Partials]:
    """As Python; of arrays it is the same text."""
    function = ag.compile(lambda *xs: op(*xs), *[0.5] * arity, order=2)

    def in_code(op: Any, point: Point) -> Partials:
        with ieee():
            y, firsts, rows = function(*point)
        found: Partials = {(): y} | {(i,): d for i, d in enumerate(firsts)}
        return found | {(i, j): d for i, row in enumerate(rows) for j, d in enumerate(row)}

    return in_code


def limit(numbers: list[float]) -> float | None:
    """What numbers, each farther out than the one before, tend to, if that shows."""
    last = numbers[-1]
    if all(a == last or abs(a - last) < 1e-12 * abs(last) + SMALL for a in numbers):
        return last
    grows = all(b / a > 1.2 for a, b in itertools.pairwise(numbers) if a)
    return math.copysign(inf, last) if grows else None


def limits(op: Any, point: Point) -> Partials:
    """Of what `on_values` gives, the limits at infinity."""
    rows = [
        on_values(op, tuple(math.copysign(r, x) if math.isinf(x) else x for x in point))
        for r in FAR
    ]
    found = {key: limit([row[key] for row in rows]) for key in rows[0]}
    return {key: each for key, each in found.items() if each is not None}


def corners(arity: int) -> list[Point]:
    """One argument infinite: where two are, the limit is another along every path."""
    every = itertools.product((inf, -inf, 1.5, -0.5), repeat=arity)
    return [point for point in every if [*map(math.isinf, point)].count(True) == 1]


@pytest.mark.parametrize("name", SMOOTH_FAR_OUT)
def test_derivatives_at_infinity_are_their_limits(name):
    op = NUMERIC[name]
    in_code = compiled(op, op.arity)
    for point in corners(op.arity):
        expected = limits(op, point)
        for way in (on_values, on_tensors, in_code):
            got = way(op, point)
            for key, each in expected.items():
                close = got[key] == each or abs(got[key] - each) <= 1e-15 * abs(each) + SMALL
                assert close, f"{key} of {name}{point}, {way.__name__}: {got[key]}, not {each}"


@pytest.mark.parametrize(
    ("row", "logs"),
    [
        ([inf, 1.0, -2.0], [0.0, -inf, -inf]),
        ([0.0, -inf, -inf], [0.0, -inf, -inf]),
        ([inf], [0.0]),
        ([inf, inf, 1.0], [math.nan] * 3),
        ([-inf, -inf], [math.nan] * 2),
    ],
)
def test_log_softmax_is_the_logarithm_of_softmax_at_infinity(row, logs):
    with ieee():
        for found in (
            [y.data for y in ag.log_softmax([*map(Value, row)])],
            ag.log_softmax(Tensor(row)).data,
            ag.compile(ag.log_softmax, [0.0] * len(row))(row),
            [ag.log(p) if p else -inf for p in ag.softmax(row)],
        ):
            assert np.array_equal(found, logs, equal_nan=True)


def test_no_limit_is_made_up():
    with ieee():
        assert all(map(math.isnan, ag.grad(ag.norm)([inf, inf])))
        assert all(map(math.isnan, ag.grad(lambda v: ag.hypot(*v))([inf, -inf])))
        assert math.isnan(ag.grad(ag.sin)(inf))
        assert math.isnan(ag.grad(ag.log)(-inf))


def test_two_infinities_have_the_limit_that_every_path_has():
    with ieee():
        assert ag.grad(lambda v: ag.atan2(*v))([inf, -inf]) == [0.0, 0.0]
        assert ag.grad(lambda v: v[0] ** v[1])([0.0, inf])[0] == 0.0
        assert ag.xlogy(0.0, inf) == 0.0


def test_a_mixed_slope_of_hypot_keeps_its_digits_where_lengths_have_lost_theirs():
    """A length of 9e-310 has 4 digits less than others, and 1 / length is beyond all floats."""
    a, b = -1.345e-310, 8.97e-310
    (_, one), (other, _) = ag.hessian(lambda v: ag.hypot(*v))([a, b])
    up = 2.0**120
    scaled = math.hypot(up * a, up * b)
    assert one == other == pytest.approx(-a / scaled * (b / scaled) / scaled * up**3, rel=1e-15)
