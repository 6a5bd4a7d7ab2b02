r"""A printed formula: sides joined by relations.

>>> printed = read_printed(r"h_\theta(x) = \sigma(\theta^T x) = a")
>>> printed.signs
('=', '=')
>>> print(printed.sides[0])
product(scripted(symbol h, symbol theta, nothing), bracket ((symbol x))
>>> read_printed(r"x = \frac{1}{").error
'a brace { is not closed'
"""

from __future__ import annotations

from dataclasses import dataclass

from ..latex.scanner import latex_tokens
from ..latex.signs import ENVIRONMENTS, WRAPS
from ..text.tokens import DerivationError, Token
from .blocks import environment
from .cursor import Cursor
from .node import Node
from .numerals import joined
from .products import RELATED, side


@dataclass(frozen=True)
class Printed:
    """The sides of a formula and the signs between them; or why it could not be read."""

    source: str
    sides: tuple[Node, ...] = ()
    signs: tuple[str, ...] = ()
    error: str = ""
    column: int = 1


def read_printed(source: str) -> Printed:
    """Read a formula in LaTeX; nothing is known of its names."""
    try:
        at = Cursor(_tokens(source), side)
        sides, signs = _sides(at)
        return Printed(source, tuple(sides), tuple(signs))
    except DerivationError as error:
        return Printed(source, error=error.why, column=error.column)
    except RecursionError:
        return Printed(source, error="this is nested too deeply")


def _tokens(source: str) -> list[Token]:
    """The tokens without what only arranges them: environments of rows, marks of alignment."""
    tokens = _with_dots(joined(latex_tokens(source, tolerant=True), source))
    found: list[Token] = []
    place = inside = 0
    while place < len(tokens):
        token = tokens[place]
        if token.text in (r"\begin", r"\end"):
            name = environment(_at(tokens, place))
            if name in (*ENVIRONMENTS, *WRAPS):
                place += _behind(tokens, place)
                continue
            inside += 1 if token.text == r"\begin" else -1
        if inside or not (token.kind == "row" or token.text == "&"):
            found.append(token)
        place += 1
    return found


def _with_dots(tokens: list[Token]) -> list[Token]:
    """Three points in a row as one sign."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        if len(found) > 2 and all(each.text == "." for each in found[-3:]):
            found[-3:] = [Token("command", r"\ldots", found[-3].start, token.end)]
    return found


def _at(tokens: list[Token], place: int) -> Cursor:
    at = Cursor(tokens, side)
    at.place = place
    return at


def _behind(tokens: list[Token], place: int) -> int:
    r"""How many tokens \\begin{aligned} takes."""
    stop = place
    while stop < len(tokens) - 1 and tokens[stop].text != "}":
        stop += 1
    return stop + 1 - place


def _sides(at: Cursor) -> tuple[list[Node], list[str]]:
    sides: list[Node] = []
    signs: list[str] = []
    while True:
        found = side(at)
        sides.extend(_unchained(found, signs))
        while at.at(",", ".", ";", ":") and at.peek().text != "=":
            at.take()
        if at.accept(":"):
            continue
        if at.next.kind == "end":
            return sides, signs
        raise at.error(f"{at.next.text} is not understood here")


def _unchained(node: Node, signs: list[str]) -> list[Node]:
    """The sides of relations, left to right; their signs are noted."""
    if node.kind != "relation":
        return [node]
    found = _unchained(node.parts[0], signs)
    signs.append(node.text)
    return [*found, node.parts[1]]


__all__ = ["RELATED", "Printed", "read_printed"]
