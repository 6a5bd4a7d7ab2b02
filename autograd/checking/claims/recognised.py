"""Equations that are no claims: conditions, though the page does not say `assume`.

`dF/da = p*(a + 1) + q*(a - 1) = 0` says where F has an optimum, and `sum(t) = 1` what t is like.
Neither is an identity; either can hold. What can hold nowhere stays wrong: tanh(x) = 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from ...formulas.text.page import Statement
from ...formulas.trees.tree import Call, Name, Number, Relation, Slope, Tree, as_slope, names, walk
from ..conditions.cases import leaves
from ..decision.judge import Judge
from ..decision.points import grid, ordinary
from ..meaning.components import Component, Condition, Equation
from ..meaning.numbers import Meaning
from ..meaning.questions import question
from ..meaning.scope import Scope
from ..pages.section import Section
from ..pages.statements import Chain

MOST_TRIED = 40  # points of either kind at which an equation may hold
BITS = 128


def set_to_zero(section: Section, equation: Equation) -> Condition | None:
    """A derivative at the end of whose chain stands 0, where it can be 0."""
    scope, last = equation.scope, len(equation.sides)
    if not _is_zero(equation.sides[-1]) or not _is_slope(scope, equation.first):
        return None
    if _is_solved_below(section, equation) or not _can_hold(scope, equation, last):
        return None
    return Condition(Relation("=", equation.first, equation.sides[-1]), equation.source.line)


def constraint(equation: Equation) -> Condition | None:
    """An equation that is no identity of free variables, or a law of motion, where it can hold."""
    scope, source = equation.scope, equation.source
    found = _of_free_variables(scope, source, equation.trees)
    if found is None and len(equation.sides) == 1 and _is_law(equation):
        found = Condition(Relation("=", equation.first, equation.sides[0]), source.line)
    return found if found is not None and _can_hold(scope, equation, 1) else None


def _is_law(equation: Equation) -> bool:
    """An equation for what unknown functions are, and none about something that was computed.

    That is something set to 0, Lagrange's d/dt(dL/dv) = dL/dx, or one for the highest derivatives.
    """
    scope, first, side = equation.scope, equation.first, equation.sides[0]
    if not _order(equation):
        return False
    slopes = as_slope(first), as_slope(side)
    if _is_zero(side) or (slopes[0] and as_slope(slopes[0].of) and slopes[1]):
        return True
    free = not any(map(scope.is_defined, names(first) | names(side)))
    left, right = (leaves(scope, [part.sides[k] for part in equation.parts]) for k in (0, 1))
    return free and bool((left - right) & scope.rates.keys())


def is_determined(equation: Equation, under: Equation) -> bool:
    """Whether conditions leave nothing of what an equation could be a law of motion for."""
    return _order(equation) > _order(under)


def _order(equation: Equation) -> int:
    """How often unknown functions are differentiated in an equation, at most."""
    return _highest(equation.scope, [x for part in equation.parts for x in part.sides])


def _highest(scope: Scope, meanings: Sequence[Meaning]) -> int:
    found = leaves(scope, meanings)
    return max((len(scope.rates[name].by) for name in found if name in scope.rates), default=0)


def claims_a_slope(equation: Equation) -> bool:
    """Whether a derivative of something computed is claimed, which holds at no optimum only."""
    slopes = [slope for tree in equation.trees for x in walk(tree) if (slope := as_slope(x))]
    named = {name for slope in slopes for name in names(slope.of)}
    return any(map(equation.scope.is_computed, named))


def further_down(section: Section, scope: Scope, line: int) -> list[Condition]:
    """What may be such equations behind a line."""
    chains = [x for _, x in section.readings if isinstance(x, Chain) and x.source.line > line]
    found = (_of_free_variables(scope, each.source, each.sides) for each in chains)
    return [each for each in found if each is not None]


def _of_free_variables(scope: Scope, source: Statement, trees: Sequence[Tree]) -> Condition | None:
    """`left = right`, each variable on one side, and none of them defined."""
    if len(trees) != 2 or any(isinstance(x, Slope) for tree in trees for x in walk(tree)):
        return None
    left, right = (_hangs_on(scope, tree) for tree in trees)
    if left & right or not left | right or any(map(scope.is_defined, left | right)):
        return None
    return Condition(Relation("=", trees[0], trees[1]), source.line)


def _hangs_on(scope: Scope, tree: Tree) -> set[str]:
    """The names in a formula and in the functions it calls: a and b of s(0), s(t) = a + b*t."""
    found, seen, waiting = names(tree), set[str](), [tree]
    while waiting:
        calls = {x.function for x in walk(waiting.pop()) if isinstance(x, Call)}
        for each in (scope.functions[name] for name in calls & scope.functions.keys() - seen):
            found |= names(each.body).difference(each.params)
            waiting.append(each.body)
        seen |= calls
    return found


def _is_zero(tree: Tree) -> bool:
    return isinstance(tree, Number) and tree.value == 0


def _is_slope(scope: Scope, tree: Tree) -> bool:
    """Whether a side is a derivative, or the name of one."""
    if isinstance(tree, Name) and tree.name in scope.pending:
        tree = scope.pending[tree.name]
    return as_slope(tree) is not None


def _is_solved_below(section: Section, equation: Equation) -> bool:
    """Whether what is differentiated in is defined further down: as what makes it 0."""
    slope = as_slope(equation.first)
    line = equation.source.line
    below = [x.text.partition("=")[0].strip() for x in section.sources if x.line > line]
    return slope is not None and any(
        isinstance(x, Name) and x.name in below and equation.scope.is_computed(x.name)
        for x in slope.wrt
    )


def _can_hold(scope: Scope, equation: Equation, place: int) -> bool:
    """Whether each component may be right somewhere, as far as points can tell."""
    return all(_may_meet(scope, part, place) for part in equation.parts)


def _may_meet(scope: Scope, part: Component, place: int) -> bool:
    """Whether two sides meet at a point, or either is the larger one somewhere."""
    judge = Judge(question(scope, part.sides[0], part.sides[place]))
    signs = set()
    points = (islice(each(judge.ranges), MOST_TRIED) for each in (grid, ordinary))
    for point in chain.from_iterable(points):
        outcome = judge.compare(point)
        if outcome == "agree":
            return True
        if outcome == "differ":
            left, right = judge.values(point, BITS)
            signs.add(bool(left > right))
    return len(signs) > 1
