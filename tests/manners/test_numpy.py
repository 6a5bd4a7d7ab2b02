"""A Value and a Tensor among NumPy's scalars, arrays and functions."""

import inspect
import math
import operator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import array_calls
import autograd
from autograd import Tensor, Value, check_gradients, gradients
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import PUBLIC

UNARY = sorted(
    name
    for name, op in PUBLIC.items()
    if isinstance(op, Elementwise) and op.arity == 1 and isinstance(getattr(np, name, 0), np.ufunc)
)
BINARY = sorted(
    name
    for name, op in PUBLIC.items()
    if isinstance(op, Elementwise) and op.arity == 2 and isinstance(getattr(np, name, 0), np.ufunc)
)
FLAT = {"ceil", "floor", "sign", "trunc"}  # their elements of an object array are plain numbers


@pytest.fixture
def x() -> Value:
    return Value(3.0, name="x")


@pytest.fixture
def xs() -> list[Value]:
    return [Value(1.0), Value(2.0), Value(4.0)]


@pytest.mark.parametrize("name", UNARY)
def test_ufuncs_keep_the_gradient(name):
    x = Value(1.5 if name in ("acosh", "arccosh") else 0.5, name="x")
    y = getattr(np, name)(x)
    assert type(y) is Value
    assert y.args == (x,)
    assert y.data == pytest.approx(getattr(np, name)(x.data), rel=1e-14)
    assert type(getattr(np, name)(Tensor([x.data]))) is Tensor
    [element] = getattr(np, name)(np.array([x]))
    if name in FLAT:
        assert element == y
    else:
        slope = gradients(y, [x])
        assert element.data == pytest.approx(y.data, rel=1e-15)
        assert gradients(element, [x]) == pytest.approx(slope, rel=1e-15)


@pytest.mark.parametrize("name", BINARY)
def test_ufuncs_of_two_keep_the_gradient(x, name):
    ufunc = getattr(np, name)
    for y in (ufunc(x, 2.0), ufunc(2.0, x), ufunc(x, Value(2.0)), ufunc(np.float64(2.0), x)):
        assert type(y) is Value
        assert x in y.args
    assert ufunc(x, 2.0).data == pytest.approx(ufunc(3.0, 2.0))
    array = ufunc(np.array([2.0, 4.0]), x)
    assert [each.data for each in array] == pytest.approx(ufunc([2.0, 4.0], 3.0))


@pytest.mark.parametrize("scalar", [np.float64(2), np.float32(2), np.int32(2)], ids=repr)
def test_numpy_scalars_leave_the_operation_to_us(x, scalar):
    for y in (scalar + x, scalar - x, scalar * x, scalar / x, scalar**x, x**scalar, x - scalar):
        assert type(y) is Value
        assert type(y.data) is float
    assert (scalar < x) is (2.0 < 3.0)
    assert (x == scalar) is False


def test_an_array_of_numbers_times_a_value_is_an_array_of_values(x):
    for array in (np.array([1.0, 2.0]) * x, x * np.array([1.0, 2.0])):
        assert array.dtype == object
        assert [y.data for y in array] == [3.0, 6.0]
        assert gradients(array.sum(), [x]) == [3.0]
    assert (np.zeros((2, 2)) + x).shape == (2, 2)


def test_comparing_with_an_array_is_elementwise(x):
    assert (x < np.array([1.0, 5.0])).tolist() == [False, True]
    assert (np.array([1.0, 5.0]) < x).tolist() == [True, False]
    assert (np.array([3.0, 5.0]) == x).tolist() == [True, False]


COMPARED = {
    "array": np.array([1.0, 3.0]),
    "integers": np.array([1, 2]),
    "booleans": np.array([True, False]),
    "rows": np.array([[1.0, 3.0], [0.0, 2.0]]),
    "no number": np.array(1.0),
    "NumPy's number": np.float64(2.0),
    "float": 1.5,
    "integer": 2,
    "fraction": Fraction(3, 2),
    "NaN": math.nan,
    "list": [1.0, 3.0],
    "tuple": (1.0, 3.0),
    "objects": np.array([1.0, 3.0], dtype=object),
    "Value": Value(2.0),
    "Values": np.array([Value(1.0), Value(3.0)]),
    "list of Values": [Value(1.0), Value(3.0)],
    "Tensor": Tensor([1.0, 3.0]),
}
SIGNS = {
    "<": (operator.lt, np.less),
    "<=": (operator.le, np.less_equal),
    ">": (operator.gt, np.greater),
    ">=": (operator.ge, np.greater_equal),
    "==": (operator.eq, np.equal),
    "!=": (operator.ne, np.not_equal),
}


