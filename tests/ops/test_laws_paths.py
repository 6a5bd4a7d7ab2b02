"""No path, no NaN: what an operation leaves out has no slope, however steep what comes before it.

Each way of leaving out is tried behind functions whose slope, or value, is infinite or NaN at the
elements left out: backward, twice, forward, and compiled. What lies on a path is left as it is:
0 times infinity is NaN there.
"""

import math
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as ag
from autograd import Tensor, Value, ieee
from autograd.engine.forward import push
from autograd.values.symbol import Symbol
from registry import NUMERIC

nan, inf = math.nan, math.inf
ON = np.array([False, True, False])

# Of an array with three elements, these use only the one in the middle.
LEAVING_OUT: dict[str, Callable[[Any], Any]] = {
    "index": lambda y: y[1],
    "slice": lambda y: y[1:2].sum(),
    "step": lambda y: y[1::2].sum(),
    "mask": lambda y: y[ON].sum(),
    "mask, mean": lambda y: y[ON].mean(),
    "list": lambda y: y[[1, 1]].sum(),
    "take": lambda y: y.take([1]).sum(),
    "where": lambda y: ag.where(ON, y, 0.0).sum(),
    "where, other branch": lambda y: ag.where(~ON, 0.0, y).sum(),
    "where within where": lambda y: ag.where(ON, ag.where(~ON, 3.0, y), 1.0).sum(),
    "reshaped": lambda y: y.reshape(3, 1)[1].sum(),
    "transposed": lambda y: y.reshape(1, 3).T[1, 0],
    "stretched": lambda y: y.broadcast_to((2, 3))[:, 1].sum(),
    "joined": lambda y: ag.concatenate([y, [1.0]])[1:2].sum(),
    "stacked": lambda y: ag.stack([y, y])[0, 1],
    "a product of rows": lambda y: (y.reshape(3, 1) @ np.array([[2.0, 1.0]]))[1].sum(),
    "a sum of rows": lambda y: y.reshape(3, 1).sum(axis=1)[1],
    "the norm of a row": lambda y: y.reshape(3, 1).norm(axis=1)[1],
    "softmax of rows": lambda y: ag.stack([y, 2.0 * y], axis=1).softmax(axis=1)[1, 0],
    "scaled and moved": lambda y: (2.0 * y + 1.0)[1],
    "added up with others": lambda y: (y + y * y)[1],
}
STEEP: dict[str, tuple[Callable[[Any], Any], list[float]]] = {
    "log beyond its domain": (ag.log, [-1.0, 2.0, 0.0]),
    "sqrt at its end": (ag.sqrt, [0.0, 2.0, -1.0]),
    "1/x at its pole": (lambda x: 1.0 / x, [0.0, 2.0, -0.0]),
    "a power of zero": (lambda x: x**1.5, [0.0, 2.0, 0.0]),
    "a missing target": (lambda x: (x - np.array([nan, 1.0, nan])) ** 2, [1.0, 2.0, 3.0]),
    "overflow": (lambda x: ag.exp(x * x), [1e3, 0.5, -1e3]),
}


@pytest.mark.parametrize("steep", STEEP)
@pytest.mark.parametrize("way", LEAVING_OUT)
def test_what_is_left_out_has_no_slope(way, steep):
    inner, point = STEEP[steep]
    f = lambda x: LEAVING_OUT[way](inner(x))  # noqa: E731
    x = np.array(point)
    # The same of the middle element alone, beside two that harm nothing.
    harmless = np.array([0.7, point[1], 0.7])
    slope, second = ag.grad(f)(harmless), ag.hessian(f)(harmless)
    assert np.count_nonzero(slope) == 1
    with np.errstate(all="raise"):
        assert ag.grad(f)(x).tolist() == slope.tolist()
        assert ag.hessian(f)(x).tolist() == second.tolist()
        along = ag.hvp(f, [x], [np.ones(3)])[0]
        assert along == pytest.approx(second.sum(axis=1), rel=1e-13, abs=0.0)
        assert float(ag.jvp(f, [x], [np.ones(3)])[1]) == pytest.approx(slope.sum(), rel=1e-15)
    leaf = Tensor(x)
    f(leaf).backward()
    assert leaf.grad.tolist() == slope.tolist()


