"""Numbers as cards and arrows show them: at most seven characters, four digits that count."""

from __future__ import annotations

from functools import lru_cache
from math import inf, isfinite
from typing import Any

from ...engine.node import Node

NOT_RUN = "not run"
UNKNOWN = "unknown"
WIDEST = 7


@lru_cache(4096)  # a picture asks three times for each of its numbers
def figure(x: float) -> str:
    """`x` in at most seven characters, with a real minus sign.

    >>> figure(0.29837110876), figure(0.00043856773), figure(-3.0), figure(1 / 3 * 1e9)
    ('0.2984', '4.39e-4', '−3', '3.333e8')
    """
    if not isfinite(x):
        return {inf: "∞", -inf: "−∞"}.get(x, "NaN")
    if x == 0.0:
        return "0"
    fitting = (text for digits in (4, 3, 2, 1) for text in _spellings(x, digits))
    return next(text for text in fitting if len(text) <= WIDEST).replace("-", "−", x < 0.0)


def _spellings(x: float, digits: int) -> list[str]:
    """`x` to so many digits, as a plain decimal where that is short and as a power of ten."""
    mantissa, exponent = f"{x:.{digits - 1}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    power = f"{mantissa}e{int(exponent)}"
    if -5 < int(exponent) < 4:
        return [f"{float(f'{x:.{digits}g}'):.10f}".rstrip("0").rstrip("."), power]
    return [f"{x:.0f}", power] if 4 <= int(exponent) < 6 else [power]


def data_text(node: Node) -> str:
    """The data of a node: a number, or an array's shape and range."""
    return UNKNOWN if node.primal is None else summary(node.primal)


def grad_text(node: Node) -> str:
    """The gradient of a node; before backward there is none, which is not the same as 0."""
    return NOT_RUN if node.grad is None else summary(node.grad)


def summary(data: Any) -> str:
    """A number, or an array as its shape and the range of its elements."""
    if isinstance(data, tuple):  # of an operation that has several
        return f"{len(data)} results"
    shape = getattr(data, "shape", ())
    if not shape:
        return figure(float(data))
    return f"{'×'.join(map(str, shape))}: {span(data)}"


def span(data: Any) -> str:
    """The range of an array's elements, or the one number that they all are."""
    if not getattr(data, "size", 1):
        return "empty"
    low, high = (
        (float(data), float(data)) if _single(data) else (float(data.min()), float(data.max()))
    )
    return figure(low) if low == high or low != low else f"{figure(low)}…{figure(high)}"


def _single(data: Any) -> bool:
    return getattr(data, "shape", ()) == ()
