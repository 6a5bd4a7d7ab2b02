"""Measuring errors: of floats in ulps, units in the last place, of balls in digits."""

import math
import random
import sys
from typing import Any

from mpmath import mp, mpf

from exact import EXACT
from points import Point
from registry import ELEMENTWISE

LIMIT = 4.0


LARGEST = mpf(sys.float_info.max)


AXES = ("d/dx", "d/dy", "d/dz", "d/dw")


def ulps(got: float, exact_answer: Any, scale: mpf) -> float:
    """The distance between the two in ulps of `scale`; a complex answer means NaN is right."""
    if isinstance(exact_answer, mp.mpc):
        return 0.0 if math.isnan(got) else math.inf
    if abs(exact_answer) > LARGEST:
        return 0.0 if abs(got) >= LARGEST and got * exact_answer > 0 else math.inf
    if not math.isfinite(got):
        rounds_up = scale > LARGEST * (1 - mpf(2) ** -51)
        return 0.0 if rounds_up and got * exact_answer > 0 else math.inf
    unit = math.ulp(float(scale)) if scale <= LARGEST else scale * mpf(2) ** -53
    return float(abs(got - exact_answer) / unit)


def measured_points(name: str, n: int) -> list[Point]:
    domain = ELEMENTWISE[name].domain
    points = EXACT[name].sample(random.Random(name), n)
    return [point for point in points if domain is None or domain.contains(*point)]


def sampled(name, count):
    """Points where floats are ordinary numbers."""
    points = EXACT[name].sample(random.Random(7), 200)
    tame = [p for p in points if all(1e-6 < abs(x) < 30.0 or not x for x in p)]
    return random.Random(8).sample(tame, min(count, len(tame)))


def number(value):
    """The middle of a ball as an mpf."""
    mantissa, exponent = value.mid().man_exp()
    return mp.ldexp(mpf(int(mantissa)), int(exponent))


def is_close(value, wanted, digits):
    with mp.workdps(60):
        return abs(number(value) - wanted) <= mpf(10) ** -digits * max(abs(wanted), mpf(1) / 10**12)


def near_a_tie(name, point):
    kink = ELEMENTWISE[name].kink
    return kink is not None and kink.tie is not None and abs(kink.gap(*point)) < 1e-3
