"""Edits: a factor or a term that is missing, or one too many."""

from __future__ import annotations

from ...formulas.trees.algebra import ONE, has_minus, minus, over, plus, terms
from ...formulas.trees.in_place import with_factor
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import (
    Call,
    Name,
    Number,
    Op,
    Tree,
    children,
    number,
    size,
    text,
)
from .changes import exchange, told, undone
from .differences import differences
from .edits import (
    EXPONENT,
    EXTRA,
    FACTOR,
    INNER,
    REPLACED,
    TERM,
    WHOLE,
    Edit,
    unlikely_sum,
)
from .fractions import divides, fraction
from .parts import Part
from .places import Place, factors_of, is_product
from .standing import is_base, is_divisor, is_exponent
from .weights import QUOTED, Weights

LOWERED = 4  # more for a factor one too many, where the exponent of a power would do


def multiplied(part: Part, factor: Tree, weights: Weights) -> Edit:
    """A factor that is missing, one too many, or another than is written."""
    cost = FACTOR + weights.of(factor) - 2 * (part.inside is None)
    cost += INNER * (isinstance(part.inside, Call) and isinstance(factor, Number))
    if factor not in weights.inner or not _is_in_products(part):
        cost += WHOLE * has_minus(factor)  # that a sign is wrong, too, is said so
    above, below = fraction(factor)
    changed = with_factor(part.tree, factor)
    mended = part.put(changed)
    divisor = fraction(part.tree)[1]
    is_unit = above in (ONE, minus(ONE))
    if below is not None and not is_unit and divisor is not None and divides(above, divisor):
        return _exchanged(part, above, below, mended, cost, divides=True)
    if below is not None and divides(below, part.tree):
        extra = text(below)
        if above == ONE and below == part.tree and not is_product(part.inside):
            why = exchange(part.place or Place(part.tree), ONE)
            return Edit(mended, extra, why, REPLACED + weights.of(ONE) + size(below))
        if above == ONE:
            why = f"the factor {_extra(below, part)}"
            cost = EXTRA + size(below) // 4 + WHOLE * (changed == ONE and is_base(part))
            cost += LOWERED * _is_of_a_power(below, part.tree)
            return Edit(mended, extra, why, cost)
        return _exchanged(part, below, above, mended, cost)
    if above == divisor and isinstance(above, Number):
        why = f"the factor {text(over(ONE, above))} is one too many in {part.named}"
        return Edit(mended, text(above), why, EXTRA)
    missing = text(factor)
    return Edit(mended, missing, f"the factor {missing} is missing in {part.named}", cost)


def _exchanged(
    part: Part, old: Tree, new: Tree, mended: Tree, cost: int, divides: bool = False
) -> Edit:
    """One factor for another, above or below the line, where it stands."""
    place = part.place or Place(part.tree)
    stands = [path for path, tree, below in factors_of(place) if (tree, below) == (old, divides)]
    if len(stands) == 1:
        found = differences(place.inner(*stands[0]), new)
        return Edit(part.put(undone(place, found)), text(old), told(found), cost)
    where = f" in {text(part.tree)}" if old != part.tree else ""
    return Edit(mended, text(old), f"{text(old)} should be {text(new)}{where}", cost)


def _is_of_a_power(factor: Tree, tree: Tree) -> bool:
    """Whether a factor is one of three or more in a power: its exponent was not lowered."""
    found = [x for _, x, divides in factors_of(Place(tree)) if not divides]
    powers = [x.args for x in found if isinstance(x, Op) and x.symbol == "^"]
    exponents = [n.value for base, n in powers if base == factor and isinstance(n, Number)]
    return factor not in found and any(n > 2 for n in exponents)


def _is_in_products(part: Part) -> bool:
    """Whether a part is no argument or exponent: there the derivative of an argument is missing."""
    around = () if part.place is None else part.place.surroundings()
    return not any(isinstance(x, Call) or (isinstance(x, Op) and x.symbol == "^") for x in around)


def _extra(factor: Tree, part: Part) -> str:
    """Where a factor is one too many: in what stands around it, if it is the part itself."""
    around = part.inside
    if factor != part.tree or not isinstance(around, Op) or around.symbol not in "*/":
        return f"{text(factor)} is one too many in {text(part.tree)}"
    said = Op("/", (ONE, factor)) if is_divisor(part) else factor
    return f"{text(said)} is one too many in {text(around)}"


def extended(part: Part, term: Tree, sign: int, weights: Weights) -> Edit:
    """A term that is missing, or one too many."""
    said, shown = text(term), part.named
    mended = neat(Op("+" if sign > 0 else "-", (part.tree, term)))
    if isinstance(term, Number) and any(isinstance(x, Number) for x in children(part.tree)):
        mended = plus(part.tree, number(sign * term.value))
    if sign < 0 and term in terms(part.tree):
        why = f"{said} is one too many in {shown}"
    elif sign < 0:
        why = (
            f"the term -{said} is missing in {shown}"
            if not isinstance(term, Op) or term.symbol in "*/^"
            else f"{shown} should be {text(mended)}"
        )
    else:
        why = f"the term {said} is missing in {shown}"
    cost = TERM + weights.of(term)
    if part.inside is not None:
        cost += unlikely_sum(part.tree, term)
    if isinstance(part.tree, Name) and isinstance(term, Name) and mended in weights.page:
        cost, why = cost - 2 * QUOTED, f"{shown} should be {text(mended)}"
    if term == ONE and is_exponent(part):
        cost, said, why = EXPONENT, text(part.tree), f"{shown} should be {text(mended)}"
    return Edit(part.put(mended), said, why, cost)
