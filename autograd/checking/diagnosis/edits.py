"""Single changes to a formula: what was wrong in words, and how likely a person slips so.

The cost of an edit is small for what people do often (a sign, an exponent off by one, the index
of a name, a factor left out) and grows with the size of what would have to be put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...formulas.trees.algebra import has_minus, minus, over, value_of
from ...formulas.trees.style import Style
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import (
    Call,
    Name,
    Number,
    Op,
    Tree,
    children,
    number,
    rebuilt,
    size,
    text,
)
from .changes import Change, Difference, exchange
from .parts import Part
from .places import Place
from .standing import base_of, is_base, is_difference, is_divisor, is_exponent, is_quotient

SIGN, EXPONENT, RENAMED, TURNED = 3, 9, 11, 16
REMOVED, REPLACED, EXTRA, FACTOR, TERM = 8, 6, 8, 12, 14
NARROWED = 8  # more for what is found only by comparing a larger part
PAIR = 4  # more for two factors at once
WHOLE = 24  # more for something else altogether, which says little
BROKEN = 4  # more for a fraction of numbers in the place of a number
INNER = 2  # more for a number inside of a function
ATOM = 8  # more for a name or number that would have to be a formula


@dataclass(frozen=True)
class Edit:
    """A claim with something changed: what was wrong, what it became, and why in words."""

    tree: Tree
    culprit: str
    why: str
    cost: int
    changes: tuple[Difference, ...] = ()  # where they are known; else what the trees differ in
    kind: str = ""  # of those that are tried, which


# ---- The kinds of slips -------------------------------------------------------------------------


def removed(part: Part) -> Edit:
    """A term, or the whole, that should not be there."""
    shown = text(part.tree)
    where = f" in {text(part.inside)}" if part.inside is not None else ""
    why = f"{shown} is one too many{where}"
    if part.is_late_term():
        why = f"the term {text(minus(part.tree) if part.subtracted else part.tree)} is one too many"
        is_inner = part.inside is not None and part.place is not None and part.place.path[1:]
        why += where if is_inner else ""
    elif isinstance(part.tree, Number) and part.inside is not None:
        left = (number(0) if x is part.tree else x for x in children(part.inside))
        rest = neat(rebuilt(part.inside, tuple(left)))
        why = f"{text(part.inside)} should be {text(rest)}"
    return Edit(part.put(number(0)), shown, why, REMOVED + size(part.tree))


def turned_sign(part: Part) -> Edit:
    """A sign."""
    turned, cost = minus(part.tree), SIGN + _unlikely_sign(part)
    shown, (said, where) = text(part.tree), part.words
    why = f"the sign of {said} is wrong{where}"
    if isinstance(part.tree, Number) and cost > SIGN:
        why = exchange(part.place or Place(part.tree), turned)
    if is_exponent(part) and part.inside is not None:
        cost = TURNED + (1 if is_quotient(children(part.inside)[0]) else -1)
    return Edit(part.put(turned), shown, why, cost)


def _unlikely_sign(part: Part) -> int:
    """How far a sign is from where people mistake it: a written one, or that of a difference."""
    tree, around = part.tree, part.inside
    in_sum = isinstance(around, Op) and around.symbol in "+-"
    if has_minus(tree) or (in_sum and around is not None and children(around)[1] is tree):
        return 0
    if is_difference(tree) and not part.divides:
        return 3 if any(isinstance(x, Number) for x in children(tree)) else 1
    return 2 if around is None or in_sum else 3


def raised(part: Part, new: Fraction, style: Style) -> Iterator[Edit]:
    """Another power of the same; a minus in front stays there."""
    negative = has_minus(part.tree) and not is_exponent(part)
    tree = minus(part.tree) if negative else part.tree
    base, old = power_of(tree)
    power = style.power(base, new)
    if old.denominator > 1 and new < 0:  # of x^(2/3) the exponent alone is exchanged
        power = Op("^", (base, style.number(new)))
    if isinstance(base, Number) or not new or power == tree:
        return
    if (is_base(part) and new != -1) or (isinstance(base, Call) and base.function == "exp"):
        return  # the exponent that is written is another one
    shown, (said, where) = text(part.tree), part.words
    mended = part.put(minus(power) if negative else power)
    if new == -old and (old == 1 or not (style.inverted or old.denominator > 1)):
        turned = over(number(1), tree)
        why = f"{said} should be {text(minus(turned) if negative else turned)}{where}"
        if is_divisor(part):
            why = f"{text(turned)} should be {shown}"
        mended = part.put(over(number(1), part.tree))
        yield Edit(mended, shown, why, TURNED + _unlikely_turn(part))
        return
    cost = EXPONENT + 2 * (abs(new - old) > 1) + 4 * (new.denominator not in (old.denominator, 2))
    cost += ATOM * isinstance(part.inside, Call)
    why = f"{said} should be {text(minus(power) if negative else power)}{where}"
    if old != 1 and new != Fraction(1, 2):
        exponents = f"{text(style.number(new))}, not {text(children(tree)[1])}"
        of = text(base) if part.place is None or negative else part.place.base
        why = f"the exponent of {of} should be {exponents}{where}"
    changes = (
        () if part.place is None else (Change(part.place, minus(power) if negative else power),)
    )
    yield Edit(mended, shown, why, cost, changes)


def _unlikely_turn(part: Part) -> bool:
    """Of (a/b)^n or f(a/b) a/b is turned round, of x^n the whole: whether this is the other."""
    if (base := base_of(part.tree)) is not None:
        return is_quotient(base)
    if isinstance(part.tree, Call) and any(map(is_quotient, part.tree.args)):
        return True
    return is_base(part) and not is_quotient(part.tree)


def power_of(tree: Tree) -> tuple[Tree, Fraction]:
    """The base and the exponent of a power of a number; of anything else, itself and 1."""
    if isinstance(tree, Op) and tree.symbol == "^":
        exponent = value_of(tree.args[1])
        if exponent is not None:
            return tree.args[0], exponent
    return tree, Fraction(1)


def unlikely_sum(tree: Tree, term: Tree) -> int:
    """More where there is no sum yet, and for a number that is added to a name."""
    is_sum = isinstance(tree, Op) and tree.symbol in "+-"
    return ATOM * (not is_sum) + ATOM * (isinstance(term, Number) and isinstance(tree, Name))
