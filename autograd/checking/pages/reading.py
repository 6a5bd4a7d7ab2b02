"""Reading a statement of a page into its parts.

>>> statement = read(Statement("y in [0, 1]", 1), Scope())
>>> statement.names, statement.range.words("y")
(('y',), 'y in [0, 1]')
"""

from __future__ import annotations

from collections.abc import Set
from fractions import Fraction

from ...formulas.text.grammar import Reader
from ...formulas.text.page import Statement
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Call, Indexed, Listing, Name, Tree
from ..meaning.scope import Scope
from .bounds import at_end, restricted, restriction
from .limits import rational, value_of
from .statements import (
    Chain,
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
)


def read(source: Statement, scope: Scope, known: Set[str] | None = None) -> Read:
    """Read one statement. Raises `DerivationError` with the column and a caret."""
    if isinstance(source, Formula):
        return _stated(source, scope)
    known = known if known is not None else all_names(source.text)
    reader = Reader(source.text, scope.is_declared, scope.is_function, known.__contains__)
    if source.text.strip() == "reset":
        return Reset(source)
    if reader.next.text == "at" and reader.peek(1).kind == "name":
        return _worked(reader, source)
    return restriction(reader, source) or _chain(reader, source)


_WANTED = "a statement says `name = …`, `dy/dx = …` or `x in [0, 1]`; wanted '='"


def _stated(source: Formula, scope: Scope) -> Chain | Update | Restriction:
    """What a formula in LaTeX says."""
    signs = set(source.signs)
    if not signs:
        raise DerivationError(_WANTED, column=len(source.written) + 1)
    if signs == {"="}:
        return Chain(source, source.sides)
    if source.signs == ("<-",):
        return _update(source, *source.sides)
    return restricted(source, scope.is_declared)


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


def _worked(reader: Reader, source: Statement) -> Worked:
    reader.take()
    at: dict[str, Given] = {}
    rounds = None
    while reader.next.kind == "name":
        name = reader.take().text
        if name == "after" and reader.next.kind == "number":
            rounds = int(Fraction(reader.take().text))
            reader.take() if reader.next.text in ("update", "updates", "rounds") else None
        else:
            name += _place(reader)
            reader.expect("=")
            at[name] = _given(reader)
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
