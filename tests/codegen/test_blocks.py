"""Rows in NumPy: the bits of the text on arrays, in a few arrays that are used again and again."""

import math
import random

import numpy as np
import pytest

import autograd
from autograd import dot, gelu, maximum, sigmoid, tanh, where
from autograd.codegen.blocks import BLOCK
from effort import at_most


def tangled(seed):
    """A function of two shared numbers and two of a row that uses all kinds of operations."""

    def f(w, b, x, y):
        draw, made = random.Random(seed), [w, b, x, y, 0.5]
        for _ in range(40):
            p, q, r = draw.choices(made[-9:], k=3)
            kinds = [
                lambda p, q, r: p + q, lambda p, q, r: p * q, lambda p, q, r: p - 0.5 * r,
                lambda p, q, r: tanh(p), lambda p, q, r: sigmoid(q), lambda p, q, r: gelu(r),
                lambda p, q, r: maximum(p, q), lambda p, q, r: dot([p, q], [r, 0.5]),
                lambda p, q, r: where((p < q) & ~(q < r), p, r), lambda p, q, r: p / (q * q + 1.0),
            ]  # fmt: skip
            made.append(draw.choice(kinds)(p, q, r))
        return 0.25 * (made[-1] + made[-2] * x) + w

    return f


SPECIAL = [0.0, -0.0, math.inf, -math.inf, math.nan, 1e-310, 1e300]


@pytest.mark.parametrize("seed", range(12))
def test_each_row_has_the_bits_of_the_text_on_arrays(seed):
    f, draw = tangled(seed), np.random.default_rng(seed)
    blocks = autograd.compile(f, grad=True, rows=("x", "y"), reduce="none")
    plain = autograd.compile(f, grad=True)
    n = [1, 5, BLOCK, BLOCK + 1, 2 * BLOCK + 7][seed % 5]
    x, y = draw.normal(size=n), draw.normal(size=n)
    x[: len(SPECIAL)] = SPECIAL[:n]
    for w, b in ((0.3, -0.7), (-2.0, 0.1)):  # the arrays of the first call are used again
        value, (_, _, d_x, d_y) = blocks(w, b, x, y)
        table = np.column_stack([np.full(n, w), np.full(n, b), x, y])
        truth = plain.everywhere
        values, slopes = autograd.codegen.Compiled(truth).rows(table)
        np.testing.assert_array_equal(value, values)
        np.testing.assert_array_equal(d_x, slopes[:, 2])
        np.testing.assert_array_equal(d_y, slopes[:, 3])


@pytest.mark.parametrize("n", [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 1])
def test_sums_of_whole_numbers_are_exact(n):
    f = autograd.compile(
        lambda w, x, y: [w * x * y, x, w, 3.0, x * x, w * w], rows=("x", "y"), reduce="sum"
    )
    x, y = np.arange(1.0, n + 1), np.arange(n) % 3 - 1.0
    assert f(2.0, x, y) == [(2 * x * y).sum(), x.sum(), 2.0 * n, 3.0 * n, (x * x).sum(), 4.0 * n]


def test_places_are_left_to_others():
    def chain(w, x):
        for _ in range(200):
            x = tanh(w * x + 0.1)
        return x

    f = autograd.compile(chain, rows=["x"])
    f(0.5, np.ones(3))
    assert sum(f._engine._slots.counts.values()) < 10


def test_a_block_takes_a_call_for_each_operation():
    def wide(w, x):
        return sum((tanh(w * x + 0.01 * k) * x for k in range(100)), 0.0)

    f = autograd.compile(wide, grad=True, rows=["x"])
    x = np.linspace(-1.0, 1.0, BLOCK)
    f(0.5, x)
    steps = len(f.trace.program.steps)
    with at_most(12 * steps):
        f(0.5, x)


def test_another_number_of_rows_is_no_other_answer():
    f = autograd.compile(lambda w, x: w * x + x * x, grad=True, rows=["x"])
    x = np.linspace(-1.0, 1.0, 50)
    whole = f(0.5, x)[1][1]
    for n in (50, 7, 50, 1, 49):
        np.testing.assert_array_equal(f(0.5, x[:n])[1][1], whole[:n])
