"""Laws that every elementwise primitive obeys, at points drawn from its own domain.

Nothing here knows a primitive by name, apart from orders of derivatives: a new entry in the
registry is under these laws as soon as it exists. Accuracy over the whole float64 range is
measured in `test_accuracy.py`; here every rule meets every other way to the same number.
"""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from autograd import Symbol, Tensor, Value, gradients, ieee, jvp
from autograd.engine.backward import sweep
from autograd.engine.elementwise import Elementwise
from autograd.engine.node import Node
from autograd.engine.walks import ancestors
from autograd.ops.orders import unknown
from autograd.testing import numerical_slope
from registry import NUMERIC, ORDERED

pytestmark = pytest.mark.board
Point = tuple[float, ...]
every_primitive = pytest.mark.parametrize("op", NUMERIC.values(), ids=NUMERIC)
# Six laws for a hundred primitives: a dozen points each, and with --full twenty times as many.
often = settings(
    max_examples=12 if settings.default.max_examples <= 100 else 250,
    suppress_health_check=[HealthCheck.filter_too_much],
)

ORDINARY = st.floats(-6.0, 6.0).filter(lambda x: abs(x) > 1e-3)
SPECIAL = st.sampled_from(
    [0.0, -0.0, 5e-324, -5e-324, 1e-300, -1e-160, 1e-8, 0.5, 1.0, -1.0, 2.0, 3.0, -7.0]
    + [40.0, -40.0, 709.0, -745.0, 1e8, -1e16, 1e155, -1e200, 1.7e308, -1.7e308]
)
ANYWHERE = st.one_of(ORDINARY, SPECIAL, st.floats(allow_nan=False, allow_infinity=False))


def points(op: Elementwise, numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Point]:
    """Points of the domain of `op`, off its kinks."""
    order = st.sampled_from([1.0, 2.0, 3.0])
    inside = [st.builds(_moved_inside(op, i), numbers) for i in range(op.arity)]
    if op.name in ORDERED:
        inside[0] = order
    if op.rules[-1] is None and op.defaults:
        inside[-1] = st.just(op.defaults[-1])
    return st.tuples(*inside).filter(lambda xs: is_smooth(op, xs))


def _moved_inside(op: Elementwise, i: int) -> Any:
    """Fold the line into the interval of argument i: reflected at one end, or cut at two."""
    intervals = op.domain.intervals if op.domain else ()
    if i >= len(intervals):
        return lambda x: x
    low, high = intervals[i].low, intervals[i].high
    if math.isfinite(low) and math.isfinite(high):
        return lambda x: low + (high - low) * (0.5 + math.atan(x) / math.pi)
    return (lambda x: low + abs(x)) if math.isfinite(low) else (lambda x: x)


def is_smooth(op: Elementwise, xs: Point, margin: float = 0.0) -> bool:
    """Whether `xs` lies in the domain, further than `margin` from a kink."""
    inside = op.domain is None or op.domain.contains(*xs)
    return inside and (op.kink is None or abs(op.kink.gap(*xs)) > margin)


def paths(op: Elementwise) -> list[int]:
    """The arguments that have a derivative."""
    return [i for i, rule in enumerate(op.rules) if rule not in (None, unknown)]


def partial(op: Elementwise, i: int, xs: Point) -> float:
    """The partial in argument i as Values give it."""
    leaves = [Value(x) for x in xs]
    return gradients(op(*leaves), [leaves[i]], allow_unused=True)[0]


def assert_is_slope(f: Any, x: float, claimed: float) -> None:
    """Check `claimed` against differences of `f`; where they find nothing, nothing is claimed."""
    found = numerical_slope(f, x, 0.02 * max(abs(x), 0.1))
    assume(found.error < 1e-4 * max(abs(found.value), 1e-3))
    assert claimed == pytest.approx(found.value, rel=1e-6, abs=20.0 * found.error)


def moved(xs: Point, i: int, x: float) -> Point:
    return (*xs[:i], x, *xs[i + 1 :])


