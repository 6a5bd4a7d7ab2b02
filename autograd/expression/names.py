"""What the names in an expression may be: functions, constants, and what variables are called."""

from __future__ import annotations

import keyword
import math
import re
from typing import Any

from ..engine.custom import OWN
from ..engine.elementwise import Elementwise
from ..engine.nary import Nary
from ..engine.primitive import PUBLIC
from ..errors import ExpressionError
from ..formulas.text.builtins import builtin
from ..formulas.text.characters import plain
from ..formulas.text.grammar import WORDS
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
    """The names of all that an expression can call, but for other ways to write them."""
    known = {**OWN, **PUBLIC}
    return [*ON_ARRAYS, *(x for x, op in known.items() if isinstance(op, (Elementwise, Nary)))]


def is_built_in(name: str) -> bool:
    """Whether a name means a function in every expression, so that no variable can have it."""
    return isinstance(PUBLIC.get(name), (Elementwise, Nary))


def normal(name: str) -> str:
    r"""A name as it is read: other shapes of its letters and digits are these letters and digits.

    >>> normal("\u03d1₁"), normal("\uff58")
    ('θ1', 'x')
    """
    found = tokens(name) if re.fullmatch(r"\w+", plain(name)) else []
    return found[0].text if len(found) == 2 and found[0].kind == "name" else name


def check_definition(name: str) -> str:
    """The name as it is read. Raises `ExpressionError` for one that no variable can have."""
    name = normal(name)
    wrong = _no_name(name) or unusable(name)
    if is_built_in(name) or name in CONSTANTS:
        wrong = f"{name} has a meaning in expressions already; choose another name"
    if wrong:
        raise ExpressionError(wrong)
    return name


def _no_name(name: str) -> str:
    try:
        kinds = [token.kind for token in tokens(name)]
    except ExpressionError:
        kinds = []
    if kinds == ["name", "end"] and name == name.strip():
        return ""
    return f"{quoted(name)} is no name: names are letters of a to z and Greek ones, digits and _"


def unusable(name: str) -> str:
    """What keeps a name of formulas from being a parameter of a function; empty if nothing does."""
    if keyword.iskeyword(name):
        return f"{name} is not allowed here{_KEYWORDS.get(name, ': it is a word of Python')}"
    if name.startswith("__"):
        return f"{name[:50]} is not allowed here: no name begins with __"
    if name in {"inf", "nan"}:
        return f"{name} is not allowed here: an expression holds finite numbers"
    return ""
