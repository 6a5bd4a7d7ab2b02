"""Second derivatives against 50 digits: elementwise primitives, and functions of many numbers.

The reference differentiates the exact first partials of `exact.py` numerically, at 50 digits. The
limit is 16 units in the last place of the answer; `NEXT_TO_A_ROOT` says what is held to less.
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

import autograd as ag
from accuracy import AXES, measured_points, ulps
from autograd import Tensor, Value, gradients, ieee
from exact import EXACT
from many_numbers import CASES
from points import Point
from registry import NUMERIC, ORDERED

pytestmark = pytest.mark.board
LIMIT = 16.0

SMALL = mpf(2) ** -1000  # below, digits are lost

# A sum that vanishes somewhere: there 16 ulp count of what it changes by when its arguments do.
NEXT_TO_A_ROOT = {
    "atan2",
    "beta",
    "betainc",
    "gammainc",
    "gammaincc",
    "gelu",
    "gelu_tanh",
    "mish",
    "normal_pdf",
    "silu",
}
# An operation that is a derivative itself has its first partials measured in `test_accuracy.py`.
SECOND = [name for name in EXACT if NUMERIC[name].public]


def slope(f: Callable[..., Any], xs: Sequence[mpf], i: int, digits: int) -> Any:
    """The partial of `f` in argument i, by differences on the scale of that argument."""
    with mp.workdps(digits):
        h = (abs(xs[i]) or mpf("1e-30")) * mpf(10) ** (-min(digits // 4, 50))
        at = lambda t: f(*xs[:i], xs[i] + t * h, *xs[i + 1 :])  # noqa: E731
        return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h)


def change(f: Callable[..., Any], xs: list[mpf]) -> Any:
    """What `f` changes by when every argument doubles, to first order."""
    return sum(abs(x * slope(f, xs, i, 400)) for i, x in enumerate(xs))


def is_ordinary(name: str, point: Point) -> bool:
    kink = NUMERIC[name].kink
    if name.startswith("pow") and (point[0] < 0.0 or abs(point[1]) > 1e3):
        return False  # where x < 0 there is no slope in y
    return all(1e-20 < abs(x) < 1e20 for x in point) and not (kink and kink.gap(*point) == 0.0)


def seconds(op: Any, xs: list[Any]) -> dict[tuple[int, int], Any]:
    """Every second partial, by the arguments."""
    y, found = op(*xs), {}
    moving = [i for i, x in enumerate(xs) if isinstance(x, (Value, Tensor))]
    total = (lambda z: z.sum()) if y.on_arrays else (lambda z: z)
    for i in moving:
        (first,) = gradients(total(y), [xs[i]], record=True, allow_unused=True)
        row = gradients(total(first), [xs[j] for j in moving], allow_unused=True)
        found |= {(i, j): second for j, second in zip(moving, row, strict=True)}
    return found


def on_values(name: str, points: list[Point]) -> dict[tuple[int, int], list[float]]:
    rows = []
    for point in points:
        xs = [x if name in ORDERED and not i else Value(x) for i, x in enumerate(point)]
        with ieee():
            rows.append(seconds(NUMERIC[name], xs))
    return {key: [row[key] for row in rows] for key in rows[0]}


def on_tensors(name: str, points: list[Point]) -> dict[tuple[int, int], Any]:
    return seconds(NUMERIC[name], [Tensor(column) for column in np.array(points).T])


def worst(name: str, count: int) -> dict[str, tuple[float, Point, float]]:
    """The largest error of each second partial: ulps, where, and what came."""
    every = [p for p in measured_points(name, 400) if is_ordinary(name, p)]
    points = random.Random(name).sample(every, min(count, len(every)))
    return worst_at(name, points)


def worst_at(name: str, points: list[Point]) -> dict[str, tuple[float, Point, float]]:
    answers = [on_values(name, points)] + [on_tensors(name, points)] * (name not in ORDERED)
    found: dict[str, tuple[float, Point, float]] = {}
    for (i, j), column in answers[0].items():
        partial, key = EXACT[name].partials[i], f"{AXES[i]} {AXES[j]}"
        if partial is None or NUMERIC[name].rules[j] is None:
            continue
        for k, point in enumerate(points):
            numbers = [mpf(x) for x in point]
            exact = slope(partial, numbers, j, EXACT[name].digits)
            size = abs(exact)
            size = max(abs(exact), SMALL)
            if name in NEXT_TO_A_ROOT:
                size += change(
                    lambda *xs, i=i, j=j: slope(EXACT[name].partials[i], xs, j, EXACT[name].digits),
                    numbers,
                )
            for got in [column[k], *(table[i, j][k] for table in answers[1:])]:
                error = ulps(float(got), exact, size)
                if error > found.get(key, (-1.0,))[0]:
                    found[key] = (error, point, float(got))
    return found


@pytest.mark.parametrize("name", SECOND)
def test_second_partials_are_right_to_16_ulp(name):
    for key, (error, point, got) in worst(name, 6).items():
        assert error <= LIMIT, f"{key} of {name}{point}: {got!r}, {error:.4g} ulp"


@pytest.mark.full
@pytest.mark.parametrize("name", SECOND)
def test_second_partials_are_right_at_many_points(name):
    for key, (error, point, got) in worst(name, 150).items():
        assert error <= LIMIT, f"{key} of {name}{point}: {got!r}, {error:.4g} ulp"


# Where people look: a root of a second derivative is next to some of them, and left of 0 lie
# functions that the samples know on the right only.
QUARTERS = [(sign * k / 4.0,) for k in range(1, 41) for sign in (1.0, -1.0)]
OF_ONE = [name for name in SECOND if NUMERIC[name].arity == 1]


def quarters(name: str) -> list[Point]:
    """Those inside the domain, and not at its end, where a slope may be infinite."""
    domain = NUMERIC[name].domain
    around = lambda x: domain is None or all(map(domain.contains, (x - 1e-3, x, x + 1e-3)))  # noqa: E731
    return [p for p in QUARTERS if around(*p) and is_ordinary(name, p)]


@pytest.mark.parametrize("name", ["mish", "digamma"])
def test_second_partials_are_right_at_halves(name):
    points: list[Point] = [(1.5,), (-1.5,), (-2.25,), (-8.5,)]
    for key, (error, point, got) in worst_at(name, points).items():
        assert error <= LIMIT, f"{key} of {name}{point}: {got!r}, {error:.4g} ulp"


@pytest.mark.full
@pytest.mark.parametrize("name", OF_ONE)
def test_second_partials_are_right_at_quarters(name):
    for key, (error, point, got) in worst_at(name, quarters(name)).items():
        assert error <= LIMIT, f"{key} of {name}{point}: {got!r}, {error:.4g} ulp"


# ------------------------------------------------------------------------------------------------
# Many numbers

# One far larger than the rest, or far from them; of one size; two. None next to a root.
ROWS = [
    [1.0, 1e-9, 0.0],
    [1e-9, 5e-9, -1.0, 1e-12],
    [0.3, -1.2, 2.5, 0.7, -0.8],
    [3.0, 3.0 + 2.0**-20, 3.0 - 2.0**-21],
    [1e-120, 3e-120, -2e-120],
    [1e120, 3e110, -2e115],
    [2.0, -1.0],
    [1e5, 1e5 + 1e-6, 1e5 - 2e-6],
    [1e5, 7.0, 1e5 + 1e-6],
]
MANY = ("prod", "dot", "norm", "var", "std", "logsumexp", "softmax", "log_softmax")


@pytest.mark.parametrize("name", MANY)
def test_second_partials_of_many_numbers_are_right_to_16_ulp(name):
    _, _, first, of_list, of_tensor = CASES[name]
    for row in ROWS[:4] if "softmax" in name or "logsumexp" in name else ROWS:
        numbers = [mpf(x) for x in row]
        n = len(row)
        tables = [] if of_list is None else [ag.hessian(lambda xs: of_list(xs))(row)]
        if of_tensor is not None:
            tables.append(ag.hessian(lambda t: of_tensor(t))(np.array(row)))
        for i in range(n):
            for j in range(n):
                exact = slope(lambda *xs, i=i: first(list(xs), i), numbers, j, 200)
                for table in tables:
                    got = float(table[i][j])
                    error = ulps(got, exact, max(abs(exact), SMALL))
                    assert error <= LIMIT, f"[{i}, {j}] of {name}{row}: {got!r}, {error:.4g} ulp"


# At base 0 the limit says it: (x, n) and the second partials xx, xn, nn of x**n.
inf = float("inf")
AT_ZERO = {
    2.0: (2.0, 0.0, 0.0), 1.0: (0.0, -inf, 0.0), 3.0: (0.0, 0.0, 0.0), 1.5: (inf, 0.0, 0.0),
    0.5: (-inf, -inf, 0.0), 2.5: (0.0, 0.0, 0.0), 0.1: (-inf, -inf, 0.0),
}  # fmt: skip


@pytest.mark.parametrize("n", AT_ZERO)
def test_second_partials_of_powers_of_zero(n):
    xx, xn, nn = AT_ZERO[n]
    assert ag.hessian(lambda v: v[0] ** v[1])([0.0, n]) == [[xx, xn], [xn, nn]]
    assert ag.grad(ag.grad(lambda x: x**n))(0.0) == xx
    assert ag.grad(ag.grad(lambda n: 0.0**n))(n) == nn
    x, m = Tensor([0.0]), Tensor([n])
    assert {k: v.tolist() for k, v in seconds(ag.pow, [x, m]).items()} == {
        (0, 0): [xx], (0, 1): [xn], (1, 0): [xn], (1, 1): [nn],
    }  # fmt: skip
    compiled = ag.compile(lambda x, n: x**n, order=2)
    assert compiled(0.0, n)[2] == ((xx, xn), (xn, nn))
