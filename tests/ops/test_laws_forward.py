"""Forward mode equals reverse mode on random programs, whatever is constant among their arguments.

The operands of a step are drawn among what moves and plain constants. Both modes are tried, and
every order of two of them. The programs have to meet every operation on arrays and every function
of many numbers in the registry, so that a new one is under these laws.
"""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import array_calls
import autograd as ag
from autograd import Tensor, Value, ops
from autograd.engine.walks import ancestors
from registry import NARY, STRUCTURAL

SHAPE = (2, 3)
MASK = np.array([[True, False, True], [False, False, True]])
ROW = [0.5, -1.0, 0.25]
TILT = np.array([[0.0, 0.1, 0.2], [0.4, -0.3, 0.6]])
REDUCTIONS = ("sum", "mean", "max", "min", "norm", "var", "std", "logsumexp")

NAMED = (*REDUCTIONS, "softmax", "log_softmax")

# Functions of arrays of one shape, some of which may be plain.
STEPS: dict[str, Callable[..., Any]] = {
    "concatenate": lambda a, b: ag.concatenate([a, b, [ROW]])[1:3],
    "concatenate along rows": lambda a, b: ag.concatenate([b, a, [ROW, ROW]], axis=1)[:, 2:5],
    "stack": lambda a, b: ag.stack([a, [ROW, ROW], b])[::2][0],
    "stack of numbers": lambda a, b: ag.stack([ag.sum(a), 0.5, ag.norm(b)]),
    "matmul": lambda a, b: ag.tanh(a) @ ag.transpose(ag.tanh(b), None) @ ag.outer([1.0, 0.3], ROW),
    "matmul, a list": lambda a, _: ag.matmul([ROW, ROW], ag.outer(a[0], ROW)),
    "outer": lambda a, b: ag.outer(ag.tanh(a)[:, 0], b[1]),
    "where": lambda a, b: ag.where(MASK, a, b),
    "where, a number": lambda a, _: ag.where(MASK, 0.5, a),
    "product": lambda a, b: a * b - ag.tanh(a),
    "quotient": lambda a, b: a / (2.0 + b * b),
    "power": lambda a, b: (1.0 + a * a) ** ag.tanh(b),
    "maximum": ag.maximum,
    "clip": lambda a, b: ag.clip(a, -1.0, b),
    "hypot": ag.hypot,
    "place": lambda a, _: ops.place(ag.tanh(a)[0], (slice(None), 1), (3, 3))[1:],
    "take": lambda a, _: ag.take(a, [1, 1, 0], axis=1),
    "sum_to": lambda a, _: ops.sum_to(a, (1, 3)),
    "reshape": lambda a, _: ag.reshape(ag.reshape(a, (3, 2)), SHAPE),
    "rest": lambda a, _: ops.softmax_rest_along(a, 1),
    "weights": lambda a, _: ops.logsumexp_weights_along(a, 0),
    "softmax": lambda a, b: ag.softmax(a, axis=1) * b,
    "log_softmax": lambda a, b: ag.log_softmax(a, axis=0) * b,
    # Rows that differ, since equal ones are a kink of some.
    **{n: lambda a, _, n=n: getattr(ag, n)(a + TILT, axis=0, keepdims=True) for n in REDUCTIONS},
    # What is in none of these programs by hand.
    **{
        text: lambda a, b, f=f: ag.sin(f(ag.stack([a + TILT, b], axis=2))).sum() + a
        for text, (f, shapes) in array_calls.calls().items()
        if shapes == [array_calls.SHAPE] and text.partition(",")[0] not in NAMED
    },
}


def whole(x: Any) -> Any:
    """A number or an array stretched to the common shape."""
    return ag.broadcast(x if isinstance(x, (Value, Tensor)) else np.asarray(x, dtype=float), SHAPE)


