"""The slips of any formula, undone: a sign, a factor, a term, a function, a prime, a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial, reduce
from itertools import combinations

from ...formulas.text.builtins import confused
from ...formulas.trees.algebra import ONE, minus
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Number,
    Op,
    Tree,
    children,
    number,
    text,
    walk,
)
from .kinds import Spot, Undone, Words, instead, slip
from .known import REDUCING, Known
from .places import Place

FUNCTIONS = confused("arrays")


@slip(
    "x in R^n; f = -dot(x, x)",
    "grad(f, x) = 2*x",
    "the sign of 2*x is wrong",
)
def _signed(spot: Spot, known: Known) -> Iterator[Undone]:
    part, parent = spot.part, spot.parent
    why = _sign_of(spot.place)
    if isinstance(part, Op) and part.symbol in "+-":
        other = replace(part, symbol="-" if part.symbol == "+" else "+")
        yield 6, other, text(part.args[1]), _sign_of(spot.place.inner(1))
    if isinstance(part, Op) and part.symbol == "neg":
        yield 3, part.args[0], text(part), why
    elif is_error(part):
        yield 4, minus(part), text(part), why
    elif not (isinstance(parent, Op) and parent.symbol in "*/@neg"):
        yield 5 + 2 * (parent is not None), minus(part), text(part), why


def _sign_of(place: Place) -> str:
    said, where = place.words
    return f"the sign of {said} is wrong{where}"


def is_error(tree: Tree) -> bool:
    """Whether a formula is what people turn round by mistake: y - a, and not 1 - a."""
    is_difference = isinstance(tree, Op) and tree.symbol == "-"
    return is_difference and not any(isinstance(x, Number) for x in children(tree))


@slip(
    "x in R^n; f = sum(x^2)",
    "grad(f, x) = 2*x*f",
    "the factor f is one too many in 2*x*f",
)
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
            yield instead(13, spot, other)


@slip(
    "x in R^n; a = sigmoid(x); b = sum(x); L = sum(a)",
    "grad(L, x) = a*(1 - a)*b*a",
    "the factor b*a is one too many",
)
def _dropped_together(spot: Spot, known: Known) -> Iterator[Undone]:
    """Several factors that stand side by side and are too many: a slope taken twice."""
    part, parent = spot.part, spot.parent
    if not _is_times(part) or _is_times(parent):
        return
    factors = [part]
    while _is_times(factors[0]):
        factors[:1] = children(factors[0])
    for start, stop in combinations(range(len(factors) + 1), 2):
        kept = [*factors[:start], *factors[stop:]]
        if stop - start > 1 and kept:
            extra = text(reduce(_times, factors[start:stop]))
            why = f"the factor {extra} is one too many in {text(part)}"
            yield 10 + stop - start, reduce(_times, kept), extra, why


def _is_times(tree: Tree | None) -> bool:
    return isinstance(tree, Op) and tree.symbol == "*"


def _times(a: Tree, b: Tree) -> Tree:
    return Op("*", (a, b))


@slip(
    "x in R^n; f = sum(tanh(x))",
    "grad(f, x) = sigmoid'(x)",
    "sigmoid should be tanh in sigmoid'(x)",
)
def _called(spot: Spot, known: Known) -> Iterator[Undone]:
    """Another function, a prime too few or too many."""
    part = spot.part
    if not isinstance(part, Call) or len(part.args) != 1 or part.function in REDUCING:
        return
    for primes in (part.primes - 1, part.primes + 1):
        if 0 <= primes <= 2:
            yield instead(9, spot, replace(part, primes=primes))
    yield 12, part.args[0], text(part), f"{text(part)} should be {text(part.args[0])}"
    for function in FUNCTIONS:
        if function != part.function:
            yield instead(12, spot, replace(part, function=function))


@slip(
    "z in R^n; f = logsumexp(z)",
    "grad(f, z) = exp(z)/sum(z)",
    "sum(z) should be sum(exp(z))",
)
def _bare(spot: Spot, known: Known) -> Iterator[Undone]:
    """A function that was lost under a sum."""
    part = spot.part
    if isinstance(part, Call) and part.function in REDUCING and len(part.args) == 1:
        for function in FUNCTIONS:
            yield instead(12, spot, replace(part, args=(Call(function, part.args),)))


@slip(
    "x in R^n; f = sum(x^3)",
    "grad(f, x) = 2*x^2",
    "2 should be 3",
)
def _counted(spot: Spot, known: Known) -> Iterator[Undone]:
    """Another number."""
    part = spot.part
    if isinstance(part, Number):
        x, cost = part.value, 13 if not spot.place.is_exponent() else 10
        for other in dict.fromkeys((x + 1, x - 1, 2 * x, x / 2, -x, Fraction(0))):
            if other != x:
                yield instead(cost, spot, number(other))
        if abs(x) > 1:
            yield instead(cost + 2, spot, number(1 / x))


@slip("x in R^n; f = norm(x)", "grad(f, x) = x", "the factor 1/f is missing in x", least=14)
def quantified(spot: Spot, known: Known) -> Iterator[Undone]:
    """A known quantity in the place of a part, as a factor, or as a term."""
    part, parent = spot.part, spot.parent
    inside = isinstance(parent, Op) and parent.symbol in "*/neg"
    size = sum(1 for _ in walk(part))
    for other in known.quantities(spot.indices):
        more = 2 if known.is_size(other) else 2 * sum(1 for _ in walk(other))
        if size <= 6 and other != part:
            yield instead(14 + more + size, spot, other)
        if not inside and part != ONE:
            yield 12 + more, _multiplied(part, other), *_missing("factor", other, spot)
            yield from _divided(spot, other, 15 + more)
            yield from _with_term(spot, other, 20 + more)
        if isinstance(parent, Op) and parent.symbol == "@":
            yield 16 + more, Op("*", (part, other)), *_missing("factor", other, spot)
    if isinstance(part, Name):
        for other in known.differences():
            yield instead(21, spot, other)
    if parent is None:
        for other in known.terms(spot.indices):
            yield from _with_term(spot, other, 28)


def _missing(what: str, tree: Tree, spot: Spot) -> tuple[Words, Words]:
    """What is wrong where a factor or a term is missing, and why."""
    return partial(text, tree), lambda: f"the {what} {text(tree)} is missing in {spot.named}"


def _multiplied(part: Tree, factor: Tree) -> Tree:
    """A product as it is written: numbers in front, 1/n below."""
    match factor:
        case Number():
            return Op("*", (factor, part))
        case Op(symbol="/", args=(above, below)) if above == ONE:
            return Op("/", (part, below))
    return Op("*", (part, factor))


def _divided(spot: Spot, factor: Tree, cost: int) -> Iterator[Undone]:
    """A factor below: one too many above if it stands there, else forgotten."""
    part = spot.part
    divided = Op("/", (part, factor))
    if factor in walk(part):
        extra = partial(text, factor)
        yield cost, divided, extra, lambda: f"the factor {extra()} is one too many in {text(part)}"
    else:
        yield cost, divided, *_missing("factor", Op("/", (ONE, factor)), spot)


def _with_term(spot: Spot, other: Tree, cost: int) -> Iterator[Undone]:
    part, culprit = spot.part, partial(text, spot.part)
    for more, symbol, term in ((0, "+", other), (1, "-", minus(other))):
        yield cost + more, Op(symbol, (part, other)), culprit, _missing("term", term, spot)[1]


@slip(
    "x in R^n; s = sum(x)",
    "ds/dx[i] = x[i]",
    "x[i] should be 1",
)
def _constant(spot: Spot, known: Known) -> Iterator[Undone]:
    """The 1 that is the slope of a sum, for what was summed."""
    if spot.parent is None and isinstance(spot.part, Name | Indexed):
        yield instead(15, spot, ONE)


@slip(
    "u in R^n; s = u/sum(u)",
    "ds[i]/du[j] = delta(i, j)/sum(u) - u[i]/sum(u)",
    "sum(u) should be sum(u)^2",
)
def _squared(spot: Spot, known: Known) -> Iterator[Undone]:
    """A square that was lost."""
    part, parent = spot.part, spot.parent
    if isinstance(part, Name | Indexed) and not (isinstance(parent, Op) and parent.symbol in "^@T"):
        yield instead(12, spot, Op("^", (part, number(2))))
    elif isinstance(parent, Op) and parent.symbol == "/" and spot.place.path[-1]:
        yield instead(10, spot, Op("^", (part, number(2))))  # of the quotient rule
    if isinstance(part, Call) and part.function == "sqrt":
        yield instead(10, spot, Op("^", (part.args[0], Op("/", (number(3), number(2))))))
