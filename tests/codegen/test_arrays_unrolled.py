"""Functions of arrays on machines that know numbers alone."""

from importlib.util import find_spec

import numpy as np
import pytest

import autograd as ag
import nn
from array_cases import CASES, curved, numbers
from autograd import Tensor, compile
from autograd.errors import OperandError

CLOSE = {"rtol": 1e-12, "atol": 1e-13}
X = np.linspace(-1.0, 1.0, 8).reshape(4, 2)


@pytest.mark.parametrize("case", CASES)
def test_every_operation_unrolls(case):
    f, shapes = CASES[case]
    xs = numbers(*shapes)
    leaves = [Tensor(x) for x in xs]
    y = curved(f)(*leaves)
    call = {1: lambda x: curved(f)(x), 2: lambda x, y: curved(f)(x, y)}[len(xs)]
    value, slopes = compile(call, *xs, grad=True)(*(x.tolist() for x in xs))
    np.testing.assert_allclose(value, y.item(), **CLOSE)
    for a, b in zip(slopes, ag.gradients(y, leaves), strict=True):
        np.testing.assert_allclose(a, b, **CLOSE)


def loss(model, x, t):
    return nn.mse(model(x), t)


def test_a_model_of_tensors_goes_to_every_machine():
    net = nn.Sequential(nn.Linear(2, 3, seed=0), nn.Tanh(), nn.Linear(3, 1, seed=1))
    t = X[:, :1]
    y = loss(net, X, t)
    y.backward()
    made = compile(loss, net, X, t, grad="model")
    value, (slopes,) = made(net.state_dict(), X, t)
    np.testing.assert_allclose(value, y.item(), rtol=1e-14)
    for name, parameter in net.named_parameters():
        np.testing.assert_allclose(slopes[name], parameter.grad, rtol=1e-12)
    for target in ("c", "js"):
        assert "model" in made.text(target)


@pytest.mark.skipif(not find_spec("llvmlite"), reason="needs llvmlite")
def test_native_sums_a_function_of_arrays_over_rows():
    f = lambda w, x: ag.tanh(x @ w).sum() ** 2  # noqa: E731
    w = np.array([[0.5, 1.0], [-0.3, 0.2]])
    made = compile(f, w, X[0], grad="w", rows=("x",), target="native")
    value, (slope,) = made(w, X)
    each = [ag.value_and_grad(lambda w, x=x: f(w, x))(w) for x in X]
    np.testing.assert_allclose(value, sum(y for y, _ in each), rtol=1e-12)
    np.testing.assert_allclose(slope, sum(d for _, d in each), rtol=1e-12)


def test_a_model_of_numbers_has_its_parameters_for_arguments():
    net = nn.MLP(2, [2, 1], seed=0)
    made = compile(lambda model, x, y: (model([x, y]) - 1.0) ** 2, net, 0.0, 0.0, grad="model")
    value, (slopes,) = made(dict.fromkeys(made.trace.arguments["model"], 0.5), 0.3, -0.2)
    assert set(slopes) == {name for name, _ in net.named_parameters()}
    assert value == made(dict.fromkeys(slopes, 0.5), 0.3, -0.2)[0]


def test_what_does_not_unroll_says_where_to_go():
    with pytest.raises(OperandError, match=r'up to 20000 operations.*about 1010000: .*="numpy"'):
        compile(lambda x: (x @ x).sum(), np.zeros((100, 100)), target="c")
    with pytest.raises(OperandError, match=r'k chooses elements by its numbers.*target="numpy"'):
        compile(lambda x, k: x[k].sum(), X, np.array([1, 2]), target="js")
