"""The search for the slip: every single change that would give a claim the values it needs.

If a known quantity has the values that a part needs, the part should be that quantity; if the
needed values are a known quantity times the part, a factor is missing or one too many; and so on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from operator import mul, sub
from typing import Any

from ...formulas.text.builtins import builtin, confused
from ...formulas.trees.algebra import has_minus, minus, value_of
from ...formulas.trees.tree import (
    Call,
    Name,
    Tree,
    is_op,
    rebuilt,
    size,
    walk,
)
from .additions import extended, multiplied
from .changes import Change, undone
from .differences import differences
from .edits import (
    RENAMED,
    SIGN,
    Edit,
    amount,
    exponent,
    is_exponent,
    is_unit,
    raised,
    removed,
    turned_sign,
)
from .exchanges import (
    conditioned,
    exchanged_in,
    exchanged_places,
    fits,
    in_family,
    operation,
    replaced,
)
from .library import PRIMED, Library
from .lookup import Index, Values, close, gone, ratios, through
from .pairs import pairs
from .parts import Part, mirrored, parts
from .places import Path, Place
from .quantities import Quantities
from .trials import tried
from .weights import STRANGER, stem

WRAPPED, MOST_WRAPPED = 10, 12  # cost of a forgotten function, and parts of what it is of
_FUNCTIONS = tuple(name for name in confused("numbers", "arrays") if builtin(name))


class Search:
    """Single changes to `claim` after which it has the values `wanted`."""

    def __init__(
        self,
        quantities: Quantities,
        claim: Tree,
        wanted: Values,
        gap: Values,
        asked: Tree,
        truth: Any,
    ) -> None:
        self.quantities, self.claim, self.wanted, self.gap = quantities, claim, wanted, gap
        library = Library(quantities, claim, asked, truth)
        self.index, self.weights = Index(library.values), library.weighed()
        # What is 0 at some points only, the slope of relu, cannot be looked up by a quotient.
        self.steps = [(t, row) for t, row in library.values.items() if any(row) and not all(row)]
        self.shares = [x for t in library.terms if (x := quantities.value(t)) is not None]
        single = list(parts(Place(claim), wanted, quantities.value))
        found = [*single, *pairs(single, quantities.value)]
        self.parts = sorted(found, key=_in_reading_order)

    def inside(self, place: Place, needed: Values) -> list[Edit]:
        """Changes at a place, or of one part in it, after which it has other values."""
        found = parts(place, needed, self.quantities.value)
        edits = [edit for part in found for edit in self._likely_at(part)]
        return sorted(edits, key=lambda edit: edit.cost)

    def _likely_at(self, part: Part) -> Iterator[Edit]:
        if gone(part.needed, self.quantities.value(part.tree)):
            return
        for edit in self._at(part, pairs=False):
            more = self.weights.standing(part.place)
            yield replace(edit, cost=edit.cost + more) if more else edit

    def changed(self) -> Iterator[Edit]:
        """One part changed, or one name everywhere in it."""
        for part in self.parts:
            if gone(part.needed, self.quantities.value(part.tree)):
                if not part.paired and part.inside is not None:
                    yield removed(part)
                continue
            yield from self._likely_at(part)
            yield from exchanged_in(part, self.quantities)
            yield from conditioned(part, self.quantities)
            if isinstance(part.tree, Call) and len(part.tree.args) == 1:
                yield from self._called(part, part.tree)
        yield from in_family(self.parts[0], self.quantities)
        yield from tried(self.parts[0], self.quantities, self.weights)
        yield from exchanged_places(self.parts[0], self.quantities)
        yield from self._with_a_sign()
        yield from self.completed()

    def _with_a_sign(self) -> Iterator[Edit]:
        """One factor changed, and the sign of all, which is the other slip people make."""
        whole, has = self.claim, self.quantities.value(self.claim)
        if has is None or not all(x * y < 0.0 for x, y in zip(has, self.wanted, strict=True)):
            return
        if close(has, tuple(-x for x in self.wanted)):
            return  # nothing but the sign is wrong
        for part in self.parts:
            if part.paired or not part.place.path or not part.place.is_factor():
                continue
            for edit in self._at(mirrored(part), pairs=False):
                if len(edit.changes) == 1:
                    changes = (Change(Place(whole), minus(whole)), *edit.changes)
                    cost = edit.cost + 2 * SIGN + SIGN * any(is_op(x, "-") for x in walk(whole))
                    yield Edit(edit.tree, changes, cost)

    def completed(self) -> Iterator[Edit]:
        """A term added to the whole: what it lacks may be too small to be seen in the sum."""
        for term in islice(self.index.find(self.gap), 4):
            yield extended(self.parts[0], term, 1, self.weights)

    def changed_twice(self) -> Iterator[Edit]:
        """One part changed by products and quotients of two known quantities."""
        for part in self.parts:
            if any(part.needed):
                yield from self._at(part, pairs=True)

    def _at(self, part: Part, pairs: bool) -> Iterator[Edit]:
        if is_unit(part):
            return  # what is missing above 1/x is a factor of 1/x
        for other in islice(self.index.find(part.needed, pairs), 4):
            yield replaced(part, other, self.weights)
        if not pairs and (value := amount(part)) is not None:
            yield replaced(part, self.quantities.style.number(value), self.weights)
        has = self.quantities.value(part.tree)
        if has is None or not any(has) or close(has, part.needed):
            return  # of what is as it should be at these points nothing is missing
        if not part.paired:
            yield from self._stepping(part, has)
        ratio = ratios(part.needed, has)
        if ratio is None:
            return
        inverts = self.quantities.style.inverted  # else of x^n, 1/x^n is said instead of x^(-n)
        turns = inverts or is_op(part.tree, "-") or not is_exponent(part)
        if turns and close((-1.0,) * len(ratio), ratio):
            yield turned_sign(part)
        if not pairs and (new := exponent(part.tree, has, part.needed)) is not None:
            yield from raised(part, new, self.quantities.style)
        yield from self._wrapped(part, has)
        if value_of(part.tree) is not None or part.paired:
            return  # another number is found above, and a sum of two factors is no slip
        for factor in islice(self.index.find(ratio, pairs), 4):
            yield multiplied(part, factor, self.weights)
        gap = tuple(map(sub, part.needed, has))
        for sign in (1, -1):
            for term in islice(self.index.find(tuple(sign * x for x in gap), pairs), 2):
                yield extended(part, term, sign, self.weights)

    def _stepping(self, part: Part, has: Values) -> Iterator[Edit]:
        """What is 0 at some points, in the place of a part or as a factor."""
        for tree, values in self.steps:
            if close(values, part.needed):
                yield replaced(part, tree, self.weights)
            elif close(tuple(map(mul, has, values)), part.needed):
                yield multiplied(part, tree, self.weights)

    def _wrapped(self, part: Part, has: Values) -> Iterator[Edit]:
        """A function of the page that was forgotten: u for exp(u)."""
        if part.paired or value_of(part.tree) is not None or size(part.tree) > MOST_WRAPPED:
            return
        steps = (tree for tree, values in self.steps if close(values, part.needed))
        if any(isinstance(x, Name) for x in chain(self.index.exactly(part.needed), steps)):
            return  # the page has a name for it
        for function in self.quantities.functions:
            found = through(function, has)
            if found is not None and close(found, part.needed):
                wrapped = Call(function, (part.tree,))
                change = Change(part.place, wrapped)
                yield Edit(part.put(wrapped), (change,), WRAPPED + size(part.tree))

    def _called(self, part: Part, call: Call) -> Iterator[Edit]:
        """Another function of the same argument, or the same function of another quantity."""
        (inner,) = call.args
        if fits(mirrored := rebuilt(call, (minus(inner),)), part, self.quantities):
            yield Edit(part.put(mirrored), (Change(part.place.inner(0), minus(inner)),), SIGN + 3)
        for function in (*self.quantities.scope.functions, *_FUNCTIONS):
            tree = Call(function, call.args)
            if function != call.function and fits(tree, part, self.quantities):
                yield Edit(part.put(tree), (Change(part.place, tree),), RENAMED)
        prime = replace(call, primes=1)
        if (
            operation(call.function) in PRIMED
            and not call.primes
            and fits(prime, part, self.quantities)
        ):
            yield Edit(part.put(prime), (Change(part.place, prime),), RENAMED)
        if call.primes:
            for other in self._arguments_of(call.function):
                if fits(rebuilt(call, (other,)), part, self.quantities):
                    yield replace(self._argument(part, call, inner, other), cost=RENAMED)
            return
        for other, values in self.index.entries:
            found = through(call.function, values)
            if found is not None and close(found, part.needed):
                yield self._argument(part, call, inner, other)

    def _arguments_of(self, function: str) -> list[Tree]:
        """What the page's formulas have in the brackets of a function."""
        trees = self.quantities.scope.pending.values()
        calls = (x for tree in trees for x in walk(tree) if isinstance(x, Call))
        same = (x for x in calls if operation(x.function) == operation(function))
        found = (x.args[0] for x in same if len(x.args) == 1)
        return list(dict.fromkeys(found))

    def _argument(self, part: Part, call: Call, inner: Tree, other: Tree) -> Edit:
        cost = RENAMED + self.weights.of(other)
        if has_minus(inner) and fits(rebuilt(call, (minus(other),)), part, self.quantities):
            other = minus(other)  # an even function does not tell; the minus is written
        tree = rebuilt(call, (other,))
        found = differences(part.place.inner(0), other)
        if found and found != [Change(part.place.inner(0), other)]:
            tree = undone(part.place, found)
        if isinstance(inner, Name) and isinstance(other, Name):
            cost += STRANGER * (stem(inner.name) != stem(other.name))
        return Edit(part.put(tree), tuple(found), cost)


def _in_reading_order(part: Part) -> tuple[bool, Path]:
    """Of places where the same change would do, the first is named; pairs of factors come last."""
    return part.paired, () if part.paired else part.place.path
