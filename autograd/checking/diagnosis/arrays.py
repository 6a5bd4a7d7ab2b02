"""Why a claim about arrays is wrong, and what would be right, in the form in which it is written.

Formulas that differ from the claim by one slip are tried in floats, in all components at once. One
that fits is then decided like any other claim before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from ...errors import AutogradError
from ...formulas.trees.tidying import tidy
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Slope,
    Tree,
    as_slope,
    number,
    text,
)  # fmt: skip
from ...support.arrays import numpy
from ...support.deadlines import OutOfWork, allowed, left
from ..meaning.arrays import whole
from ..meaning.components import Component, components
from ..meaning.grids import Grid, label, shape_of
from ..meaning.indices import filled, free
from ..meaning.questions import compare
from ..meaning.scope import Scope
from . import array_slips as array_slips  # each enters its slips
from . import plain as plain
from .case import Case
from .edits import Edit
from .entries import in_entries, is_about_arrays
from .finding import Finding
from .gate import Gate, Point
from .kinds import Undoing, undone, undone_twice
from .known import known_quantities
from .numbers import diagnosed
from .values import Sample, ScopeInFloats

WORK = 8_000_000  # on most claims the formulas are through long before
TOLERANCE = 1e-9  # of the search; what it finds is then decided in certified arithmetic
MOST_TRIED = 8000
MOST_DECIDED = 24  # that have the true values at the points: where these are 0, many do
LONGEST = 120  # characters of a suggestion for one component


class ArrayDiagnosis:
    """Looks for the slip in `claim`, which should equal `asked` in every component.

    `wrong` is a component in which the two differ, `at` a point; None if the claim means nothing as
    it stands.
    """

    def __init__(
        self,
        scope: Scope,
        asked: Tree,
        claim: Tree,
        wrong: Component | None,
        at: Point | None = None,
    ) -> None:
        self.gate = Gate(scope, asked, claim, at or {})
        self.scope = scope
        self.asked, self.claim, self.wrong = asked, claim, wrong
        self.outer = free([asked])
        self.truths = components(self.scope, asked, [])
        shown = () if wrong is None else (wrong.sides[0], wrong.sides[-1])
        roots = [*shown, *(part.sides[0] for part in self.truths)]
        self.sample = Sample(self.scope, [*map(self.scope.as_symbol, roots), *self.scope.swept])
        self.floats = ScopeInFloats(self.scope, self.sample)
        self.floats.look_up([part.sides[0] for part in self.truths])
        self.wanted = [self.row(part.sides[0]) for part in self.truths]

    def row(self, meaning: Any) -> Any:
        """A number's values at the points."""
        return self.floats.as_symbol(self.floats.rows(meaning))

    def finding(self) -> Finding:
        """The culprit, a suggestion that is certainly right, and what the claim is instead."""
        if not self.sample.points:
            return Finding(text(self.claim), None, None)
        note = self.identity()
        found = self.tried()
        if found is None:
            if self.wrong is None:
                return Finding()
            alone = self.in_one_component(self.wrong, note)
            return alone if alone.note else self.tried(undone_twice) or alone
        both = ": ".join(filter(None, (note, found.note))) or None
        return replace(found, note=both)

    def tells_apart(self) -> bool:
        """Whether the truth has values at the points by which a formula can be known."""
        return all(numpy().isfinite(row).all() and row.any() for row in self.wanted)

    # ---- Repairs ----

    def tried(self, search: Undoing = undone) -> Finding | None:
        """The slip of which undoing makes the claim true, if one of those that are tried does."""
        edit = self.repaired(search) if self.sample.points else None
        if edit is None:
            return None
        return Finding(edit.culprit, edit.tree, edit.why, wrong=self.claim, kind=edit.kind)

    def repaired(self, search: Undoing = undone) -> Edit | None:
        """The claim with one slip undone, or with two, if that makes it true."""
        with suppress(OutOfWork), allowed(min(WORK, left() * 3 // 4)):
            return self._repaired(search)
        return None

    def _repaired(self, search: Undoing) -> Edit | None:
        known = known_quantities(self.scope)
        with numpy().errstate(all="ignore"):
            tried = islice(search(self.claim, self.outer, known), MOST_TRIED)
            fitting = (each for each in tried if self.fits(each.tree))
            for each in islice(fitting, MOST_DECIDED):
                if self.is_answer(each.tree):
                    return replace(each, tree=tidy(each.tree))
        return None

    def fits(self, tree: Tree) -> bool:
        """Whether a formula has the true values at the points."""
        try:
            return all(self._fits(tree, k) for k in range(len(self.truths)))
        except (AutogradError, ArithmeticError, ValueError, TypeError):
            return False  # shapes that do not fit, an index that means nothing, …

    def _fits(self, tree: Tree, k: int) -> bool:
        part = self.truths[k]
        found = self.floats.bound(part.indices).meaning(tree)
        if isinstance(found, Grid) and not found.has(part.place):
            return False
        value = found.at(part.place) if isinstance(found, Grid) else found
        wanted = self.wanted[k]
        gap = numpy().abs(self.floats.as_symbol(value) - wanted)
        return bool((gap <= TOLERANCE * numpy().abs(wanted) + 1e-300).all())

    def is_answer(self, tree: Tree) -> bool:
        """Whether a formula is the truth in every component, decided like a claim, and says so."""
        if not self.gate.says_something(tree):
            return False
        sides = [tree] if self.wrong is None else [tree, self.claim]
        try:
            parts = components(self.scope, self.asked, sides)
            fits = self.gate.all_pass(parts)
        except AutogradError:
            return False
        return fits and self.gate.holds_elsewhere(tree)

    # ---- What the claim is instead ----

    def identity(self) -> str | None:
        """Say "a2 - y is grad(C, z2), not grad(C, a2)"; of a derivative it would say nothing."""
        asked = self._asked_slope()
        if asked is None or len(asked.wrt) != 1 or as_slope(self.claim) is not None:
            return None
        for other in self._others(asked):
            if self._is_claimed(other):
                shown = _like(self.asked, other)
                return f"{text(self.claim)} is {text(shown)}, not {text(self.asked)}"
        return None

    def _asked_slope(self) -> Slope | None:
        """The derivative that is asked for, also by the name of one: d2 = grad(C, z2)."""
        pending = self.scope.pending.get(self.asked.name) if isinstance(self.asked, Name) else None
        return as_slope(self.asked if pending is None else pending)

    def _others(self, asked: Slope) -> Iterator[Slope]:
        (wrt,) = asked.wrt
        shape = shape_of(self.scope.meaning(wrt)) if isinstance(wrt, Name) else ()
        for name, array in self.scope.arrays.items():
            if isinstance(wrt, Indexed) and len(array.shape) == len(wrt.indices):
                yield replace(asked, wrt=(replace(wrt, base=Name(name)),))
            elif isinstance(wrt, Name) and array.shape == shape:
                yield replace(asked, wrt=(Name(name),))

    def _is_claimed(self, other: Slope) -> bool:
        """Whether the claim is this derivative, and this is not what was asked for."""
        if other == self._asked_slope() or free([other]) != free([self.asked]):
            return False
        try:
            parts = components(self.scope, other, [self.claim])
            with numpy().errstate(all="ignore"):
                if not all(_close(*map(self.row, part.sides)) for part in parts):
                    return False
            verdicts = (compare(self.scope, *part.sides).status for part in parts)
            return all(status in ("proved", "agrees") for status in verdicts)
        except AutogradError:
            return False

    # ---- One component ----

    def in_one_component(self, wrong: Component, note: str | None) -> Finding:
        """What is right in the component that is shown, where no array formula was found."""
        truth, meaning = wrong.sides[0], wrong.sides[-1]
        nothing = Finding(text(self.claim), None, note)
        asked = self._component(wrong)
        claim = self._in_entries(wrong) or self.scope.written(meaning)
        if claim is None:
            return nothing
        try:
            found = diagnosed(Case(self.scope, asked, claim, truth, meaning, self.gate.at))
        except AutogradError:
            return nothing
        said = f"for {wrong.words}: {found.note}" if found.note and wrong.words else found.note
        shown = found.suggestion
        if shown is not None and len(text(shown)) > LONGEST:
            shown = None  # entry by entry it says less than the note
        both = ": ".join(filter(None, (note, said))) or None
        return replace(found, suggestion=shown, note=both, asked=asked, also=None)

    def _in_entries(self, wrong: Component) -> Tree | None:
        """The claim as it is written, if it speaks of entries alone: w[1]*dL/dy."""
        tree = in_entries(filled(self.claim, wrong.indices))
        return None if wrong.place or is_about_arrays(self.scope, [tree]) else tree

    def _component(self, wrong: Component) -> Tree:
        """What is asked for, in the one component: dC/dW[2,1]."""
        if wrong.key is not None:
            of, *wrt = map(Name, wrong.key)
            return Slope(of, tuple(wrt))
        inside = self.scope.bound(wrong.indices)
        match self.asked:
            case Name(name=name):
                return Name(label(name, wrong.place))
            case Indexed(base=Name(name=name), indices=indices):
                return Name(label(name, tuple(whole(inside, index) for index in indices)))
        tree, place = filled(self.asked, wrong.indices), wrong.place
        return Indexed(tree, tuple(map(number, place))) if place else tree


def _close(a: Any, b: Any) -> bool:
    return bool(numpy().allclose(a, b, TOLERANCE, 1e-300))


def _like(asked: Tree, other: Slope) -> Tree:
    """A derivative written as the claim writes its own."""
    return other if isinstance(asked, Slope) else Call("grad", (other.of, *other.wrt))
