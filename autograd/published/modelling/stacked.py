"""Arrays of samples as equations: each sample a row of X, or all of them in a list."""

from __future__ import annotations

from collections.abc import Container, Iterator

from ...formulas.trees.tree import Indexed, Listing, Name, Tree
from ...formulas.trees.tree import number as whole
from ..names.naming import Naming
from ..shapes.kinds import COLUMN
from .judging import Equation
from .stacks import Stack

ALONG = Name("along")


def equations(stack: Stack, naming: Naming, defined: Container[str]) -> Iterator[Equation]:
    """What a stack says of its samples, or they of it where they are defined.

    >>> from autograd.formulas.trees.tree import text
    >>> naming = Naming()
    >>> for each in equations(Stack("y", "y", COLUMN, 2), naming, set()):
    ...     print(text(each.left), "=", text(each.right))
    y1 = y[1]
    y2 = y[2]
    """
    name = Name(naming.name(stack.name))
    members = [Name(naming.name(stack.member, (k,))) for k in range(1, stack.count + 1)]
    if any(each.name in defined for each in members):
        if stack.kind == COLUMN:
            yield Equation(name, Listing(tuple(members)), -1)
        return
    for place, member in enumerate(members, 1):
        if stack.kind == COLUMN:
            yield Equation(member, Indexed(name, (whole(place),)), -1)
        else:
            at: tuple[Tree, ...] = (whole(place), ALONG)
            at = at[::-1] if stack.by_columns else at
            yield Equation(Indexed(member, (ALONG,)), Indexed(name, at), -1)
