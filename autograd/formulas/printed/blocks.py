r"""Cases and matrices: rows of cells between \begin and \end."""

from __future__ import annotations

from ..text.tokens import Token
from .cursor import Cursor
from .node import NOTHING, Node

CASES = ("cases", "dcases", "rcases")
MATRICES = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array")


def environment(at: Cursor) -> str:
    """The name of the environment that begins or ends here, with its braces."""
    ahead, name = at.place + 2, ""
    while ahead < len(at.tokens) - 1 and at.tokens[ahead].text != "}":
        name += at.tokens[ahead].text
        ahead += 1
    return name


def block(at: Cursor) -> Node | None:
    """Cases or a matrix; None, with nothing read, for another environment."""
    name = environment(at)
    if name not in (*CASES, *MATRICES):
        return None
    start = at.take().start
    at.group()
    if name == "array" and at.at("{"):
        at.group()
    rows = _rows(at, name)
    span = at.since(start)
    if name in CASES:
        parts = tuple(cell for row in rows for cell in (*row, NOTHING)[:2])
        return Node("cases", "", parts, span)
    return Node("matrix", name, tuple(Node("list", "", tuple(row)) for row in rows), span)


def _rows(at: Cursor, name: str) -> list[list[Node]]:
    cells: list[list[Token]] = [[]]
    rows: list[list[list[Token]]] = [cells]
    depth = 0
    while True:
        token = at.take()
        if token.kind == "end":
            raise at.error(f"\\begin{{{name}}} is not ended", token)
        if token.text == r"\end" and not depth:
            at.group()
            break
        depth += (token.text in (r"\begin", "{")) - (token.text in (r"\end", "}"))
        if token.kind == "row" and not depth:
            cells = [[]]
            rows.append(cells)
        elif token.text == "&" and not depth:
            cells.append([])
        else:
            cells[-1].append(token)
    return [[_cell(at, cell) for cell in row] for row in rows if any(row)]


def _cell(at: Cursor, tokens: list[Token]) -> Node:
    """A cell: a formula, a relation, or words before one."""
    while tokens and tokens[-1].text in (",", ".", ";"):
        tokens = tokens[:-1]
    inner = at.inner(tokens)
    inner.tokens = list(inner.tokens)
    while inner.at(",", ";", ".") and inner.peek().kind == "end":
        inner.take()
    if inner.next.kind == "end":
        return NOTHING
    return inner.read_list()