# Of two numbers, these leave out the first at the point given.
CHOICES: dict[str, Callable[[Any, Any], Any]] = {
    "maximum": lambda y, x: ag.maximum(y, x + 5.0),
    "maximum, a number": lambda y, x: ag.maximum(y, 5.0) + x,
    "minimum": lambda y, x: ag.minimum(-y, x - 9.0),
    "max": lambda y, x: ag.max([y, x + 5.0, y]),
    "a sum": lambda y, x: ag.maximum(ag.sum([y, 1.0, y]), x + 5.0),
    "min": lambda y, x: ag.min([-y, x - 9.0]),
    "clip": lambda y, x: ag.clip(y, 5.0, 7.0) + x,
    "a bound of clip": lambda y, x: ag.clip(x + 3.0, y, 7.0),
    "relu": lambda y, x: ag.relu(y - 5.0) + x,
    "hardtanh": lambda y, x: ag.hardtanh(y + 5.0) + x,
    "where": lambda y, x: ag.where(x < 0.5, x, y),
    "two choices": lambda y, x: ag.relu(3.0 * ag.maximum(y, x + 5.0)),
}
EDGES = {"sqrt": ag.sqrt, "a root": lambda x: x**0.3, "acos": lambda x: ag.acos(1.0 - x)}


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("way", CHOICES)
def test_a_number_not_chosen_has_no_slope(way, edge):
    f = lambda x: CHOICES[way](EDGES[edge](x), x)  # noqa: E731
    right = 3.0 if way == "two choices" else 1.0
    with ieee():
        assert ag.grad(f)(0.0) == right
        assert ag.grad(ag.grad(f))(0.0) == ag.hvp(f, [0.0], [1.0])[0] == 0.0
        assert ag.jvp(f, [0.0], [1.0])[1] == right
    x = Value(0.0)
    f(x).backward()
    assert x.grad == right
    if way not in ("max", "min", "a sum"):  # those of a list take numbers
        assert ag.grad(lambda t: f(t).sum())(np.zeros(2)).tolist() == [right, right]
        assert ag.hessian(lambda t: f(t).sum())(np.zeros(2)).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    compiled = ag.compile(f, order=2)
    copied = pickle.loads(pickle.dumps(compiled))  # noqa: S301  # our own
    for again in (compiled, copied):
        assert again(0.0)[1:] == ((right,), ((0.0,),))
        _, slopes, seconds = again.rows([[0.0], [0.25], [0.0]])
        assert slopes[::2].tolist() == [[right], [right]]
        assert seconds[::2].ravel().tolist() == [0.0, 0.0]
    inside = ag.compile(lambda x: ag.grad(f)(x) + ag.jvp(f, [x], [1.0])[1])
    assert inside(0.0) == 2.0 * right


def test_on_a_path_zero_times_infinity_is_no_number():
    for f in (
        lambda x: ag.sqrt(x) ** 2,
        lambda x: ag.abs(ag.sqrt(x)),
        lambda x: ag.maximum(ag.sqrt(x), -1.0) ** 2,
        lambda x: ag.relu(ag.sqrt(x) + 1.0) * 0.0,
    ):
        assert math.isnan(ag.grad(f)(0.0))
        assert math.isnan(ag.compile(f, grad=True)(0.0)[1][0])
    x = np.array([0.0, 4.0])
    assert np.isnan(ag.grad(lambda x: (ag.sqrt(x) * np.array([0.0, 1.0])).sum())(x)[0])
    assert np.isnan(ag.grad(lambda x: ag.log(-x)[0])(np.array([2.0, -1.0]))[0])
    assert np.isnan(ag.grad(lambda x: ag.log(x).max())(np.array([-1.0, 2.0]))).all()
    assert np.isnan(ag.grad(lambda x: ag.maximum(ag.log(x), 0.0).sum())(np.array([-1.0, 2.0]))[0])
    assert np.isnan(ag.grad(lambda x: ag.norm(x[:1] - x[:1]) * (1.0 / x[0]))(x)[0])


