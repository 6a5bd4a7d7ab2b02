"""Sums of products, sides joined by relations, and rows of them: a whole formula."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.tokens import DerivationError, Token
from ..trees.tree import Name, Op, Sum, Tree, text, walk
from .cursor import Cursor, Part
from .products import product
from .signs import ENVIRONMENTS, RELATIONS
from .sums import indices

_MOST = 100  # rows
Line = tuple[Tree | str, ...]  # sides with relations between them: (left, "=", right)


# ---- Sums ---------------------------------------------------------------------------------------


def expression(at: Cursor) -> Tree:
    """Terms with signs between them."""
    at.deeper()
    start = at.next.start
    sign = at.accept("-", "+")
    first = product(at)
    found = first.tree
    if sign and sign.text == "-":
        found = Op("neg", (found,), at.since(start))
    found = _continued(at, found, [first])
    at.depth -= 1
    return found


def _continued(at: Cursor, found: Tree, terms: list[Part]) -> Tree:
    """A sum with the terms that follow; `terms` are those it has."""
    while token := at.accept("+", "-"):
        if terms[-1].how == "open":
            raise at.error("how much is differentiated? write brackets behind d/dx", token)
        term = product(at)
        _refuse_free_index(at, terms, term.tree, token)
        terms.append(term)
        found = Op(token.text, (found, term.tree), at.since(found.span[0]))
    return found


def _refuse_free_index(at: Cursor, terms: list[Part], term: Tree, token: Token) -> None:
    r"""`\sum_j a_j + b_j`: the index is used where the sum seems to have ended."""
    own = indices(term)
    for earlier in terms:
        last = earlier.tree
        if isinstance(last, Op) and last.symbol in "*@":
            last = last.args[1]
        while isinstance(last, Sum):
            if last.index in own:
                raise at.error("does this belong to the sum? write brackets", token)
            last = last.body


# ---- Sides --------------------------------------------------------------------------------------


def _relations(at: Cursor) -> Line:
    """Further sides, each with the relation before it; alignment marks are left out."""
    found: list[Tree | str] = []
    while at.at(":", *RELATIONS):
        token = at.take()
        if token.text == ":":  # defined as
            token = at.expect("=")
        at.accept("&")
        found += [RELATIONS[token.text], expression(at)]
    return tuple(found)


def refuse_both(sides: Iterable[Tree]) -> None:
    """Refuse a superscript that is a power in one place and belongs to the name in another."""
    parts = [part for side in sides for part in walk(side)]
    layered = {part.name for part in parts if isinstance(part, Name) and "^" in part.name}
    for part in parts:
        if isinstance(part, Op) and part.symbol == "^" and layered:
            name = "^".join(map(text, part.args))
            if name in layered:
                why = f"{name} is a name and a power: write ^{{({text(part.args[1])})}}"
                raise DerivationError(f"{why} where it is the name", column=part.span[0] + 1)


# ---- Rows ---------------------------------------------------------------------------------------


def whole(at: Cursor) -> list[Line]:
    """The statements of a formula, which is read to its end."""
    if at.next.kind == "end":
        raise at.error("unexpected end, wanted a formula")
    found = _block(at)
    _punctuation(at)
    at.finish()
    return found


def _block(at: Cursor) -> list[Line]:
    name = at.environment()
    has_rows = name in ENVIRONMENTS
    if not has_rows and not _is_aligned(at):
        return [(expression(at), *_relations(at))]
    if has_rows:
        at.begin()
    rows = _rows(at)
    if not rows:
        raise at.error(f"{at.found()}, wanted a formula")
    if has_rows:
        at.finish_environment(name)
    return _statements(at, rows)


def _is_aligned(at: Cursor) -> bool:
    r"""Whether rows follow without an environment; a \\ at the very end is none."""
    inside = 0
    for place, token in enumerate(at.tokens):
        inside += (token.text == r"\begin") - (token.text == r"\end")
        last = at.tokens[place + 1 : place + 2]
        row = token.kind == "row" and last and last[0].kind != "end"
        if not inside and (row or token.text == "&"):
            return True
    return False


def _punctuation(at: Cursor) -> None:
    if at.at(".", ",", ";") and at.peek().kind in ("end", "row"):
        at.take()
    if at.next.kind == "row" and at.peek().kind == "end":
        at.take()


Row = tuple[int, list[Tree | str]]  # where it starts, and its sides and relations


def _rows(at: Cursor) -> list[Row]:
    """Rows; one that begins with a sign goes on with the one before."""
    found: list[Row] = []
    while not at.at(r"\end") and at.next.kind != "end":
        while at.accept("&"):
            pass
        start = at.next.start
        if found and found[-1][1] and at.at("+", "-"):
            _lengthen(at, found[-1][1])
        else:
            found.append((start, _row(at)))
        if len(found) > _MOST:
            raise at.error(f"at most {_MOST} rows are read")
        if at.next.kind != "row":
            break
        at.take()
    return [row for row in found if row[1]]


def _lengthen(at: Cursor, row: list[Tree | str]) -> None:
    """Continue the last side of the row before by `+ …`."""
    side = row.pop()
    assert not isinstance(side, str)
    row.append(_continued(at, side, [Part(side)]))
    more = _row(at)
    if more and not isinstance(more[0], str):
        raise at.error("a row that goes on with + goes on in one cell")
    row += more


def _row(at: Cursor) -> list[Tree | str]:
    items: list[Tree | str] = []
    while not _at_end(at):
        if at.accept("&"):
            continue
        before, start = at.place, at.next
        cell = _cell(at)
        if at.at(",", ".", ";") and (at.peek().kind in ("row", "end") or at.peek().text == r"\end"):
            at.take()
        if at.place == before or not (_at_end(at) or at.at("&")):
            raise at.unexpected()
        if items and not isinstance(cell[0], str):
            raise at.error("two formulas in one row: a relation is missing between them", start)
        items += cell
    return items


def _cell(at: Cursor) -> list[Tree | str]:
    first: list[Tree | str] = [] if at.at(":", *RELATIONS) else [expression(at)]
    return [*first, *_relations(at)]


def _at_end(at: Cursor) -> bool:
    return at.next.kind in ("row", "end") or at.at(r"\end")


def _statements(at: Cursor, rows: list[Row]) -> list[Line]:
    """The statements in some rows; a row that begins with = continues the one before."""
    found: list[tuple[int, list[Tree | str]]] = []
    for start, items in rows:
        if found and isinstance(items[0], str):
            found[-1][1].extend(items)
        else:
            found.append((start, items))
    for start, items in found:
        if len(items) < 2 and len(rows) > 1:
            raise at.error("a row by itself: where is its relation to the one before?", start)
    return [tuple(items) for _, items in found]
