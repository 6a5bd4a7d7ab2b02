"""Each part of a formula, with the values it would need for the whole to be right.

What is left when the rest is undone from the outside in: for `a*b = c` to hold, b has to be c/a.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ...engine.elementwise import Elementwise
from ...engine.primitive import PUBLIC
from ...formulas.trees.algebra import ONE, ZERO, has_minus, minus
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Call, Number, Op, Tree, children, rebuilt, text
from .lookup import Values
from .places import Place, is_sum

Evaluated = Callable[[Tree], Values | None]


@dataclass(frozen=True)
class Part:
    """A part of a formula, what it would have to be, and how to put another in its place.

    `inside` is the formula directly around it, None for the whole.
    """

    tree: Tree
    needed: Values
    put: Callable[[Tree], Tree]
    inside: Tree | None = None
    place: Place | None = None  # where it stands in the whole, if it stands there as it is
    divides: bool = False  # stands below the line of a fraction
    branch: bool = False  # what it needs counts only where its branch is taken
    paired: bool = False  # two factors, or two terms, not a part as it is written

    @property
    def words(self) -> tuple[str, str]:
        """What to call it, and what to say behind."""
        return (text(self.tree), "") if self.place is None else self.place.words

    @property
    def named(self) -> str:
        """What to call it where nothing can be said behind."""
        return text(self.tree) if self.place is None else self.place.named


def parts(whole: Tree, wanted: Values, value: Evaluated) -> Iterator[Part]:
    """The whole and everything in it, from the outside in."""
    waiting = [Part(whole, wanted, lambda tree: tree, place=Place(whole))]
    for part in waiting:
        yield part
        if not any(part.needed) and not (part.inside is None and is_sum(part.tree)):
            continue  # it should vanish as a whole
        for place, child in enumerate(children(part.tree)):
            below = part.divides != (_is_division(part.tree) and place == 1)
            inner = part.place and part.place.inner(place)
            put, is_branch = _putter(part, place), _is_taken_at_times(part.tree, value)
            waiting += [
                Part(child, needed, put, part.tree, inner, below, part.branch or is_branch)
                for needed in _all_needed(part.tree, place, part.needed, value)
            ]


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


def _is_division(tree: Tree) -> bool:
    return isinstance(tree, Op) and tree.symbol == "/"


def _all_needed(part: Tree, place: int, needed: Values, value: Evaluated) -> Iterator[Values]:
    """What a child needs; with either sign if an even power of it is taken."""
    found = _needed(part, place, needed, value)
    if found is None:
        return
    yield found
    if isinstance(part, Op) and part.symbol == "^" and place == 0 and is_sum(part.args[0]):
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


def _is_taken_at_times(part: Tree, value: Evaluated) -> bool:
    """Whether a part is where(…) with one branch at some points and the other at others."""
    if not isinstance(part, Call) or part.function != "where":
        return False
    return len(set(value(replace(part, args=(part.args[0], ONE, ZERO))) or ())) > 1


def _branch(part: Call, place: int, needed: Values, value: Evaluated) -> Values | None:
    """What a branch of where(…) needs: at points where the other is taken, what it has."""
    holds = value(replace(part, args=(part.args[0], ONE, ZERO)))
    has = value(part.args[place]) if place else None
    if holds is None or has is None:
        return None
    taken = [h == (place == 1) for h in holds]
    if not any(taken):
        return None
    return tuple(n if t else h for n, h, t in zip(needed, has, taken, strict=True))


# ---- Undoing ------------------------------------------------------------------------------------

# What an argument must be for an operation to give x, when the other argument is v.
_UNDO: dict[str, tuple[Callable[[float, float], float], ...]] = {
    "neg": (lambda x, v: -x,),
    "+": (lambda x, v: x - v, lambda x, v: x - v),
    "-": (lambda x, v: x + v, lambda x, v: v - x),
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
        return tuple(undo(*column) for column in zip(*rows, strict=True))
    except (ArithmeticError, ValueError):
        return None
