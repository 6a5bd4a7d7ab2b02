"""Hessian-vector products of compiled functions, and functions at many points."""

import os
import pickle
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from importlib.util import find_spec

import numpy as np
import pytest

import autograd
from autograd import exp, hessian, relu, sin
from autograd.codegen.sweeping import sweep
from autograd.errors import DomainError, OperandError


def bowl(x, y):
    return sin(x[0] * y) * exp(x[1]) + x[0] ** 3


FUNCTIONS = {
    "bowl": bowl,
    "linear": lambda x, y: 2.0 * x[0] - x[1] + 3.0 * y,
    "constant": lambda x, y: 5.0,
    "kinked": lambda x, y: relu(x[0] * x[1]) * y,
}


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("target", ["python", "js"])
def test_a_product_is_that_of_the_hessian_and_the_vector(name, target):
    f = FUNCTIONS[name]
    d_x, d_y = autograd.compile(f, [0.0, 0.0], 0.0, target=target).hvp(
        [0.3, 0.4], 0.5, [1.0, 2.0], 3.0
    )
    bend = hessian(lambda p: f(p[:2], p[2]))([0.3, 0.4, 0.5])
    assert [*d_x, d_y] == pytest.approx(list(np.array(bend) @ [1.0, 2.0, 3.0]), rel=1e-12)


def test_an_expression_has_products_too():
    f = autograd.expression.Expression("x^2*y")
    assert autograd.compile(f).hvp(2.0, 3.0, 1.0, 0.0) == (6.0, 4.0)


def test_a_pickled_function_says_why_it_has_no_products():
    again = pickle.loads(pickle.dumps(autograd.compile(abs, 0.0)))  # noqa: S301
    with pytest.raises(OperandError, match="compile the function again for its products"):
        assert again.hvp


def test_a_sweep_keeps_the_order_and_the_point_that_fails():
    f = autograd.compile(lambda x, y: x / y)
    points = f.sweep([{"x": 1.0, "y": 2.0}, {"x": 1.0, "z": 2.0}, {"x": 3.0, "y": 4.0}])
    assert [point.answer for point in points] == [0.5, None, 0.75]
    assert isinstance(points[1].error, OperandError)
    assert points[1].inputs == {"x": 1.0, "z": 2.0}


def test_a_sweep_runs_on_an_executor():
    def f(x):
        return autograd.log(x)

    with ThreadPoolExecutor(2) as pool:
        points = autograd.compile(f).sweep({"x": [0.5 * k for k in range(1, 30)]}, executor=pool)
    assert [point.answer for point in points] == [f(0.5 * k) for k in range(1, 30)]
    assert not isinstance(points[0].error, DomainError)


def test_a_sweep_runs_in_processes_and_a_worker_that_dies_fails_its_point():
    f = autograd.compile(lambda x, y: sin(x) * y)
    with ProcessPoolExecutor(1) as pool:
        points = f.sweep({"x": [1.0, 2.0], "y": [3.0]}, executor=pool)
    assert [point.answer for point in points] == [f(1.0, 3.0), f(2.0, 3.0)]
    with ProcessPoolExecutor(1) as pool:
        points = sweep(os._exit, [{"status": 1}], executor=pool)
    assert str(points[0]).startswith("at status = 1: BrokenProcessPool: ")


class Dask:
    """What `dask.distributed.Client` has: its `map` gives futures, not results."""

    def submit(self, function, *args):
        job = Future()
        job.set_result(function(*args))
        return job


def test_a_client_of_dask_is_an_executor():
    points = autograd.compile(lambda x: x / 2.0).sweep({"x": [1.0, 3.0]}, executor=Dask())
    assert [point.answer for point in points] == [0.5, 1.5]
    with pytest.raises(OperandError, match="an executor has a submit"):
        autograd.compile(lambda x: x).sweep({"x": [1.0]}, executor=3)


def test_a_point_is_a_dict():
    with pytest.raises(
        OperandError, match=r"a point of a sweep is a dict of arguments by name; got 3"
    ):
        autograd.compile(lambda x: x).sweep([3.0])


@pytest.mark.parametrize("target", ["python", "native"])
def test_a_descent_is_that_of_eager_code_to_the_bit(target):
    if target == "native" and not find_spec("llvmlite"):
        pytest.skip("needs llvmlite")
    compiled = autograd.compile(bowl, [0.0, 0.0], 0.0, grad=True, target=target)
    x, y = compiled.descend([0.3, 0.4], 0.5, rate=0.05, steps=40)
    p = [0.3, 0.4, 0.5]
    for _ in range(40):
        slopes = autograd.grad(lambda p: bowl(p[:2], p[2]))(p)
        p = [w - 0.05 * d for w, d in zip(p, slopes, strict=True)]
    assert ([*x, y]) == p
    assert compiled.descend([0.3, 0.4], 0.5, rate=0.05, steps=0) == ([0.3, 0.4], 0.5)


@pytest.mark.parametrize("target", ["python", "native"])
def test_all_slopes_are_taken_before_anything_moves(target):
    if target == "native" and not find_spec("llvmlite"):
        pytest.skip("needs llvmlite")
    product = autograd.compile(lambda x, y, z: x * y + 2.0 * z, grad=True, target=target)
    assert product.descend(1.0, 3.0, 0.0, rate=0.5) == (-0.5, 2.5, -1.0)
    assert product.descend(1.0, 3.0, 0.0, rate=0.5, by=["x", "z"]) == (-0.5, 3.0, -1.0)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda f: f.descend(1.0, rate=0.1, by="w"),
            "by names the arguments that move: x; got 'w'",
        ),
        (lambda f: autograd.compile(f).descend(1.0, rate=0.1), "a descent needs the gradient"),
    ],
)
def test_a_descent_that_cannot_be_is_refused(call, said):
    with pytest.raises(OperandError) as caught:
        call(autograd.compile(lambda x: x * x, grad=True) if "by" in said else (lambda x: x * x))
    assert said in str(caught.value)
