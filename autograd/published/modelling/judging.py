"""One small page for the checker: claims with the definitions they hang on, and its verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...checking.claims.checker import check_statements
from ...checking.pages.statements import Formula
from ...checking.report.claims import Claim
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import (
    Call,
    Indexed,
    Name,
    Op,
    Relation,
    Tree,
    names,
    number,
    text,
    walk,
)
from ...support.deadlines import allowed
from ..problems import Unread


@dataclass(frozen=True)
class Equation:
    """Two sides as trees, from a formula of the page."""

    left: Tree
    right: Tree
    item: int  # the place of the formula among those of the page
    latex: str = ""
    where: tuple[Relation, ...] = ()  # for what it holds

    @property
    def sides(self) -> tuple[Tree, Tree]:
        """Both sides."""
        return self.left, self.right

    @cached_property
    def names(self) -> frozenset[str]:
        """All names in it, functions not included."""
        return frozenset(names(self.left) | names(self.right))

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """All names in it, functions too."""
        return self.above | mentioned(self.left)

    @cached_property
    def above(self) -> frozenset[str]:
        """All names on the right side, functions too."""
        return frozenset(mentioned(self.right))


@dataclass(frozen=True)
class Asked:
    """What the checker was asked: declarations, definitions, and claims on them."""

    declared: tuple[str, ...]
    definitions: tuple[Equation, ...]
    claims: tuple[Equation, ...]


_HANGS = re.compile(r"this depends on line (\d+), which could not be read")
_COLUMN = re.compile(r"^column \d+: ")
EXPLAINING = 500_000  # units of work for finding what is wrong with one formula: about a second


def explained(asked: Asked, results: Sequence[Claim]) -> tuple[Claim, ...]:
    """The verdicts, and said of the first that is wrong what is wrong with it."""
    place = next(n for n, claim in enumerate(results) if claim.status == "wrong")
    with allowed(EXPLAINING):
        told = judged(asked.declared, asked.definitions, [asked.claims[place]])
    better = [each for each in told if each.status == "wrong"] or [results[place]]
    return (*better, *(claim for n, claim in enumerate(results) if n != place))


def judged(
    declarations: Sequence[str],
    definitions: Sequence[Equation],
    claims: Sequence[Equation],
    explains: bool = True,
) -> list[Claim]:
    """The claims, each with its verdict, in order; said what is wrong with those that are wrong."""
    page = [Statement(each, 1) for each in declarations]
    page += [statement(each, 2 + place) for place, each in enumerate(definitions)]
    first = len(page) + 2
    page += [statement(_not_defining(each), first + place) for place, each in enumerate(claims)]
    try:
        found = {claim.line: claim for claim in check_statements(page, explains)}
    except DerivationError as problem:
        raise Unread(problem.why) from problem
    said = [found[first + place] for place in range(len(claims)) if first + place in found]
    return [_told_by_name(each, definitions, found) for each in said]


def _told_by_name(
    claim: Claim, definitions: Sequence[Equation], found: Mapping[int, Claim]
) -> Claim:
    """A claim that hangs on a line of the small page: the name that it defines, and what is wrong.

    The reader knows the lines of another page.
    """
    match = _HANGS.match(claim.evidence[0]) if claim.evidence else None
    place = int(match[1]) - 2 if match else -1
    if not 0 <= place < len(definitions):
        return claim
    name = text(definitions[place].left)
    why = "whose definition could not be read"
    if (lost := found.get(place + 2)) is not None and lost.evidence:
        why = without_column(lost.evidence[0])
    return replace(claim, evidence=[f"depends on {name}: {why}", *claim.evidence[1:]])


def without_column(sentence: str) -> str:
    """The first line of what is said of a line of the small page, without its column."""
    return _COLUMN.sub("", sentence.splitlines()[0])


def _not_defining(claim: Equation) -> Equation:
    """A claim on an array and its entries: the checker would take the left side for its formula."""
    left = claim.left.base if isinstance(claim.left, Indexed) else claim.left
    is_of_itself = isinstance(left, Name) and left.name in names(claim.right)
    if is_of_itself or (_is_computed(left) and not isinstance(claim.right, Name | Indexed)):
        return replace(claim, left=claim.right, right=claim.left)
    return replace(claim, left=Op("+", (left, number(0)))) if _is_computed(left) else claim


def _is_computed(left: Tree) -> bool:
    """Whether it is a function at something that is no name."""
    return isinstance(left, Call) and not all(isinstance(each, Name) for each in left.args)


def statement(equation: Equation, line: int) -> Formula:
    """An equation as a statement of the checker."""
    echo = f"{text(equation.left)} = {text(equation.right)}"
    return Formula(
        echo, line, sides=equation.sides, signs=("=",), written=equation.latex, where=equation.where
    )


def reached(trees: Iterable[Tree], defined: Mapping[str, Equation]) -> dict[str, Equation]:
    """The definitions that some trees hang on, through others."""
    return reached_from((name for tree in trees for name in mentioned(tree)), defined)


def reached_from(names: Iterable[str], defined: Mapping[str, Equation]) -> dict[str, Equation]:
    """The definitions that some names hang on, through others."""
    found: dict[str, Equation] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name in defined:
            found[name] = defined[name]
            waiting += defined[name].mentioned
    return found


def mentioned(tree: Tree) -> set[str]:
    """All names in a tree, functions too."""
    return names(tree) | {part.function for part in walk(tree) if isinstance(part, Call)}
