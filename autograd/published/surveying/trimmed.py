"""Claims without what only stands behind them: bounds, roundings, spaces, a sum shown once more."""

from __future__ import annotations

from dataclasses import replace

from ...formulas.printed import Printed
from ...formulas.printed.node import walk
from ..names.literals import is_literal

INEQUALITIES = ("<", ">", "<=", ">=", "!=")
BOTH = 2


def without_space(printed: Printed) -> Printed:
    r"""A claim without the space in which its last side lies: `dL/dx = x \in \mathbb{R}^n`."""
    if printed.signs[-1:] != ("in",) or "=" not in printed.signs[:-1]:
        return printed
    return replace(printed, sides=printed.sides[:-1], signs=printed.signs[:-1])


def without_bound(printed: Printed) -> Printed:
    r"""A claim without the bound that its derivative keeps: `f''(x) = 2a > 0`."""
    is_bounded = len(printed.signs) == BOTH and printed.signs[1] in INEQUALITIES
    if not is_bounded or printed.signs[0] != "=":
        return printed
    first, value, bound = printed.sides
    is_slope = any(
        node.kind in ("slope", "nabla") or (node.kind == "call" and node.text.endswith("'"))
        for node in walk(first)
    )
    if not is_slope or not is_literal(bound) or is_literal(value):
        return printed
    return replace(printed, sides=(first, value), signs=printed.signs[:1])


def without_rounding(printed: Printed) -> Printed:
    r"""\frac{11}{14} \approx 0.786 as a chain that ends in a number; else up to the first ≈."""
    if "approx" not in printed.signs:
        return printed
    first = printed.signs.index("approx")
    if set(printed.signs[first:]) != {"approx"} or not set(printed.signs[:first]) <= {"="}:
        return printed
    if all(map(is_literal, printed.sides[first + 1 :])):
        return replace(printed, signs=("=",) * len(printed.signs))
    return replace(printed, sides=printed.sides[: first + 1], signs=printed.signs[:first]) if (
        first
    ) else printed  # fmt: skip


def without_dots(printed: Printed) -> Printed:
    r"""z = \sum_i w_i x_i = w_1 x_1 + \dots without what only shows the sum once more."""
    kept = [side for side in printed.sides if all(node.kind != "dots" for node in walk(side))]
    is_shorter = 1 < len(kept) < len(printed.sides) and kept[0] == printed.sides[0]
    if not is_shorter or set(printed.signs) != {"="} or len(kept) + 1 != len(printed.sides):
        return printed
    return replace(printed, sides=type(printed.sides)(kept), signs=printed.signs[1:])
