"""Single changes to a formula: what was wrong in words, and how likely a person slips so.

The cost of an edit is small for what people do often (a sign, an exponent off by one, the index
of a name, a factor left out) and grows with the size of what would have to be put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from ...formulas.trees.algebra import ONE, has_minus, minus, over, plus, terms, value_of
from ...formulas.trees.in_place import with_factor
from ...formulas.trees.style import Style
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import (
    Call,
    Name,
    Number,
    Op,
    Tree,
    children,
    exchanged,
    number,
    rebuilt,
    size,
    text,
    walk,
)
from .differences import (
    Change,
    Difference,
    Factor,
    Term,
    differences,
    exchange,
    told,
    undone,
)
from .fractions import cancels, divides, fraction, is_factor
from .parts import Part
from .places import Place, factors_of, is_product
from .standing import base_of, is_base, is_difference, is_divisor, is_exponent, is_quotient
from .weights import STRANGER, Weights, stem

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


def replaced(part: Part, other: Tree, weights: Weights) -> Edit:
    """Something else in its place."""
    cost = PAIR * part.paired + _replacing(part.tree, other, weights)
    mended = part.put(other)
    if part.inside is None or (fraction(other)[1] is not None and cancels(mended)):
        cost += WHOLE
    if isinstance(part.tree, Number) and has_minus(other) and is_divisor(part):
        cost += WHOLE  # two slips are likelier than x/(-v) for x/(2*v)
    if isinstance(part.tree, Number) and other == ONE and is_divisor(part):
        cost += WHOLE  # it is one too many
    if isinstance(part.tree, Name) and isinstance(other, Name):
        cost = RENAMED + weights.of_renaming(part.tree.name, other.name)
    if isinstance(part.tree, Number) and (value_of(other) or part.tree.value).denominator > 1:
        cost += BROKEN
    return compared(part, other, mended, cost, weights)


def _replacing(tree: Tree, other: Tree, weights: Weights) -> int:
    """How unlikely one formula is written for another."""
    cost = REPLACED + weights.of(other) + size(tree)
    if isinstance(other, Number) and other.value < 0 and not isinstance(tree, Number | Name):
        cost += WHOLE  # its sign is wrong, too
    if tree == ONE and not isinstance(other, Number | Name):
        cost += ATOM  # a factor is missing
    if tree in walk(other) or is_factor(tree, other):
        cost += WHOLE  # a factor or a term is missing, and better called so
    if isinstance(tree, Name | Number) and not isinstance(other, Name | Number):
        cost += 2 * ATOM
    return cost


def compared(part: Part, other: Tree, mended: Tree, cost: int, weights: Weights) -> Edit:
    """An edit after which `other` stands for a part, said as what distinguishes the two."""
    place = part.place or Place(part.tree)
    found = differences(place, other) or [Change(place, other)]
    if found != [Change(place, other)]:
        mended = part.put(undone(place, found))
        cost = min(cost, NARROWED + sum(_cost(each, weights) for each in found))
    if _asks_again(place, other):
        cost += NARROWED
    culprit = found[0].culprit if len(found) == 1 else text(part.tree)
    return Edit(mended, culprit, told(found), cost)


def _asks_again(place: Place, other: Tree) -> bool:
    """Whether a formula with steps would stand in a branch, which asks what they ask."""
    in_branch = any(isinstance(x, Call) and x.function == "where" for x in place.surroundings())
    return in_branch and any(isinstance(x, Call) and x.function == "step" for x in walk(other))


def _cost(found: Difference, weights: Weights) -> int:
    """How unlikely a slip is, wherever it stands."""
    match found:
        case Change(place=place, new=new) if new == minus(place.tree):
            in_exponent = isinstance(place.around, Op) and place.around.symbol == "^"
            return TURNED if in_exponent else 2 * SIGN
        case Change(place=place, new=new):
            return _replacing(place.tree, new, weights)
        case Factor(factor=factor, missing=missing):
            return FACTOR + weights.of(factor) if missing else EXTRA + size(factor)
        case Term(term=term, missing=False):
            return REMOVED + size(term)
        case Term(place=place, term=term):
            return TERM + weights.of(term) + _unlikely_sum(place.tree, term)


def renamed(part: Part, old: str, new: str, tree: Tree) -> Edit:
    """One name for another wherever it stands."""
    cost = RENAMED + STRANGER * (stem(old) != stem(new))
    why = f"{old} should be {new}"
    if part.place is not None and _count(old, part.place.whole) > _count(old, part.tree):
        said = [f for _, f, _ in factors_of(part.place) if _count(old, f)]
        changed = [exchanged(factor, {Name(old): Name(new)}) for factor in said]
        why = f"{text(reduce(_times, said))} should be {text(reduce(_times, changed))}"
    return Edit(part.put(tree), old, why, cost)


def _is_in_products(part: Part) -> bool:
    """Whether a part is no argument or exponent: there the derivative of an argument is missing."""
    around = () if part.place is None else part.place.surroundings()
    return not any(isinstance(x, Call) or (isinstance(x, Op) and x.symbol == "^") for x in around)


def _count(name: str, tree: Tree) -> int:
    return sum(part == Name(name) for part in walk(tree))


def _times(a: Tree, b: Tree) -> Tree:
    return Op("*", (a, b))


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


def _extra(factor: Tree, part: Part) -> str:
    """Where a factor is one too many: in what stands around it, if it is the part itself."""
    around = part.inside
    if factor != part.tree or not isinstance(around, Op) or around.symbol not in "*/":
        return f"{text(factor)} is one too many in {text(part.tree)}"
    said = Op("/", (ONE, factor)) if is_divisor(part) else factor
    return f"{text(said)} is one too many in {text(around)}"


def _unlikely_sum(tree: Tree, term: Tree) -> int:
    """More where there is no sum yet, and for a number that is added to a name."""
    is_sum = isinstance(tree, Op) and tree.symbol in "+-"
    return ATOM * (not is_sum) + ATOM * (isinstance(term, Number) and isinstance(tree, Name))


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
        cost += _unlikely_sum(part.tree, term)
    if term == ONE and is_exponent(part):
        cost, said, why = EXPONENT, text(part.tree), f"{shown} should be {text(mended)}"
    return Edit(part.put(mended), said, why, cost)
