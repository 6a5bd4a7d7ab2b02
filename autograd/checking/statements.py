"""The kinds of statement a page is made of, each read into its parts.

>>> statement = read(Statement("y in [0, 1]", 1), Scope())
>>> statement.names, statement.range.words("y")
(('y',), 'y in [0, 1]')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from .grammar import Reader
from .page import Statement
from .ranges import Range
from .scope import Scope
from .tree import Call, Name, Number, Op, Tree


@dataclass(frozen=True)
class Chain:
    """Sides joined by `=`: a definition, a declaration of a function, or claims."""

    source: Statement
    sides: tuple[Tree, ...]


@dataclass(frozen=True)
class Restriction:
    """Where variables may lie."""

    source: Statement
    names: tuple[str, ...]
    range: Range


@dataclass(frozen=True)
class Worked:
    """Claims about numbers: `at x=1, …: L = 0.25`."""

    source: Statement
    at: dict[str, Fraction]
    claims: tuple[tuple[Tree, Number, Tree], ...]
    rounds: int | None = None


@dataclass(frozen=True)
class Update:
    """`w <- w - eta*dL/dw`: a new value made of the old ones."""

    source: Statement
    name: str
    value: Tree


@dataclass(frozen=True)
class Reset:
    """Forget all names."""

    source: Statement


Read: TypeAlias = Chain | Restriction | Worked | Update | Reset

_LETTER = r"[A-Za-z_\u0391-\u03a9\u03b1-\u03c9]"
_DEFINED = re.compile(rf"\s*({_LETTER}\w*)\s*(\([^()=]*\))?\s*=(?!=)")
_RANGED = re.compile(rf"\s*({_LETTER}[\w, ]*?)\s*(?:∈|\bin\b|<=?|>=?|!=|≤|≥)(?!-)")
_NAME = re.compile(rf"{_LETTER}\w*")


def introduced(source: str) -> tuple[str, str, tuple[str, ...]] | None:
    """What a statement introduces, seen from afar: "node", "function" or "range", name, params."""
    if match := _DEFINED.match(source):
        params = tuple((match[2] or "")[1:-1].replace(" ", "").split(","))
        return ("function" if match[2] else "node"), match[1], params
    if match := _RANGED.match(source):
        return "range", match[1], ()
    return None


def all_names(source: str) -> set[str]:
    """Every name in a text, differentials included."""
    return set(_NAME.findall(source))


def read(source: Statement, scope: Scope, known: set[str] | None = None) -> Read:
    """Read one statement. Raises `DerivationError` with the column and a caret."""
    known = known if known is not None else all_names(source.text)
    reader = Reader(source.text, scope.is_declared, scope.is_function, known.__contains__)
    if source.text.strip() == "reset":
        return Reset(source)
    if reader.next.text == "at" and reader.peek(1).kind == "name":
        return _worked(reader, source)
    restriction = _restriction(reader, source)
    if restriction is not None:
        return restriction
    return _chain(reader, source)


def _chain(reader: Reader, source: Statement) -> Chain | Update:
    sides = [reader.expression()]
    if reader.next.text == "<-":
        return _update(reader, source, sides[0])
    while reader.accept("=", "=="):
        sides.append(reader.expression())
    _at_end(reader)
    if len(sides) == 1:
        raise reader.error("a statement says `name = …`, `dy/dx = …` or `x in [0, 1]`; wanted '='")
    return Chain(source, tuple(sides))


def _at_end(reader: Reader) -> None:
    if reader.next.kind == "end":
        return
    if reader.next.text in ("<", "<=", ">", ">=", "!="):
        raise reader.error(
            "only a variable and a number can be compared (x > 0, 0 <= x < 1): a relation between "
            "two variables, such as a < b, is not supported; substitute a = b - d with d > 0"
        )
    raise reader.error(f"wanted an operator or the end of the line, found {reader.next.text!r}")


def _update(reader: Reader, source: Statement, target: Tree) -> Update:
    if not isinstance(target, Name):
        raise reader.error("an update names what it changes: w <- w - eta*dL/dw")
    reader.expect("<-")
    value = reader.expression()
    _at_end(reader)
    return Update(source, target.name, value)


# ---- Ranges -------------------------------------------------------------------------------------


def _restriction(reader: Reader, source: Statement) -> Restriction | None:
    start = reader.place
    names = _listed_names(reader)
    if names and reader.next.text == "in":
        reader.take()
        found = Restriction(source, names, _set(reader))
        _at_end(reader)
        return found
    reader.place = start
    return _bounds(reader, source)


def _listed_names(reader: Reader) -> tuple[str, ...]:
    found = []
    while reader.next.kind == "name" and reader.next.text != "in":
        found.append(reader.take().text)
        if not reader.accept(","):
            break
    return tuple(found)


def _set(reader: Reader) -> Range:
    if reader.accept("{"):
        members = [_rational(reader)]
        while reader.accept(","):
            members.append(_rational(reader))
        reader.expect("}")
        return Range(members=tuple(dict.fromkeys(members)))
    if reader.next.text in ("R", "\u211d"):
        reader.take()
        return Range()
    if reader.next.text in ("Z", "N"):
        natural = reader.take().text == "N"
        return Range(low=Fraction(0) if natural else None, integral=True)
    opening = reader.accept("[", "(")
    if opening is None:
        raise reader.error("wanted an interval [0, 1] or (0, 1), a set {0, 1}, R, Z or N")
    low = _end(reader)
    reader.expect(",")
    high = _end(reader)
    closing = reader.accept("]", ")") or reader.expect("]")
    if low is not None and high is not None and low > high:
        raise reader.error(f"the interval from {low} to {high} is empty", opening)
    return Range(low, high, opening.text == "(", closing.text == ")")


def _end(reader: Reader) -> Fraction | None:
    """The end of an interval; None for an infinite one."""
    sign = reader.place
    reader.accept("-", "+")
    if reader.next.text in ("inf", "oo", "infinity"):
        reader.take()
        return None
    reader.place = sign
    return _rational(reader)


def _rational(reader: Reader) -> Fraction:
    place = reader.next
    value = _value(reader.expression())
    if value is None:
        raise reader.error("wanted a number", place)
    return value


def _value(tree: Tree) -> Fraction | None:
    from .scope import Scope  # numbers mean the same on every page

    if not any(isinstance(tree, kind) for kind in (Number, Op)):
        return None
    try:
        meaning = Scope().meaning(tree)
    except Exception:  # noqa: BLE001  # whatever it is, it is no number
        return None
    return meaning if isinstance(meaning, Fraction) else None


_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}


def _bounds(reader: Reader, source: Statement) -> Restriction | None:
    """`x > 0`, `0 < x <= 1`, `x, y >= 0`, `x != 0`; None if this is no comparison."""
    start = reader.place
    names = _listed_names(reader)
    if len(names) > 1 and reader.next.text in _MIRROR:
        range_ = _bound(reader.take().text, _rational(reader))
        _at_end(reader)
        return Restriction(source, names, range_)
    reader.place = start
    left = reader.expression()
    if reader.next.text not in _MIRROR:
        reader.place, reader.depth = start, 0
        return None
    symbol = reader.take()
    right = reader.expression()
    if isinstance(left, Name) and (value := _value(right)) is not None:
        _at_end(reader)
        return Restriction(source, (left.name,), _bound(symbol.text, value))
    value = _value(left)
    if value is None or not isinstance(right, Name):
        reader.place -= 0
        raise reader.error(
            "only a variable and a number can be compared (x > 0, 0 <= x < 1): a relation between "
            "two variables, such as a < b, is not supported; substitute a = b - d with d > 0",
            symbol,
        )
    range_ = _bound(_MIRROR[symbol.text], value)
    if reader.next.text in _MIRROR:
        range_ = range_.both(_bound(reader.take().text, _rational(reader)))
    _at_end(reader)
    return Restriction(source, (right.name,), range_)


def _bound(symbol: str, value: Fraction) -> Range:
    if symbol == "!=":
        return Range(holes=(value,))
    if symbol.startswith(">"):
        return Range(low=value, open_low=symbol == ">")
    return Range(high=value, open_high=symbol == "<")


# ---- Worked numbers -----------------------------------------------------------------------------


def _worked(reader: Reader, source: Statement) -> Worked:
    reader.take()
    at: dict[str, Fraction] = {}
    rounds = None
    while reader.next.kind == "name":
        name = reader.take().text
        if name == "after" and reader.next.kind == "number":
            rounds = int(Fraction(reader.take().text))
            reader.take() if reader.next.text in ("update", "updates", "rounds") else None
        else:
            reader.expect("=")
            at[name] = _rational(reader)
        if not reader.accept(","):
            break
    reader.expect(":", "',' or ':' after the numbers")
    claims = [_shown(reader)]
    while reader.accept(","):
        claims.append(_shown(reader))
    _at_end(reader)
    return Worked(source, at, tuple(claims), rounds)


def _shown(reader: Reader) -> tuple[Tree, Number, Tree]:
    """`L = 0.2983` as (L, 0.2983 as written, its value)."""
    left = reader.expression()
    reader.expect("=")
    place = reader.next
    right = reader.expression()
    number = right.args[0] if isinstance(right, Op) and right.symbol == "neg" else right
    if not isinstance(number, Number):
        if _value(right) is None and not isinstance(right, Call):
            raise reader.error("wanted a number, to be checked to the digits shown", place)
        number = Number(Fraction(0), "", right.span)
    return left, number, right
