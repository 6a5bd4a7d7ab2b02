"""Changes of a formula, each at its place: what they make of it, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from ...formulas.trees.algebra import ONE, factors, has_minus, minus, over, product, value_of
from ...formulas.trees.in_place import with_factor
from ...formulas.trees.tidying import neat
from ...formulas.trees.tree import Call, Number, Op, Tree, is_op, text, walk
from .places import Place, at, pieces, with_at

SEVERAL = "more than one thing is wrong: "


@dataclass(frozen=True)
class Change:
    """Something else that should stand at a place.

    Where it is of a kind of its own, `said` is the sentence about it, and `of` what it is about.
    """

    place: Place
    new: Tree
    said: str = ""
    of: str = ""

    def applied(self, part: Tree) -> Tree:
        """What stands there then."""
        return self.new

    @property
    def culprit(self) -> str:
        """What is wrong."""
        return self.of or text(self.place.tree)

    def __str__(self) -> str:
        return self.said or exchange(self.place, self.new)


@dataclass(frozen=True)
class Factor:
    """A factor that is missing at a place, or one too many.

    Where factors do not commute, `new` is what stands there then.
    """

    place: Place
    factor: Tree
    missing: bool
    new: Tree | None = None

    def applied(self, part: Tree) -> Tree:
        """What stands there, with the factor or without it."""
        if self.new is not None:
            return self.new
        return with_factor(part, self.factor if self.missing else over(ONE, self.factor))

    @property
    def culprit(self) -> str:
        """The factor."""
        return text(self.factor)

    def __str__(self) -> str:
        return _counted("factor", self.factor, self.missing, self.place)


@dataclass(frozen=True)
class Term:
    """A term that is missing at a place, or one too many."""

    place: Place
    term: Tree
    missing: bool

    def applied(self, part: Tree) -> Tree:
        """What stands there, with the term or without it."""
        if self.missing:
            return _plus(part, self.term)
        terms = _terms(part)
        for each in _terms(self.term):
            terms.remove(each)  # once: in 1 + 1 the other 1 stays
        return reduce(_plus, terms)

    @property
    def culprit(self) -> str:
        """The term."""
        return text(self.term)

    def __str__(self) -> str:
        return _counted("term", self.term, self.missing, self.place)


def _terms(tree: Tree) -> list[Tree]:
    return [minus(x) if turned else x for _, x, turned in pieces(tree, "+-")]


Difference = Change | Factor | Term


def _counted(kind: str, piece: Tree, missing: bool, place: Place) -> str:
    what = "missing" if missing else "one too many"
    return f"the {kind} {text(piece)} is {what} in {place.named}"


def exchange(place: Place, new: Tree) -> str:
    """Say what should stand at a place: another sign, exponent or function, or something else."""
    said, where = place.words
    part, around = place.tree, place.around
    if isinstance(around, Op) and place.is_exponent() and is_numeric(part):
        power = Place(place.whole, place.path[:-1])
        exponents = f"{text(new)}, not {text(part)}"
        return f"the exponent of {power.base} should be {exponents}{power.words[1]}"
    if new == minus(part) and (not is_numeric(part) or _has_a_sign(place)):
        return f"the sign of {said} is wrong{where}"
    if (powers := _exponents(part, new)) is not None:
        return f"the exponent of {place.base} should be {powers}{where}"
    match part, new:
        case Call(function=old), Call(function=other) if old != other:
            if (part.args, part.primes) == (new.args, new.primes):
                return f"{old} should be {other} in {place.named}"
    if (factor := _added(part, new)) is not None:
        return str(Factor(place, factor, missing=True))
    return f"{said} should be {text(new)}{where}"


def _has_a_sign(place: Place) -> bool:
    """Whether a minus is written before what stands there, or it is added or subtracted."""
    around = place.around
    in_sum = is_op(around, "+", "-") and place.path[-1] == 1
    return in_sum or has_minus(place.tree)


def _exponents(part: Tree, new: Tree) -> str | None:
    """Of two powers of the same the exponents, right and wrong; a root is not told so."""
    match part, new:
        case Op(symbol="^", args=(a, old)), Op(symbol="^", args=(b, other)) if a == b:
            if value_of(old) is not None and value_of(other) is not None:
                return f"{text(other)}, not {text(old)}"
    return None


def _added(part: Tree, new: Tree) -> Tree | None:
    """What a product has beside all that the part is a product of, where it has any."""
    (size, before), (now, after) = factors(part), factors(new)
    more = {x: power for x, power in after.items() if x not in before}
    kept = {x: power for x, power in after.items() if x in before}
    if is_numeric(part) or (now, kept) != (size, before) or not more or min(more.values()) < 0:
        return None
    return product(Fraction(1), more)


def is_numeric(tree: Tree) -> bool:
    """Whether a formula has no names."""
    return all(isinstance(x, Number | Op) for x in walk(tree))


def told(found: Sequence[Difference]) -> str:
    """All differences in one sentence."""
    first, *more = map(str, found)
    return f"{SEVERAL}{', and '.join([first, *more])}" if more else first


def culprit(found: Sequence[Difference]) -> str:
    """What is wrong, or the least in which all is that is wrong."""
    if len(found) == 1:
        return found[0].culprit
    return text(reduce(Place.around_both, (each.place for each in found)).tree)


def undone(place: Place, found: Sequence[Difference]) -> Tree:
    """What stands at a place with all of them changed, the rest as it is written."""
    part, outer = place.tree, len(place.path)
    # What is deeper, or further right, comes first: the paths to all others still lead there.
    for each in sorted(found, key=lambda each: (len(each.place.path), each.place.path))[::-1]:
        path = each.place.path[outer:]
        part = with_at(part, path, each.applied(at(part, path)))
    return part


def _plus(first: Tree, second: Tree) -> Tree:
    return neat(Op("+", (first, second)))