@every_primitive
@often
@given(data=st.data())
def test_the_rule_is_the_slope(op, data):
    xs = data.draw(points(op, ORDINARY).filter(lambda xs: is_smooth(op, xs, 0.2)))
    for i in paths(op):
        with ieee():
            assert_is_slope(lambda x, i=i: op(*moved(xs, i, x)), xs[i], partial(op, i, xs))


@every_primitive
@often
@given(data=st.data())
def test_the_rule_of_the_rule_is_the_slope_of_the_rule(op, data):
    xs = data.draw(points(op, ORDINARY).filter(lambda xs: is_smooth(op, xs, 0.2)))
    for i in paths(op):
        with ieee():
            leaves = [Value(x) for x in xs]
            (slope,) = gradients(op(*leaves), [leaves[i]], record=True)
            for j, second in enumerate(gradients(slope, leaves, allow_unused=True)):
                if j in paths(op):
                    at_x = lambda x, i=i, j=j: partial(op, i, moved(xs, j, x))  # noqa: E731
                    assert_is_slope(at_x, xs[j], second)


# ------------------------------------------------------------------------------------------------
# Every way to the same number


def same(a: float, b: float, ulps: float = 0.0, apart: float = 0.0) -> bool:
    """Whether two answers agree: both NaN, the same infinity, within some ulps, or `apart`."""
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    if math.isinf(a) or math.isinf(b):
        return a == b
    return abs(a - b) <= max(apart, ulps * math.ulp(max(abs(a), abs(b), 1e-300)))


# Arrays call another library for exp and its kin: an ulp or two, which roots of a sum magnify.
CLOSE = {"ulps": 16.0, "apart": 1e-14}


def run(root: Any, numbers: dict[int, float]) -> float:
    """Evaluate a formula of symbols at numbers, node by node."""
    if not isinstance(root, Node):
        return float(root)
    known = dict(numbers)
    for serial, node in sorted(ancestors(root).items()):
        if serial not in known:
            args = [known[a.serial] if isinstance(a, Node) else a for a in node.args]
            known[serial] = node.op.compute(args)
    return float(known[root.serial])


@every_primitive
@often
@given(data=st.data())
def test_floats_values_and_symbols_give_the_same_bits(op, data):
    xs = data.draw(points(op, ANYWHERE))
    symbols = [x if op.name in ORDERED and not i else Symbol(f"x{i}") for i, x in enumerate(xs)]
    at = {s.serial: x for s, x in zip(symbols, xs, strict=True) if isinstance(s, Symbol)}
    with ieee():
        values = [Value(x) for x in xs]
        y = op(*values)
        formula = op(*symbols)
        assert same(y.data, op(*xs))
        assert same(y.data, run(formula, at))
        slopes = sweep(formula, 1.0, record=True)[1]
        for value, symbol in zip(values, symbols, strict=True):
            if isinstance(symbol, Symbol) and symbol.serial in slopes:
                (got,) = gradients(y, [value])
                assert same(got, run(slopes[symbol.serial], at))


@every_primitive
@often
@given(data=st.data())
def test_arrays_agree_with_floats(op, data):
    xs = data.draw(points(op, ANYWHERE))
    with ieee():
        values = [Value(x) for x in xs]
        y = op(*values)
        expected = gradients(y, values, allow_unused=True)
    tensors = [x if op.name in ORDERED and not i else Tensor([x, x]) for i, x in enumerate(xs)]
    z = op(*tensors)
    assert np.array_equal(z.data, op(*(getattr(t, "data", t) for t in tensors)), equal_nan=True)
    assert z.data[0] == z.data[1] or np.isnan(z.data).all()
    assert same(y.data, float(z.data[0]), **CLOSE)
    for i, tensor in enumerate(tensors):
        if isinstance(tensor, Tensor):
            (got,) = gradients(z.sum(), [tensor], allow_unused=True)
            assert same(expected[i], float(got[0]), **CLOSE)


@every_primitive
@often
@given(data=st.data())
def test_forward_mode_equals_reverse_mode(op, data):
    xs = data.draw(points(op, ANYWHERE))
    with ieee():
        for i in paths(op):
            _, rate = jvp(lambda *xs: op(*xs), xs, [float(i == k) for k in range(op.arity)])
            assert same(rate, partial(op, i, xs))
