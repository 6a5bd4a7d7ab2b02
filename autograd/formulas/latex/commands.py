"""The commands that are read, by what they begin."""

from __future__ import annotations

import re

from ..text.builtins import builtin
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
OF_VECTORS = {"softmax", "log_softmax"}  # a vector of a vector
OF_ARRAYS = OF_VECTORS | {"trace", "tr", "logsumexp", "diag", "norm", "dot", "mean"}

GREEK = {rf"\{name}" for name in [*LETTERS.values(), *VARIANTS]} | {r"\ell"}
BOLD = {r"\mathbf", r"\boldsymbol", r"\bm", r"\textbf"}
ITALIC = {r"\mathit", r"\mathnormal"}  # as letters are set without a font
FONTS = BOLD | ITALIC | {r"\mathcal", r"\mathbb", r"\mathscr", r"\mathfrak", r"\mathsf"}
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
# Other spellings of the same sign.
SAME = {
    "lbrace": r"\{", "rbrace": r"\}", "vert": "|", "Vert": r"\|", "lbrack": "[", "rbrack": "]",
    "coloneqq": "=", "triangleq": "=", "equiv": "=", "mbox": r"\text", "textrm": r"\text",
    "textnormal": r"\text", "textit": r"\text", "texttt": r"\text", "textup": r"\text",
    "mathtt": r"\text", "ast": "*", "prime": "'", "colon": ":",
}  # fmt: skip
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

# What is known and not read, and why or what to write instead.
NOT_READ = {
    r"\int": "an integral is not read",
    r"\lim": "a limit is not read",
    r"\infty": "infinity is no number to calculate with",
    r"\pm": "two formulas in one: write both",
    r"\mp": "two formulas in one: write both",
    r"\approx": "about equal cannot be checked: write =",
    r"\propto": "proportional cannot be checked: write = with the factor",
    r"\rightarrow": r"write \leftarrow for an update, = for a value",
    r"\to": r"write \leftarrow for an update, = for a value",
    r"\bmod": "a remainder is not read",
    r"\mod": "a remainder is not read",
    r"\langle": r"write x^\top y for an inner product",
    r"\Rightarrow": "two formulas: give one at a time",
    r"\implies": "two formulas: give one at a time",
    r"\iff": "two formulas: give one at a time",
    r"\otimes": r"outer or Kronecker product? write x y^\top",
    r"\left.": "a value at a point is not read here",
    r"\right.": "a value at a point is not read here",
    r"\in": "say where a name lies in a derivation block: x in [0, 1]",
    r"\mathbb": "an expectation or a set is not read",
    r"\Pr": "a probability is not read",
    r"\E": "an expectation is not read",
    r"\Var": "a variance is not read",
}


def is_function(name: str) -> bool:
    """Whether the registry has a function of this name."""
    return re.fullmatch(r"\w{2,}", name) is not None and builtin(spelled(name)) is not None


def spelled(name: str) -> str:
    """The registry's name of a function that has several.

    >>> spelled("sgn"), spelled("tanh")
    ('sign', 'tanh')
    """
    return _OTHER_NAMES.get(name, name)
