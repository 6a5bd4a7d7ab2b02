r"""A formula as people type it, as LaTeX; nothing for what is no formula.

>>> latex("L0 = tanh(x+b0)"), latex("dL/dw1 = (y - p)**2*x"), latex("we set z = 3")
('L_{0} = \\tanh(x + b_{0})', '\\frac{dL}{dw_{1}} = (y - p)^{2} \\cdot x', '')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

_GREEK = frozenset(chain.from_iterable(
    (name, name.capitalize()) for name in (
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda",
        "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
    )
))  # fmt: skip
_COMMANDS = frozenset((
    "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "exp", "log", "ln", "max",
    "min", "arcsin", "arccos", "arctan",
))  # fmt: skip
_LETTERS = "A-Za-z\u0391-\u03c9"
_NAME = rf"[{_LETTERS}][{_LETTERS}]*\d*(?:_[{_LETTERS}0-9]+)?"
_TOKEN = re.compile(
    rf"\s*(?:(?P<slope>(?P<d>[d∂])(?P<of>{_NAME})\s?/\s?(?P=d)(?P<wrt>{_NAME}))|(?P<name>{_NAME})"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<power>\*\*|\^)|(?P<sign>:=|<-|[=+\-−*×·⋅/,<>])"
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<prime>['\u2032])|(?P<square>[²³]))"
)
_SIGNS = {"*": r"\cdot", "×": r"\cdot", "·": r"\cdot", "⋅": r"\cdot", "−": "-"}
_ENDS = " \t.。,,;;::"


def latex(text: str) -> str:
    """A typed formula with a relation as LaTeX; "" if it is none."""
    tokens = _tokens(text.strip(_ENDS))
    if tokens is None or not _is_formula(tokens):
        return ""
    return " ".join("".join(_written(tokens)).split()).replace("( ", "(").replace(" )", ")")


def _tokens(text: str) -> list[re.Match[str]] | None:
    """The tokens of a text; None where something stands that is none."""
    found: list[re.Match[str]] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        found.append(match)
        place = match.end()
    return found


def _is_formula(tokens: list[re.Match[str]]) -> bool:
    """Whether brackets close, something is related outside them, and no words stand together."""
    depth = 0
    related = False
    for token in tokens:
        depth += (token["open"] is not None) - (token["close"] is not None)
        sign = token["sign"] if not depth else None
        related = related or sign in (":=", "<-", "=")
        if depth < 0 or sign == ",":
            return False
    is_whole = related and not depth and not _is_sign(tokens[0]) and not _is_sign(tokens[-1])
    return is_whole and all(map(_may_follow, tokens, tokens[1:]))


def _is_sign(token: re.Match[str]) -> bool:
    return token["sign"] is not None or token["power"] is not None


def _may_follow(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a token may stand behind another: no two words, no two signs but a minus."""
    if other["prime"]:
        return one["name"] is not None or one["prime"] is not None
    if one["name"] and other["name"]:
        return all(len(re.sub(r"[\d_]", "", token["name"])) == 1 for token in (one, other))
    return not (_is_sign(one) and _is_sign(other) and other["sign"] not in ("-", "−"))


def _written(tokens: list[re.Match[str]]) -> Iterator[str]:
    place = 0
    while place < len(tokens):
        if tokens[place]["power"]:
            stop = _end_of_exponent(tokens, place + 1)
            yield "^{" + "".join(_written(tokens[place + 1 : stop])) + "}"
            place = stop
        else:
            yield _one(tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None)
            place += 1


def _end_of_exponent(tokens: list[re.Match[str]], place: int) -> int:
    """Where what is raised ends: a number or a name, with a minus before it, or brackets."""
    while place < len(tokens) and tokens[place]["sign"]:
        place += 1
    depth = 0
    while place < len(tokens):
        token = tokens[place]
        depth += (token["open"] is not None) - (token["close"] is not None)
        place += 1
        is_called = token["name"] and place < len(tokens) and tokens[place]["open"]
        if not depth and not is_called:
            break
    return place


def _one(token: re.Match[str], following: re.Match[str] | None) -> str:
    if token["slope"]:
        d = "d" if token["d"] == "d" else r"\partial "
        return rf"\frac{{{d}{_name(token['of'])}}}{{{d}{_name(token['wrt'])}}}"
    if token["name"]:
        is_called = following is not None and following["open"] is not None
        is_joined = is_called or following is None or following["name"] is None
        return _name(token["name"], is_called) + ("" if is_joined else " ")
    if token["square"]:
        return "^{2} " if token["square"] == "²" else "^{3} "
    if token["sign"]:
        return f" {_SIGNS.get(token['sign'], token['sign'])} ".replace("<-", r"\leftarrow")
    return token[0].strip()


def _name(word: str, is_called: bool = False) -> str:
    r"""A name: `w1` is w_{1}, `output` \mathit{output}, and `tanh(` a function."""
    match = re.fullmatch(rf"([{_LETTERS}]+)(\d*)_?(\w*)", word)
    if match is None:
        return word
    base, below = match[1], match[2] or match[3]
    if is_called and not below and len(base) > 1:
        if base in _COMMANDS:
            return f"\\{base}"
        if base not in _GREEK:
            return rf"\operatorname{{{base}}}"
    named = f"\\{base}" if base in _GREEK else base if len(base) == 1 else rf"\mathit{{{base}}}"
    return f"{named}_{{{below}}}" if below else named
