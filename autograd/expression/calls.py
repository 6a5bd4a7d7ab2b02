"""Calls as steps: the functions of numbers, those of many, and those of arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from ..engine.elementwise import Elementwise
from ..engine.nary import Nary
from ..errors import ExpressionError
from ..formulas.text.builtins import closest
from ..formulas.text.differentials import HIGHEST, ORDERS
from ..formulas.trees.tree import Call, Listing, Relation, Span, Tree, children
from ..ops.axes import shape_of
from . import program as steps
from .arrays import as_one, collected
from .names import function
from .program import Step

Parts = Sequence[Tree | Step]  # what has to be on the stack, and the step that takes it


class Refused(ExpressionError):
    """What has no meaning in an expression, and where it stands."""

    def __init__(self, why: str, span: Span) -> None:
        super().__init__(why)
        self.span = span


def call(tree: Call) -> Parts:
    """A function at arguments. Raises `Refused` for one there is not, or at other arguments."""
    name, args, place = tree.function, tree.args, place_of(tree)
    refuse_comparisons(args)
    op = function(name)
    if op is None:
        raise Refused(closest(name, primes=tree.primes > 0), place)
    if tree.primes > HIGHEST:
        raise Refused(f"{ORDERS}; this one is of order {tree.primes}", place)
    if tree.primes:
        _check_count(name, args, 1, 1, place)
        return [*args, steps.Prime(*place, op, tree.primes)]
    if isinstance(op, Nary):
        return _reduction(tree, op, place)
    if isinstance(op, Elementwise):
        _check_count(name, args, op.arity - len(op.defaults), op.most, place)
    return [*args, steps.Apply(*place, op, len(args), by_entry=isinstance(op, Elementwise))]


def place_of(tree: Call) -> Span:
    """Where the name of the function stands."""
    return (tree.span[0], min(tree.span[1], tree.span[0] + len(tree.function)))


def refuse_comparisons(args: Sequence[Tree]) -> None:
    """Refuse the comparison of two numbers as an argument: it is no number."""
    for arg in args:
        if isinstance(arg, Relation):
            raise Refused("a comparison is the first argument of where(…), no other", arg.span)


def _check_count(name: str, args: Sequence[Tree], least: int, most: int, place: Span) -> None:
    if not least <= len(args) <= most:
        many = "one argument" if most == 1 else f"{most} arguments"
        wanted = many if least == most else f"{least} or {many}"
        raise Refused(f"{name} takes {wanted}; got {len(args)}", place)


def _reduction(tree: Call, op: Nary, place: Span) -> Parts:
    """A function of any number of numbers, given one by one, in lists or as arrays."""
    count = len(tree.args)
    lists = [isinstance(arg, Listing) and not _is_matrix(arg) for arg in tree.args]
    if op.columns == 1 and count > 1 and not any(lists):
        return [*tree.args, steps.Apply(*place, lambda *xs: collected(op, xs), count)]
    if count != op.columns:
        wanted = "numbers, or one list of them" if op.columns == 1 else "two lists"
        example = "x, y" if op.columns == 1 else "[x, y], [z, w]"
        name = tree.function
        raise Refused(f"{name} takes {wanted}, as in {name}({example})", place)
    needed: list[Tree | Step] = []
    for arg, is_list in zip(tree.args, lists, strict=True):
        needed += _collected(arg) if is_list else [arg]
    return [*needed, steps.Apply(*place, partial(_of_lists, op), count)]


def _is_matrix(tree: Listing) -> bool:
    return any(isinstance(item, Listing) for item in tree.items)


def _collected(tree: Tree) -> Parts:
    """The items of a list, which no array is made of: they are numbers of their own."""
    items = children(tree)
    return [*items, steps.Apply(*tree.span, lambda *xs: [*xs], len(items))]


def _of_lists(op: Nary, *columns: Any) -> Any:
    """A number by itself is a list of one; an array is many numbers already."""
    if op.columns == 1 and not isinstance(columns[0], list) and not shape_of(columns[0]):
        columns = ([columns[0]],)
    return op(*map(as_one, columns))
