"""Why a formula is wrong, and what would be right.

Every part of a claim has a value that it would need for the whole to be true: what is left when
the rest is undone from the outside in. If a known quantity has that value, the part should be that
quantity; if the needed value is a known quantity times the part, a factor is missing or one too
many; and so on. Only the search is done in floats: a suggestion is shown after it has been decided
like any other claim.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ..errors import AutogradError
from .algebra import minus, over, plus, tidy, times
from .quantities import Index, Quantities, Values, close, through
from .tree import (
    Call,
    Name,
    Number,
    Op,
    Slope,
    Tree,
    children,
    mapped,
    names,
    number,
    rebuilt,
    text,
    walk,
)
from .writer import TooLarge

if TYPE_CHECKING:
    from .judging import Court

MOST_CANDIDATES = 40  # that are decided in certified arithmetic
SECONDS = 0.25


@dataclass(frozen=True)
class Edit:
    """A claim with something changed: what was wrong, what it became, and why in words."""

    tree: Tree
    culprit: str
    why: str
    cost: int


@dataclass(frozen=True)
class Finding:
    """What a diagnosis says."""

    culprit: str | None = None
    suggestion: Tree | None = None
    note: str | None = None
    asked: Tree | None = None  # what the suggestion is for, if not for all that was asked


class Diagnosis:
    """Looks for the slip in `claim`, which should equal `truth` (the tree `asked`)."""

    def __init__(self, checker: Court, asked: Tree, claim: Tree, truth: Any, meaning: Any) -> None:
        self.checker, self.asked, self.claim = checker, asked, claim
        self.truth, self.meaning = truth, meaning
        scope = checker.scope
        self.quantities = Quantities(scope, [truth, meaning, *scope.swept])
        self.wanted, self.has = self.quantities.of([truth, meaning])
        self.deadline = perf_counter() + SECONDS

    def finding(self) -> Finding:
        """The culprit, a suggestion that is certainly right, and what the claim is instead."""
        if not self.quantities.points:
            return Finding(text(self.claim), self.written())
        if (rounded := self.rounded()) is not None:
            return Finding(text(self.claim), self.written(), rounded)
        note = self.identity()
        if not note and (found := self.path()) is not None:
            return found
        edit = self.repaired()
        if edit is not None:
            return Finding(edit.culprit, edit.tree, note or edit.why)
        return Finding(text(self.claim), self.written(), note)

    # ---- What the claim is instead ----

    def identity(self) -> str | None:
        """Say "a2 - y is dL/dz2", if the claim is another derivative of the same node."""
        if isinstance(self.asked, Call):
            return self._other_order(self.asked)
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) != 1:
            return None
        scope = self.checker.scope
        y = scope.meaning(self.asked.of)
        every = {**self.quantities.named, **self.quantities.variables}
        slopes = {name: scope.gradient(y, x) for name, x in every.items() if x is not y}
        rows = self.quantities.of(list(slopes.values()))
        for (name, slope), values in zip(slopes.items(), rows, strict=True):
            if not close(values, self.has) or close(values, self.wanted):
                continue
            if self.checker.compare(slope, self.meaning).status in ("proved", "agrees"):
                other = text(Slope(self.asked.of, (Name(name),)))
                return f"{text(self.claim)} is {other}, not {text(self.asked)}"
        return None

    def _other_order(self, asked: Call) -> str | None:
        """Say "… is f'(x)" where f(x) is asked, and the reverse."""
        for primes in (asked.primes + 1, asked.primes - 1):
            other = replace(asked, primes=primes)
            if primes >= 0 and len(asked.args) == 1 and self._is_claimed(other):
                return f"{text(self.claim)} is {text(other)}, not {text(asked)}"
        return None

    def _is_claimed(self, tree: Tree) -> bool:
        try:
            meaning = self.checker.scope.meaning(tree)
            return self.checker.compare(meaning, self.meaning).status in ("proved", "agrees")
        except AutogradError:
            return False

    def rounded(self) -> str | None:
        """Say so, if the claim is wrong by the same small share everywhere."""
        if not all(self.wanted):
            return None
        shares = [has / wanted - 1.0 for has, wanted in zip(self.has, self.wanted, strict=True)]
        first = shares[0]
        same = all(math.isclose(share, first, rel_tol=1e-3) for share in shares)
        if not same or not 1e-10 < abs(first) < 1e-3:
            return None
        return f"wrong by {abs(first):.2g} of its value everywhere: a rounded constant?"

    def path(self) -> Finding | None:
        """A path that is missing, there twice, or there with the wrong sign."""
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) != 1:
            return None
        for name, values in self._paths().items():
            for times_, words in (
                (0, "is missing"),
                (2, "counts twice"),
                (-1, "has the wrong sign"),
            ):
                expected = tuple(
                    w + (times_ - 1) * v for w, v in zip(self.wanted, values, strict=True)
                )
                if any(expected) and close(expected, self.has):
                    y, x = text(self.asked.of), text(self.asked.wrt[0])
                    why = f"the path through {name}, d{y}/d{name}*d{name}/d{x}, {words}"
                    mended = self._with_path(name, 1 - times_)
                    return Finding(f"d{y}/d{name}*d{name}/d{x}", mended, why)
        return None

    def _with_path(self, name: str, count: int) -> Tree | None:
        """The claim with a path added as often as it lacks, if that is right and short."""
        assert isinstance(self.asked, Slope)
        path = times(Slope(self.asked.of, (Name(name),)), Slope(Name(name), self.asked.wrt))
        with suppress(TooLarge):
            path = tidy(self.quantities.writer.tree(self._path_products()[name], itself=True))
        mended, whole = tidy(plus(self.claim, times(number(count), path))), self.written()
        shorter = whole is None or len(text(mended)) <= len(text(whole))
        return mended if shorter and self.is_right(mended) else whole

    def written(self) -> Tree | None:
        """The true derivative, as a formula in the names of the page."""
        try:
            return tidy(self.quantities.writer.tree(self.truth, itself=True))
        except TooLarge:
            return None

    # ---- Repairs ----

    def repaired(self) -> Edit | None:
        """The smallest edit that makes the claim true."""
        if not all(map(math.isfinite, self.wanted)):
            return None
        index = Index(self.quantities.library(self.claim, self.asked))
        for search in (self.changed, self.in_each_term, self.changed_twice):
            found = sorted(search(index), key=lambda edit: (edit.cost, len(text(edit.tree))))
            for edit in found[:MOST_CANDIDATES]:
                if perf_counter() > self.deadline:
                    return None
                if not self.begs(edit.tree) and self.is_right(edit.tree):
                    return replace(edit, tree=tidy(edit.tree))
        return None

    def begs(self, tree: Tree) -> bool:
        """Whether a formula only says that the left side is the left side."""
        return any(part == self.asked for part in walk(tree))

    def is_right(self, tree: Tree) -> bool:
        """Whether a formula is the truth, decided like a claim."""
        try:
            meaning = self.checker.scope.meaning(tree)
            return self.checker.compare(self.truth, meaning).status in ("proved", "agrees")
        except AutogradError:
            return False

    def changed(self, index: Index) -> Iterator[Edit]:
        """One part exchanged for a known quantity, or multiplied by one; or a name exchanged."""
        for part, needed, put in self.needs():
            yield from self._replaced(part, needed, put, index, pairs=False)
            yield from self._renamed(part, needed, put)
            if isinstance(part, Call) and len(part.args) == 1:
                yield from self._called(part, needed, put, index)

    def changed_twice(self, index: Index) -> Iterator[Edit]:
        """The same with products and quotients of two known quantities."""
        for part, needed, put in self.needs():
            yield from self._replaced(part, needed, put, index, pairs=True)

    def needs(self) -> Iterator[tuple[Tree, Values, Callable[[Tree], Tree]]]:
        """Each part of the claim, the values it would need, and how to put another in its place."""
        waiting: list[tuple[Tree, Values, Callable[[Tree], Tree]]] = [
            (self.claim, self.wanted, lambda tree: tree)
        ]
        for part, needed, put in waiting:
            yield part, needed, put
            for place, child in enumerate(children(part)):
                inner = self._needed(part, place, needed)
                if inner is not None:
                    waiting.append((child, inner, _putter(part, place, put)))

    def _called(
        self, part: Call, needed: Values, put: Callable[[Tree], Tree], index: Index
    ) -> Iterator[Edit]:
        """Another function of the same argument, or the same function of another quantity."""
        (inner,) = part.args
        for function in _FUNCTIONS:
            tree = Call(function, part.args)
            values = self.quantities.value(tree) if function != part.function else None
            if values is not None and close(values, needed):
                yield Edit(put(tree), text(part), f"{part.function} should be {function}", 12)
        if part.primes:
            return
        for other, values in index.entries:
            found = through(part.function, values)
            if found is not None and close(found, needed):
                why = f"{text(inner)} should be {text(other)} in {text(part)}"
                tree = replace(part, args=(other,))
                yield Edit(put(tree), text(inner), why, 12 + 10 * _size(other))

    def _needed(self, part: Tree, place: int, needed: Values) -> Values | None:
        if isinstance(part, Call) and part.function in _INVERSE and not part.primes:
            return _each(_INVERSE[part.function], needed)
        if not isinstance(part, Op) or part.symbol not in _UNDO:
            return None
        if part.symbol == "neg":
            return tuple(-x for x in needed)
        other = self.quantities.value(part.args[1 - place])
        if other is None:
            return None
        found = _each(_UNDO[part.symbol][place], needed, other)
        if part.symbol == "^" and place == 0 and found is not None:
            has = self.quantities.value(part.args[0]) or found
            return tuple(map(math.copysign, found, has))  # an even power forgets the sign
        return found

    def _replaced(
        self,
        part: Tree,
        needed: Values,
        put: Callable[[Tree], Tree],
        index: Index,
        pairs: bool,
    ) -> Iterator[Edit]:
        shown, size = text(part), _size(part)
        for other in islice(index.find(needed, pairs), 4):
            cost = 10 * _size(other) + size
            yield Edit(put(other), shown, f"{shown} should be {text(other)}", cost)
        has = self.quantities.value(part)
        if has is None or not all(has):
            return
        ratio = tuple(x / y for x, y in zip(needed, has, strict=True))
        if close(ratio, (-1.0,) * len(ratio)):
            yield Edit(put(minus(part)), shown, f"the sign of {shown} is wrong", 5)
        for factor in islice(index.find(ratio, pairs), 4):
            yield self._factor(part, factor, put, part is self.claim)
        gap = tuple(x - y for x, y in zip(needed, has, strict=True))
        for sign in (1, -1):
            for term in islice(index.find(tuple(sign * x for x in gap), pairs), 2):
                said = text(term)
                mended = plus(part, times(number(sign), term))
                if sign > 0:
                    why = f"the term {said} is missing in {shown}"
                elif term in walk(part):
                    why = f"{said} is one too many in {shown}"
                else:
                    why = f"{shown} should be {text(mended)}"
                yield Edit(put(mended), shown, why, 14 + 10 * _size(term))

    def _factor(self, part: Tree, factor: Tree, put: Callable[[Tree], Tree], whole: bool) -> Edit:
        cost = 12 + 10 * _size(factor) - 2 * whole
        shown = text(part)
        if isinstance(factor, Op) and factor.symbol == "/" and factor.args[0] == number(1):
            extra = text(factor.args[1])
            return Edit(
                put(over(part, factor.args[1])),
                extra,
                f"the factor {extra} is one too many in {shown}",
                cost - 1,
            )
        if isinstance(factor, Op) and factor.symbol == "/":
            above, below = map(text, factor.args)
            return Edit(
                put(times(part, factor)), below, f"{below} should be {above} in {shown}", cost
            )
        missing = text(factor)
        return Edit(
            put(times(part, factor)), missing, f"the factor {missing} is missing in {shown}", cost
        )

    def _renamed(self, part: Tree, needed: Values, put: Callable[[Tree], Tree]) -> Iterator[Edit]:
        """The same name exchanged wherever it stands inside a part."""
        if isinstance(part, Name | Number) or _size(part) > 120:
            return
        known = self.quantities.values
        for old in sorted(names(part)):
            for new in [tree.name for tree in known if isinstance(tree, Name) and tree.name != old]:
                tree = _exchanged(part, old, new)
                values = self.quantities.value(tree)
                if values is not None and close(values, needed):
                    yield Edit(put(tree), old, f"{old} should be {new}", 11)

    def in_each_term(self, index: Index) -> Iterator[Edit]:
        """One edit in each term of a sum, each term matched with the path it stands for."""
        if not isinstance(self.asked, Slope) or len(self.asked.wrt) != 1:
            return
        paths = list(self._paths().values())
        for part, needed, put in self.needs():
            if not (isinstance(part, Op) and part.symbol in "+-"):
                continue
            outer = self.quantities.value(part)
            if outer is None or not all((*outer, *needed, *self.wanted)):
                continue
            scale = tuple(n / w for n, w in zip(needed, self.wanted, strict=True))
            yield from self._matched(part, scale, paths, put, index)

    def _matched(
        self,
        part: Op,
        scale: Values,
        paths: Sequence[Values],
        put: Callable[[Tree], Tree],
        index: Index,
    ) -> Iterator[Edit]:
        left, right = part.args
        for first in paths:
            a = tuple(x * s for x, s in zip(first, scale, strict=True))
            b = tuple((w - x) * s for w, x, s in zip(self.wanted, first, scale, strict=True))
            b = b if part.symbol == "+" else tuple(-x for x in b)
            for x in self._mended(left, a, index):
                for y in self._mended(right, b, index):
                    tree = rebuilt(part, (x, y))
                    yield Edit(put(tree), text(part), "each path needs a change", 30 + _size(tree))

    def _mended(self, part: Tree, needed: Values, index: Index) -> Iterator[Tree]:
        has = self.quantities.value(part)
        if has is None or any(x == 0.0 for x in has):
            return
        if close(has, needed):
            yield part
        ratio = tuple(x / y for x, y in zip(needed, has, strict=True))
        for factor in islice(index.find(ratio), 2):
            yield times(part, factor)

    def _paths(self) -> dict[str, Values]:
        """What each node on the way contributes; first those that the claim does not mention."""
        mentioned = names(self.claim)
        products = self._path_products()
        found = {name: products[name] for name in sorted(products, key=mentioned.__contains__)}
        rows = self.quantities.of(list(found.values())) if found else []
        return {
            name: row
            for name, row in zip(found, rows, strict=True)
            if all(row) and not close(row, self.wanted)
        }

    def _path_products(self) -> dict[str, Any]:
        """dy/dn dn/dx for each node n on the way."""
        scope = self.checker.scope
        assert isinstance(self.asked, Slope)
        y, x = scope.meaning(self.asked.of), scope.meaning(self.asked.wrt[0])
        found = {}
        for name, node in self.quantities.named.items():
            if node is not y and node is not x:
                both = [scope.gradient(y, node), scope.gradient(node, x)]
                found[name] = scope.apply("mul", both)
        return found


def _putter(part: Tree, place: int, put: Callable[[Tree], Tree]) -> Callable[[Tree], Tree]:
    def inner(tree: Tree) -> Tree:
        parts = children(part)
        return put(rebuilt(part, (*parts[:place], tree, *parts[place + 1 :])))

    return inner


# What an argument must be for an operation to give x, when the other argument is v.
_UNDO: dict[str, tuple[Callable[[float, float], float], ...]] = {
    "neg": (lambda x, v: -x,),
    "+": (lambda x, v: x - v, lambda x, v: x - v),
    "-": (lambda x, v: x + v, lambda x, v: v - x),
    "*": (lambda x, v: x / v, lambda x, v: x / v),
    "/": (lambda x, v: x * v, lambda x, v: v / x),
    "^": (
        lambda x, v: math.pow(abs(x), 1.0 / v),
        lambda x, v: math.log(abs(x)) / math.log(abs(v)),
    ),
}
_INVERSE: dict[str, Callable[[float], float]] = {
    "exp": math.log,
    "log": math.exp,
    "sqrt": lambda y: y * y,
    "sigmoid": lambda y: math.log(y / (1.0 - y)),
    "tanh": math.atanh,
    "atan": math.tan,
    "sinh": math.asinh,
    "asinh": math.sinh,
    "log1p": math.expm1,
    "softplus": lambda y: math.log(math.expm1(y)),
}
_FUNCTIONS = (
    "sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "sigmoid", "sinh", "cosh", "relu", "step",
    "softplus", "normal_cdf", "normal_pdf", "erf", "digamma", "atan", "asin", "acos", "abs", "sign",
)  # fmt: skip


def _each(undo: Callable[..., float], *rows: Values) -> Values | None:
    try:
        return tuple(undo(*column) for column in zip(*rows, strict=True))
    except (ArithmeticError, ValueError):
        return None


def _size(tree: Tree) -> int:
    """How much there is to read; a derivative says less than the names it stands for."""
    return sum(8 if isinstance(part, Slope) else 1 for part in walk(tree))


def _exchanged(tree: Tree, old: str, new: str) -> Tree:
    return mapped(tree, lambda part: Name(new) if part == Name(old) else None)
