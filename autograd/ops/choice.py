"""Choosing: absolute value, extremes, steps, masks.

At a kink the slope is the minimum-norm subgradient: |x|' = 0 at 0, the maximum of n ties gives
each 1/n, and the maximum of x and a constant gives x 0 at the tie. A step's own derivative is a
structural zero: no path, rather than a factor 0 that would turn an infinity into NaN.
"""

from __future__ import annotations

import operator
from typing import Any

from ..engine.elementwise import Elementwise, elementwise
from ..engine.masks import Masked, logical_and, logical_not
from ..engine.primitive import Rule, find, kind_of, register, seen
from ..engine.recorded import Recorded
from ..errors import OperandError
from ..kernels import balls, choice
from ..support.arrays import numpy
from ..support.domain import Kink, jump

AT_ZERO = Kink("x = 0", lambda x: x)
AT_TIE = Kink("x = y", lambda x, y: x - y)
JUMP_AT_ZERO = jump(AT_ZERO.text, AT_ZERO.gap)
JUMP_AT_TIE = jump(AT_TIE.text, AT_TIE.gap)

abs = elementwise(
    "abs",
    lambda x, y: sign(x),
    forward=operator.abs,
    ball=operator.abs,
    array="absolute",
    aliases=["absolute", "fabs"],
    total=True,
    kink=AT_ZERO,
    confused="numbers",
    latex=r"\left|{x}\right|",
)
sign = elementwise(
    "sign",
    None,
    kernel=choice.sign,
    ball=balls.sign,
    kink=JUMP_AT_ZERO,
    odd=True,
    confused="numbers",
    written=["sgn"],
    latex=r"\operatorname{sgn} {x}",
)
step = elementwise(
    "step",
    None,
    kernel=choice.step,
    forward=choice.step_of_floats,
    ball=lambda x: balls.exceeds(x, 0 * x),
    kink=JUMP_AT_ZERO,
    confused="numbers",
    latex=r"\left[{x} > 0\right]",
    doc="1 where x > 0, else 0",
)
exceeds = elementwise(
    "exceeds",
    None,
    None,
    kernel=choice.exceeds,
    ball=balls.exceeds,
    kink=JUMP_AT_TIE,
    latex=r"\left[{x} > {y}\right]",
    doc="1 where x > y, else 0",
    public=False,
)
exceeds_or_half = elementwise(
    "exceeds_or_half",
    None,
    None,
    kernel=choice.exceeds_or_half,
    ball=balls.exceeds_or_half,
    kink=JUMP_AT_TIE,
    latex=r"\left[{x} > {y}\right]",
    doc="1 where x > y, 1/2 at a tie, else 0",
    public=False,
)


class Extreme(Elementwise):
    """A maximum or minimum. Beside a constant, a tie is a kink of the other argument `alone`."""

    def __init__(self, name: str, *rules: Rule, alone: tuple[Rule, Rule], **entry: Any) -> None:
        super().__init__(name, *rules, chooses=True, **entry)
        self.alone, self.lane = alone, 0

    def rules_at(self, args: tuple[Any, ...]) -> tuple[Rule | None, ...]:
        both = all(isinstance(arg, Recorded) for arg in args)
        return self.rules if both else self.alone


maximum = register(
    Extreme(
        "maximum",
        lambda a, b, y: exceeds_or_half(a, b),
        lambda a, b, y: exceeds_or_half(b, a),
        alone=(lambda a, b, y: exceeds(a, b), lambda a, b, y: exceeds(b, a)),
        kernel=choice.maximum,
        ball=lambda a, b: a.max(b),
        kink=AT_TIE,
        latex=r"\max\left({x}, {y}\right)",
    )
)
minimum = register(
    Extreme(
        "minimum",
        lambda a, b, y: exceeds_or_half(b, a),
        lambda a, b, y: exceeds_or_half(a, b),
        alone=(lambda a, b, y: exceeds(b, a), lambda a, b, y: exceeds(a, b)),
        kernel=choice.minimum,
        ball=lambda a, b: a.min(b),
        kink=AT_TIE,
        latex=r"\min\left({x}, {y}\right)",
    )
)
clip = elementwise(
    "clip",
    lambda x, low, high, y: exceeds(x, low) * exceeds(high, x),
    lambda x, low, high, y: exceeds(low, x) * (1.0 - exceeds(low, high)),
    lambda x, low, high, y: maximum(exceeds(x, high), exceeds(low, high)),
    chooses=True,
    kernel=choice.clip,
    ball=lambda x, low, high: x.max(low).min(high),
    kink=Kink("x = y or x = z", lambda x, low, high: (x - low) * (x - high)),
    latex=r"\operatorname{clip}\left({x}, {y}, {z}\right)",
)


class Where(Elementwise):
    """`where(c, a, b)`: a where the condition holds, else b; only the branch taken is recorded.

    With a condition that is not known yet (an array, or a symbol) both are, and the adjoint of
    the branch not taken is masked: nothing it is multiplied by can turn it into NaN.

    >>> from autograd import Value, exp
    >>> x = Value(2.0)
    >>> y = where(x > 0, x * x, exp(x))
    >>> y.backward()
    >>> y.data, x.grad
    (4.0, 4.0)
    """

    def __call__(self, condition: Any, a: Any, b: Any) -> Any:
        kind = kind_of((a, b))
        known = not getattr(condition, "shape", ()) and getattr(condition, "primal", 0) is not None
        arrays = kind.on_arrays if kind else hasattr(a, "dtype") or hasattr(b, "dtype")
        if type(condition) is int and condition in (-1, -2):
            raise OperandError(
                f"where wants True or False first; got {condition}, which is what Python's ~ makes "
                f"of {condition == -2}: write not (x > 0), or x <= 0"
            )
        if known and not arrays and not _any_array(a, b):
            taken = a if condition else b
            if isinstance(taken, Recorded):
                # A node of its own, so that what uses the choice is added up before it reaches the
                # branch: in the order, and so with the bits, of compiled code.
                return find("identity")(taken)
            return kind.constant(taken) if kind else taken
        return super().__call__(condition, a, b)

    def pull(self, node: Recorded, g: Any, record: bool) -> list[Any]:
        """The adjoint for each branch, masked where the other was taken; none for the condition."""
        on = seen(node.args[0], record)
        masks = [on, logical_not(on)]
        if isinstance(g, Masked):  # a choice within a choice: both have to take this branch
            masks = [logical_and(g.on, mask) for mask in masks]
            g = g.settled
        return [None, *(Masked(where(mask, g, 0.0), mask) for mask in masks)]

    def push(self, node: Recorded, tangents: Any, record: bool) -> Any:
        _, da, db = (0.0 if dx is None else dx for dx in tangents)
        return where(seen(node.args[0], record), da, db)


def _any_array(*xs: Any) -> bool:
    return any(getattr(x, "shape", ()) for x in xs)


where = register(
    Where(
        "where",
        None,
        lambda c, a, b, y: where(c, 1.0, 0.0),
        lambda c, a, b, y: where(c, 0.0, 1.0),
        forward=lambda c, a, b: a if c else b,
        ball=balls.chosen,
        array=lambda c, a, b: numpy().where(c, a, b)[()],  # of scalars a scalar, as ufuncs give it
        example="where(True, 2.0, 3.0)",
        latex=r"\begin{cases} {y} & {x} \\ {z} & \text{otherwise} \end{cases}",
    )
)
