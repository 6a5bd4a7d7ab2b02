"""Edits: a factor or a term that is missing, or one too many."""

from __future__ import annotations

from ...formulas.trees.algebra import ONE, ZERO, has_minus, minus, over, plus, terms
from ...formulas.trees.in_place import with_factor
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Call, Name, Number, Op, Tree, children, is_op, number, size, text
from .changes import Change, Difference, Factor, Term
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
    is_base,
    is_divisor,
    is_exponent,
    unlikely_sum,
)
from .fractions import divides, fraction
from .parts import Part
from .places import Place, factors_of, is_product, is_sum
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
        return Edit(mended, _exchanged(part, above, below, divides=True), cost)
    if below is not None and divides(below, part.tree):
        if above != ONE:
            return Edit(mended, _exchanged(part, below, above), cost)
        if below == part.tree and not is_product(part.inside):
            change = Change(part.place, ONE)
            return Edit(mended, (change,), REPLACED + weights.of(ONE) + size(below))
        cost = EXTRA + size(below) // 4 + WHOLE * (changed == ONE and is_base(part))
        cost += LOWERED * _is_of_a_power(below, part.tree)
        return Edit(mended, (_extra(below, part),), cost)
    if above == divisor and isinstance(above, Number):
        return Edit(mended, (Factor(part.place, over(ONE, above), missing=False),), EXTRA)
    return Edit(mended, (Factor(part.place, factor, missing=True),), cost)


def _exchanged(part: Part, old: Tree, new: Tree, divides: bool = False) -> tuple[Difference, ...]:
    """One factor for another, above or below the line, where it stands."""
    factors = factors_of(part.place)
    stands = [path for path, tree, below in factors if (tree, below) == (old, divides)]
    if len(stands) == 1:
        return tuple(differences(part.place.inner(*stands[0]), new))
    where = f" in {text(part.tree)}" if old != part.tree else ""
    said = f"{text(old)} should be {text(new)}{where}"
    ratio = over(old, new) if divides else over(new, old)
    return (Change(part.place, with_factor(part.tree, ratio), said, text(old)),)


def _is_of_a_power(factor: Tree, tree: Tree) -> bool:
    """Whether a factor is one of three or more in a power: its exponent was not lowered."""
    found = [x for _, x, divides in factors_of(Place(tree)) if not divides]
    powers = [x.args for x in found if is_op(x, "^")]
    exponents = [n.value for base, n in powers if base == factor and isinstance(n, Number)]
    return factor not in found and any(n > 2 for n in exponents)


def _is_in_products(part: Part) -> bool:
    """Whether a part is no argument or exponent: there the derivative of an argument is missing."""
    around = part.place.surroundings()
    return not any(isinstance(x, Call) or is_op(x, "^") for x in around)


def _extra(factor: Tree, part: Part) -> Factor:
    """A factor that is one too many: in what stands around it, if it is the part itself."""
    if factor != part.tree or not is_product(part.inside):
        return Factor(part.place, factor, missing=False)
    said = Op("/", (ONE, factor)) if is_divisor(part) else factor
    return Factor(part.place.outer, said, missing=False)


def extended(part: Part, term: Tree, sign: int, weights: Weights) -> Edit:
    """A term that is missing, or one too many."""
    mended = neat(Op("+" if sign > 0 else "-", (part.tree, term)))
    if isinstance(term, Number) and any(isinstance(x, Number) for x in children(part.tree)):
        mended = plus(part.tree, number(sign * term.value))
    cost = TERM + weights.of(term)
    if part.inside is not None:
        cost += unlikely_sum(part.tree, term)
    change: Difference = Term(part.place, term if sign > 0 else minus(term), missing=True)
    if sign < 0 and term in terms(part.tree):
        change = Term(part.place, term, missing=False)
    elif part.tree == ZERO or (sign < 0 and is_sum(term)):
        change = Change(part.place, mended)
    if isinstance(part.tree, Name) and isinstance(term, Name) and mended in weights.page:
        cost, change = cost - 2 * QUOTED, Change(part.place, mended)
    if term == ONE and is_exponent(part):
        cost, change = EXPONENT, Change(part.place, mended)
    return Edit(part.put(mended), (change,), cost)
