r"""Sums, products, limits, integrals and the like: a sign with what stands below and above it."""

from __future__ import annotations

from collections.abc import Callable

from .cursor import Cursor
from .node import NOTHING, Node
from .scripts import with_scripts

LARGE = {
    r"\sum": "sum", r"\prod": "prod", r"\int": "int", r"\iint": "int", r"\oint": "int",
    r"\lim": "lim", r"\sup": "sup", r"\inf": "inf", r"\limsup": "lim", r"\liminf": "lim",
    r"\bigcup": "union", r"\bigcap": "intersection", r"\bigoplus": "sum of spaces",
    r"\argmax": "argmax", r"\argmin": "argmin", r"\arg": "arg",
}  # fmt: skip
ONLY_BELOW = {r"\max": "max", r"\min": "min"}


def is_large(at: Cursor) -> bool:
    r"""Whether a large sign comes next; \max is one only with something below it."""
    return at.next.text in LARGE or (at.next.text in ONLY_BELOW and at.peek().text == "_")


def large(at: Cursor, body: Callable[[Cursor], Node]) -> Node:
    """The sign, its limits, and the product that follows."""
    token = at.take()
    kind = LARGE.get(token.text) or ONLY_BELOW[token.text]
    if kind == "arg" and at.at(r"\max", r"\min"):
        kind += at.take().text.lstrip("\\")
    sign = with_scripts(at, Node("symbol", kind, (), (token.start, token.end)))
    below, above = sign.parts[1:] if sign.kind == "scripted" else (NOTHING, NOTHING)
    return Node("large", kind, (body(at), below, above), at.since(token.start))
