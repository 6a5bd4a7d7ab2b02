"""Laws of `scan` and `repeat`: a loop is what it says, unrolled, with all its derivatives."""

import copy
import gc
import pickle

import numpy as np
import pytest

import autograd
from autograd import (
    GraphError,
    OperandError,
    ShapeError,
    Tensor,
    Value,
    draw,
    explain,
    grad,
    gradients,
    hessian,
    hvp,
    jvp,
    no_grad,
    repeat,
    scan,
    sin,
    tanh,
)
from autograd.engine.node import Node
from autograd.support.containers import leaves_of, tree_map
from recurrences import LOOPS, POINT, unrolled


@pytest.mark.parametrize("name", LOOPS)
def test_a_loop_is_its_steps_one_after_the_other(name):
    f = lambda p, q: LOOPS[name](scan, p, q)  # noqa: E731  # two ways of one function
    g = lambda p, q: LOOPS[name](unrolled, p, q)  # noqa: E731
    assert f(*map(Value, POINT)).data == g(*map(Value, POINT)).data  # the same bits
    near = lambda x: pytest.approx(x, rel=1e-13, abs=1e-15)  # noqa: E731
    assert grad(f, (0, 1))(*POINT) == near(grad(g, (0, 1))(*POINT))
    moves = (0.3, 1.1)
    assert jvp(f, POINT, moves)[1] == near(jvp(g, POINT, moves)[1])
    assert hvp(f, POINT, moves) == near(hvp(g, POINT, moves))
    second = lambda h: [  # noqa: E731
        [float(x) for x in row] for row in hessian(lambda x: h(x[0], x[1]))(list(POINT))
    ]
    assert second(f) == [near(row) for row in second(g)]


@pytest.mark.parametrize("name", ["both", "outputs", "carry and outputs"])
def test_third_derivatives_and_forward_over_reverse(name):
    f = lambda p: LOOPS[name](scan, p, POINT[1])  # noqa: E731
    g = lambda p: LOOPS[name](unrolled, p, POINT[1])  # noqa: E731
    third = lambda h: float(grad(grad(grad(h)))(POINT[0]))  # noqa: E731
    assert third(f) == pytest.approx(third(g), rel=1e-12)
    rate = lambda h: float(grad(lambda p: jvp(h, [p], [1.0])[1])(POINT[0]))  # noqa: E731
    assert rate(f) == pytest.approx(float(grad(grad(g))(POINT[0])), rel=1e-12)


def test_the_slopes_are_those_of_differences():
    f = lambda p: LOOPS["carry and outputs"](scan, p, POINT[1])  # noqa: E731
    step = 1e-5
    slope = (float(f(Value(0.7 + step)).data) - float(f(Value(0.7 - step)).data)) / (2 * step)
    assert float(grad(f)(0.7)) == pytest.approx(slope, rel=1e-8)


def test_by_hand():
    r = Value(3.0, "r")
    y = repeat(lambda x: r * x * (1.0 - x), 0.5, 2)  # r^2/4 (1 - r/4)
    assert (y.data, gradients(y, [r])) == (0.5625, [-0.1875])
    second = lambda r: repeat(lambda x: r * x * (1.0 - x), 0.5, 2)  # noqa: E731
    assert grad(grad(second))(3.0) == pytest.approx(0.5 - 3 * 3.0 / 8)


W = np.array([[0.5, -0.1, 0.2], [0.3, 0.4, -0.2], [0.1, 0.1, 0.6]])
XS = np.linspace(-1.0, 1.0, 12).reshape(4, 3)


def recurrent(loop):
    """A recurrent layer, as a function of its weights, its inputs and where it begins."""

    def f(w, xs, h):
        last, states = loop(lambda h, x: (tanh(w @ h + x), h * h), h, xs)
        states = states if isinstance(states, (Tensor, np.ndarray)) else autograd.stack(states)
        return (last * last).sum() + states.sum()

    return f


