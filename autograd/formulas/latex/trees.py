"""A LaTeX formula that was read, as the trees of the derivation grammar.

>>> from autograd.formulas.trees.tree import text
>>> text(tree(Said("pow", (Said("name", text="w_1", graph="w1"), Said("number", text="2")))))
'w1^2'
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..text.tokens import DerivationError
from ..trees.tree import Call, Indexed, Name, Number, Op, Relation, Slope, Sum, Tree
from .said import Said

_OPERATORS = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "div": "/",
    "pow": "^",
    "hadamard": "*",
    "matmul": "@",
}
_RELATIONS = {r"\neq": "!=", r"\leq": "<=", r"\geq": ">=", r"\leftarrow": "<-"}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

Line = tuple[Tree | str, ...]  # sides with relations between them


def lines(said: Said) -> Iterator[Line]:
    """The statements of a formula; an aligned row that begins with = continues the one before."""
    if said.head != "aligned":
        yield tuple(_items(said.args if said.head == "chain" else (said,)))
        return
    found: list[Tree | str] = []
    for row in said.args:
        if row.args[0].head != "rel" and found:
            yield _related(found, row)
            found = []
        found += _items(row.args)
    yield _related(found, said.args[-1]) if len(said.args) > 1 else tuple(found)


def _related(found: list[Tree | str], row: Said) -> Line:
    if len(found) < 2:
        raise _refused("a row by itself: where is its relation to the one before?", row)
    return tuple(found)


def _items(parts: tuple[Said, ...]) -> Iterator[Tree | str]:
    for place, part in enumerate(parts):
        if part.head == "rel":
            yield _RELATIONS.get(part.text, part.text)
            yield tree(part.args[0])
        elif place:
            raise _refused("two formulas in one row: a relation is missing between them", part)
        else:
            yield tree(part)


def _refused(why: str, said: Said) -> DerivationError:
    return DerivationError(why, column=said.span[0] + 1)


def tree(said: Said) -> Tree:
    """One side as a tree."""
    match said.head:
        case "number":
            written = f"0{said.text}" if said.text.startswith(".") else said.text
            return Number(Fraction(written), written, said.span)
        case "name":
            return Name(said.graph or said.text, said.span)
        case "cases":
            return _cases(said)
        case "sum" | "prod":
            return _sum(said)
    args = tuple(map(tree, said.args))
    match said.head:
        case "neg":
            return Op("neg", args, said.span)
        case "transpose":
            return Op("T", args, said.span)
        case "call":
            return Call(said.text, args, said.primes, said.span)
        case "d":
            return Slope(args[0], args[1:], said.span)
        case "ddx":
            return Slope(args[-1], args[:-1], said.span)
        case "grad":
            return Call("grad", (args[1], args[0]), 0, said.span)
        case "element":
            return Indexed(args[0], args[1:], said.span)
        case head if head in _OPERATORS:
            return Op(_OPERATORS[head], args, said.span)
    raise _refused(f"{said.head} cannot stand inside a formula", said)


def _sum(said: Said) -> Tree:
    index, _, but = said.text.partition("!=")
    low, high = (tree(said.args[0]), tree(said.args[1])) if len(said.args) == 3 else (None, None)
    return Sum(said.head, index, tree(said.args[-1]), low, high, but, said.span)


# ---- Cases --------------------------------------------------------------------------------------


def _cases(said: Said) -> Tree:
    """where(condition, this, else that): the last case must be everything that is left."""
    rows = [_case(row) for row in said.args]
    if len(rows) < 2:
        raise _refused("cases have at least two rows", said)
    *first, (value, condition) = rows
    if condition is not None and (len(first) != 1 or not _is_rest(first[0][1], condition)):
        raise _refused("the last case is \\text{otherwise}, or the opposite of the first", said)
    for case, when in reversed(first):
        if when is None:
            raise _refused("only the last case can be \\text{otherwise}", said)
        value = Call("where", (when, case, value), 0, said.span)
    return value


def _case(row: Said) -> tuple[Tree, Relation | None]:
    if len(row.args) == 2 and row.args[1].head == "word":
        return tree(row.args[0]), None
    if len(row.args) != 3 or row.args[2].head != "rel":
        raise _refused("a case is a formula, &, and a condition such as x > 0", row)
    symbol = _RELATIONS.get(row.args[2].text, row.args[2].text)
    left, right = tree(row.args[1]), tree(row.args[2].args[0])
    return tree(row.args[0]), Relation(symbol, left, right, row.span)


def _is_rest(first: Relation | None, last: Relation) -> bool:
    if first is None:
        return False
    same = first.left == last.left and first.right == last.right
    return same and _OPPOSITE.get(first.symbol) == last.symbol
