r"""What stands below, above and behind a symbol or a bracket: indices, superscripts, primes."""

from __future__ import annotations

from ..latex.refused import SUPERSCRIPTS_NOT_READ
from ..text.tokens import DerivationError, Token
from .cursor import Cursor
from .node import NOTHING, Node


def with_scripts(at: Cursor, base: Node) -> Node:
    """A base with all that is set on it; a second superscript stands on the whole of the first."""
    below = above = NOTHING
    primes = ""
    while at.at("_", "^") or at.next.kind == "prime":
        token = at.take()
        if token.kind == "prime":
            primes += "'" * len(token.text)
        elif token.text == "_":
            if below is not NOTHING:
                base, below, above, primes = (
                    _whole(at, base, below, above, primes),
                    NOTHING,
                    NOTHING,
                    "",
                )
            below = _script(at)
        else:
            tokens = at.group()
            if tokens and all(each.kind == "prime" for each in tokens):
                primes += "'" * sum(len(each.text) for each in tokens)
                continue
            if above is not NOTHING:
                base, below, above, primes = (
                    _whole(at, base, below, above, primes),
                    NOTHING,
                    NOTHING,
                    "",
                )
            above = _of(at, tokens)
    return _whole(at, base, below, above, primes)


def _whole(at: Cursor, base: Node, below: Node, above: Node, primes: str) -> Node:
    if below is NOTHING and above is NOTHING and not primes:
        return base
    return Node("scripted", primes, (base, below, above), at.since(base.span[0]))


def _script(at: Cursor) -> Node:
    return _of(at, at.group())


def _of(at: Cursor, tokens: list[Token]) -> Node:
    """A script, read as a formula where it is one, else kept as the words it is made of."""
    if not tokens:
        return NOTHING
    span = tokens[0].start, tokens[-1].end
    mark = "".join(token.text for token in tokens)
    if mark in ("*", "+", "-", r"\dagger", r"\star", r"\prime") or mark in SUPERSCRIPTS_NOT_READ:
        return Node("words", mark.lstrip("\\"), (), span)
    try:
        return at.inner(tokens).read_list()
    except DerivationError:
        return Node("words", mark, (), span)
