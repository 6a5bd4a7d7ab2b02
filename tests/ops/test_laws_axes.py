"""An axis is one that the array has: said in any way NumPy takes, or refused in a sentence."""

import inspect
import re
from typing import Any

import numpy as np
import pytest

import autograd as ag
from autograd import Tensor
from autograd.errors import OperandError, ShapeError

X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]])
OFFERED = {name: getattr(ag, name) for name in dir(ag)}
WITH_AXIS = sorted(
    name
    for name, function in OFFERED.items()
    if callable(function)
    and not inspect.isclass(function)
    and "axis" in inspect.signature(function).parameters
    and name not in ("expand_dims", "squeeze")  # whose axes have length 1, or come to be
)
OVER_SEVERAL = ["max", "mean", "min", "norm", "prod", "std", "sum", "var"]
CALLS = {
    "cross": lambda x, axis: ag.cross(*[ag.pad(x, ((0, 1), (0, 0)))] * 2, axis=axis),
    "take": lambda x, axis: ag.take(x, [0, 1], axis=axis),
    "append": lambda x, axis: ag.append(x, x, axis=axis),
    "array_split": lambda x, axis: ag.array_split(x, 1, axis=axis)[0],
    "repeat_interleave": lambda x, axis: ag.repeat_interleave(x, 2, axis=axis),
    "roll": lambda x, axis: ag.roll(x, 1, axis=axis),
    "split": lambda x, axis: ag.split(x, 1, axis=axis)[0],
    "stack": lambda x, axis: ag.stack([x[0], x[1]], axis=axis),
    "concatenate": lambda x, axis: ag.concatenate([x, x], axis=axis),
}


def call(name: str, x: Any, axis: Any) -> Any:
    return CALLS[name](x, axis) if name in CALLS else OFFERED[name](x, axis=axis)


def test_the_operations_with_an_axis_are_known():
    over_one = {"concatenate", "cumsum", "log_softmax", "logsumexp", "softmax", "stack", "take"}
    assert {*OVER_SEVERAL, *over_one} <= {*WITH_AXIS}


@pytest.mark.parametrize("name", WITH_AXIS)
def test_an_axis_that_is_not_there_is_refused(name):
    for axis in (2, -3, 10**30):
        with pytest.raises(ShapeError, match=rf"has no axis {axis}: its axes are -2 to 1"):
            call(name, Tensor(X), axis)
    for axis in (1.0, True, "x", "01", Tensor(1.0)):
        with pytest.raises(
            OperandError, match=re.escape(f"whole number, as -1 for the last; got {axis!r}")
        ):
            call(name, Tensor(X), axis)


@pytest.mark.parametrize("name", WITH_AXIS)
@pytest.mark.parametrize("i", [0, 1, -1, -2])
def test_an_axis_is_any_whole_number(name, i):
    wanted = call(name, Tensor(X), i).data
    for axis in (np.int64(i), np.int8(i), np.array(i)):
        assert call(name, Tensor(X), axis).data.tolist() == wanted.tolist()
        assert ag.grad(lambda x, axis=axis: (call(name, x, axis) ** 2).sum())(X).shape == X.shape


@pytest.mark.parametrize("name", OVER_SEVERAL)
def test_a_reduction_takes_several_axes(name):
    theirs = getattr(np, name, np.linalg.norm)
    for axis in (None, (), (0,), (1, 0), (-1, 0)):
        if name == "norm" and axis == ():
            continue  # of NumPy's functions this one knows no length along no axis
        ours = call(name, Tensor(X), axis).data
        assert ours == pytest.approx(theirs(X, axis=axis), rel=1e-14)
    assert call(name, Tensor(X), [0]).data.tolist() == call(name, Tensor(X), 0).data.tolist()
    for twice in ((0, 0), (0, -2)):
        with pytest.raises(ShapeError, match="takes each axis once"):
            call(name, Tensor(X), twice)


@pytest.mark.parametrize("name", [*OVER_SEVERAL, "logsumexp", "softmax", "log_softmax"])
def test_a_number_counts_as_an_axis_of_one(name):
    for axis in (0, -1):
        x, row = Tensor(2.0), Tensor([2.0])
        y, of_row = call(name, x, axis), call(name, row, axis)
        y.backward()
        of_row.backward()
        assert y.shape == ()
        assert y.data == of_row.data
        assert x.grad == row.grad
    with pytest.raises(ShapeError, match=r"shape \(\) has no axis 1"):
        call(name, Tensor(2.0), 1)


def test_without_an_axis_elements_are_joined_in_one_row():
    x = Tensor(X)
    (ag.concatenate([x, [[5.0]], 2.0 * x], axis=None) * np.arange(13.0)).sum().backward()
    assert x.grad.tolist() == (np.arange(6.0) + 2.0 * np.arange(7.0, 13.0)).reshape(2, 3).tolist()
