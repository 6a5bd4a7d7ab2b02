"""Formulas that show numbers, decided at the values that the page gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...checking.report.claims import Claim
from ...formulas.trees.tree import Name, Relation, Slope, Tree, mapped, names, walk
from ..modelling.instances import environments
from ..modelling.judging import Equation, reached
from ..modelling.model import Model
from ..modelling.outcome import Outcome
from ..questions.assumed import Assumption, assumption, curves
from ..questions.implicit import with_implicit
from ..questions.outer import stated
from ..questions.questions import Ground, lost, unconnected
from ..questions.values import (
    Section,
    Value,
    are_others,
    given_above,
    in_force,
    lengths,
    literal_tree,
    section,
)
from ..questions.worked import Inputs, Shown, judged_numbers, leaves, missing
from ..shapes.sizes import Measured
from ..surveying.roles import CONDITION, GIVEN, Item


@dataclass(frozen=True)
class Worth:
    """A formula with the number that the page gives it, and where."""

    tree: Tree
    number: Tree
    section: Section


@dataclass(frozen=True)
class Setting:
    """What is known of a page where its numbers are decided."""

    model: Model
    given: Sequence[Value]
    right: tuple[Equation, ...] = ()  # claims that were found right
    computed: frozenset[int] = frozenset()  # places of values that were worked out, not given
    holds: tuple[Assumption, ...] = ()  # what the page says that holds
    worth: tuple[Worth, ...] = ()  # what the page says a formula is worth: u^T v = 2
    measured: Measured | None = None  # the sizes, where a claim has arrays of its own

    @property
    def sizes(self) -> Measured:
        """The sizes of the arrays where the page gives none."""
        return self.measured or self.model.measured

    def ground(self, item: Item, values: Mapping[str, Tree] = MappingProxyType({})) -> Ground:
        """What is known where a formula stands, of arrays as long as their values."""
        given = lengths(values)
        sizes = self.model.sizes(given) if given else self.sizes
        visible = self.model.visible(item)
        said = self.model.survey.declared
        return stated(said.outer, Ground(visible, sizes, self.model.moving, said.facts))


def learnt(setting: Setting, found: Outcome) -> Setting:
    """What is known after a formula was decided."""
    item = found.item
    if found.claims and item.role == GIVEN:
        return replace(setting, computed=setting.computed | {item.place})
    if found.status == CONDITION and item.shown:
        more = (Worth(*each, section(item)) for each in _shown(item, setting))
        setting = replace(setting, worth=(*setting.worth, *more))
    is_holding = found.status == CONDITION and item.place not in setting.model.survey.only_there
    if is_holding or _is_of_one_name(found, setting):
        sides = (claim.sides for claim in setting.model.claims(item))
        holds = tuple(assumption(Relation("=", *pair), item) for pair in sides)
        return replace(setting, holds=(*setting.holds, *holds))
    if found.status in ("proved", "agrees") and not item.shown:
        return replace(setting, right=(*setting.right, *setting.model.claims(item)))
    return setting


def _is_of_one_name(found: Outcome, setting: Setting) -> bool:
    """Whether an equation that is no identity says what one free name is like: M * M = M."""
    if found.status not in ("inconclusive", CONDITION) or found.item.shown:
        return False
    visible = setting.model.visible(found.item)
    claims = setting.model.claims(found.item)
    if len(claims) != 1:
        return False
    (claim,) = claims
    free = {name for name in claim.names if name not in visible or visible[name].item < 0}
    is_slope = any(isinstance(x, Slope) for side in claim.sides for x in walk(side))
    return not is_slope and free == claim.names and len(free - set(visible)) == 1


@dataclass(frozen=True)
class Worked:
    """The numbers of a formula with their verdicts, and what they were worked out of."""

    claims: Sequence[Claim] = ()
    shown: Sequence[Shown] = ()
    inputs: Inputs | None = None


def decided_numbers(item: Item, setting: Setting) -> Worked:
    """The numbers of a formula with their verdicts; none where something has no value."""
    shown = _shown(item, setting)
    if not shown:
        return Worked()
    inputs = _inputs(item, setting, setting.computed)
    if item.role == GIVEN:
        if not all(names(left) for left, _ in shown):
            return Worked()  # i = 1 picks a layer or a sample, and this e is not Euler's
        own = {left.name for left, _ in shown if isinstance(left, Name)}
        if not own <= set(inputs.ground.visible):
            return Worked()
        inputs = replace(inputs, values=_without(inputs.values, own))
    put = _worth(item, setting)
    shown = [(_known(left, setting.right, put, inputs), number) for left, number in shown]
    if missing(shown, inputs):
        return Worked()
    found = judged_numbers(shown, inputs, item.place)
    if any(claim.status == "wrong" for claim in found):
        lefts = [left for left, _ in shown]
        if _is_given_anew(item, lefts, inputs, setting):
            return Worked()
        if _is_unsure(item, lefts, inputs, setting.model):
            return Worked()
        rounded = _inputs(item, setting, frozenset())
        again = judged_numbers(shown, rounded, item.place) if not missing(shown, rounded) else []
        if again and all(claim.status == "agrees" for claim in again):
            found = again
    return Worked(found, shown, inputs)


def _is_given_anew(item: Item, lefts: Iterable[Tree], inputs: Inputs, setting: Setting) -> bool:
    """Whether a section may give a name another value than that of values from outside of it."""
    used = {name for left in lefts for name in leaves(left, inputs)}
    return item.role == GIVEN and are_others(given_above(setting.given, item), used, item)


def _is_unsure(item: Item, lefts: Sequence[Tree], inputs: Inputs, model: Model) -> bool:
    """Whether numbers hang on what could not be read, or on nothing that is known."""
    needed = reached(lefts, inputs.ground.visible)
    sides = (*lefts, *(side for each in needed.values() for side in each.sides))
    return bool(lost(item, sides, model, needed)) or any(
        unconnected(left, inputs.ground) for left in lefts
    )


def _shown(item: Item, setting: Setting) -> list[Shown]:
    """What a formula calculates, and the numbers it shows, where it is about one thing only."""
    model = setting.model
    sides = [left for left, _ in item.shown]
    if not sides or any(x.kind == "symbol" and x.text in model.survey.ends for x in sides):
        return []  # n = 2 says how many there are
    ways = list(environments(sides, model.survey.letters, model.survey.ends))
    if len(ways) != 1:
        return []
    at = model.translator.at(ways[0])
    trees = [
        Equation(at.tree(left), literal_tree(number, model), item.place)
        for left, number in item.shown
    ]
    tied = with_implicit(trees, curves(setting.holds, item), setting.ground(item))
    return [each.sides for each in tied]


def _inputs(item: Item, setting: Setting, without: Iterable[int]) -> Inputs:
    given = [each for each in setting.given if each.place not in set(without)]
    values = in_force(given, item, setting.model)
    return Inputs(setting.ground(item, values), values)


def _without(values: Mapping[str, Tree], names: Iterable[str]) -> dict[str, Tree]:
    return {name: value for name, value in values.items() if name not in set(names)}


def _worth(item: Item, setting: Setting) -> dict[Tree, Tree]:
    return {each.tree: each.number for each in setting.worth if each.section == section(item)}


def _put(tree: Tree, values: Mapping[Tree, Tree]) -> Tree:
    """A tree with numbers for formulas, but not in what is differentiated."""
    return mapped(
        tree, lambda part: values.get(part) or (part if isinstance(part, Slope) else None)
    )


def _known(tree: Tree, right: Sequence[Equation], put: Mapping[Tree, Tree], inputs: Inputs) -> Tree:
    """A tree, or what is equal to it by claims that were found right and hangs on values alone."""
    waiting, seen = [tree], {tree}
    for each in waiting:
        if not missing([(found := _put(each, put), found)], inputs):
            return found
        for one, other in (pair for claim in right for pair in (claim.sides, claim.sides[::-1])):
            if one == each and other not in seen:
                seen.add(other)
                waiting.append(other)
    return tree
