"""Edits: something else in the place of a part, or another name wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from ...formulas.text.builtins import builtin
from ...formulas.trees.algebra import ONE, has_minus, minus, over, value_of
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import (
    Call,
    Name,
    Number,
    Op,
    Relation,
    Tree,
    exchanged,
    is_op,
    mapped,
    number,
    size,
    text,
    walk,
)
from .changes import Change, Difference, Factor, Term, undone
from .differences import differences
from .edits import (
    ATOM,
    BROKEN,
    EXTRA,
    FACTOR,
    NARROWED,
    PAIR,
    REMOVED,
    RENAMED,
    REPLACED,
    SIGN,
    TERM,
    TURNED,
    WHOLE,
    Edit,
    is_divisor,
    unlikely_sum,
)
from .fractions import cancels, fraction, is_factor
from .lookup import close
from .parts import Part
from .places import Place, factors_of, in_a_row, located, pieces, with_at
from .quantities import Quantities
from .weights import STRANGER, Weights, stem


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
        cost += 2 * ATOM  # a factor is missing
    is_branch = isinstance(other, Call) and other.function == "where"  # x for where(x < 1, x, 1)
    if (tree in walk(other) and not is_branch) or is_factor(tree, other) or _is_term(tree, other):
        cost += WHOLE  # a factor or a term is missing, and better called so
    if isinstance(tree, Name | Number) and not isinstance(other, Name | Number) and not is_branch:
        cost += 2 * ATOM
    if isinstance(tree, Number) and fraction(other)[0] == ONE and value_of(other) is None:
        cost += ATOM  # 1/k for 2: one factor is missing, and another one too many
    return cost


def _is_term(tree: Tree, other: Tree) -> bool:
    """Whether one formula is a term of the other, as it is or written the other way round."""
    found = pieces(other, "+-")
    return any(tree in (_turned(term) if turned else {term}) for _, term, turned in found)


def _turned(term: Tree) -> set[Tree]:
    """What is subtracted, as what is added: -(a - b)/c, and (b - a)/c."""
    above, below = fraction(term)
    other = minus(above) if below is None else over(minus(above), below)
    return {minus(term), other}


def compared(part: Part, other: Tree, mended: Tree, cost: int, weights: Weights) -> Edit:
    """An edit after which `other` stands for a part, said as what distinguishes the two."""
    place = part.place
    found = differences(place, other) or [Change(place, other)]
    if found != [Change(place, other)]:
        mended = part.put(undone(place, found))
        cost = min(cost, NARROWED + sum(_cost(each, weights) for each in found))
    if _asks_again(place, other):
        cost += WHOLE
    return Edit(mended, tuple(found), cost)


def _asks_again(place: Place, other: Tree) -> bool:
    """Whether what would stand in a branch asks again, or has steps of its own."""
    whole = [x for x in place.surroundings() if isinstance(x, Call) and x.function == "where"]
    asked = {x.args[0] for x in whole}
    inner = [x for x in walk(other) if isinstance(x, Call)] if whole else []
    return any(x.function == "step" or asked.intersection(x.args[:1]) for x in inner)


def _cost(found: Difference, weights: Weights) -> int:
    """How unlikely a slip is, wherever it stands."""
    match found:
        case Change(place=place, new=new) if new == minus(place.tree):
            in_exponent = is_op(place.around, "^")
            return TURNED if in_exponent else 2 * SIGN
        case Change(place=place, new=new):
            return _replacing(place.tree, new, weights)
        case Factor(factor=factor, missing=missing):
            return FACTOR + weights.of(factor) if missing else EXTRA + size(factor)
        case Term(term=term, missing=False):
            return REMOVED + size(term)
        case Term(place=place, term=term):
            return TERM + weights.of(term) + unlikely_sum(place.tree, term)


def renamed(part: Part, old: str, new: str, tree: Tree) -> Edit:
    """One name for another wherever it stands."""
    cost = RENAMED + STRANGER * (stem(old) != stem(new))
    why = f"{old} should be {new}"
    if _count(old, part.place.whole) > _count(old, part.tree):
        said = [f for _, f, _ in factors_of(part.place) if _count(old, f)]
        changed = [exchanged(factor, {Name(old): Name(new)}) for factor in said]
        why = f"{text(in_a_row(said))} should be {text(in_a_row(changed))}"
    return Edit(part.put(tree), (Change(part.place, tree, why, old),), cost)


def _count(name: str, tree: Tree) -> int:
    return sum(part == Name(name) for part in walk(tree))


LONGEST = 120  # parts of a formula in which names are exchanged
_OPPOSITE = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
MOST_EXCHANGED = 24  # places of which two may have been exchanged
TURNED_ROUND = RENAMED + 7  # r/s for s/r is better called so


def fits(tree: Tree, part: Part, quantities: Quantities) -> bool:
    """Whether a formula has the values that a part needs."""
    values = quantities.value(tree)
    return values is not None and close(values, part.needed)


def exchanged_in(part: Part, quantities: Quantities) -> Iterator[Edit]:
    """The same name exchanged wherever it stands inside a part, more often than once."""
    counts: dict[str, int] = {}
    found = list(walk(part.tree))
    for each in found:
        if isinstance(each, Name):
            counts[each.name] = counts.get(each.name, 0) + 1
    known = [name.name for name in quantities.names]
    for old in sorted(name for name, count in counts.items() if count > 1):
        for new in known:
            family = stem(new) == stem(old)
            if new == old or len(found) > LONGEST or not (family or part.inside is None):
                continue
            tree = exchanged(part.tree, {Name(old): Name(new)})
            if fits(tree, part, quantities):
                yield renamed(part, old, new, tree)


def in_family(whole: Part, quantities: Quantities) -> Iterator[Edit]:
    """The same exponent for x1, x2 and x3 that should be another."""
    families: dict[str, set[Tree]] = {}
    for each in walk(whole.tree):
        if isinstance(each, Name):
            families.setdefault(stem(each.name), set()).add(each)
    for members in families.values():
        for old, new in ((1, 2), (2, 1), (2, 3), (3, 2)) if len(members) > 1 else ():
            tree = _with_exponent(whole.tree, members, old, new)
            if tree != whole.tree and fits(tree, whole, quantities):
                listed = " and ".join(sorted(map(text, members)))
                why = f"the exponent of {listed} should be {new}, not {old}"
                yield Edit(tree, (Change(whole.place, tree, why, listed),), RENAMED + STRANGER)


def _with_exponent(tree: Tree, members: set[Tree], old: int, new: int) -> Tree:
    def change(part: Tree) -> Tree | None:
        match part:
            case Op(symbol="^", args=(base, Number(value=exponent))) if base in members:
                return neat(Op("^", (base, number(new)))) if exponent == old else part
        return Op("^", (part, number(new))) if old == 1 and part in members else None

    return mapped(tree, change)


def operation(function: str) -> str:
    """What a function is called in the registry: sigmoid for sigma."""
    return getattr(builtin(function), "name", function)


def conditioned(part: Part, quantities: Quantities) -> Iterator[Edit]:
    """The other branch of where(…), or another border: a name for a number in its condition."""
    match part.tree:
        case Call(function="where", args=(Relation() as condition, a, b)):
            place = part.place.inner(0)
            other = replace(condition, symbol=_OPPOSITE.get(condition.symbol, "="))
            changes = [(Change(place, other), RENAMED)]
            for k, side in enumerate((condition.left, condition.right)):
                names = quantities.names if isinstance(side, Number) else ()
                changes += [(Change(place.inner(k), name), RENAMED + ATOM) for name in names]
            for change, cost in changes:
                tree = replace(part.tree, args=(undone(place, [change]), a, b))
                if fits(tree, part, quantities):
                    yield Edit(part.put(tree), (change,), cost)


def exchanged_places(whole: Part, quantities: Quantities) -> Iterator[Edit]:
    """Two names, or two functions, each in the place of the other: cosh(x)/sinh(x)."""
    places = [Place(whole.tree, path) for path, _ in located(whole.tree)]
    for kind in (Name, Call):
        alike = [place for place in places if isinstance(place.tree, kind)]
        for a, b in combinations(alike, 2) if len(alike) <= MOST_EXCHANGED else ():
            if a.tree == b.tree or b.path[: len(a.path)] == a.path:
                continue
            tree = with_at(with_at(whole.tree, a.path, b.tree), b.path, a.tree)
            if fits(tree, whole, quantities):
                why = f"{''.join(a.words)} and {''.join(b.words)} are exchanged"
                yield Edit(tree, (Change(whole.place, tree, why, a.said),), TURNED_ROUND)
