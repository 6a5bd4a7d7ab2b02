"""The slips of any formula, undone: a sign, a factor, a term, a function, a prime, a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ..formulas.algebra import ONE, minus
from ..formulas.tree import (
    Call,
    Indexed,
    Name,
    Number,
    Op,
    Tree,
    children,
    names,
    number,
    text,
    walk,
)
from ..text.builtins import confused
from .known import Known
from .spots import Spot, Undone, instead

REDUCING = ("sum", "mean", "max", "min", "prod")
FUNCTIONS = confused("arrays")


def _signed(spot: Spot, known: Known) -> Iterator[Undone]:
    part, parent = spot.part, spot.parent
    why = f"the sign of {text(part)} is wrong"
    if isinstance(part, Op) and part.symbol in "+-":
        other = replace(part, symbol="-" if part.symbol == "+" else "+")
        yield 6, other, text(part.args[1]), f"the sign of {text(part.args[1])} is wrong"
    if isinstance(part, Op) and part.symbol == "neg":
        yield 3, part.args[0], text(part), why
    elif is_error(part):
        yield 4, minus(part), text(part), why
    elif not (isinstance(parent, Op) and parent.symbol in "*/@neg"):
        yield 5 + 2 * (parent is not None), minus(part), text(part), why


def is_error(tree: Tree) -> bool:
    """Whether a formula is what people turn round by mistake: y - a, and not 1 - a."""
    is_difference = isinstance(tree, Op) and tree.symbol == "-"
    return is_difference and not any(isinstance(x, Number) for x in children(tree))


def _dropped(spot: Spot, known: Known) -> Iterator[Undone]:
    """A factor or a term that is one too many."""
    part = spot.part
    if isinstance(part, Op) and part.symbol in "+-*/^@" and len(part.args) == 2:
        left, right = part.args
        what = "term" if part.symbol in "+-" else "factor"
        if part.symbol == "^":
            yield 12, left, text(part), f"{text(part)} should be {text(left)}"
            return
        yield 10, left, text(right), f"the {what} {text(right)} is one too many in {text(part)}"
        if part.symbol in "+*@":
            yield 10, right, text(left), f"the {what} {text(left)} is one too many in {text(part)}"
        if part.symbol == "-" and left == ONE:
            yield 9, right, text(part), f"{text(part)} should be {text(right)}"
        if part.symbol in "*/":
            other = replace(part, symbol="/" if part.symbol == "*" else "*")
            yield instead(13, part, other)


def _called(spot: Spot, known: Known) -> Iterator[Undone]:
    """Another function, a prime too few or too many."""
    part = spot.part
    if not isinstance(part, Call) or len(part.args) != 1 or part.function in REDUCING:
        return
    for primes in (part.primes - 1, part.primes + 1):
        if 0 <= primes <= 2:
            yield instead(9, part, replace(part, primes=primes))
    yield 12, part.args[0], text(part), f"{text(part)} should be {text(part.args[0])}"
    for function in FUNCTIONS:
        if function != part.function:
            yield instead(12, part, replace(part, function=function))


def _counted(spot: Spot, known: Known) -> Iterator[Undone]:
    """Another number."""
    part = spot.part
    if isinstance(part, Number):
        x = part.value
        for other in dict.fromkeys(
            (x + 1, x - 1, 2 * x, x / 2, -x, 1 / x if x else x, Fraction(0))
        ):
            if other != x:
                yield instead(13, part, number(other))


def quantified(spot: Spot, known: Known) -> Iterator[Undone]:
    """A known quantity in the place of a part, as a factor, or as a term."""
    part, parent = spot.part, spot.parent
    said = text(part)
    inside = isinstance(parent, Op) and parent.symbol in "*/neg"
    size = sum(1 for _ in walk(part))
    for other in known.quantities(spot.indices):
        more = 2 if names(other) & set(known.sizes) else 2 * sum(1 for _ in walk(other))
        if size <= 6 and other != part:
            yield instead(14 + more + size, part, other)
        if not inside and part != ONE:
            missing = f"the factor {text(other)} is missing in {said}"
            yield 12 + more, _multiplied(part, other), text(other), missing
            yield from _divided(part, other, 15 + more)
            yield from _with_term(part, other, 20 + more)
        if isinstance(parent, Op) and parent.symbol == "@":
            missing = f"the factor {text(other)} is missing in {said}"
            yield 16 + more, Op("*", (part, other)), text(other), missing
    if parent is None:
        for other in known.terms(spot.indices):
            yield from _with_term(part, other, 28)


def _multiplied(part: Tree, factor: Tree) -> Tree:
    """A product as it is written: numbers in front, 1/n below."""
    match factor:
        case Number():
            return Op("*", (factor, part))
        case Op(symbol="/", args=(above, below)) if above == ONE:
            return Op("/", (part, below))
    return Op("*", (part, factor))


def _divided(part: Tree, factor: Tree, cost: int) -> Iterator[Undone]:
    """A factor below: one too many above if it stands there, else forgotten."""
    said = text(factor)
    if factor in walk(part):
        why = f"the factor {said} is one too many in {text(part)}"
    else:
        said = text(Op("/", (ONE, factor)))
        why = f"the factor {said} is missing in {text(part)}"
    yield cost, Op("/", (part, factor)), said, why


def _with_term(part: Tree, other: Tree, cost: int) -> Iterator[Undone]:
    why = f"the term {text(other)} is missing in {text(part)}"
    yield cost, Op("+", (part, other)), text(part), why
    yield cost + 1, Op("-", (part, other)), text(part), why


def _squared(spot: Spot, known: Known) -> Iterator[Undone]:
    """A square that was lost."""
    part, parent = spot.part, spot.parent
    if isinstance(part, Name | Indexed) and not (isinstance(parent, Op) and parent.symbol in "^@T"):
        yield instead(12, part, Op("^", (part, number(2))))


PLAIN = (_signed, _dropped, _called, _counted, _squared)
