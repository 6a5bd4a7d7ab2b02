"""Each part of a formula, with the values it would need for the whole to be right.

What is left when the rest is undone from the outside in: for `a*b = c` to hold, b has to be c/a.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ...engine.elementwise import Elementwise
from ...engine.primitive import PUBLIC
from ...formulas.trees.algebra import ONE, ZERO, has_minus, minus, value_of
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Call, Number, Op, Tree, children, is_op, rebuilt
from .lookup import Values
from .places import Place, is_sum

Evaluated = Callable[[Tree], Values | None]
LOST, CANCELLED = 1e-12, 1e-7  # of its terms a difference is 0, or known to a few digits only


@dataclass(frozen=True)
class Part:
    """A part of a formula, what it would have to be, and how to put another in its place.

    `inside` is the formula directly around it, None for the whole. Two factors, or two terms, that
    are `paired` are no part as it is written: their place is the whole of both.
    """

    place: Place
    needed: Values
    put: Callable[[Tree], Tree]
    inside: Tree | None = None
    divides: bool = False  # stands below the line of a fraction
    paired: bool = False

    @cached_property
    def tree(self) -> Tree:
        """What it is."""
        return self.place.tree

    @property
    def subtracted(self) -> bool:
        """Whether it is what a difference takes away."""
        around = self.inside
        return is_op(around, "-") and around.args[1] is self.tree


def parts(place: Place, wanted: Values, value: Evaluated) -> Iterator[Part]:
    """What stands at a place and everything in it, from the outside in."""
    waiting = [Part(place, wanted, lambda tree: tree, place.around)]
    for part in waiting:
        yield part
        if not any(part.needed) and not (part.inside is None and is_sum(part.tree)):
            continue  # it should vanish as a whole
        if not any(map(math.isfinite, part.needed)):
            continue
        for k in range(len(children(part.tree))) if not _is_exponent(part) else ():
            below = part.divides != (is_op(part.tree, "/") and k == 1)
            inner, put = part.place.inner(k), _putter(part, k)
            waiting += [
                Part(inner, needed, put, part.tree, below)
                for needed in _all_needed(part.tree, k, part.needed, value)
            ]


def _is_exponent(part: Part) -> bool:
    """Whether a part is a number that something is raised to, -1/2, which is changed as a whole."""
    around = part.inside
    is_power = is_op(around, "^") and around.args[1] is part.tree
    return is_power and value_of(part.tree) is not None


def mirrored(part: Part) -> Part:
    """A factor of the whole, with what it needs if the sign of the whole is wrong, too."""
    return replace(
        part,
        needed=tuple(-x for x in part.needed),
        put=lambda tree: minus(part.put(tree)),
    )


def _putter(part: Part, place: int) -> Callable[[Tree], Tree]:
    around = children(part.tree)

    def put(tree: Tree) -> Tree:
        inner = rebuilt(part.tree, (*around[:place], tree, *around[place + 1 :]))
        return part.put(inner if _leads_with_minus(inner) else neat(inner))

    return put


def _leads_with_minus(tree: Tree) -> bool:
    """Whether a sum begins with a minus, -1/s + x: its terms stay in the order they have."""
    if not isinstance(tree, Op) or tree.symbol != "+" or ZERO in tree.args:
        return False
    return has_minus(tree.args[0]) and not has_minus(tree.args[1])


def _all_needed(part: Tree, place: int, needed: Values, value: Evaluated) -> Iterator[Values]:
    """What a child needs; with either sign if an even power of it is taken."""
    found = _needed(part, place, needed, value)
    if found is None:
        return
    yield found
    if is_op(part, "^") and place == 0 and is_sum(part.args[0]):
        others = {tuple(map(abs, found)), tuple(-abs(x) for x in found), tuple(-x for x in found)}
        exponent = part.args[1]
        if isinstance(exponent, Number) and exponent.value % 2 == 0:
            yield from sorted(others - {found})


def _needed(part: Tree, place: int, needed: Values, value: Evaluated) -> Values | None:
    if isinstance(part, Call) and part.function == "where":
        return _branch(part, place, needed, value)
    if isinstance(part, Call) and (inverse := inverse_of(part)) is not None:
        return each(inverse, needed)
    if not isinstance(part, Op) or part.symbol not in _UNDO:
        return None
    if part.symbol == "neg":
        return tuple(-x for x in needed)
    other = value(part.args[1 - place])
    if other is None:
        return None
    found = each(_UNDO[part.symbol][place], needed, other)
    if part.symbol == "^" and place == 0 and found is not None:
        return tuple(map(math.copysign, found, _signs(part.args[0], other, needed, value)))
    return found


def inverse_of(call: Call) -> Callable[[float], float] | None:
    """What undoes a function."""
    op = None if call.primes else PUBLIC.get(call.function)
    return op.inverse if isinstance(op, Elementwise) else None


def _signs(base: Tree, exponents: Values, needed: Values, value: Evaluated) -> Values:
    """The signs of what is raised to a power: an even one forgets it, a broken one wants a plus."""
    has = value(base) or needed
    return tuple(
        h if n % 2 == 0 else 1.0 if n % 1 else x
        for n, h, x in zip(exponents, has, needed, strict=True)
    )


def _branch(part: Call, place: int, needed: Values, value: Evaluated) -> Values | None:
    """What a branch of where(…) needs: at points where the other is taken, anything."""
    holds = value(replace(part, args=(part.args[0], ONE, ZERO)))
    if holds is None or not place:
        return None
    return tuple(n if h == (place == 1) else math.nan for n, h in zip(needed, holds, strict=True))


# ---- Undoing ------------------------------------------------------------------------------------


def _difference(x: float, v: float) -> float:
    """x - v; NaN where so little is left that it may be a rounding error."""
    left, size = abs(x - v), max(abs(x), abs(v))
    return math.nan if LOST * size < left < CANCELLED * size else x - v


# What an argument must be for an operation to give x, when the other argument is v.
_UNDO: dict[str, tuple[Callable[[float, float], float], ...]] = {
    "neg": (lambda x, v: -x,),
    "+": (_difference, _difference),
    "-": (lambda x, v: _difference(x, -v), lambda x, v: _difference(v, x)),
    "*": (lambda x, v: x / v, lambda x, v: x / v),
    "/": (lambda x, v: x * v, lambda x, v: v / x),
    "^": (
        lambda x, v: math.pow(abs(x), 1.0 / v),
        lambda x, v: math.log(abs(x)) / math.log(abs(v)),
    ),
}


def each(undo: Callable[..., float], *rows: Values) -> Values | None:
    """A function of numbers at each point; None if it has no value at one of them."""
    try:
        columns = zip(*rows, strict=True)
        return tuple(math.nan if any(map(math.isnan, x)) else undo(*x) for x in columns)
    except (ArithmeticError, ValueError):
        return None
