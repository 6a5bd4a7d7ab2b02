r"""What a page claims, found by reading alone. Nothing is decided: it takes milliseconds.

>>> [(claim.line, claim.claim) for claim in outline("y = x^3\ndy/dx = 3*x^2\ndy/dx = x")]
[(2, 'dy/dx = 3*x^2'), (3, 'dy/dx = x')]
"""

from __future__ import annotations

from typing import Any

from ...formulas.text.page import Statement, taken_apart
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Call, Name, Slope, Tree
from ..meaning.calls import call
from ..meaning.components import Component, Equation, Reading
from ..meaning.scope import Scope
from ..pages.definitions import sections
from ..pages.section import Section, read_section
from ..pages.statements import Worked, open_sizes
from ..report.claims import Claim
from .remarks import unreadable
from .sizes import open_to
from .statements import Above, Treatment, claims_of
from .worked_arrays import in_entries

UNDECIDED = "undecided"


def outline(page: str) -> list[Claim]:
    """The claims that a check of this page reports, in the same order, undecided.

    Each keeps its `reading`. That is by component, in the words that name it; a claim about numbers
    has one, named "". Sizes that a page leaves open are the smallest.
    """
    try:
        parts = sections(taken_apart(page).statements)
    except DerivationError as error:
        return [unreadable(Statement("", error.line), error)]
    claims = [claim for part in parts for claim in _outlined(part)]
    return sorted(claims, key=lambda claim: claim.line)


def _outlined(section: list[Statement]) -> list[Claim]:
    names = open_sizes(section)
    try:
        read = read_section(section, open_to(names)[0] if names else {})
    except DerivationError as error:
        return [unreadable(section[0], error)]
    return claims_of(read, Treatment(outlined, _outlined_numbers))


def outlined(section: Section, above: Above, equation: Equation) -> Claim:
    """A claim with what it means."""
    source, first = equation.source, equation.first
    claim = Claim(source.line, source.said, UNDECIDED, sides=equation.trees)
    claim.reading = {part.words: _meant(equation.scope, first, part) for part in equation.parts}
    return claim


def _meant(scope: Scope, first: Tree, part: Component) -> Reading:
    truth, *meanings = part.sides
    y, x = _differentiated(scope, first, part)
    drawn = (truth, *meanings) if y is None else (y,)
    return Reading(scope, truth, tuple(meanings), drawn, x, part=part)


def _differentiated(scope: Scope, first: Tree, part: Component) -> tuple[Any, Any]:
    """The y and the x of a claim about dy/dx; None and None of any other."""
    if part.key is not None and part.key[0] in scope.nodes:
        return scope.nodes[part.key[0]], scope.known(part.key[1])
    match first:
        case Slope(wrt=(x, *_)) if scope.swept:
            known = scope.known(x.name) if isinstance(x, Name) else scope.meaning(x)
            return scope.swept[0], known
        case Call(args=(arg,), primes=primes) if primes:
            inner = scope.as_symbol(scope.meaning(arg))
            return call(scope, first, [inner]), inner
    return None, None


def _outlined_numbers(section: Section, scope: Scope, above: Above, worked: Worked) -> Claim:
    """A step in numbers, with what its sides mean."""
    claim = Claim(worked.source.line, worked.source.said, UNDECIDED)
    if worked.rounds is None:
        worked = in_entries(scope, worked)
        left = tuple(scope.meaning(left) for left, _, _ in worked.claims)
        right = tuple(scope.meaning(right) for _, _, right in worked.claims)
        claim.reading = {"": Reading(scope, left[0], right[:1], left, at=worked.at)}
    return claim
