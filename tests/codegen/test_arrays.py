"""Functions of arrays, and models, as array code."""

import inspect
import math
import pickle

import numpy as np
import pytest

import autograd as ag
import nn
from autograd import Tensor, Value, compile
from autograd.errors import OperandError, ShapeError
from nn.losses import LOSSES

rng = np.random.default_rng(3)
X, LABELS = rng.normal(size=(6, 4)), np.array([0, 1, 2, 0, 1, 2])


def model():
    return nn.Sequential(nn.Linear(4, 5, seed=0), nn.Tanh(), nn.Linear(5, 3, seed=1))


def loss(model, x, labels):
    return nn.cross_entropy(model(x), labels)


def test_a_step_of_a_model_has_the_bits_of_eager_code():
    net = model()
    step = compile(loss, net, X, LABELS, grad=True, target="numpy")
    value, (slopes,) = step(net.state_dict(), X, LABELS)
    y = loss(net, X, LABELS)
    y.backward()
    assert value == y.item()
    for name, parameter in net.named_parameters():
        assert np.array_equal(slopes[name], parameter.grad)
    assert step(net, X, LABELS)[0] == value  # a model is as good as its numbers
    assert all(type(p) is Tensor and p.op is None for p in net.parameters())


def test_a_model_alone_is_a_function_of_its_parameters():
    net = model()
    predict = compile(net, X, target="numpy")
    assert predict.names == ("model", "x")
    assert np.array_equal(predict(net.state_dict(), X), net(X).data)


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss_compiles(name):
    loss, targets = LOSSES[name]
    z = rng.normal(size=(6, 3))
    t = LABELS if targets == "classes" else ag.sigmoid(z + 0.3)
    value, (slope,) = compile(
        loss, z, t, grad=list(inspect.signature(loss).parameters)[:1], target="numpy"
    )(z, t)
    eager, d = ag.value_and_grad(lambda z: loss(z, t))(z)
    assert value == pytest.approx(eager, rel=1e-14)
    np.testing.assert_allclose(slope, d, rtol=1e-12)


def test_indices_may_be_arguments():
    f = compile(
        lambda x, k: (x.take(k) ** 2 + x[:, k].sum()).sum(),
        X,
        np.array([1, 1, 3]),
        grad=True,
        target="numpy",
    )
    k = np.array([0, 3, 3])
    eager = lambda x: (x.take(k) ** 2 + x[:, k].sum()).sum()  # noqa: E731
    np.testing.assert_allclose(f(X, k)[1][0], ag.grad(eager)(X))


def test_a_copy_from_a_pickle_is_the_same():
    made = compile(nn.half_mse, X, X, grad=["prediction"], target="numpy")
    again = pickle.loads(pickle.dumps(made))  # noqa: S301  # our own bytes
    assert again.source == made.source
    assert np.array_equal(again(X, X + 1.0)[1][0], made(X, X + 1.0)[1][0])


def test_another_library_is_told_of_a_wrong_shape():
    for target in ("jax", "torch"):
        f = compile(lambda x: x.sum(), X, target=target)
        with pytest.raises(ShapeError, match=r"x was compiled for shape \(6, 4\); got \(5, 4\)"):
            f(X[:5])


def test_an_update_is_compiled_with_its_gradient():
    def step(w, x, t):
        error = ((x @ w - t) ** 2).mean()
        (slope,) = ag.gradients(error, [w], record=True)
        return error, w - 0.1 * slope

    w, t = np.zeros(4), X @ np.arange(4.0)
    run = compile(step, w, X, t, target="numpy")
    before, _ = run(w, X, t)
    for _ in range(200):
        error, w = run(w, X, t)
    assert error < 1e-3 * before
    assert not run.written("numpy").outside


def test_arguments_are_left_alone_and_answers_are_the_callers():
    f = compile(
        lambda x, y: (x, x.T, x + y, y.reshape(3, 2)[0]), *[np.ones((2, 3))] * 2, target="numpy"
    )
    x, y = np.ones((2, 3)), np.ones((2, 3))
    for frozen in (x, y):
        frozen.flags.writeable = False
    for part in f(x, y):
        np.add(part, 1.0, out=part)
    assert np.array_equal(x, np.ones((2, 3)))
    assert np.array_equal(y, np.ones((2, 3)))


