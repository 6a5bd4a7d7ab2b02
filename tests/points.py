"""Where to look for errors of accuracy: samples of the float64 line and plane.

Each function of `(rng, n)` returns about `n` points, tuples of floats: landmarks (zeros,
subnormals, places where functions turn), magnitudes spread evenly over all binary orders, and
stretches of ordinary numbers.
"""

import math
import random
from collections.abc import Callable
from math import inf

from mpmath import mpf

Point = tuple[float, ...]
Sampler = Callable[[random.Random, int], list[Point]]

TINY, HUGE = 5e-324, 1.79e308
LANDMARKS = (
    *(0.0, TINY, 2.0**-1022, 1e-300, 1e-160, 1e-20, 2.0**-53, 1e-8, 1e-3, 0.25, 0.5, 0.75),
    *(1.0 - 2.0**-53, 1.0, 1.0 + 2.0**-52, 1.5, 2.0, 3.0, 6.0, 10.0, 20.0, 26.3, 30.0, 36.7, 40.0),
    *(100.0, 354.9, 700.0, 708.3, 709.7, 744.0, 745.2, 1e3, 1e8, 2.0**53, 1e20, 1e155, 1e200, HUGE),
)
EXPONENTS = (1.0, 2.0, 3.0, -1.0, 0.5, 0.1, 1.5, -0.5, 1 / 3)


def magnitudes(rng: random.Random, n: int, low: float = TINY, high: float = HUGE) -> list[float]:
    """Positive numbers, evenly spread on a logarithmic scale."""
    a, b = math.log(low), math.log(high)
    return [min(float(mpf(math.e) ** rng.uniform(a, b)), HUGE) for _ in range(n)]


