"""Conditions as replacements of variables; where they leave a choice there is a case for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from ...engine.node import Node
from ...engine.walks import between
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Call, Relation, Tree, as_slope, names, text, walk
from ...values.symbol import Symbol
from ..decision.deciding import certain
from ..decision.ranges import Range
from ..meaning.grids import Grid, Misfit, entries_of, shape_of
from ..meaning.numbers import Meaning
from ..meaning.predicates import PREDICATES, Equations
from ..meaning.questions import question
from ..meaning.scope import Scope
from .solving import Solution, replayed, solved

MOST = 12  # cases

Given = tuple[Equations, Sequence[str]]  # equations, and for what they should be solved


@dataclass(frozen=True)
class Case:
    """What variables are where the conditions hold.

    `inside` has numbers that have a value only where the variables lie where the page has them, and
    what was divided by is `apart` from 0.
    """

    new: dict[int, Symbol] = field(default_factory=dict)
    names: dict[str, Symbol] = field(default_factory=dict)
    inside: tuple[Symbol, ...] = ()
    apart: tuple[Node, ...] = ()


class Unusable(Exception):
    """A condition that cannot be made use of; the text says why."""


@dataclass
class Known:
    """The cases of conditions on a part of a page, each worked out once."""

    ranges: Mapping[str, Range] | None = None  # in which the variables lie there
    found: dict[tuple[Tree, ...], tuple[list[Case] | Unusable, list[Node]]] = field(
        default_factory=dict
    )

    def cases(self, scope: Scope, conditions: Iterable[Tree]) -> list[Case]:
        """The cases that fulfil all conditions. Raises `Unusable`."""
        self.ranges = scope.ranges if self.ranges is None else self.ranges
        wanted = tuple(conditions)
        if scope.local or scope.ranges is not self.ranges:
            return cases(scope, wanted)
        if wanted not in self.found:
            self.found[wanted] = _cases_and_swept(scope, wanted)
        found, swept = self.found[wanted]
        scope.swept.extend(swept)
        if isinstance(found, Unusable):
            raise found
        return found


def _cases_and_swept(
    scope: Scope, conditions: Sequence[Tree]
) -> tuple[list[Case] | Unusable, list[Node]]:
    """The cases, or why there are none, and what was differentiated for them."""
    scope = scope.within(swept=[])
    try:
        return cases(scope, conditions), scope.swept
    except Unusable as unusable:
        return unusable, scope.swept


def cases(scope: Scope, conditions: Iterable[Tree]) -> list[Case]:
    """The cases that fulfil all conditions. Raises `Unusable`."""
    scope = scope.unclaimed()
    choices = [_choices(scope, tree) for tree in conditions]
    found: list[Case] = []
    for equations in product(*choices):
        found = _few([*found, *_solutions(scope, [Case()], equations)])
    if not found:
        raise Unusable("nothing fulfils it")
    return found


def variables(scope: Scope, tree: Tree) -> set[str]:
    """The variables that a condition is on, as far as it means something."""
    with suppress(Unusable, DerivationError):
        given = [x for equations, _ in _choices(scope, tree) for pair in equations for x in pair]
        return leaves(scope, given)
    return names(tree)


def touching(scope: Scope, conditions: Sequence[Tree], inside: Iterable[str]) -> list[Tree]:
    """The conditions on some variables, and on what these are tied to by them."""
    reached = _names(scope, inside)
    own = [(each, _names(scope, variables(scope, each))) for each in conditions]
    while tied := {name for _, on in own if on & reached for name in on - reached}:
        reached |= tied
    return [each for each, on in own if on & reached]


def _names(scope: Scope, variables: Iterable[str]) -> set[str]:
    """The names behind those of entries, and of derivatives: r of dr[2]/dt."""
    plain = (scope.rates[x].of if x in scope.rates else x for x in variables)
    return {name.partition("[")[0] for name in plain}


def leaves(scope: Scope, meanings: Iterable[Meaning]) -> set[str]:
    """The variables that some numbers hang on."""
    above = between(meanings)
    return {name for name, x in scope.variables.items() if x.serial in above}


def _few(found: list[Case]) -> list[Case]:
    if len(found) > MOST:
        raise Unusable(f"it leaves more than {MOST} cases")
    return found


def _choices(scope: Scope, tree: Tree) -> list[Given]:
    """The equations that a condition is, one set of them for each choice that it leaves."""
    if isinstance(tree, Call) and tree.function in PREDICATES:
        return [(each, ()) for each in _like(scope, tree)]
    if not isinstance(tree, Relation) or tree.symbol != "=":
        raise Unusable("of several variables only equations are used; for a < b write a = b - d")
    slopes = filter(None, map(as_slope, walk(tree)))
    wanted = [text(x) for slope in slopes for x in slope.wrt]
    try:
        sides = [scope.meaning(side) for side in (tree.left, tree.right)]
    except DerivationError as error:
        raise Unusable(error.why) from None
    return [(_pairs(*sides), wanted)]


def _pairs(left: Meaning, right: Meaning) -> Equations:
    if shape_of(left) and shape_of(right) and shape_of(left) != shape_of(right):
        raise Unusable("its two sides differ in shape")
    longer = max(len(entries_of(left)), len(entries_of(right)))
    both = (entries_of(x) * (1 if isinstance(x, Grid) else longer) for x in (left, right))
    return list(zip(*both, strict=True))


def _like(scope: Scope, tree: Call) -> list[Equations]:
    array = scope.meaning(tree.args[0]) if len(tree.args) == 1 else None
    if not isinstance(array, Grid):
        raise Unusable(f"{tree.function}(…) is said of one array")
    try:
        return PREDICATES[tree.function](array)
    except Misfit as error:
        raise Unusable(str(error)) from None


def _solutions(scope: Scope, found: list[Case], given: Sequence[Given]) -> list[Case]:
    for equations, wanted in given:
        for left, right in equations:
            found = _few(
                [more for case in found for more in _with(scope, case, left, right, wanted)]
            )
    return found


def _with(
    scope: Scope, case: Case, left: Meaning, right: Meaning, wanted: Sequence[str]
) -> Iterator[Case]:
    """A case with one more equation, solved: two cases where that is quadratic."""
    first, second = (_now(case.new, scope.as_symbol(x)) for x in (left, right))
    sides = (first, second)
    if first is second or _are_equal(scope, first, second):
        yield case
    elif not leaves(scope, sides):
        return
    elif (leaf := _listed(scope, sides)) is not None:
        for member in scope.ranges[str(leaf.name)].members or ():
            one = _solved(scope, case, Solution(leaf, scope.as_symbol(member)))
            yield from _with(scope, one, left, right, wanted)
    else:
        solutions = solved(scope, first, second, wanted)
        if solutions is None:
            raise Unusable("it cannot be solved for a variable")
        yield from (_solved(scope, case, each) for each in solutions)
        if not solutions:
            yield case


def _are_equal(scope: Scope, left: Symbol, right: Symbol) -> bool:
    return certain(question(scope.within(swept=[]), left, right))


def _listed(scope: Scope, sides: Sequence[Symbol]) -> Node | None:
    """A variable whose values are listed; the equation is then asked of each of them."""
    above = between(sides)
    return next(
        (
            x
            for name, x in scope.variables.items()
            if x.serial in above and scope.ranges.get(name, Range()).members is not None
        ),
        None,
    )


def _solved(scope: Scope, case: Case, found: Solution) -> Case:
    old = replayed(case.new.values(), {found.leaf.serial: found.value})
    new = {k: old.get(x.serial, x) for k, x in case.new.items()} | {found.leaf.serial: found.value}
    name = str(found.leaf.name)
    names = {n: old.get(x.serial, x) for n, x in case.names.items()} | {name: found.value}
    inside = [old.get(x.serial, x) for x in case.inside]
    inside += found.inside
    inside += _inside(scope, found.value, scope.ranges.get(name, Range()))
    apart = case.apart if found.apart is None else (*case.apart, found.apart)
    return replace(case, new=new, names=names, inside=tuple(inside), apart=apart)


def _inside(scope: Scope, value: Symbol, where: Range) -> Iterator[Any]:
    """Numbers that have a value only where `value` lies in a range."""
    for end, is_open, sign in ((where.low, where.open_low, 1), (where.high, where.open_high, -1)):
        if end is not None:
            gap = scope.apply("sub", [value, end] if sign > 0 else [end, value])
            yield scope.apply("log" if is_open else "sqrt", [gap])


def _now(new: dict[int, Symbol], x: Symbol) -> Symbol:
    return replayed([x], new).get(x.serial, x)
