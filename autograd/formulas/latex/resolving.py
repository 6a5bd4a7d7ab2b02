"""The name of the graph that a symbol stands for, or the element of an array."""

from __future__ import annotations

import re
from dataclasses import replace

from ..trees.tree import Call, Indexed, Name, Op, Span, Tree
from ..trees.tree import number as number_
from .cursor import Cursor
from .names import Symbol, is_counted

_INDEX = re.compile(r"(\d+|[A-Za-z])(?:([+-])(\d+|[A-Za-z]))?")


def resolved(at: Cursor, wanted: Symbol, start: int) -> Tree:
    """The name that a symbol stands for; refused unless it is exactly one."""
    span = at.since(start)
    if index := _bound(at, wanted, span):
        return index
    words = at.vocabulary
    found = words.layered(wanted) if is_counted(wanted.above) else words.find(wanted)
    if len(found) > 1:
        raise at.error(f"{wanted} may be {' or '.join(found)}", start)
    if found:
        _refuse_joined(at, wanted, found[0], start)
        return Name(found[0], span)
    if special := _element(at, wanted, span) or _kronecker(at, wanted, span):
        return special
    if wanted == Symbol("pi"):
        return Name("pi", span)
    if not words.is_open or wanted in (Symbol("d"), Symbol("Delta"), Symbol("e")):
        raise at.unknown(_unknown(at, wanted), start)
    return Name(str(wanted), span)


def _bound(at: Cursor, wanted: Symbol, span: Span) -> Tree | None:
    """The index of a sum around, or its value where the sum is written out."""
    if wanted != Symbol(wanted.base) or wanted.base not in at.bound:
        return None
    value = at.bound[wanted.base]
    return Name(wanted.base, span) if value is None else replace(number_(value), span=span)


def _refuse_joined(at: Cursor, wanted: Symbol, name: str, start: int) -> None:
    """w_{1,12} and w_{11,2} are both w112: only names that keep the indices apart tell."""
    indices = wanted.below.split(",")
    if len(indices) < 2 or max(map(len, indices)) < 2:
        return
    parts = [part for part in re.split(r"[_,]", name.partition("^")[0]) if part]
    if parts[-len(indices) :] != indices:
        raise at.error(f"{wanted} may be {name}, or another with these digits", start)


def _element(at: Cursor, wanted: Symbol, span: Span) -> Tree | None:
    """W_{hj} as an element of the matrix W."""
    found = at.vocabulary.array(wanted)
    if found is None:
        return None
    name, index = found
    return element(at, Name(name, span), at.vocabulary.arrays[name], index)


def element(at: Cursor, array: Tree, rank: int, below: str) -> Tree:
    """An element of an array, with as many indices as it has dimensions."""
    apart = "," in below or rank == 1
    written = below.split(",") if apart else list(below)
    matches = [_INDEX.fullmatch(index) for index in written]
    if len(written) != rank or not all(matches):
        indices = f"{rank} indices" if rank > 1 else "one index"
        name = array.name if isinstance(array, Name) else "this"
        raise at.error(f"{name} takes {indices}; got {below}", array.span[0])
    items = tuple(_index(match, array.span) for match in matches if match)
    return Indexed(array, items, at.since(array.span[0]))


def _index(match: re.Match[str], span: Span) -> Tree:
    first, sign, second = match.groups()
    left = _atom(first, span)
    return Op(sign, (left, _atom(second, span)), span) if sign else left


def _atom(index: str, span: Span) -> Tree:
    return replace(number_(int(index)), span=span) if index.isdigit() else Name(index, span)


def _kronecker(at: Cursor, wanted: Symbol, span: Span) -> Tree | None:
    r"""\delta_{ij}, on a page with arrays and without a delta of its own."""
    indices = wanted.below.split(",") if "," in wanted.below else list(wanted.below)
    if not at.vocabulary.arrays or wanted.base != "delta" or at.vocabulary.has("delta"):
        return None
    if replace(wanted, below="") != Symbol("delta") or len(indices) != 2:
        return None
    if not all(re.fullmatch(r"\d+|[A-Za-z]", index) for index in indices):
        return None
    return Call("delta", tuple(_atom(index, span) for index in indices), 0, span)


def _unknown(at: Cursor, wanted: Symbol) -> str:
    if wanted == Symbol("e"):
        return r"e is no name of the graph: write e^{…} or \exp(1) for the number"
    if wanted.base in ("d", "Delta"):
        return f"{wanted.base} may belong to the name behind it: is this a difference?"
    meant = at.vocabulary.meant(str(wanted))
    if is_counted(wanted.above):
        return f"{wanted}: no name of the graph has this layer{meant}"
    return f"{wanted} is no name of the graph{meant or _instead(at, wanted)}"


def _instead(at: Cursor, wanted: Symbol) -> str:
    """What to write for a symbol that is like no name of the page."""
    if wanted.accent in ("dot", "ddot") and at.vocabulary.has(wanted.base):
        order = "^2" if wanted.accent == "ddot" else ""
        return f"; write \\frac{{d{order} {wanted.base}}}{{d t{order}}} for a derivative"
    if wanted == Symbol(wanted.base):
        return f"; a line such as {wanted} in R makes it one"
    return ""
