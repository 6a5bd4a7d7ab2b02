"""Transforms at their edges: nodes as weights, constants as results, what is refused."""

import numpy as np
import pytest

from autograd import Tensor, Value, grad, gradients, jacobian, jvp, sqrt, stack, value_and_grad, vjp
from autograd.support.containers import leaves_of, tree_map


@pytest.mark.parametrize("way", ["tangent", "weight"])
@pytest.mark.parametrize("kind", [Value, lambda x: Tensor([x])], ids=["Value", "Tensor"])
def test_a_derivative_depends_on_the_node_that_weighs_it(way, kind):
    w, point = kind(2.0), kind(3.0).data
    cube = lambda x: x**3  # noqa: E731  # two ways of asking about one function
    (rate,) = [jvp(cube, [point], [w])[1]] if way == "tangent" else vjp(cube, point)[1](w)
    assert (rate.data, *gradients(rate, [w])) == (54.0, 27.0)


CONSTANTS = {
    "a number": (lambda x: 5.0, 5.0, 0.0),
    "an array": (lambda x: np.array([5.0, 6.0]), [5.0, 6.0], [0.0, 0.0]),
    "a list": (lambda x: [5.0, np.array([5.0])], [5.0, [5.0]], [0.0, [0.0]]),
}


@pytest.mark.parametrize("what", CONSTANTS)
@pytest.mark.parametrize("x", [2.0, np.array([2.0, 3.0])], ids=["number", "array"])
def test_what_a_function_returns_without_computing_it_has_slope_0(what, x):
    f, result, nothing = CONSTANTS[what]
    plain = lambda tree: tree_map(lambda leaf: np.asarray(leaf).tolist(), tree)  # noqa: E731
    assert [plain(each) for each in jvp(f, [x], [x])] == [result, nothing]
    assert plain(vjp(f, x)[1](f(x))[0]) == plain(0.0 * x)
    assert all(
        np.shape(j) == np.shape(y) + np.shape(x) and not np.any(j)
        for j, y in zip(leaves_of(jacobian(f)(x)), leaves_of(f(x)), strict=True)
    )


def test_one_node_among_the_arguments_makes_a_node_of_the_result():
    w = Value(2.0)
    slope = grad(lambda x, y: x * x * y)(3.0, w)
    assert gradients(slope, [w]) == [6.0]
    assert grad(lambda x: x * x, -1)(3.0) == 6.0


def test_a_result_of_one_element_is_one_number():
    assert grad(lambda x: x[:1] * x[1:2])(np.array([2.0, 3.0, 5.0])).tolist() == [3.0, 2.0, 0.0]
    assert value_and_grad(lambda x: x * 2.0)(np.ones(1))[1].tolist() == [2.0]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_jacobian_has_the_shape_of_the_result_and_of_the_argument(n):
    x = np.arange(3.0)
    plain = jacobian(lambda x: x[:n] * x[:n])(x)
    nested = jacobian(lambda x: x[:n] * x[:n])(Tensor(x))
    assert plain.tolist() == np.asarray(getattr(nested, "data", nested)).tolist()
    assert plain.tolist() == (2.0 * np.diag(x)[:n]).tolist()


def test_a_jacobian_of_an_array_by_a_number_is_an_array():
    assert jacobian(lambda y: stack([y * y, 3.0 * y]))(2.0).tolist() == [4.0, 3.0]


def test_what_does_not_move_may_have_an_infinite_slope():
    assert jvp(lambda x, y: sqrt(x) + y, [0.0, 1.0], [0.0, 1.0]) == (1.0, 1.0)


def test_several_results_pull_together():
    _, pull = vjp(lambda x: [x * x, 3.0 * x, 5.0, x], 2.0)
    assert pull([1.0, 10.0, 100.0, 1000.0]) == (4.0 + 30.0 + 1000.0,)
    (slope,) = vjp(lambda x: 5.0, Value(2.0))[1](1.0)
    assert slope.data == 0.0
