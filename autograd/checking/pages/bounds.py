"""Reading where variables may lie: `x > 0`, `y in [0, 1]`, `n in {0, 1}`, `l in 1..3`."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from ...formulas.text.grammar import Reader
from ...formulas.text.page import Statement
from ...formulas.text.stream import Known
from ...formulas.text.tokens import DerivationError
from ...formulas.trees.tree import Name, Tree
from ..decision.ranges import Range
from .limits import limit, limit_of, rational
from .statements import Formula, Restriction, dimensions


def restriction(reader: Reader, source: Statement) -> Restriction | None:
    """Read where variables may lie; None if the statement says something else."""
    start = reader.place
    names = _listed_names(reader)
    if names and reader.next.text == "in":
        reader.take()
        range_ = _set(reader)
        shape = _shape(reader) if reader.accept("^", "**") else ()
        at_end(reader)
        return Restriction(source, names, range_, shape)
    reader.place = start
    return _bounds(reader, source)


def _shape(reader: Reader) -> tuple[str, ...]:
    """The sizes behind the ^ of R^(3x2)."""
    first = reader.next
    opening = reader.accept("(", "{")
    while opening and reader.next.text not in (")", "}", ""):
        reader.take()
    if not opening:
        reader.take()
    written = reader.source[first.end if opening else first.start : reader.next.start]
    found = dimensions(written if opening else first.text)
    if opening:
        reader.expect(")" if opening.text == "(" else "}")
    if not 1 <= len(found) <= 2:
        raise reader.error("wanted one size or two: R^3, R^(3x2), R^(m x n)", first)
    return found


def _listed_names(reader: Reader) -> tuple[str, ...]:
    found = []
    while reader.next.kind == "name" and reader.next.text != "in":
        found.append(reader.take().text)
        if not reader.accept(","):
            break
    return tuple(found)


def _set(reader: Reader) -> Range:
    if reader.accept("{"):
        members = [rational(reader)]
        while reader.accept(","):
            members.append(rational(reader))
        reader.expect("}")
        return Range(members=tuple(dict.fromkeys(members)))
    if reader.next.text in ("R", "\u211d"):
        reader.take()
        return Range()
    if reader.next.text in ("Z", "N"):
        natural = reader.take().text == "N"
        return Range(low=Fraction(0) if natural else None, integral=True)
    if reader.next.kind == "number":
        first = rational(reader)
        reader.expect("..", "'..', as in 1..3")
        return Range(first, rational(reader), integral=True)
    opening = reader.accept("[", "(")
    if opening is None:
        raise reader.error("wanted an interval [0, 1] or (0, 1), a set {0, 1}, 1..3, R, Z or N")
    low = _end(reader, upward=True)
    reader.expect(",")
    high = _end(reader, upward=False)
    closing = reader.accept("]", ")") or reader.expect("]", "']' or ')'")
    if low is not None and high is not None and low > high:
        raise reader.error(f"the interval from {low} to {high} is empty", opening)
    return Range(low, high, opening.text == "(", closing.text == ")")


def _end(reader: Reader, upward: bool) -> Fraction | None:
    """The end of an interval; None for an infinite one."""
    sign = reader.place
    reader.accept("-", "+")
    if reader.next.text in ("inf", "oo", "infinity"):
        reader.take()
        return None
    reader.place = sign
    return limit(reader, upward)


TWO_VARIABLES = (
    "only a variable and a number can be compared (x > 0, 0 <= x < 1): a relation between two "
    "variables, such as a < b, is not supported; substitute a = b - d with d > 0"
)
_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}
_FROM_BELOW = (">", ">=")


def _bounds(reader: Reader, source: Statement) -> Restriction | None:
    """`x > 0`, `0 < x <= 1`, `x, y >= 0`, `x != 0`; None if this is no comparison."""
    start = reader.place
    names = _listed_names(reader)
    if len(names) > 1 and reader.next.text in _MIRROR:
        range_ = _bounded(reader)
        at_end(reader)
        return Restriction(source, names, range_)
    reader.place = start
    left = reader.expression()
    if reader.next.text not in _MIRROR:
        reader.place, reader.depth = start, 0
        return None
    symbol = reader.take()
    right = reader.expression()
    found = compared(left, symbol.text, right, reader.is_declared)
    if found is None:
        raise reader.error(TWO_VARIABLES, symbol)
    name, range_ = found
    if name is right and reader.next.text in _MIRROR:
        range_ = range_.both(_bounded(reader))
    at_end(reader)
    return Restriction(source, (name.name,), range_)


def compared(left: Tree, symbol: str, right: Tree, is_declared: Known) -> tuple[Name, Range] | None:
    """The variable that is compared with a number, and where it may lie; None for two variables."""
    for tree, sign, other in ((left, symbol, right), (right, _MIRROR[symbol], left)):
        value = limit_of(is_declared, other, sign in _FROM_BELOW)
        if isinstance(tree, Name) and value is not None:
            return tree, _bound(sign, value)
    return None


def restricted(source: Formula, is_declared: Known) -> Restriction:
    """Where a formula in LaTeX says that a variable lies: x > 0, 0 < x <= 1."""
    found = [
        compared(left, sign, right, is_declared) if sign in _MIRROR else None
        for left, sign, right in source.relations()
    ]
    names = {pair[0].name for pair in found if pair}
    if None in found or len(names) > 1:
        raise DerivationError(TWO_VARIABLES, column=source.sides[0].span[0] + 1)
    ranges = [pair[1] for pair in found if pair]
    return Restriction(source, tuple(names), reduce(Range.both, ranges))


def _bounded(reader: Reader) -> Range:
    """A sign of comparison and the number behind it."""
    symbol = reader.take().text
    return _bound(symbol, limit(reader, upward=symbol in _FROM_BELOW))


def _bound(symbol: str, value: Fraction) -> Range:
    if symbol == "!=":
        return Range(holes=(value,))
    if symbol.startswith(">"):
        return Range(low=value, open_low=symbol == ">")
    return Range(high=value, open_high=symbol == "<")


def at_end(reader: Reader) -> None:
    """Complain unless the statement ends here."""
    if reader.next.kind == "end":
        return
    if reader.next.text in ("<", "<=", ">", ">=", "!="):
        raise reader.error(TWO_VARIABLES)
    if reader.next.text == ":":
        raise reader.error("found ':': a definition is y = …, and numbers are given by at x=1: …")
    reader.finish()
