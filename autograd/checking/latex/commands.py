"""The commands that are read, by what they begin."""

from __future__ import annotations

import re

from ..scope import builtin
from .characters import LETTERS, VARIANTS

_FUNCTIONS = (
    "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln exp max min sech csch "
    "arsinh arcosh artanh arcsinh arccosh arctanh sigmoid relu ReLU softplus softsign silu gelu "
    "elu selu mish erf erfc sgn sign logit"
)
_OTHER_NAMES = {
    "tr": "trace",
    "sgn": "sign",
    "arsinh": "arcsinh",
    "arcosh": "arccosh",
    "artanh": "arctanh",
}
FUNCTIONS = {rf"\{name}" for name in _FUNCTIONS.split()}
OF_ARRAYS = {"trace", "tr", "softmax", "log_softmax", "logsumexp", "diag", "norm", "dot", "mean"}

GREEK = {rf"\{name}" for name in [*LETTERS.values(), *VARIANTS]} | {r"\ell"}
FONTS = {r"\mathcal", r"\mathbf", r"\boldsymbol", r"\bm", r"\mathbb", r"\mathscr"} | {
    r"\mathfrak",
    r"\mathit",
    r"\mathsf",
    r"\mathnormal",
    r"\textbf",
}
UPRIGHT = {r"\text", r"\mathrm", r"\operatorname", r"\mathop", r"\mathup"}
ACCENTS = {rf"\{accent}": accent for accent in ("hat", "bar", "tilde", "dot", "ddot", "vec")} | {
    r"\widehat": "hat",
    r"\overline": "bar",
    r"\widetilde": "tilde",
}
FRACTIONS = {r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"}
OLD_FONTS = {
    r"\rm": r"\mathrm",
    r"\bf": r"\mathbf",
    r"\it": r"\mathit",
    r"\cal": r"\mathcal",
    r"\sf": r"\mathsf",
}
BRACKETS = {
    "(": ")",
    "[": "]",
    r"\{": r"\}",
    r"\lvert": r"\rvert",
    r"\lVert": r"\rVert",
    r"\lfloor": r"\rfloor",
    r"\lceil": r"\rceil",
}
CALLED = ("(", "[", r"\{")  # the brackets of a call
CLOSING = set(BRACKETS.values()) | {"}"}
SYMBOLS = GREEK | FONTS | UPRIGHT | ACCENTS.keys()
_OPERANDS = FRACTIONS | FUNCTIONS | SYMBOLS | BRACKETS.keys()
OPERANDS = _OPERANDS | {r"\sqrt", r"\sum", r"\prod", r"\partial", r"\nabla", r"\begin"}


def is_function(name: str) -> bool:
    """Whether the registry has a function of this name."""
    return re.fullmatch(r"\w{2,}", name) is not None and builtin(spelled(name)) is not None


def spelled(name: str) -> str:
    """The registry's name of a function that has several.

    >>> spelled("sgn"), spelled("tanh")
    ('sign', 'tanh')
    """
    return _OTHER_NAMES.get(name, name)
