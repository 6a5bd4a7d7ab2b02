r"""Whole formulas: one, or several in aligned rows."""

from __future__ import annotations

from dataclasses import replace

from .cursor import Cursor
from .environments import ROWS, begin, end, environment
from .formulas import chain, continued, expression, relations
from .groups import RELATIONS
from .said import Said

_MOST = 100


def whole(at: Cursor) -> Said:
    """The formula, to its end."""
    if at.next.kind == "end":
        raise at.error("unexpected end, wanted a formula")
    found = _block(at)
    _punctuation(at)
    at.finish()
    return found


def _block(at: Cursor) -> Said:
    start = at.next.start
    name = environment(at)
    if name not in ROWS and not _is_aligned(at):
        return chain(at)
    if name in ROWS:
        begin(at)
    rows = _rows(at)
    if not rows:
        raise at.error(f"{at.found()}, wanted a formula")
    if name in ROWS:
        end(at, name)
    return Said("aligned", rows, span=(start, at.end))


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


def _rows(at: Cursor) -> tuple[Said, ...]:
    """Rows; one that begins with a sign goes on with the one before."""
    found: list[Said] = []
    while not at.at(r"\end") and at.next.kind != "end":
        while at.accept("&"):
            pass
        if found and found[-1].args and at.at("+", "-"):
            found[-1] = _longer(at, found[-1])
        else:
            found.append(_row(at))
        if len(found) > _MOST:
            raise at.error(f"at most {_MOST} rows are read")
        if at.next.kind != "row":
            break
        at.take()
    return tuple(row for row in found if row.args)


def _longer(at: Cursor, row: Said) -> Said:
    """The row before, its last side continued by `+ …`."""
    *items, last = row.args
    side = last.args[0] if last.head == "rel" else last
    side = continued(at, side, [side])
    whole = replace(last, args=(side,)) if last.head == "rel" else side
    more = _row(at).args
    if more and more[0].head != "rel":
        raise at.error("a row that goes on with + goes on in one cell")
    return replace(row, args=(*items, whole, *more))


def _row(at: Cursor) -> Said:
    start = at.next.start
    items: list[Said] = []
    while not _at_end(at):
        if at.accept("&"):
            continue
        before = at.place
        items += _cell(at)
        if at.at(",", ".", ";") and (at.peek().kind in ("row", "end") or at.peek().text == r"\end"):
            at.take()
        if at.place == before or not (_at_end(at) or at.at("&")):
            raise at.unexpected()
    return Said("row", tuple(items), span=(start, at.end))


def _at_end(at: Cursor) -> bool:
    return at.next.kind in ("row", "end") or at.at(r"\end")


def _cell(at: Cursor) -> list[Said]:
    found = [] if at.at(":", *RELATIONS) else [expression(at)]
    return found + relations(at)
