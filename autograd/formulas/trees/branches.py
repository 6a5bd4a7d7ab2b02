"""Formulas with branches, where(condition, a, b): no condition is asked twice.

>>> from autograd.formulas.trees.tree import Name, Op, text
>>> c, a, b = Relation(">", Name("r"), Name("d")), Name("a"), Name("b")
>>> text(where(denied(c), where(c, a, b), a))
'where(r <= d, b, a)'
>>> text(inside(lambda x, y: Op("*", (x, y)), [where(c, a, b), where(denied(c), b, a)]))
'where(r > d, a*a, b*b)'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .tree import Call, Relation, Tree, mapped

_DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def denied(condition: Relation) -> Relation:
    """The condition that holds where this one does not."""
    return Relation(_DENIED[condition.symbol], condition.left, condition.right)


def where(condition: Tree, a: Tree, b: Tree) -> Tree:
    """One formula where a condition holds, and another elsewhere."""
    if isinstance(condition, Relation):
        a, b = _given(a, condition), _given(b, denied(condition))
    return a if a == b else Call("where", (condition, a, b))


def inside(operation: Callable[..., Tree], args: Sequence[Tree]) -> Tree:
    """An operation in each branch of its arguments, if they branch in one way."""
    conditions = [x.args[0] for x in args if isinstance(x, Call) and x.function == "where"]
    first = conditions[0] if conditions else None
    if not isinstance(first, Relation) or any(c not in (first, denied(first)) for c in conditions):
        return operation(*args)
    branches = (operation(*(_given(x, c) for x in args)) for c in (first, denied(first)))
    return where(first, *branches)


def _given(tree: Tree, condition: Relation) -> Tree:
    """A formula where a condition holds."""

    def taken(part: Tree) -> Tree | None:
        match part:
            case Call(function="where", args=(asked, a, b)) if asked == condition:
                return mapped(a, taken)
            case Call(function="where", args=(asked, a, b)) if asked == denied(condition):
                return mapped(b, taken)
        return None

    return mapped(tree, taken)
