"""Laws of compiled arrays: every operation computes what eager code does, in each library.

The cases are those of the laws of arrays, read off the entries, so what is entered is tested here.
"""

from typing import Any

import numpy as np
import pytest

import autograd as ag
from array_cases import CASES, curved, numbers
from autograd import Tensor
from autograd.engine.elementwise import Elementwise
from autograd.engine.primitive import PUBLIC
from autograd.errors import OperandError
from registry import ORDERED

CLOSE = {"rtol": 1e-12, "atol": 1e-13}  # libraries add in other orders


def eager(case: str) -> tuple[Any, list[Any]]:
    f, shapes = CASES[case]
    leaves = [Tensor(x) for x in numbers(*shapes)]
    y = curved(f)(*leaves)
    return y.item(), ag.gradients(y, leaves)


def compiled(case: str, target: str) -> Any:
    f, shapes = CASES[case]
    names = ["x", "y"][: len(shapes)]
    call = {1: lambda x: curved(f)(x), 2: lambda x, y: curved(f)(x, y)}[len(names)]
    return ag.compile(call, *numbers(*shapes), grad=True, target=target)


@pytest.mark.parametrize("case", CASES)
def test_numpy_has_the_numbers_of_eager_code(case):
    value, slopes = eager(case)
    made = compiled(case, "numpy")
    given = numbers(*CASES[case][1])
    y, found = made(*given)
    assert all(map(np.array_equal, given, numbers(*CASES[case][1])))
    np.testing.assert_allclose(y, value, **CLOSE)
    for a, b in zip(found, slopes, strict=True):
        assert a.shape == b.shape
        np.testing.assert_allclose(a, b, **CLOSE)
    assert not made.written("numpy").outside


ELEMENTWISE = {
    name: op
    for name, op in PUBLIC.items()
    if isinstance(op, Elementwise) and name == op.name and name != "where"
}


def sample(op: Elementwise) -> list[Any]:
    """Arrays of numbers at which the operation has a value."""
    tried = np.random.default_rng(5).uniform(-1.5, 2.5, (op.arity, 400))
    tried[:, 200:] = np.abs(tried[:, 200:]) + 1.0
    if op.name in ORDERED:  # the order is a whole number
        tried[0] = 1.0
    if op.rules[-1] is None and op.defaults:
        tried[-1] = op.defaults[-1]
    with ag.ieee():
        fine = np.isfinite(op.on_arrays(*tried))
    return [x[fine][-12:].reshape(3, 4) for x in tried]


def weighed(op: Elementwise) -> Any:
    """An operation on arrays, weighed and summed."""
    if op.arity == 1:
        return lambda x: (op(x) * WEIGHTS).sum()
    if op.arity == 2:
        return lambda x, y: (op(x, y) * WEIGHTS).sum()
    if op.arity == 3:
        return lambda x, y, z: (op(x, y, z) * WEIGHTS).sum()
    return lambda x, y, z, w: (op(x, y, z, w) * WEIGHTS).sum()


WEIGHTS = np.cos(np.arange(12.0)).reshape(3, 4)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_so_has_every_function_of_numbers(name):
    op = ELEMENTWISE[name]
    f, xs = weighed(op), sample(op)
    with ag.ieee():
        value, slopes = ag.value_and_grad(f, range(op.arity))(*xs)
    y, found = ag.compile(f, *xs, grad=True, target="numpy")(*xs)
    np.testing.assert_allclose(y, value, **CLOSE)
    for a, b in zip(found, slopes, strict=True):
        np.testing.assert_allclose(a, b, **CLOSE)


def to_torch(x: Any) -> Any:
    import torch

    return torch.from_numpy(np.array(x))


def to_jax(x: Any) -> Any:
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax.numpy.asarray(x)


LIBRARIES = {"jax": to_jax, "torch": to_torch}


def held_against(cases: Any, library: str) -> None:
    wrong = []
    for case in cases:
        xs = numbers(*CASES[case][1])
        value, slopes = eager(case)
        y, found = compiled(case, library).function(*map(LIBRARIES[library], xs))
        for a, b in zip((y, *found), (value, *slopes), strict=True):
            if np.shape(a) != np.shape(b) or not np.allclose(np.asarray(a), b, **CLOSE):
                wrong.append(case)
    assert not wrong


@pytest.mark.parametrize("library", LIBRARIES)
def test_libraries_have_the_numbers_of_eager_code(library):
    pytest.importorskip(library)
    held_against(list(CASES)[::12], library)


def surprise(w, x, k):
    return -ag.log_softmax(ag.tanh(x @ w))[np.arange(4), k].sum() + (w.softmax() ** 2).sum()


def test_libraries_differentiate_the_text_again_and_map_it():
    w, x, k = (
        np.cos(np.arange(6.0)).reshape(3, 2),
        np.sin(np.arange(12.0)).reshape(4, 3),
        [0, 1, 1, 0],
    )
    _, (slope,) = ag.compile(surprise, w, x, np.array(k), grad="w", target="numpy")(
        w, x, np.array(k)
    )
    jax, torch = (pytest.importorskip(name) for name in LIBRARIES)
    text = ag.compile(surprise, w, x, np.array(k), target="jax").function
    given = to_jax(w), to_jax(x), jax.numpy.array(k)
    np.testing.assert_allclose(jax.grad(text)(*given), slope, **CLOSE)
    both = jax.jit(jax.vmap(text, in_axes=(0, None, None)))(
        jax.numpy.stack([given[0]] * 2), *given[1:]
    )
    np.testing.assert_allclose(both, [text(*given)] * 2, **CLOSE)
    text = ag.compile(surprise, w, x, np.array(k), target="torch").function
    given = to_torch(w), to_torch(x), torch.tensor(k)
    np.testing.assert_allclose(torch.func.grad(text)(*given), slope, **CLOSE)
    both = torch.func.vmap(text, in_dims=(0, None, None))(torch.stack([given[0]] * 2), *given[1:])
    np.testing.assert_allclose(both, [float(text(*given))] * 2, **CLOSE)


@pytest.mark.full
@pytest.mark.parametrize("library", LIBRARIES)
def test_libraries_have_the_numbers_of_eager_code_in_every_case(library):
    pytest.importorskip(library)
    held_against(CASES, library)


@pytest.mark.full
@pytest.mark.parametrize("library", LIBRARIES)
def test_libraries_have_the_functions_of_numbers_or_say_so(library):
    pytest.importorskip(library)
    wrong, refused, looped = [], set(), set()
    for name, op in ELEMENTWISE.items():
        xs, f = sample(op), weighed(op)
        ours = ag.compile(f, *xs, grad=True, target="numpy")
        y, found = ours(*xs)
        if ours.written("numpy").outside:
            looped.add(name)
        try:
            run = ag.compile(f, *xs, grad=True, target=library).function
        except OperandError:
            refused.add(name)
            continue
        z, slopes = run(*map(LIBRARIES[library], xs))
        for a, b in zip((z, *slopes), (y, *found), strict=True):
            if np.shape(a) != np.shape(b) or not np.allclose(np.asarray(a), b, **CLOSE):
                wrong.append(name)
    assert not wrong
    assert refused == looped
