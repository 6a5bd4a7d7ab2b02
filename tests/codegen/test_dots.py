"""Long dot products of inputs are loops in native code; short or scattered ones are written out."""

from importlib.util import find_spec

import numpy as np
import pytest

import autograd
from autograd import dot, tanh
from autograd.codegen.native.dots import LONG, is_loop
from autograd.ops.products import dot as operation

native = pytest.mark.skipif(not find_spec("llvmlite"), reason="needs llvmlite")
draw = np.random.default_rng(11)


def unit(w, v, x, t):
    """One product of a row and one of what all rows share."""
    return (tanh(dot(w, x)) * dot(w, v) - t) ** 2


def compiled(n, manner):
    row = [0.0] * n
    return autograd.compile(
        unit, row, row, row, 0.0, grad=("w", "v"), rows=("x", "t"), target="native", manner=manner
    )


@native
@pytest.mark.parametrize("n", [LONG, LONG + 1, LONG + 3, 100])
def test_a_loop_gives_what_is_written_out(n):
    fast, exact = compiled(n, "fast"), compiled(n, "exact")
    w, v = (draw.normal(size=n) * 0.1 for _ in range(2))
    for rows in (1, 7, 8, 200, 1100):
        x, t = draw.normal(size=(rows, n)), draw.normal(size=rows)
        value, (d_w, d_v) = fast(w, v, x, t)
        truth, (truth_w, truth_v) = exact(w, v, x, t)
        assert value == pytest.approx(truth, rel=1e-12)
        np.testing.assert_allclose(d_w, truth_w, rtol=1e-9, atol=1e-12 * rows)
        np.testing.assert_allclose(d_v, truth_v, rtol=1e-9, atol=1e-12 * rows)


@native
def test_the_program_does_not_grow_with_the_product():
    steps = [len(compiled(n, "fast")._engine.runner.built.layout.program.steps) for n in (64, 128)]
    assert steps[1] - steps[0] == 4 * 64  # two products and a sum by each w, a product by each v


INPUTS = 4 * LONG


@pytest.mark.parametrize(("args", "right"), [
    ([*range(LONG), *range(LONG, 2 * LONG)], True),
    ([*range(LONG), *range(LONG)], True),
    ([*range(2 * LONG, 3 * LONG), *range(LONG)], True),
    ([*range(LONG - 1), *range(LONG - 1)], False),
    ([*range(LONG)[::-1], *range(LONG)], False),
    ([*range(LONG), *range(0, 2 * LONG, 2)], False),
    ([*range(LONG), *[1.0] * LONG], False),
    ([*range(LONG), *range(INPUTS - 1, INPUTS - 1 + LONG)], False),
    ([*range(LONG), *range(3 * LONG // 2, 5 * LONG // 2)], False),
])  # fmt: skip
def test_what_stands_in_a_row_is_a_loop(args, right):
    rows = range(2 * LONG, 3 * LONG)
    assert is_loop(operation, args, INPUTS, rows) is right


@native
@pytest.mark.parametrize("n", [LONG - 1, LONG, 65])
def test_products_of_matrices_are_loops_too(n):
    def layer(w, b, x):
        return (np.tanh(w @ x + b) ** 2).sum()

    given = draw.normal(size=(3, n)) * 0.1, draw.normal(size=3)
    fast, exact = (
        autograd.compile(
            layer, *given, np.zeros(n), grad=("w", "b"), rows=["x"], target="native", manner=manner
        )
        for manner in ("fast", "exact")
    )
    x = draw.normal(size=(37, n))
    value, slopes = fast(*given, x)
    truth, right = exact(*given, x)
    assert value == pytest.approx(truth, rel=1e-12)
    for d, d_right in zip(slopes, right, strict=True):
        np.testing.assert_allclose(d, d_right, rtol=1e-9, atol=1e-11)
    made = [op.name for op, _ in fast._engine.runner.built.layout.program.steps]
    assert made.count("dot") == (3 if n >= LONG else 0)


@native
def test_a_partial_sum_that_is_read_elsewhere_stays_written_out():
    def f(w, x):
        first = sum((a * b for a, b in zip(w[:LONG], x[:LONG], strict=True)), 0.0)
        whole = first
        for a, b in zip(w[LONG:], x[LONG:], strict=True):
            whole = whole + a * b
        return first * whole

    row = [0.0] * (2 * LONG)
    fast = autograd.compile(f, row, row, rows=["x"], target="native")
    plain = autograd.compile(f, row, row, rows=["x"])
    w, x = draw.normal(size=2 * LONG), draw.normal(size=(9, 2 * LONG))
    assert fast(w, x) == pytest.approx(plain(w.tolist(), x), rel=1e-12)
