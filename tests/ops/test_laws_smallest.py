"""The smallest and the empty case of every function of many numbers and of arrays.

Of one number each is a function known from school; of none it has a value, or says that it wants
one. Arrays without elements have gradients without elements.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as ag
from autograd import DomainError, ShapeError, Tensor, Value
from registry import NARY, NUMERIC, ORDERED

INDEXED = ("softmax", "log_softmax", "logsumexp_weight")
LISTS = {
    **{name: op for name, op in NARY.items() if op.columns == 1},
    "dot": lambda xs: ag.dot(xs, xs[:0] + [2.0] * len(xs)),
    **{f.__name__: f for f in (ag.var, ag.std)},
    **{f.__name__: lambda xs, f=f: f(xs)[0] for f in (ag.softmax, ag.log_softmax)},
    **{f"{n}_at": lambda xs, n=n: NARY[f"{n}_at"]([0.0, *xs]) for n in INDEXED},
    "direction_at": lambda xs: NARY["direction_at"]([0.0, ag.norm(xs), *xs]),
}
# Of one number x: the value, the slope and the second slope.
SAME, CONSTANT = (lambda x: (x, 1.0, 0.0)), (lambda x: (0.0, 0.0, 0.0))
OF_ONE: dict[str, Callable[[float], tuple[float, float, float]]] = {
    **dict.fromkeys(("sum", "mean", "prod", "max", "min", "logsumexp"), SAME),
    **dict.fromkeys(("var", "std", "log_softmax", "log_softmax_at"), CONSTANT),
    **dict.fromkeys(("softmax", "softmax_at", "logsumexp_weight_at"), lambda x: (1.0, 0.0, 0.0)),
    "direction_at": lambda x: (math.copysign(1.0, x) if x else 0.0, 0.0, 0.0),
    "norm": lambda x: (abs(x), math.copysign(1.0, x) if x else 0.0, 0.0),
    "dot": lambda x: (2.0 * x, 2.0, 0.0),
}


# At 0 a direction jumps; what would be its second slope is the third of the norm.
PLACES = [(name, x) for name in LISTS for x in (3.0, -0.5, 0.0) if x or name != "direction_at"]


@pytest.mark.parametrize(("name", "x"), PLACES)
def test_of_one_number(name, x):
    f = lambda x: LISTS[name]([x])  # noqa: E731
    value, slope, second = OF_ONE[name](x)
    leaf = Value(x, name="x")
    y = f(leaf)
    y.backward()
    assert (y.data, leaf.grad) == (value, slope)
    assert ag.grad(ag.grad(f))(x) == ag.hvp(f, [x], [1.0])[0] == second
    assert ag.jvp(f, [x], [2.0]) == (value, 2.0 * slope)
    assert ag.compile(f, order=2)(x) == (value, (slope,), ((second,),))
    assert ag.compile(f, order=1).rows([[x], [x]])[1].tolist() == [[slope], [slope]]
    assert "x" in y.tree()
    assert "<svg" in ag.draw(y)._repr_svg_()


def test_every_function_of_many_numbers_is_tried():
    assert set(NARY) <= set(OF_ONE) == set(LISTS)


OF_NONE = {"sum": 0.0, "prod": 1.0, "norm": 0.0}


@pytest.mark.parametrize("name", [name for name in LISTS if not name.endswith("_at")])
def test_of_no_number(name):
    f = getattr(ag, name)
    if name == "dot":
        assert repr(f([], [])) == "0.0"
    elif "softmax" in name:
        assert f([]) == []
    elif name in OF_NONE:
        assert repr(f([])) == repr(OF_NONE[name])
        assert ag.grad(f)([]) == []
    else:
        with pytest.raises(DomainError, match=f"^{name} takes at least one number; got none$"):
            f([])


# ------------------------------------------------------------------------------------------------
# Arrays

SHAPES = [(0,), (0, 3), (3, 0), (0, 0), (1,), (1, 1), (1, 0), ()]
ALONG = ("sum", "mean", "prod", "max", "min", "norm", "var", "std", "logsumexp")
KEEPING = ("softmax", "log_softmax")
WITHOUT = {"sum": 0.0, "prod": 1.0, "norm": 0.0, "mean": math.nan, "var": math.nan, "std": math.nan}


def axes(name: str, shape: tuple[int, ...]) -> list[Any]:
    every = list(range(-len(shape), len(shape)))
    return every if name in (*KEEPING, "logsumexp") else [None, *every, tuple(range(len(shape)))]


def assert_derivatives_have_shapes(f: Callable[..., Any], x: np.ndarray, shape: Any) -> None:
    assert ag.grad(lambda x: f(x).sum())(x).shape == x.shape
    y, rate = ag.jvp(f, [x], [np.ones(x.shape)])
    assert np.shape(y) == np.shape(rate) == shape
    assert ag.hvp(lambda x: ag.square(f(x)).sum(), [x], [np.ones(x.shape)])[0].shape == x.shape
    assert ag.jacobian(f)(x).shape == (*shape, *x.shape)
    assert ag.hessian(lambda x: f(x).sum())(x).shape == (*x.shape, *x.shape)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", ALONG)
def test_reductions_of_the_smallest_arrays(name, shape):
    x = np.full(shape, 0.7)
    for axis in axes(name, shape):
        f = lambda x, a=axis: getattr(x, name)(axis=a)  # noqa: E731
        left = np.sum(x, axis=axis).shape
        if x.size or not math.prod(left):
            assert f(Tensor(x)).shape == left
        elif name in WITHOUT:
            assert np.array_equal(f(Tensor(x)).data, np.full(left, WITHOUT[name]), equal_nan=True)
        else:
            with pytest.raises(DomainError, match=rf"^{name} takes at least one number.*got shape"):
                f(Tensor(x))
            continue
        if shape:
            assert_derivatives_have_shapes(f, x, left)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", KEEPING)
def test_what_keeps_the_shape_of_the_smallest_arrays(name, shape):
    x = np.full(shape, 0.7)
    for axis in axes(name, shape):
        assert_derivatives_have_shapes(lambda x, a=axis: getattr(x, name)(axis=a), x, shape)


@pytest.mark.parametrize("name", NUMERIC)
def test_elementwise_operations_on_the_smallest_arrays(name):
    op = NUMERIC[name]
    for shape in ((0,), (0, 3), ()):
        xs = [Tensor(np.full(shape, 1.0)) for _ in range(op.arity)]
        if name in ORDERED:
            xs[0] = 1.0
        y = op(*xs)
        leaves = [x for x in xs if isinstance(x, Tensor)]
        slopes = ag.gradients(y.sum(), leaves, allow_unused=True)
        assert y.shape == shape
        assert [s.shape for s in slopes] == [shape] * len(leaves)


EMPTY = np.zeros((0, 3))
MOVED: dict[str, tuple[Callable[[Any], Any], tuple[int, ...]]] = {
    "nothing of an index": (lambda x: x[[]], (0, 3)),
    "a slice past the end": (lambda x: x[4:], (0, 3)),
    "a mask that is never true": (lambda x: x[np.zeros(0, bool)], (0, 3)),
    "take nothing": (lambda x: x.take([]), (0, 3)),
    "concatenate with nothing": (lambda x: ag.concatenate([x, np.ones((2, 3))]), (2, 3)),
    "concatenate one": (lambda x: ag.concatenate([x]), (0, 3)),
    "stack one": (lambda x: ag.stack([x]), (1, 0, 3)),
    "reshape": (lambda x: x.reshape(3, 0), (3, 0)),
    "transpose": (lambda x: x.T, (3, 0)),
    "broadcast": (lambda x: x.broadcast_to((2, 0, 3)), (2, 0, 3)),
    "a product without inner length": (lambda x: x.T @ x, (3, 3)),
    "a product of no rows": (lambda x: x @ np.ones((3, 2)), (0, 2)),
    "a product with a vector": (lambda x: x @ np.ones(3), (0,)),
    "outer": (lambda x: ag.outer(x[:, 0], [1.0, 2.0]), (0, 2)),
    "where": (lambda x: ag.where(np.zeros((0, 3), bool), x, 0.0), (0, 3)),
    "beside a row": (lambda x: x * np.ones(3) + x, (0, 3)),
}


@pytest.mark.parametrize("case", MOVED)
def test_moving_nothing(case):
    f, shape = MOVED[case]
    assert_derivatives_have_shapes(f, EMPTY, shape)


def test_numbers_are_stacked_not_concatenated():
    with pytest.raises(ShapeError, match="takes arrays with an axis; got a number: use stack"):
        ag.concatenate([Tensor(1.0), [2.0]])
