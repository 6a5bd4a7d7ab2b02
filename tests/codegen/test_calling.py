"""The quick way of a call to machine code gives what the long way gives, or leaves it to that."""

from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import numpy as np
import pytest

import autograd
from autograd import exp, tanh
from autograd.errors import OperandError, ShapeError
from autograd.support.containers import leaves_of
from effort import at_most

pytestmark = pytest.mark.skipif(not find_spec("llvmlite"), reason="needs llvmlite")
Pair = namedtuple("Pair", "a b")
draw = np.random.default_rng(3)
POINTS = {
    "numbers": (1.5, 0.5, -2.0),
    "one number": (0.7,),
    "a list": ([0.5, -1.0], 2.0),
    "lists in lists": ([[0.5], [1.0, 2.0]], 3.0),
    "a dict": ({"w": 0.5, 3: [1.0, 2.0]}, 0.1),
    "pairs": (Pair(0.5, 1.0), (2.0, 3.0)),
    "an array": (draw.normal(size=3), 0.5),
    "arrays": (draw.normal(size=(2, 3)), draw.normal(size=2), [1.0], draw.normal(size=(1, 2, 2))),
}


def numbers_of(args):
    for arg in leaves_of(list(args)):
        yield from arg.ravel() if hasattr(arg, "ravel") else [arg]


def wave(*args):
    total = 0.25
    for k, x in enumerate(numbers_of(args)):
        total = tanh(total * x) + exp(-x) * (k + 1.0)
    return total


def same(a, b):
    """Equal in type, structure and every bit."""
    assert type(a) is type(b)
    if isinstance(a, np.ndarray):
        np.testing.assert_array_equal(a, b, strict=True)
    elif isinstance(a, dict):
        assert a.keys() == b.keys()
        for key in a:
            same(a[key], b[key])
    elif isinstance(a, (list, tuple)):
        assert len(a) == len(b)
        for x, y in zip(a, b, strict=True):
            same(x, y)
    else:
        assert a == b or a != a


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("kind", POINTS)
def test_at_a_point_it_is_the_long_way_s(kind, order):
    args = POINTS[kind]
    compiled = autograd.compile(wave, *args, order=order, target="native")
    quick = compiled._quick(*args)
    assert quick is not None
    same(quick, compiled._at(args))


@pytest.mark.parametrize("answer", [
    lambda w, x: [w * x, {"a": x, "b": (w,)}, 3.0], lambda w, x: Pair(w, x), lambda w, x: (),
])  # fmt: skip
def test_an_answer_has_its_own_structure(answer):
    compiled = autograd.compile(answer, target="native")
    same(compiled._quick(2.0, 3.0), compiled._at((2.0, 3.0)))


def over(w, k, x, t):
    return (tanh(w[0] * x[0] + w[1] * x[1]) - t) ** 2 + k * t


ROWS = {
    "lists": ([0.5, 1.0], 2.0, [0.0, 0.0], 0.0),
    "arrays": (np.zeros(2), 2.0, np.zeros(2), 0.0),
}


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("reduce", ["sum", "mean", "none"])
@pytest.mark.parametrize("kind", ROWS)
def test_over_rows_it_is_the_long_way_s(kind, reduce, order):
    compiled = autograd.compile(
        over, *ROWS[kind], order=order, rows=("x", "t"), reduce=reduce, target="native"
    )
    for n in (1, 5, 17, 1024):
        args = (*ROWS[kind][:2], draw.normal(size=(n, 2)), draw.normal(size=n))
        quick = compiled._quick(*args)
        assert quick is not None
        same(quick, compiled._over_any_rows(args))


def test_what_each_row_has_may_be_an_argument_or_the_same_everywhere():
    compiled = autograd.compile(
        lambda w, x, y: w * x + 3.0 * y, grad=True, rows=("x", "y"), reduce="none", target="native"
    )
    args = (2.0, np.arange(3.0), np.ones(3))
    same(compiled._quick(*args), compiled._over_any_rows(args))
    assert compiled(*args)[1][2].tolist() == [3.0, 3.0, 3.0]
    added = autograd.compile(lambda w, x: [x, w, 2.0], rows=["x"], target="native")
    same(added._quick(2.0, np.arange(3.0)), added._over_any_rows((2.0, np.arange(3.0))))
    assert added(2.0, np.arange(3.0)) == [3.0, 6.0, 6.0]


