"""Trees into programs: what each kind of formula asks to be done, in which order."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from ..engine.nary import Nary
from ..engine.primitive import PUBLIC
from ..formulas.trees.tree import (
    Call,
    Indexed,
    Listing,
    Name,
    Number,
    Op,
    Relation,
    Slope,
    Span,
    Sum,
    Tree,
    as_slope,
    children,
    walk,
)
from . import program as steps
from .arrays import element, product, stacked, transposed
from .calls import Parts, Refused, call, place_of, refuse_comparisons
from .names import CONSTANTS, function
from .program import Program, Step

OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": PUBLIC["add"],
    "-": PUBLIC["sub"],
    "*": PUBLIC["mul"],
    "/": PUBLIC["div"],
    "^": PUBLIC["pow"],
    "neg": PUBLIC["neg"],
    "@": product,
    "T": transposed,
}
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


def program_of(tree: Tree) -> Program:
    """The steps that compute a formula. Raises `Refused` for what has no meaning.

    >>> from autograd.formulas.trees.tree import Name, Op
    >>> [type(step).__name__ for step in program_of(Op("+", (Name("x"), Name("pi"))))]
    ['Name', 'Number', 'Apply']
    """
    program: Program = []
    waiting: list[Tree | Step] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Step):
            program.append(part)
        else:
            waiting.extend(reversed(_KINDS[type(part)](part)))
    return program


def _number(tree: Number) -> Parts:
    try:
        return [steps.Number(*tree.span, float(tree.value))]
    except OverflowError:
        raise Refused("this number is too large for a float", tree.span) from None


def _name(tree: Name) -> Parts:
    constant = CONSTANTS.get(tree.name)
    if constant is not None:
        return [steps.Number(*tree.span, constant)]
    return [steps.Name(*tree.span, tree.name)]


def _operation(tree: Op) -> Parts:
    op, by_entry = OPERATIONS[tree.symbol], tree.symbol not in "@T"
    return [*tree.args, steps.Apply(*tree.span, op, len(tree.args), by_entry)]


def _comparison(tree: Relation) -> Parts:
    step = steps.Apply(*tree.span, COMPARISONS[tree.symbol], 2, by_entry=True)
    return [tree.left, tree.right, step]


def _entry(tree: Indexed) -> Parts:
    return [tree.base, *tree.indices, steps.Apply(*tree.span, element, len(tree.indices) + 1)]


def _array(tree: Listing) -> Parts:
    return [*tree.items, steps.Apply(*tree.span, _as_array, len(tree.items))]


def _as_array(*items: Any) -> Any:
    return stacked(items)


def _call(tree: Call) -> Parts:
    slope = as_slope(tree)
    if slope is not None:
        return _derivative(slope)
    return [_where(tree)] if tree.function == "where" else call(tree)


def _where(tree: Call) -> Step:
    if len(tree.args) != 3:
        why = f"where takes where(x > 0, y, z); got {len(tree.args)} arguments"
        raise Refused(why, place_of(tree))
    refuse_comparisons(tree.args[1:])
    return steps.Choose(*place_of(tree), *map(program_of, tree.args))


# ---- Over an index, and derivatives -------------------------------------------------------------


def _over(tree: Sum) -> Parts:
    op = function(tree.kind)
    if not isinstance(op, Nary) or op.columns != 1:
        raise Refused(f"{tree.kind} does not run over an index, as sum does", tree.span)
    if tree.index in CONSTANTS:
        raise Refused(f"{tree.index} is a number: give the index another name", tree.span)
    ends = [end for end in (tree.low, tree.high) if end is not None]
    bounds = tuple(map(program_of, ends))
    counted = tuple((program_of(base), place) for base, place in _standing(tree.body, tree.index))
    body = program_of(tree.body)
    return [steps.Over(*tree.span, op, tree.index, body, bounds, tree.but, counted)]


def _standing(body: Tree, index: str) -> Iterator[tuple[Tree, int]]:
    """The arrays of which an index stands by itself in brackets, and the how-manieth it is."""
    for part in walk(body):
        if isinstance(part, Indexed):
            places = (k for k, each in enumerate(part.indices) if each == Name(index))
            yield from ((part.base, place) for place in places)


def _derivative(slope: Slope) -> Parts:
    wrt: list[tuple[Program, tuple[Program, ...]]] = []
    for x in slope.wrt:
        base, indices = (x.base, x.indices) if isinstance(x, Indexed) else (x, ())
        if not isinstance(base, Name):
            raise Refused("a derivative is by a name, as in dy/dx or grad(y, x)", slope.span)
        wrt.append((program_of(base), tuple(map(program_of, indices))))
    return [slope.of, steps.Derive(*slope.span, tuple(wrt))]


_KINDS: dict[type, Callable[[Any], Parts]] = {
    Number: _number,
    Name: _name,
    Op: _operation,
    Relation: _comparison,
    Indexed: _entry,
    Listing: _array,
    Call: _call,
    Sum: _over,
    Slope: _derivative,
}


def free_names(tree: Tree) -> dict[str, Span]:
    """The names that need a value, in order of appearance, and where each first stands."""
    found: dict[str, Span] = {}
    waiting: list[tuple[Tree, frozenset[str]]] = [(tree, frozenset())]
    while waiting:
        part, bound = waiting.pop()
        if isinstance(part, Name) and part.name not in bound and part.name not in CONSTANTS:
            found.setdefault(part.name, part.span)
        if isinstance(part, Sum):
            bound |= {part.index}
        waiting.extend((child, bound) for child in reversed(children(part)))
    return found
