"""Single changes to a formula: what was wrong in words, and how likely a person slips so.

The cost of an edit is small for what people do often (a sign, an exponent off by one, the index
of a name, a factor left out) and grows with the size of what would have to be put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..formulas.algebra import ONE, has_minus, minus, over, plus, terms
from ..formulas.in_place import with_factor
from ..formulas.tidying import neat
from ..formulas.tree import (
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
    walk,
)
from .fractions import cancels, divides, fraction, is_factor
from .parts import Part
from .standing import base_of, is_base, is_difference, is_divisor, is_exponent, is_quotient
from .weights import Weights, stem

SIGN, EXPONENT, RENAMED, TURNED = 3, 9, 11, 16
REMOVED, REPLACED, EXTRA, FACTOR, TERM = 8, 6, 8, 12, 14
STRANGER = 16  # more for a name of another family: y for x1 rather than x2
PAIR = 4  # more for two factors at once
WHOLE = 24  # more for something else altogether, which says little
INNER = 2  # more for a number inside of a function
ATOM = 8  # more for a name or number that would have to be a formula


@dataclass(frozen=True)
class Edit:
    """A claim with something changed: what was wrong, what it became, and why in words."""

    tree: Tree
    culprit: str
    why: str
    cost: int


# ---- The kinds of slips -------------------------------------------------------------------------


def removed(part: Part) -> Edit:
    """A term, or the whole, that should not be there."""
    shown = text(part.tree)
    where = f" in {text(part.inside)}" if part.inside is not None else ""
    why = f"{shown} is one too many{where}"
    if isinstance(part.tree, Number) and part.inside is not None:
        left = (number(0) if x is part.tree else x for x in children(part.inside))
        rest = neat(rebuilt(part.inside, tuple(left)))
        why = f"{text(part.inside)} should be {text(rest)}"
    return Edit(part.put(number(0)), shown, why, REMOVED + size(part.tree))


def turned_sign(part: Part) -> Edit:
    """A sign."""
    shown, turned, cost = text(part.tree), minus(part.tree), SIGN + _unlikely_sign(part)
    why = f"the sign of {shown} is wrong"
    if isinstance(part.tree, Number) and cost > SIGN:
        why = f"{shown} should be {text(turned)}"
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
        return 2 if any(isinstance(x, Number) for x in children(tree)) else 1
    return 2 if around is None or in_sum else 3


def raised(part: Part, by: Fraction) -> Iterator[Edit]:
    """Another power of the same."""
    base, old = part.tree, Fraction(1)
    match base:
        case Op(symbol="^", args=(inner, Number(value=exponent))):
            base, old = inner, exponent
    new, shown = old * by, text(base)
    if isinstance(base, Number) or not new:
        return
    if new == Fraction(1, 2):
        root = part.put(_root(base))
        yield Edit(root, shown, f"{shown} should be {text(_root(base))}", EXPONENT)
    elif new.denominator == 1 and 0 < new <= 12:
        power = _power(base, number(new))
        why = f"the exponent of {shown} should be {new}, not {old}"
        if old == 1:
            why = f"{shown} should be {text(power)}"
        cost = EXPONENT + 2 * (abs(new - old) > 1)
        yield Edit(part.put(power), text(part.tree), why, int(cost))
    elif by == -1:
        turned = over(number(1), part.tree)
        why = f"{text(part.tree)} should be {text(turned)}"
        if is_divisor(part):
            why = f"{text(turned)} should be {text(part.tree)}"
        cost = TURNED + _unlikely_turn(part)
        yield Edit(part.put(turned), text(part.tree), why, cost)


def _unlikely_turn(part: Part) -> bool:
    """Of (a/b)^n the base is turned round, of x^n the whole: whether this is the other."""
    if (base := base_of(part.tree)) is not None:
        return is_quotient(base)
    return is_base(part) and not is_quotient(part.tree)


def _root(base: Tree) -> Tree:
    return Call("sqrt", (base,))


def _power(base: Tree, exponent: Number) -> Tree:
    if base == _root(inner := children(base)[0] if children(base) else base):
        return inner if exponent.value == 2 else Op("^", (base, exponent))
    return neat(Op("^", (base, exponent)))


def replaced(part: Part, other: Tree, weights: Weights) -> Edit:
    """Something else in its place."""
    shown, cost = text(part.tree), REPLACED + weights.of(other) + size(part.tree)
    cost += PAIR * part.paired
    if part.tree in walk(other) or is_factor(part.tree, other):
        cost += WHOLE  # a factor or a term is missing, and better called so
    if isinstance(part.tree, Name | Number) and not isinstance(other, Name | Number):
        cost += 2 * ATOM
    mended = part.put(other)
    if part.inside is None or (fraction(other)[1] is not None and cancels(mended)):
        cost += WHOLE
    if isinstance(part.tree, Name) and isinstance(other, Name):
        cost = RENAMED + STRANGER * (stem(part.tree.name) != stem(other.name))
    return Edit(mended, shown, f"{shown} should be {text(other)}", cost)


def renamed(part: Part, old: str, new: str, tree: Tree) -> Edit:
    """One name for another wherever it stands."""
    cost = RENAMED + STRANGER * (stem(old) != stem(new))
    return Edit(part.put(tree), old, f"{old} should be {new}", cost)


def multiplied(part: Part, factor: Tree, weights: Weights) -> Edit:
    """A factor that is missing, one too many, or another than is written."""
    shown = text(part.tree)
    cost = FACTOR + weights.of(factor) - 2 * (part.inside is None)
    cost += INNER * (isinstance(part.inside, Call) and isinstance(factor, Number))
    above, below = fraction(factor)
    changed = with_factor(part.tree, factor)
    mended = part.put(changed)
    if below is not None and divides(below, part.tree):
        extra = text(below)
        if above == ONE:
            why = f"the factor {_extra(below, part)}"
            cost = EXTRA + size(below) // 4 + WHOLE * (changed == ONE and is_base(part))
            return Edit(mended, extra, why, cost)
        where = f" in {shown}" if extra != shown else ""
        return Edit(mended, extra, f"{extra} should be {text(above)}{where}", cost)
    missing = text(factor)
    return Edit(mended, missing, f"the factor {missing} is missing in {shown}", cost)


def _extra(factor: Tree, part: Part) -> str:
    """Where a factor is one too many: in what stands around it, if it is the part itself."""
    around = part.inside
    if factor != part.tree or not isinstance(around, Op) or around.symbol not in "*/":
        return f"{text(factor)} is one too many in {text(part.tree)}"
    said = Op("/", (ONE, factor)) if is_divisor(part) else factor
    return f"{text(said)} is one too many in {text(around)}"


def extended(part: Part, term: Tree, sign: int, weights: Weights) -> Edit:
    """A term that is missing, or one too many."""
    said, shown = text(term), text(part.tree)
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
    is_sum = isinstance(part.tree, Op) and part.tree.symbol in "+-"
    cost = TERM + weights.of(term) + ATOM * (part.inside is not None and not is_sum)
    cost += ATOM * (isinstance(term, Number) and isinstance(part.tree, Name))
    if term == ONE and is_exponent(part):
        cost, said, why = EXPONENT, shown, f"{shown} should be {text(mended)}"
    return Edit(part.put(mended), said, why, cost)