UNUSUAL = {
    "integers": lambda w, k, x, t: (w, 2, x, t),
    "a list of rows": lambda w, k, x, t: (w, k, x.tolist(), t),
    "single floats": lambda w, k, x, t: (w, k, x.astype(np.float32), t),
    "another order of bytes": lambda w, k, x, t: (w, k, x, t.astype(">f8")),
    "scalars of NumPy": lambda w, k, x, t: (list(np.array(w)), np.float64(k), x, t),
    "rows of rows": lambda w, k, x, t: (w, k, x.reshape(-1, 1, 2), t.reshape(-1, 1)),
}


@pytest.mark.parametrize("kind", UNUSUAL)
def test_what_is_not_usual_goes_the_long_way(kind):
    compiled = autograd.compile(over, *ROWS["lists"], grad=True, rows=("x", "t"), target="native")
    usual = ([0.5, 1.0], 2.0, np.round(draw.normal(size=(5, 2)), 2), np.arange(5.0))
    unusual = UNUSUAL[kind](*usual)
    assert compiled._quick(*unusual) is None
    np.testing.assert_allclose(compiled(*unusual)[0], compiled(*usual)[0], rtol=1e-6)


def test_arrays_in_any_layout_are_copied_as_they_are():
    compiled = autograd.compile(over, *ROWS["arrays"], grad=True, rows=("x", "t"), target="native")
    w, x, t = np.array([0.5, 1.0]), draw.normal(size=(6, 2)), draw.normal(size=6)
    wide, frozen = np.zeros((12, 4)), x.copy()
    wide[::2, ::2] = x
    frozen.flags.writeable = False
    plain = compiled(w, 2.0, x, t)
    for rows in (wide[::2, ::2], frozen, np.asfortranarray(x)):
        assert compiled._quick(w, 2.0, rows, t) is not None
        same(compiled(w, 2.0, rows, t), plain)


@pytest.mark.parametrize(("args", "error", "said"), [
    (([1.0], 2.0, np.zeros((1, 2)), np.zeros(1)), ShapeError, "w was compiled as a list of 2"),
    (([1.0, 2.0], 2.0, np.zeros((1, 3)), np.zeros(1)), ShapeError, "x has 2 numbers for each"),
    (([1.0, 2.0], 2.0, np.zeros((1, 2)), np.zeros(2)), ShapeError, "x has 1 rows, and t has 2"),
    (([1.0, 2.0], 2.0, np.zeros((1, 2)), 1.0), ShapeError, "t has a number for each row"),
    (([1.0, 2.0], 2.0, np.zeros((1, 2))), OperandError, "takes 4 arguments; got 3"),
])  # fmt: skip
def test_a_wrong_call_is_told_by_the_long_way(args, error, said):
    compiled = autograd.compile(over, *ROWS["lists"], grad=True, rows=("x", "t"), target="native")
    with pytest.raises(error) as caught:
        compiled(*args)
    assert said in str(caught.value)


def test_answers_are_the_caller_s_own():
    compiled = autograd.compile(over, *ROWS["arrays"], grad=True, rows=("x", "t"), target="native")
    args = (np.array([0.5, 1.0]), 2.0, np.ones((3, 2)), np.ones(3))
    first = compiled(*args)
    kept = first[1][0].copy(), first[1][2].copy()
    compiled(np.zeros(2), 0.0, np.zeros((3, 2)), np.zeros(3))
    np.testing.assert_array_equal(first[1][0], kept[0])
    np.testing.assert_array_equal(first[1][2], kept[1])


def test_calls_in_threads_do_not_meet():
    compiled = autograd.compile(over, *ROWS["lists"], grad=True, rows=("x", "t"), target="native")
    x, t = draw.normal(size=(300, 2)), draw.normal(size=300)
    weights = [[0.01 * k, 1.0] for k in range(200)]
    alone = [compiled(w, 2.0, x, t)[0] for w in weights]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda w: compiled(w, 2.0, x, t)[0], weights)) == alone


def test_a_call_takes_few_steps_of_python():
    at_point = autograd.compile(lambda w, x, b: tanh(w * x + b), grad=True, target="native")
    rows = autograd.compile(over, *ROWS["arrays"], grad=True, rows=("x", "t"), target="native")
    args = (np.ones(2), 2.0, np.ones((3, 2)), np.ones(3))
    at_point(1.0, 2.0, 3.0), rows(*args)
    with at_most(150):
        for _ in range(10):
            at_point(1.0, 2.0, 3.0)
    with at_most(250):
        for _ in range(10):
            rows(*args)
