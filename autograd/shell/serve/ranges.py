"""Where a slider begins and ends, and where a variable starts that was given no number."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from math import ceil, floor, log10

from ...errors import AutogradError
from ...expression import Lines

Range = tuple[float, float, float]  # from, to, step

STEPS = 200
# Numbers of different size, so that no difference vanishes; inside most domains, then beyond 1.
STARTS = (
    (0.5, 0.8, 0.3, 0.6, 0.9, 0.2, 0.7, 0.4),
    (1.5, 1.8, 1.3, 1.6, 1.9, 1.2, 1.7, 1.4),
    (-0.5, -0.8, -0.3, -0.6, -0.9, -0.2, -0.7, -0.4),
    (2.0, 0.5, 3.0, 0.8, 4.0, 0.3, 5.0, 0.6),
    (0.5, 2.0, 0.8, 3.0, 0.3, 4.0, 0.6, 5.0),
)


def starting_values(lines: Lines, given: Mapping[str, float]) -> dict[str, float]:
    """Numbers for the names that have none; the first of `STARTS` at which there is a value."""
    tries = []
    for starts in STARTS:
        fresh = cycle(starts)
        values = {name: given[name] if name in given else next(fresh) for name in lines.names}
        tries.append(values)
        if defined(lines, values):
            return values
    return tries[0]


def defined(lines: Lines, values: Mapping[str, float]) -> bool:
    """Whether the expression has a value there."""
    try:
        lines(**values)
    except AutogradError:
        return False
    return True


def ranges_of(lines: Lines, values: Mapping[str, float]) -> dict[str, Range]:
    """For each name a range around its value, cut off where the expression has no value."""
    return {name: _cut(lines, values, name, *around(x)) for name, x in values.items()}


def around(x: float) -> Range:
    """Round numbers on both sides of 0, or from 0 on for numbers of some size, x in the middle.

    >>> around(1.3), around(-0.05), around(100.0)
    ((-5.0, 5.0, 0.05), (-0.1, 0.1, 0.001), (0.0, 200.0, 1.0))
    """
    far = _round_number(2.0 * abs(x)) if x else 2.0
    if abs(x) < 5.0:
        return (-far, far, far / (STEPS // 2))
    return (0.0, far, far / STEPS) if x > 0.0 else (-far, 0.0, far / STEPS)


def _round_number(x: float) -> float:
    """1, 2 or 5 times a power of ten, at least x."""
    power = floor(log10(x))
    tens = float(f"1e{power}")
    return next(k * tens for k in (1.0, 2.0, 5.0, 10.0) if k * tens >= x * (1.0 - 1e-9))


def _cut(
    lines: Lines, values: Mapping[str, float], name: str, low: float, high: float, step: float
) -> Range:
    """A range without the ends at which the expression has no value, found by halving."""

    def last(end: float) -> float:
        """The last step from the present value towards `end` at which there is a value."""
        x = values[name]
        inside, outside = 0, ceil(abs(end - x) / step)
        if not defined(lines, values) or defined(lines, {**values, name: end}):
            return end
        sign = 1.0 if end > x else -1.0
        while outside - inside > 1:
            middle = (inside + outside) // 2
            well = defined(lines, {**values, name: _on(x + sign * middle * step, step)})
            inside, outside = (middle, outside) if well else (inside, middle)
        return x if inside == 0 else _on(x + sign * inside * step, step)

    return last(low), last(high), step


def _on(x: float, step: float) -> float:
    """x on the grid of steps, without the digits of rounding."""
    return float(f"{round(x / step) * step:.12g}")
