r"""Bars that look the same on both sides, |x| and \|x\|, told apart into opening and closing."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.tokens import DerivationError, Token
from .commands import BRACKETS, FUNCTIONS
from .groups import PRODUCTS, RELATIONS, outside

_SIDES = {"|": (r"\lvert", r"\rvert"), r"\|": (r"\lVert", r"\rVert")}
_NO_OPERAND = {*BRACKETS, *PRODUCTS, *RELATIONS, *FUNCTIONS, "+", "-", ",", "&", "{"}


def paired(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each bar as the one that opens or the one that closes."""
    tokens = _doubled(tokens)
    found = list(tokens)
    open_: list[tuple[int, str, int]] = []  # place, bar, brackets around
    for place, token, depth in outside(tokens):
        if token.text not in _SIDES:
            continue
        before = tokens[place - 1] if place else None
        operand = before is not None and before.text not in _NO_OPERAND and before.kind != "row"
        if operand and before is not None and before.text in _SIDES:
            operand = found[place - 1].text == _SIDES[before.text][1]
        if operand and open_ and open_[-1][1:] == (token.text, depth):
            open_.pop()
            found[place] = _sided(token, 1)
        else:
            closed = place > 0 and tokens[place - 1].text in _SIDES
            if operand and not closed and _others(tokens, token.text) > 2:
                raise DerivationError(_DOUBT, column=token.start + 1)
            open_.append((place, token.text, depth))
            found[place] = _sided(token, 0)
    if open_:
        raise DerivationError(_LONE, column=tokens[open_[-1][0]].start + 1)
    return found


def _doubled(tokens: Sequence[Token]) -> list[Token]:
    r"""||x|| as \|x\|, where all bars come in twos."""
    places = [place for place, token, _ in outside(tokens) if token.text == "|"]
    twos = list(zip(places[::2], places[1::2], strict=False))
    near = all(b == a + 1 and tokens[b].start == tokens[a].end for a, b in twos)
    if len(places) % 4 or not near:
        return list(tokens)
    found = list(tokens)
    for first, second in reversed(twos):
        found[first : second + 1] = [
            Token("command", r"\|", tokens[first].start, tokens[second].end)
        ]
    return found


_DOUBT = r"which bars belong together? write \lvert and \rvert"
_LONE = "this bar has no partner; a value at a point is not read here"


def _others(tokens: Sequence[Token], bar: str) -> int:
    return sum(token.text == bar for _, token, _ in outside(tokens))


def _sided(token: Token, side: int) -> Token:
    return Token("command", _SIDES[token.text][side], token.start, token.end)
