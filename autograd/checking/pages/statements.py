"""The kinds of statement a page is made of, and what a statement introduces, seen from afar.

>>> introduced("f(t) = t^2"), introduced("y in [0, 1]")
(('function', 'f', ('t',)), ('range', 'y', ()))

Among them are shapes: R^2, R^(3x2), R^(m x n), where m and n may be left open.

>>> dimensions("3x2"), dimensions("m x n"), dimensions("n")
(('3', '2'), ('m', 'n'), ('n',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from ...formulas.text.page import Statement
from ...formulas.trees.tree import Listing, Number, Relation, Tree, is_op
from ..decision.ranges import Range
from .conditions import ASSUME, dependence


@dataclass(frozen=True)
class Formula(Statement):
    """A statement that was read in LaTeX: its sides, the signs between them, and what was written.

    The text is its echo, as a derivation states it; places in the trees are places in the LaTeX.
    """

    sides: tuple[Tree, ...] = ()
    signs: tuple[str, ...] = ()
    written: str = ""
    where: tuple[Relation, ...] = ()  # conditions behind it

    def relations(self) -> Iterator[tuple[Tree, str, Tree]]:
        """Each sign, with the sides before and behind it."""
        return zip(self.sides, self.signs, self.sides[1:], strict=False)


def written(source: Statement) -> str:
    """A statement as it stands on the page, where columns are counted."""
    return source.written if isinstance(source, Formula) else source.typed or source.text


@dataclass(frozen=True)
class Restriction:
    """Where variables may lie; with a `shape`, as it is written, they are arrays."""

    source: Statement
    names: tuple[str, ...]
    range: Range
    shape: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chain:
    """Sides joined by `=`: a definition, a declaration of a function, or claims.

    It is claimed under conditions `where`: comparisons, and ranges that hold here only.
    """

    source: Statement
    sides: tuple[Tree, ...]
    where: tuple[Tree | Restriction, ...] = ()


@dataclass(frozen=True)
class Assumption:
    """`assume sum(t) = 1`: what holds of the names of the page from the first line to the last."""

    source: Statement
    conditions: tuple[Tree, ...]
    ranges: tuple[Restriction, ...] = ()


@dataclass(frozen=True)
class Dependence:
    """`r, q depend on t`: unknown functions, of which derivatives are new unknowns."""

    source: Statement


Given: TypeAlias = Fraction | Listing
Shown: TypeAlias = tuple[Tree, Number, Tree]  # what is computed, the digits shown, and their value


@dataclass(frozen=True)
class Worked:
    """Claims about numbers: `at x=1, …: L = 0.25`."""

    source: Statement
    at: Mapping[str, Any]  # numbers, or lists of numbers as they are written
    claims: tuple[Shown, ...]
    rounds: int | None = None


@dataclass(frozen=True)
class Update:
    """`w <- w - eta*dL/dw`: a new value made of the old ones; the target is w, or W[h,j]."""

    source: Statement
    name: str
    value: Tree
    target: Tree


@dataclass(frozen=True)
class Reset:
    """Forget all names."""

    source: Statement


Read: TypeAlias = Chain | Restriction | Assumption | Dependence | Worked | Update | Reset


def ranges_in(reading: Read | None) -> Sequence[Restriction]:
    """Where a statement says that variables lie."""
    if isinstance(reading, Assumption):
        return reading.ranges
    return [reading] if isinstance(reading, Restriction) else []


_LETTER = r"[A-Za-z_\u0391-\u03a9\u03b1-\u03c9]"
_DEFINED = re.compile(rf"\s*({_LETTER}\w*)\s*(\([^()=]*\)|\[[^\[\]=]*\])?\s*=(?!=)")
_RANGED = re.compile(rf"\s*({_LETTER}[\w, ]*?)\s*(?:∈|\bin\b|<=?|>=?|!=|≤|≥)(?!-)")
_NAME = re.compile(rf"{_LETTER}\w*")


def introduced(source: str) -> tuple[str, str, tuple[str, ...]] | None:
    """What a statement introduces, seen from afar: "node", "function" or "range", name, params."""
    if dependence(source) is not None:
        return None
    if match := ASSUME.match(source):
        found = introduced(source[match.end() :])
        return found if found is not None and found[0] == "range" else None
    if match := _DEFINED.match(source):
        brackets = match[2] or ""
        params = tuple(brackets[1:-1].replace(" ", "").split(","))
        return ("function" if brackets.startswith("(") else "node"), match[1], params
    if match := _RANGED.match(source):
        return "range", match[1], ()
    return None


def all_names(source: str) -> set[str]:
    """Every name in a text, differentials included."""
    return set(_NAME.findall(source))


def digits_of(tree: Tree) -> Number:
    """The number whose digits a tree shows; one without digits where it is exact, as 1/3 is."""
    number = tree.args[0] if is_op(tree, "neg") else tree
    return number if isinstance(number, Number) else Number(Fraction(0), "", tree.span)


_BETWEEN = re.compile(r"\s+x\s+|\s*[*,\u00d7]\s*")
_TIGHT = re.compile(r"(\d+|[^\W\d])x(\d+|[^\W\d])")
_SIZE = re.compile(r"[1-9]\d{0,4}|[^\W\d]\w*")
_DECLARED = re.compile(r"(?:∈|\bin\b)[^:=]*?(?:\^|\*\*)\s*[({]?([^(){}]*)[)}]?\s*$")
_RUNS_TO = re.compile(r"\.\.\s*([^\W\d]\w*)")


def dimensions(written: str) -> tuple[str, ...]:
    """The sizes between the brackets of R^(…), as they are written; () if they are none."""
    written = written.strip()
    tight = _TIGHT.fullmatch(written)
    parts = tight.groups() if tight else tuple(_BETWEEN.split(written))
    return parts if all(map(_SIZE.fullmatch, parts)) else ()


def open_sizes(section: Sequence[Statement]) -> list[str]:
    """The names that stand for sizes, in shapes and above sums, and that nothing defines."""
    defined = {
        found[1] for each in section if (found := introduced(each.text)) and found[0] != "range"
    }
    names = dict.fromkeys(name for each in section for name in _sizes(each.text))
    return [name for name in names if not name.isdigit() and name not in defined]


def _sizes(statement: str) -> Iterable[str]:
    if match := _DECLARED.search(statement):
        yield from dimensions(match[1])
    yield from _RUNS_TO.findall(statement)
