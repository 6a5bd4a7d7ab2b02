"""Sums of products, and sides joined by relations."""

from __future__ import annotations

from dataclasses import replace

from ..text.tokens import DerivationError, Token
from .cursor import Cursor
from .groups import RELATIONS
from .products import product
from .said import Said
from .sums import indices


def expression(at: Cursor) -> Said:
    """Terms with signs between them."""
    at.deeper()
    start = at.next.start
    sign = at.accept("-", "+")
    first = product(at)
    found = first
    if sign and sign.text == "-":
        found = Said("neg", (first,), span=(start, at.end), how=first.how)
    found = continued(at, found, [first])
    at.depth -= 1
    return found


def continued(at: Cursor, found: Said, terms: list[Said]) -> Said:
    """A sum with the terms that follow; `terms` are those it has."""
    while token := at.accept("+", "-"):
        _refuse_open_operator(at, terms[-1], token)
        term = product(at)
        _refuse_free_index(at, terms, term, token)
        terms.append(term)
        head = "add" if token.text == "+" else "sub"
        found = Said(head, (found, term), span=(found.span[0], at.end))
    return found


def _refuse_open_operator(at: Cursor, term: Said, token: Token) -> None:
    last = term.args[-1] if term.head == "mul" else term
    if last.head == "ddx" and last.how == "bare":
        raise at.error("how much is differentiated? write brackets behind d/dx", token)


def _refuse_free_index(at: Cursor, terms: list[Said], term: Said, token: Token) -> None:
    r"""`\sum_j a_j + b_j`: the index is used where the sum seems to have ended."""
    own = indices(term)
    for earlier in terms:
        last = earlier.args[-1] if earlier.head == "mul" else earlier
        while last.head in ("sum", "prod"):
            if last.text.partition("!=")[0] in own:
                raise at.error("does this belong to the sum? write brackets", token)
            last = last.args[-1]


def relations(at: Cursor) -> list[Said]:
    """Further sides, each with the relation before it; alignment marks are left out."""
    found = []
    while at.at(":", *RELATIONS):
        token = at.take()
        if token.text == ":":  # defined as
            token = at.expect("=")
        at.accept("&")
        side = expression(at)
        found.append(Said("rel", (side,), RELATIONS[token.text], span=(token.start, at.end)))
    return found


def chain(at: Cursor) -> Said:
    """Sides joined by relations."""
    first = expression(at)
    rest = relations(at)
    return Said("chain", (first, *rest), span=(first.span[0], at.end)) if rest else first


def tidy(said: Said) -> Said:
    """The formula without the marks of reading."""
    return replace(said, args=tuple(map(tidy, said.args)), how="")


def refuse_both(said: Said) -> None:
    """Refuse a superscript that is a power in one place and belongs to the name in another."""
    parts = list(said.parts())
    layered = {part.text: part for part in parts if part.head == "name" and "^" in part.text}
    for part in parts:
        name = f"{part.args[0]}^{part.args[1]}" if part.head == "pow" else ""
        if name in layered:
            raise DerivationError(
                f"{name} is a name and a power: write ^{{({part.args[1]})}} where it is the name",
                column=part.span[0] + 1,
            )