def numbers(x: Any) -> Any:
    """What NumPy would compare in the place of `x`."""
    if isinstance(x, (Value, Tensor)):
        return x.data
    if isinstance(x, (list, tuple)) or getattr(getattr(x, "dtype", None), "kind", "") == "O":
        return np.array([getattr(each, "data", each) for each in x], dtype=float)
    return x


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("kind", COMPARED)
def test_a_tensor_is_compared_as_its_data_from_either_side(kind, sign):
    t, other = Tensor([1.0, 2.0]), COMPARED[kind]
    compare, ufunc = SIGNS[sign]
    ahead, behind = compare(t.data, numbers(other)), compare(numbers(other), t.data)
    for wanted, got in [
        (ahead, compare(t, other)),
        (behind, compare(other, t)),
        (ahead, ufunc(t, other)),
        (behind, ufunc(other, t)),
    ]:
        assert got.dtype == bool
        assert got.tolist() == np.asarray(wanted).tolist()


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "kind", sorted(COMPARED.keys() - {"Tensor", "list", "tuple", "list of Values"})
)
def test_a_value_is_compared_as_its_number_from_either_side(kind, sign):
    x, other = Value(2.0), COMPARED[kind]
    compare, ufunc = SIGNS[sign]
    ahead, behind = compare(2.0, numbers(other)), compare(numbers(other), 2.0)
    for wanted, got in [
        (ahead, compare(x, other)),
        (behind, compare(other, x)),
        (ahead, ufunc(x, other)),
        (behind, ufunc(other, x)),
    ]:
        assert np.asarray(got).tolist() == np.asarray(wanted).tolist()
        assert type(got) is (np.ndarray if np.ndim(got) else bool)


def test_labels_are_counted_where_a_tensor_equals_them():
    labels, t = np.array([0, 1, 2, 2]), Tensor([0.0, 1.0, 1.0, 2.0])
    assert (labels == t).mean() == (t == labels).mean() == 0.75


def test_shapes_that_do_not_fit_are_refused_as_numpy_does():
    for compare, _ in SIGNS.values():
        for pair in [(np.zeros(3), Tensor([1.0, 2.0])), (Tensor([1.0, 2.0]), np.zeros(3))]:
            with pytest.raises(ValueError, match="broadcast"):
                compare(*pair)


def test_a_ufunc_takes_a_list_as_the_array_it_stands_for():
    y = np.add([1.0, 2.0], Tensor([3.0, 4.0]))
    assert type(y) is Tensor
    assert y.data.tolist() == [4.0, 6.0]


REDUCTIONS = {
    "sum": (np.sum, 7.0, [1.0, 1.0, 1.0]),
    "mean": (np.mean, 7.0 / 3.0, [1 / 3, 1 / 3, 1 / 3]),
    "prod": (np.prod, 8.0, [8.0, 4.0, 2.0]),
    "max": (np.max, 4.0, [0.0, 0.0, 1.0]),
    "min": (np.min, 1.0, [1.0, 0.0, 0.0]),
    "std": (np.std, np.std([1, 2, 4]), (np.array([1, 2, 4]) - 7 / 3) / 3 / np.std([1, 2, 4])),
    "var": (np.var, np.var([1, 2, 4]), (np.array([1, 2, 4]) - 7 / 3) * 2 / 3),
    "dot": (lambda a: np.dot(a, a), 21.0, [2.0, 4.0, 8.0]),
    "@": (lambda a: a @ np.array([1.0, 2.0, 3.0]), 17.0, [1.0, 2.0, 3.0]),
    "einsum": (lambda a: np.einsum("i,i->", a, a), 21.0, [2.0, 4.0, 8.0]),
    "cumsum": (lambda a: np.cumsum(a)[1], 3.0, [1.0, 1.0, 0.0]),
    "median": (np.median, 2.0, [0.0, 1.0, 0.0]),
    "trapezoid": (lambda a: (a[1:] + a[:-1]).sum() / 2, 4.5, [0.5, 1.0, 0.5]),
}


@pytest.mark.parametrize(("reduce", "y", "slopes"), REDUCTIONS.values(), ids=REDUCTIONS)
def test_reductions_of_object_arrays_keep_the_gradient(xs, reduce, y, slopes):
    result = reduce(np.array(xs))
    assert result.data == pytest.approx(y)
    assert gradients(result, xs, allow_unused=True) == pytest.approx(list(slopes))


def test_matrices_of_values(xs):
    w = np.array([[xs[0], xs[1]], [xs[1], xs[2]]])
    y = (w @ w).trace()
    assert y.data == 25.0
    assert gradients(y, xs) == [2.0, 8.0, 8.0]


def test_predicates_are_plain(x):
    assert np.isfinite(x)
    assert not np.isnan(x)
    assert np.isclose(x, 3.0)
    assert np.allclose(np.array([1.0, 3.0]), np.array([1.0, 3.0]))


def test_choosing_from_object_arrays(x):
    assert np.where(np.array([True, False]), np.array([x, x]), 0.0)[0] is x
    assert np.array([x, x * 2])[::-1][0].data == 6.0


@pytest.mark.parametrize(
    "call",
    [
        lambda x: np.add(x, 1.0, out=np.zeros(1)),
        lambda x: np.add.accumulate(x),
        lambda x: np.zeros(1).__iadd__(x),
        lambda x: np.linspace(0.0, x, 3),
        lambda x: np.nextafter(x, 1.0),
    ],
    ids=["out", "accumulate", "in-place", "linspace", "no-rule"],
)
def test_what_would_lose_the_gradient_is_refused(x, call):
    with pytest.raises(TypeError):
        call(x)


