"""Reading a statement of a page into its parts.

>>> statement = read(Statement("y in [0, 1]", 1), Scope())
>>> statement.names, statement.range.words("y")
(('y',), 'y in [0, 1]')
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from fractions import Fraction

from ...formulas.text.grammar import Reader
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Call, Indexed, Listing, Name, Relation, Slope, Tree, mapped
from ..meaning.predicates import PREDICATES
from ..meaning.scope import Scope
from .bounds import TWO_VARIABLES, at_end, compared, restricted, restriction
from .conditions import ASSUME, Placed, behind, dependence, listed
from .limits import rational, value_of
from .statements import (
    Assumption,
    Chain,
    Dependence,
    Formula,
    Given,
    Read,
    Reset,
    Restriction,
    Shown,
    Update,
    Worked,
    all_names,
    digits_of,
    written,
)


def read(source: Statement, scope: Scope, known: Set[str] | None = None) -> Read:
    """Read one statement. Raises `DerivationError` with the column and a caret."""
    found = _read(source, scope, known)
    if not scope.moving or not isinstance(found, Chain):
        return found
    return replace(found, sides=tuple(marked(side, written(source)) for side in found.sides))


def marked(tree: Tree, text: str) -> Tree:
    """A formula in which the derivatives that are written with a ∂ are marked."""

    def change(part: Tree) -> Tree | None:
        is_partial = isinstance(part, Slope) and _PARTIAL.match(text, part.span[0])
        return replace(part, is_partial=True) if isinstance(part, Slope) and is_partial else None

    return mapped(tree, change)


_PARTIAL = re.compile(r"(?:\\[dtc]?frac\s*\{?\s*)?(?:\\partial|∂)")


def _read(source: Statement, scope: Scope, known: Set[str] | None) -> Read:
    if isinstance(source, Formula):
        return _stated(source, scope)
    known = known if known is not None else all_names(source.text)
    reader = reader_of(source.text, scope, known)
    if source.text.strip() == "reset":
        return Reset(source)
    if dependence(source.text) is not None:
        return Dependence(source)
    if match := ASSUME.match(source.text):
        return _assumption(source, match.end(), scope, known)
    if reader.next.text == "at" and reader.peek(1).kind == "name":
        return _worked(reader, source, scope)
    return restriction(reader, source) or _claimed(reader, source, scope, known)


_WANTED = "a statement says `name = …`, `dy/dx = …` or `x in [0, 1]`; wanted '='"


def _stated(source: Formula, scope: Scope) -> Chain | Update | Restriction:
    """What a formula in LaTeX says."""
    signs = set(source.signs)
    if not signs:
        raise DerivationError(_WANTED, column=len(source.written) + 1)
    if signs == {"="}:
        where = (_condition(source, each, scope) for each in source.where)
        return Chain(source, source.sides, tuple(where))
    if source.signs == ("<-",):
        return _update(source, *source.sides)
    return restricted(source, scope.is_declared)


def _condition(source: Formula, tree: Relation, scope: Scope) -> Tree | Restriction:
    """A comparison with a number as a range."""
    if tree.symbol == "=":
        return tree
    found = compared(tree.left, tree.symbol, tree.right, scope.is_declared)
    return tree if found is None else Restriction(source, (found[0].name,), found[1])


def _claimed(reader: Reader, source: Statement, scope: Scope, known: Set[str]) -> Chain | Update:
    """A chain, and the conditions behind it under which it is claimed."""
    end, conditions = behind(source.text)
    if end == len(source.text):
        return _chain(reader, source)
    found = _chain(reader_of(source.text[:end], scope, known), source)
    if not isinstance(found, Chain):
        raise DerivationError("an update has no condition", column=end + 2)
    where = [condition_at(source, each, scope, known) for each in conditions]
    return replace(found, where=tuple(where))


def _assumption(source: Statement, start: int, scope: Scope, known: Set[str]) -> Assumption:
    found = [condition_at(source, each, scope, known) for each in listed(source.text, start)]
    if not found:
        why = "wanted what is assumed: assume sum(t) = 1, x > 0, A = A.T or one_hot(y)"
        raise DerivationError(why, column=start + 1)
    return Assumption(
        source,
        tuple(each for each in found if not isinstance(each, Restriction)),
        tuple(each for each in found if isinstance(each, Restriction)),
    )


def condition_at(
    source: Statement, placed: Placed, scope: Scope, known: Set[str]
) -> Tree | Restriction:
    """A condition: where names lie, a comparison, or a word for what arrays are like."""
    place, said = placed

    def is_function(name: str) -> bool:
        return name in PREDICATES or scope.is_function(name)

    text = " " * place + said
    readers = (Reader(text, scope.is_declared, is_function, known.__contains__) for _ in "12")
    try:
        where_it_lies = restriction(next(readers), source)
    except DerivationError as error:
        if error.why != TWO_VARIABLES:
            raise
        where_it_lies = None
    return where_it_lies or _compared(next(readers))


def _compared(reader: Reader) -> Tree:
    found = reader.relation()
    at_end(reader)
    if isinstance(found, Relation) or (isinstance(found, Call) and found.function in PREDICATES):
        return found
    listed = ", ".join(f"{name}(…)" for name in PREDICATES)
    why = f"a condition compares, as sum(t) = 1 and i != j do, or is one of {listed}"
    raise reader.error(why, reader.tokens[0])


def reader_of(text: str, scope: Scope, known: Set[str]) -> Reader:
    """What reads formulas of a page."""
    return Reader(text, scope.is_declared, scope.is_function, known.__contains__)


def _chain(reader: Reader, source: Statement) -> Chain | Update:
    sides = [reader.expression()]
    if reader.accept("<-"):
        update = _update(source, sides[0], reader.expression())
        at_end(reader)
        return update
    while reader.accept("=", "=="):
        sides.append(reader.expression())
    at_end(reader)
    if len(sides) == 1:
        raise reader.error(_WANTED)
    return Chain(source, tuple(sides))


def _update(source: Statement, target: Tree, value: Tree) -> Update:
    name = target.base if isinstance(target, Indexed) else target
    if not isinstance(name, Name):
        why = "an update names what it changes: w <- w - eta*dL/dw"
        raise DerivationError(why, column=target.span[0] + 1)
    return Update(source, name.name, value, target)


# ---- Worked numbers -----------------------------------------------------------------------------


def _worked(reader: Reader, source: Statement, scope: Scope) -> Worked:
    reader.take()
    at: dict[str, Given] = {}
    rounds = None
    while reader.next.kind == "name":
        name = reader.take().text
        if name == "after" and reader.next.kind == "number":
            rounds = int(Fraction(reader.take().text))
            reader.take() if reader.next.text in ("update", "updates", "rounds") else None
        else:
            name += _place(reader) + _rate(reader)
            reader.expect("=")
            at[scope.variable(name).name if "/" in name else name] = _given(reader)
        if not reader.accept(","):
            break
    reader.expect(":", "',' or ':' after the numbers")
    claims = [_shown(reader)]
    while reader.accept(","):
        claims.append(_shown(reader))
    at_end(reader)
    return Worked(source, at, tuple(claims), rounds)


def _place(reader: Reader) -> str:
    """The [1,2] of W[1,2] = 3."""
    if not reader.accept("["):
        return ""
    indices = [rational(reader)]
    while reader.accept(","):
        indices.append(rational(reader))
    reader.expect("]")
    return f"[{','.join(map(str, indices))}]"


def _rate(reader: Reader) -> str:
    """The /dt of dr/dt = 0.5, where r is an unknown function of t."""
    return f"/{reader.take().text}" if reader.accept("/") else ""


def _given(reader: Reader) -> Given:
    if reader.next.text != "[":
        return rational(reader)
    found = reader.primary()
    assert isinstance(found, Listing)
    return found


def _shown(reader: Reader) -> Shown:
    """`L = 0.2983` as (L, 0.2983 as written, its value)."""
    left = reader.expression()
    reader.expect("=")
    place = reader.next
    right = reader.expression()
    if not isinstance(right, Call | Listing) and value_of(right) is None:
        raise reader.error("wanted a number, to be checked to the digits shown", place)
    return left, digits_of(right), right
