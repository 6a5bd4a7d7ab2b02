"""Laws of the operations on arrays: reductions, products, and what only moves elements.

For each case the gradient is compared with differences of the function itself, forward mode with
reverse mode, a second derivative with differences of the first, and, for reductions, Tensors with
lists of Values.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as ag
from array_cases import CASES, Arrays, curved, numbers
from autograd import Tensor, Value
from autograd.engine.walks import ancestors
from registry import NARY, STRUCTURAL

REDUCTIONS = ("sum", "mean", "max", "min", "norm", "var", "std", "logsumexp")
every_case = pytest.mark.parametrize("case", CASES)


def inputs(case: str) -> tuple[Callable[..., Any], Arrays]:
    f, shapes = CASES[case]
    return f, numbers(*shapes)


def differences(f: Callable[..., float], xs: Arrays, i: int, h: float = 1e-3) -> np.ndarray:
    """The gradient of `f` in its array i by differences, extrapolated: error O(h**4)."""
    slopes = np.zeros(xs[i].shape)
    for place in np.ndindex(xs[i].shape):
        unit = np.zeros(xs[i].shape)
        unit[place] = 1.0

        def central(step: float, unit: np.ndarray = unit) -> float:
            ahead, behind = (f(*xs[:i], xs[i] + s * unit, *xs[i + 1 :]) for s in (step, -step))
            return (ahead - behind) / (2.0 * step)

        slopes[place] = (4.0 * central(h / 2.0) - central(h)) / 3.0
    return slopes


def number(f: Callable[..., Any]) -> Callable[..., float]:
    return lambda *xs: f(*map(Tensor, xs)).item()


def close(a: Any, b: Any, tolerance: float = 1e-8) -> bool:
    return np.allclose(a, b, rtol=tolerance, atol=tolerance)


@every_case
def test_the_vjp_is_the_slope(case):
    f, xs = inputs(case)
    g = curved(f)
    for i, slope in enumerate(ag.grad(g, range(len(xs)))(*xs)):
        assert slope.shape == xs[i].shape
        assert close(slope, differences(number(g), xs, i))


@every_case
def test_forward_mode_equals_reverse_mode(case):
    f, xs = inputs(case)
    tangents = [np.sin(3.0 * x + 1.0) for x in xs]
    y, rate = ag.jvp(f, xs, tangents)
    weight = np.cos(np.arange(np.size(y)) + 1.0).reshape(np.shape(y))
    _, pull = ag.vjp(f, *xs)
    across = sum(np.sum(g * dx) for g, dx in zip(pull(weight), tangents, strict=True))
    assert np.shape(rate) == np.shape(y)
    assert close(np.sum(weight * rate), across, 1e-12)


@every_case
def test_the_second_derivative_is_the_slope_of_the_first(case):
    f, xs = inputs(case)
    g = curved(f)
    bends = [np.cos(2.0 * x) for x in xs]
    along = lambda *xs: sum(  # noqa: E731
        np.sum(s * b) for s, b in zip(ag.grad(g, range(len(xs)))(*xs), bends, strict=True)
    )
    for i, second in enumerate(ag.hvp(g, xs, bends)):
        assert close(second, differences(along, xs, i), 1e-7)


@every_case
def test_mixed_second_derivatives_commute(case):
    f, xs = inputs(case)
    rows = ag.hessian(curved(f))(*xs)
    n = xs[0].size
    assert close(rows.reshape(n, n), rows.reshape(n, n).T, 1e-11)


LISTS = {**NARY, "var": ag.var, "std": ag.std}
TWO_SEQUENCES, WITH_AN_INDEX = {"dot"}, {"softmax_at", "log_softmax_at", "logsumexp_weight_at"}
ROW = [0.3, -1.2, 2.0, 0.7]


def on_a_row(name: str) -> Callable[[Any], Any]:
    """A function of one list of numbers that calls the n-ary primitive."""
    if name in TWO_SEQUENCES:
        return lambda xs: LISTS[name](xs[:2], xs[2:])
    if name in WITH_AN_INDEX:
        return lambda xs: LISTS[name]([1.0, *xs])
    if name == "direction_at":
        return lambda xs: LISTS[name]([1.0, ag.norm(xs), *xs])
    return lambda xs: LISTS[name](xs)


@pytest.mark.parametrize("name", LISTS)
def test_lists_obey_the_same_laws(name):
    f = on_a_row(name)
    slopes = ag.grad(f)(ROW)
    at = lambda *xs: float(f(list(xs)))  # noqa: E731
    apart = [np.asarray(x) for x in ROW]
    assert close(slopes, [differences(at, apart, i) for i in range(len(ROW))])
    tangent = [0.5, -1.0, 0.25, 2.0]
    _, rate = ag.jvp(f, [ROW], [tangent])
    assert close(rate, np.dot(slopes, tangent), 1e-13)
    rows = np.array(ag.hessian(f)(ROW))
    slope_at = lambda *xs: float(np.dot(ag.grad(f)(list(map(float, xs))), tangent))  # noqa: E731
    assert close(rows, rows.T, 1e-12)
    assert close(rows @ tangent, [differences(slope_at, apart, i) for i in range(len(ROW))], 1e-7)


@pytest.mark.parametrize("name", REDUCTIONS)
def test_lists_of_values_agree_with_tensors(name):
    values, tensor = [Value(x) for x in ROW], Tensor(ROW)
    one, other = getattr(ag, name)(values), getattr(tensor, name)()
    assert one.data == pytest.approx(other.item(), rel=1e-15)
    (slope,) = ag.gradients(other, [tensor])
    assert ag.gradients(one, values) == pytest.approx(slope.tolist(), rel=1e-14, abs=1e-17)


def test_every_operation_on_arrays_is_under_these_laws():
    """Run every case with its second derivative, and note the operations that were recorded."""
    seen: set[str] = set()
    for case in CASES:
        f, xs = inputs(case)
        ts = [Tensor(x) for x in xs]
        y = curved(f)(*ts)
        slopes = ag.gradients(y, ts, record=True)
        second = ag.gradients(
            sum((s * s).sum() for s in slopes), ts, record=True, allow_unused=True
        )
        for root in (y, *slopes, *second):
            seen |= {node.op.name for node in ancestors(root).values() if node.op}
    assert set(STRUCTURAL) <= seen
