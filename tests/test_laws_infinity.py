"""First and second derivatives at infinity are their limits, wherever these are finite numbers.

The limit is read off the function itself, far out: where a derivative is the same at 1e60 and at
1e90, it is so at infinity. Where it is not, as that of sin, or grows, nothing is asked.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest

import autograd as ag
from autograd import Tensor, Value, ieee
from registry import NUMERIC, ORDERED

inf = math.inf
SMALL = 1e-20  # what a limit of 0 may still be, far out
PUBLIC = [name for name, op in NUMERIC.items() if op.public and name not in ORDERED]


def derivatives(op: Any, point: tuple[float, ...]) -> dict[Any, float]:
    """The value (), first (i,) and second partials (i, j) on Values."""
    with ieee():
        xs = [Value(x) for x in point]
        y = op(*xs)
        found: dict[Any, float] = {(): y.data}
        firsts = ag.gradients(y, xs, record=True, allow_unused=True)
        found |= {(i,): float(getattr(d, "data", d)) for i, d in enumerate(firsts)}
        for i, first in enumerate(firsts):
            if isinstance(first, Value):
                row = ag.gradients(first, xs, allow_unused=True)
                found |= {(i, j): d for j, d in enumerate(row)}
        return found


def limits(op: Any, point: tuple[float, ...]) -> dict[Any, float]:
    """Of what `derivatives` gives, the finite limits at infinity."""
    near, far = (
        derivatives(op, tuple(math.copysign(r, x) if math.isinf(x) else x for x in point))
        for r in (1e60, 1e90)
    )
    return {
        key: far[key]
        for key in far
        if math.isfinite(far[key]) and abs(far[key] - near[key]) < 1e-12 * abs(far[key]) + SMALL
    }


def corners(arity: int) -> list[tuple[float, ...]]:
    """One argument infinite: where two are, the limit is another along every path."""
    every = itertools.product((inf, -inf, 1.5, -0.5), repeat=arity)
    return [point for point in every if [*map(math.isinf, point)].count(True) == 1]


def on_tensors(op: Any, point: tuple[float, ...]) -> dict[Any, float]:
    xs = [Tensor([x]) for x in point]
    found: dict[Any, float] = {(): op(*xs).data[0]}
    firsts = ag.gradients(op(*xs).sum(), xs, record=True, allow_unused=True)
    for i, first in enumerate(firsts):
        row = ag.gradients(first.sum(), xs, allow_unused=True)
        found |= {(i,): first.data[0], **{(i, j): d[0] for j, d in enumerate(row)}}
    return found


def compiled(op: Any, point: tuple[float, ...]) -> dict[Any, float]:
    with ieee():
        y, firsts, rows = ag.compile(lambda *xs: op(*xs), *point, order=2)(*point)
    found = {(): y} | {(i,): d for i, d in enumerate(firsts)}
    return found | {(i, j): d for i, row in enumerate(rows) for j, d in enumerate(row)}


# The remainder of infinity is not a number, whatever it looks like far out: a stretch of a saw.
SAW = {"mod"}


@pytest.mark.parametrize("name", [name for name in PUBLIC if name not in SAW])
def test_derivatives_at_infinity_are_their_limits(name):
    op = NUMERIC[name]
    for point in corners(op.arity):
        expected = limits(op, point)
        for way in (derivatives, on_tensors, compiled):
            got = way(op, point)
            for key, limit in expected.items():
                close = abs(got[key] - limit) <= 1e-15 * abs(limit) + SMALL
                assert close, f"{key} of {name}{point}, {way.__name__}: {got[key]}, not {limit}"


def test_no_limit_is_made_up():
    with ieee():
        assert all(map(math.isnan, ag.grad(ag.norm)([inf, inf])))
        assert all(map(math.isnan, ag.grad(lambda v: ag.hypot(*v))([inf, -inf])))
        assert math.isnan(ag.grad(ag.sin)(inf))
