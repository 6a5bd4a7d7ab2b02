"""What a user gets from `Value` and `Tensor`, value and every first partial, against 50 digits.

An error is counted in ulps, units in the last place of the exact answer; the limit is 4, over the
whole float64 domain. `EXEMPTIONS` is everything that is held to less, each with its reason and the
size whose ulps are counted instead. Points on a kink are left to `test_laws_kinks.py`.

    python -m pytest tests/ops/test_accuracy.py -s        prints the worst error of every primitive
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

import exact
from accuracy import AXES, LARGEST, LIMIT, measured_points, ulps
from autograd import Tensor, Value, gradients, ieee
from exact import EXACT, Exact
from points import Point
from registry import ELEMENTWISE, NUMERIC, ORDERED

pytestmark = pytest.mark.board

VALUE = "value"


def size(*terms: mpf) -> mpf:
    return sum(map(abs, terms), mpf(0))


@dataclass(frozen=True)
class Exemption:
    """Why an error may exceed 4 ulp of the answer, and of what size it is at most 4 ulp."""

    reason: str
    scale: Callable[..., mpf]
    relative: bool = False  # the scale is a factor of the answer


def next_to_a_root(*terms: Callable[..., mpf]) -> Exemption:
    """The answer is a sum that vanishes somewhere: no formula in floats keeps it relative there."""
    return Exemption("next to a root of the sum", lambda *xs: size(*(term(*xs) for term in terms)))


# Floats below 1e-304 lose digits when they are multiplied by what comes next, up to 1e4.
FAINT, FAINTER = mpf(2) ** -1010, mpf(2) ** -1000
subnormal = Exemption("a subnormal factor", lambda *xs: FAINT)
half_a_range = Exemption("0 where the square overflows", lambda x: mpf(2) ** -969)


def roundings(ulp: float) -> Exemption:
    """A product of many rounded factors; seen once in some thousand points."""
    return Exemption(f"{ulp:g} ulp: many roundings", lambda *xs: mpf(ulp / LIMIT), relative=True)


sigmoid, normal_cdf, normal_pdf = exact.sigmoid, exact.normal_cdf, exact.normal_pdf


def wave(order: Callable[..., mpf]) -> Exemption:
    """A derivative of sinc vanishes once in every period: the height of its waves counts."""
    return next_to_a_root(lambda *xs: 2 * mp.pi ** (order(*xs) - 1) / (abs(xs[-1]) + 1))


silu_root = next_to_a_root(sigmoid, lambda x: x * exact.sigmoid_prime(x))
gelu_root = next_to_a_root(normal_cdf, lambda x: x * normal_pdf(x), lambda x: FAINT)
gelu_tanh_root = next_to_a_root(
    exact.gelu_gate, lambda x: x * exact.gelu_gate_prime(x), lambda x: FAINT
)
mish_root = next_to_a_root(exact.mish_gate, lambda x: x * exact.mish_gate_prime(x))


def gelu_gate_second(x: mpf) -> mpf:
    slope = exact.GELU_A + 3 * exact.GELU_B * x * x
    steep = slope**2 * mp.tanh(exact.gelu_argument(x) / 2)
    return exact.gelu_gate(x) * exact.gelu_gate(-x) * size(6 * exact.GELU_B * x, steep)


def mish_gate_second(x: mpf) -> mpf:
    return exact.mish_gate_prime(x) * (1 + sigmoid(x) * (1 + 2 * exact.mish_gate(x)))


def mixed_power(x: mpf, n: mpf) -> mpf:
    """The terms of the mixed partial of x**n."""
    return abs(exact.power(x, n - 1)) * size(mpf(1), n * mp.log(abs(x))) + FAINT * (1 + abs(n))


second_power = Exemption(
    "8 ulp: many roundings, and a subnormal factor",
    lambda x, n: 2 * abs(n * exact.power_dx(x, n - 1)) + FAINT * (1 + abs(n)),
)


def bend_of_length(x: mpf, y: mpf) -> mpf:
    """The terms of a third slope of hypot, all taken positive."""
    return abs(y) * (2 * x * x + y * y) / exact.hypot(x, y) ** 5


excess = "x + mills(x) half cancels from -2.5 to 0"


EXEMPTIONS: dict[tuple[str, str], Exemption] = {
    ("div", "d/dy"): subnormal,
    ("ratio", "d/dy"): subnormal,
    ("pow_dx", "d/dx"): second_power,
    ("pow_dx", "d/dy"): next_to_a_root(mixed_power),
    ("pow_dn", "d/dx"): next_to_a_root(mixed_power),
    ("pow_dxx", VALUE): second_power,
    ("pow_dxx", "d/dx"): roundings(8),
    ("pow_dxx", "d/dy"): next_to_a_root(lambda x, n: (2 + abs(n)) * mixed_power(x, n) / x),
    ("pow_dxn", VALUE): next_to_a_root(mixed_power),
    ("pow_dxn", "d/dx"): next_to_a_root(lambda x, n: (2 + abs(n)) * mixed_power(x, n) / x),
    ("pow_dxn", "d/dy"): next_to_a_root(lambda x, n: 2 * mixed_power(x, n) * abs(mp.log(x))),
    ("pow_dnn", "d/dx"): next_to_a_root(lambda x, n: 2 * mixed_power(x, n) * abs(mp.log(x))),
    ("pow_dn", "d/dy"): Exemption(
        "a factor out of range",
        lambda x, n: max(exact.power(x, n) * abs(mp.log(x)) - LARGEST, FAINT),
    ),
    ("logaddexp", VALUE): next_to_a_root(lambda a, b: min(max(a, b), mpf(0))),
    ("atan", "d/dx"): half_a_range,
    ("atan2_dy", "d/dy"): next_to_a_root(lambda y, x: 2 / (x * x + y * y)),
    ("hypot_dxy", "d/dx"): next_to_a_root(lambda x, y: 2 * bend_of_length(x, y)),
    ("hypot_dxy", "d/dy"): next_to_a_root(lambda x, y: 2 * bend_of_length(y, x)),
    ("erf_prime", "d/dx"): subnormal,
    ("erfinv_prime", "d/dx"): roundings(8),
    ("mills", "d/dx"): Exemption(
        excess, lambda x: 1.25 * exact.mills(x) * size(x, exact.mills(x)) + FAINT
    ),
    ("mills_excess", VALUE): Exemption(excess, lambda x: size(x, exact.mills(x))),
    ("mills_excess", "d/dx"): next_to_a_root(lambda x: mpf(4)),
    ("normal_pdf", "d/dx"): subnormal,
    ("polygamma", "d/dy"): subnormal,
    ("sinc", "d/dx"): wave(lambda x: mpf(1)),
    ("sinc_derivative", VALUE): wave(lambda n, x: n),
    ("sinc_derivative", "d/dy"): wave(lambda n, x: n + 1),
    ("gamma_density", "d/dx"): next_to_a_root(
        lambda a, x: exact.gamma_density(a, x) * size(mp.log(x), mp.digamma(a))
    ),
    ("gamma_density", "d/dy"): next_to_a_root(
        lambda a, x: exact.gamma_density(a, x) * size((a - 1) / x, mpf(1))
    ),
    ("beta_density", "d/dx"): next_to_a_root(
        lambda a, b, x: exact.beta_density(a, b, x) * size(mp.log(x), mp.digamma(a)),
        lambda a, b, x: FAINT,
    ),
    ("beta_density", "d/dy"): next_to_a_root(
        lambda a, b, x: exact.beta_density(a, b, x) * size(mp.log(1 - x), mp.digamma(b)),
        lambda a, b, x: FAINT,
    ),
    ("beta_density", "d/dz"): next_to_a_root(
        lambda a, b, x: exact.beta_density(a, b, x) * size((a - 1) / x, (b - 1) / (1 - x)),
        lambda a, b, x: FAINT,
    ),
    ("softsign_prime", "d/dx"): roundings(5),
    ("lerp", VALUE): next_to_a_root(
        lambda x, y, t: size(x, t * (y - x)) if t < 0.5 else size(y, (1 - t) * (y - x))
    ),
    ("sigmoid_prime", "d/dx"): subnormal,
    ("silu", "d/dx"): silu_root,
    ("silu_prime", VALUE): silu_root,
    ("silu_prime", "d/dx"): next_to_a_root(
        lambda x: exact.sigmoid_prime(x) * (2 + abs(x)), lambda x: FAINT
    ),
    ("gelu", VALUE): roundings(5),
    ("gelu", "d/dx"): gelu_root,
    ("gelu_prime", VALUE): gelu_root,
    ("gelu_prime", "d/dx"): next_to_a_root(lambda x: normal_pdf(x) * (2 + x * x), lambda x: FAINT),
    ("gelu_tanh", VALUE): subnormal,
    ("gelu_tanh", "d/dx"): gelu_tanh_root,
    ("gelu_tanh_prime", VALUE): gelu_tanh_root,
    ("gelu_tanh_prime", "d/dx"): next_to_a_root(
        lambda x: 2 * exact.gelu_gate_prime(x),
        lambda x: 2 * x * gelu_gate_second(x),
        lambda x: FAINTER,
    ),
    ("gelu_tanh_gate_prime", VALUE): subnormal,
    ("gelu_tanh_gate_prime", "d/dx"): next_to_a_root(
        lambda x: 2 * gelu_gate_second(x), lambda x: FAINTER
    ),
    ("mish", "d/dx"): mish_root,
    ("mish_prime", VALUE): mish_root,
    ("mish_prime", "d/dx"): next_to_a_root(
        lambda x: 2 * exact.mish_gate_prime(x), lambda x: x * mish_gate_second(x), lambda x: FAINT
    ),
    ("mish_gate_prime", "d/dx"): next_to_a_root(mish_gate_second),
}


# ------------------------------------------------------------------------------------------------
# Counting


def on_values(name: str, points: list[Point]) -> list[list[float]]:
    """For each point the value and the partials, as a user of `Value` gets them."""
    rows = []
    with ieee():
        for point in points:
            xs = [Value(x) for x in point]
            y = ELEMENTWISE[name](*xs)
            rows.append([y.data, *gradients(y, xs, allow_unused=True)])
    return rows


def on_tensors(name: str, points: list[Point]) -> list[list[float]]:
    """The same for `Tensor`, all points at once; orders of derivatives stay plain numbers."""
    columns = np.array(points).T
    if name in ORDERED:
        groups = [[p for p in points if p[0] == order] for order in sorted({p[0] for p in points})]
        return [row for group in groups for row in _ordered_rows(name, group)]
    xs = [Tensor(column) for column in columns]
    y = ELEMENTWISE[name](*xs)
    rows = [y.data, *gradients(y.sum(), xs, allow_unused=True)]
    return np.array(rows).T.tolist()


def _ordered_rows(name: str, group: list[Point]) -> list[list[float]]:
    xs = [Tensor(column) for column in np.array(group).T[1:]]
    y = ELEMENTWISE[name](group[0][0], *xs)
    slopes = gradients(y.sum(), xs)
    return np.array([y.data, np.zeros(len(group)), *slopes]).T.tolist()


def scale_of(name: str, column: str, numbers: list[mpf], answer: Any) -> mpf:
    """The size whose ulps are counted: that of the answer, or what an exemption says."""
    spared = EXEMPTIONS.get((name, column))
    if spared is None or isinstance(answer, mp.mpc):
        return abs(answer)
    if spared.relative:
        return abs(answer) * spared.scale(*numbers)
    return max(abs(answer), spared.scale(*numbers))


Truth = tuple[str, Any, mpf]  # the column, the right answer, and the size whose ulps are counted


def truths(name: str, points: list[Point]) -> list[list[Truth | None]]:
    """For each point what the value and the partials are, None where a convention says it."""
    kink, entry = ELEMENTWISE[name].kink, EXACT[name]
    columns = {VALUE: entry.value, **dict(zip(AXES, entry.partials, strict=False))}
    found: list[list[Truth | None]] = []
    for point in points:
        numbers = [mpf(x) for x in point]
        row: list[Truth | None] = []
        for column, function in columns.items():
            if function is None or (kink is not None and kink.gap(*point) == 0.0):
                row.append(None)
            else:
                answer = function(*numbers)
                row.append((column, answer, scale_of(name, column, numbers, answer)))
        found.append(row)
    return found


@cache
def worst(name: str, n: int) -> dict[str, tuple[float, str, Point, float]]:
    """The largest error in each column: ulps, which class it came from, where, and what came."""
    points = sorted(measured_points(name, n)) if name in ORDERED else measured_points(name, n)
    right = truths(name, points)
    found: dict[str, tuple[float, str, Point, float]] = {}
    for kind, measure in (("Value", on_values), ("Tensor", on_tensors)):
        for row, known, point in zip(measure(name, points), right, points, strict=True):
            for got, truth in zip(row, known, strict=True):
                if truth is not None:
                    column, answer, scale = truth
                    error = ulps(got, answer, scale)
                    if column not in found or error > found[column][0]:
                        found[column] = (error, kind, point, got)
    return found


# ------------------------------------------------------------------------------------------------
# The tests


@pytest.mark.parametrize("name", EXACT)
def test_value_and_partials_are_right_to_4_ulp(name):
    for column, (error, kind, point, got) in worst(name, 400).items():
        assert error <= LIMIT, f"{column} of {name}{point}: {kind} gave {got!r}, {error:.4g} ulp"


@pytest.mark.full
@pytest.mark.parametrize("name", EXACT)
def test_value_and_partials_are_right_at_very_many_points(name):
    for column, (error, kind, point, got) in worst(name, 5_000).items():
        assert error <= LIMIT, f"{column} of {name}{point}: {kind} gave {got!r}, {error:.4g} ulp"


def test_every_elementwise_primitive_is_measured():
    assert set(NUMERIC) == set(EXACT)


@pytest.mark.parametrize("key", EXEMPTIONS, ids=" ".join)
def test_exemptions_name_what_exists(key):
    name, column = key
    assert column == VALUE or EXACT[name].partials[AXES.index(column)] is not None


ORDINARY = (0.3, 0.6, 0.9, 0.4)


@pytest.mark.parametrize("name", EXACT)
def test_the_reference_agrees_with_numerical_differentiation(name):
    entry: Exact = EXACT[name]
    point = [mpf(x) + (name == "acosh") for x in ORDINARY[: len(entry.partials)]]
    if name in ORDERED:
        point[0] = mpf(2)
    domain = NUMERIC[name].domain
    if name not in ORDERED and domain is not None and not domain.contains(*point):
        point = [mpf(x) for x in entry.sample(random.Random(1), 40)[0]]
    for i, partial in enumerate(entry.partials):
        if partial is not None:
            order = tuple(int(i == k) for k in range(len(point)))
            slope = mp.diff(entry.value, tuple(point), order)
            assert mp.almosteq(slope, partial(*point), abs_eps=mpf(10) ** -20, rel_eps=0)


@pytest.mark.full
def test_the_worst_errors_as_a_table():
    lines = [f"{'':22}" + "".join(f"{column:>8}" for column in (VALUE, *AXES))]
    for name in EXACT:
        found = worst(name, 400)
        cells = (f"{found[c][0]:8.2f}" if c in found else " " * 8 for c in (VALUE, *AXES))
        spared = sorted({e.reason for (n, _), e in EXEMPTIONS.items() if n == name})
        lines.append(f"{name:22}{''.join(cells)}  {', '.join(spared)}".rstrip())
    print("\nThe largest error in ulp, of Values and Tensors:", *lines, sep="\n")
    assert len(lines) == 1 + len(EXACT)
