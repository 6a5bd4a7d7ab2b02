"""What the names in an expression may be: functions, constants, and what variables are called."""

from __future__ import annotations

import keyword
import math
from typing import Any

from ..engine.custom import OWN
from ..engine.elementwise import Elementwise
from ..engine.nary import Nary
from ..engine.primitive import PUBLIC
from ..errors import ExpressionError
from ..formulas.text.builtins import builtin
from ..formulas.text.missing import WORDS
from ..formulas.text.tokens import tokens
from ..support.visible import quoted
from .arrays import ON_ARRAYS

CONSTANTS = {"pi": math.pi, "π": math.pi}
_KEYWORDS = {word: f"; write {instead}" for word, instead in WORDS.items()} | {
    "lambda": "; a text is a function of its names already"
}


def function(name: str) -> Any:
    """What an expression calls by this name: the registry's, or the user's own; None if nothing."""
    own = OWN.get(name)
    found = builtin(name) or ON_ARRAYS.get(name)
    return found or (own if isinstance(own, (Elementwise, Nary)) else None)


def functions() -> list[str]:
    """The names that are a function's only, but for other ways to write them."""
    return [*ON_ARRAYS, *OWN, *filter(is_built_in, PUBLIC)]


def is_built_in(name: str) -> bool:
    """Whether a name means a function in every expression, so that no variable can have it."""
    op = PUBLIC.get(name)
    return isinstance(op, (Elementwise, Nary)) and name not in op.letters


def normal(name: str) -> str:
    r"""A name as it is read: other shapes of its letters and digits are these; "" if it is none.

    >>> normal("\u03d1₁"), normal("\uff58"), normal("a b")
    ('θ1', 'x', '')
    """
    if name.isascii() and name.isidentifier():
        return name
    try:
        first, *rest = tokens(name)
    except ExpressionError:
        return ""
    is_whole = first.kind == "name" and len(rest) == 1 and name == name.strip()
    return first.text if is_whole else ""


def check_definition(name: str) -> str:
    """The name as it is read. Raises `ExpressionError` for one that no variable can have."""
    read = normal(name)
    wrong = unusable(read)
    if not read:
        what = "names are letters of a to z and Greek ones, digits and _"
        wrong = f"{quoted(name)} is no name: {what}"
    elif is_built_in(read) or read in CONSTANTS:
        wrong = f"{read} has a meaning in expressions already; choose another name"
    if wrong:
        raise ExpressionError(wrong)
    return read


def unusable(name: str) -> str:
    """What keeps a name of formulas from being a parameter of a function; empty if nothing does."""
    if keyword.iskeyword(name):
        return f"{name} is not allowed here{_KEYWORDS.get(name, ': it is a word of Python')}"
    if name.startswith("__"):
        return f"{name[:50]} is not allowed here: no name begins with __"
    if name in {"inf", "nan"}:
        return f"{name} is not allowed here: an expression holds finite numbers"
    return ""
