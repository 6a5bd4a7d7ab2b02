r"""Brackets: (…), and those that calculate: |…|, \lfloor…\rfloor, \lVert…\rVert, [x > 0]."""

from __future__ import annotations

from dataclasses import replace

from ..text.tokens import Token
from .cases import array, is_array
from .commands import BRACKETS, FONTS
from .cursor import Cursor
from .groups import RELATIONS
from .said import Said
from .scripts import script

_CALLS = {r"\lvert": "abs", r"\lfloor": "floor", r"\lceil": "ceil", r"\lVert": "norm"}


def bracket(at: Cursor) -> Said:
    """What stands in brackets; a bracket that calculates is a call."""
    if is_array(at):
        return array(at)
    opening = at.take()
    at.deeper()
    found = at.shared.expression(at)
    if opening.text == "[" and at.next.text in RELATIONS:
        found = indicator(at, found)
    close(at, opening)
    at.depth -= 1
    span = (opening.start, at.end)
    if opening.text in _CALLS:
        if opening.text == r"\lVert":
            _refuse_other_norms(at)
        return Said("call", (found,), text=_CALLS[opening.text], span=(span[0], at.end))
    return replace(found, span=span, how="bracketed")


def close(at: Cursor, opening: Token) -> None:
    """The bracket that closes `opening`."""
    wanted = BRACKETS[opening.text]
    if at.next.kind == "end":
        raise at.error(f"unexpected end, wanted {wanted}")
    if at.at(","):
        raise at.error("a comma in brackets: nothing here is a function of several arguments")
    at.expect(wanted)


def _refuse_other_norms(at: Cursor) -> None:
    if at.at("_"):
        below = script(at)
        if below.raw != "2":
            raise at.error("of norms, the Euclidean one of a vector is read", below.start)


def is_lone(said: Said) -> bool:
    """Whether brackets hold a single name or number, as the argument of a function would be."""
    if said.head == "pow":
        return is_lone(said.args[0])
    simple = said.args[0] if said.head == "neg" else said
    return said.how == "bracketed" and simple.head in ("name", "number", "element")


# ---- One or nothing -----------------------------------------------------------------------------


def indicator(at: Cursor, left: Said) -> Said:
    """A condition as a number: 1 where it holds, else 0."""
    token = at.take()
    right = at.shared.expression(at)
    relation = Said("rel", (right,), RELATIONS[token.text], span=(token.start, at.end))
    one, nothing = (Said("number", text=digit, span=left.span) for digit in "10")
    rows = (
        Said("row", (one, left, relation), span=left.span),
        Said("row", (nothing, Said("word", text="otherwise")), span=left.span),
    )
    return Said("cases", rows, span=(left.span[0], at.end))


def is_indicator(at: Cursor) -> bool:
    r"""Whether \mathbb{1} comes next."""
    inner = at.peek(2)
    return at.next.text in FONTS and inner.text == "1" and at.peek(3).text == "}"


def indicated(at: Cursor) -> Said:
    r"""\mathbb{1}_{x > 0}, \mathbb{1}[x > 0]."""
    first = at.take()
    at.group()
    if at.at("_"):
        below = script(at)
        inner = at.inner(below.tokens, below.start)
        found = _condition(inner)
        inner.finish()
    elif at.at("(", "[", r"\{"):
        found = _condition(at)
    else:
        raise at.error(f"where is it 1? write \\mathbb{{1}}[x > 0]; {at.found()}", first)
    return replace(found, span=(first.start, at.end))


def _condition(at: Cursor) -> Said:
    opening = at.accept("(", "[", r"\{")
    left = at.shared.expression(at)
    if at.next.text not in RELATIONS:
        raise at.error(f"{at.found()}, wanted a condition such as x > 0")
    found = indicator(at, left)
    if opening:
        close(at, opening)
    return found