def line(rng: random.Random, n: int) -> list[Point]:
    """All real numbers."""
    sizes = magnitudes(rng, n // 4) + magnitudes(rng, n // 4, 1e-6, 800.0)
    near = [rng.uniform(-reach, reach) for reach in (4.0, 40.0) for _ in range(n // 4)]
    return [(s * x,) for x in (*LANDMARKS, *sizes, *near) for s in (1.0, -1.0)]


def positive(rng: random.Random, n: int) -> list[Point]:
    """x > 0."""
    return [(x,) for (x,) in line(rng, n) if x > 0.0]


def nonnegative(rng: random.Random, n: int) -> list[Point]:
    """x >= 0, both zeros among them."""
    return [(0.0,), (-0.0,), *positive(rng, n)]


def nonzero(rng: random.Random, n: int) -> list[Point]:
    """x != 0."""
    return [(x,) for (x,) in line(rng, n) if x]


def between(low: float, high: float) -> Sampler:
    """Inside an interval: closer and closer to both ends and to 0."""

    def sample(rng: random.Random, n: int) -> list[Point]:
        xs = [rng.uniform(low, high) for _ in range(n // 2)]
        for d in magnitudes(rng, n // 4, 1e-17, 1.0):
            xs += [low + d * (high - low), high - d * (high - low)]
        xs += [x for (x,) in line(rng, n // 2)]
        return [(x,) for x in xs if low < x < high]

    return sample


def above(low: float) -> Sampler:
    """x > low: closer and closer to low, and far away."""
    return lambda rng, n: [(low + x,) for (x,) in positive(rng, n) if low < low + x < inf]


def plane(rng: random.Random, n: int) -> list[Point]:
    """Pairs of any two magnitudes, pairs of similar ones, and ordinary pairs."""
    m = n // 3
    pairs = list(zip(magnitudes(rng, m), magnitudes(rng, m), strict=True))
    pairs += [(x, x * rng.uniform(0.1, 10.0)) for x in magnitudes(rng, m, 1e-322, 1e307)]
    pairs += [(rng.uniform(0.0, 9.0), rng.uniform(0.0, 9.0)) for _ in range(m)]
    return [(rng.choice((-1, 1)) * x, rng.choice((-1, 1)) * y) for x, y in pairs]


def half_plane(rng: random.Random, n: int) -> list[Point]:
    """Pairs with a positive second number."""
    return [(x, abs(y)) for x, y in plane(rng, n)]


def logarithms(rng: random.Random, n: int) -> list[Point]:
    """Pairs that are logarithms of something: of one size, close together, or far apart."""
    m = n // 3
    pairs = [(rng.uniform(-800.0, 800.0), rng.uniform(-800.0, 800.0)) for _ in range(m)]
    pairs += [(x, x + rng.uniform(-40.0, 40.0)) for x in (rng.uniform(-1e4, 1e4) for _ in range(m))]
    return pairs + [(x, -y) for x, y in plane(rng, m)]


def powers_of_positive(rng: random.Random, n: int) -> list[Point]:
    """(x, y) with x > 0: x**y mostly within range, and the exponents that people write."""
    points: list[Point] = []
    for x in magnitudes(rng, n // 4):
        reach = 800.0 / max(abs(math.log(x)), 1e-17)
        points += [(x, rng.uniform(-reach, reach)), (x, rng.choice(EXPONENTS))]
        points += [(x, rng.uniform(-3.0, 3.0))]
    for d in magnitudes(rng, n // 8, 1e-15, 0.5):
        points += [(x, rng.uniform(-740.0, 740.0) / math.log(x)) for x in (1.0 + d, 1.0 - d)]
    return points


def powers(rng: random.Random, n: int) -> list[Point]:
    """(x, y) where x**y is defined: x > 0, and x < 0 with an integer y."""
    negative = [(-x, float(rng.randint(-20, 20))) for x in magnitudes(rng, n // 4, 1e-20, 1e20)]
    return powers_of_positive(rng, n) + negative


def ordinary_powers(rng: random.Random, n: int) -> list[Point]:
    """(x, y) with x > 0 where no power of a second derivative leaves the range of floats."""
    return [(x, rng.uniform(-4.0, 4.0)) for x in magnitudes(rng, n, 1e-30, 1e30)]


def normal_bases(sample: Sampler) -> Sampler:
    """Points whose first number is not subnormal."""
    return lambda rng, n: [p for p in sample(rng, n) if abs(p[0]) >= 2.0**-1022]


def triples(rng: random.Random, n: int) -> list[Point]:
    """(x, low, high) with low < high."""
    rows = [(x, *sorted(pair)) for (x,), pair in zip(line(rng, n), plane(rng, 9 * n), strict=False)]
    return [(x, low, high) for x, low, high in rows if low < high]


def segments(rng: random.Random, n: int) -> list[Point]:
    """Two numbers, and a share of the way between them, or beyond."""
    shares = [0.0, 1.0, 0.5, *magnitudes(rng, n, 1e-20, 1.0), *magnitudes(rng, n // 9, 1.0, 1e9)]
    return [(x, y, rng.choice(shares)) for x, y in plane(rng, n) if max(abs(x), abs(y)) < 1e298]


def beside(sample: Sampler, *numbers: float, first: bool = False) -> Sampler:
    """Points with one more coordinate, a constant drawn from `numbers`, at the end or first."""

    def extended(rng: random.Random, n: int) -> list[Point]:
        rows = [(point, rng.choice(numbers)) for point in sample(rng, n)]
        return [(c, *point) if first else (*point, c) for point, c in rows]

    return extended


def either(*samples: Sampler) -> Sampler:
    """The points of some samples."""
    return lambda rng, n: [point for sample in samples for point in sample(rng, n)]


def ordinary(low: float, high: float) -> Sampler:
    """A few numbers of an interval, none of them tiny: for references that take long."""

    def sample(rng: random.Random, n: int) -> list[Point]:
        near = [x for x in (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 10.0, 20.0) for x in (x, -x)]
        sizes = [
            s * x for x in magnitudes(rng, n // 40, 1e-6, max(-low, high)) for s in (1.0, -1.0)
        ]
        return [(x,) for x in (*near, *sizes) if low < x < high]

    return sample


def positive_pairs(rng: random.Random, n: int) -> list[Point]:
    """Pairs of positive numbers of ordinary size, and of different sizes."""
    xs, ys = (magnitudes(rng, n // 8, 1e-3, 1e3) for _ in range(2))
    near = [(rng.uniform(0.1, 9.0), rng.uniform(0.1, 9.0)) for _ in range(n // 8)]
    return [*zip(xs, ys, strict=True), *near]