def program(seed: int) -> Callable[..., Any]:
    """A function of a matrix, a row and a number, with plain constants in it."""
    rng = random.Random(seed)
    constants = [*np.random.default_rng(seed).normal(size=(2, *SHAPE)), rng.uniform(-2.0, 2.0)]
    deck = random.Random(seed // 8).sample(sorted(STEPS), len(STEPS))  # eight hands use each step
    steps = [STEPS[name] for name in deck[seed % 8 :: 8]]
    places = [(rng.random(), rng.random()) for _ in steps]

    def run(*moving: Any) -> Any:
        operands = [whole(x) for x in (*moving, *constants)]
        for step, pair in zip(steps, places, strict=True):
            operands.append(whole(step(*(operands[int(p * len(operands))] for p in pair))))
        waves = [ag.sum(ag.sin(y) * constants[0]) for y in operands[6:]]
        return sum(waves) + ag.sum(operands[-1] * operands[-2] + moving[-1])

    return run


def point(seed: int) -> list[Any]:
    numbers = np.random.default_rng(seed + 1000)
    return [numbers.normal(size=SHAPE), numbers.normal(size=(1, 3)), float(numbers.normal())]


def along(slopes: Any, tangents: Any) -> Any:
    """The rate of change in a direction, from the slopes."""
    return sum(ag.sum(ag.stack([g * dx])) for g, dx in zip(slopes, tangents, strict=True))


def assert_every_mode_agrees(f: Callable[..., Any], xs: list[Any], tangents: list[Any]) -> None:
    every = range(len(xs))
    rate = lambda *xs: ag.jvp(f, xs, tangents)[1]  # noqa: E731
    slope = lambda *xs: along(ag.grad(f, every)(*xs), tangents)  # noqa: E731
    assert float(rate(*xs)) == pytest.approx(float(slope(*xs)), rel=1e-11, abs=1e-11)
    backwards = ag.grad(slope, every)(*xs)
    for other in (ag.hvp(f, xs, tangents), ag.grad(rate, every)(*xs)):
        for one, two in zip(backwards, other, strict=True):
            assert np.allclose(one, two, rtol=1e-9, atol=1e-9)
    twice = lambda *xs: ag.jvp(rate, xs, tangents)[1]  # noqa: E731
    assert float(twice(*xs)) == pytest.approx(float(along(backwards, tangents)), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(24))
def test_both_modes_agree_on_programs_with_constants(seed):
    assert_every_mode_agrees(program(seed), point(seed), point(seed + 1))


@pytest.mark.full
@pytest.mark.parametrize("seed", range(24, 600))
def test_both_modes_agree_on_very_many_programs(seed):
    assert_every_mode_agrees(program(seed), point(seed), point(seed + 1))


def mixed(name: str) -> Callable[..., Any]:
    """A function of many numbers, of what moves and constants in turn."""
    op = NARY[name]
    if op.columns == 2:
        return lambda x, y, z: op([x, 0.5, y * x], [z, x, 2])
    index = [1.0] if name.endswith("_at") else []
    row = lambda x, y, z: [1, x * y, np.float64(0.25), z, y]  # noqa: E731
    if name == "direction_at":
        return lambda *xs: op([*index, ag.norm(row(*xs)), *row(*xs)])
    return lambda *xs: op([*index, *row(*xs)])


@pytest.mark.parametrize("name", NARY)
def test_both_modes_agree_on_lists_with_constants(name):
    assert_every_mode_agrees(mixed(name), [0.7, -1.3, 0.4], [0.5, 2.0, -1.0])


@pytest.mark.parametrize("name", STEPS)
def test_a_jacobian_by_columns_is_one_by_rows(name):
    x, c = np.random.default_rng(3).normal(size=(2, *SHAPE))
    for f in (lambda x: STEPS[name](x, c), lambda x: STEPS[name](c, x)):
        columns = [ag.jvp(f, [x], [unit])[1] for unit in np.eye(x.size).reshape(-1, *SHAPE)]
        rows = ag.jacobian(lambda x, f=f: f(x) + 0.0 * ag.sum(x))(x)
        assert np.allclose(np.stack(columns, axis=-1), rows.reshape(*rows.shape[:-2], -1))


def test_the_steps_meet_every_operation():
    met = set(NARY)
    for step in STEPS.values():
        xs = [Tensor(x) for x in np.random.default_rng(5).normal(size=(2, *SHAPE))]
        y = ag.sum(step(*xs))
        slopes = ag.gradients(y, xs, record=True, allow_unused=True)
        met |= {n.op.name for root in (y, *slopes) for n in ancestors(root).values() if n.op}
    assert set(STRUCTURAL) <= met


def test_an_infinite_slope_moves_an_array_without_a_warning():
    with np.errstate(all="raise"):
        assert ag.jvp(lambda x: ag.log(x).sum(), [np.zeros(2)], [np.ones(2)])[1] == np.inf