def test_a_broken_sample_that_is_left_out_moves_no_weight():
    inputs = np.array([[1.0, 2.0], [nan, 1.0], [0.5, -1.0]])
    targets, known = np.array([1.0, 2.0, nan]), np.array([True, False, False])
    w = Tensor([0.3, 0.1])
    loss = ((inputs @ w - targets) ** 2)[known].mean()
    loss.backward()
    error = 2.0 * (inputs[0] @ w.data - targets[0])
    assert w.grad == pytest.approx(error * inputs[0])


def test_a_dead_unit_has_the_gradient_0():
    x = Value(-1.0)
    ag.relu(x).backward()
    assert x.grad == 0.0
    assert ag.gradients(ag.relu(x), [x], record=True)[0].data == 0.0


def test_a_partial_that_happens_to_be_0_has_a_path():
    """What chooses has partials that are steps; the slope of leaky_relu is a number, also 0."""
    assert ag.hessian(lambda v: ag.leaky_relu(v[0], v[1]))([-1.0, 0.0]) == [[0.0, 1.0], [1.0, 0.0]]
    assert ag.hessian(lambda v: ag.elu(v[0], v[1]))([-1.0, 0.0])[0][1] == math.exp(-1.0)
    assert ag.hessian(lambda v: v[0] * v[1])([0.0, 0.0]) == [[0.0, 1.0], [1.0, 0.0]]
    chosen = {name: op for name, op in NUMERIC.items() if op.chooses}
    assert {"maximum", "minimum", "fmax", "fmin", "clip", "relu", "hardtanh"} == set(chosen)
    for op in chosen.values():  # their partials are flat
        xs = [Value(x) for x in (0.3, -0.2, 0.9)[: op.arity]]
        for d in op.partials(op(*xs), record=True):
            assert not any(ag.gradients(d, xs, allow_unused=True))


@pytest.mark.parametrize("left", [lambda x: x.sum(), lambda x: ag.max(x) ** 2, ag.norm])
def test_a_number_of_an_array_that_where_leaves_out_has_no_slope(left):
    at, along = np.array([1.0, 2.0]), np.ones(2)
    for f in (
        lambda x: ag.where(False, left(x), 2.0),
        lambda x: ag.where(True, 2.0, left(x)),
        lambda x: ag.maximum(left(x), 9.0),
        lambda x: ag.where(x.sum() > 9.0, left(x), 2.0).reshape((1,)).sum(),
    ):
        assert ag.grad(f)(at).tolist() == [0.0, 0.0]
        assert ag.hessian(f)(at).tolist() == [[0.0, 0.0], [0.0, 0.0]]
        assert ag.hvp(f, [at], [along])[0].tolist() == [0.0, 0.0]
        assert float(ag.jvp(f, [at], [along])[1]) == 0.0
        assert ag.grad(lambda x, f=f: ag.grad(f)(x).sum())(at).tolist() == [0.0, 0.0]


def test_where_of_scalars_of_numpy_is_one():
    for chosen in (ag.where(True, np.float64(2.0), 3.0), ag.where(False, 3.0, np.float64(2.0))):
        assert chosen.__class__ is np.float64
        assert chosen == 2.0


def test_a_slope_in_symbols_is_the_formula_of_the_rule():
    a, b = Symbol("a"), Symbol("b")
    y = ag.maximum(a, b)
    assert str(ag.gradients(y, [a], record=True)[0]) == "Symbol(1.0 * exceeds_or_half(a, b))"
    assert str(push(y, {a: a}, record=True)) == "Symbol(exceeds_or_half(a, b) * a)"
