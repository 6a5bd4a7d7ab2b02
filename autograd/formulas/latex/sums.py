r"""Sums and products over an index: \sum_{j=1}^{n}, \sum_{j \neq i}, \sum_{i,j}.

A sum over names such as w1, w2, w3, which no index can reach, is written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text.tokens import Token
from ..trees.tree import Name, Number, Op, Sum, Tree, walk
from .cursor import Cursor, Part, Unknown
from .names import symbol
from .scripts import Script, script
from .shapes import operation
from .signs import OPERANDS, closes

_MOST_TERMS = 32  # of a sum that is written out


@dataclass(frozen=True)
class Range:
    """An index, its first and last value, and the one that is left out."""

    index: str
    low: Tree | None = None
    high: Tree | None = None
    but: str = ""


@OPERANDS.reads(r"\sum", r"\sum_{k=1}^{3} k x", "sum(k=1..3: k*x)")
@OPERANDS.reads(r"\prod", r"\prod_{k=1}^{3} (k x)", "prod(k=1..3: k*x)")
def sum_(at: Cursor) -> Part:
    r"""\sum or \prod with its bounds and what it adds up."""
    first = at.take()
    below, above = _bounds(at, first)
    ranges = _ranges(at, below)
    if above is not None:
        ranges = [_ended(at, ranges, at.formula(above.tokens, above.start), first)]
    if any((each.low is None) != (each.high is None) for each in ranges):
        raise at.error("a sum has a start and an end, or neither", first)
    if not at.starts_operand():
        raise at.error(f"{at.found()}, wanted what is added up")
    return Part(_summed(at, first, ranges))


def _bounds(at: Cursor, first: Token) -> tuple[Script, Script | None]:
    """What stands below a sum and above it."""
    found: dict[str, Script] = {}
    while at.at("_", "^"):
        if at.next.text in found:
            raise at.error("two bounds in one place", first)
        place = at.next.text
        found[place] = script(at)
    if "_" not in found:
        raise at.error(f"which index does {first.text} run over?", first)
    return found["_"], found.get("^")


def _ended(at: Cursor, ranges: list[Range], high: Tree, first: Token) -> Range:
    if len(ranges) > 1:
        raise at.error("several indices and one end: write a sum for each", first)
    (only,) = ranges
    return Range(only.index, only.low, high, only.but)


def _ranges(at: Cursor, below: Script) -> list[Range]:
    """The indices below a sum."""
    index, *rest = below.tokens
    texts = [token.text for token in below.tokens]
    plain = "".join(texts)
    if re.fullmatch("[A-Za-z](,?[A-Za-z])*", plain) and len(set(texts) - {","}) == len(
        plain.replace(",", "")
    ):
        return [Range(text) for text in texts if text != ","]
    sign = rest[0].text if rest else ""
    if index.kind == "letter" and sign == "=":
        return [Range(index.text, at.formula(tuple(rest[1:]), index.end))]
    unequal = sign in (r"\neq", r"\ne") and len(rest) == 2
    if index.kind == "letter" and unequal and rest[1].kind == "letter":
        return [Range(index.text, but=rest[1].text)]
    raise at.error("an index is read as j, j=1, i,j or j \\neq i", below.start)


def _summed(at: Cursor, first: Token, ranges: list[Range]) -> Tree:
    kind = first.text[1:]
    place, outer = at.place, at.bound
    at.bound = outer | dict.fromkeys((each.index for each in ranges), None)
    try:
        body = at.shared.product(at).tree
    except Unknown as error:
        at.place, at.bound = place, outer
        return _written_out(at, kind, ranges, error)
    at.bound = outer
    _refuse_long(at, kind, body, first)
    _refuse_idle(at, ranges, body, first)
    for each in reversed(ranges):
        body = Sum(kind, each.index, body, each.low, each.high, each.but, at.since(first.start))
    return body


def _refuse_long(at: Cursor, kind: str, body: Tree, first: Token) -> None:
    last = at.tokens[at.place - 1].text
    bracketed = last != "}" and closes(last)
    several = isinstance(body, Op) and body.symbol in ("*", "@", "/", "neg")
    if kind == "prod" and several and not bracketed:
        raise at.error("how far does the product go? write brackets", first)


def _refuse_idle(at: Cursor, ranges: list[Range], body: Tree, first: Token) -> None:
    """A sum over all of an index that nothing in it has."""
    for each in ranges:
        if each.low is None and each.index not in indices(body):
            raise at.error(f"{each.index} does not occur in what is added up", first)


def indices(tree: Tree) -> set[str]:
    """The letters in a formula that may be an index of a sum around or before it."""
    parts = list(walk(tree))
    summed = {part.index for part in parts if isinstance(part, Sum)}
    named = [part.name for part in parts if isinstance(part, Name)]
    return {letter for name in named for letter in (name, *symbol(name).below)} - summed


# ---- Written out --------------------------------------------------------------------------------


def _written_out(at: Cursor, kind: str, ranges: list[Range], error: Unknown) -> Tree:
    """Each term read with the index put in; `error` says why the sum was not read as one."""
    low, high = (_whole(end) for end in (ranges[0].low, ranges[0].high))
    if len(ranges) > 1 or low is None or high is None or at.vocabulary.is_open:
        raise error
    count = high - low + 1
    at.shared.terms -= max(count, 1)
    if not 1 <= count <= _MOST_TERMS or at.shared.terms < 0:
        raise at.error(f"a sum of 1 to {_MOST_TERMS} terms is written out")
    try:
        found, *rest = _terms(at, ranges[0].index, range(low, high + 1))
    except Unknown:
        raise error from None
    for term in rest:
        start = found.span[0]
        together = Op("+", (found, term), at.since(start))
        found = together if kind == "sum" else operation(at, "product", found, term, start)
    return found


def _whole(end: Tree | None) -> int | None:
    return int(end.value) if isinstance(end, Number) and end.written.isdigit() else None


def _terms(at: Cursor, index: str, values: range) -> list[Tree]:
    place, outer, found = at.place, at.bound, []
    for value in values:
        at.place, at.bound = place, outer | {index: value}
        found.append(at.shared.product(at).tree)
    at.bound = outer
    return found
