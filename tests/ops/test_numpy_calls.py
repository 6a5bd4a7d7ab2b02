"""NumPy's functions by NumPy's own calls: the values of plain arrays, and slopes by differences.

A row is a call as people write it on arrays; on Tensors it gives the same numbers, and along a
direction the slope that the central difference of the plain call has.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import autograd as ag
from array_cases import numbers
from autograd import Tensor
from autograd.errors import AutogradError

V, M, B = (4,), (3, 4), (2, 3, 2)
VIEWS = {
    "np.squeeze(x)": [(1, 3, 1), (1,), M],
    "np.squeeze(x, axis=0)": [(1, 3, 1)],
    "np.squeeze(x, axis=(0, -1))": [(1, 3, 1)],
    "x.squeeze()": [(1, 3)],
    "x.flatten()": [M, ()],
    "np.ravel(x)": [B],
    "np.expand_dims(x, 0)": [V, ()],
    "np.expand_dims(x, axis=(0, -1))": [V, M],
    "np.expand_dims(x, (2, 0))": [M],
    "x.swapaxes(0, -1)": [M, B],
    "np.swapaxes(x, 1, 2)": [B],
    "np.moveaxis(x, 0, -1)": [M, B],
    "np.moveaxis(x, [0, 1], [-1, -2])": [B],
    "np.moveaxis(x, [0, 2], [2, 0])": [B],
    "np.atleast_1d(x)": [(), V],
    "np.atleast_2d(x)": [(), V, M],
    "np.atleast_3d(x)": [(), V, M, B],
    "np.hstack([x, 2.0 * x])": [V, M, B, ()],
    "np.vstack([x, x])": [V, M, ()],
    "np.column_stack([x, x * x])": [V, M],
    "np.append(x, x[:1])": [V, M],
    "np.append(x, x, axis=1)": [M],
    "np.split(x, 2, axis=-1)[1]": [M, V],
    "np.split(x, [1, 2])[1]": [M, V],
    "np.array_split(x, 3)[0]": [V, M],
    "np.array_split(x, 3, axis=1)[-1]": [M],
    "np.repeat(x, 2)": [V, M, ()],
    "np.repeat(x, 3, axis=1)": [M, B],
    "np.repeat(x, [0, 2, 1], axis=0)": [M],
    "x.repeat(2, axis=-1)": [M],
    "np.tile(x, 2)": [V, M, ()],
    "np.tile(x, (2, 1, 3))": [V, M],
    "np.flip(x)": [V, M],
    "np.flip(x, axis=1)": [M, B],
    "np.flip(x, (0, 2))": [B],
    "np.roll(x, 1)": [V, M, ()],
    "np.roll(x, -6, axis=1)": [M],
    "np.roll(x, (1, 2), axis=(0, 1))": [M],
    "np.rot90(x)": [M, B],
    "np.rot90(x, k=2)": [M],
    "np.rot90(x, -1, axes=(1, 2))": [B],
    "np.pad(x, 1)": [V, M],
    "np.pad(x, (0, 2), constant_values=3.0)": [M],
    "np.pad(x, ((1, 0), (2, 3)), mode='edge')": [M],
    "np.pad(x, 2, mode='reflect')": [V, M],
    "np.pad(x, 3, 'wrap')": [V],
    "np.pad(x, 2, 'symmetric')": [M],
    "np.diff(x)": [V, M],
    "np.diff(x, n=2, axis=0)": [M],
    "np.diff(x, n=0)": [V],
    "np.diff(x, prepend=0.0)": [V, M],
    "np.gradient(x)": [V],
    "np.gradient(x, 0.5, axis=1)": [M],
    "np.gradient(x)[0]": [M],
    "np.gradient(x, 2.0, 3.0)[1]": [M],
    "np.diag(x)": [V, M],
    "np.diag(x, k=-1)": [V, M],
    "np.diag(x, 2)": [V, M],
    "np.diagonal(x)": [M, B],
    "x.diagonal(1, axis1=1, axis2=0)": [M, B],
    "np.diagonal(x, 9)": [M],
    "np.triu(x)": [M, B],
    "np.tril(x, -1)": [M, B],
}
PRODUCTS: dict[str, list[tuple[int, ...]]] = {
    "np.einsum('ij,jk->ik', x, x[:, :3].T)": [(3, 3)],
    "np.einsum('ij->ji', x)": [M],
    "np.einsum('ij', x)": [M],
    "np.einsum('ji', x)": [M],
    "np.einsum('ii', x)": [(3, 3)],
    "np.einsum('ii->i', x)": [(3, 3)],
    "np.einsum('iij->j', x)": [(2, 2, 3)],
    "np.einsum('i,j->ij', x, x)": [V],
    "np.einsum('i,i', x, x)": [V],
    "np.einsum('ij,ij->', x, x)": [M],
    "np.einsum('ij,ij->i', x, x)": [M],
    "np.einsum('bij,bjk->bik', x, x.swapaxes(1, 2))": [B],
    "np.einsum('...ij,...kj->...ik', x, x)": [B, M],
    "np.einsum('...i->...', x)": [V, B],
    "np.einsum('i...,i...', x, x)": [M],
    "np.einsum('ij,kj,kl->il', x, x, x)": [M],
    "np.einsum('ij,k->i', x, x[0])": [M],
    "np.tensordot(x, x)": [M],
    "np.tensordot(x, x, axes=([1], [1]))": [M],
    "np.tensordot(x, x, axes=0)": [V],
    "np.tensordot(x, x, axes=((0, 1), (0, 1)))": [B],
    "np.inner(x, x[0])": [M],
    "np.inner(x, x)": [V, M],
    "np.vdot(x, x)": [V, M],
    "np.kron(x, x)": [V, M],
    "np.kron(x, x[0])": [M, B],
    "np.cross(x, x[::-1] * x)": [(3,), (4, 3)],
    "np.cross(x, x[:, ::-1] * x, axis=0)": [(3, 2)],
}
CALLS = {
    f"{text} {shape}": (text, shape)
    for text, shapes in (VIEWS | PRODUCTS).items()
    for shape in shapes
}


def of(text: str) -> Callable[[Any], Any]:
    """A call as a function of its array."""
    return eval(f"lambda x: {text}", {"np": np})  # type: ignore[no-any-return]  # noqa: S307  # a row of ours


@pytest.mark.parametrize("row", CALLS)
def test_a_call_has_the_numbers_and_slopes_of_plain_arrays(row):
    text, shape = CALLS[row]
    f, x = of(text), numbers(shape)[0]
    moved = np.cos(np.arange(x.size)).reshape(shape)
    leaf = Tensor(x)
    y, wanted = f(leaf), f(x)
    assert isinstance(y, Tensor)
    assert y.shape == np.shape(wanted)
    np.testing.assert_allclose(y.data, wanted, rtol=1e-12, atol=1e-13)
    weights = np.sin(np.arange(1.0, y.size + 1.0)).reshape(y.shape)
    slope = ag.gradients((y * weights).sum(), [leaf])[0]
    h = 1e-5
    central = ((f(x + h * moved) - f(x - h * moved)) * weights).sum() / (2.0 * h)
    assert (slope * moved).sum() == pytest.approx(central, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("dtype", ["float32", "int64"])
@pytest.mark.parametrize("name", ["flip", "tile", "diag", "pad", "diff", "hstack"])
def test_plain_arrays_of_any_kind_count_as_floats(name, dtype):
    x = np.array([0, 1, 1], dtype=dtype)
    more = {"tile": (2,), "pad": (1,)}.get(name, ())
    given = [x, x] if name == "hstack" else x
    theirs = [x.astype(float)] * 2 if name == "hstack" else x.astype(float)
    y = getattr(ag, name)(given, *more)
    assert np.array_equal(y, getattr(np, name)(theirs, *more))


REFUSED: dict[str, tuple[Any, str]] = {
    "letters": (lambda t: np.einsum("ijk->i", t), "a letter for each axis; 'ijk' came with 2 axes"),
    "arrays": (lambda t: ag.einsum("ij,j->i", t), "takes 2 arrays; got 1"),
    "lengths": (lambda t: np.einsum("ij,jk->ik", t, t), "has lengths 3 and 2 for j"),
    "results": (lambda t: np.einsum("ij->k", t), "each letter of its result once, and in an array"),
    "no letters": (lambda t: ag.einsum(t, [0, 1]), "einsum takes letters first"),
    "tensordot": (lambda t: np.tensordot(t, t, 1), "pairs of axes of one length"),
    "cross": (lambda t: np.cross(t, t, axis=0), "vectors of 3 numbers along an axis"),
    "squeeze": (lambda t: t.squeeze(0), r"axes of length 1; axis 0 of \(2, 3\) is not"),
    "no axis": (lambda t: t.squeeze(2), "has no axis 2: its axes are -2 to 1"),
    "no new axis": (lambda t: np.expand_dims(t, 3), "has no axis 3: its axes are -3 to 2"),
    "split": (lambda t: np.split(t, 2, axis=1), "axis 1 has length 3, which 2 does not divide"),
    "no piece": (lambda t: np.array_split(t, 0), "has one piece at least; got 0"),
    "half a piece": (lambda t: np.array_split(t, 1.5), "is a whole number; got 1.5"),
    "repeat": (lambda t: np.repeat(t, -1), "whole numbers from 0 on; got -1"),
    "counts": (lambda t: np.repeat(t, [1, 2], axis=1), "a count for each of 3; got 2"),
    "moveaxis": (lambda t: np.moveaxis(t, [0, 0], [1, 0]), "each axis once to a place"),
    "rot90": (lambda t: np.rot90(t, axes=(0, 0)), "a plane of two axes"),
    "pad": (lambda t: np.pad(t, 1, mode="mean"), "the modes constant, edge"),
    "width": (lambda t: np.pad(t, -1), "widths from 0 on; got -1"),
    "diag": (lambda t: np.diag(t[None]), r"a vector or a matrix; got shape \(1, 2, 3\)"),
    "diagonal": (lambda t: t.diagonal(0, 1, 1), "axis 1 of .* twice"),
    "triu": (lambda t: np.triu(t[0]), r"takes a matrix, or an array of them; got shape \(3,\)"),
    "gradient": (lambda t: np.gradient(t, [1.0, 2.0], axis=0), "equal steps, as numbers"),
    "samples": (lambda t: np.gradient(t[:1], axis=0), "two samples along an axis"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_in_a_sentence(case):
    call, sentence = REFUSED[case]
    with pytest.raises(AutogradError, match=sentence):
        call(Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]))
