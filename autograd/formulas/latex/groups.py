r"""Groups of tokens: where one ends, and whether its braces could be left out unseen.

Braces are not printed, so `{a+b}c` reads a + bc on the page: a group may only be opened where
nothing beside it could take a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..text.tokens import DerivationError, Token
from .commands import BRACKETS, CLOSING

RELATIONS = {
    "=": "=", r"\neq": r"\neq", r"\ne": r"\neq", "<": "<", ">": ">", r"\lt": "<", r"\gt": ">",
    r"\le": r"\leq", r"\leq": r"\leq", r"\leqslant": r"\leq", r"\ge": r"\geq", r"\geq": r"\geq",
    r"\geqslant": r"\geq", r"\leftarrow": r"\leftarrow", r"\gets": r"\leftarrow",
}  # fmt: skip
PRODUCTS = {
    r"\cdot": "mul", r"\times": "mul", "*": "mul", r"\odot": "hadamard", r"\circ": "hadamard",
    "/": "div", r"\div": "div",
}  # fmt: skip
_LOOSE = {"+", "-", ",", ":", *RELATIONS}
_BEFORE = {*BRACKETS, *RELATIONS, "&", "\\\\"}
_AFTER = {*CLOSING, *RELATIONS, "&", "\\\\", ",", ".", ";"}
_ARGUMENTS = {"{", "^", "_"}


def closed(tokens: Sequence[Token], place: int) -> int:
    """The place behind the group that begins at `place`."""
    open_ = 0
    for ahead in range(place, len(tokens)):
        open_ += (tokens[ahead].text == "{") - (tokens[ahead].text == "}")
        if not open_:
            return ahead + 1
    raise DerivationError("unexpected end, wanted }", column=tokens[-1].end + 1)


def outside(tokens: Sequence[Token]) -> Iterator[tuple[int, Token, int]]:
    """The tokens outside all groups, with their places and how many brackets are open."""
    place = depth = 0
    while place < len(tokens):
        token = tokens[place]
        if token.text == "{":
            place = closed(tokens, place)
            continue
        depth -= token.text in CLOSING and token.text != "}"
        yield place, token, depth
        depth += token.text in BRACKETS
        place += 1


def is_loose(tokens: Sequence[Token]) -> bool:
    """Whether a sign in a group binds less than what may stand beside the group."""
    return any(token.text in _LOOSE for _, token, depth in outside(tokens) if depth == 0)


def is_alone(before: Token | None, after: Token | None) -> bool:
    """Whether nothing beside a group can take a part of it."""
    first = before is None or before.text in _BEFORE or before.kind == "row"
    return first and (after is None or after.text in _AFTER or after.kind == "row")


def is_one(tokens: Sequence[Token]) -> bool:
    """Whether a group is one thing with its indices, so that an exponent behind is its own."""
    if not tokens or any(token.text == "^" for _, token, depth in outside(tokens) if depth == 0):
        return False
    return sum(1 for _ in _items(tokens)) == 1


def _items(tokens: Sequence[Token]) -> Iterator[Token]:
    shifted = False
    for place, token, depth in outside(tokens):
        if token.text in ("^", "_"):
            shifted = tokens[place + 1 : place + 2] != [] and tokens[place + 1].text != "{"
        elif shifted:
            shifted = False
        elif depth == 0 and token.text not in CLOSING and token.kind != "prime":
            yield token