def test_a_tensor_follows_numpy():
    t = Tensor([[1.0, -2.0], [0.0, 4.0]])
    assert (t / 0.0).data.tolist()[0] == [np.inf, -np.inf]
    assert np.isnan(autograd.log(t).data[0, 1])
    assert (t + np.array([1.0, 2.0])).data.tolist() == [[2.0, 0.0], [1.0, 6.0]]
    assert (np.array([[1.0], [2.0]]) * t).shape == (2, 2)
    assert (t > 0).tolist() == [[True, False], [False, True]]
    assert np.exp(t).data.tolist() == np.exp(t.data).tolist()
    assert (np.eye(2) @ t).data.tolist() == t.data.tolist()
    assert type(np.eye(2) @ t) is Tensor


def test_a_tensor_and_a_value_mix():
    t, x = Tensor([1.0, 2.0]), Value(3.0)
    for y in (t * x, x * t):
        assert type(y) is Tensor
        assert y.data.tolist() == [3.0, 6.0]
    (t * x).sum().backward()
    assert x.grad == 3.0
    assert t.grad.tolist() == [3.0, 3.0]


@pytest.mark.parametrize("read", [np.asarray, np.array, float, int, list(map(str, [0])).index])
def test_a_tensor_does_not_become_a_plain_array_in_silence(read):
    with pytest.raises((TypeError, ValueError)):
        read(Tensor([1.0, 2.0]))


def test_the_data_of_a_tensor_cannot_change_behind_a_graph():
    source = np.array([1.0, 2.0])
    t = Tensor(source)
    source[0] = 9.0
    assert t.data.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        t.data[0] = 5.0


T = Tensor([[1.0, 2.0], [3.0, 5.0]])
FUNCTIONS = {
    "sum": lambda t: np.sum(t, axis=0),
    "mean": lambda t: np.mean(t, axis=1, keepdims=True),
    "max": lambda t: np.max(t),
    "min": lambda t: np.min(t, 0),
    "var": np.var,
    "std": np.std,
    "norm": np.linalg.norm,
    "reshape": lambda t: np.reshape(t, (4,)),
    "transpose": lambda t: np.transpose(t, (1, 0)),
    "broadcast_to": lambda t: np.broadcast_to(t, (3, 2, 2)),
    "take": lambda t: np.take(t, [1, 0], axis=1),
    "dot": lambda t: np.dot(t, np.array([1.0, -1.0])),
    "matmul": lambda t: np.matmul(t, t),
    "outer": lambda t: np.outer(t, t),
    "concatenate": lambda t: np.concatenate([t, t], axis=1),
    "stack": lambda t: np.stack([t, t]),
    "where": lambda t: np.where(np.eye(2) > 0.0, t, 0.0),
    "clip": lambda t: np.clip(t, 1.5, 4.0),
    "exp": np.exp,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_of_numpy_keeps_the_gradient_of_a_tensor(name):
    function = FUNCTIONS[name]
    y = function(T)
    assert isinstance(y, (Tensor, Value))
    assert np.allclose(y.data, function(T.data), rtol=1e-15)
    assert check_gradients(function, T).ok


NUMPYS = {
    name: getattr(np, name, getattr(np.linalg, name, None))
    for name in array_calls.operations()
    if not inspect.isclass(getattr(np, name, None))
}


@pytest.mark.parametrize("name", [name for name, function in NUMPYS.items() if function])
def test_a_function_means_of_a_tensor_what_numpy_means(name):
    for f, shapes in dict(array_calls.calls_of(name, NUMPYS[name])).values():
        xs = [np.sin(np.arange(float(np.prod(shape))) + 1.0).reshape(shape) for shape in shapes]
        ours, theirs = f(*map(Tensor, xs)).data, f(*xs)
        assert ours.shape == theirs.shape
        assert np.allclose(ours, theirs, rtol=1e-14)


@pytest.mark.parametrize(
    "call",
    [
        lambda t: np.take(t, [3, 0]),
        lambda t: np.sum(t, 0, None, None, True),
        lambda t: np.std(t, ddof=0, dtype=None),
        lambda t: np.linalg.norm(t, None, 1),
        lambda t: np.trace(t, 1),
        lambda t: np.trace(t, axis2=0, axis1=1, offset=-1),
        lambda t: np.cumsum(t),
        lambda t: np.cumsum(t, -1, out=None),
        lambda t: np.transpose(t, [1, 0]),
        lambda t: np.reshape(t, 4),
        lambda t: np.broadcast_to(t[0], (3, 2)),
        lambda t: np.round(t),
        lambda t: np.sinc(t),
    ],
)
def test_arguments_go_where_numpy_has_them(call):
    ours, theirs = call(T), call(T.data)
    assert np.shape(ours) == np.shape(theirs)
    assert np.allclose(ours.data, theirs, rtol=1e-14, atol=1e-16)


def test_shapes_and_comparisons_are_plain():
    assert np.shape(T) == (2, 2)
    assert np.argmax(T) == 3
    assert np.allclose(T, T.data)
    assert np.zeros_like(T).tolist() == [[0.0, 0.0], [0.0, 0.0]]
