"""What stands below or above a symbol, and whether one character or more was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..text.tokens import Token
from .cursor import Cursor
from .names import Symbol
from .refused import SUPERSCRIPTS_NOT_READ
from .signs import FONTS, GREEK, SUPERSCRIPTS, UPRIGHT


@dataclass(frozen=True)
class Script:
    """An index or exponent: its tokens, the same as one word, and where it begins."""

    tokens: tuple[Token, ...]
    raw: str
    start: int


def script(at: Cursor, of: Symbol | None = None) -> Script:
    """What follows _ or ^ on a symbol, or on what is no symbol."""
    sign = at.take()
    start = at.next
    if start.text == "{":
        tokens = at.group()
        if not tokens:
            raise at.error("nothing stands in this index or exponent", start)
        return Script(tokens, raw(at, tokens), start.start)
    if start.kind in ("letter", "number") or start.text in GREEK or start.text in SUPERSCRIPTS:
        token = at.take()
        _refuse_longer(at, sign, token, of)
        return Script((token,), raw(at, (token,)), token.start)
    raise at.error(f"{at.found()}, wanted an index or exponent: write {{…}}")


def _refuse_longer(at: Cursor, sign: Token, token: Token, of: Symbol | None) -> None:
    """x_12 and w_out: only the first character is lowered, and more may have been meant."""
    follows = at.next.kind in ("letter", "number") and at.next.start == token.end
    letters = token.kind == "letter" and follows
    if token.kind == "number" and len(token.text) > 1:
        letters = True
    if letters and not _is_short(at, sign, token, of):
        raise at.error("only the first character is shifted here: write {…}", token)


def _is_short(at: Cursor, sign: Token, token: Token, of: Symbol | None) -> bool:
    """Whether one character is meant all the same: w_ix_i, and w^Tx."""
    if at.next.kind != "letter":
        return False
    if sign.text == "^":
        return token.text == "T" and not at.vocabulary.has("T")
    if at.vocabulary.is_open:
        return at.peek().text in ("_", "^")
    if of is None:
        return False
    short = replace(of, below=token.text)
    long = replace(of, below=token.text + at.next.text)
    known = at.vocabulary.find(short) or at.vocabulary.array(short)
    return bool(known) and not at.vocabulary.find(long)


def raw(at: Cursor, tokens: tuple[Token, ...]) -> str:
    """The tokens of an index as one word: `l+1`, `out`, `hj`."""
    found = []
    for token in tokens:
        if _is_dress(token):
            continue
        value = at.bound.get(token.text)
        greek = GREEK.get(token.text, token.text)
        found.append(greek if value is None else str(value))
    return "".join(found)


def _is_dress(token: Token) -> bool:
    """Whether a token only says how letters are set."""
    return token.text in UPRIGHT or token.text in FONTS or token.text in ("{", "}")


def only_primes(at: Cursor) -> int:
    r"""How many primes follow in ^{\prime\prime} or ^\prime, which are then read; else 0."""
    ahead = 2 if at.peek().text == "{" else 1
    first = ahead
    while at.peek(ahead).kind == "prime":
        ahead += 1
    marks = ahead - first
    if not marks or (first == 2 and at.peek(ahead).text != "}"):
        return 0
    at.place += ahead + (first == 2)
    return marks


def is_transpose(at: Cursor, above: Script) -> bool:
    """Whether a superscript is the sign of the transpose."""
    said = "".join(token.text for token in above.tokens if not _is_dress(token))
    if said == "T" and not at.vocabulary.is_open and at.vocabulary.has("T"):
        raise at.error("T is a name here: write \\top for the transpose", above.start)
    return SUPERSCRIPTS.get(said) == "transpose"


def refuse_mark(at: Cursor, above: Script) -> None:
    """Refuse a superscript that is none of a power."""
    mark = f"{{{above.raw}}}"
    if mark in SUPERSCRIPTS_NOT_READ:
        raise at.error(SUPERSCRIPTS_NOT_READ[mark], above.start)


def letters_below(formula: str) -> set[str]:
    """The letters in the subscripts of a formula, each of which may be an index.

    >>> sorted(letters_below(r"a_i + W_{jk} + s_{max}"))
    ['a', 'i', 'j', 'k', 'm', 'x']
    """
    found = re.findall(r"_\s*(?:\{([A-Za-z,\s]+)\}|([A-Za-z]))", formula)
    return {letter for some in found for letter in "".join(some) if letter.isalpha()}