def test_tensors_in_the_carry_the_outputs_and_what_is_read():
    f, g, at = recurrent(scan), recurrent(unrolled), (W, XS, np.array([0.1, 0.2, -0.3]))
    every = (0, 1, 2)
    assert f(*map(Tensor, at)).data == g(*map(Tensor, at)).data
    for a, b in zip(grad(f, every)(*at), grad(g, every)(*at), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-13, atol=1e-15)
    moves = [np.ones_like(x) for x in at]
    np.testing.assert_allclose(jvp(f, at, moves), jvp(g, at, moves), rtol=1e-13)
    for a, b in zip(hvp(f, at, moves), hvp(g, at, moves), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-14)


def test_a_tuple_of_sequences_hands_a_tuple_to_each_step():
    times, pairs = (
        np.array([0.0, 1.0, 2.0]),
        [(1.0, {"k": 2.0}), (3.0, {"k": 4.0}), (5.0, {"k": 6.0})],
    )
    seen = []
    scan(lambda c, x: (c, seen.append(x)), 0.0, {"t": times, "pair": pairs})
    assert [tree_map(float, x) for x in seen[-3:]] == [
        {"t": t, "pair": pair} for t, pair in zip(times.tolist(), pairs, strict=True)
    ]


def test_numbers_give_numbers_and_nodes_give_nodes():
    last, rows = scan(lambda c, x: (c + x, (c, None)), 1, [1, 2])
    assert (last, type(last), rows[0].tolist(), rows[1]) == (4.0, float, [1.0, 2.0], None)
    last, rows = scan(lambda c, x: (c + x, c), Value(1.0), range(1, 3))
    assert (type(last), type(rows)) == (Value, Tensor)
    assert repeat(lambda c: c * 2.0, 3.0, 0) == 3.0
    with no_grad():
        assert repeat(lambda c: c * 2.0, Value(3.0), 2).op is None


def pendulum(steps, look=lambda: None):
    """Where a pendulum is after so many steps; `look` is called in each."""
    length = Value(1.0, "length")

    def step(state):
        angle, speed = state
        look()
        speed = speed - 1e-3 * 9.81 / length * sin(angle)
        return angle + 1e-3 * speed, speed

    return repeat(step, (Value(0.5, "angle"), 0.0), steps)[0], length


