"""A part of a page, statement by statement: what each of its claims means, in order.

What is done with a claim that means something is a `Treatment`: it is decided, or taken down. It
may need what the statements `Above` it have said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from ...errors import AutogradError
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Tree
from ...support.deadlines import OutOfWork
from ..conditions.cases import Known, Unusable, leaves, touching
from ..conditions.under import confined, is_between_indices, is_on_indices, left
from ..meaning.components import Condition, Equation, components
from ..meaning.indices import IndexOrSize, free
from ..meaning.names import Key
from ..meaning.scope import Scope
from ..pages.definitions import claimed
from ..pages.section import Section, too_deep
from ..pages.statements import Assumption, Chain, Read, Restriction, Update, Worked
from ..report.claims import CONDITION, Claim
from .remarks import inconclusive, left_open, out_of_work, unreadable
from .worked_arrays import entry_updates


@dataclass
class Above:
    """A part of a page as far as it has been gone through."""

    claimed: dict[Key, tuple[Claim, Any]] = field(default_factory=dict)
    updates: list[Update] = field(default_factory=list)
    rounds: dict[Any, Any] = field(default_factory=dict)  # of these updates, run from given numbers
    broken_update: Statement | None = None  # the line for which rounds are not complete
    constraints: list[Condition] = field(default_factory=list)  # such as sum(t) = 1
    optima: list[Condition] = field(default_factory=list)  # where derivatives are set to 0
    known: Known = field(default_factory=Known)  # of conditions
    explains: bool = True  # whether it is said of a wrong claim what is wrong

    def stated(self) -> Mapping[Key, Any]:
        """The derivatives that claims have stated."""
        return {key: stated for key, (_, stated) in self.claimed.items()}

    def enter(self, claim: Claim, equation: Equation) -> None:
        """Remember what a claim says of derivatives for the claims after it."""
        if claim.status == CONDITION:
            return
        stated = len(equation.sides) - claim.is_condition  # the side that is claimed last
        for part in equation.parts:
            if part.key is not None and stated:
                self.claimed.setdefault(part.key, (claim, part.sides[stated]))

    def update(self, scope: Scope, update: Update) -> None:
        """Add an update to those of a round."""
        if scope.is_computed(update.name):
            raise DerivationError(f"{update.name} is computed from other names; update those")
        for each in entry_updates(scope, update):
            if any(each.name == before.name for before in self.updates):
                raise DerivationError(f"{each.name} is updated twice in a round")
            scope.known(each.name)
            scope.meaning(each.value)
            self.updates.append(each)


@dataclass(frozen=True)
class Treatment:
    """What is done with claims about formulas, with worked numbers, and with shapes that misfit."""

    formulas: Callable[[Section, Above, Equation], Claim]
    numbers: Callable[[Section, Scope, Above, Worked], Claim]
    explains: bool = True
    misfit: Callable[[Scope, Claim, Tree, Sequence[Tree]], Claim] = lambda _, claim, *__: claim


def claims_of(
    section: Section,
    treatment: Treatment,
    share: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> list[Claim]:
    """The claims of a part of a page, each treated within its share of the work."""
    above = Above(broken_update=section.broken_update(), explains=treatment.explains)
    found = [unreadable(*each) for each in section.refused]
    for source, reading in section.readings:
        if reading is None:
            continue
        claim = (
            _guarded(section, above, source, reading, treatment, share)
            if (cause := _cause(section, above, source, reading)) is None
            else _left_open(section, above, source, reading, cause)
        )
        found += [] if claim is None else [claim]
    return found


def _cause(section: Section, above: Above, source: Statement, reading: Read) -> Statement | None:
    """The line that could not be read and on which a statement hangs."""
    has_rounds = isinstance(reading, Worked) and reading.rounds is not None
    return section.broken(source) or (above.broken_update if has_rounds else None)


def _left_open(
    section: Section, above: Above, source: Statement, reading: Read, cause: Statement
) -> Claim | None:
    if isinstance(reading, Restriction | Assumption) or section.is_definition(source, reading):
        return None
    if isinstance(reading, Update):
        above.broken_update = cause
    return left_open(source, cause)


def _guarded(
    section: Section,
    above: Above,
    source: Statement,
    reading: Read,
    treatment: Treatment,
    share: Callable[[], AbstractContextManager[None]],
) -> Claim | None:
    try:
        with share():
            return _treated(section, above, reading, treatment)
    except DerivationError as error:
        return _refused(section, source, error)
    except AutogradError as error:
        return unreadable(source, DerivationError(str(error)))
    except OutOfWork:
        return out_of_work(source)
    except RecursionError:  # a program that calls us may have left next to no stack
        return unreadable(source, too_deep())


def _refused(section: Section, source: Statement, error: DerivationError) -> Claim:
    """What is wrong with a statement, or on which other line it is."""
    cause = section.cause(source, error)
    return unreadable(source, error) if cause is None else left_open(source, cause)


def _treated(section: Section, above: Above, reading: Read, treatment: Treatment) -> Claim | None:
    match reading:
        case Chain():
            return _chain(section, above, reading, treatment)
        case Worked():
            return treatment.numbers(section, section.scope.within(swept=[]), above, reading)
        case Update():
            above.update(section.scope, reading)
        case Assumption():
            return _assumption(section.scope, above.known, reading)
    return None


def _assumption(scope: Scope, known: Known, reading: Assumption) -> Claim | None:
    """What is said of an assumption of which no use can be made."""
    try:
        conditions = [x for x in reading.conditions if not is_between_indices(scope, x)]
        known.cases(scope, conditions) if conditions else None
    except Unusable as unusable:
        return inconclusive(reading.source, f"no use is made of this: {unusable}")
    return None


def _chain(section: Section, above: Above, chain: Chain, treatment: Treatment) -> Claim | None:
    scope = section.scope.within(swept=[])
    first, sides = claimed(scope, chain)
    if not sides:
        return None
    try:
        equation = _equation(section, scope.within(stated=above.stated()), chain, first, sides)
    except IndexOrSize as error:
        return _refused(section, chain.source, error)
    except DerivationError as error:
        claim = _refused(section, chain.source, error)
        if not treatment.explains:
            return claim
        return treatment.misfit(scope.within(stated=above.stated()), claim, first, sides)
    claim = treatment.formulas(section, above, equation)
    above.enter(claim, equation)
    return claim


def _equation(
    section: Section, scope: Scope, chain: Chain, first: Tree, sides: Sequence[Tree]
) -> Equation:
    """What a chain claims, and where, if the page or the chain itself says that."""
    assumed = [(tree, each.source.line) for each in section.assumed for tree in each.conditions]
    said = [*((each, chain.source.line) for each in chain.where), *assumed]
    if not said:
        parts = components(scope, first, sides)
        return Equation(scope, chain.source, first, sides, parts)
    return _conditioned(scope, chain.source, first, sides, said)


def _conditioned(
    scope: Scope,
    source: Statement,
    first: Tree,
    sides: Sequence[Tree],
    said: Sequence[tuple[Tree | Restriction, int]],
) -> Equation:
    """An equation under conditions; those on its indices leave some components out."""
    indices = set(free((first, *sides)))
    on_indices = [each for each, _ in said if is_on_indices(each, indices)]
    others = [(each, line) for each, line in said if each not in on_indices]
    others = [(each, line) for each, line in others if not is_between_indices(scope, each)]
    scope = confined(scope, [each for each, _ in others if isinstance(each, Restriction)])
    parts = components(scope, first, sides)
    for condition in on_indices:
        parts = left(scope, parts, condition)
    if not parts:
        raise scope.refuse("no component is left for which this is claimed", first)
    inside = leaves(scope, [x for part in parts for x in part.sides])
    trees = [(tree, line) for tree, line in others if not isinstance(tree, Restriction)]
    near = touching(scope, [tree for tree, _ in trees], inside)
    where = [Condition(tree, line) for tree, line in trees if tree in near]
    return Equation(scope, source, first, sides, parts, where)
