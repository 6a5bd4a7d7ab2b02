"""Numbers that a page works out, at the values that are in force where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...checking.claims.checker import check_statements
from ...checking.report.claims import Claim
from ...formulas.text.page import Statement
from ...formulas.trees.tree import Call, Listing, Sum, Tree, names, text, walk
from ..modelling.judging import Equation, statement
from .questions import Ground, question

_DUMMY = "nothing_"  # is given a value where no name needs one
Shown = tuple[Tree, Tree]  # what is calculated, and the number that the page shows


@dataclass(frozen=True)
class Inputs:
    """What is known where numbers are worked out."""

    ground: Ground
    values: Mapping[str, Tree]


def missing(shown: Iterable[Shown], inputs: Inputs) -> set[str]:
    """The names without a value on which what is calculated hangs."""
    known = {*inputs.values, *inputs.ground.sizes.numbers, "pi"}
    return {name for left, _ in shown for name in leaves(left, inputs)} - known


def leaves(tree: Tree, inputs: Inputs) -> set[str]:
    """The names on which a tree hangs in the end: those that are given, or defined by nothing."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(_mentioned(tree))
    while waiting:
        name, is_function = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in inputs.ground.visible and name not in inputs.values:
            own = inputs.ground.visible[name]
            inner = names(own.left) - {name}
            waiting += [each for each in _mentioned(own.right) if each[0] not in inner]
        elif not is_function:
            found.add(name)
    return found


def _mentioned(tree: Tree) -> Iterator[tuple[str, bool]]:
    """The names in a tree, and whether each is a function; indices of sums left out."""
    bound = {part.index for part in walk(tree) if isinstance(part, Sum)}
    yield from ((name, False) for name in names(tree) - bound)
    yield from ((part.function, True) for part in walk(tree) if isinstance(part, Call))


def judged_numbers(shown: Sequence[Shown], inputs: Inputs, place: int) -> list[Claim]:
    """Each number, with its verdict at the values in force; all inputs have one."""
    reached = {name for left, _ in shown for name in leaves(left, inputs)}
    at = {name: inputs.values[name] for name in sorted(reached & set(inputs.values))}
    equations = [Equation(*each, place) for each in shown]
    asked = question(equations, inputs.ground)
    known = {name for each in asked.definitions for name in each.names}
    page = [Statement(each, 1) for each in asked.declared]
    page += [statement(each, 1) for each in asked.definitions]
    page += [
        Statement(f"{name} in R", 1)
        for name in at or (_DUMMY,)
        if name not in known and name not in inputs.ground.sizes.arrays
    ]
    given = ", ".join(f"{name} = {text(value)}" for name, value in at.items()) or f"{_DUMMY} = 0"
    found = [_judged(page, given, each.left, each.right) for each in asked.claims]
    return [claim for claim in found if claim is not None]


def _judged(page: list[Statement], given: str, left: Tree, number: Tree) -> Claim | None:
    """The verdict on a number; one that is shown for an array of one entry is that entry."""
    claim = None
    for each in (number, Listing((number,)), Listing((Listing((number,)),))):
        shown = Statement(f"at {given}: {text(left)} = {text(each)}", 2)
        found = [claim for claim in check_statements([*page, shown]) if claim.line == 2]
        claim = claim or next(iter(found), None)
        if found and found[0].status != "unreadable":
            return found[0]
        if isinstance(number, Listing):
            break
    return claim