@pytest.mark.parametrize(
    "given",
    [
        X.astype(np.float32),
        np.asfortranarray(X),
        X[::-1][::-1],
        X.tolist(),
        np.round(X).astype(int),
    ],
    ids=["float32", "by columns", "backwards", "lists", "whole numbers"],
)
def test_numbers_in_any_form_are_taken(given):
    f = compile(lambda x: (x * x).sum(), X, grad=True, target="numpy")
    value, (slope,) = f(given)
    assert slope.dtype == float
    np.testing.assert_allclose(slope, 2.0 * np.asarray(given, float))
    np.testing.assert_allclose(value, (np.asarray(given, float) ** 2).sum())


def test_whole_numbers_that_choose_nothing_are_numbers():
    f = compile(lambda x: (x * x).sum(), np.array([1, -2, 3]), grad=True, target="numpy")
    assert f(np.array([-1, 2, 3]))[1][0].tolist() == [-2.0, 4.0, 6.0]


def test_what_has_no_path_is_left_out_as_in_eager_code():
    f = lambda x: ag.sqrt(ag.where(x > 0.0, x, 0.0)).sum() + ag.where(x > 0.0, ag.log(x), 0.0).sum()  # noqa: E731
    x = np.array([-1.0, 0.0, 4.0])
    made = compile(f, x, grad=True, target="numpy")
    with ag.ieee():
        assert np.array_equal(made(x)[1][0], ag.grad(f)(x))


def test_a_product_of_a_hessian_is_a_function_of_arrays():
    net = model()
    step = compile(loss, net, X, LABELS, grad=True, target="numpy")
    numbers = net.state_dict()
    along = {name: np.cos(np.arange(x.size)).reshape(x.shape) for name, x in numbers.items()}
    (bent,) = step.hvp(numbers, X, LABELS, along)
    h = 1e-5
    ahead, behind = (
        step({n: x + s * along[n] for n, x in numbers.items()}, X, LABELS)[1][0] for s in (h, -h)
    )
    for name in numbers:
        slope = (ahead[name] - behind[name]) / (2 * h)
        np.testing.assert_allclose(bent[name], slope, atol=1e-8)


def test_arrays_are_written_over_once_nobody_reads_them():
    source = compile(lambda x: ag.exp(ag.sin(x * 2.0) + 1.0), X, target="numpy").source
    assert source.count("out=") == 3


def test_what_asks_for_shapes_alone_is_answered():
    f = lambda x: (x * np.ones_like(x) + np.size(x) + len(x) + np.ndim(x) + np.shape(x)[1]).sum()  # noqa: E731
    assert compile(f, X, target="numpy")(X) == pytest.approx(f(X))


@ag.primitive(lambda x, y: ag.cos(x))
def own_sine(x):
    return math.sin(x)


def test_operations_of_users_are_called_by_numpy_and_refused_elsewhere():
    f = lambda x: own_sine(x).sum()  # noqa: E731
    value, (slope,) = compile(f, X, grad=True, target="numpy")(X)
    assert value == pytest.approx(np.sin(X).sum())
    np.testing.assert_allclose(slope, np.cos(X))
    with pytest.raises(
        OperandError, match="own_sine cannot be compiled to jax: it is computed one"
    ):
        _ = compile(f, X, target="jax").source


def test_grad_says_what_is_differentiated():
    f = compile(lambda w, x: (x @ w).sum(), np.zeros(4), X, grad="w", target="numpy")
    _, slopes = f(np.ones(4), X)
    assert len(slopes) == 1
    np.testing.assert_allclose(slopes[0], X.sum(axis=0))


