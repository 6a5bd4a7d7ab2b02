r"""Functions before their argument without brackets: \log x, \sin^2 x, \log\sum_j e^{z_j}."""

from __future__ import annotations

from collections.abc import Callable

from ..latex.signs import (
    ACCENTS,
    FONTS,
    GREEK,
    OF_ARRAYS,
    UPRIGHT,
    is_function,
    is_function_command,
)
from .atoms import atom
from .cursor import Cursor
from .large import is_large
from .node import NOTHING, Node, product
from .scripts import with_scripts

Operand = Callable[[Cursor], "Node | None"]
_ALSO = {
    r"\det": "det", r"\tr": "trace", r"\lg": "log10", r"\dim": "dim", r"\rank": "rank",
    r"\ker": "ker", r"\gcd": "gcd", r"\deg": "deg", r"\Pr": "Pr", r"\csc": "csc",
    r"\sec": "sec", r"\cot": "cot", r"\coth": "coth",
}  # fmt: skip
SHORTEST = 2  # letters of a word
_OPEN = ("(", "[", r"\{", r"\lvert", r"\lVert")


def is_call(text: str) -> bool:
    """Whether a command is the name of a function."""
    return is_function_command(text) or text in _ALSO


def word(at: Cursor) -> str:
    r"""The function that upright letters name before its argument, as in \mathrm{tr} A."""
    if at.next.text not in UPRIGHT or at.peek().text != "{":
        return ""
    stop = 2
    while at.peek(stop).kind == "letter":
        stop += 1
    name = "".join(at.peek(k).text for k in range(2, stop))
    after = at.peek(stop + 1)
    is_argument = after.kind == "letter" or after.text in (*GREEK, *ACCENTS, *FONTS)
    if at.peek(stop).text != "}" or not is_argument or len(name) < SHORTEST:
        return ""
    if name.lower() in OF_ARRAYS:
        return OF_ARRAYS[name.lower()].name
    return name.lower() if is_function(name) else ""


def call_of_word(at: Cursor, name: str, operand: Operand) -> Node:
    """A function that is named in upright letters, with its argument."""
    start = at.take().start
    at.group()
    return Node("call", name, (_argument(at, operand), NOTHING, NOTHING), at.since(start))


def call(at: Cursor, operand: Operand) -> Node:
    """A function with its argument, which is what follows up to a sign or another function."""
    token = at.take()
    name = _ALSO.get(token.text, token.text[1:])
    sign = with_scripts(at, Node("symbol", name, (), (token.start, token.end)))
    below, above = sign.parts[1:] if sign.kind == "scripted" else (NOTHING, NOTHING)
    primes = sign.text if sign.kind == "scripted" else ""
    return Node(
        "call", f"{name}{primes}", (_argument(at, operand), above, below), at.since(token.start)
    )


def _is_apart(at: Cursor) -> bool:
    r"""Whether a space is set before the next sign: \sin\theta\, t is sin(θ) times t."""
    return at.next.start - at.tokens[at.place - 1].end > 1


def _argument(at: Cursor, operand: Operand) -> Node:
    if at.at(*_OPEN):
        return atom(at) or NOTHING  # what is set behind the bracket belongs to the whole call
    if is_large(at) or is_call(at.next.text):
        found = operand(at)
        return found if found is not None else NOTHING
    start = at.next.start
    factors: list[Node] = []
    while not (is_large(at) or is_call(at.next.text)):
        if factors and not at.at(*_OPEN) and _is_apart(at):
            break
        if at.at(*_OPEN) and not (factors and factors[-1].kind in ("symbol", "scripted")):
            break
        found = operand(at)
        if found is None:
            break
        factors.append(found)
        if found.kind == "bracket" and found.text != "{":
            break
    if not factors:
        return NOTHING
    return product(factors, [""] * (len(factors) - 1), at.since(start))