def numbers_kept(steps):
    """The most nodes alive in any looked at step of the sweep, and the carries that are kept."""
    alive, count = [], [0]

    def look():
        count[0] += 1
        if count[0] % (steps // 3) == 0:
            alive.append(sum(isinstance(x, Node) for x in gc.get_objects()))

    before = sum(isinstance(x, Node) for x in gc.get_objects())
    angle, length = pendulum(steps, look)
    angle.backward()
    assert length.grad != 0.0
    (whole,) = angle.args
    return max(alive) - before, len(whole.op.kept)


def test_memory_is_that_of_one_step_and_of_the_roots_of_their_number():
    few, many = numbers_kept(100), numbers_kept(2500)
    assert few[0] >= many[0] > 0
    assert (few[1], many[1]) == (10, 50)


@pytest.mark.full
def test_ten_thousand_steps():
    nodes, kept = numbers_kept(10_000)
    assert nodes < 100
    assert kept == 100


def test_a_loop_is_one_card_with_its_slopes_on_the_arrows():
    x, c = Value(2.0, "x"), Value(1.0, "c")
    graph = draw(repeat(lambda y: y * x, c, 10)).graph
    assert [card.made_by for card in graph.cards] == ["input", "input", "repeat ×10"]
    assert sorted(edge.partial for edge in graph.edges) == [1024.0, 5120.0]
    angle, _ = pendulum(10)
    assert [card.made_by for card in draw(angle).graph.cards][-2:] == ["repeat ×10 0", "result 1"]
    assert "= 5120" in str(explain(repeat(lambda y: y * x, c, 10), x))
    with pytest.raises(OperandError, match="explain follows numbers, and repeat ×10"):
        explain(*pendulum(10))


def test_copies_and_what_cannot_be_written_to_a_file():
    x = Value(2.0)
    y = repeat(lambda c: c * x, 1.0, 3)
    twin = copy.deepcopy(y)
    twin.backward()
    assert (twin.data, x.grad) == (8.0, None)
    with pytest.raises(GraphError, match="a repeat is no data: its step is a function"):
        pickle.dumps(y)


def test_data_that_changed_is_noticed():
    x = Value(2.0, "x")
    y = repeat(lambda c: c * x, 1.0, 3)
    x.data = 3.0
    with pytest.raises(autograd.StaleDataError, match="the data of x changed"):
        y.backward()


def test_a_nan_is_found_where_it_is_born():
    x = Value(0.0, "x")
    y, _ = repeat(lambda c: (autograd.sqrt(c[0] * c[0]), c[1]), (x, x), 2)
    with (
        autograd.anomaly(),
        pytest.raises(autograd.AnomalyError, match=r"0 \* 0 became inf at sqrt"),
    ):
        y.backward()


REFUSED = {
    "no pair": (
        lambda: scan(lambda c, x: c, 0.0, [1.0]),
        OperandError,
        r"two things, \(carry, y\)",
    ),
    "another structure": (
        lambda: scan(lambda c, x: ((c, c), None), 0.0, [1.0]),
        ShapeError,
        r"carry of the structure that it was given: …; got \(…, …\)",
    ),
    "another shape": (
        lambda: scan(lambda c, x: (c + x, None), 0.0, np.ones((3, 2))),
        ShapeError,
        r"has shape \(\) before a step and \(2,\) after it: begin with an array",
    ),
    "no sequence": (
        lambda: scan(lambda c, x: (c, None), 0.0, 3),
        OperandError,
        r"got a int: write repeat\(step, carry, n\)",
    ),
    "two lengths": (
        lambda: scan(lambda c, x: (c, None), 0.0, ([1.0], [1.0, 2.0])),
        ShapeError,
        "one length; got 1 and 2",
    ),
    "nothing": (lambda: scan(lambda c, x: (c, None), 0.0, []), ShapeError, "xs has no elements"),
    "two structures": (
        lambda: scan(lambda c, x: (c, None), 0.0, [(1.0, 2.0), 1.0]),
        OperandError,
        "have one structure; these differ",
    ),
    "no step": (
        lambda: scan(0.0, lambda c, x: (c, x), [1.0]),
        OperandError,
        r"scan takes the step first: scan\(lambda c, x: …, carry, xs\)",
    ),
    "no step to repeat": (
        lambda: repeat(0.0, 3, 2),
        OperandError,
        r"repeat takes the step first: repeat\(lambda c: …, carry, n\)",
    ),
    "a negative number": (
        lambda: repeat(lambda c: c, 0.0, -1),
        OperandError,
        r"the n of repeat\(step, carry, n\) is a whole number from 0 on; got -1",
    ),
    "a fraction": (lambda: repeat(lambda c: c, 0.0, 2.0), OperandError, "got 2.0"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refusals_say_what_to_do(what):
    call, kind, words = REFUSED[what]
    with pytest.raises(kind, match=words):
        call()


def test_leaves_may_be_of_any_number():
    count = 5
    f = lambda xs: autograd.sum(leaves_of(repeat(lambda c: [*c[1:], c[0] * c[1]], xs, 3)))  # noqa: E731
    g = lambda xs: autograd.sum(leaves_of(by_hand(xs)))  # noqa: E731

    def by_hand(c):
        for _ in range(3):
            c = [*c[1:], c[0] * c[1]]
        return c

    point = [0.1 * i + 1.0 for i in range(count)]
    assert grad(f)(point) == pytest.approx(grad(g)(point))
