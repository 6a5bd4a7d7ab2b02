r"""Symbols with their fonts and accents, numbers, brackets, bars, roots, dots."""

from __future__ import annotations

from dataclasses import replace

from ..latex.signs import ACCENTS, BRACKETS, FONTS, GREEK, UPRIGHT, is_function
from ..text.tokens import Token
from .cursor import Cursor
from .node import NOTHING, TURN, Node

SPECIAL = {
    r"\infty": "infinity", r"\emptyset": "emptyset", r"\hbar": "hbar", r"\Re": "Re", r"\Im": "Im",
    r"\square": "square", r"\Box": "square", r"\top": "T", r"\intercal": "T", r"\bot": "perp",
    r"\angle": "angle", r"\triangle": "Delta", r"\bullet": "bullet", r"\star": "star",
    r"\imath": "i", r"\jmath": "j", r"\ell": "ell", r"\dagger": "dagger", r"\perp": "perp",
}  # fmt: skip
DOTS = (r"\cdots", r"\dots", r"\ldots", r"\dotsc", r"\dotsb", r"\vdots", r"\ddots", "…")
_BARS = {"|": "|", r"\|": r"\|"}
_SQUARE = {"]": "[", ")": "("}
TURNS = (r"\top", r"\intercal")
ANGLES = {r"\langle": r"\rangle", "⟨": "⟩"}
WIDE = ("hat", "bar", "tilde", "vec")


def atom(at: Cursor) -> Node | None:
    """A number, symbol, bracket or root, without what is set on it; None if there is none."""
    token = at.next
    if token.kind == "number":
        at.take()
        return Node("number", token.text, (), (token.start, token.end))
    if token.kind == "letter" or token.text in GREEK or token.text in SPECIAL:
        at.take()
        text = GREEK.get(token.text, SPECIAL.get(token.text, token.text))
        font = TURN if token.text in TURNS else ""
        return Node("symbol", text, (), (token.start, token.end), font=font)
    if token.text in DOTS:
        at.take()
        return Node("dots", "", (), (token.start, token.end))
    for kinds, read in _READERS:
        if token.text in kinds:
            return read(at)
    return None


def _accented(at: Cursor) -> Node:
    token = at.take()
    inside = at.read_group()
    accent = ACCENTS[token.text]
    if inside.kind == "number" and accent == "vec":
        return replace(inside, font="bold", span=at.since(token.start))
    if inside.kind == "symbol":
        return replace(inside, accent=accent + inside.accent, span=at.since(token.start))
    if inside.kind == "scripted" and inside.parts[0].kind == "symbol":
        base = replace(inside.parts[0], accent=accent + inside.parts[0].accent)
        return replace(inside, parts=(base, *inside.parts[1:]), span=at.since(token.start))
    raise at.error(f"{token.text} stands on one symbol", token)


def _set(at: Cursor) -> Node:
    r"""\mathbf{W}, \mathrm{loss}, \operatorname{diag}, \mathbb{R}."""
    token = at.take()
    tokens = at.group()
    if token.text in UPRIGHT or (len(tokens) > 1 and _is_word(tokens)):
        return _word(at, token, tokens)
    inside = at.inner(tokens).read_list()
    font = FONTS.get(token.text, "")
    if inside.kind in ("symbol", "number"):
        return replace(inside, font=font, span=at.since(token.start))
    if inside.kind == "scripted" and inside.parts[0].kind in ("symbol", "number"):
        base = replace(inside.parts[0], font=font)
        return replace(inside, parts=(base, *inside.parts[1:]), span=at.since(token.start))
    return inside


def _is_word(tokens: list[Token]) -> bool:
    return all(token.kind in ("letter", "number") for token in tokens)


def _word(at: Cursor, token: Token, tokens: list[Token]) -> Node:
    """Upright letters: one word, which may be the name of a function."""
    inner = [each for each in tokens if each.text not in FONTS and each.text not in ("{", "}")]
    text = "".join(GREEK.get(each.text, each.text) for each in inner)
    span = at.since(token.start)
    if not text.isalnum():
        return Node("words", "".join(each.text for each in inner).strip(",. "), (), span)
    return Node("symbol", text, (), span, font="upright")


def _bracket(at: Cursor) -> Node:
    token = at.take()
    bracket = BRACKETS[token.text]
    start = at.place
    saved, at.bars = at.bars, 0
    items = _items(at, (bracket.closing, *_SQUARE))
    at.bars = saved
    if at.next.kind == "end":
        at.place = start
        raise at.error(f"{token.text} is not closed", token)
    if not (at.at(bracket.closing) or at.next.text in (")", "]")):
        raise at.error(f"{at.next.text} is not understood here")
    closing = at.take()
    kind = token.text if closing.text == bracket.closing else f"{token.text}{closing.text}"
    return Node("bracket", kind, (items,), at.since(token.start))


def _items(at: Cursor, closings: tuple[str, ...]) -> Node:
    """What stands in brackets: sides with commas, bars or semicolons between them."""
    start = at.next.start
    if at.at(*closings):
        return NOTHING
    found, marks = [at.side(at)], ""
    while at.at(",", ";", "|", r"\mid", r"\vert", ":"):
        marks += at.take().text
        if not at.at(*closings):
            found.append(at.side(at))
    if len(found) == 1 and not marks:
        return found[0]
    return Node("list", marks, tuple(found), at.since(start))


def _bars(at: Cursor) -> Node:
    token = at.take()
    at.bars += 1
    inside = at.side(at)
    at.bars -= 1
    if not at.at(token.text):
        raise at.error(f"the bar {token.text} is not closed", token)
    at.take()
    return Node("bracket", token.text, (inside,), at.since(token.start))


def _root(at: Cursor) -> Node:
    token = at.take()
    index = NOTHING
    if at.accept("["):
        start = at.place
        while not at.at("]"):
            if at.take().kind == "end":
                raise at.error("[ is not closed", token)
        index = at.inner(at.tokens[start : at.place]).read_list()
        at.take()
    return Node("root", "", (at.read_group(), index), at.since(token.start))


def _braces(at: Cursor) -> Node:
    start = at.next.start
    inside = at.read_group()
    if inside is NOTHING:
        return Node("words", "", (), at.since(start))
    if inside.kind in ("symbol", "number", "bracket", "scripted"):
        return inside
    return Node("bracket", "{", (inside,), at.since(start))


def _framed(at: Cursor) -> Node:
    r"""\boxed{…}, \underbrace{…}, \mathstrut: what is inside, without the frame."""
    at.take()
    inside = at.read_group()
    return inside if inside.kind != "list" else Node("bracket", "{", (inside,), inside.span)


def _angle(at: Cursor) -> Node:
    r"""\langle a, b \rangle."""
    token = at.take()
    saved, at.bars = at.bars, 0
    items = _items(at, (ANGLES[token.text],))
    at.bars = saved
    at.expect(ANGLES[token.text])
    return Node("bracket", r"\langle", (items,), at.since(token.start))


FRAMES = (
    r"\boxed", r"\underbrace", r"\overbrace", r"\underline", r"\cancel", r"\smash",
    r"\ensuremath", r"\mathclose", r"\mathopen",
)  # fmt: skip
_READERS = (
    (ACCENTS, _accented),
    ({**FONTS, **UPRIGHT}, _set),
    (BRACKETS, _bracket),
    (ANGLES, _angle),
    (_BARS, _bars),
    ((r"\sqrt", "√"), _root),
    (("{",), _braces),
    (FRAMES, _framed),
)
__all__ = ["DOTS", "atom", "is_function"]
