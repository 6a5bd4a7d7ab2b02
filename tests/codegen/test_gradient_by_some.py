"""Gradients by some of the arguments: `compile(f, grad=("w", "b"))`."""

import numpy as np
import pytest

import autograd
from autograd.errors import OperandError

NAMED = {"one": "w", "some": ("b", "w"), "a row's own": ("x",), "rows and shared": ("x", "b")}


@pytest.mark.parametrize("target", ["python", "native"])
@pytest.mark.parametrize("kind", NAMED)
def test_a_gradient_may_be_by_some_arguments_alone(kind, target):
    def f(w, b, x):
        return autograd.tanh(w * x + b) ** 2

    by = NAMED[kind]
    if target == "native":
        pytest.importorskip("llvmlite")
    some = autograd.compile(f, grad=by, target=target)
    every = dict(zip("wbx", autograd.compile(f, grad=True)(0.5, 0.1, 2.0)[1], strict=True))
    _, slopes = some(0.5, 0.1, 2.0)
    assert slopes == tuple(every[name] for name in by)
    assert some.rows([[0.5, 0.1, 2.0]])[1].shape == (1, len(by))
    x = np.linspace(-1.0, 1.0, 9)
    rows = autograd.compile(f, grad=by, target=target, rows=["x"])
    whole = autograd.compile(f, grad=True, target=target, rows=["x"])
    d = dict(zip("wbx", whole(0.5, 0.1, x)[1], strict=True))
    for name, slope in zip(by, rows(0.5, 0.1, x)[1], strict=True):
        np.testing.assert_allclose(slope, d[name], rtol=1e-14)
    assert len(some.trace.program.steps) <= len(autograd.compile(f, grad=True).trace.program.steps)


def test_some_arguments_are_named_in_the_texts_and_descended_by():
    def f(w, b, x):
        return (w * x + b) ** 2

    some = autograd.compile(f, grad=("b",))
    assert "d_w" not in some.source
    assert "gradient: the derivatives by b " in some.text("c")
    assert "df/db" in some.text("js")
    assert "df/dw" not in some.text("js")
    for target in ("python", "native"):
        if target == "native":
            pytest.importorskip("llvmlite")
        moved = autograd.compile(f, grad=("b",), target=target)
        assert moved.descend(1.0, 0.0, 2.0, rate=0.25, steps=2) == (1.0, -1.5, 2.0)
    assert autograd.compile(f, grad=("x",), order=2)(1.0, 2.0, 3.0)[2] == ((2.0,),)


def test_a_gradient_by_no_argument_is_refused():
    with pytest.raises(OperandError, match=r"a and bias; got 'biass'.* bias"):
        autograd.compile(lambda a, bias: a * bias, grad=("biass",))
    with pytest.raises(OperandError, match="by names the arguments that move: b; got 'w'"):
        autograd.compile(lambda w, b: w * b, grad="b").descend(1.0, 2.0, rate=0.1, by="w")