NET = model()
CALLS = [
    (
        lambda f: f(NET, X[:5], LABELS),
        ShapeError,
        r"x was compiled for shape \(6, 4\); got \(5, 4\)",
    ),
    (lambda f: f(NET, X), OperandError, r"loss\(model, x, labels\) takes 3 arguments; got 2"),
    (lambda f: f(NET, X, LABELS, y=1), OperandError, "takes 3 arguments; got 3 and y"),
    (lambda f: f(NET, X, LABELS + 0.5), OperandError, "labels takes whole numbers; got float64"),
    (
        lambda f: f(NET, X, LABELS - 1),
        OperandError,
        "labels chooses elements, which are counted from 0",
    ),
    (lambda f: f(NET, X, LABELS + 1), OperandError, "loss.* was given an index outside"),
    (
        lambda f: f(NET, X * 1j, LABELS),
        OperandError,
        "x takes real numbers; got complex128 elements",
    ),
    (lambda f: f(NET, Tensor(X), LABELS), OperandError, r"x is the Tensor .*: pass its \.data"),
    (lambda f: f({}, X, LABELS), ShapeError, "model was compiled as a dict of 4; got a dict of 0"),
    (
        lambda f: f(X, X, LABELS),
        ShapeError,
        "model was compiled as a dict of 4; got a ndarray of 6",
    ),
    (
        lambda f: f(dict.fromkeys("abcd"), X, LABELS),
        ShapeError,
        "compiled with other keys: see a, b",
    ),
    (lambda f: f(NET, [[1.0], [2.0, 3.0]], LABELS), ShapeError, "x wants an array of shape"),
    (lambda f: f.rows(X), OperandError, "takes arrays: call it on arrays"),
]


@pytest.mark.parametrize(("call", "error", "words"), CALLS, ids=range(len(CALLS)))
def test_a_wrong_call_is_a_sentence(call, error, words):
    with pytest.raises(error, match=words):
        call(compile(loss, NET, X, LABELS, grad=True, target="numpy"))


W = Tensor(np.ones(4), name="W")
NOT_TRACED = [
    (
        lambda x: x * 2.0 if x[0, 0] > 0.0 else x,
        {},
        r"not known while a function is traced.*where\(",
    ),
    (lambda x: x[x > 0.0].sum(), {}, "not known while a function is traced"),
    (lambda x: float(x.sum()), {}, "not known while a function is traced"),
    (lambda x: x.data.sum(), {}, "not known while a function is traced"),
    (lambda x: x[np.argmax(x, axis=0)], {}, "not known while a function is traced"),
    (lambda x: ag.where(np.isnan(x), 0.0, x), {}, "not known while a function is traced"),
    (lambda x: x if np.allclose(x, 1.0) else -x, {}, "not known while a function is traced"),
    (lambda x: np.sort(x), {}, "np.sort has no derivative here"),
    (
        lambda x: (x @ W).sum(),
        {},
        "W came into a function that is being traced; pass it as an argum",
    ),
    (lambda x: x.sum() * Value(2.0, name="k"), {}, None),
    (lambda x: "text", {}, "this one returned a str"),
    (
        lambda x: x * 2.0,
        {"grad": True},
        r"one number as its result; got an array of shape \(6, 4\)",
    ),
    (lambda x: (x.sum(), x), {"grad": True}, "one number as its result; got several results"),
    (lambda x: x.sum(), {"order": 2}, r"compiled\.hvp"),
    (lambda x: x.sum(), {"grad": "y"}, "grad names the arguments to differentiate by: x; got 'y'"),
]


@pytest.mark.parametrize(("f", "options", "words"), NOT_TRACED, ids=range(len(NOT_TRACED)))
def test_what_cannot_be_traced_says_why(f, options, words):
    if words is None:  # made on the way: a constant
        assert compile(f, X, target="numpy")(X) == 2.0 * X.sum()
        return
    with pytest.raises(OperandError, match=words):
        compile(f, X, target="numpy", **options)


def test_a_function_of_arrays_without_an_example_is_told_to_give_one():
    with pytest.raises(
        OperandError, match=r"asks a number for \.sum: where an argument is an array"
    ):
        compile(lambda x: (x * x).sum(), target="numpy")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        compile(lambda x: x * np.zeros(2).nothing, np.zeros(2), target="numpy")
