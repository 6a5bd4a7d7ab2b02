r"""Groups of tokens: where one ends, whether its braces could be left out, which bars are a pair.

Braces are not printed, so `{a+b}c` reads a + bc on the page: a group may only be opened where
nothing beside it could take a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..text.tokens import DerivationError, Token
from .signs import BRACKETS, PRODUCTS, RELATIONS, closes, is_function_command

Tokens = list[Token]


def refused(why: str, token: Token) -> DerivationError:
    """A complaint about a token."""
    return DerivationError(why, column=token.start + 1)


def closed(tokens: Sequence[Token], place: int) -> int:
    """The place behind the group that begins at `place`."""
    open_ = 0
    for ahead in range(place, len(tokens)):
        open_ += (tokens[ahead].text == "{") - (tokens[ahead].text == "}")
        if not open_:
            return ahead + 1
    raise DerivationError("unexpected end, wanted }", column=tokens[-1].end + 1)


def group(tokens: Tokens, place: int) -> tuple[Tokens, int]:
    """The tokens inside the braces that begin at `place`, and the place behind them."""
    if tokens[place].text != "{":
        raise refused("wanted what belongs to this command, in braces: {…}", tokens[place])
    stop = closed(tokens, place)
    return tokens[place + 1 : stop - 1], stop


def braced(tokens: Sequence[Token], like: Token) -> Tokens:
    """Tokens in braces of their own; `like` is the last token that was read for them."""
    start = tokens[0].start if tokens else like.start
    ends = max(like.end, tokens[-1].end if tokens else 0)
    return [Token("sign", "{", start, start), *tokens, Token("sign", "}", ends, ends)]


def outside(tokens: Sequence[Token]) -> Iterator[tuple[int, Token, int]]:
    """The tokens outside all groups, with their places and how many brackets are open."""
    place = depth = 0
    while place < len(tokens):
        token = tokens[place]
        if token.text == "{":
            place = closed(tokens, place)
            continue
        depth -= token.text != "}" and closes(token.text)
        yield place, token, depth
        depth += token.text in BRACKETS
        place += 1


# ---- Braces that do not show --------------------------------------------------------------------


def is_loose(tokens: Sequence[Token]) -> bool:
    """Whether a sign in a group binds less than what may stand beside the group."""
    return any(
        token.text in RELATIONS or token.text in ("+", "-", ",", ":")
        for _, token, depth in outside(tokens)
        if depth == 0
    )


def is_alone(before: Token | None, after: Token | None) -> bool:
    """Whether nothing beside a group can take a part of it."""
    first = before is None or _ends_part(before) or before.text in BRACKETS
    return first and (
        after is None or _ends_part(after) or closes(after.text) or after.text in (",", ".", ";")
    )


def _ends_part(token: Token) -> bool:
    return token.kind == "row" or token.text == "&" or token.text in RELATIONS


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
        elif depth == 0 and not closes(token.text) and token.kind != "prime":
            yield token


# ---- Bars that look the same on both sides ------------------------------------------------------

BARS = {"|": (r"\lvert", r"\rvert"), r"\|": (r"\lVert", r"\rVert")}


def with_paired_bars(tokens: Sequence[Token]) -> Tokens:
    r"""The tokens with each bar of |x| and \|x\| as the one that opens or the one that closes."""
    tokens = _doubled(tokens)
    found = list(tokens)
    open_: list[tuple[int, str, int]] = []  # place, bar, brackets around
    for place, token, depth in outside(tokens):
        if token.text not in BARS:
            continue
        behind = _stands_behind_operand(tokens, found, place)
        closing = behind and bool(open_) and open_[-1][1:] == (token.text, depth)
        found[place] = Token("command", BARS[token.text][closing], token.start, token.end)
        if closing:
            open_.pop()
            continue
        _refuse_doubtful(tokens, place, behind)
        open_.append((place, token.text, depth))
    if open_:
        why = "this bar has no partner; a value at a point is not read here"
        raise refused(why, tokens[open_[-1][0]])
    return found


def _stands_behind_operand(tokens: Sequence[Token], found: Tokens, place: int) -> bool:
    if not place or tokens[place - 1].kind == "row":
        return False
    before = tokens[place - 1].text
    if before in BARS:
        return found[place - 1].text == BARS[before][1]
    signs = before in ("+", "-", ",", "&", "{") or before in PRODUCTS or before in RELATIONS
    return not (signs or before in BRACKETS or is_function_command(before))


def _refuse_doubtful(tokens: Sequence[Token], place: int, behind: bool) -> None:
    """A bar that opens behind an operand, where there are others it may belong to."""
    beside = place > 0 and tokens[place - 1].text in BARS
    bar = tokens[place].text
    if behind and not beside and sum(token.text == bar for _, token, _ in outside(tokens)) > 2:
        raise refused(r"which bars belong together? write \lvert and \rvert", tokens[place])


def _doubled(tokens: Sequence[Token]) -> Sequence[Token]:
    r"""||x|| as \|x\|, where all bars come in twos."""
    places = [place for place, token, _ in outside(tokens) if token.text == "|"]
    twos = list(zip(places[::2], places[1::2], strict=False))
    near = all(b == a + 1 and tokens[b].start == tokens[a].end for a, b in twos)
    if len(places) % 4 or not near:
        return tokens
    found = list(tokens)
    for first, second in reversed(twos):
        both = Token("command", r"\|", tokens[first].start, tokens[second].end)
        found[first : second + 1] = [both]
    return found
