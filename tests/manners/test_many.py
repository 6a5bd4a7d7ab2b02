"""Operations on many numbers, called with sequences, arrays, and what is neither."""

import math

import numpy as np
import pytest

import autograd
from autograd import Tensor, Value, dot, gradients, ieee, norm
from autograd.engine.nary import Nary
from autograd.engine.primitive import REGISTRY
from autograd.errors import OperandError, ShapeError

OF_ONE_SEQUENCE = [
    name
    for name, op in sorted(REGISTRY.items())
    if isinstance(op, Nary) and op.public and op.columns == 1 and op.name == name
] + ["log_softmax", "softmax", "stack", "std", "var"]


@pytest.mark.parametrize("name", OF_ONE_SEQUENCE)
def test_whatever_can_be_walked_through_is_a_sequence(name):
    function = getattr(autograd, name)
    row = [Value(1.5), Value(2.5)]
    wanted = repr(function(row))
    for xs in (iter(row), (x for x in row), map(Value, (1.5, 2.5)), tuple(row), dict.fromkeys(row)):
        assert repr(function(xs)) == wanted
    assert repr(function(iter([1.5, 2.5]))) == repr(function([1.5, 2.5]))


@pytest.mark.parametrize("name", [*OF_ONE_SEQUENCE, "concatenate"])
def test_a_number_or_a_text_is_no_sequence(name):
    for xs in (Value(1.0), 3.0, None, "12", b"12"):
        with pytest.raises(OperandError, match=rf"{name} takes one sequence of (numbers|arrays): "):
            getattr(autograd, name)(xs)


def test_a_number_has_nothing_to_take():
    with pytest.raises(ShapeError, match="take takes an array with an axis; got a number"):
        autograd.take(Value(1.0), [0])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("array", [np.array, Tensor])
def test_an_array_among_sequences_makes_an_array_of_the_result(array, turned):
    pair = [array([1.0, 2.0]), [3.0, 4.0]]
    y = dot(*(reversed(pair) if turned else pair))
    assert isinstance(y, Tensor if array is Tensor else np.ndarray)
    assert y.item() == 11.0


def test_a_row_of_values_keeps_its_order():
    x, y = Value(2.0), Value(5.0)
    assert gradients(dot([x, y, 1.0], [7.0, 11.0, y]), [x, y]) == [7.0, 12.0]


EDGES = {
    "norm of inf": (norm, [-1.0, math.inf, 2.0], [0.0, math.nan, 0.0]),
    "norm of two": (norm, [math.inf, 1.0], [math.nan, 0.0]),
}


@pytest.mark.parametrize("case", EDGES)
def test_past_the_range_slopes_are_those_of_ieee(case):
    f, numbers, slopes = EDGES[case]
    with ieee():
        xs = [Value(x) for x in numbers]
        y = f(xs)
    assert y.partials == pytest.approx(slopes, nan_ok=True)
    assert gradients(y, xs) == pytest.approx(slopes, nan_ok=True)
    recorded = [slope.data for slope in gradients(y, xs, record=True)]
    assert recorded == pytest.approx(slopes, nan_ok=True)


CALLED = {"reshape": ("reshape", ""), "sum_along": ("sum", "axis"), "join": ("join", "axis")}


@pytest.mark.parametrize("name", CALLED)
def test_an_operation_on_arrays_is_called_what_people_call_it(name):
    op = REGISTRY[name]
    assert (op.title, op.setting) == CALLED[name]
    assert op.sketch("a").startswith(f"{op.title}(")
