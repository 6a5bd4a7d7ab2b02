"""The slips of any formula, undone: a sign, a factor, a term, a function, a prime, a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
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
    is_op,
    number,
    walk,
)
from .changes import Change, Factor, Term
from .kinds import Undone, slip
from .known import REDUCING, Known
from .places import Place, in_a_row, is_sum

FUNCTIONS = confused("arrays")


@slip(
    "x in R^n; f = -dot(x, x)",
    "grad(f, x) = 2*x",
    "the sign of 2*x is wrong",
)
def _signed(place: Place, known: Known) -> Iterator[Undone]:
    part, around = place.tree, place.around
    turned = Change(place, minus(part))
    if is_sum(part):
        term = place.inner(1)
        yield 6, Change(term, minus(term.tree))
    if is_op(part, "neg"):
        yield 3, turned
    elif is_error(part):
        yield 4, turned
    elif not is_op(around, "*", "/", "@", "neg"):
        yield 5 + 2 * (around is not None), turned


def is_error(tree: Tree) -> bool:
    """Whether a formula is what people turn round by mistake: y - a, and not 1 - a."""
    return is_op(tree, "-") and not any(isinstance(x, Number) for x in children(tree))


@slip(
    "x in R^n; f = sum(x^2)",
    "grad(f, x) = 2*x*f",
    "the factor f is one too many in 2*x*f",
)
def _dropped(place: Place, known: Known) -> Iterator[Undone]:
    """A factor or a term that is one too many."""
    part = place.tree
    if is_sum(part):
        left, right = children(part)
        yield 10, Term(place, right if is_op(part, "+") else minus(right), missing=False)
        if is_op(part, "+"):
            yield 10, Term(place, left, missing=False)
        elif left == ONE:
            yield 9, Change(place, right)
    elif is_op(part, "*", "/", "@"):
        left, right = children(part)
        yield 10, Factor(place, right, missing=False, new=left)
        if not is_op(part, "/"):
            yield 10, Factor(place, left, missing=False, new=right)
        if not is_op(part, "@"):
            yield 13, Change(place, Op("/" if is_op(part, "*") else "*", (left, right)))
    elif is_op(part, "^"):
        yield 12, Change(place, children(part)[0])


@slip(
    "x in R^n; a = sigmoid(x); b = sum(x); L = sum(a)",
    "grad(L, x) = a*(1 - a)*b*a",
    "the factor b*a is one too many",
)
def _dropped_together(place: Place, known: Known) -> Iterator[Undone]:
    """Several factors that stand side by side and are too many: a slope taken twice."""
    part, around = place.tree, place.around
    if not is_op(part, "*") or is_op(around, "*"):
        return
    factors: list[Tree] = [part]
    while is_op(factors[0], "*"):
        factors[:1] = children(factors[0])
    for start, stop in combinations(range(len(factors) + 1), 2):
        kept = [*factors[:start], *factors[stop:]]
        if stop - start > 1 and kept:
            extra, rest = in_a_row(factors[start:stop]), in_a_row(kept)
            yield 10 + stop - start, Factor(place, extra, missing=False, new=rest)


@slip(
    "x in R^n; f = sum(tanh(x))",
    "grad(f, x) = sigmoid'(x)",
    "sigmoid should be tanh in sigmoid'(x)",
)
def _called(place: Place, known: Known) -> Iterator[Undone]:
    """Another function, a prime too few or too many."""
    part = place.tree
    if not isinstance(part, Call) or len(part.args) != 1 or part.function in REDUCING:
        return
    for primes in (part.primes - 1, part.primes + 1):
        if 0 <= primes <= 2:
            yield 9, Change(place, replace(part, primes=primes))
    yield 12, Change(place, part.args[0])
    for function in FUNCTIONS:
        if function != part.function:
            yield 12, Change(place, replace(part, function=function))


@slip(
    "z in R^n; f = logsumexp(z)",
    "grad(f, z) = exp(z)/sum(z)",
    "sum(z) should be sum(exp(z))",
)
def _bare(place: Place, known: Known) -> Iterator[Undone]:
    """A function that was lost under a sum."""
    part = place.tree
    if isinstance(part, Call) and part.function in REDUCING and len(part.args) == 1:
        for function in FUNCTIONS:
            yield 12, Change(place, replace(part, args=(Call(function, part.args),)))


@slip(
    "x in R^n; f = sum(x^3)",
    "grad(f, x) = 2*x^2",
    "2 should be 3",
)
def _counted(place: Place, known: Known) -> Iterator[Undone]:
    """Another number."""
    part = place.tree
    if isinstance(part, Number):
        x, cost = part.value, 13 if not place.is_exponent() else 10
        for other in dict.fromkeys((x + 1, x - 1, 2 * x, x / 2, -x, Fraction(0))):
            if other != x:
                yield cost, Change(place, number(other))
        if abs(x) > 1:
            yield cost + 2, Change(place, number(1 / x))


@slip("x in R^n; f = norm(x)", "grad(f, x) = x", "the factor 1/f is missing in x", least=14)
def quantified(place: Place, known: Known) -> Iterator[Undone]:
    """A known quantity in the place of a part, as a factor, or as a term."""
    part, around = place.tree, place.around
    size = sum(1 for _ in walk(part))
    for other in known.quantities():
        more = 2 if known.is_size(other) else 2 * sum(1 for _ in walk(other))
        more += 4 * any(is_op(x, "@") for x in walk(other))  # people write the name of a product
        if size <= 6 and other != part:
            yield 14 + more + size, Change(place, other)
        if not is_op(around, "*", "/", "neg") and part != ONE:
            yield 12 + more, Factor(place, other, missing=True, new=_multiplied(part, other))
            yield 15 + more, _divided(place, other)
            yield from _with_term(place, other, 20 + more)
        if is_op(around, "@"):
            yield 16 + more, Factor(place, other, missing=True, new=in_a_row([part, other]))
    if isinstance(part, Name):
        for other in known.differences():
            yield 21, Change(place, other)
    if around is None:
        for other in known.terms():
            yield from _with_term(place, other, 28)


def _multiplied(part: Tree, factor: Tree) -> Tree:
    """A product as it is written: numbers in front, 1/n below."""
    match factor:
        case Number():
            return Op("*", (factor, part))
        case Op(symbol="/", args=(above, below)) if above == ONE:
            return Op("/", (part, below))
    return Op("*", (part, factor))


def _divided(place: Place, factor: Tree) -> Factor:
    """A factor below: one too many above if it stands there, else forgotten."""
    part, new = place.tree, Op("/", (place.tree, factor))
    if factor in walk(part):
        return Factor(place, factor, missing=False, new=new)
    return Factor(place, Op("/", (ONE, factor)), missing=True, new=new)


def _with_term(place: Place, other: Tree, cost: int) -> Iterator[Undone]:
    yield cost, Term(place, other, missing=True)
    yield cost + 1, Term(place, minus(other), missing=True)


@slip(
    "x in R^n; s = sum(x)",
    "ds/dx[i] = x[i]",
    "x[i] should be 1",
)
def _constant(place: Place, known: Known) -> Iterator[Undone]:
    """The 1 that is the slope of a sum, for what was summed."""
    if place.around is None and isinstance(place.tree, Name | Indexed):
        yield 15, Change(place, ONE)


@slip(
    "u in R^n; s = u/sum(u)",
    "ds[i]/du[j] = delta(i, j)/sum(u) - u[i]/sum(u)",
    "sum(u) should be sum(u)^2",
)
def _squared(place: Place, known: Known) -> Iterator[Undone]:
    """A square that was lost."""
    part, around = place.tree, place.around
    if isinstance(part, Name | Indexed) and not is_op(around, "^", "@", "T"):
        yield 12, Change(place, Op("^", (part, number(2))))
    elif is_op(around, "/") and place.path[-1]:
        yield 10, Change(place, Op("^", (part, number(2))))  # of the quotient rule
    if isinstance(part, Call) and part.function == "sqrt":
        yield 10, Change(place, Op("^", (part.args[0], Op("/", (number(3), number(2))))))
