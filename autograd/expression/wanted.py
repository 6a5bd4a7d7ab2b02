"""What was wanted where a text stops being an expression, and what its writer may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from .complaint import suggestion
from .tokens import Token

# What other places call a function, or how they write it without one.
OTHER_NAMES = {
    "ln": "log(x)",
    "lg": "log10(x)",
    "sgn": "sign(x)",
    "heaviside": "step(x)",
    "cot": "1/tan(x)",
    "sec": "1/cos(x)",
    "csc": "1/sin(x)",
    "root": "sqrt(x)",
}


def operand_wanted(token: Token, before: Token) -> tuple[Token, str]:
    """Where a number, a name or a ( was wanted: the token to point at, and what to say."""
    if token.kind == "end" and before.text in {"(", "["}:
        return before, f"this {before.text} is never closed"
    if token.text == "[":
        return token, "a list is not allowed here; it stands in sum([x, y]) and its like"
    if token.text in {"*", "**"} and before.text in {"(", ","}:
        return token, "a starred argument is not allowed here; write every argument out"
    if before is token:
        return token, f"an expression cannot begin with {token.text}"
    return token, f"a number, a name or ( is missing after {before.text}"


def not_continued(token: Token, before: Token) -> str:
    """What to say where an operator or the end was wanted."""
    if token.text and token.text[0] in "<>=!":
        return (
            "a comparison is not allowed here: it stands first in where, as in where(x > 0, y, z)"
        )
    if token.text == "[":
        return "an index is not allowed here; give every number its own name"
    if token.text == ",":
        return "a comma is not allowed here; it parts the arguments of a function"
    if token.text in {")", "]"}:
        return f"this {token.text} closes nothing"
    left = "(...)" if before.text == ")" else before.text
    right = "(...)" if token.text == "(" else token.text
    return f"an operator is missing; for a product write {left}*{right}"


def no_function(name: str, functions: Iterable[str]) -> str:
    """What to say at a call of what is no function."""
    if name in OTHER_NAMES:
        advice = f"; write {OTHER_NAMES[name]}"
    else:
        advice = suggestion(name, functions) or f"; for a product write {name}*(...)"
    return f"there is no function called {name}{advice}"
